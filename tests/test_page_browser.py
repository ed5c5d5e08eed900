"""The page in a real browser: every view, filter, key and decision, and what an attack comes to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import browser
import build
import page_reports
import pytest

from factcheck import baseline
from factcheck.changes import compare
from factcheck.model import Report
from factcheck.report import html
from factcheck.report.pagetext import slug

VIEWS = ["overview", "findings", "matrix", "timeline", "claims", "articles"]


@dataclass
class Opened:
    """A page that stands open, with all that it said and asked for meanwhile."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def count(self, selector: str) -> int:
        return int(self.page.locator(selector).count())

    def shown(self, selector: str) -> int:
        return int(self.page.locator(f"{selector} >> visible=true").count())

    def until(self, condition: str) -> None:
        """Wait for a condition that the page reaches in its own time.

        Playwright's own waiting evaluates strings inside the page, which the page's policy forbids.
        """
        for _ in range(400):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"never came true: {condition}")

    def until_shown(self, number: int) -> None:
        """Wait until so many findings are listed."""
        listed = "document.querySelectorAll('.finding:not([hidden])').length"
        self.until(f"{listed} === {number}")

    def focused(self, expression: str) -> Any:
        return self.page.evaluate(f"document.activeElement.{expression}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with browser.started() as running:
        yield running


@cache
def _rendered(name: str) -> str:
    return html.render(REPORTS[name]())


REPORTS: dict[str, Callable[[], Report]] = {
    "ferry": lambda: page_reports.stories("ferry"),
    "stories": page_reports.stories,
    "lazy": lambda: page_reports.big(24, 80),
    "big": page_reports.big,
    "hostile": page_reports.hostile,
    "hostile and lazy": lambda: page_reports.hostile(80),
}


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def opened(text: str, fragment: str = "", **options: Any) -> Opened:
        path = tmp_path / "factcheck.html"
        path.write_text(_rendered(text) if text in REPORTS else text, encoding="utf-8")
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        made = Opened(context.new_page())
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("console", lambda message: made.complaints.append(message.text))
        made.page.goto(path.as_uri() + fragment)
        return made

    yield opened
    for context in contexts:
        context.close()


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
    report = REPORTS[name]()
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
    assert opened.shown("#panel-body blockquote") > 1
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
        stories = opened.page.locator(f"#{view} {selector} >> visible=true").evaluate_all(
            "all => [...new Set(all.map((e) => e.dataset.story))]"
        )
        assert stories == ["s1"], view


# --- filters -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["stories", "lazy"])
def test_filters_leave_what_they_name(open_page: Callable[..., Opened], name: str) -> None:
    report = REPORTS[name]()
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


# --- keys and decisions --------------------------------------------------------------------------


def _decide(opened: Opened, key: str, reason: str, by: str = "Ada Brandt") -> None:
    opened.page.keyboard.press(key)
    opened.page.fill("#decide-by", by)
    opened.page.fill("#decide-reason", reason)
    opened.page.press("#decide-reason", "Enter")


def test_the_keyboard_alone_reviews_the_findings(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry")
    keys = opened.page.keyboard
    keys.press("2")
    opened.page.locator("#findings").wait_for()
    keys.press("j")
    cards = opened.page.locator(".finding")
    assert cards.nth(0).locator("summary").first.evaluate("e => e === document.activeElement")
    keys.press("Enter")
    assert not cards.nth(0).locator("details").first.evaluate("e => e.open")
    keys.press("j")
    keys.press("j")
    keys.press("k")
    assert cards.nth(1).locator("summary").first.evaluate("e => e === document.activeElement")
    _decide(opened, "a", "Both counts are official.")
    assert "accepted: Both counts are official." in cards.nth(1).inner_text()
    assert cards.nth(1).locator("summary").first.evaluate("e => e === document.activeElement")
    keys.press("j")
    _decide(opened, "d", "Two different ferries.")
    assert "dismissed: Two different ferries." in cards.nth(2).inner_text()
    keys.press("/")
    assert opened.focused("id") == "query"
    keys.type("jkad?")
    assert opened.page.input_value("#query") == "jkad?"
    keys.press("Escape")
    keys.press("?")
    assert opened.page.locator("#help").is_visible()
    keys.press("Escape")
    assert not opened.page.locator("#help").is_visible()
    assert opened.complaints == []


def test_keys_walk_the_marked_sentences_of_the_articles(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#articles")
    opened.page.keyboard.press("j")
    first = opened.focused("id")
    opened.page.keyboard.press("j")
    assert first.startswith("claim-")
    assert opened.focused("id") != first
    opened.page.keyboard.press("k")
    assert opened.focused("id") == first


def test_what_the_keys_have_reached_is_seen(open_page: Callable[..., Opened]) -> None:
    for view in ("findings", "claims", "articles"):
        opened = open_page("ferry", f"#{view}")
        opened.page.keyboard.press("j")
        opened.page.keyboard.press("j")
        outline = opened.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", view
        box = opened.page.locator(":focus").bounding_box()
        assert 40 <= box["y"] <= 860, view


def test_a_story_of_the_overview_shows_its_findings(open_page: Callable[..., Opened]) -> None:
    report = REPORTS["stories"]()
    opened = open_page("stories")
    story = report.stories[1].id
    opened.page.click(f"[id='story-{slug(story)}'] a[data-show]")
    opened.until_shown(sum(f.story == story for f in report.findings))
    assert opened.page.input_value("#pick-story") == slug(story)


def test_a_link_to_what_a_chosen_story_hides_shows_it(open_page: Callable[..., Opened]) -> None:
    report = REPORTS["stories"]()
    opened = open_page("stories")
    opened.page.select_option("#pick-story", slug(report.stories[0].id))
    target = f"doc-{slug(report.documents[-1].id)}"
    opened.page.evaluate(f"location.hash = '#{target}'")
    opened.page.locator(f"[id='{target}']").wait_for()
    assert opened.page.input_value("#pick-story") == ""


def test_ten_long_variants_stay_readable(open_page: Callable[..., Opened]) -> None:
    numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    texts = {
        n: f"The minister counted {n} ships in the harbour, and then {'more ' * 60}."
        for n in numbers
    }
    report = build.report(texts, [build.finding(*([(n, n)] for n in numbers))])
    for width in (390, 1280):
        opened = open_page(
            html.render(report), "#findings", viewport={"width": width, "height": 900}
        )
        sides = opened.page.locator(".side")
        assert sides.count() == 10
        for side in sides.all():
            assert side.bounding_box()["width"] > 250
        assert [e.inner_text() for e in opened.page.locator(".side h4 .letter").all()] == list(
            "ABCDEFGHIJ"
        )
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_reason_and_a_name_are_asked_for_and_cancelling_decides_nothing(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.click("[data-decide=accepted] >> nth=0")
    opened.page.press("#decide-reason", "Enter")
    assert opened.page.locator("#decide").is_visible()
    opened.page.click("#decide-cancel")
    assert not opened.page.locator("#decide").is_visible()
    assert opened.count(".finding[data-decided]") == 0


def test_decisions_survive_a_reload_and_can_be_undone(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.keyboard.press("j")
    _decide(opened, "a", "Known <b>and</b> true.")
    opened.page.reload()
    first = opened.page.locator(".finding").first
    assert first.get_attribute("data-decided") == "accepted"
    assert "accepted: Known <b>and</b> true." in first.inner_text()
    assert "1 of 8 decided" in opened.page.inner_text("#decided")
    opened.page.select_option("#by-status", "accepted")
    opened.until_shown(1)
    first.get_by_text("Undo decision").click()
    opened.page.reload()
    assert opened.count(".finding[data-decided]") == 0


def test_decisions_of_one_report_do_not_show_in_another(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.keyboard.press("j")
    _decide(opened, "a", "Known.")
    report = page_reports.stories("ferry")
    changed = replace(report, findings=report.findings[:-1])
    path = Path(opened.page.url.removeprefix("file://").partition("#")[0])
    path.write_text(html.render(changed), encoding="utf-8")
    opened.page.reload()
    assert opened.count(".finding[data-decided]") == 0


def test_the_saved_file_is_the_baseline_that_check_reads(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    report = page_reports.stories("ferry")
    known = replace(report.findings[3], status="accepted", reason="Settled last week.")
    report = replace(report, findings=(*report.findings[:3], known, *report.findings[4:]))
    earlier = baseline.Accepted(
        "gone", "name", "a “fact” with \u2028 odd \U0001f600 characters", ("A", "B"), "why", "X",
        "2020-01-02", True,
    )  # fmt: skip
    (tmp_path / "old.json").write_text(baseline.render((earlier,)), encoding="utf-8")
    opened = open_page(html.render(report), "#findings")
    opened.page.keyboard.press("j")
    _decide(opened, "a", "Both “counts” are official.")
    opened.page.keyboard.press("j")
    _decide(opened, "d", "Not one ferry.")
    opened.page.set_input_files("#existing", tmp_path / "old.json")
    with opened.page.expect_download() as download:
        opened.page.click("#save")
    assert download.value.suggested_filename == "factcheck-baseline.json"
    saved = tmp_path / "baseline.json"
    download.value.save_as(saved)
    entries = baseline.load(saved)
    assert baseline.render(entries) == saved.read_text(encoding="utf-8")
    decided = opened.page.locator(".finding[data-decided]").evaluate_all(
        "all => all.map((e) => e.dataset.fingerprint)"
    )
    by_fingerprint = {entry.fingerprint: entry for entry in entries}
    assert set(by_fingerprint) == {*decided, known.fingerprint, "gone"}
    assert by_fingerprint["gone"] == earlier
    assert by_fingerprint[known.fingerprint].reason == "Settled last week."
    accepted, dismissed = (by_fingerprint[fingerprint] for fingerprint in decided)
    assert (accepted.reason, accepted.by) == ("Both “counts” are official.", "Ada Brandt")
    assert (accepted.dismissed, dismissed.dismissed) == (False, True)
    marked, stale = baseline.apply(report, entries)
    assert {f.fingerprint for f in marked.findings if f.status == "accepted"} == {
        *decided,
        known.fingerprint,
    }
    assert stale == (earlier,)


def test_a_file_that_is_no_baseline_is_refused(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    (tmp_path / "other.json").write_text('{"accepted": [{"x": 1}]}', encoding="utf-8")
    opened = open_page("ferry", "#findings")
    opened.page.set_input_files("#existing", tmp_path / "other.json")
    message = "document.getElementById('existing').validationMessage"
    opened.until(message)
    assert opened.page.evaluate(message) == "This is not a baseline file."


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
        report = REPORTS[name]()
        opened = open_page(name, java_script_enabled=False)
        for view in VIEWS:
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
    for view in VIEWS:
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
    for view in VIEWS:
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
    text = _rendered("ferry").replace('<main id="main"', injected + '<main id="main"')
    opened = open_page(text)
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("typeof window.ran") == "undefined"
    assert opened.page.locator("#overview").is_visible()
    assert len(opened.complaints) >= 3
    assert not [url for url in opened.requests if url.startswith("http") and "blocked" in url]


# --- accessibility -------------------------------------------------------------------------------


@cache
def _axe() -> str:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is missing")
    return next(Path(axe.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


def _violations(opened: Opened) -> list[str]:
    # The policy of the page lets no foreign script in, so axe comes through the debugger.
    opened.page.evaluate(_axe() + "\n;undefined")
    result = opened.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{v['id']}: {node['html'][:200]} {node['failureSummary']}"
        for v in result["violations"]
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation_in_any_view(
    open_page: Callable[..., Opened], scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    opened = open_page("ferry", color_scheme=scheme, viewport=size)
    for view in VIEWS:
        opened.page.goto(opened.page.url.partition("#")[0] + f"#{view}")
        opened.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        if view == "articles":
            opened.page.locator("a.claim").first.click()
        assert _violations(opened) == [], view


def test_axe_finds_no_violation_where_there_are_several_stories(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("stories")
    opened.page.select_option("#pick-story", index=2)
    for view in ("overview", "matrix", "claims"):
        opened.page.click(f".views a[href='#{view}']")
        assert _violations(opened) == [], view


def test_axe_finds_no_violation_in_dialogs_decisions_and_without_a_match(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.keyboard.press("j")
    opened.page.keyboard.press("a")
    assert _violations(opened) == []
    opened.page.keyboard.press("Escape")
    _decide(opened, "a", "Known.")
    assert _violations(opened) == []
    opened.page.keyboard.press("?")
    assert _violations(opened) == []
    opened.page.keyboard.press("Escape")
    opened.page.fill("#query", "no such word")
    opened.until_shown(0)
    assert _violations(opened) == []


def test_the_page_of_a_difference_reads_well_and_breaks_nothing(
    open_page: Callable[..., Opened],
) -> None:
    report = page_reports.stories("ferry")
    old = replace(report, findings=report.findings[2:])
    new = replace(report, findings=report.findings[:-2])
    opened = open_page(html.render_diff(compare(old, new)))
    assert opened.shown(".finding") == 4
    assert opened.shown(".finding .sides") == 4
    opened.page.click("#theme")
    assert _violations(opened) == []
    assert opened.complaints == []


def test_decisions_kept_in_the_browser_are_plain_data(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.keyboard.press("j")
    _decide(opened, "a", "Known.")
    kept = opened.page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('factcheck.decisions'))"
    )
    assert len(kept) == 1
    (entry,) = json.loads(kept[0][1]).values()
    assert set(entry) == {"decision", "reason", "by", "date"}
