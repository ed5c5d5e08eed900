"""The page in a real browser: two articles side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from factcheck.model import ClaimEntry, Report
from factcheck.report.page import html
from tests.support import build, page_reports
from tests.support.browser import Opened

pytestmark = pytest.mark.slow

TEXTS = {
    "rook": "Snow fell on the road. The pass was shut at noon. Nine cars stuck in drifts. "
    "A dog barked at the gate all day.",
    "tern": "The pass was shut at noon. Eight cars stuck in drifts. Snow came down on it. "
    "Two buses went back home.",
    "lark": "Nothing of it stands here.",
}


def page(report: Report) -> str:
    """Return the page of a report in which every sentence is a claim."""
    known = {(c.document, c.start) for c in report.claims}
    single = [
        ClaimEntry(f"{d.id}-{start}", d.id, start, end, "single")
        for d in report.documents
        for start, end in page_reports.sentences(d.text)
        if (d.id, start) not in known
    ]
    return html.render(replace(report, claims=(*report.claims, *single)))


def snow() -> str:
    return page(
        build.report(
            TEXTS,
            [build.finding([("rook", "Nine")], [("tern", "Eight")], fact="stuck cars")],
            clusters=[
                [("rook", "Snow fell on the road."), ("tern", "Snow came down on it.")],
                [("rook", "Nine cars stuck in drifts."), ("tern", "Eight cars stuck in drifts.")],
            ],
        )
    )


def rows(opened: Opened) -> list[tuple[str, list[str]]]:
    """Return the kind of each row with the text of both cells."""
    found: list[Any] = opened.page.locator(".row").evaluate_all(
        """all => all.map((row) => [row.className.replace("row ", ""),
            [...row.querySelectorAll(".cell-text")].map((cell) =>
                [...cell.querySelectorAll(".claim-text")]
                    .map((e) => e.textContent).join(" / "))])"""
    )
    return [(kind, texts) for kind, texts in found]


def test_claims_stand_beside_what_they_belong_to(open_page: Callable[..., Opened]) -> None:
    opened = open_page(snow(), "#compare?a=rook&b=tern")
    assert rows(opened) == [
        ("same", ["Snow fell on the road.", "Snow came down on it."]),
        ("only-b", ["", "Two buses went back home."]),
        ("same", ["The pass was shut at noon.", "The pass was shut at noon."]),
        ("differs", ["Nine cars stuck in drifts.", "Eight cars stuck in drifts."]),
        ("only-a", ["A dog barked at the gate all day.", ""]),
    ]
    counts = {kind: opened.page.inner_text(f"#count-{kind}") for kind in ("same", "differs")}
    assert counts == {"same": "2", "differs": "1"}
    link = opened.page.locator(".row.differs a", has_text="stuck cars")
    link.click()
    opened.page.locator(".finding.here").wait_for()
    assert opened.complaints == []


def test_words_that_differ_are_marked_and_values_are_boxed(
    open_page: Callable[..., Opened],
) -> None:
    texts = {
        "old": "The council met on Friday in the large hall. It rose at ten in the evening.",
        "new": "The council met on Friday in the small hall. It rose at ten in the evening.",
    }
    opened = open_page(page(build.report(texts)), "#compare")
    assert [kind for kind, _ in rows(opened)] == ["near", "same"]
    assert opened.page.locator(".row mark").all_inner_texts() == ["small", "large"]
    other = open_page(snow(), "#compare?a=rook&b=tern")
    assert other.page.locator(".row.differs .value").all_inner_texts() == ["Nine", "Eight"]


def test_sentences_that_share_few_words_do_not_belong_together(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page(snow(), "#compare?a=rook&b=lark")
    assert {kind for kind, _ in rows(opened)} == {"only-a", "only-b"}


def test_the_address_names_both_articles_and_keys_change_them(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page(snow(), "#matrix")
    opened.page.click(".matrix thead a.beside >> nth=1")
    opened.page.locator("#compare").wait_for()
    opened.until("location.hash.includes('a=')")
    opened.page.goto(opened.page.url.partition("#")[0] + "#compare?a=rook")
    assert opened.page.input_value("#compare-b") == "tern"  # It contradicts A.
    opened.page.keyboard.press("x")
    assert opened.page.input_value("#compare-a") == "tern"
    opened.page.keyboard.press("]")
    assert opened.page.input_value("#compare-b") not in ("rook", "tern")
    opened.page.reload()
    assert opened.page.input_value("#compare-a") == "tern"
    assert opened.page.input_value("#compare-b") == "lark"


def test_keys_stop_where_something_differs_and_kinds_can_be_hidden(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page(snow(), "#compare?a=rook&b=tern")
    opened.page.keyboard.press("j")
    assert "only-b" in opened.focused("className")
    opened.page.keyboard.press("j")
    assert "differs" in opened.focused("className")
    opened.page.uncheck("input[name=kind][value=same]")
    assert opened.shown(".row.same") == 0
    assert opened.shown(".row.differs") == 1
    assert "without=same" in opened.page.url
    opened.page.reload()
    assert opened.shown(".row.same") == 0
    assert not opened.page.is_checked("input[name=kind][value=same]")
    opened.page.check("input[name=kind][value=same]")
    assert opened.shown(".row.same") == 2


def test_keys_go_from_difference_to_difference_and_decide_there(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page(snow(), "#compare?a=rook&b=tern")
    keys = opened.page.keyboard
    keys.press("n")
    assert "differs" in opened.focused("className")
    keys.press("n")  # There is no other one.
    assert "differs" in opened.focused("className")
    opened.decide("a", "Counted twice.")
    row = opened.page.locator(".row.differs")
    assert "accepted: Counted twice." in row.inner_text()
    assert "differs" in opened.focused("className")
    keys.press("u")
    assert "accepted" not in row.inner_text()
    keys.press("Enter")
    opened.page.locator(".finding.here").wait_for()
    assert opened.complaints == []


def test_a_page_may_open_with_both_side_by_side(open_page: Callable[..., Opened]) -> None:
    report = build.report({name: TEXTS[name] for name in ("rook", "tern")})
    opened = open_page(html.render(report, start="compare"))
    assert opened.page.locator("#compare").is_visible()
    opened.page.click(".brand a")
    assert opened.page.locator("#overview").is_visible()
    one = open_page(html.render(build.report({"rook": "Snow fell."}), start="compare"))
    assert one.page.locator("#overview").is_visible()


def test_a_claim_leads_to_its_article_and_an_article_to_its_comparison(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page(snow(), "#compare?a=rook&b=tern")
    opened.page.locator(".row.differs .to-article").first.click()
    opened.page.locator("#doc-rook .claim.here").wait_for()
    opened.page.locator(".toc li", has_text="lark").locator("a.beside").click()
    opened.page.locator("#compare").wait_for()
    assert opened.page.input_value("#compare-a") == "lark"


def test_one_article_is_compared_with_nothing(open_page: Callable[..., Opened]) -> None:
    opened = open_page("nothing at all", "#compare")
    assert opened.page.locator("#overview").is_visible()
    assert opened.count("#compare") == 0
    assert opened.complaints == []
