"""One article against others: supported, contradicted or not found, with the evidence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import factcheck
from factcheck.errors import ConfigError, InputError
from factcheck.model import Finding, Severity
from factcheck.report import verified as reports
from factcheck.report.format import Format
from factcheck.report.page import html
from factcheck.report.verdicts import marks_of
from factcheck.settings.config import Config
from factcheck.settings.registry import VERIFY_FORMATS
from factcheck.verification.model import MissingValue, Passage, VerifiedClaim, VerifyReport
from tests.support import build, command

DRAFT = """Bridge at Tarnwick closed

The old bridge at Tarnwick was closed on Monday after an inspector found cracks in two arches.

"We could not wait for the bridge to fall ... on our own people," Brandreth said of the arches.

The repair will cost 4 million pounds, said Hollis Brandreth, who leads the county council.

A brass band from Lower Pellam played on the bank while the last lorry crossed.
"""
OTHERS = {
    "post": """Tarnwick loses its bridge

The old bridge at Tarnwick was closed on Monday after an inspector found cracks in two arches.

The repair will cost 7 million pounds, said Hollis Brandreth, who leads the county council.
"We could not wait for the bridge to fall on somebody and least of all on our own people,"
Brandreth said of the arches.
""",
    "echo": """Detours around Tarnwick

Drivers have to go round since the old bridge at Tarnwick was closed on Monday, when an inspector
found cracks in two of its arches.

Repair of the bridge will cost 7 million pounds, Hollis Brandreth of the county council said.
""",
    "kitchen": """Plum jam the easy way

Halve the plums, weigh them and boil them with half their weight of sugar for twenty minutes.
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles")
    for name, text in {"draft": DRAFT, **OTHERS}.items():
        (path / f"{name}.txt").write_text(text, "utf-8")
    return path


@pytest.fixture(scope="module")
def verified(folder: Path) -> VerifyReport:
    return factcheck.verify(folder / "draft.txt", [folder], Config(use_cache=False))


def claim(verified: VerifyReport, words: str) -> VerifiedClaim:
    return next(c for c in verified.claims if words in c.text)


def test_what_the_others_say_too_is_supported_by_their_sentences(verified: VerifyReport) -> None:
    verified_claim = claim(verified, "two arches")
    assert verified_claim.verdict == "supported"
    assert verified_claim.severity is None
    assert {p.document for p in verified_claim.passages} == {"post", "echo"}


def test_a_value_that_more_sources_give_otherwise_is_never_supported(
    verified: VerifyReport,
) -> None:
    verified_claim = claim(verified, "4 million")
    assert verified_claim.verdict != "supported"
    assert verified_claim.findings or [u.text for u in verified_claim.unfound] == [
        "4 million pounds"
    ]


def test_a_quotation_with_a_cut_is_found_in_its_parts(verified: VerifyReport) -> None:
    verified_claim = claim(verified, "could not wait")
    assert verified_claim.verdict == "supported"
    assert not verified_claim.unfound


def test_what_nobody_else_tells_is_not_found(verified: VerifyReport) -> None:
    verified_claim = claim(verified, "brass band")
    assert verified_claim.verdict == "not found"
    assert "Pellam" in " ".join(u.text for u in verified_claim.unfound)


def test_the_draft_is_no_evidence_for_itself_and_other_events_are_left_out(
    verified: VerifyReport, folder: Path
) -> None:
    assert [d.id for d in verified.evidence] == ["echo", "post"]
    assert [Path(p).name for p in verified.unrelated] == ["kitchen.txt"]


def test_all_evidence_is_verbatim(verified: VerifyReport) -> None:
    texts = {d.id: d.text for d in (verified.draft, *verified.evidence)}
    for c in verified.claims:
        assert verified.draft.text[c.start : c.end] == c.text
        for u in c.unfound:
            assert verified.draft.text[u.start : u.end] == u.text
        for p in c.passages:
            assert texts[p.document][p.start : p.end] == p.text


def test_a_draft_with_nothing_to_hold_it_against_is_refused(folder: Path) -> None:
    with pytest.raises(InputError, match="nothing to hold"):
        factcheck.verify(folder / "draft.txt", [folder / "draft.txt"], Config(use_cache=False))


def test_two_articles_are_no_draft(folder: Path) -> None:
    with pytest.raises(InputError, match="holds 4 articles"):
        factcheck.verify(folder, [folder], Config(use_cache=False))


TEXTS = {"draft": "Five died near Bram.\nNine cows swam home.", "post": "Six died near Bram."}


