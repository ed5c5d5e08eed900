"""Decisions of editors as labels: what the review writes, the measurement reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import decisions
from factcheck.review import labels
from factcheck.review.session import Session
from tests.support import build

TEXTS = {"packet": "Five died on Monday near Bram.", "courier": "Six died on Sunday near Brem.",
         "radio": "Seven died."}  # fmt: skip
FINDINGS = [
    build.finding([("packet", "Five")], [("courier", "Six")], [("radio", "Seven")],
                  fingerprint="a", confidence=0.9),
    build.finding([("packet", "Monday")], [("courier", "Sunday")], type="date",
                  fingerprint="b", confidence=0.8),
    build.finding([("packet", "Bram")], [("courier", "Brem")], type="name",
                  severity="warning", fingerprint="c"),
    build.finding([("packet", "near")], [("courier", "near")], severity="note", fingerprint="d"),
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the labels of a review: accepted, to fix, dismissed, and one not decided."""
    report = build.report(TEXTS, FINDINGS)
    session = Session(report, (), (), by="Ines", on="2026-03-01")
    session.accept("both stand")
    assert session.current is not None
    session.correct([session.current.variants[1].mentions[0]], "Monday", "ask")
    session.accept("another town", dismissed=True)
    path = tmp_path / "labels.json"
    path.write_text(
        labels.export(report, session.state.entries, session.state.corrections), "utf-8"
    )
    return path


def test_every_decided_finding_is_read_as_pairs_at_their_offsets(file: Path) -> None:
    read = decisions.read(file)
    assert [(d.fingerprint, d.verdict, d.right) for d in read] == [
        ("a", "accepted", True),
        ("a", "accepted", True),
        ("b", "to fix", True),
        ("c", "dismissed", False),
    ]
    values = [tuple(TEXTS[Path(p).stem][s:e] for p, s, e in d.places) for d in read]
    assert values == [("Five", "Six"), ("Five", "Seven"), ("Monday", "Sunday"), ("Bram", "Brem")]
    by_path = {d.path: d.sha256 for d in build.report(TEXTS).documents}
    assert all(d.digests == tuple(by_path[p] for p, _, _ in d.places) for d in read)


def test_the_table_counts_findings_once_by_severity_and_type(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions.main([str(file)])
    assert capsys.readouterr().out.splitlines()[2:] == [
        "| all | 0.67 (2/3) |",
        "| error | 1.00 (2/2) |",
        "| warning | 0.00 (0/1) |",
        "| date | 1.00 (1/1) |",
        "| name | 0.00 (0/1) |",
        "| number | 1.00 (1/1) |",
    ]


def test_another_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "labels.json"
    file.write_text('{"schema_version": "2", "pairs": []}')
    with pytest.raises(ValueError, match="no file of labels of version 1"):
        decisions.read(file)
