"""The page in a real browser: colours, print, size, attacks, accessibility."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from factcheck.report.page import html
from factcheck.review.changes import diff
from tests.support import page_reports
from tests.support.browser import Opened, violations

pytestmark = pytest.mark.slow

VIEWS = ["overview", "findings", "matrix", "timeline", "claims", "articles"]
SCRIPTED = [*VIEWS, "compare"]


# --- colours, print, no script, size -------------------------------------------------------------


def test_colours_follow_the_system_until_chosen_and_the_choice_stays(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("ferry", color_scheme="dark")

    def lightness() -> int:
        colour = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
        return max(int(part) for part in re.findall(r"\d+", colour)[:3])

    assert lightness() < 60
    opened.page.click("#theme")
    assert lightness() > 200
    opened.page.reload()
    assert lightness() > 200
    opened.page.click("#theme")
    assert lightness() < 60


def test_without_a_script_everything_can_be_read(open_page: Callable[..., Opened]) -> None:
    for name in ("stories", "lazy"):
        report = page_reports.REPORTS[name]()
        opened = open_page(name, java_script_enabled=False)
        for view in VIEWS:
            if view != "timeline" or name == "stories":  # the other has no dates
                assert opened.page.locator(f"#{view}").is_visible()
        assert opened.shown("button") == 0
        card = opened.page.locator(".finding").first
        if name == "lazy":
            card.locator("summary").first.click()
        assert card.locator("blockquote").first.is_visible()
        assert opened.count(".article") == len(report.documents)


def test_the_printed_page_has_the_evidence_and_no_controls(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("lazy", "#findings")
    opened.page.fill("#query", '"street 7 of carrow:"')
    opened.until("/^\\d+ of/.test(document.getElementById('shown').textContent)")
    shown = opened.count(".finding:not([hidden])")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert 0 < shown < 10
    assert opened.shown(".finding .sides") == shown
    assert opened.shown("nav, .filters, .actions, .tools") == 0
    assert opened.page.pdf()[:5] == b"%PDF-"


def test_a_large_report_is_built_lazily_and_nothing_moves(open_page: Callable[..., Opened]) -> None:
    opened = open_page("big", "#findings")
    assert opened.count("*") < 45_000
    assert opened.count("blockquote") == 0
    opened.page.locator(".finding summary").first.click()
    assert opened.page.locator(".finding blockquote").first.is_visible()
    assert opened.count("blockquote") < 30
    assert opened.complaints == []


@pytest.mark.parametrize("name", ["stories", "lazy"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_shifts_while_the_page_opens(
    open_page: Callable[..., Opened], name: str, width: int
) -> None:
    for view in VIEWS:
        opened = open_page(name, f"#{view}", viewport={"width": width, "height": 900})
        shift = opened.page.evaluate(
            """() => new Promise((done) => {
                let sum = 0;
                new PerformanceObserver((list) => {
                    for (const entry of list.getEntries()) sum += entry.value;
                }).observe({ type: "layout-shift", buffered: true });
                setTimeout(() => done(sum), 250);
            })"""
        )
        assert shift < 0.01, view


@pytest.mark.parametrize("width", [390, 768, 1024, 1600])
@pytest.mark.parametrize("name", ["stories", "hostile"])
def test_no_view_is_wider_than_the_screen(
    open_page: Callable[..., Opened], name: str, width: int
) -> None:
    opened = open_page(name, viewport={"width": width, "height": 900})
    for view in SCRIPTED:
        opened.page.goto(opened.page.url.partition("#")[0] + f"#{view}")
        wide = opened.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, view


# --- attacks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["hostile", "hostile and lazy"])
def test_a_hostile_article_runs_nothing_and_asks_for_nothing(
    open_page: Callable[..., Opened], name: str
) -> None:
    opened = open_page(name)
    titles = opened.page.locator(".headline").inner_text()
    for view in SCRIPTED:
        opened.page.goto(opened.page.url.partition("#")[0] + f"#{view}")
        opened.page.evaluate(
            """() => {
                for (const fold of document.querySelectorAll("details")) fold.open = true;
                for (const element of document.querySelectorAll(".view *")) {
                    element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
                }
            }"""
        )
    for claim in opened.page.locator("a.claim").all()[:20]:
        claim.dispatch_event("click")
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("typeof window.ran") == "undefined"
    assert (
        opened.page.evaluate("document.querySelectorAll('main :is(script, img, iframe)').length")
        == 0
    )
    assert "discrepanc" in titles
    assert opened.complaints == []
    assert all(url.startswith(("file:", "data:image/svg+xml")) for url in opened.requests)


def test_the_policy_stops_what_would_get_past_the_escaping(
    open_page: Callable[..., Opened],
) -> None:
    injected = (
        "<img src='http://127.0.0.1:9/x.png' onerror='window.ran = 1'>"
        "<script>window.ran = 2</script><style>body { display: none }</style>"
        "<form action='http://127.0.0.1:9/'><input></form>"
    )
    text = page_reports.rendered("ferry").replace('<main id="main"', injected + '<main id="main"')
    opened = open_page(text)
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("typeof window.ran") == "undefined"
    assert opened.page.locator("#overview").is_visible()
    assert len(opened.complaints) >= 3
    assert not [url for url in opened.requests if url.startswith("http") and "blocked" in url]


# --- accessibility -------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation_in_any_view(
    open_page: Callable[..., Opened], scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    opened = open_page("ferry", color_scheme=scheme, viewport=size)
    for view in SCRIPTED:
        opened.page.goto(opened.page.url.partition("#")[0] + f"#{view}")
        opened.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        if view == "articles":
            opened.page.locator("a.claim").first.click()
        assert violations(opened) == [], view


def test_axe_finds_no_violation_where_there_are_several_stories(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("stories")
    opened.page.select_option("#pick-story", index=2)
    for view in ("overview", "matrix", "claims"):
        opened.page.click(f".views a[href='#{view}']")
        assert violations(opened) == [], view


def test_axe_finds_no_violation_in_dialogs_decisions_and_without_a_match(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.keyboard.press("j")
    for key in "af":
        opened.page.keyboard.press(key)
        assert violations(opened) == []
        opened.page.keyboard.press("Escape")
    opened.decide("a", "Known.")
    assert violations(opened) == []
    opened.page.keyboard.press("?")
    assert violations(opened) == []
    opened.page.keyboard.press("Escape")
    opened.page.fill("#query", "no such word")
    opened.until_shown(0)
    assert violations(opened) == []


def test_the_page_of_a_difference_reads_well_and_breaks_nothing(
    open_page: Callable[..., Opened],
) -> None:
    report = page_reports.stories("ferry")
    old = replace(report, findings=report.findings[2:])
    new = replace(report, findings=report.findings[:-2])
    opened = open_page(html.render_diff(diff(old, new)))
    assert opened.shown(".finding") == 4
    assert opened.shown(".finding .sides") == 4
    opened.page.click("#theme")
    assert violations(opened) == []
    assert opened.complaints == []


def test_decisions_kept_in_the_browser_are_plain_data(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.keyboard.press("j")
    opened.decide("a", "Known.")
    entries = opened.page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('factcheck.decision.'))"
    )
    ((key, entry),) = entries
    decided = opened.page.locator("[data-decided]").get_attribute("data-fingerprint")
    assert key == f"factcheck.decision.{decided}"
    assert set(json.loads(entry)) == {"decision", "reason", "by", "date"}
