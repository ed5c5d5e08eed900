"""Which spellings that differ are one name and a slip, and which are two words."""

from __future__ import annotations

from collections import Counter

import pytest

from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Screening
from factcheck.pairs.spellings import spelling_pairs
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed


def compared(*texts: str) -> tuple[set[frozenset[str]], Counter[str]]:
    """Return the pairs of spellings that may be one name, and what each filter held back."""
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    screening = Screening()
    pairs = spelling_pairs(StoryComparison(StoryView(analysed(documents)), screening))
    return {frozenset((p.rare.form, p.common.form)) for p in pairs}, screening.counts


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "inflected-names",
            (
                "The Bank of Osterby sold the Kelso Award on Monday. The Kelso Award is old.",
                "The Kelso Awards were given in Osterby. Ona Lund has two Kelso Awards.",
            ),
        ),
        (
            "peoples",
            (
                "Voters in Slovenia rejected the plan. The government of Slovenia resigned.",
                "Most Slovenes rejected the plan, said Ona Lund. Many Slovenes had doubts.",
            ),
        ),
        (
            "names-side-by-side",
            (
                "Letters came for Conal Rourke of Osterby, who was glad.",
                "The firm misspelled the name of Conal Rourke as Conal Rourne in its letters.",
            ),
        ),
        (
            "names-in-one-article",
            (
                "Gerda Holmen met Gerda Holmer in Osterby. Holmer is a judge.",
                "Gerda Holmen spoke first. Then the judge, Gerda Holmer, spoke.",
                "A bus hit Gerda Holmen. It was driven by Ona Lund.",
            ),
        ),
        (
            "accepted-spellings",
            (
                "Jürgen Brückner led the search. Brückner is a ranger.",
                "Juergen Brueckner led the search. Brueckner is a ranger.",
            ),
        ),
    ],
)
def test_two_words_or_two_accepted_spellings_are_no_slip(name: str, texts: tuple[str, ...]) -> None:
    pairs, withheld = compared(*texts)
    assert pairs == set()
    assert withheld[name] >= 1


@pytest.mark.parametrize(
    ("texts", "pair"),
    [
        (
            (
                "Harlan Vestrik spoke in Osterby. Critics of Harlan Vestrik left.",
                "The plan of Harlan Vestriks was praised in Osterby.",
            ),
            {"vestrik", "vestriks"},
        ),
        (
            (
                "Harlan Morenos spoke in Osterby. The letter asks Mr. Morenos to stop.",
                "The letter is asking Moreno to stop the sale. Harlan Morenos has yet to reply.",
            ),
            {"moreno", "morenos"},
        ),
        (
            (
                "The Marine Mammal Protection Act is old. The Marine Mammal Protection Act holds.",
                "The Marine Mammals Protection Act is to be changed.",
            ),
            {"mammal", "mammals"},
        ),
        (
            (
                "Jürgen Brückner led the search. Brückner is a ranger.",
                "Jürgen Brückmer led the search for the boy.",
            ),
            {"bruckner", "bruckmer"},
        ),
    ],
)
def test_a_slip_in_a_name_is_a_pair(texts: tuple[str, ...], pair: set[str]) -> None:
    assert pair in compared(*texts)[0]
