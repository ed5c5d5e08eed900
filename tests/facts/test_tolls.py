"""A toll that rises is a note; what an update does not explain is told by itself."""

from __future__ import annotations

import pytest

from factcheck.facts.compare import compare_story
from factcheck.facts.tolls import is_toll
from factcheck.model import Document, Finding
from tests.support.analysed import analysed
from tests.support.values import one

MINE = "Gas blew up in the Harlow mine at Brenn on Sunday. {} The mine belongs to Corvin Coal."
DAY_ONE, DAY_TWO = "2021-03-15", "2021-03-17"


def findings(*told: tuple[str, str | None]) -> list[Finding]:
    documents = [
        Document(f"d{n}", f"d{n}.txt", MINE.format(sentence), f"{n}", published=day)
        for n, (sentence, day) in enumerate(told)
    ]
    found = compare_story(analysed(documents)).findings
    return [f for f in found if f.type == "number"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The blast killed {} miners.",
        "Rescuers have recovered {} bodies from the shaft.",
        "The death toll of the blast climbed to {}.",
    ],
)
def test_a_toll_that_is_higher_in_a_later_report_is_a_note(sentence: str) -> None:
    told = [(sentence.format(n), day) for n, day in ((31, DAY_ONE), (31, DAY_ONE), (34, DAY_TWO))]
    assert {f.severity for f in findings(*told)} <= {"note"}
    same_day = [(text, DAY_ONE) for text, _ in told]
    assert "note" not in {f.severity for f in findings(*same_day)}
    assert findings(*same_day)


def test_a_toll_that_falls_is_no_update() -> None:
    sentence = "The blast killed {} miners."
    told = [(sentence.format(n), day) for n, day in ((34, DAY_ONE), (34, DAY_ONE), (31, DAY_TWO))]
    (finding,) = findings(*told)
    assert finding.severity != "note"


def test_a_figure_of_the_same_day_is_not_hidden_behind_a_rise() -> None:
    sentence = "The blast killed {} miners."
    figures = ((31, DAY_ONE), (31, DAY_ONE), (13, DAY_ONE), (34, DAY_TWO))
    found = findings(*((sentence.format(n), day) for n, day in figures))
    by_severity = {f.severity == "note": {v.value for v in f.variants} for f in found}
    assert by_severity == {False: {"31", "13"}, True: {"31", "34"}}


def test_without_days_a_toll_may_have_risen_and_a_workforce_has_not() -> None:
    def severities(sentence: str, *figures: int) -> set[str]:
        return {f.severity for f in findings(*((sentence.format(n), None) for n in figures))}

    assert severities("The blast killed {} miners.", 31, 31, 34) <= {"note"}
    assert severities("The blast killed {} miners.", 31, 31, 3) == {"warning"}
    assert severities("The mine employs {} miners.", 310, 310, 340) in ({"warning"}, {"error"})


@pytest.mark.parametrize(
    ("sentence", "toll"),
    [
        ("The blast killed 31 miners.", True),
        ("So far, 31 bodies have been found.", True),
        ("The toll was put at 31.", True),
        ("The price was put at 31.", False),
        ("The mine employs 31 miners.", False),
        ("The fire destroyed 31 percent of the wood.", False),
    ],
)
def test_what_is_a_toll(sentence: str, toll: bool) -> None:
    assert is_toll(one("number", sentence)) == toll
