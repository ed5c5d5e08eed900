"""The measurement measures: planted faults, tables, the peer's mentions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from benchmarks import faults, plant, tables
from benchmarks.labelled import Alarm, Score, analysed
from benchmarks.plant import Fault
from factcheck.claims.analysis import Analysis
from factcheck.model import Document
from factcheck.read import read_documents
from factcheck.settings.config import Config
from tests.support import build

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def story(fixtures: Path) -> tuple[Analysis, ...]:
    documents, _ = read_documents([str(fixtures / "ferry")], Config(), None)
    return analysed(documents)


@pytest.mark.parametrize("kind", plant.TYPES)
def test_faults_are_planted_where_another_article_has_the_original(
    story: tuple[Analysis, ...], kind: str
) -> None:
    texts = {a.document.id: a.document.text for a in story}
    planted = plant.faults(story, kind, Random(1))
    assert planted, f"no site for {kind}"
    assert planted == plant.faults(story, kind, Random(1))
    for fault in planted:
        assert texts[fault.document][fault.start : fault.end] == fault.old != fault.new
        assert fault.witnesses
        assert all(document != fault.document for document, _, _ in fault.witnesses)
        if kind in ("name", "number", "date", "attribution"):
            assert {texts[d][start:end] for d, start, end in fault.witnesses} == {fault.old}


def test_spans_behind_a_fault_move_with_the_text() -> None:
    text = "By Ann\nFive died at noon.\nOur reporter lives here."
    document = Document("a", "a.txt", text, "", excluded=((0, 6), (26, 50)))
    changed = plant.apply(document, Fault("number", "a", 7, 11, "Five", "Twelve", ()))
    assert changed.text == "By Ann\nTwelve died at noon.\nOur reporter lives here."
    assert [changed.text[a:b] for a, b in changed.excluded] == [
        "By Ann",
        "Our reporter lives here.",
    ]


def test_a_fault_counts_as_found_only_where_it_is_set_apart_from_the_original() -> None:
    report = build.report(
        {"a": "Six died. Ten fled.", "b": "Five died. Ten fled."},
        [
            build.finding([("a", "Six")], [("b", "Five")]),
            build.finding([("a", "Ten")], [("b", "Five")]),
            build.finding([("a", "Six")], [("b", "Ten")]),
        ],
    )
    fault = Fault("number", "a", 0, 4, "Five", "Six", (("b", 0, 4),))
    values = {v.value for f in report.findings if faults.sets_apart(f, fault) for v in f.variants}
    assert values == {"Six", "Five"}


def test_calibration_error_is_the_gap_between_confidence_and_share_of_right() -> None:
    sure = [Alarm("number", "error", 0.9, right) for right in (True, True, False, False)]
    assert tables.calibration_error(Score("x", Counter(), tuple(sure))) == pytest.approx(0.4)
    fair = [Alarm("number", "warning", 0.5, right) for right in (True, False)]
    assert tables.calibration_error(Score("x", Counter(), tuple(fair))) == pytest.approx(0.0)
    assert tables.calibration_error(Score("x", Counter(), ())) == 0.0


def test_tables_are_written_between_their_markers_again_and_again() -> None:
    page = "# A\n<!-- one -->\nold\n<!-- end -->\n<!-- two -->\n<!-- end -->\nB\n"
    once = tables.written_into(page, {"one": "1", "two": "2"})
    assert once == "# A\n<!-- one -->\n\n1\n\n<!-- end -->\n<!-- two -->\n\n2\n\n<!-- end -->\nB\n"
    assert tables.written_into(once, {"one": "1", "two": "2"}) == once
    with pytest.raises(ValueError, match="no place for three"):
        tables.written_into(page, {"three": "3"})
