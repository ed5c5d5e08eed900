"""What is known of the sentences of stories labelled by construction, as drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import verified
from factcheck.model import Claim

STORY = """story: kiln
topic: fire
event: A kiln burst at Ardley on 3 May 2022.

fact hurt | number | How many were hurt?
  A = four | true
  B = five | conflict
fact age | number | How old is the kiln?
  A = 60 years

article | Post | 2022-05-04 | wire
[[hurt.A|Four]] people were hurt when a kiln burst at Ardley. The kiln is [[age.A|60 years]] old.

article | Echo | 2022-05-04 | wire
A kiln burst at Ardley and hurt [[hurt.A|four]] people. Smoke hung over the town.

article | Star | 2022-05-04 | wire
A kiln burst at Ardley; [[hurt.B|five]] people were hurt.
"""


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> verified.Labelled:
    folder = tmp_path_factory.mktemp("stories")
    (folder / "kiln.story").write_text(STORY, "utf-8")
    return next(iter(verified.load(folder)))


def claim(labelled: verified.Labelled, words: str) -> Claim:
    return next(
        c
        for a in labelled.made.analyses
        for c in a.claims
        if words in a.document.text[c.start : c.end]
    )


@pytest.mark.parametrize(
    ("words", "evidence", "told"),
    [
        ("Four people", ("2",), "given"),
        ("Four people", ("2", "3"), "drift"),
        ("Four people", ("3",), "other"),
        ("60 years", ("2", "3"), "new"),
        ("Smoke", ("1", "3"), "unmarked"),
    ],
)
def test_what_is_known_depends_on_the_evidence(
    labelled: verified.Labelled, words: str, evidence: tuple[str, ...], told: str
) -> None:
    assert labelled.told(claim(labelled, words), evidence) == told


def test_every_eighteenth_story_is_held_out(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"s{number:02}.story").touch()
    assert verified.held_out(tmp_path) == ["s00", "s18", "s36"]
