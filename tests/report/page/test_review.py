"""The page in a real browser: keys and decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.report.page import html
from factcheck.report.pagetext import slug
from factcheck.review import baseline
from tests.support import build, page_reports
from tests.support.browser import Opened

pytestmark = pytest.mark.slow

# --- keys and decisions --------------------------------------------------------------------------


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
    opened.decide("a", "Both counts are official.")
    assert "accepted: Both counts are official." in cards.nth(1).inner_text()
    assert not cards.nth(1).locator("details").first.evaluate("e => e.open")
    assert cards.nth(2).locator("summary").first.evaluate("e => e === document.activeElement")
    opened.decide("d", "Two different ferries.")
    assert "dismissed: Two different ferries." in cards.nth(2).text_content()
    keys.press("/")
    assert opened.focused("id") == "query"
    keys.type("jkad?")
    assert opened.page.input_value("#query") == "jkad?"
    opened.until_shown(0)
    keys.press("Escape")
    assert opened.page.input_value("#query") == ""
    opened.until_shown(8)
    keys.press("?")
    assert opened.page.locator("#help").is_visible()
    keys.press("Escape")
    assert not opened.page.locator("#help").is_visible()
    assert opened.complaints == []


def test_keys_that_come_faster_than_events_are_all_heard(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#overview")
    press = "document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))"
    opened.page.evaluate(f"() => {{ for (const key of ['2', 'j', 'd']) {press}; }}")
    assert opened.page.locator("#decide").is_visible()
    opened.page.keyboard.press("Escape")
    opened.page.go_back()
    assert opened.page.url.endswith("#overview")
    opened.page.locator("#overview").wait_for()
    opened.page.evaluate(f"() => {{ for (const key of ['j', 'd']) {press}; }}")
    assert opened.page.locator("#decide").is_visible()
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
    report = page_reports.REPORTS["stories"]()
    opened = open_page("stories")
    story = report.stories[1].id
    opened.page.click(f"[id='story-{slug(story)}'] a[data-show]")
    opened.until_shown(sum(f.story == story for f in report.findings))
    assert opened.page.input_value("#pick-story") == slug(story)


def test_a_link_to_what_a_chosen_story_hides_shows_it(open_page: Callable[..., Opened]) -> None:
    report = page_reports.REPORTS["stories"]()
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


def test_a_name_is_asked_for_and_cancelling_decides_nothing(
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
    opened.decide("a", "Known <b>and</b> true.")
    opened.page.reload()
    opened.until("location.hash === '#findings'")
    first = opened.page.locator(".finding").first
    assert first.get_attribute("data-decided") == "accepted"
    assert "accepted: Known <b>and</b> true." in first.inner_text()
    assert "1 of 8 decided" in opened.page.inner_text("#decided")
    opened.page.select_option("#by-status", "accepted")
    opened.until_shown(1)
    first.locator("summary").first.click()
    first.get_by_text("Reopen").click()
    opened.until_shown(0)
    opened.page.reload()
    assert opened.count(".finding[data-decided]") == 0


def test_decisions_follow_their_findings_into_the_next_report(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.keyboard.press("j")
    opened.decide("a", "Known.")
    opened.decide("d", "Not the same.")
    decided = opened.page.locator(".finding[data-decided]")
    names = decided.evaluate_all("all => all.map((e) => e.dataset.fingerprint)")
    report = page_reports.stories("ferry")
    # The next run: one of the two is gone, another finding is new.
    other = replace(report.findings[0], fingerprint="another", fact="another fact")
    kept = [f for f in report.findings if f.fingerprint != names[0]]
    path = Path(opened.page.url.removeprefix("file://").partition("#")[0])
    path.write_text(html.render(replace(report, findings=(*kept, other))), encoding="utf-8")
    opened.page.reload()
    assert decided.evaluate_all("all => all.map((e) => e.dataset.fingerprint)") == names[1:]
    assert "dismissed: Not the same." in decided.inner_text()
    assert opened.page.inner_text("#decided") == "1 of 8 decided"


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
    opened.decide("a", "Both “counts” are official.")
    opened.decide("d", "Not one ferry.")
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
    assert opened.page.evaluate(message) == (
        "other.json is neither a baseline file nor a worklist in CSV."
    )
