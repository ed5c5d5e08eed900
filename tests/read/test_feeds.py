"""Tests of the readers of feeds, tables and dumps of wikis: many articles in one file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.read import read_documents
from factcheck.read.article import Article, UnreadableError
from factcheck.settings.config import Config
from tests.support.reading import article, fault, raw_word, results

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Post</title><link>https://post.example/</link>
<item><title>Ferry &amp;amp; crew lost</title><link>https://post.example/1</link>
<pubDate>Tue, 04 Mar 2014 23:30:00 -0500</pubDate><description>The ferry left.</description>
<content:encoded><![CDATA[<p>The ferry left at <b>noon</b>.</p><p>It sank.</p>]]></content:encoded>
</item>
<item><title>Empty</title></item>
<item><title>Two</title><description>Nobody saw it again.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><title>Ferry lost</title><link href="https://post.example/1"/><id>1</id>
<published>2014-03-04T23:30:00-05:00</published><updated>2014-04-01T00:00:00Z</updated>
<content type="html">&lt;p&gt;The ferry left.&lt;/p&gt;</content></entry></feed>"""


def texts(outcomes: list[Article | UnreadableError]) -> list[str]:
    return [r.text if isinstance(r, Article) else f"! {r.reason}" for r in outcomes]


def test_a_feed_gives_its_entries_in_full() -> None:
    pytest.importorskip("feedparser")
    first, second, third = results(RSS, "a.rss")
    assert isinstance(first, Article)
    assert (first.name, first.text) == (
        "1",
        "Ferry & crew lost\n\nThe ferry left at noon.\n\nIt sank.",
    )
    assert (first.title, first.source, first.url, first.published) == (
        "Ferry & crew lost", "Harbour Post", "https://post.example/1", "2014-03-04",
    )  # fmt: skip
    assert texts([second, third]) == [
        "! entry 2 has no text ('Empty')",
        "Two\n\nNobody saw it again.",
    ]


@pytest.mark.parametrize("name", ["a.xml", "a.atom", "a.txt"])
def test_an_atom_feed_is_recognised_by_what_it_is(name: str) -> None:
    pytest.importorskip("feedparser")
    result = article('<?xml version="1.0"?>\n' + ATOM, name)
    assert (result.text, result.source, result.published) == (
        "Ferry lost\n\nThe ferry left.", "Harbour Post", "2014-03-04",
    )  # fmt: skip


def test_xml_that_is_no_feed_is_named() -> None:
    assert fault("<note>The ferry left.</note>", "a.xml").startswith("is XML, but neither")
    assert fault("The ferry left.", "a.rss").startswith("is XML, but neither")


def test_a_feed_that_declares_entities_is_not_read() -> None:
    declared = '<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>' + RSS
    assert fault(declared, "a.rss") == "declares entities, as no feed does"
    pytest.importorskip("feedparser")
    assert fault("<rss><channel/></rss>", "a.rss") == "is a feed without entries"


def test_a_json_feed_gives_its_items() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        "items": [
            {"id": 1, "content_html": "<p>It left.</p><p>It sank.</p>", "title": "Lost",
             "url": "https://post.example/1", "date_published": "2014-03-04T23:30:00-05:00"},
            {"content_text": "Nobody saw it."},
            {"content_text": 5},
            7,
        ],
    }  # fmt: skip
    first, *others = results(json.dumps(feed), "a.json")
    assert isinstance(first, Article)
    assert (first.text, first.title, first.source, first.published) == (
        "Lost\n\nIt left.\n\nIt sank.", "Lost", "Harbour Post", "2014-03-04",
    )  # fmt: skip
    assert texts(others) == ["Nobody saw it.", "! item 3 has no text", "! item 4 has no text"]
    feed["items"] = []
    assert fault(json.dumps(feed), "a.json") == "is a feed without items"


# --- tables ---------------------------------------------------------------------------------------

TABLE = """id,Title,date,Text
x7,Lost,2014-03-04,"The ferry left the ""quay"" at noon, he said.
It sank in the night."
,,soon,Nobody saw it again on that day.
x9,Empty,,
"""


def test_each_row_of_a_table_is_an_article() -> None:
    first, second = results(TABLE, "a.csv")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text == (
        'Lost\n\nThe ferry left the "quay" at noon, he said.\nIt sank in the night.'
    )
    assert (first.name, first.title, first.published) == ("x7", "Lost", "2014-03-04")
    assert (second.name, second.published) == ("2", None)
    assert [n.reason for n in second.notes] == ["its row gives 'soon' as its date"]


