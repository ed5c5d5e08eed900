"""Tests of the readers of EPUB, ODT and RTF, and of the changes that are tracked in documents."""

from __future__ import annotations

import io
import zipfile

import pytest

from factcheck.read.article import Article, UnreadableError
from tests.support.reading import article, fault, results


def packed(members: dict[str, str | bytes], mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# --- EPUB -----------------------------------------------------------------------------------------

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
FIRST = "The ferry left the quay at noon with forty people."
SECOND = "Nobody saw it again, the harbour master said on Friday."


def book(*chapters: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names
    )
    spine = "".join(f'<itemref idref="{n}"/>' for n in names)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Ferry lost</dc:title>'
        "<dc:publisher>Harbour Post</dc:publisher><dc:date>2014-03-04</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    members: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER, "OPS/book.opf": opf}
    for name, text in zip(names, chapters, strict=True):
        members[f"OPS/{name}"] = (
            '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>no</title></head><body>{text}</body></html>"
        )
    return packed({**members, **(extra or {})}, "application/epub+zip")


def test_a_book_gives_its_chapters_in_order() -> None:
    first, second = results(book(f"<p>{FIRST}</p><p>It <s>burned</s> sank.</p>", SECOND), "a.epub")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.name, first.text) == ("1", f"{FIRST}\n\nIt sank.")
    assert (second.name, second.text) == ("2", SECOND)
    assert (first.title, first.source, first.published) == (None, "Harbour Post", "2014-03-04")


def test_a_book_of_one_chapter_is_one_article_whatever_its_name() -> None:
    result = article(book("<h1>Cover</h1>", f"<p>{FIRST}</p>"), "a.txt")
    assert (result.name, result.text, result.title) == ("", FIRST, "Ferry lost")


def test_a_chapter_that_is_missing_is_named_and_the_others_are_read() -> None:
    whole = book(FIRST, SECOND)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {n: archive.read(n) for n in archive.namelist() if "c0" not in n}
    first, second = results(packed(members), "a.epub")
    assert isinstance(first, Article)
    assert first.text == SECOND
    assert isinstance(second, UnreadableError)
    assert (second.path, second.reason) == ("a.epub/OPS/c0.xhtml", "lacks its member OPS/c0.xhtml")


def test_a_book_that_cannot_be_read_is_named() -> None:
    assert fault(book("<p>Ann</p>"), "a.epub") == "has no text"
    assert fault(packed({"a": "b"}), "a.epub") == "lacks its member META-INF/container.xml"
    locked = book(FIRST, extra={"META-INF/rights.xml": "<x/>"})
    assert fault(locked, "a.epub") == "is locked against copying"
    assert fault(b"PK\x03\x04 cut", "a.epub").startswith("is damaged")
    assert fault(b"no archive", "a.epub") == "is no EPUB file"


def test_what_unpacks_to_more_than_the_limit_is_named() -> None:
    (error,) = results(book("x " * 3_000_000), "a.epub")
    assert isinstance(error, UnreadableError)
    assert error.reason == "unpacks to more than 1,000,000 bytes"
    bomb = packed({"content.xml": "x" * 3_000_000})
    assert fault(bomb, "a.odt") == "unpacks to more than 1,000,000 bytes"


# --- ODT ------------------------------------------------------------------------------------------

OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>'
)
CLOSE = "</office:text></office:body></office:document-content>"
TITLE = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Ferry lost</dc:title>'
    "</office:meta></office:document-meta>"
)


def odt(body: str, **members: str) -> bytes:
    mimetype = "application/vnd.oasis.opendocument.text"
    return packed({"content.xml": OPEN + body + CLOSE, **members}, mimetype)


def test_an_odt_gives_its_paragraphs_and_cells() -> None:
    body = (
        "<text:h>Lost</text:h><text:p>The <text:span>ferry</text:span>\n left"
        '<text:s text:c="2"/>at<text:tab/>noon.<text:note><text:note-body>'
        "<text:p>By radio.</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>It sank.</text:p>"
        "</text:list-item></text:list><table:table><table:table-row><table:table-cell>"
        "<text:p>five</text:p></table:table-cell></table:table-row></table:table>"
    )
    result = article(odt(body, **{"meta.xml": TITLE}), "a.txt")
    assert result.text == "Lost\nThe ferry left  at\tnoon.\nIt sank.\nfive"
    assert (result.title, result.anchors) == ("Ferry lost", None)


