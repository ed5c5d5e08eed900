"""Tests of severities, thresholds, trust, ignored findings and comments in articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factcheck.model import Finding, Report
from factcheck.review import comments as inline
from factcheck.review import policy
from factcheck.settings.config import Config, Ignore, Source
from tests.support import build

TEXTS = {
    "packet": "Five died on Monday.\nFive boats came.",
    "courier": "Six died on Monday.\nSix boats came.",
    "radio": "Seven died on Monday.\nEight boats came.",
}
TWO = ([("packet", "Five")], [("courier", "Six")])
THREE = (*TWO, [("radio", "Seven")])


def report(*variants: Any, **keys: Any) -> Report:
    documents = keys.pop("documents", None)
    texts = keys.pop("texts", TEXTS)
    finding = build.finding(*(variants or TWO), **{"fact": "number of dead", **keys})
    return build.report(texts, [finding], documents=documents)


def judged(config: Config, *variants: Any, **keys: Any) -> Finding:
    return policy.apply(report(*variants, **keys), config).findings[0]


def test_without_settings_nothing_changes() -> None:
    assert policy.apply(report(), Config()) == report()


def test_a_type_can_be_weakened_but_is_never_made_stronger() -> None:
    config = Config(severity={"number": "warning"})
    assert judged(config, severity="error").severity == "warning"
    assert judged(config, severity="note").severity == "note"
    assert judged(config, type="date", severity="error").severity == "error"


def test_a_type_that_is_off_is_suppressed_and_says_why() -> None:
    finding = judged(Config(severity={"number": "off"}))
    assert (finding.status, finding.reason) == (
        "suppressed",
        "the configuration switches number off",
    )


@pytest.mark.parametrize(
    ("confidence", "severity", "status"),
    [
        (0.95, "error", "new"),
        (0.9, "error", "new"),
        (0.7, "warning", "new"),
        (0.5, "note", "new"),
        (0.1, "error", "suppressed"),
    ],
)
def test_a_severity_needs_its_confidence(confidence: float, severity: str, status: str) -> None:
    config = Config(thresholds={"error": 0.9, "warning": 0.6, "note": 0.3})
    finding = judged(config, confidence=confidence)
    assert (finding.severity, finding.status) == (severity, status)


@pytest.mark.parametrize(
    ("rule", "silenced"),
    [
        (Ignore(type="number"), True),
        (Ignore(type="date"), False),
        (Ignore(fact="number of *"), True),
        (Ignore(fact="number"), False),
        (Ignore(path="articles/packet.txt"), True),
        (Ignore(path="articles/radio.txt"), False),
        (Ignore(path="**/pack*"), True),
        (Ignore(path="articles/"), True),
        (Ignore(path="other/"), False),
        (Ignore(source="pack*"), True),
        (Ignore(type="date", source="packet"), False),
        (Ignore(fingerprint="f1"), True),
        (Ignore(fingerprint="f2"), False),
    ],
)
def test_a_rule_silences_what_meets_all_its_conditions(rule: Ignore, silenced: bool) -> None:
    finding = judged(Config(ignore=(rule,)), fingerprint="f1")
    assert (finding.status == "suppressed") == silenced


def test_the_reason_of_a_rule_is_shown_or_else_the_rule() -> None:
    assert judged(Config(ignore=(Ignore(type="number", reason="too many"),))).reason == "too many"
    named = judged(Config(ignore=(Ignore(type="number", source="p*"),))).reason
    assert named == "the configuration ignores type number, source p*"


def test_a_conflict_between_the_other_articles_outlives_an_ignored_one() -> None:
    config = Config(ignore=(Ignore(source="packet"),))
    assert judged(config, *THREE).status == "new"
    assert judged(config, *TWO).status == "suppressed"


def test_globs_are_read_from_the_folder_of_the_configuration() -> None:
    documents = {"packet": {"path": "packet.txt"}}
    config = Config(ignore=(Ignore(path="/june/packet.txt"),), root=Path(".."))
    here = Path.cwd().name
    assert judged(config, documents=documents).status == "new"
    moved = Config(ignore=(Ignore(path=f"/{here}/packet.txt"),), root=Path(".."))
    assert judged(moved, documents=documents).status == "suppressed"


@pytest.mark.parametrize(
    "source",
    [
        Source("packet", trust="low"),
        Source("P", domains=("packet.example",), trust="low"),
        Source("P", folders=("wire",), trust="low"),
    ],
)
def test_what_rests_on_a_source_of_low_trust_is_a_warning_at_most(source: Source) -> None:
    documents = {
        "packet": {"url": "https://news.packet.example/a", "path": "wire/packet.txt"},
        "courier": {"url": "http://[broken"},
    }
    config = Config(sources=(source,))
    assert judged(config, documents=documents).severity == "warning"
    assert judged(config, *THREE, documents=documents).severity == "error"


# --- comments in articles ---------------------------------------------------------------------


def silenced(text: str, kind: str = "number", value: str = "Five") -> str | None:
    """Return why a finding on ``value`` in the text of one article is suppressed, or None."""
    texts = {"packet": text, "courier": "Six died."}
    original = report([("packet", value)], [("courier", "Six")], texts=texts, type=kind)
    finding = inline.apply(original).findings[0]
    return finding.reason if finding.status == "suppressed" else None


def test_a_comment_silences_its_line_the_next_one_a_stretch_or_the_article() -> None:
    assert silenced("Five died. <!-- factcheck: ignore -->\n")
    assert silenced("<!-- factcheck: ignore-next-line -->\nFive died.")
    assert silenced("# factcheck: ignore-next-line\nFive died.")
    assert silenced("<!-- factcheck: ignore-start -->\n\nFive died.\n<!--factcheck: ignore-end-->")
    assert silenced("// factcheck: ignore-start\n\nFive died.\n")
    assert silenced("Five died.\n\n\n<!-- factcheck: ignore-file -->")


def test_a_comment_silences_nothing_elsewhere() -> None:
    assert not silenced("It sank. <!-- factcheck: ignore -->\nFive died.")
    assert not silenced("<!-- factcheck: ignore-next-line -->\nIt sank.\nFive died.")
    assert not silenced("<!-- factcheck: ignore-start -->\n<!-- factcheck: ignore-end -->\nFive")
    assert not silenced("The factcheck: ignore it, he said. Five died.")
    assert not silenced("<!-- factcheck: ignore-all -->\nFive died. <!-- factcheck: ignored -->")


def test_a_comment_can_name_types_and_a_reason() -> None:
    text = "Five died. <!-- factcheck: ignore[number, date] the toll of the first day -->"
    assert silenced(text) == "the toll of the first day (comment at articles/packet.txt:1)"
    assert silenced(text, "date")
    assert not silenced(text, "name")


def test_what_a_comment_itself_says_is_no_claim() -> None:
    text = "It sank.\n<!-- factcheck: ignore-next-line Seven is the later toll -->\n"
    assert silenced(text, value="Seven")


def test_a_variant_that_others_give_too_is_not_silenced_by_one_comment() -> None:
    texts = {"packet": "Five. <!-- factcheck: ignore -->", "radio": "Five.", "courier": "Six."}
    original = report([("packet", "Five"), ("radio", "Five")], [("courier", "Six")], texts=texts)
    assert inline.apply(original).findings[0].status == "new"


def from_file(path: Path, text: str, **fields: Any) -> str | None:
    texts = {"packet": text, "courier": "Six died."}
    documents = {"packet": {"path": str(path), **fields}}
    original = report([("packet", "Five")], [("courier", "Six")], texts=texts, documents=documents)
    return inline.apply(original).findings[0].reason


def test_comments_that_markdown_does_not_show_are_found_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: x\n---\n<!-- factcheck: ignore-next-line -->\nFive *died*.\n")
    assert from_file(file, "Five died.", anchors=((0, 5, 1),)) == f"ignored (comment at {file}:4)"
    assert from_file(file, "Five died.", anchors=((0, 6, 1),)) is None


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Five <b>died</b>. <!-- factcheck: ignore --></p>", True),
        ("<p>It sank. <!-- factcheck: ignore --></p><p>Five <b>died</b>.</p>", False),
        ("<!-- factcheck: ignore-next-line --><p>Five <b>died</b>.</p>", True),
        ("<!-- factcheck: ignore-next-line --><p>It sank.</p><p>Five died.</p>", False),
        (
            "<!-- factcheck: ignore-start --><p>It sank.</p><div><p>Five <b><i>di</i>ed</b>.</p>"
            "</div><!-- factcheck: ignore-end --><p>It rained.</p>",
            True,
        ),
        (
            "<!-- factcheck: ignore-start --><p>x</p><!-- factcheck: ignore-end --><p>Five died.",
            False,
        ),
        ("<p>Five died.</p><!-- factcheck: ignore-file -->", True),
        ("<p>Five died.</p><!-- factcheck: ignore-start -->", False),
    ],
)
def test_comments_in_a_page_silence_the_element_they_speak_of(
    tmp_path: Path, page: str, expected: bool
) -> None:
    file = tmp_path / "a.html"
    file.write_text(f"<html><body><article>{page}</article></body></html>")
    assert bool(from_file(file, "It sank.\nFive died.", anchors=None)) == expected


@pytest.mark.parametrize(
    "attack",
    [
        "<!-- factcheck: ignore[" * 20_000,
        "<!-- factcheck: ignore " * 20_000,
        "<!--" + " " * 500_000,
        "# factcheck: ignore[" * 20_000,
        "<!-- factcheck: ignore-start -->\n" * 20_000,
    ],
    ids=["brackets", "reasons", "blanks", "lines", "comments"],
)
def test_a_flood_of_comments_costs_little(attack: str) -> None:
    """Fast if the work grows with the length; if it grows faster, the suite hangs here."""
    assert silenced(f"Five died.\n{attack}") is None