@pytest.mark.parametrize("word", ["ferry", "Nobody", "again"])
def test_words_of_a_table_are_found_in_the_file(word: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    documents, _ = read_documents([str(tmp_path)], Config())
    (result,) = [d for d in documents if word in d.text]
    assert raw_word(TABLE, result.locate(result.text.index(word)), len(word)) == word


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "\t")])
def test_tables_have_other_separators(name: str, mark: str) -> None:
    rows = f"body{mark}url\nThe ferry left the quay at noon.{mark}https://post.example/1\n"
    result = article(rows, name)
    assert (result.text, result.url) == (
        "The ferry left the quay at noon.", "https://post.example/1",
    )  # fmt: skip


def test_a_table_without_texts_is_named_with_its_columns() -> None:
    assert fault("town,votes\nBrent,5\n", "a.csv") == (
        "has no column of text (its columns: town, votes)"
    )
    assert fault("body,votes\nTown council,5\n", "a.csv") == (
        "holds no texts in its column 'body' (its columns: body, votes)"
    )
    assert fault("text\n", "a.csv").startswith("holds no texts")


def test_a_cell_that_is_far_too_long_is_named_and_the_rows_before_it_are_read() -> None:
    rows = "text\nThe ferry left the quay at noon.\n" + "x" * 140_000 + "\n"
    assert texts(results(rows, "a.csv")) == [
        "The ferry left the quay at noon.",
        "! line 3: field larger than field limit (131072)",
    ]


# --- dumps of wikis -------------------------------------------------------------------------------


def dump(*pages: str) -> str:
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo>'
        f"<sitename>Opendex</sitename></siteinfo>{''.join(pages)}</mediawiki>"
    )


def page(title: str, text: str, more: str = "<ns>0</ns>") -> str:
    revision = "<revision><timestamp>{}T10:00:00Z</timestamp><text>{}</text></revision>"
    old = revision.format("2013-01-01", "It never left.")
    return f"<page><title>{title}</title>{more}{old}{revision.format('2014-03-04', text)}</page>"


WIKI = """{{Infobox ship|crew=999}}
'''Marlin''' ({{nowrap|March 4, 1971}}) was a [[ship|ferry]] of [[Brent]].&lt;ref&gt;888&lt;/ref&gt;
It carried {{convert|40|t}} &amp;amp; &lt;del&gt;777&lt;/del&gt; sank. [[File:a.png|666]]

== Loss ==
{| class="wikitable"
| 555
|}
* She left at [http://x.example noon].
[[Category:Ferries]]"""


def test_a_dump_gives_what_a_reader_sees_of_each_article() -> None:
    pytest.importorskip("mwparserfromhell")
    outcomes = results(
        dump(
            page("Marlin", WIKI),
            page("Talk:Marlin", "No.", "<ns>1</ns>"),
            page("Merlin", "#REDIRECT", '<ns>0</ns><redirect title="Marlin"/>'),
            page("Brent", "Brent is a town."),
        ),
        "a.xml",
    )
    first, second = outcomes
    assert isinstance(first, Article)
    assert first.text == (
        "Marlin (March 4, 1971) was a ferry of Brent.\nIt carried 40 t &  sank.\n\n"
        "Loss\n\nShe left at noon."
    )
    assert (first.name, first.title, first.source, first.published) == (
        "Marlin", "Marlin", "Opendex", "2014-03-04",
    )  # fmt: skip
    assert isinstance(second, Article)
    assert second.text == "Brent is a town."


def test_a_dump_that_cannot_be_read_is_named() -> None:
    pytest.importorskip("mwparserfromhell")
    assert fault(dump(), "a.xml") == "is a dump of a wiki without articles"
    assert fault(dump()[:-4], "a.xml") == "line 1: is not XML"
    assert texts(results(dump(page("A", "x" * 1_000_001), page("B", "It left.")), "a.xml")) == [
        "! the page 'A' is too long", "It left.",
    ]  # fmt: skip


def test_a_page_that_leaves_its_markup_open_is_named() -> None:
    pytest.importorskip("mwparserfromhell")
    pages = page("A", "It left. " + "{{nowrap|" * 3000), page("B", "It left.")
    assert texts(results(dump(*pages), "a.xml")) == [
        "! the page 'A' leaves its markup open", "It left.",
    ]  # fmt: skip
    assert article(dump(page("A", "It {{nowrap|left.")), "a.xml").text.startswith("It ")
