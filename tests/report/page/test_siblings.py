"""The pages of a verified draft and of a difference in a real browser: keys, filters, links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from factcheck.report.page import html
from factcheck.report.page.running import Run, Texts, paragraphs
from factcheck.review.changes import diff
from factcheck.verification.model import MissingValue, Passage, VerifiedClaim, VerifyReport
from tests.support import build, page_reports
from tests.support.browser import Opened, violations

TEXTS = {
    "draft": "Five potters were hurt.\n\nNine vans came. A band played.",
    "gull": "The kiln burst.\n\nSix potters were hurt. A band played on the quay.",
}


def verified() -> VerifyReport:
    report = build.report(TEXTS, [build.finding([("draft", "Five")], [("gull", "Six")])])
    draft, gull = report.documents

    def span(document: str, words: str) -> tuple[int, int, str]:
        start = TEXTS[document].index(words)
        return start, start + len(words), words

    band = Passage("gull", *span("gull", "A band played on the quay."))
    return VerifyReport(
        tool=report.tool,
        draft=draft,
        evidence=(gull,),
        unrelated=(),
        claims=(
            VerifiedClaim(
                *span("draft", "Five potters were hurt."),
                "contradicted", "error", (), report.findings, (), (),
                (report.findings[0].fingerprint,),
            ),
            VerifiedClaim(
                *span("draft", "Nine vans came."),
                "not found", None, (), (), (MissingValue("number", 25, 29, "Nine"),),
            ),
            VerifiedClaim(*span("draft", "A band played."), "supported", None, (band,), (), ()),
        ),
    )  # fmt: skip


def said(run: Run) -> str:
    return "".join(piece.text for piece in run.pieces)


def text_of(runs: object) -> str:
    return "|".join("".join(said(r) for r in p) for p in runs)  # type: ignore[attr-defined]


def test_a_text_is_cut_at_places_and_paragraphs_and_each_place_has_one_name() -> None:
    found = paragraphs("one two\n\nthree four", [(4, 14), (15, 19)], "x")
    assert text_of(found) == "one two|three four"
    names = [(said(r), r.name, r.number) for p in found for r in p if said(r).strip()]
    assert names == [
        ("one ", "", -1), ("two", "x-4", 0), ("three", "", 0), ("four", "x-15", 1),
    ]  # fmt: skip


def test_places_that_overlap_are_one_and_what_is_nowhere_leads_to_its_article() -> None:
    gull = verified().evidence[0]
    texts = Texts([gull], [("gull", 0, 9), ("gull", 5, 15), ("gull", 20, 22)])
    assert [texts.anchor("gull", n) for n in (2, 14, 20, 16)] == [
        "at-gull-0", "at-gull-0", "at-gull-20", "doc-gull",
    ]  # fmt: skip


def changes() -> str:
    report = page_reports.stories("ferry")
    old = replace(report, findings=report.findings[2:])
    return html.render_diff(diff(old, replace(report, findings=report.findings[:-2])))


@pytest.mark.parametrize("page", ["verified", "diff"])
def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    text = html.render_verified(verified()) if page == "verified" else changes()
    text = re.sub(r"<(script|style)>.*?</\1>", "", text, flags=re.DOTALL)
    names = re.findall(r'\bid="([^"]+)"', text)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', text)) - {"main"} <= set(names)


@pytest.mark.slow
def test_the_draft_is_running_text_with_its_verdicts_beside_it(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page(html.render_verified(verified()))
    assert opened.page.locator(".draft .margin a").all_inner_texts() == [
        "✗ contradicted", "? not found", "✓ supported",
    ]  # fmt: skip
    assert opened.page.locator(".draft .value").all_inner_texts() == ["Five"]
    assert opened.page.locator(".draft mark").all_inner_texts() == ["Nine"]
    opened.page.locator(".draft .margin a").nth(2).click()
    opened.until("document.activeElement.id === 'supported-1'")
    opened.page.locator("#supported-1 details summary").click()
    opened.page.locator("#supported-1 blockquote footer a").click()
    opened.until("document.activeElement.textContent.startsWith('A band played on')")
    assert opened.page.locator("#doc-gull details").get_attribute("open") is not None
    assert violations(opened) == []
    assert opened.complaints == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_neither_page_scrolls_sideways(open_page: Callable[..., Opened], width: int) -> None:
    for text in (html.render_verified(verified()), changes()):
        opened = open_page(text, viewport={"width": width, "height": 900})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
@pytest.mark.parametrize("page", ["verified", "diff"])
def test_filters_and_search_stay_in_the_address(
    open_page: Callable[..., Opened], page: str
) -> None:
    text = html.render_verified(verified()) if page == "verified" else changes()
    kind = "not found" if page == "verified" else "gone"
    opened = open_page(text)
    opened.page.check(f"input[name=kind][value='{kind}']")
    word = opened.page.locator(".finding.card >> visible=true").first.inner_text().split()[-1]
    opened.page.fill("#sift", word)
    shown = opened.shown(".finding.card")
    assert 0 < shown < opened.count(".finding.card")
    assert "kind=" in opened.page.url
    opened.page.reload()
    assert opened.shown(".finding.card") == shown
    assert opened.page.input_value("#sift") == word
    opened.page.keyboard.press("Escape")
    assert opened.page.url.endswith("#")
    opened.page.fill("#sift", "no such word")
    assert opened.page.locator("#nothing").is_visible()


def test_a_difference_without_changes_says_so() -> None:
    report = page_reports.stories("ferry")
    text = html.render_diff(diff(report, report))
    assert "Both reports have the same findings." in text
    assert 'class="kind"' not in text


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_either(open_page: Callable[..., Opened], scheme: str) -> None:
    for text in (html.render_verified(verified()), changes()):
        for width in (390, 1600):
            size = {"width": width, "height": 900}
            opened = open_page(text, color_scheme=scheme, viewport=size)
            opened.page.evaluate(
                "for (const d of document.querySelectorAll('details')) d.open = true"
            )
            assert violations(opened) == [], width


@pytest.mark.slow
def test_keys_search_and_filters_work_on_both(open_page: Callable[..., Opened]) -> None:
    for text, kind, word in (
        (html.render_verified(verified()), "not found", "vans"),
        (changes(), "gone", "ferry"),
    ):
        opened = open_page(text)
        cards = opened.shown(".finding.card")
        opened.page.keyboard.press("j")
        first = opened.page.evaluate("document.activeElement.closest('.finding').id")
        opened.page.keyboard.press("j")
        assert opened.page.evaluate("document.activeElement.closest('.finding').id") != first
        opened.page.keyboard.press("k")
        assert opened.page.evaluate("document.activeElement.closest('.finding').id") == first
        opened.page.check(f"input[name=kind][value='{kind}']")
        kinds = {
            card.get_attribute("data-kind")
            for card in opened.page.locator(".finding.card >> visible=true").all()
        }
        assert kinds == {kind}
        opened.page.keyboard.press("Escape")
        assert opened.shown(".finding.card") == cards
        opened.page.keyboard.press("/")
        opened.page.keyboard.type("no such word")
        assert opened.shown(".finding.card") == 0
        opened.page.fill("#sift", word)
        assert opened.shown(".finding.card") > 0
        opened.page.keyboard.press("Escape")
        opened.page.keyboard.press("?")
        assert opened.page.locator("#help").is_visible()
        assert violations(opened) == []
        assert opened.complaints == []
