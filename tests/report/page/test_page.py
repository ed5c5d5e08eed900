"""Tests of the page as a file: its content, its links, and that articles can do no harm."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Report
from factcheck.report.page import html
from factcheck.report.pagetext import day, slug, source_labels, span_of_days, visible, web_link
from factcheck.review.changes import diff
from tests.support import build, page_reports

VOID = {"col", "meta", "link", "br", "input", "img"}


class Page(HTMLParser):
    """The elements of a page, those in ``<noscript>`` included."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]


@pytest.fixture(params=[name for name in page_reports.REPORTS if name != "big"], scope="module")
def report(request: pytest.FixtureRequest) -> Report:
    return page_reports.REPORTS[request.param]()


@pytest.fixture(scope="module")
def page(report: Report) -> Page:
    return Page(html.render(report))


def test_every_element_is_closed_and_every_id_is_there_once(page: Page) -> None:
    assert page.inside == []
    assert [name for name, n in Counter(page.values("id")).items() if n > 1] == []


def test_every_link_inside_the_page_leads_somewhere(page: Page) -> None:
    wanted = {h[1:].partition("?")[0] for h in page.values("href") if h.startswith("#")}
    assert wanted
    assert wanted - set(page.values("id")) == set()


def test_references_between_elements_are_to_elements_that_exist(page: Page) -> None:
    names = [
        name
        for attribute in ("for", "aria-labelledby", "aria-controls")
        for value in page.values(attribute)
        for name in value.split()
    ]
    assert set(names) <= set(page.values("id"))


