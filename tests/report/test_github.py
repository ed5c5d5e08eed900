"""GitHub workflow commands and GitLab's code quality: pinned, escaped, within the limits."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from factcheck.model import Problem, Report
from factcheck.report import codequality, github
from tests.support import build
from tests.support import hostile_report as hostile

TEXTS = {"packet": "It sank.\nFive died.", "courier": "Six died.", "radio": "Five died."}
DEAD = build.finding(
    [("packet", "Five"), ("radio", "Five")],
    [("courier", "Six")],
    fact="number of dead",
    message="packet says five.",
)


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    message: str


def parse(text: str) -> list[Command]:
    """Read workflow commands as a runner does: properties first, then percent escapes undone."""
    commands = []
    for line in text.split("\n")[:-1]:
        match = re.fullmatch(r"::([a-z-]+)(?: ([^:]*))?::(.*)", line)
        assert match, line
        pairs = [p.split("=", 1) for p in (match[2] or "").split(",") if p]
        properties = {key: _undo(value, property=True) for key, value in pairs}
        commands.append(Command(match[1], properties, _undo(match[3])))
    return commands


def _undo(text: str, *, property: bool = False) -> str:
    escapes = {"%0D": "\r", "%0A": "\n", "%25": "%"} | (
        {"%3A": ":", "%2C": ","} if property else {}
    )
    return re.sub("%..", lambda m: escapes[m[0]], text)


def test_the_odd_one_out_comes_first_with_file_line_and_column() -> None:
    first, second = parse(github.render(build.report(TEXTS, [DEAD])))
    assert first == Command(
        "error",
        {
            "file": "articles/courier.txt",
            "line": "1",
            "endLine": "1",
            "col": "1",
            "endColumn": "4",
            "title": "factcheck: number of dead",
        },
        "courier has Six. packet says five.",
    )
    assert (second.properties["file"], second.properties["line"]) == ("articles/packet.txt", "2")


def test_the_levels_are_those_of_the_severities_and_only_new_findings_are_shown() -> None:
    report = build.report(
        TEXTS,
        [
            build.finding(*DEAD.variants, severity="warning"),
            build.finding(*DEAD.variants, severity="note"),
            build.finding(*DEAD.variants, status="accepted"),
        ],
    )
    assert {c.name for c in parse(github.render(report))} == {"warning", "notice"}


def test_a_file_without_lines_is_annotated_as_a_whole() -> None:
    report = build.report(TEXTS, [DEAD], documents={"courier": {"anchors": None}})
    assert set(parse(github.render(report))[0].properties) == {"file", "title"}


def many(count: int) -> Report:
    return build.report(
        TEXTS, [build.finding(*DEAD.variants, fact=f"fact {n:02}") for n in range(count)]
    )


def test_a_step_gets_ten_annotations_of_a_level_and_is_told_of_the_rest() -> None:
    commands = parse(github.render(many(12)))
    errors = [c for c in commands if c.name == "error"]
    assert len(errors) == github.MAX_PER_LEVEL
    assert len({c.properties["title"] for c in errors}) == github.MAX_PER_LEVEL
    assert commands[-1].name == "notice"
    assert commands[-1].message.startswith("2 more findings have no annotation")


def test_further_variants_are_notices_in_the_room_that_is_left() -> None:
    commands = parse(github.render(many(12)))
    notices = [c for c in commands if c.name == "notice" and "file" in c.properties]
    assert len(notices) == github.MAX_PER_LEVEL - 1
    assert {c.properties["file"] for c in notices} == {"articles/packet.txt"}


def test_an_article_with_the_usual_value_is_never_an_error() -> None:
    odd, usual = parse(github.render(build.report(TEXTS, [DEAD])))
    assert (odd.name, odd.properties["file"]) == ("error", "articles/courier.txt")
    assert (usual.name, usual.properties["file"]) == ("notice", "articles/packet.txt")


def test_what_is_wrong_with_inputs_is_annotated_at_its_file_and_line() -> None:
    problems = [
        Problem("articles/x.pdf", "is encrypted", "Remove the password."),
        Problem("articles/y.txt", "line 7: the comment 'ignore' silences nothing", used=True),
    ]
    unread, remark = parse(github.render(build.report(TEXTS, problems=problems)))
    assert unread == Command(
        "warning",
        {"file": "articles/x.pdf", "title": "factcheck: not read"},
        "is encrypted. Remove the password.",
    )
    assert remark.properties == {"file": "articles/y.txt", "line": "7", "title": "factcheck"}


def test_hostile_articles_make_no_command_of_their_own() -> None:
    text = github.render(hostile.report())
    new = {f.fact: f for f in hostile.report().findings if f.status == "new"}
    commands = parse(text)
    assert len(commands) == len(text.splitlines())
    unread = [c for c in commands if c.properties["title"] == "factcheck: not read"]
    assert unread
    commands = [c for c in commands if c not in unread]
    assert {c.name for c in commands} == {"error", "warning", "notice"}
    assert {c.properties["file"] for c in commands} == {
        "articles/a,b:c %41[1](x)|é #1.txt",
        "articles/::two.txt",
    }
    assert len({c.properties["title"] for c in commands}) == len(new)
    assert any("%0A::set-output name=x::y" in c.message for c in commands)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_code_quality_has_the_new_findings_with_path_line_and_fingerprint() -> None:
    accepted = build.finding(*DEAD.variants, status="accepted")
    report = build.report(TEXTS, [DEAD, accepted])
    assert json.loads(codequality.render(report)) == [
        {
            "description": "number of dead: packet says five.",
            "check_name": "number",
            "fingerprint": report.findings[0].fingerprint,
            "severity": "major",
            "location": {"path": "articles/courier.txt", "lines": {"begin": 1}},
        }
    ]


def test_code_quality_gives_a_line_where_a_file_has_none() -> None:
    report = build.report(TEXTS, [DEAD], documents={"courier": {"anchors": None}})
    assert json.loads(codequality.render(report))[0]["location"]["lines"] == {"begin": 1}
