"""Whose ages two values are."""

from __future__ import annotations

from collections import Counter

from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Screening
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

HALE = (
    "Sources say that actor Ron Hale, best known for his role as Bill Vane in Lone Pine, has been "
    "found dead at the age of 34."
)


def compared(*texts: str) -> tuple[int, Counter[str]]:
    """Return how many pairs of ages there are, and what each filter held back."""
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    screening = Screening()
    comparison = StoryComparison(StoryView(analysed(documents)), screening)
    return len(comparison.slot_pairs), screening.counts


def test_ages_of_two_persons_are_two_facts() -> None:
    pairs, withheld = compared(HALE, "Axl Norn was found dead in his Torvik home at the age of 52.")
    assert (pairs, withheld["ages-of-named-persons"]) == (0, 1)


def test_an_age_in_a_sentence_on_somebody_else_is_no_rival() -> None:
    unread = "They say at age 52 is when Axl Norn died, and Ida Norn wept."
    pairs, withheld = compared(HALE, unread)
    assert (pairs, withheld["ages-of-two-persons"]) == (0, 1)


def test_an_age_in_a_sentence_on_nobody_else_may_be_a_rival() -> None:
    pairs, _ = compared(HALE, "The actor was found dead at the age of 43.")
    assert pairs == 1
