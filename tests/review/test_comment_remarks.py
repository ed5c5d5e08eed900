"""Tests of what is said about comments in articles that do not do what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.model import Problem
from factcheck.review import comments
from tests.support import build


def remarks(text: str, kind: str = "number", **fields: object) -> list[str]:
    """Return the remarks on an article that says "Five" where another says "Six"."""
    texts = {"packet": text, "courier": "Six died."}
    found = build.finding([("packet", "Five")], [("courier", "Six")], type=kind)
    report = comments.apply(build.report(texts, [found], documents={"packet": fields}))
    assert all(p.used for p in report.problems)
    return [p.reason for p in report.problems]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- factcheck: ignore[number] counted twice -->",
        "<!-- factcheck: ignore -->",
        "<!-- factcheck: ignore-file -->",
    ],
)
def test_a_comment_that_silences_something_is_not_spoken_of(comment: str) -> None:
    assert remarks(f"Five died. {comment}") == []


def test_a_misspelt_type_is_named_with_its_line_and_the_nearest_one() -> None:
    text = "It sank.\nFive died. <!-- factcheck: ignore[nubmer,name] -->"
    assert remarks(text) == [
        "line 2: there is no type of finding 'nubmer' (did you mean 'number'?)"
    ]


@pytest.mark.parametrize(
    ("comment", "word", "near"),
    [
        ("<!-- factcheck: ignroe[number] -->", "ignroe", "ignore"),
        ("<!-- factcheck: ignore-nextline -->", "ignore-nextline", "ignore-next-line"),
        ("# factcheck: ignore_file", "ignore_file", "ignore-file"),
        ("<!-- factcheck: Ignore -->", "Ignore", "ignore"),
    ],
)
def test_a_misspelt_word_is_named_with_the_nearest_one(comment: str, word: str, near: str) -> None:
    says = f"line 1: a comment says {word!r}, which does nothing (did you mean {near!r}?)"
    assert remarks(f"{comment}\nFive died.") == [says]


@pytest.mark.parametrize(
    "line",
    [
        "# factcheck: five claims about the ferry",
        "# factcheck: ignored by the ministry for years",
        "# factcheck: ignorance is no excuse",
        "The word ignroe stands in a factcheck: ignroe it.",
    ],
)
def test_a_heading_that_speaks_of_fact_checks_is_no_slip(line: str) -> None:
    assert remarks(f"{line}\nFive died.") == []


def test_a_stretch_that_is_never_closed_is_named_though_it_silences() -> None:
    (remark,) = remarks("It sank.\n<!-- factcheck: ignore-start -->\nFive died.")
    assert remark.startswith("line 2: 'ignore-start' is never closed")
    closed = "<!-- factcheck: ignore-start -->\nFive died.\n<!-- factcheck: ignore-end -->"
    assert remarks(closed) == []


def test_an_end_without_a_beginning_is_named() -> None:
    (remark,) = remarks("Five died.\n<!-- factcheck: ignore-end -->")
    assert remark.startswith("line 2: 'ignore-end' ends nothing")


def test_a_comment_that_silences_nothing_is_named() -> None:
    text = "Five died.\nIt sank. <!-- factcheck: ignore[number] -->"
    assert remarks(text) == ["line 2: the comment 'ignore[number]' silences nothing"]
    assert remarks("Five died. <!-- factcheck: ignore[name] -->") == [
        "line 1: the comment 'ignore[name]' silences nothing"
    ]


def test_a_comment_counts_as_used_where_another_article_keeps_the_finding_open() -> None:
    texts = {"packet": "Five. <!-- factcheck: ignore -->", "radio": "Five.", "courier": "Six."}
    found = build.finding([("packet", "Five"), ("radio", "Five")], [("courier", "Six")])
    report = comments.apply(build.report(texts, [found]))
    assert report.findings[0].status == "new"
    assert report.problems == ()


def test_both_of_two_comments_on_one_place_count_as_used() -> None:
    text = "<!-- factcheck: ignore-next-line -->\nFive died. <!-- factcheck: ignore -->"
    assert remarks(text) == []


def test_in_markdown_and_html_the_line_is_that_of_the_file(tmp_path: Path) -> None:
    markdown = tmp_path / "a.md"
    markdown.write_text("---\ntitle: x\n---\n\n<!-- factcheck: ignore[qoute] -->\nFive *died*.\n")
    (remark,) = remarks("Five died.", path=str(markdown), anchors=((0, 6, 1),))
    assert remark == "line 5: there is no type of finding 'qoute' (did you mean 'quote'?)"
    page = tmp_path / "a.html"
    page.write_text("<html><body>\n<p>Five died.</p>\n<!-- factcheck: ignore-start -->\n</body>")
    (remark,) = remarks("Five died.", path=str(page), anchors=None)
    assert remark.startswith("line 3: 'ignore-start' is never closed")
    page.write_text("<html><body>\n<!-- factcheck: ignroe -->\n<p>Five died.</p></body></html>")
    (remark,) = remarks("Five died.", path=str(page), anchors=None)
    assert remark.startswith("line 2: a comment says 'ignroe'")


def test_a_flood_of_slips_makes_few_remarks() -> None:
    assert 0 < len(remarks("# factcheck: ignroe\n" * 5_000 + "Five died.")) <= 40


def test_problems_that_were_there_stay() -> None:
    report = build.report({"a": "x"}, problems=[Problem("b.pdf", "is encrypted")])
    assert comments.apply(report).problems == report.problems
