"""Make the corpus of malformed and hostile inputs: always the same files, from one seed.

python -m tests.support.hostile FOLDER     write them, to look at or to give to another program
"""

from __future__ import annotations

import codecs
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support.hostile_formats import formats
from tests.support.hostile_packed import PROSE, Files, archives, pdfs, word_documents

ESCAPES = {
    "terminal": "\x1b[31mThe ferry\x1b[0m left\x1b]0;title\x07 at noon, the master said.\r\x08",
    "workflow": "::error file=a.py,line=1::The ferry left.\n::set-output name=x::y\n%0A::stop::",
    "markup": '<script>alert(1)</script><img src=x onerror="alert(1)"> & </style> {{7*7}} ${x}',
    "formula": '=HYPERLINK("http://x.example","The ferry")\n+1+1\n-2\n@SUM(A1)\n=cmd|x!A0',
    "markdown": "[link](javascript:alert(1)) ![x](http://x.example/p.png) @someone #1 `x` |a|b|",
    "bidi": "The \u202eferry\u202c left \u2066the\u2069 quay \u200f at noon.",
    "path": "../../../etc/passwd C:\\Windows\\system32 \\\\server\\share file:///etc/passwd",
    "format": "%s %n %x {0} {__class__} %(name)s $(id) `id` ; rm -rf / && | >",
}


