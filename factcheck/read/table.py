"""CSV and TSV: an article for each row, from the column of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from factcheck.read import front_matter
from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.decode import decode, defects
from factcheck.read.headline import titled

TEXT_COLUMNS = ("text", "body", "content", "article", "articlebody", "full_text", "fulltext")
# A column called "body" may hold the names of councils: articles have more words than this.
FEWEST_WORDS = 6
DELIMITERS = ",;\t|"
SHOWN_COLUMNS = 12
NAME_IT = "Give the column with the articles the name 'text'."
_START = 30


def read(content: Content) -> Reading:
    """Yield the article of each row.

    Raises:
        UnreadableError: the bytes are not text, or no column holds texts.
    """
    source = decode(content.data)
    head = source.split("\n", 1)[0]
    tab = content.ending == ".tsv"
    delimiter = "\t" if tab else max(DELIMITERS, key=lambda mark: head.count(mark))
    rows = csv.reader(io.StringIO(source, newline=""), delimiter=delimiter)
    # A byte order mark is gone; names of columns are compared without case and space.
    columns = [name.strip() for name in next(rows, [])]
    wanted = next((c for c in TEXT_COLUMNS if c in [name.lower() for name in columns]), None)
    if wanted is None:
        raise UnreadableError(f"has no column of text{_listed(columns)}", NAME_IT)
    index = [name.lower() for name in columns].index(wanted)
    lines = source.split("\n")
    articles: list[Article | UnreadableError] = []
    first, short = rows.line_num + 1, 0
    try:
        for number, row in enumerate(rows, 1):
            text = row[index] if index < len(row) else ""
            if text.strip():
                short += len(text.split()) < FEWEST_WORDS
                values = dict(zip(columns, row, strict=False))
                articles.append(_article(content.path, number, text, values, first, lines))
            first = rows.line_num + 1
    except csv.Error as error:
        articles.append(UnreadableError(f"line {first}: {error}", "It was read up to there."))
    if short > len(articles) / 2 or not articles:
        raise UnreadableError(f"holds no texts in its column {wanted!r}{_listed(columns)}", NAME_IT)
    yield from articles


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(" ".join(name.split())[:30] for name in columns[:SHOWN_COLUMNS] if name)
    return f" (its columns: {shown})" if shown else ""


def _article(
    path: str, number: int, text: str, values: Mapping[str, str], line: int, lines: Sequence[str]
) -> Article:
    notes = list(defects(text))
    meta = front_matter.usual(values, notes, "its row")
    named = {key.lower(): value for key, value in values.items()}.get("id", "").strip()
    raw = lines[line - 1] if line <= len(lines) else ""
    # In the file, a quotation mark inside of a cell stands twice.
    place = raw.find(text.split("\n", 1)[0].rstrip("\r")[:_START].replace('"', '""'))
    article = Article(
        path=path,
        text=text,
        name=named[:200] or str(number),
        title=meta.get("title"),
        source=meta.get("source"),
        url=meta.get("url"),
        published=meta.get("published", "")[:10] or None,
        language=meta.get("language", "")[:2].lower() or None,
        anchors=((0, line, max(place, 0) + 1),),
        notes=tuple(notes),
    )
    return titled(article, (line, 1))


READER = Reader(
    "table",
    read,
    endings=(".csv", ".tsv"),
    text="the column `text`, `body`, `content` or `article`: each row is an article",
    metadata="columns with the names that front matter has, and `id`",
)
