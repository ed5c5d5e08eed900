"""One line a finding: ``path:line:column: severity[type] message``."""

from __future__ import annotations

import re

from factcheck.model import Tool
from factcheck.report import concise
from factcheck.report.format import Display
from factcheck.verification.model import Passage, Rival, VerifiedClaim, VerifyReport
from tests.support import build
from tests.support import hostile_report as hostile

TEXTS = {"packet": "It sank.\nFive died.", "courier": "Six died.", "radio": "Five died."}
DEAD = build.finding(
    [("packet", "Five"), ("radio", "Five")], [("courier", "Six")], message="They\ndiffer."
)
DAY = build.finding([("packet", "sank")], [("radio", "died")], type="date", severity="note")


def test_a_line_a_finding_at_the_odd_one_out_the_strongest_first() -> None:
    accepted = build.finding(*DEAD.variants, status="accepted")
    assert concise.render(build.report(TEXTS, [DAY, accepted, DEAD]), Display()) == (
        "articles/courier.txt:1:1: error[number] They differ.\n"
        "articles/radio.txt:1:6: note[date] The articles differ.\n"
    )


def test_nothing_new_is_nothing_at_all() -> None:
    assert concise.render(build.report(TEXTS), Display()) == ""


def test_a_file_without_lines_is_named_alone() -> None:
    report = build.report(TEXTS, [DEAD], documents={"courier": {"anchors": None}})
    assert concise.render(report, Display()).startswith("articles/courier.txt: error[number] ")


def test_the_fingerprint_is_shown_on_request() -> None:
    report = build.report(TEXTS, [DEAD])
    line = concise.render(report, Display(verbose=True))
    assert line.endswith(f" [{report.findings[0].fingerprint}]\n")


def test_hostile_articles_have_a_line_each_and_no_controls() -> None:
    report = hostile.report()
    text = concise.render(report, Display())
    assert len(text.splitlines()) == sum(f.status == "new" for f in report.findings)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_a_draft_has_a_line_for_each_contradiction_at_its_own_place() -> None:
    report = build.report(TEXTS, [DEAD, DAY])
    dead, day = report.findings
    draft, *evidence = report.documents
    by = (dead.fingerprint,)
    sentence = Passage(evidence[0].id, 0, len(evidence[0].text), evidence[0].text)
    rival = Rival("number", 9, 13, "Five", 0, 3, "Six", sentence)
    claims = [
        VerifiedClaim(0, 8, "It sank.", "not found", None, (), (day,), ()),
        VerifiedClaim(9, 19, "Five died.", "contradicted", "error", (), (dead, day), (), (), by),
        VerifiedClaim(9, 13, "Five", "contradicted", "error", (), (dead,), (), (), by),
        VerifiedClaim(9, 19, "Five died.", "contradicted", "warning", (), (), (), (rival,)),
    ]
    verified = VerifyReport(Tool("factcheck", "0", {}), draft, tuple(evidence), (), tuple(claims))
    assert concise.render_verified(verified, Display()) == (
        "articles/packet.txt:2:1: error[number] They differ.\n"
        "articles/packet.txt:2:1: warning[number] Here “Five”, in the evidence “Six”. (courier)\n"
    )
