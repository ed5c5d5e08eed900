"""Tests of the terminal report, with and without colour."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from factcheck.model import Problem, Report
from factcheck.report import text
from tests.support import build

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")

LETTER = {
    "times": "The firm Sentrava keeps the data. Five people signed on Monday.",
    "post": "Sentrava is a data firm, and Sentrava will not comment. Five people signed.",
    "globe": "The firm Sentava keeps the data. Six people signed.\nFive left.",
    "copy": "The firm Sentrava keeps the data. Nothing else is known.",
}


def spelling(**keys: object) -> build.FindingPlan:
    return build.finding(
        [
            ("times", "Sentrava"),
            ("post", "Sentrava"),
            ("post", "Sentrava", 1),
            ("copy", "Sentrava"),
        ],
        [("globe", "Sentava")],
        **{"type": "name", "fact": "name of the firm", "message": "One letter is missing.", **keys},
    )


def letter(*findings: build.FindingPlan, **keys: object) -> Report:
    return build.report(LETTER, findings, copies={"copy": "times"}, **keys)


def plain(report: Report, **keys: int) -> str:
    return text.render(report, **keys)


def test_a_finding_names_its_severity_its_fact_its_message_and_who_says_what() -> None:
    shown = plain(letter(spelling()))
    assert re.search(r"error +name of the firm", shown)
    assert "One letter is missing." in shown
    assert re.search(r"^ *Sent\[r\]ava +times, post, copy \(2 of 3 independent\)$", shown, re.M)
    assert re.search(r"^ *Sent\[\]ava +globe$", shown, re.M)


def test_each_place_is_given_as_path_line_and_column_with_the_words_around_it() -> None:
    shown = plain(letter(build.finding([("times", "Five")], [("globe", "Six")])))
    assert "articles/times.txt:1:35  [Five] people signed on Monday." in shown
    assert "articles/globe.txt:1:34  [Six] people signed." in shown
    below = plain(letter(build.finding([("times", "Five")], [("globe", "Five")])))
    assert "articles/globe.txt:2:1  [Five] left." in below


def test_a_place_in_a_file_without_lines_is_given_by_its_path_alone() -> None:
    report = letter(spelling(), documents={"globe": {"path": "globe.html", "anchors": None}})
    assert "globe.html  The firm [Sentava] keeps the data." in plain(report)


def test_one_place_per_article_is_quoted_and_the_others_are_counted() -> None:
    shown = plain(letter(spelling()))
    assert shown.count("articles/post.txt") == 1
    assert "and 1 place more" in shown


def test_words_that_differ_are_marked_and_common_words_are_not() -> None:
    texts = {"a": "I never said that.", "b": "I said that."}
    shown = plain(build.report(texts, [build.finding([("a", texts["a"])], [("b", texts["b"])])]))
    assert "I [never] said that.  a" in shown


@pytest.mark.parametrize(("left", "right"), [("84", "48"), ("Oslo", "Bergen"), ("Ann", "Meridane")])
def test_values_that_differ_wholly_are_not_marked_from_end_to_end(left: str, right: str) -> None:
    report = build.report({"a": left, "b": right}, [build.finding([("a", left)], [("b", right)])])
    assert re.search(rf"^ *{left}  a$", plain(report), re.M)


def test_agreed_facts_come_in_the_order_of_the_report_with_their_independent_sources() -> None:
    report = letter(
        agreed=[
            build.agreed(("times", "Five"), ("post", "Five"), label="people who signed"),
            build.agreed(("times", "keeps the data"), ("copy", "keeps the data"), label="copied"),
        ]
    )
    shown = plain(report)
    assert "2 sources  people who signed: Five" in shown
    assert "1 source  copied: keeps the data" in shown
    assert shown.index("people who signed") < shown.index("copied")


def test_an_agreed_fact_is_told_in_one_clause() -> None:
    signed = build.agreed(("times", "Five"), ("post", "Five"), label="▢ people signed")
    stated = build.agreed(
        ("times", "keeps the data"), ("copy", "keeps the data"), label="keeps the data"
    )
    report = letter(agreed=[signed, stated])
    facts = (replace(report.facts[0], template="▢ people signed"), *report.facts[1:])
    shown = plain(replace(report, facts=facts))
    assert re.search(r"2 sources  Five people signed$", shown, re.M)
    assert re.search(r"1 source  keeps the data$", shown, re.M)


def test_an_article_with_a_finding_of_its_own_is_not_said_to_have_no_company() -> None:
    alone = build.report(
        {"a": "Five left. Six left."}, [build.finding([("a", "Five")], [("a", "Six")])]
    )
    assert "Nothing to compare with" not in plain(alone)


def test_more_agreed_facts_than_fit_are_counted() -> None:
    same = [build.agreed(("times", "Five"), ("post", "Five"), label=f"fact {n}") for n in range(14)]
    shown = plain(letter(agreed=same))
    assert "fact 9" in shown
    assert "fact 10" not in shown
    assert "and 4 more" in shown
    assert "14 agreed facts" in shown


def test_errors_come_before_warnings_and_notes_and_accepted_findings_last() -> None:
    shown = plain(
        letter(
            spelling(fact="a note", severity="note"),
            spelling(fact="settled", status="accepted", reason="asked the desk"),
            spelling(fact="an error"),
            spelling(fact="a warning", severity="warning"),
        )
    )
    order = [shown.index(fact) for fact in ("an error", "a warning", "a note", "settled")]
    assert order == sorted(order)
    assert "settled  (accepted: asked the desk)" in shown


def test_suppressed_findings_are_not_shown() -> None:
    shown = plain(letter(spelling(fact="hushed", status="suppressed")))
    assert "hushed" not in shown
    assert "No discrepancy found." in shown


def test_the_last_line_sums_up() -> None:
    assert plain(letter()).endswith("4 articles in 1 story: 0 agreed facts, no discrepancy\n")
    report = letter(
        spelling(),
        spelling(severity="note", status="accepted"),
        problems=[Problem("x.txt", "is empty")],
    )
    assert plain(report).endswith("1 error, 1 note (1 of them accepted); 1 input not read\n")


def test_articles_that_stand_alone_are_named_in_one_line() -> None:
    report = letter(stories={"the firm": ["times", "post", "globe"], "another": ["copy"]})
    shown = plain(report)
    assert "Nothing to compare with: copy" in shown
    assert "another" not in shown


def test_colour_is_written_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    report = letter(spelling())
    assert "\x1b" not in plain(report)
    monkeypatch.setenv("NO_COLOR", "1")
    coloured = text.render(report, color=True, width=100)
    assert "\x1b[1;4;31m" in coloured
    assert "Sent‸ava" in ESCAPE.sub("", coloured)


@pytest.mark.parametrize("width", [1, 40, 80, 132, 1000])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    report = letter(spelling(), agreed=[build.agreed(("times", "Five"), ("post", "Five"))])
    *lines, _closing = plain(report, width=width).splitlines()
    assert max(map(len, lines)) <= min(max(width, text.NARROWEST), text.WIDEST)


def test_a_terminal_obeys_nothing_that_stands_in_an_article() -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\u202eabc\u2066\x9b31m[bold]x[/bold]:smile:"
    texts = {"a": f"{evil} five {evil}\r\nnext", "b": f"six {evil}"}
    report = build.report(
        texts,
        [
            build.finding([("a", "five")], [("b", "six")], fact=evil, message=evil),
            build.finding([("a", evil)], [("b", evil)], status="accepted", reason=evil),
        ],
        [build.agreed(("a", evil), ("b", evil), label=evil)],
        stories={evil: ["a", "b"]},
        documents={"a": {"path": f"{evil}.txt", "source": evil}},
    )
    for color in (False, True):
        shown = ESCAPE.sub("", text.render(report, color=color))
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
        assert "[bold]x[/bold]:smile:" in shown


def test_the_same_report_gives_the_same_text() -> None:
    report = letter(spelling())
    assert plain(report) == plain(report)
    assert ESCAPE.sub("", text.render(report, color=True)).count("\n") == plain(report).count("\n")
