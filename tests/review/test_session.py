"""Tests of a review without its dialogue: what is decided, taken back, and found again."""

from __future__ import annotations

from factcheck.model import Report
from factcheck.review import baseline
from factcheck.review.session import Session
from tests.support import build

TEXTS = {"packet": "Five died near Bram.", "courier": "Six died near Brem."}
DEAD = build.finding([("packet", "Five")], [("courier", "Six")], fact="dead", fingerprint="dead")
TOWN = build.finding(
    [("packet", "Bram")], [("courier", "Brem")],
    type="name", severity="warning", fact="town", fingerprint="town",
)  # fmt: skip
SILENT = build.finding(
    [("packet", "died")], [("courier", "died")], status="suppressed", fingerprint="silent"
)


def report() -> Report:
    return build.report(TEXTS, [TOWN, SILENT, DEAD])


def session(before: Session | None = None, on: Report | None = None) -> Session:
    entries = before.state.entries if before else ()
    corrections = before.state.corrections if before else ()
    return Session(on or report(), entries, corrections, by="Ines", on="2026-03-01")


def test_the_strongest_comes_first_and_suppressed_findings_are_not_asked_about() -> None:
    assert [f.fingerprint for f in session().findings] == ["dead", "town"]


def test_an_acceptance_a_dismissal_and_no_reason_are_entries_of_the_baseline() -> None:
    made = session()
    made.accept(" both stand ")
    made.accept("", dismissed=True)
    dead, town = made.state.entries
    assert (dead.fingerprint, dead.reason, dead.by, dead.date) == (
        "dead", "both stand", "Ines", "2026-03-01",
    )  # fmt: skip
    assert (town.reason, town.dismissed, dead.dismissed) == ("—", True, False)
    assert made.current is None
    assert (made.decided, made.total) == (2, 2)


def test_undo_takes_back_one_step_after_the_other() -> None:
    made = session()
    assert not made.undo()
    made.accept("both stand")
    made.skip()
    assert made.undo()
    assert made.current is not None
    assert made.current.fingerprint == "town"
    assert len(made.state.entries) == 1
    assert made.undo()
    assert made.current.fingerprint == "dead"
    assert made.state.entries == ()


def test_the_next_review_asks_for_what_is_undecided_also_what_was_skipped() -> None:
    made = session()
    made.skip()
    made.accept("one town")
    again = session(made)
    assert [f.fingerprint for f in again.findings] == ["dead"]
    assert (again.decided, again.total) == (1, 2)


def test_a_finding_to_fix_is_decided_but_stays_news() -> None:
    made = session()
    assert made.current is not None
    six = made.current.variants[1].mentions[0]
    made.correct([six], "Five", "ask the harbour")
    (wanted,) = made.state.corrections
    assert (wanted.document, wanted.line, wanted.column) == ("articles/courier.txt", 1, 1)
    assert (wanted.old, wanted.new, wanted.note) == ("Six", "Five", "ask the harbour")
    assert [f.fingerprint for f in session(made).findings] == ["town"]
    marked, _ = baseline.apply(report(), made.state.entries)
    assert {f.fingerprint for f in marked.findings if f.status == "new"} == {"dead", "town"}


def test_a_correction_that_was_made_leaves_the_worklist() -> None:
    made = session()
    assert made.current is not None
    made.correct([made.current.variants[1].mentions[0]], "Five", "")
    later = session(made, build.report(TEXTS, [TOWN]))
    assert later.state.corrections == ()
    assert [c.old for c in later.done] == ["Six"]


def test_the_last_reasons_are_offered_the_newest_first_each_once() -> None:
    findings = [
        build.finding(*DEAD.variants, fingerprint=f"f{n}", confidence=0.9 - n / 100)
        for n in range(6)
    ]
    made = session(on=build.report(TEXTS, findings))
    for reason in ("rounded", "", "drivers", "rounded", "translated"):
        made.accept(reason)
    assert made.reasons() == ["translated", "rounded", "drivers"]
    again = session(made, build.report(TEXTS, findings))
    assert set(again.reasons()) == {"translated", "rounded", "drivers"}
