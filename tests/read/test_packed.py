"""Tests of the readers of PDF, DOCX and archives, and of their errors."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from factcheck.errors import InputError
from factcheck.read import read_documents
from factcheck.read.article import Article, UnreadableError
from factcheck.settings.config import Config
from tests.support.reading import TEXT, article, fault, results

# --- PDF and DOCX ---------------------------------------------------------------------------------


def pdf(text: str, password: str = "", title: str = "Ferry lost") -> bytes:
    """Return a PDF file of one page that shows ``text``."""
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(400, 400)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 300 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_gives_the_text_of_its_pages() -> None:
    result = article(pdf("The ferry left the quay."), "a.pdf")
    assert (result.text, result.title, result.anchors) == (
        "The ferry left the quay.", "Ferry lost", None,
    )  # fmt: skip


@pytest.mark.parametrize("title", ["Microsoft Word - ferry.doc", "untitled", "ferry_3.indd", " "])
def test_the_name_of_the_file_a_pdf_was_made_from_is_no_title(title: str) -> None:
    assert article(pdf("The ferry left.", title=title), "a.pdf").title is None
    assert article(pdf("It left.", title="Untitled works"), "a.pdf").title == "Untitled works"


def test_a_pdf_that_cannot_be_read_is_named() -> None:
    assert fault(pdf("x", password="secret"), "a.pdf") == "is encrypted"
    assert fault(pdf(""), "a.pdf") == "has no text, only pictures"
    whole = pdf("The ferry left the quay.")
    assert fault(whole[: len(whole) // 3], "a.pdf")


def docx(*paragraphs: str) -> bytes:
    module = pytest.importorskip("docx")
    document = module.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "five dead"
    document.core_properties.title = "Ferry lost"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_docx_gives_its_paragraphs_and_cells() -> None:
    result = article(docx("The ferry left.", "It sank."), "a.docx")
    assert result.text == "The ferry left.\nIt sank.\nfive dead"
    assert (result.title, result.anchors) == ("Ferry lost", None)


def test_a_docx_that_cannot_be_read_is_named() -> None:
    whole = docx("The ferry left.")
    assert fault(whole[:-200], "a.docx").startswith("is damaged")
    assert fault(whole, "a.docx", limit=1000) == "unpacks to more than 1,000 bytes"


def test_formats_that_need_the_extra_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    data = docx("The ferry left.")
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert fault(data, "a.docx") == "is a DOCX file, which needs python-docx"
    assert fault(b"%PDF-1.4", "a.pdf") == "is a PDF file, which needs pypdf"


# --- archives -------------------------------------------------------------------------------------


def zipped(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_gzip_is_read_as_what_it_packs() -> None:
    assert article(gzip.compress(TEXT.encode()), "a.txt.gz").text == TEXT
    assert article(gzip.compress(b"# *x*"), "a.md.gz").text == "x"
    line = json.dumps({"text": TEXT}).encode()
    assert article(gzip.compress(line), "a.jsonl.gz").text == TEXT


def test_a_zip_gives_its_members_of_known_endings() -> None:
    data = zipped(**{"in/b.md": "# B", "a.txt": "A", "c.exe": "C", ".x/d.txt": "D", "e/": ""})
    data_read = [r for r in results(data, "z.zip") if isinstance(r, Article)]
    assert [(r.path, r.text) for r in data_read] == [("z.zip/a.txt", "A"), ("z.zip/in/b.md", "B")]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "in/../../a.txt", "in\\..\\a.txt"])
def test_a_member_that_leads_out_of_its_archive_is_named(name: str) -> None:
    bad, good = results(zipped(**{name: "A", "z.txt": "Z"}), "z.zip")
    assert isinstance(bad, UnreadableError)
    assert bad.reason == "leads out of its archive"
    assert isinstance(good, Article)


def test_archives_unpack_to_no_more_than_the_limit() -> None:
    bomb = b"\0" * 2_000_000
    assert fault(gzip.compress(bomb), "a.txt.gz") == "unpacks to more than 1,000,000 bytes"
    members = {f"{i}.txt": b"The ferry. " * 50_000 for i in range(4)}
    outcomes = results(zipped(**members), "z.zip")
    assert [isinstance(r, Article) for r in outcomes] == [True, False, False, False]


def test_an_archive_in_an_archive_is_not_opened() -> None:
    inner = zipped(**{"a.txt": "A"})
    (only,) = results(zipped(**{"in.zip": inner}), "z.zip")
    assert isinstance(only, UnreadableError)
    assert (only.path, only.reason) == ("z.zip/in.zip", "is an archive inside an archive")


def test_damaged_and_encrypted_archives_are_named() -> None:
    whole = zipped(**{"a.txt": "A" * 500, "b.txt": "B" * 500})
    assert fault(whole[:-30], "z.zip").startswith("is damaged")
    assert fault(gzip.compress(TEXT.encode())[:-9], "a.gz").startswith("is damaged")
    flagged = bytearray(whole)
    flagged[whole.index(b"PK\x01\x02") + 8] |= 1
    first, second = results(bytes(flagged), "z.zip")
    assert isinstance(first, UnreadableError)
    assert first.reason == "is encrypted"
    assert isinstance(second, Article)


def test_nothing_that_can_be_read_in_an_archive_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(zipped(**{"c.exe": "C"}))
    with pytest.raises(InputError):
        read_documents([str(tmp_path)], Config())
