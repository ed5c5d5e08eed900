"""Markdown: shows the articles' words as they are, links nothing, stays within the limit."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factcheck.model import Problem
from factcheck.report import markdown
from factcheck.report.escape import one_line
from tests.support import build
from tests.support import hostile_report as hostile

TEXTS = {"packet": "It sank.\nFive died.", "courier": "Six died."}
DEAD = build.finding([("packet", "Five")], [("courier", "Six")], fact="number of dead")


def rendered(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)


def words(page: str) -> str:
    """Return the text of a page that a reader sees."""
    return html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", page))


def test_a_finding_shows_every_variant_with_source_place_and_sentence() -> None:
    text = markdown.render(build.report(TEXTS, [DEAD]))
    assert text == (
        "## factcheck: 1 error in 2 articles\n"
        "\n"
        "1 story, 2 claims, 0 corroborated by more than one source, 0 disputed, 0 related.\n"
        "\n"
        "### 🔴 error: number of dead\n"
        "\n"
        "The articles differ.\n"
        "\n"
        "| value | source | where | sentence |\n"
        "| --- | --- | --- | --- |\n"
        "| Five | packet | articles/packet.txt:<!-- -->2:1 | <b>Five</b> died. |\n"
        "| Six | courier | articles/courier.txt:<!-- -->1:1 | <b>Six</b> died. |\n"
    )


def test_accepted_findings_are_counted_and_not_shown() -> None:
    accepted = build.finding(*DEAD.variants, fact="number of dead", status="accepted")
    text = markdown.render(build.report(TEXTS, [accepted]))
    assert "nothing new in 2 articles" in text
    assert "1 accepted or suppressed" in text
    assert "number of dead" not in text


def test_problems_are_listed() -> None:
    text = markdown.render(build.report(TEXTS, problems=[Problem("a_b.pdf", "is empty", "Fix")]))
    assert "- ⚠️ a\\_b.pdf: is empty. Fix" in text


def test_a_long_report_is_cut_at_a_finding_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MAX_CHARACTERS", 2_000)
    findings = [
        build.finding(*DEAD.variants, fact=f"fact {n}", confidence=1 - n / 100) for n in range(50)
    ]
    text = markdown.render(build.report(TEXTS, findings))
    assert len(text) < 2_200
    shown = text.count("### ")
    assert f"_{50 - shown} more findings are left out here" in text
    assert "fact 0" in text


def test_a_long_sentence_is_cut_around_the_value() -> None:
    texts = {"packet": "word " * 400 + "Five" + " word" * 400, "courier": "Six died."}
    text = markdown.render(build.report(texts, [DEAD]))
    row = next(line for line in text.splitlines() if "<b>Five</b>" in line)
    assert "… " in row
    assert " …" in row
    assert len(row) < 700


@given(st.text(max_size=60))
def test_any_text_is_shown_letter_by_letter(text: str) -> None:
    page = rendered(f"| a |\n| --- |\n| x{markdown.escape(text)}x |\n")
    cell = re.search(r"<td>(.*)</td>", page, re.DOTALL)
    assert cell
    assert words(cell[1]) == f"x{one_line(text)}x"
    shown = one_line(text)
    assert words(rendered(markdown.escape(text))).strip() == shown


@pytest.mark.parametrize("text", ["# a", "- a", "+ a", "1. a", "12) a", "=== a", "> a", "    a"])
def test_markup_at_the_beginning_of_a_line_is_none(text: str) -> None:
    assert rendered(markdown.escape(text)).strip().startswith("<p>")


def test_hostile_articles_make_no_markup_no_link_and_no_mention() -> None:
    text = markdown.render(hostile.report())
    page = rendered(text)
    tags = set(re.findall(r"<(\w+)", page))
    assert tags == {"h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "b"}
    assert not re.search(r"(?<!\w)@\w", text)
    assert not re.search(r"https?://|www\.|:tada:|(?<![&\w])#\d|GH-\d", text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "<script>alert(1)</script>" in words(page)
    assert "@octocat #1 GH-2 :tada: www.evil.example https://evil.example" in words(page)
