"""Makes the corpus of malformed and hostile inputs: always the same files, from one seed.

python tests/hostile.py FOLDER     write them, to look at or to give to another program
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

Files = Iterator[tuple[str, bytes]]

PROSE = (
    "The ferry left the quay at noon on Friday with 40 people on board, the harbour master said. "
    "Nobody saw it again that day, and the owner declined to comment on the loss of his ship.\n\n"
)
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


SHOWN = b"BT /F1 12 Tf 20 300 Td (The ferry left.) Tj ET"


def portable_document(stream: bytes = SHOWN, more: tuple[bytes, ...] = ()) -> bytes:
    """Return a PDF of one page; ``more`` are objects from number 6 on, 6 a form called /X."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources"
        b" << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + table + end


def form(number: int, stream: bytes) -> bytes:
    """Return a form that may draw the object ``number`` as /X."""
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R"
    head = head % number + b" >> >> /Length %d >>" % len(stream)
    return head + b"\nstream\n" + stream + b"\nendstream"


def pdfs() -> Files:
    whole = portable_document()
    yield "whole.pdf", whole
    for part in range(1, 10):
        yield f"cut-{part}.pdf", whole[: len(whole) * part // 10]
    yield from flipped("flip", whole, ".pdf", 24)
    changes = {
        "kids-loop": (b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
        "parent-loop": (b"/Parent 2 0 R", b"/Parent 3 0 R"),
        "length": (b"/Length 46", b"/Length 99999999999"),
        "negative": (b"/Length 46", b"/Length -1"),
        "own-length": (b"/Length 46", b"/Length 4 0 R"),
        "count": (b"/Count 1", b"/Count 999999999"),
        "root": (b"/Root 1 0 R", b"/Root 9 0 R"),
        "previous": (b"/Size 6", b"/Size 6 /Prev 9"),
        "encrypt": (
            b"/Size 6",
            b"/Size 6 /Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -1 >>",
        ),
        "font": (b"/Subtype /Type1", b"/Subtype /Type0 /DescendantFonts [5 0 R]"),
        "contents": (b"/Contents 4 0 R", b"/Contents [" + b"4 0 R " * 2000 + b"]"),
    }
    for name, (old, new) in changes.items():
        yield f"{name}.pdf", whole.replace(old, new)
    deflated = zlib.compress(b"(The ferry) Tj " * 1_000_000, 9)
    bomb = portable_document(deflated).replace(b"<< /Length", b"<< /Filter /FlateDecode /Length")
    yield "flate-bomb.pdf", bomb
    forms = tuple(form(number, b"/X Do " * 10) for number in range(7, 17))
    yield "form-bomb.pdf", portable_document(b"/X Do " * 10, forms)
    yield "form-loop.pdf", portable_document(SHOWN + b" /X Do", (form(6, b"/X Do"),))
    yield "operators.pdf", portable_document(b"q " * 200_000)
    yield "arrays.pdf", portable_document(b"BT " + b"[" * 50_000 + b" TJ ET")
    yield "head-only.pdf", b"%PDF-1.7"
    yield "noise.pdf", b"%PDF-1.7\n" + random.Random(3).randbytes(5000)


def archive(members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            info = zipfile.ZipInfo(name) if isinstance(name, str) else name
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, data)
    return buffer.getvalue()


TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    b'relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_document(body: str, head: str = "") -> bytes:
    document = (
        f'<?xml version="1.0"?>{head}<w:document {WORDS}><w:body>{body}</w:body></w:document>'
    )
    return archive(
        [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document.encode()),
        ]
    )


def word_documents() -> Files:
    line = f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"
    whole = word_document(line)
    yield "whole.docx", whole
    yield from flipped("flip", whole, ".docx", 16)
    entities = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "The ferry">{entities}]>'
    yield "entity-bomb.docx", word_document(line.replace("ferry", "&e9;"), bomb)
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield "outside-entity.docx", word_document(line.replace("ferry", "&x;"), outside)
    yield "deep.docx", word_document("<w:tbl><w:tr><w:tc>" * 3000 + line)
    yield (
        "tables.docx",
        word_document("<w:tbl><w:tr><w:tc>" * 40 + line + "</w:tc></w:tr></w:tbl>" * 40),
    )
    yield "paragraphs.docx", word_document("<w:p/>" * 50_000 + line)
    yield "cut-xml.docx", word_document(line[:-9])
    yield "spaces-bomb.docx", word_document(line + " " * 60_000_000)
    yield "no-document.docx", archive([("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS)])
    yield "no-types.docx", archive([("word/document.xml", b"<x/>")])
    yield "other-office.docx", archive([("xl/workbook.xml", b"<x/>")])
    yield "cut.docx", whole[:-40]


def archives() -> Files:
    prose = PROSE.encode()
    names = [
        "../a.txt",
        "/a.txt",
        "a/../../b.txt",
        "C:\\a.txt",
        "..\\a.txt",
        "a\n.txt",
        "\x1b[31m.txt",
        "./a.txt",
    ]
    names += [
        "-rf.txt",
        "$(id).txt",
        "<b>.txt",
        "é.txt",
        " .txt",
        "a//b.txt",
        "::error::.txt",
        "x" * 300 + ".txt",
    ]
    for number, name in enumerate(names):
        yield f"name-{number:02}.zip", archive([(name, prose), ("ok.txt", b"Fine. " + prose)])
    whole = archive([("a.txt", prose), ("b.md", b"# B\n\n" + prose)])
    yield from flipped("flip", whole, ".zip", 24)
    for part in range(1, 10):
        yield f"cut-{part}.zip", whole[: len(whole) * part // 10]
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    yield "link.zip", archive([(link, b"/etc/passwd"), ("a.txt", prose)])
    yield "empty.zip", archive([])
    yield "bomb.zip", archive([(f"{i}.txt", b"\0" * 5_000_000) for i in range(20)])
    yield "many.zip", archive([(f"{i}.txt", b"") for i in range(12_000)])
    yield "inside.zip", archive([("in.zip", whole), ("in.txt.gz", gzip.compress(prose, mtime=0))])
    twice = archive([("a.txt", prose), ("b.txt", b"Other. " + prose)])
    yield "same-name.zip", twice.replace(b"b.txt", b"a.txt")
    size = whole.rindex(b"PK\x01\x02") + 24
    yield "huge-size.zip", whole[:size] + struct.pack("<I", 0xFFFFFFF0) + whole[size + 4 :]
    yield "small-size.zip", whole[:size] + struct.pack("<I", 3) + whole[size + 4 :]
    packed = gzip.compress(prose, mtime=0)
    yield "whole.txt.gz", packed
    yield "cut.txt.gz", packed[:-12]
    yield "sum.txt.gz", packed[:-8] + b"\0\0\0\0" + packed[-4:]
    yield "tail.txt.gz", packed + b"tail"
    yield "two.txt.gz", packed * 2
    yield "bomb.txt.gz", gzip.compress(b"\0" * 60_000_000, mtime=0)
    yield "twice.txt.gz", gzip.compress(packed, mtime=0)
    yield "page.html.gz", gzip.compress(b"<html>", mtime=0)
    yield "head.txt.gz", b"\x1f\x8b"
    yield from flipped("flip", packed, ".txt.gz", 12)


def disguised() -> Files:
    """Files of one kind under the ending of another."""
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


def flipped(name: str, whole: bytes, ending: str, count: int) -> Files:
    """Yield copies of ``whole`` with a few bytes changed."""
    chance = random.Random(f"{name}{ending}")
    for number in range(count):
        data = bytearray(whole)
        for _ in range(1 + number % 6):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield f"{name}-{number:02}{ending}", bytes(data)


KINDS = {
    "text": texts,
    "json": jsons,
    "markdown": markdowns,
    "html": pages,
    "pdf": pdfs,
    "docx": word_documents,
    "archive": archives,
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
