"""The page in a real browser: filters in the address, search in every view, the reading view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from factcheck.report.page import html
from factcheck.report.pagetext import slug
from tests.support import build, page_reports
from tests.support.browser import Opened

pytestmark = pytest.mark.slow


# --- the address ---------------------------------------------------------------------------------


def test_filters_order_search_and_story_stay_in_the_address(
    open_page: Callable[..., Opened],
) -> None:
    report = page_reports.REPORTS["stories"]()
    story = report.stories[0].id
    opened = open_page("stories", "#findings")
    opened.page.check("input[name=severity][value=error]")
    opened.page.select_option("#sort", "type")
    opened.page.select_option("#pick-story", slug(story))
    opened.page.fill("#query", "ferry")
    opened.until("location.hash.includes('q=ferry')")
    shown = opened.count(".finding:not([hidden])")
    assert 0 < shown < sum(f.story == story for f in report.findings)
    opened.until("location.hash.includes('severity=error')")
    opened.page.reload()
    opened.until_shown(shown)
    assert opened.page.is_checked("input[name=severity][value=error]")
    assert opened.page.input_value("#sort") == "type"
    assert opened.page.input_value("#query") == "ferry"
    assert opened.page.input_value("#pick-story") == slug(story)
    opened.page.click("button[type=reset]")
    opened.until("!location.hash.includes('severity')")


def test_an_address_in_a_message_opens_what_it_names(open_page: Callable[..., Opened]) -> None:
    report = page_reports.REPORTS["stories"]()
    opened = open_page("stories", "#findings?severity=warning&type=number")
    wanted = [f for f in report.findings if (f.severity, f.type) == ("warning", "number")]
    opened.until_shown(len(wanted))
    opened.page.click(".views a[href='#matrix']")
    opened.page.locator("#matrix").wait_for()
    opened.page.click(".views a[href='#findings']")  # They are as they were left.
    opened.until("location.hash === '#findings?severity=warning&type=number'")


def test_an_address_with_nonsense_is_an_address_without_it(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("stories", "#findings?severity=huge&sort=luck&story=none&source=%00")
    assert opened.count(".finding:not([hidden])") == opened.count(".finding")
    assert opened.page.input_value("#sort") == "strength"
    assert opened.complaints == []


# --- search --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "item", "word"),
    [
        ("matrix", ".matrix tbody tr", "captain"),
        ("claims", ".cluster", "captain"),
        ("articles", ".article", "seafarer"),
        ("compare", ".row", "captain"),
    ],
)
@pytest.mark.parametrize("name", ["ferry", "stories"])
def test_every_view_is_searched_and_escape_shows_everything_again(
    open_page: Callable[..., Opened], view: str, item: str, word: str, name: str
) -> None:
    opened = open_page(name, f"#{view}")
    everything = opened.shown(f"#{view} {item}")
    opened.page.keyboard.press("/")
    assert opened.focused("id") == f"find-{view}"
    opened.page.keyboard.type(word)
    opened.until(f"document.querySelectorAll('#{view} .unmatched').length > 0")
    found = opened.page.locator(f"#{view} {item} >> visible=true").all_inner_texts()
    assert 0 < len(found) < everything
    assert all(word in text.lower() for text in found)
    opened.until(f"location.hash.includes('q={word}')")
    opened.page.keyboard.press("Escape")
    assert opened.shown(f"#{view} {item}") == everything
    opened.until("!location.hash.includes('q=')")


def test_claims_are_filtered_by_verdict(open_page: Callable[..., Opened]) -> None:
    texts = {"a": "The mill shut. Five left.", "b": "The mill shut. Six left."}
    report = build.report(
        texts,
        [build.finding([("a", "Five")], [("b", "Six")])],
        clusters=[
            [("a", "The mill shut."), ("b", "The mill shut.")],
            [("a", "Five left."), ("b", "Six left.")],
        ],
    )
    opened = open_page(html.render(report), "#claims")
    opened.page.check("input[name=verdict][value=disputed]")
    assert opened.shown(".cluster") == 1
    opened.page.reload()
    assert opened.shown(".cluster") == 1
    assert opened.page.inner_text("#claims .found") == "1 of 2"


# --- the reading view ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ferry", "lazy"])
def test_keys_go_from_one_disputed_value_to_the_next_across_articles(
    open_page: Callable[..., Opened], name: str
) -> None:
    opened = open_page(name, "#articles")
    seen = []
    for _ in range(6):
        opened.page.keyboard.press("n")
        here = opened.page.locator(".value.here")
        seen.append(here.evaluate("e => e.closest('.article').id + ' ' + e.textContent"))
        box = here.bounding_box()
        assert 0 <= box["y"] < 900
    assert len({entry.split()[0] for entry in seen}) >= (2 if name == "ferry" else 1)
    opened.page.keyboard.press("p")
    here = opened.page.locator(".value.here")
    assert here.evaluate("e => e.closest('.article').id + ' ' + e.textContent") == seen[-2]


def test_the_contents_lead_to_each_article(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#articles")
    assert opened.count(".toc li") == len(page_reports.stories("ferry").documents)
    link = opened.page.locator(".toc li > a").last
    target = link.get_attribute("href")
    link.click()
    opened.page.locator(f"[id='{target[1:]}'].here").wait_for()
    assert 0 <= opened.page.locator(f"[id='{target[1:]}']").bounding_box()["y"] < 900


def test_the_evidence_shows_the_two_nearest_sentences_first(
    open_page: Callable[..., Opened],
) -> None:
    said = {
        "a": "The old mill in Tarn closed in March.",
        "b": "It shut its gates, the owners told staff.",
        "c": "The old mill in Tarn closed in early March.",
        "d": "Tarn's old mill closed.",
        "e": "The works are to be pulled down.",
    }
    report = build.report(said, clusters=[list(said.items())])
    opened = open_page(html.render(report), "#articles")
    opened.page.locator("#doc-a a.claim").click()
    shown = opened.page.locator("#panel-body blockquote p >> visible=true").all_inner_texts()
    assert shown == [said["c"], said["d"]]
    opened.page.locator("#panel-body summary").click()
    assert opened.shown("#panel-body blockquote") == 4


def test_the_evidence_closes_when_a_link_leads_elsewhere(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#articles")
    opened.page.keyboard.press("n")
    assert opened.shown("#panel-body blockquote")
    opened.page.locator(".toc li > a").last.click()
    opened.page.locator(".article.here").wait_for()
    assert opened.shown("#panel-body blockquote") == 0


# --- boxes, the matrix, print --------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_long_quotations_stay_in_their_boxes_even_in_folded_cards(
    open_page: Callable[..., Opened], width: int
) -> None:
    long = "unbreakable" * 30
    texts = {
        "a": f"“We had {long} and never said so to anybody at all in the whole of that year.”",
        "b": f"“We had no {long} and never said so to anybody at all in the whole of that year.”",
    }
    plans = [
        build.finding(
            [("a", texts["a"])], [("b", texts["b"])], fact=f"words {n}", fingerprint=f"f{n}"
        )
        for n in range(61)
    ]
    text = html.render(build.report(texts, plans))
    opened = open_page(text, "#findings", viewport={"width": width, "height": 900})
    outside = """() => [...document.querySelectorAll(".finding")].slice(0, 5).flatMap((card) => {
        const { left, right } = card.getBoundingClientRect();
        return [...card.querySelectorAll("*")].filter((e) => e.checkVisibility()
            && (e.getBoundingClientRect().right > right || e.getBoundingClientRect().left < left));
    }).length"""
    assert opened.page.evaluate(outside) == 0
    opened.page.locator(".finding summary").first.click()
    assert opened.page.evaluate(outside) == 0


def test_the_head_and_the_first_column_of_the_matrix_stay_in_sight(
    open_page: Callable[..., Opened],
) -> None:
    size = {"width": 700, "height": 500}
    opened = open_page("ferry", "#matrix", viewport=size)
    box = opened.page.locator("#matrix .scroll")
    box.evaluate("e => e.scrollTo(300, 200)")
    frame = box.bounding_box()
    corner = opened.page.locator(".matrix thead th").first.bounding_box()
    assert abs(corner["x"] - frame["x"]) < 3
    assert abs(corner["y"] - frame["y"]) < 3
    row = opened.page.locator(".matrix tbody th").last.bounding_box()
    assert abs(row["x"] - frame["x"]) < 3


def test_facts_of_one_source_are_folded_until_they_are_asked_for(
    open_page: Callable[..., Opened],
) -> None:
    texts = {"a": "Five died. It rained.", "b": "Five died."}
    agreed = [
        build.agreed(("a", "Five died"), ("b", "Five died"), label="both"),
        build.agreed(("a", "rained"), label="one"),
    ]
    opened = open_page(html.render(build.report(texts, agreed=agreed)), "#matrix")
    assert opened.shown(".matrix tbody tr") == 1
    opened.page.click(".show-lone")
    assert opened.shown(".matrix tbody tr") == 2


def test_a_timeline_of_two_dates_is_left_out_with_its_link(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("nothing found", "#timeline")
    assert opened.count(".views a[href='#timeline']") == 0
    assert opened.page.locator("#overview").is_visible()


@pytest.mark.parametrize("view", ["findings", "matrix", "articles", "claims", "compare"])
def test_no_printed_page_is_empty_and_cards_share_pages(
    open_page: Callable[..., Opened], view: str
) -> None:
    pypdf = pytest.importorskip("pypdf")
    opened = open_page("ferry", f"#{view}")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheets = pypdf.PdfReader(BytesIO(opened.page.pdf(prefer_css_page_size=True))).pages
    pages = [sheet.extract_text() for sheet in sheets]
    assert all(len(text) > 80 for text in pages)
    assert (sheets[0].mediabox.width > sheets[0].mediabox.height) == (view == "matrix")
    if view == "findings":
        assert len(pages) < len(page_reports.stories("ferry").findings)


def test_related_claims_are_folded_until_they_are_searched_or_led_to(
    open_page: Callable[..., Opened],
) -> None:
    said = {
        "a": "The mill in Tarn closed. The owners met the staff.",
        "b": "Tarn's mill closed. Staff met the owners in the hall.",
    }
    closed = [("a", "The mill in Tarn closed."), ("b", "Tarn's mill closed.")]
    met = [("a", "The owners met the staff."), ("b", "Staff met the owners in the hall.")]
    report = build.report(said, clusters=[closed, met])
    first, second = report.clusters
    report = replace(report, clusters=(first, replace(second, verdict="related")))
    opened = open_page(html.render(report), "#claims")
    assert opened.shown(".cluster") == 1
    opened.page.fill("#find-claims", "hall")
    opened.until("location.hash.includes('q=hall')")
    shown = opened.page.locator(".cluster >> visible=true")
    assert "in the hall" in shown.inner_text()
    opened.page.keyboard.press("Escape")
    opened.page.reload()
    assert opened.shown(".cluster") == 1
    opened.page.check("input[name=verdict][value=related]")
    assert "in the hall" in opened.page.locator(".cluster >> visible=true").inner_text()
    opened.page.goto(opened.page.url.partition("#")[0] + f"#cluster-{slug(second.id)}")
    assert opened.page.locator(".cluster.here").is_visible()


def test_the_keys_decide_about_the_value_that_they_have_reached(
    open_page: Callable[..., Opened],
) -> None:
    texts = {"a": "Five died when Anna struck.", "b": "Six died when Hanna struck."}
    plans = [
        build.finding([("a", "Five")], [("b", "Six")], fact="the dead", fingerprint="f1"),
        build.finding([("a", "Anna")], [("b", "Hanna")], fact="the storm", fingerprint="f2"),
    ]
    opened = open_page(html.render(build.report(texts, plans)), "#articles")
    for wanted in ("f1", "f2"):
        opened.page.keyboard.press("n")
        beside = opened.page.locator("#panel-body [data-fingerprint]")
        assert beside.first.get_attribute("data-fingerprint") == wanted
        assert beside.count() == 2
    opened.decide("a", "Two storms.")
    assert opened.page.locator(".finding[data-decided]").get_attribute("id") == "finding-f2"


def test_a_value_outside_of_claims_has_its_evidence_too(open_page: Callable[..., Opened]) -> None:
    texts = {"a": "On 3 May\n\nFive died.", "b": "On 8 May\n\nFive died."}
    days = build.finding([("a", "3 May")], [("b", "8 May")], type="date", fingerprint="f1")
    report = build.report(texts, [days])
    report = replace(report, claims=())
    opened = open_page(html.render(report), "#articles")
    opened.page.keyboard.press("n")
    assert opened.shown("#panel-body blockquote") == 2
