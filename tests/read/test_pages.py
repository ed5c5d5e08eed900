"""Web pages with all that stands around an article: nothing of it is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck import Config, check
from factcheck.model import Document
from factcheck.read import read_documents

WITHDRAWN = ("4,200", "2,040", "fourteen", "9,900", "1.3 billion", "3.3")


@pytest.fixture(scope="module")
def pages(fixtures: Path) -> list[Document]:
    return read_documents([str(fixtures / "pages")], Config(), None)[0]


def statements(document: Document) -> str:
    """Return the text of a document without what makes no claims."""
    kept, position = [], 0
    for start, end in document.excluded:
        kept.append(document.text[position:start])
        position = end
    return "".join([*kept, document.text[position:]])


def test_pages_that_tell_one_story_alike_raise_no_alarm(fixtures: Path) -> None:
    report = check([fixtures / "pages"], Config())
    assert len(report.documents) == 3
    assert len(report.stories) == 1
    assert [f.message for f in report.findings] == []


def test_a_slip_in_the_article_is_found_among_the_furniture(fixtures: Path, tmp_path: Path) -> None:
    for page in (fixtures / "pages").iterdir():
        text = page.read_text("utf-8").replace("came to 40 million", "came to 14 million")
        kept = text if page.suffix == ".txt" else page.read_text("utf-8")
        (tmp_path / page.name).write_text(kept, "utf-8")
    (finding,) = check([tmp_path], Config()).findings
    assert {v.value for v in finding.variants} == {"40 million euros", "14 million euros"}


def test_what_is_withdrawn_or_hidden_is_no_statement(pages: list[Document]) -> None:
    for document in pages:
        text = statements(document)
        assert [words for words in WITHDRAWN if words in text] == []
        assert "Brennholt" not in text
        assert "2,400 people" in text
        assert "four workers" in text.lower()
        assert "in March 2021 by 31 votes to 12" in text


def test_marks_of_notes_go_and_exponents_stay(pages: list[Document]) -> None:
    (page,) = (d for d in pages if d.path.endswith(".html"))
    assert "2,4001" not in page.text
    assert "104 m2" in page.text
    assert "[2]" not in page.text


def test_days_of_publication_are_known_and_no_events(pages: list[Document]) -> None:
    assert {d.path.rsplit("/", 1)[-1]: d.published for d in pages} == {
        "sund-mail.html": "2023-08-04",
        "tech-daily.txt": "2023-08-04",
        "vik-notes.md": "2023-08-05",
    }
