"""What several steps ask about a story is worked out once in its comparison."""

from __future__ import annotations

import pytest

from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

ARTICLES = (
    "Twelve people were hurt in Bram. “We saw nothing of it,” Ingrid Solberg said.",
    "Nine people were hurt in Bram. “We saw nothing of it,” Ingrid Solberg said.",
)


@pytest.fixture(scope="module")
def comparison() -> StoryComparison:
    documents = [Document(f"d{n}", f"d{n}.txt", text, "") for n, text in enumerate(ARTICLES)]
    return StoryComparison(StoryView(analysed(documents)))


def test_pairs_and_speakers_are_worked_out_once(comparison: StoryComparison) -> None:
    assert comparison.slot_pairs and comparison.slot_pairs is comparison.slot_pairs
    assert comparison.speakers is comparison.speakers
    assert comparison.speakers.named is comparison.speakers.named


def test_a_quotation_is_its_speakers(comparison: StoryComparison) -> None:
    speakers = comparison.speakers
    for quote in comparison.story.of_kind("quote"):
        speaker = speakers.of_quotation(quote)
        assert speaker is not None and speaker.document == quote.document
        assert speakers.named[speaker.number].written == "Ingrid Solberg"


def test_a_claim_that_repeats_another_article_is_its_copy(comparison: StoryComparison) -> None:
    assert comparison.story.copies == {0: 0, 1: 1, 2: 2, 3: 1}