def test_changes_tracked_in_an_odt_are_made() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>ninety</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>It carried <text:change/><text:change-start/>forty<text:change-end/>"
        " people.</text:p>"
    )
    assert article(odt(body), "a.odt").text == "It carried forty people."


def test_an_odt_that_cannot_be_read_is_named() -> None:
    assert fault(odt("<text:p> </text:p>"), "a.odt") == "has no text"
    assert fault(odt("<text:p>"), "a.odt") == "line 1: is not XML"
    assert fault(odt("<text:list>" * 150 + "</text:list>" * 150), "a.odt") == "is nested too deeply"


def test_entities_that_a_document_declares_are_not_followed() -> None:
    declared = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
        + OPEN + "<text:p>It left &s; at noon.</text:p>" + CLOSE
    )  # fmt: skip
    assert article(packed({"content.xml": declared}), "a.odt").text == "It left  at noon."


# --- RTF ------------------------------------------------------------------------------------------


def test_an_rtf_gives_its_text_without_what_was_deleted() -> None:
    pytest.importorskip("striprtf")
    source = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Ferry lost}}\f0 "
        r"The {\b ferry} left the caf\'e9 with {\deleted ninety }forty people \u8212? at noon.\par "
        r"{\*\generator x;}It sank.\par}"
    )
    result = article(source, "a.txt")
    assert result.text == "The ferry left the café with forty people — at noon.\nIt sank."
    assert (result.title, result.anchors) == ("Ferry lost", None)


def test_an_rtf_that_cannot_be_read_is_named() -> None:
    pytest.importorskip("striprtf")
    assert fault(r"{\rtf1}", "a.rtf") == "has no text"
    assert fault("The ferry left.", "a.rtf") == "is no RTF file"
    fonts = r"{\rtf1{\fonttbl" + r"\f0 " * 600
    assert fault(fonts, "a.rtf") == "has a damaged table of fonts"


# --- DOCX -----------------------------------------------------------------------------------------

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, title: str = "") -> bytes:
    """Return a Word document of this body; without a title it has no properties at all."""
    module = pytest.importorskip("docx")
    from lxml import etree

    document = module.Document()
    document.core_properties.title = title
    root = etree.fromstring(f'<w:body xmlns:w="{WORD}">{body}</w:body>')
    old = document.element.body
    old.getparent().replace(old, root)
    buffer = io.BytesIO()
    document.save(buffer)
    if title:
        return buffer.getvalue()
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    del members["docProps/core.xml"]
    rels = members["_rels/.rels"].decode()
    start = rels.rindex("<Relationship ", 0, rels.index("core-properties"))
    end = rels.index("/>", start) + 2
    members["_rels/.rels"] = (rels[:start] + rels[end:]).encode()
    return packed(members)


def run(text: str, kind: str = "t") -> str:
    return f'<w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def test_changes_tracked_in_a_docx_are_made() -> None:
    body = (
        f"<w:p>{run('It carried ')}<w:del>{run('ninety', 'delText')}</w:del>"
        f"<w:ins>{run('forty')}</w:ins>{run(' people.')}</w:p>"
        f"<w:p><w:moveFrom>{run('It burned.')}</w:moveFrom>"
        f"<w:moveTo>{run('It sank.')}</w:moveTo></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Nobody ')}</w:p>"
        f"<w:p>{run('saw it.')}</w:p>"
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('six')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{run('five')}</w:p></w:tc></w:tr></w:tbl>"
    )
    text = article(docx(body), "a.docx").text
    assert text == "It carried forty people.\nIt sank.\nNobody saw it.\nfive"


def test_links_and_controls_of_a_docx_are_shown_and_field_codes_are_not() -> None:
    body = (
        f"<w:p><w:hyperlink>{run('The ferry')}</w:hyperlink>{run('PAGE', 'instrText')}"
        f"{run(' left.')}</w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('It sank.')}</w:p></w:sdtContent></w:sdt>"
    )
    assert article(docx(body), "a.docx").text == "The ferry left.\nIt sank."


def test_a_docx_without_properties_has_no_title_of_its_own() -> None:
    body = f"<w:p>{run('It left.')}</w:p>"
    assert article(docx(body), "a.docx").title is None
    assert article(docx(body, "Ferry lost"), "a.docx").title == "Ferry lost"
