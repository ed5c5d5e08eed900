"""One utterance quoted in two wordings: where sentences begin and end, order, and who speaks."""

from __future__ import annotations

import pytest

from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.utterances import Change, changes
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed


def found(*texts: str) -> list[Change]:
    documents = [Document(f"d{n}", f"d{n}.txt", text, f"{n}") for n, text in enumerate(texts)]
    return list(changes(StoryComparison(StoryView(analysed(documents)))))


@pytest.mark.parametrize(
    ("one", "other", "removed", "added", "signal"),
    [
        (
            "“Nothing moved in the yard that morning.”",
            "“The gate was shut. Nobody moved in the yard that morning.”",
            ("nothing",),
            ("nobody",),
            "opening",
        ),
        (
            "“The pumps ran dry before we got to the tower. So we left.”",
            "“The pumps ran dry before we got to the station.”",
            ("tower",),
            ("station",),
            "closing",
        ),
        (
            "“We do not want to sell any of them anymore.”",
            "“We do not want to sell a thing anymore.”",
            ("any", "of", "them"),
            ("a", "thing"),
            "alike",
        ),
    ],
)
def test_sentences_are_aligned_to_their_beginnings_and_ends(
    one: str, other: str, removed: tuple[str, ...], added: tuple[str, ...], signal: str
) -> None:
    (change,) = found(f"{one} said Olive Brandt.", f"{other} said Olive Brandt.")
    assert (change.removed, change.added) == (removed, added)
    assert change.signals[signal] > 0
    assert change.signals["same_speaker"] == 1


def test_a_quotation_that_stops_early_ends_in_no_other_words() -> None:
    assert not found(
        "“The pumps ran dry before we got to the tower,” she said.",
        "“The pumps ran dry before we got,” she said.",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("five tugs and twenty-two men", "5 tugs and 22 men"),
        ("ten per cent of the two million crates", "10% of the 2,000,000 crates"),
        ("$3.5 million for Dr. Vale", "three and a half million dollars for Dr Vale"),
        ("Gov. Orlan, Hale & Sons on Sept. 9", "Governor Orlan, Hale and Sons on September 9"),
        ("the 3rd boat at 6:00 p.m.", "the third boat at 6 pm"),
    ],
)
def test_house_styles_are_no_other_words(one: str, other: str) -> None:
    assert not found(
        f"“We have waited all night for {one},” said Olive Brandt.",
        f"“We have waited all night for {other},” said Olive Brandt.",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("five tugs", "6 tugs"), ("10 per cent", "1.0%"), ("4.5 tonnes", "45 tonnes")],
)
def test_another_figure_is_another_word_and_shown_as_written(one: str, other: str) -> None:
    (change,) = found(
        f"“We have waited all night for {one} of it,” said Olive Brandt.",
        f"“We have waited all night for {other} of it,” said Olive Brandt.",
    )
    assert all(part in whole for part, whole in zip(change.written, (one, other), strict=True))


def test_words_put_elsewhere_in_the_sentence_are_reordered() -> None:
    (change,) = found(
        "“We have carried enough for one long winter of everything,” she said.",
        "“We have carried enough of everything for one long winter,” she said.",
    )
    assert change.signals["reordered"] == 1


def test_two_speakers_in_few_like_words_made_two_utterances() -> None:
    one = "“We hope they come home soon and well,” {} said."
    other = "“We hope they come home safe and well,” {} said."
    detectives = "Detective Olive Brandt", "Detective Henry Moss"
    assert found(one.format(detectives[0]), other.format(detectives[0]))
    assert not found(one.format(detectives[0]), other.format(detectives[1]))