def test_only_the_pages_own_style_and_script_may_run(report: Report) -> None:
    text = html.render(report)
    page = Page(text)
    policy = next(
        attrs["content"] or ""
        for tag, attrs in page.elements
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        inner = re.search(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        assert inner
        digest = base64.b64encode(hashlib.sha256(inner[1].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert Counter(tag for tag, _ in page.elements)["script"] == 2  # one runs, one holds data
    assert "unsafe" not in policy


def test_nothing_in_an_article_becomes_an_element_or_a_handler(page: Page) -> None:
    for tag, attrs in page.elements:
        assert tag not in {"img", "iframe", "base", "object", "embed"}
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
        if "href" in attrs and tag != "link":
            assert re.match(r"#|https?://", attrs["href"] or "")


def test_links_out_of_the_page_keep_it_to_themselves() -> None:
    text = "Dorvane said so."
    report = build.report(
        {"a": text, "b": text},
        documents={"a": {"url": "https://example.org/a?b=1&c=2"}, "b": {"url": "ftp://x.org/"}},
    )
    links = [attrs for tag, attrs in Page(html.render(report)).elements if "rel" in attrs]
    outward = [attrs for attrs in links if attrs["rel"] != "icon"]
    assert [attrs["href"] for attrs in outward] == ["https://example.org/a?b=1&c=2"]
    assert outward[0]["rel"] == "noopener noreferrer"
    assert "ftp://x.org/" in html.render(report)  # said, but not clickable


def test_no_unseen_character_is_left_in_the_page(report: Report) -> None:
    text = html.render(report)
    assert visible(text) == text
    text.encode("utf-8")


def test_articles_stand_in_the_page_in_full(report: Report) -> None:
    text = html.render(report)
    shown = "".join(re.findall(r'<div class="text">(.*?)</div>', text, re.DOTALL))
    everything = re.sub(r"\s+", "", "".join(Page(shown).texts))
    for document in report.documents:
        assert re.sub(r"\s+", "", visible(document.text)) in everything


def test_the_data_for_the_script_cannot_end_its_element() -> None:
    text = html.render(page_reports.hostile())
    data = text.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert not set(data) & set("<>&")
    facts = json.loads(data)["findings"]
    assert {f.fingerprint for f in page_reports.hostile().findings} == set(facts)


def test_a_page_for_one_story_stays_small() -> None:
    for name in ("ferry", "court", "letter"):
        report = page_reports.stories(name)
        text = sum(len(d.text.encode()) for d in report.documents)
        assert len(html.render(report).encode()) < 400_000 + text


def test_the_same_report_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; from tests.support import page_reports;"
        "from factcheck.report.page import html;"
        "print(hashlib.sha256(html.render(page_reports.stories()).encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[3]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program, str(root)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.slow
def test_a_large_page_holds_its_details_as_inert_text() -> None:
    small = html.render(page_reports.stories())
    large = html.render(page_reports.big())
    assert "<noscript>" not in small
    open_now = re.sub(r"<noscript>.*?</noscript>", "", large, flags=re.DOTALL)
    assert len(Page(open_now).elements) < 40_000
    assert len(re.findall(r'<article class="finding', open_now)) == 1000
    assert "<blockquote" not in open_now


def test_new_and_serious_findings_come_first() -> None:
    texts = {"a": "Five died.", "b": "Six died."}
    five, six = [("a", "Five")], [("b", "Six")]
    plans = [
        build.finding(five, six, fact="noted", severity="note", confidence=0.99),
        build.finding(five, six, fact="accepted", status="accepted", confidence=0.98),
        build.finding(five, six, fact="weaker", confidence=0.6),
        build.finding(five, six, fact="stronger", confidence=0.9),
        build.finding(five, six, fact="warned", severity="warning", confidence=0.95),
    ]
    text = html.render(build.report(texts, plans))
    cards = text.split('id="finding-list"')[1].split('id="nothing"')[0]
    shown = re.findall(r'<span class="fact">(.*?)</span>', cards)
    assert shown == ["stronger", "weaker", "warned", "noted", "accepted"]


def test_the_difference_of_two_reports_shows_what_appeared_changed_and_went() -> None:
    texts = {"a": "Five died. Anna spoke.", "b": "Six died. Hanna spoke."}
    dead = build.finding([("a", "Five")], [("b", "Six")], fact="the dead", severity="warning")
    name = build.finding([("a", "Anna")], [("b", "Hanna")], fact="who spoke", fingerprint="1")
    worse = build.finding([("a", "Five")], [("b", "Six")], fact="the dead")
    other = build.finding([("a", "spoke")], [("b", "spoke")], fact="what she did", fingerprint="2")
    changes = diff(build.report(texts, [dead, name]), build.report(texts, [worse, other]))
    text = html.render_diff(changes)
    page = Page(text)
    assert "<title>1 appeared, 1 changed, 1 gone · factcheck</title>" in text
    assert "severity moved from warning to error" in text
    ids = [i for i in page.values("id") if re.match("(appeared|changed|gone)-", i)]
    assert [i.split("-")[0] for i in ids] == ["appeared", "changed", "gone"]
    assert {h[1:] for h in page.values("href") if h.startswith("#")} <= set(page.values("id"))


# --- the text on its way into the page -----------------------------------------------------------


@given(st.text(), st.text())
def test_different_identifiers_get_different_html_ids(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)
    assert re.fullmatch(r"[A-Za-z0-9._-]*", slug(one))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a⟨RLO⟩b"),
        ("a\u2066b\u2069", "a⟨LRI⟩b⟨PDI⟩"),
        ("\x00\x1b[0m", "⟨U+0000⟩⟨U+001B⟩[0m"),
        ("\ud800", "⟨U+D800⟩"),
        ("zero\u200bwidth", "zero⟨ZWSP⟩width"),
        ("tab\tline\n", "tab\tline\n"),
        ("می\u200cخواهم 👩\u200d🚒 שלום é", "می\u200cخواهم 👩\u200d🚒 שלום é"),
    ],
)
def test_unseen_characters_are_written_out_and_no_others(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("url", "clickable"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,<b>", False),
        ("//example.org/a", False),
        ("https://", False),
        ("https://[", False),
        ("https://example.org/\u202egnp", False),
        ("java\nscript:alert(1)", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_links_are_clickable(url: str | None, clickable: bool) -> None:
    assert bool(web_link(url)) is clickable


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2018-06-26", "2018-06-26", "26 Jun 2018"),
        ("2018-06-26T14:30", "2018-06-26T14:30", "26 Jun 2018, 14:30"),
        ("1987-01-01", "1987-12-31", "1987"),
        ("1940-01-01", "1949-12-31", "1940 to 1949"),
        ("2018-02-01", "2018-02-28", "Feb 2018"),
        ("2018-12-01", "2018-12-31", "Dec 2018"),
        ("2018-06-26", "2018-07-02", "26 Jun 2018 to 2 Jul 2018"),
        ("9999-01-01", "9999-12-31", "9999"),
        ("soon", "later", "soon to later"),
    ],
)
def test_dates_are_told_in_few_words(first: str, last: str, shown: str) -> None:
    assert span_of_days(first, last) == shown


def test_a_day_that_is_no_date_is_shown_as_it_is() -> None:
    assert day("2018-13-01") == "2018-13-01"
    assert day(None) == ""


def test_articles_of_one_source_are_told_apart() -> None:
    documents = [
        build.document("1", "a", source="Times", published="2018-06-26"),
        build.document("2", "b", source="Times", published="2018-06-27"),
        build.document("3", "c", source="Post", path="x/same.txt"),
        build.document("4", "d", source="Post", path="y/same.txt"),
        build.document("5", "e", source=None, path="z/only.txt"),
    ]
    assert source_labels(documents) == {
        "1": "Times · 26 Jun 2018",
        "2": "Times · 27 Jun 2018",
        "3": "Post · same (1)",
        "4": "Post · same (2)",
        "5": "only",
    }


def test_related_claims_are_shown_without_a_tick() -> None:
    texts = {"times": "The mill closed in March.", "post": "The mill had closed by March."}
    places = [("times", "The mill closed in March."), ("post", "The mill had closed by March.")]
    report = build.report(texts, clusters=[places])
    (cluster,) = report.clusters
    related = replace(
        report,
        clusters=(replace(cluster, verdict="related"),),
        claims=tuple(replace(c, status="related") for c in report.claims),
    )
    shown = {name: html.render(r) for name, r in (("same", report), ("related", related))}
    assert '<article class="cluster card corroborated"' in shown["same"]
    assert '<article class="cluster card related"' in shown["related"]
    assert "✓</span> 1 corroborated" in shown["same"]
    assert "✓</span> 1 corroborated" not in shown["related"]
    assert shown["related"].count('class="claim related"') == 1 + len(texts)
    assert ">related</span>" in shown["related"] and ">related</span>" not in shown["same"]
