"""Values that changed places between two sentences in the same words."""

from __future__ import annotations

import pytest

from factcheck.facts.findings import severity_of
from factcheck.facts.statements import stated_facts
from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.exchanged import exchanged_rivals
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed


def comparison(*texts: str) -> StoryComparison:
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    return StoryComparison(StoryView(analysed(documents)))


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("The plant used 14 barrels of lime and 3 barrels of salt in May.",
         "The plant used 3 barrels of lime and 14 barrels of salt in May.",
         {"14 barrels", "3 barrels"}),
        ("She left on Monday and came back to Osterby on Friday.",
         "She left on Friday and came back to Osterby on Monday.",
         {"Monday", "Friday"}),
    ],
)  # fmt: skip
def test_values_that_changed_places_are_one_rival(one: str, other: str, shown: set[str]) -> None:
    story = comparison(one, one, other)
    (rival,) = exchanged_rivals(story)
    assert set(rival.shown) == shown
    assert sorted((len(rival.first), len(rival.second))) == [1, 2]
    (fact,) = [f for f in stated_facts(story) if f.kind.startswith("exchanged")]
    assert severity_of(fact) == "warning"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The holders have changed places, too.
        ("The plant used 14 barrels of lime and 3 barrels of salt in May.",
         "The plant used 3 barrels of salt and 14 barrels of lime in May."),
        # No two things.
        ("Between 12 and 15 people were hurt in Osterby.",
         "Between 15 and 12 people were hurt in Osterby."),
        # Not the same values.
        ("The plant used 14 barrels of lime and 3 barrels of salt in May.",
         "The plant used 3 barrels of lime and 15 barrels of salt in May."),
        # Not the same words.
        ("Osterby has 14 schools and 3 parks, as the mayor said on the first page of her report.",
         "Ona Lund saw 3 schools and 14 parks."),
    ],
)  # fmt: skip
def test_other_values_and_other_words_are_no_exchange(one: str, other: str) -> None:
    assert list(exchanged_rivals(comparison(one, other))) == []
