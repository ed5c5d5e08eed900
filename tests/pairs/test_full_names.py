"""Names of several words that differ in one of them: which are one person's or one body's."""

from __future__ import annotations

from collections import Counter

import pytest

from factcheck.model import Document
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Screening
from factcheck.pairs.full_names import full_name_rivals
from factcheck.pairs.phrases import phrases
from factcheck.pairs.rival import Rival
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed


def view(*texts: str) -> StoryView:
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    return StoryView(analysed(documents))


def compared(*texts: str) -> tuple[list[Rival], Counter[str]]:
    """Return the names that may be one, and what each filter held back."""
    screening = Screening()
    rivals = list(full_name_rivals(StoryComparison(view(*texts), screening)))
    return rivals, screening.counts


@pytest.mark.parametrize(
    ("common", "rare", "shown"),
    [
        ("The envoy Pak Dong-Chul left on Monday.", "The envoy Pak Dong-Chu left on Monday.",
         {"Chul", "Chu"}),
        ("The baker Ida Holloway won the race.", "The baker Ada Holloway won the race.",
         {"Ida", "Ada"}),
        ("The farm of Owen Tarrant Jr. was sold.", "The farm of Owen Tarrant Sr. was sold.",
         {"Jr", "Sr"}),
        ("She joined the Friends of Marshland in May.",
         "She joined the Friends of the Marshland in May.",
         {"Friends of Marshland", "Friends of the Marshland"}),
        ("The flaw is listed as Bug-2031-40718 by the vendor.",
         "The flaw is listed as Bug-2031-40781 by the vendor.",
         {"Bug-2031-40718", "Bug-2031-40781"}),
        ("The singers Wonder Rick and Ona Lund broke up.",
         "The singers Wonder Ric and Ona Lund broke up. Wonder Rick wept.",
         {"Rick", "Ric"}),
        ("The plant of Garwick Foods was closed.",
         "The plant of Garwicks Food was closed. Garwick Foods has others.",
         {"Garwick Foods", "Garwicks Food"}),
    ],
)  # fmt: skip
def test_a_name_that_differs_in_one_word_is_likely_one(
    common: str, rare: str, shown: set[str]
) -> None:
    (rival,), _ = compared(common, common, rare)
    assert set(rival.shown) == shown
    assert judge.probability(rival.kind, rival.signals) >= 0.5


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "names-of-one-article",
            (
                "Mayor Ursula Tennant opened the bridge. The painter Gwen Tennant watched.",
                "Mayor Gwen Tennant opened the bridge.",
            ),
        ),
        (
            "relatives",
            (
                "Mayor Ursula Tennant opened the bridge.",
                "Mayor Gwen Tennant, sister of the builder, opened the bridge.",
            ),
        ),
        (
            "relatives",
            (
                "The farm of Owen Tarrant Jr. was sold. The son of Tarrant wept.",
                "The farm of Owen Tarrant Sr. was sold.",
            ),
        ),
        (
            "first-names-of-one-person",
            (
                "Mayor Samuel Tennant opened the bridge.",
                "Mayor Sam Tennant opened the bridge.",
            ),
        ),
        (
            "first-names-of-one-person",
            (
                "Mayor Greta Tennant opened the bridge.",
                "Mayor Ruth Tennant opened the bridge.",
                "Visitors thanked Ruth Greta Tennant.",
            ),
        ),
        (
            "plural-names",
            (
                "The baker Ida Ray won the race.",
                "The baker Ida Rays won the race.",
            ),
        ),
        (
            "two-surnames",
            (
                "The baker Ida Holloway won the race.",
                "The baker Ida Ross won the race.",
            ),
        ),
        (
            "two-first-names",
            (
                "The singer Gwen Tennant gave a concert for the old people of the town.",
                "A lorry hit the bicycle of Ursula Tennant at noon.",
            ),
        ),
        (
            "bodies-of-one-article",
            (
                "The flaw Bug-2031-40718 came before the flaw Bug-2031-40781.",
                "The flaw is listed as Bug-2031-40718 by the vendor.",
            ),
        ),
    ],
)
def test_two_people_or_two_bodies_are_told_apart(name: str, texts: tuple[str, ...]) -> None:
    rivals, withheld = compared(*texts)
    assert not rivals
    assert withheld[name] >= 1


def test_a_shortened_name_of_a_body_is_no_slip() -> None:
    full = "He gave money to the Osterby Wild River Trust for the boats."
    assert not compared(full, full, full.replace("Wild ", ""))[0]


def test_british_and_american_words_make_no_two_bodies() -> None:
    assert not compared(
        "He spoke at the Osterby Trade Center on the future.",
        "He spoke at the Osterby Trade Centre on the future.",
    )[0]


def test_names_are_read_without_titles_times_and_headlines() -> None:
    found = phrases(
        view(
            "Bridge Opens After Eleven Long Years Of Work\n\n"
            "On Monday Governor Ursula Tennant of Bram opened the bridge of Pak Dong-Chul Sunday."
        )
    )
    assert [p.words for p in found] == [
        ("ursula", "tennant", "of", "bram"),
        ("pak", "dong", "chul"),
    ]
