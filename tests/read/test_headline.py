"""The headline of an article and its outlet, where no metadata names them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.read import read_documents
from factcheck.read.article import Article
from factcheck.read.boilerplate import find_boilerplate
from factcheck.read.headline import headline, outlet, titled
from factcheck.settings.config import Config

BODY = "The ferry left Harwick at noon with sixty people. It came back at two."


def title(text: str) -> str | None:
    return headline(text, find_boilerplate(text))


@pytest.mark.parametrize(
    "before",
    [
        "", "4 min read\n\n", "By Ann Lee\n", "June 3, 2012\n\n", "Photo: Ann Lee\n\n",
        "NORWAY, June 3, 2012\n", "June 3, 2012 - HARWICK\n\n", "Correction appended\n\n",
        "Did you hear?\n\n", "Ahoy!\n",
    ],
)  # fmt: skip
def test_the_headline_is_the_first_line_that_is_no_date_byline_caption_or_time(before: str) -> None:
    assert title(f"{before}Ferry leaves without its crew\n\n{BODY}") == (
        "Ferry leaves without its crew"
    )


def test_where_no_line_is_a_headline_it_is_the_first_sentence() -> None:
    assert title(BODY) == "The ferry left Harwick at noon with sixty people."
    long = "The ferry left Harwick " + "at noon with many people " * 8 + "and returned."
    shown = title(long) or ""
    assert shown.endswith("…") and len(shown) <= 101 and long.startswith(shown[:-1])


def test_a_short_question_that_names_nothing_is_the_headline_only_where_there_is_no_other() -> None:
    assert title(f"Guess what? {BODY}") == "The ferry left Harwick at noon with sixty people."
    assert title(f"Is Harwick closed?\n\n{BODY}") == "Is Harwick closed?"
    assert title(f"The quay is closed.\n\n{BODY}") == "The quay is closed."
    assert title("Guess what?") == "Guess what?"


def test_an_abbreviation_ends_no_sentence() -> None:
    assert title("Mr. Cole of the U.S. Navy left Harwick. He was late.") == (
        "Mr. Cole of the U.S. Navy left Harwick."
    )


def test_a_text_of_nothing_but_dates_has_no_headline() -> None:
    assert title("June 3, 2012\n\nBy Ann Lee\n") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Chips get dearer | The Harbour Post\n\n{BODY}", "The Harbour Post"),
        (f"{BODY}\n\nThis article originally appeared at post.example.com", "post.example.com"),
        (f"{BODY}\n\nThis story was first published in the Harwick Mail.", "Harwick Mail"),
        (f"{BODY}\n\nA version of this article appeared in the Tuesday, Nov. 20 edition", None),
        (f"{BODY}\n\nThe map first appeared in Rome.", None),
        (f"{BODY}\n\nThis article first appeared in Tuesday's paper.", None),
        (f"{BODY} The line (AP) says so.", None),
        (f"Harwick or Oslo | which is colder\n\n{BODY}", None),
    ],
)
def test_an_article_may_name_its_outlet(text: str, name: str | None) -> None:
    assert outlet(text, None) == name


def test_metadata_go_before_what_the_text_says(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        f"---\ntitle: Ferry lost\nsource: Harbour Post\n---\n# Other\n\n{BODY}\n\n"
        "This article originally appeared at mail.example.com\n"
    )
    (tmp_path / "b.txt").write_text(f"Ferry found | Harwick Mail\n\n{BODY} It was late.")
    documents, _ = read_documents([str(tmp_path)], Config())
    assert [(d.title, d.source) for d in documents] == [
        ("Ferry lost", "Harbour Post"),
        ("Ferry found", "Harwick Mail"),
    ]


def test_a_title_beside_the_text_becomes_its_first_line() -> None:
    text = "The quay was dark.\nIt sank."
    article = titled(Article(text=text, title=" Ferry\nlost ", excluded=((19, 27),)), (3, 5))
    assert article.text == f"Ferry lost\n\n{text}"
    assert article.text[slice(*article.excluded[0])] == "It sank."
    assert article.anchors == ((0, 3, 5), (12, 3, 5))


@pytest.mark.parametrize(
    ("title", "text"),
    [("Ferry lost", "FERRY  LOST\nIt sank."), ("Ferry lost", "Monday\n\nFerry lost\n\nIt sank."),
     (None, "It sank."), ("", "It sank."), ("Ferry lost", " ")],
)  # fmt: skip
def test_a_text_that_has_its_title_stays_as_it_is(title: str | None, text: str) -> None:
    article = Article(text=text, title=title)
    assert titled(article) is article


def test_an_article_without_lines_gets_none_by_its_title() -> None:
    assert titled(Article(text="It sank.", title="Ferry lost", anchors=None)).anchors is None


def test_the_same_article_is_read_alike_from_every_format(tmp_path: Path) -> None:
    title, text = (
        "Ferry lost off Vellmar",
        "The ferry left at noon.\n\nNobody saw it again, he said.",
    )
    paragraphs = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    given = {
        "a.txt": f"{title}\n\n{text}",
        "a.md": f"# {title}\n\n{text}",
        "a.json": json.dumps({"title": title, "text": text}),
        "a.csv": f'title,text\n{title},"{text}"',
        "a.html": f"<html><body><article><h1>{title}</h1>{paragraphs}</article></body></html>",
    }
    read = {}
    for name, content in given.items():
        (tmp_path / name).write_text(content, "utf-8")
        ((document,), _) = read_documents([str(tmp_path / name)], Config())
        read[name] = (document.title, document.text.split())
    assert set(read) == set(given)
    assert all(seen == read["a.txt"] for seen in read.values())