def texts() -> Files:
    for name, text in ESCAPES.items():
        yield f"escape-{name}.txt", (text + "\n" + PROSE).encode()
    bad = [
        "80",
        "bf",
        "c0af",
        "c1bf",
        "e08080",
        "eda080",
        "edbfbf",
        "f4908080",
        "f8888080",
        "fe",
        "ff",
    ]
    bad += [
        "c3",
        "e282",
        "f09f9a",
        "efbfbe",
        "f7bfbfbf",
        "fc84808080",
        "feff00",
        "fffe00",
        "0000feff",
    ]
    for code in bad:
        yield f"utf8-{code}-alone.txt", bytes.fromhex(code)
        yield f"utf8-{code}-inside.txt", b"The ferry " + bytes.fromhex(code) + b" left the quay."
    for mark in ("BOM_UTF8", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32_LE", "BOM_UTF32_BE"):
        yield f"{mark.lower()}-alone.txt", getattr(codecs, mark)
        yield f"{mark.lower()}-wrong.txt", getattr(codecs, mark) + b"The ferry left."
        yield f"{mark.lower()}-twice.txt", getattr(codecs, mark) * 2 + PROSE.encode()
    for code in ("utf-16-le", "utf-16-be", "utf-32-le", "shift_jis", "koi8_r", "utf-7", "cp037"):
        yield f"in-{code}.txt", PROSE.encode(code)
        yield f"in-{code}-cut.txt", PROSE.encode(code)[:-1]
    spaces = "\u00a0\u2003\u3000\u200b\ufeff\u2028\u2029\x0b\x0c\x1c\x85\t\r"
    for number, char in enumerate(spaces):
        yield f"space-{number}-only.txt", (char * 1000).encode()
        yield f"space-{number}-between.txt", PROSE.replace(" ", char).encode()
    yield "empty.txt", b""
    yield "newline.txt", b"\n"
    yield "zero.txt", b"\0"
    yield "zeros.txt", b"\0" * 5000
    yield "all-bytes.txt", bytes(range(256)) * 8
    yield "noise.txt", random.Random(1).randbytes(5000)
    yield "one-line.txt", PROSE.replace("\n", " ").encode() * 1500
    yield "one-word.txt", b"a" * 290_000
    yield "one-space.txt", b" " * 290_000 + b"x"
    yield "one-sentence.txt", b"the ferry and " * 20_000
    yield "names.txt", b"Ann Quayle " * 26_000
    yield "lines.txt", b"a\n" * 140_000
    yield "too-long.txt", b"The ferry left. " * 70_000
    yield "too-long-line.txt", b"the ferry and " * 3_000_000
    yield "too-many-names.txt", b"Quayle " * 1_000_000
    yield "too-many-words.txt", b"the ferry and " * 34_000
    yield "quotes.txt", "“".encode() * 200_000
    yield "brackets.txt", b"(" * 200_000
    yield "digits.txt", b"9" * 200_000
    yield "commas.txt", b"1," * 140_000
    yield "dashes.txt", b"-" * 200_000
    yield "accents.txt", ("e" + "\u0301" * 100_000).encode()
    yield "emoji.txt", "👩‍👩‍👧‍👦".encode() * 10_000
    yield "dates.txt", b"May 3, 2013 " * 24_000
    yield "date-lines.txt", b"May 3, 2013\n" * 24_000
    yield "teasers.txt", b"Read Next\n" + b"A headline\n" * 26_000
    yield "credits.txt", b"(Reporting by " * 20_000
    for number, day in enumerate(
        ["0000-00-00", "9999-99-99", "31/31/31", "Feb 30, 2012", "2012-2-2"]
    ):
        yield f"date-{number}.txt", f"Published: {day}\n\n{PROSE}".encode()


def jsons() -> Files:
    whole = json.dumps({"id": "a", "text": 'The "ferry" \u00e9 \ud83d\udea2.', "url": "u"}).encode()
    for cut in range(0, len(whole), 3):
        yield f"cut-{cut:03}.json", whole[:cut]
    wrong = {"list": [], "number": 5, "object": {"a": 1}, "true": True, "empty": "", "null": None}
    for key in ("text", "id", "title", "source", "url", "published", "language"):
        for kind, value in wrong.items():
            entry = {"text": PROSE, key: value}
            yield f"{key}-{kind}.jsonl", json.dumps(entry).encode()
    for number, value in enumerate(
        ["nan", "NaN", "[NaN]", "null", "true", "5", '"x"', "{}", "[]", "[[]]", "[{}]", "[5]",
         "{,}", "{:}",
         "{'text': 'x'}", "{text: 1}", '{"text": "a\nb"}', '{"text": "\\x"}', '{"text": "\\u12"}',
         '{"text": "\\ud800"}', '{"text": "x", "id": "\\udc00"}', '{"text": "x", "text": 5}',
         '{"text": "x"}}', '[{"text": "x"}', '[{"text": "x"},]', '{"text": "x"} // note',
         '{"text": "x", "n": 1e999}', '{"text": "x", "published": "2012-02-31"}',
         '{"text": "x", "url": "http://["}', '{"text": "x", "language": "../../x"}',
         '{"text": "x", "id": "../../../etc/passwd"}', '{"text": "x", "id": "\\u0000\\u001b[31m"}']
    ):  # fmt: skip
        yield f"odd-{number:02}.json", value.encode()
        yield f"odd-{number:02}.jsonl", value.encode()
    for depth in (100, 1000, 100_000):
        yield f"deep-list-{depth}.json", b"[" * depth
        yield f"deep-object-{depth}.json", b'{"a":' * depth
        yield (
            f"deep-value-{depth}.jsonl",
            b'{"text": "x", "a": ' + b"[" * depth + b"]" * depth + b"}",
        )
    yield "digits.jsonl", b'{"text": "x", "n": ' + b"9" * 100_000 + b"}"
    yield "keys.jsonl", json.dumps({f"k{i}": i for i in range(50_000)} | {"text": PROSE}).encode()
    yield "escapes.jsonl", b'{"text": "' + b"\\n" * 200_000 + b'x"}'
    yield "long-id.jsonl", json.dumps({"text": "x", "id": "i" * 100_000}).encode()
    yield "same-id.jsonl", b"".join(b'{"id": "x", "text": "%d"}\n' % i for i in range(50))
    yield "utf16.json", json.dumps({"text": PROSE}).encode("utf-16")
    yield "blank.jsonl", b"\n" * 10_000


def markdowns() -> Files:
    marks = [
        "*",
        "_",
        "**",
        "`",
        "[",
        "](",
        "![",
        "> ",
        "- ",
        "1. ",
        "#",
        "\\",
        "<",
        "&",
        "|",
        "~~~\n",
    ]
    for number, mark in enumerate(marks):
        yield f"many-{number:02}.md", (mark * (20_000 // len(mark))).encode()
        yield f"many-{number:02}-a.md", ((mark + "a") * 8_000).encode()
    matter = {
        "open": "---\ntitle: x\n",
        "list": "---\n- a\n---\n",
        "scalar": "---\n5\n---\n",
        "python": "---\ntitle: !!python/object/apply:os.system ['true']\n---\n",
        "bomb": "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [{('*' + chr(97 + i) + ',') * 9}]\n" for i in range(9)
        )
        + "title: *j\n---\n",
        "deep": "---\na: " + "[" * 5000 + "\n---\n",
        "long": "---\na: " + "x" * 100_000 + "\n---\n",
        "date": "---\ndate: 2012-02-31\n---\n",
        "types": "---\ntitle: 5\nurl: [a]\ndate: 5.5\nlang: {a: b}\n---\n",
        "tab": "---\n\ttitle: x\n---\n",
    }
    for name, front in matter.items():
        yield f"front-{name}.md", (front + PROSE).encode()
    yield "nested-quotes.md", b"> " * 5000 + b"x"
    yield "nested-lists.md", b"".join(b" " * i + b"- a\n" for i in range(1000))
    yield "links.md", b"[a](b " * 20_000
    yield "references.md", b"".join(b"[a%d]: /u\n" % i for i in range(5000)) + b"[a1] " * 5000
    yield "table.md", b"|a" * 2000 + b"\n" + b"|-" * 2000 + b"\n" + b"|x" * 20_000
    yield "entities.md", b"&amp;**" * 20_000


def pages() -> Files:
    body = "<!doctype html><html><head><title>t</title>{head}</head><body><article>{body}"
    body += "</article></body>"
    paragraphs = f"<p>{PROSE}</p>" * 4
    bodies = {
        "tags": "<b>" * 100_000,
        "closing": "</p>" * 100_000,
        "deep": "<div>" * 10_000 + paragraphs,
        "paragraphs": "<p>x</p>" * 20_000,
        "too-many": "<p>x</p>" * 50_000,
        "comment": paragraphs + "<!-- open",
        "script": "<script>" + paragraphs,
        "attributes": "<p " + "a=1 " * 50_000 + ">" + paragraphs,
        "attribute": '<p a="' + "x" * 200_000 + '">' + paragraphs,
        "entities": "&nbsp;&#0;&#x110000;&#xd800;&unknown;" * 1000 + paragraphs,
        "data": '<img src="data:image/png;base64,' + "A" * 200_000 + '">' + paragraphs,
        "frames": '<iframe src="file:///etc/passwd"></iframe><object data="x">' + paragraphs,
        "tables": "<table><tr><td>" * 3000 + paragraphs,
        "zero": paragraphs.replace(" ", "\0"),
    }
    for name, inside in bodies.items():
        yield f"body-{name}.html", body.format(head="", body=inside).encode()
    heads = {
        "charset": '<meta charset="no-such-thing">',
        "codec": '<meta charset="zlib">',
        "idna": '<meta charset="idna">',
        "utf16": '<meta charset="utf-16">',
        "utf7": '<meta charset="utf-7">',
        "date": '<meta property="article:published_time" content="0000-99-99T99:99">',
        "future": '<meta property="article:published_time" content="2999-01-01">',
        "url": '<link rel="canonical" href="javascript:alert(1)">',
        "bad-url": '<link rel="canonical" href="http://[">',
        "json": '<script type="application/ld+json">{"@type": [[[[</script>',
        "deep-json": '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        "refresh": '<meta http-equiv="refresh" content="0;url=http://x.example/">',
        "base": '<base href="//x.example/">',
        "title": "<title>" + "x" * 100_000 + "</title>",
    }
    for name, inside in heads.items():
        yield f"head-{name}.html", body.format(head=inside, body=paragraphs).encode()
    bomb = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    yield "entity-bomb.html", (bomb + "]><html><body><p>&j;</p>" + paragraphs).encode()
    outside = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield "outside-entity.html", f"{outside}<html><body><p>&x;</p>{paragraphs}".encode()
    yield "empty.html", b""
    yield "only-tag.html", b"<html>"
    yield "plain.html", PROSE.encode()
    yield "binary.html", b"<html>" + random.Random(2).randbytes(3000)
    yield "utf16.html", body.format(head="", body=paragraphs).encode("utf-16")


def disguised() -> Files:
    """Yield files of one kind under the ending of another."""
    heads = {
        "png": b"\x89PNG\r\n\x1a\n",
        "jpeg": b"\xff\xd8\xff\xe0",
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }
    heads |= {
        "rtf": b"{\\rtf1 x}",
        "elf": b"\x7fELF\x02\x01",
        "pdf": b"%PDF-1.4",
        "zip": b"PK\x03\x04",
    }
    heads |= {
        "gzip": b"\x1f\x8b\x08\x00",
        "html": b"<!doctype html>",
        "tar": b"a" * 257 + b"ustar\x00",
    }
    for kind, head in heads.items():
        for ending in ("txt", "md", "html", "json", "pdf", "docx", "zip", "gz"):
            yield f"{kind}-as.{ending}", head + b"\x00\x01 The ferry left."


KINDS = {
    "text": texts,
    "json": jsons,
    "markdown": markdowns,
    "html": pages,
    "pdf": pdfs,
    "docx": word_documents,
    "archive": archives,
    "formats": formats,
    "disguised": disguised,
}


def corpus() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every input."""
    for kind, make in KINDS.items():
        for name, data in make():
            yield f"{kind}/{name}", data


def main(folder: str) -> None:
    for name, data in corpus():
        target = Path(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1])
