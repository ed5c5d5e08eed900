"""Datelines make no claims: neither their day nor their place is part of what happened."""

from __future__ import annotations

import pytest

from factcheck.claims.extract import claims_of
from factcheck.model import Document
from factcheck.read.boilerplate import find_boilerplate

PROSE = "A tanker ran aground on 3 May and lost some of its load before the tide came in."


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in find_boilerplate(text)]


@pytest.mark.parametrize(
    "dateline",
    [
        "OLDHAVEN, 5 May —",
        "OLDHAVEN, May 5 (Reuters) -",
        "OLDHAVEN (AP) —",
        "OLDHAVEN, Norway (AP) --",
        "ST. ANSGAR, Iowa —",
        "PORT-DE-LUNE/OLDHAVEN, Tuesday, May 5 (Xinhua) --",
        "ÅLESUND —",
        "NEW OLDHAVEN:",
        "Oldhaven, Tuesday:",
        "May 5 (Reuters) -",
        "(CNN) --",
        "(CNN)",
    ],
)
def test_a_dateline_makes_no_claim(dateline: str) -> None:
    glue = "" if dateline == "(CNN)" else " "
    assert cut(f"Tanker aground\n\nBy Ann Quayle\n\n{dateline}{glue}{PROSE}")[-1].endswith(dateline)


@pytest.mark.parametrize(
    "head",
    [
        "Oldhaven: Tanker aground",
        "NATO — which met in May — sent two ships to the place where the tanker ran aground.",
        "September 11 — The day on which the ship was last seen in the harbour of her own town.",
        'The pilot said: "We saw the rocks too late and nothing could have been done."',
        "COVID-19: The wards of the town were full when the tanker ran aground.",
        "SHIP LOST",
    ],
)
def test_what_only_looks_like_a_dateline_stays(head: str) -> None:
    assert not cut(f"{head}\n\n{PROSE}")


def test_lines_that_each_begin_with_a_place_and_a_day_are_a_chronology() -> None:
    assert not cut(f"OLDHAVEN, 5 May: {PROSE}\n\nNEWHAVEN, 7 May: {PROSE}")


def test_neither_day_nor_place_of_a_dateline_is_a_value() -> None:
    text = f"OLDHAVEN, 5 May — {PROSE}"
    document = Document("d", "d.txt", text, "0", published="2021-05-05",
                        excluded=find_boilerplate(text))  # fmt: skip
    ((claim,),) = claims_of([document])
    assert text[claim.start : claim.end] == PROSE
    assert [v.text for v in claim.values if v.kind == "date"] == ["3 May"]
    assert not any("OLDHAVEN" in v.text or "OLDHAVEN" in v.slot.label for v in claim.values)
