"""The malformed and hostile PDFs, word documents and archives of the corpus."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

Files = Iterator[tuple[str, bytes]]

PROSE = (
    "The ferry left the quay at noon on Friday with 40 people on board, the harbour master said. "
    "Nobody saw it again that day, and the owner declined to comment on the loss of his ship.\n\n"
)


def flipped(name: str, whole: bytes, ending: str, count: int) -> Files:
    """Yield copies of ``whole`` with a few bytes changed."""
    chance = random.Random(f"{name}{ending}")
    for number in range(count):
        data = bytearray(whole)
        for _ in range(1 + number % 6):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield f"{name}-{number:02}{ending}", bytes(data)


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
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            info = zipfile.ZipInfo(name) if isinstance(name, str) else name
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, data)
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
