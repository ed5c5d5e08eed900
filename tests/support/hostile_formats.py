"""The malformed and hostile mails, feeds, books, tables and light markup of the corpus."""

from __future__ import annotations

import json

from tests.support.hostile_packed import PROSE, Files, archive, flipped

RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Lost</title><pubDate>Tue, 04 Mar 2014 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{PROSE}&lt;/p&gt;</description></item></channel></rss>"""
WIKI = f"""<mediawiki><page><title>Ferry</title><ns>0</ns><revision>
<timestamp>2014-03-04T10:00:00Z</timestamp><text>'''Ferry''' {{{{x|y}}}} [[a|b]] {PROSE}</text>
</revision></page></mediawiki>"""
MAIL = f"""From: Ann <ann@post.example>
Subject: =?utf-8?q?Lost?=
Date: Tue, 04 Mar 2014 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

{PROSE}
--x
Content-Type: text/plain; name=b.txt
Content-Disposition: attachment; filename=b.txt

{PROSE}
--x--
"""
RTF = r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 " + PROSE + r"\par caf\'e9 \u8212? {\b x}}"
TABLE = f'id,text\n1,"{PROSE}"\n2,"{PROSE}x"\n'
NOTEBOOK = json.dumps({"cells": [{"cell_type": "markdown", "source": ["# A\n", PROSE]}]})
SUBTITLES = f"1\n00:00:01,000 --> 00:00:02,000\n<i>{PROSE.strip()}</i>\n"
LIGHT = {
    ".rst": f"Lost\n====\n\n:date: 2014-03-04\n\n.. note:: x\n\n   **{PROSE.strip()}** `a <b>`_\n",
    ".adoc": f"= Lost\n\n*{PROSE.strip()}* https://x[y]\n\n----\ncode\n----\n|===\n|a |b\n|===\n",
    ".org": f"#+TITLE: Lost\n* Lost :tag:\n*{PROSE.strip()}* [[a][b]]\n#+BEGIN_SRC\nx\n#+END_SRC\n",
}
MARKS = ("*", "_", "`", "``", "[", "[[", "<<", "|", ":", "::", "=", "..", "-", "+", "/", "~", "#",
         "\\", "footnote:[", "https://x[", ":a:`", "`a <", "//", "#+begin_x\n", ":A:\n", ".. a::\n",
         "----\n", "{{", "[fn:", "<2014-01-01 ", "* ", "1. ")  # fmt: skip


def formats() -> Files:
    """Yield inputs of the formats that are text."""
    whole = {
        ".rss": RSS, ".eml": MAIL, ".rtf": RTF, ".csv": TABLE, ".ipynb": NOTEBOOK,
        ".srt": SUBTITLES, ".vtt": f"WEBVTT\n\n{SUBTITLES}", ".xml": WIKI, **LIGHT,
        ".mbox": f"From a Tue Mar  4 10:00:00 2014\n{MAIL}\nFrom b Tue Mar  4 10:00:00 2014\n\n",
    }  # fmt: skip
    for ending, text in whole.items():
        data = text.encode()
        yield f"whole{ending}", data
        yield from flipped("flip", data, ending, 8)
        yield f"cut{ending}", data[: len(data) // 2]
        yield f"utf16{ending}", text.encode("utf-16")
        yield f"plain{ending}", PROSE.encode()
    for ending in LIGHT:
        for number, mark in enumerate(MARKS):
            yield f"many-{number:02}{ending}", mark.encode() * (30_000 // len(mark))
            yield f"many-{number:02}-a{ending}", (mark + "a ").encode() * 6_000
    yield from _mails()
    yield from _marked()
    yield from _others()


def _mails() -> Files:
    yield (
        "deep.eml",
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(300)
        ),
    )
    yield "letters.eml", b"Content-Type: message/rfc822\n\n" * 300 + PROSE.encode()
    yield "headers.eml", b"X-A: b\n" * 50_000 + b"\n" + PROSE.encode()
    yield "address.eml", b"From: " + b"(" * 20_000 + b"\n\n" + PROSE.encode()
    yield "group.eml", b"From: " + b"a:b;," * 5_000 + b"\n\n" + PROSE.encode()
    yield "words.eml", b"Subject: " + b"=?utf-8?q?a?= " * 5_000 + b"\n\n" + PROSE.encode()
    yield "charset.eml", b"Content-Type: text/plain; charset=x-none\n\ncaf\xe9 " + PROSE.encode()
    yield "base64.eml", b"Content-Transfer-Encoding: base64\n\n!!!!" + b"A" * 5
    yield "uu.eml", b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#!!!\n"
    part = b"--x\nContent-Disposition: attachment; filename=../../a%d.txt\n\nIt left %d.\n"
    many = b"".join(part % (i, i) for i in range(300))
    yield "many.eml", b"Content-Type: multipart/mixed; boundary=x\n\n" + many + b"--x--\n"
    yield "many.mbox", b"From a Tue Mar  4 10:00:00 2014\n\n\n" * 12_000
    yield "froms.mbox", b"From " * 50_000


def _marked() -> Files:
    entities = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "The ferry">{entities}]>'
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>'
    for name, head in (("entity-bomb", bomb), ("outside-entity", outside)):
        yield f"{name}.rss", (head + RSS[21:].replace("Lost", "&e9;")).encode()
        yield f"{name}.xml", (head + WIKI.replace("Ferry", "&e9;")).encode()
        yield f"{name}.odt", archive([("content.xml", (head + _odt("&e9;")).encode())])
        yield f"{name}.epub", _book((head + f"<html><p>&e9; {PROSE}</p></html>").encode())
    yield "deep.xml", b"<mediawiki>" + b"<page>" * 100_000
    yield "deep.rss", b"<rss><channel>" + b"<item>" * 50_000
    yield "items.rss", b"<rss><channel>" + b"<item><title>a</title></item>" * 12_000
    yield "open.rss", b"<rss><channel><item><description>" + b"&lt;p" * 50_000
    for number, mark in enumerate(
        ("{{", "[[", "{{x|", "[[a|", "'''", "<ref>", "{|\n", "&amp;amp;")
    ):
        mark = mark.replace("<", "&lt;")
        text = WIKI.replace("'''Ferry'''", mark * (20_000 // len(mark)))
        yield f"wiki-{number}.xml", text.encode()
    yield "note.xml", b"<note>It left.</note>"


def _odt(text: str, before: str = "") -> str:
    return (
        '<o:document-content xmlns:o="urn:o" xmlns:t="urn:t"><o:body><o:text>'
        f"{before}<t:p>{text}<t:s t:c='999999999'/></t:p></o:text></o:body></o:document-content>"
    )


def _book(chapter: bytes, opf: bytes = b"") -> bytes:
    listed = (
        b'<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>'
        b'<itemref idref="a"/></spine></package>'
    )
    container = b'<container><rootfile full-path="b.opf"/></container>'
    return archive(
        [("META-INF/container.xml", container), ("b.opf", opf or listed), ("a.xhtml", chapter)]
    )


def _others() -> Files:
    yield "spaces.odt", archive([("content.xml", _odt(PROSE).encode())])
    deep = archive([("content.xml", _odt(PROSE, "<t:list>" * 5000).encode())])
    yield "deep.odt", deep
    yield "bomb.odt", archive([("content.xml", b" " * 60_000_000)])
    yield from flipped("flip", deep, ".odt", 8)
    whole = _book(f"<html><p>{PROSE}</p></html>".encode())
    yield "whole.epub", whole
    yield from flipped("flip", whole, ".epub", 8)
    yield "bomb.epub", _book(b" " * 60_000_000)
    yield "tags.epub", _book(b"<div>" * 20_000 + PROSE.encode())
    item = b'<item id="a" href="../../../etc/passwd"/>'
    yield "outside.epub", _book(b"", b"<package>" + item + b'<itemref idref="a"/></package>')
    again = b'<item id="a" href="a.xhtml"/>' + b'<itemref idref="a"/>' * 5_000
    yield "again.epub", _book(PROSE.encode(), b"<package>" + again + b"</package>")
    yield "braces.rtf", b"{\\rtf1" + b"{" * 100_000 + PROSE.encode()
    yield "unicode.rtf", b"{\\rtf1 " + b"\\u-10179?" * 5_000 + PROSE.encode() + b"}"
    yield "number.rtf", b"{\\rtf1\\u" + b"9" * 5_000 + b" " + PROSE.encode() + b"}"
    yield "fonts.rtf", b"{\\rtf1{\\fonttbl" + b"\\f0 " * 20_000 + PROSE.encode()
    yield "deleted.rtf", b"{\\rtf1" + b"{\\deleted " * 20_000 + PROSE.encode()
    yield "quotes.csv", b'text\n"' + b'""' * 50_000
    yield "columns.csv", b"a," * 50_000 + b"text\n" + b"," * 50_000 + PROSE.encode()
    yield "rows.csv", b"text\n" + PROSE.strip().encode() + b"\n" + b"x\n" * 20_000
    yield "zeros.csv", b"text\n\0\0," * 100
    yield "tags.srt", b"00:00:01,000 --> 00:00:02,000\n" + b"<a" * 50_000
    yield "times.srt", b"00:00:01,000 --> 00:00:02,000\n" * 20_000
    yield "deep.ipynb", b'{"cells": ' + b"[" * 100_000
    yield "types.ipynb", b'{"cells": [{"cell_type": "markdown", "source": [5, null, "x"]}, 7]}'
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"content_html": "<" * 9_000}]}
    yield "feed.json", json.dumps(feed).encode()
    surrogate = '{"version": "https://jsonfeed.org/version/1", "title": "\\ud800", "items": [7, {'
    yield (
        "surrogate-feed.json",
        (surrogate + '"content_text": "\\udc00 x", "url": "\\ud800"}]}').encode(),
    )
