"""The page in a real browser: its views, links and filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.report.pagetext import slug
from tests.support import page_reports
from tests.support.browser import Opened

pytestmark = pytest.mark.slow

VIEWS = ["overview", "findings", "matrix", "timeline", "claims", "articles"]


# --- views and links -----------------------------------------------------------------------------


def test_each_view_is_shown_alone_and_named_in_the_navigation(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("stories")
    for view in VIEWS:
        opened.page.click(f".views a[href='#{view}']")
        opened.page.locator(f"#{view}").wait_for()
        assert opened.page.locator(".view >> visible=true").get_attribute("id") == view
        assert opened.page.locator("[aria-current=page]").get_attribute("href") == f"#{view}"
    opened.page.go_back()
    opened.page.locator("#claims").wait_for()
    assert opened.complaints == []
    assert all(url.startswith(("file:", "data:image/svg+xml")) for url in opened.requests)


@pytest.mark.parametrize("name", ["ferry", "lazy"])
def test_links_to_a_finding_a_claim_a_story_and_an_article_open_it(
    open_page: Callable[..., Opened], name: str
) -> None:
    report = page_reports.REPORTS[name]()
    targets = {
        f"finding-{slug(report.findings[-1].fingerprint)}": "findings",
        f"claim-{slug(report.claims[-1].id)}": "articles",
        f"doc-{slug(report.documents[-1].id)}": "articles",
        f"story-{slug(report.stories[-1].id)}": "overview",
    }
    for target, view in targets.items():
        opened = open_page(name, f"#{target}")
        element = opened.page.locator(f"[id='{target}']")
        assert element.is_visible()
        assert opened.page.evaluate("document.documentElement.dataset.view") == view
        box = element.bounding_box()
        assert 0 <= box["y"] < 900


def test_a_value_leads_to_its_sentence_and_the_sentence_back_to_the_finding(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("ferry", "#findings")
    finding = opened.page.locator(".finding").first
    finding.locator("a.value").first.click()
    opened.page.locator("#articles").wait_for()
    claim = opened.page.locator(":focus")
    assert "claim disputed" in claim.get_attribute("class")
    assert opened.page.locator("#panel .sides").count() >= 1
    opened.page.locator("#panel a", has_text="Open the finding").first.click()
    opened.page.locator(".finding.here").wait_for()
    assert opened.page.evaluate("document.documentElement.dataset.view") == "findings"


def test_enter_on_a_marked_sentence_opens_its_evidence_and_escape_closes_it(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("ferry", "#articles")
    claim = opened.page.locator("a.claim.corroborated").first
    claim.focus()
    opened.page.keyboard.press("Enter")
    assert opened.focused("id") == "panel-title"
    assert claim.get_attribute("aria-expanded") == "true"
    assert opened.shown("#panel-body blockquote") > 0
    assert opened.page.url.endswith(f"#{claim.get_attribute('id')}")
    opened.page.keyboard.press("Escape")
    assert opened.focused("id") == claim.get_attribute("id")
    assert opened.shown("#panel-body blockquote") == 0


def test_a_cell_of_the_matrix_and_a_mark_of_the_timeline_lead_to_the_sentence(
    open_page: Callable[..., Opened],
) -> None:
    for view, selector in (("matrix", "a.cell"), ("timeline", "svg.timeline a")):
        opened = open_page("ferry", f"#{view}")
        link = opened.page.locator(selector).first
        target = link.get_attribute("href")
        link.dispatch_event("click")
        opened.page.wait_for_url(f"**{target}")
        opened.page.locator(f"[id='{target[1:]}']").wait_for()


def test_rival_dates_are_drawn_as_rivals_and_told_in_the_table(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("ferry", "#timeline")
    assert opened.count("svg.timeline line.rivalry") == 2
    assert opened.page.locator("svg.timeline text.rival-letter").all_inner_texts()
    opened.page.locator(".as-table summary").click()
    rows = opened.page.locator(".as-table tbody tr").all_inner_texts()
    assert len(rows) == opened.count("svg.timeline a")
    assert sum("see the finding" in row for row in rows) == 4


def test_choosing_a_story_leaves_only_that_story_in_every_view(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("stories")
    opened.page.select_option("#pick-story", index=2)
    for view, selector in {
        "overview": ".story", "findings": ".finding", "matrix": ".unit", "timeline": ".unit",
        "claims": ".unit", "articles": ".article",
    }.items():  # fmt: skip
        opened.page.click(f".views a[href='#{view}']")
        shown = opened.page.locator(f"#{view} {selector} >> visible=true")
        shown.first.wait_for()  # The view follows the address, a moment after the click.
        stories = shown.evaluate_all("all => [...new Set(all.map((e) => e.dataset.story))]")
        assert stories == ["s1"], view


# --- filters -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["stories", "lazy"])
def test_filters_leave_what_they_name(open_page: Callable[..., Opened], name: str) -> None:
    report = page_reports.REPORTS[name]()
    opened = open_page(name, "#findings")
    counts = {
        ("severity", "error"): sum(f.severity == "error" for f in report.findings),
        ("type", "number"): sum(f.type == "number" for f in report.findings),
    }
    for (kind, value), number in counts.items():
        box = opened.page.locator(f"input[name={kind}][value={value}]")
        box.check()
        opened.until_shown(number)
        box.uncheck()
    source = report.documents[0].id
    opened.page.select_option("#by-source", slug(source))
    opened.until_shown(
        sum(
            any(m.document == source for v in f.variants for m in v.mentions)
            for f in report.findings
        )
    )
    opened.page.click("button[type=reset]")
    opened.until_shown(len(report.findings))


@pytest.mark.parametrize(
    ("name", "words", "fact"),
    [
        ("stories", "car-deck door", "result of the safety inspection in September"),
        ("lazy", '"street 7 of Carrow 21 house"', "households without power on street 7 of Carrow"),
    ],
)
def test_search_finds_words_of_the_evidence_even_where_it_waits(
    open_page: Callable[..., Opened], name: str, words: str, fact: str
) -> None:
    opened = open_page(name, "#findings")
    opened.page.fill("#query", words)
    opened.until("/^\\d+ of/.test(document.getElementById('shown').textContent)")
    facts = opened.page.locator(".finding:not([hidden]) .fact").evaluate_all(
        "all => all.map((e) => e.textContent)"
    )
    assert set(facts) == {fact}
    opened.page.fill("#query", "no such word anywhere")
    opened.until_shown(0)
    assert opened.shown("#nothing") == 1
    assert "0 of" in opened.page.inner_text("#shown")


def test_sorting_changes_the_order_and_clearing_restores_it(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("stories", "#findings")

    def order() -> list[str]:
        return list(
            opened.page.locator(".finding").evaluate_all(
                "all => all.map((e) => e.dataset.confidence + ' ' + e.dataset.type)"
            )
        )

    before = order()
    opened.page.select_option("#sort", "type")
    types = [entry.split()[1] for entry in order()]
    assert types == sorted(types)
    opened.page.select_option("#sort", "confidence")
    sure = [float(entry.split()[0]) for entry in order()]
    assert sure == sorted(sure, reverse=True)
    opened.page.click("button[type=reset]")
    opened.until("document.getElementById('sort').value === 'strength'")
    opened.page.wait_for_timeout(50)
    assert order() == before


def test_a_tile_of_the_overview_shows_its_severity(open_page: Callable[..., Opened]) -> None:
    opened = open_page("stories")
    opened.page.click("a.tile.warning")
    assert opened.page.locator("input[value=warning]").is_checked()
    assert set(
        opened.page.locator(".finding:not([hidden])").evaluate_all(
            "all => all.map((e) => e.dataset.severity)"
        )
    ) == {"warning"}
