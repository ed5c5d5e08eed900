"""A day belongs to its deed, an age to its person and to the day of its article."""

from __future__ import annotations

import pytest

from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Screening
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

DAY = "2021-03-18"


def differing(*told: tuple[str, str]) -> tuple[set[tuple[str, str]], Screening]:
    """Return the pairs of values that are set against each other, and what was held back."""
    documents = [
        Document(f"d{n}", f"d{n}.txt", text, "", published=day)
        for n, (text, day) in enumerate(told)
    ]
    comparison = StoryComparison(StoryView(analysed(documents)), Screening())
    pairs = {
        (p.a.value.text, p.b.value.text)
        for p in comparison.slot_pairs
        if p.comparison.relation == "conflict"
    }
    return pairs, comparison.screening


@pytest.mark.parametrize(
    ("a", "b", "held_by"),
    [
        (
            "Ola Brandt was arrested on Monday and charged on Tuesday.",
            "Ola Brandt was charged on Tuesday.",
            "contrasted-values",
        ),
        ("The mill burned on Sunday.", "Osterby mourned the mill on Monday.", "days-of-two-deeds"),
        (
            "Ola Brandt fled from the mill on Sunday.",
            "Ola Brandt of the mill was arrested on Monday.",
            "days-of-two-deeds",
        ),
    ],
)
def test_days_of_two_deeds_are_no_conflict(a: str, b: str, held_by: str) -> None:
    pairs, screening = differing((a, DAY), (b, DAY))
    assert pairs == set()
    assert screening.counts[held_by]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ola Brandt was arrested on Monday.", "Ola Brandt was arrested on Tuesday."),
        ("Ola Brandt was arrested on Monday.", "Ola Brandt was detained on Tuesday."),
        ("The mill in Osterby burned on Sunday.", "Fire gutted the mill in Osterby on Monday."),
    ],
)
def test_two_days_of_one_deed_are_a_conflict(a: str, b: str) -> None:
    assert len(differing((a, DAY), (b, DAY))[0]) == 1


@pytest.mark.parametrize(
    ("age", "later", "differ"),
    [(45, "2022-03-01", False), (46, "2022-10-01", False), (48, "2021-03-20", True),
     (40, "2022-03-01", True), (50, "2023-03-01", True)],
)  # fmt: skip
def test_an_age_grows_with_the_articles(age: int, later: str, differ: bool) -> None:
    pairs, _ = differing(
        ("A 44-year-old climber was saved.", DAY),
        (f"A {age}-year-old climber was saved.", later),
    )
    assert bool(pairs) == differ


def test_figures_of_one_deed_in_two_places_are_two_facts() -> None:
    burned = "In Tarvik, 12 houses burned on Sunday."
    pairs, screening = differing((burned, DAY), ("In Osterby, 14 houses burned on Sunday.", DAY))
    assert pairs == set()
    assert screening.counts["figures-of-two-places"]
    assert differing((burned, DAY), ("In Tarvik, 14 houses burned on Sunday.", DAY))[0]
    assert differing((burned, DAY), ("On Sunday, 14 houses burned.", DAY))[0]