def by_hand(severity: Severity = "error") -> VerifyReport:
    """A verified draft with one claim contradicted and one not found."""
    report = build.report(
        TEXTS, [build.finding([("draft", "Five")], [("post", "Six")], severity=severity)]
    )
    draft, post = report.documents
    finding: Finding = report.findings[0]
    return VerifyReport(
        tool=report.tool,
        draft=draft,
        evidence=(post,),
        unrelated=("jam.txt",),
        claims=(
            VerifiedClaim(
                0, 20, TEXTS["draft"][:20], "contradicted", severity,
                (Passage("post", 0, 19, TEXTS["post"]),), (finding,), (), (),
                (finding.fingerprint,),
            ),
            VerifiedClaim(
                21, 41, TEXTS["draft"][21:], "not found", None, (), (),
                (MissingValue("number", 21, 25, "Nine"),),
            ),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("severity", "fail_on", "failing"),
    [("error", "error", 1), ("warning", "error", 0), ("warning", "note", 1), ("error", None, 0)],
)
def test_only_contradictions_at_or_above_the_severity_fail(
    severity: Severity, fail_on: Severity | None, failing: int
) -> None:
    assert len(by_hand(severity).failing(fail_on)) == failing


def test_a_contradicted_sentence_is_not_marked_for_what_most_sources_have_as_it_has() -> None:
    texts = {"draft": "Five died near Bram.", "post": "Six died near Bran.", "gull": "Bram mourns."}
    report = build.report(
        texts,
        [
            build.finding([("draft", "Five")], [("post", "Six")], severity="warning"),
            build.finding([("draft", "Bram"), ("gull", "Bram")], [("post", "Bran")], type="name"),
        ],
    )
    draft, *evidence = report.documents
    died = next(f for f in report.findings if f.type == "number")
    claim = VerifiedClaim(
        0, 20, texts["draft"], "contradicted", "warning", (), report.findings, (), (),
        (died.fingerprint,),
    )  # fmt: skip
    verified = VerifyReport(report.tool, draft, tuple(evidence), (), (claim,))
    text = reports.render_text(verified)
    assert "    warning: " in text
    assert "    others differ: " in text
    assert "    error: " not in text
    assert marks_of(claim, draft.id) == [(0, 4, "warning"), (15, 19, "backed")]


def test_the_text_names_the_other_article_its_value_and_what_is_missing() -> None:
    text = reports.render_text(by_hand())
    assert "✗ contradicted (error)" in text
    assert "post" in text
    assert "Six" in text
    assert "not in the evidence: “Nine”" in text
    assert "1 contradicted, 1 not found, 0 supported, 0 not checkable; 1 of 2 articles" in text
    assert "\non something else: jam.txt\n" in text
    assert text.endswith("of 2 checkable claims 0% supported, 50% contradicted, 50% not found\n")


def test_the_json_holds_both_texts_and_the_counts() -> None:
    plain = json.loads(reports.render_json(by_hand()))
    assert plain["summary"] == {
        "contradicted": 1, "not found": 1, "supported": 0, "not checkable": 0,
    }  # fmt: skip
    assert plain["score"] == {
        "checkable": 2, "supported": 0.0, "contradicted": 0.5, "not found": 0.5,
    }  # fmt: skip
    assert plain["draft"]["text"] == TEXTS["draft"]
    assert plain["claims"][0]["findings"][0]["variants"][1]["mentions"][0]["text"] == "Six"


def test_the_page_marks_what_is_missing_and_escapes_what_it_shows() -> None:
    hostile = by_hand()
    first = replace(hostile.claims[0], text="<script>alert(1)</script>")
    page = html.render_verified(replace(hostile, claims=(first, hostile.claims[1])))
    assert '<mark title="not in the evidence">Nine</mark>' in page
    assert "<script>alert" not in page


def test_a_format_that_there_is_not_is_named() -> None:
    with pytest.raises(ConfigError, match="sarif"):
        VERIFY_FORMATS.load("sarif", Format)


def test_the_command_exits_with_1_when_a_claim_is_contradicted(
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("factcheck.verification.verdicts.verify", lambda *_: by_hand())
    result = command.run(capfdbinary, "verify", "draft.txt", "--against", "post.txt", "-q")
    assert result.status == 1
    assert "contradicted" in result.out
    never = ("verify", "draft.txt", "--against", "post.txt", "-q", "--fail-on", "never")
    assert command.run(capfdbinary, *never).status == 0
