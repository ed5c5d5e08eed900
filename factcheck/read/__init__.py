"""Files -> documents: the only step that reads articles.

``read_documents`` is the entry; the order of its steps is: find the files, read each with the
reader of its format, leave out what is empty or given twice, give every article its id, and find
out when it was published and which of its lines make no claims.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from factcheck.config import Config
from factcheck.errors import InputError
from factcheck.model import Document, Problem
from factcheck.read import text
from factcheck.read.article import Article, Content, UnreadableError
from factcheck.read.boilerplate import find_boilerplate, merged
from factcheck.read.find import STDIN, Found, find
from factcheck.read.publication import with_publication

if TYPE_CHECKING:
    from factcheck.progress import Progress

DEFAULT_MAX_BYTES = 100_000_000


def read_documents(
    paths: Sequence[str], config: Config, progress: Progress | None = None
) -> tuple[list[Document], list[Problem]]:
    """Return the documents that ``paths`` stand for, sorted by path, and what could not be read.

    The result does not depend on the order of ``paths``.

    Raises:
        InputError: a path does not exist, or nothing could be read at all.
    """
    files, problems = find(paths)
    articles: list[Article] = []
    for file in files:
        try:
            articles += read_file(file, config)
        except UnreadableError as error:
            problems.append(Problem(file.path, error.reason, error.hint))
    problems += [Problem(a.path, n.reason, n.hint) for a in articles for n in a.notes]
    if not articles:
        raise InputError(
            _nothing(paths, problems), hint="Give text, Markdown, HTML, JSON, PDF or DOCX files."
        )
    ids = identify(articles)
    documents = [
        Document(
            id=ident,
            path=article.path,
            text=article.text,
            sha256=hashlib.sha256(article.text.encode()).hexdigest(),
            title=article.title,
            source=article.source,
            url=article.url,
            published=article.published,
            language=article.language or "en",
            excluded=merged([*article.excluded, *find_boilerplate(article.text)]),
            anchors=article.anchors,
        )
        for ident, article in zip(ids, articles, strict=True)
    ]
    documents = with_publication(documents)
    documents.sort(key=lambda document: (document.path, document.id))
    return documents, sorted(set(problems), key=lambda p: (p.path, p.reason, p.hint))


def _nothing(paths: Sequence[str], problems: Sequence[Problem]) -> str:
    if problems:
        first = min(problems, key=lambda p: (p.path, p.reason))
        return f"nothing could be read: {first.path} {first.reason}"
    return f"no articles in {', '.join(sorted(set(paths))) or 'an empty list of paths'}"


def read_file(found: Found, config: Config) -> list[Article]:
    """Return the articles in one file.

    Raises:
        UnreadableError: the file cannot be read or used.
    """
    limit = getattr(config, "max_bytes", DEFAULT_MAX_BYTES)
    content = Content(found.path, load(found.file, limit), found.file)
    articles = text.read(content)
    if not any(article.text.strip() for article in articles):
        raise UnreadableError("is empty", "Remove it or give the article's text.")
    return articles


def load(file: Path | None, limit: int) -> bytes:
    """Return the bytes of a file, or of standard input for None.

    Raises:
        UnreadableError: it cannot be opened, or holds more than ``limit`` bytes.
    """
    try:
        if file is None:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with file.open("rb") as stream:
                data = stream.read(limit + 1)
    except OSError as error:
        raise UnreadableError(
            f"cannot be read: {error.strerror or error}", "Check that it exists and its mode."
        ) from None
    if len(data) > limit:
        raise UnreadableError(
            f"is larger than {limit:,} bytes", "Split it, or raise max-bytes in the configuration."
        )
    return data


def identify(articles: Sequence[Article]) -> list[str]:
    """Return one id for each article: the shortest end of its path that is its alone.

    Tried in turn: the stem, the name with its ending, the same with one folder more in front, and
    so on. The articles of one file are told apart by their own names.
    """
    candidates = [list(_suffixes(article)) for article in articles]
    counted = Counter(name for names in candidates for name in set(names))
    taken: set[str] = set()
    ids = []
    for names in candidates:
        unique = next((name for name in names if counted[name] == 1), names[-1])
        ident, number = unique, 2
        while ident in taken:
            ident, number = f"{unique}#{number}", number + 1
        taken.add(ident)
        ids.append(ident)
    return ids


def _suffixes(article: Article) -> Iterable[str]:
    if article.name and not article.name.isdecimal():
        yield article.name
    path = PurePosixPath("stdin" if article.path == STDIN else article.path)
    end = f"/{article.name}" if article.name else ""
    folders = [part for part in path.parts[:-1] if part != "/"]
    for depth in range(len(folders) + 1):
        front = "/".join([*folders[len(folders) - depth :], ""])
        yield f"{front}{path.stem or path.name}{end}"
        yield f"{front}{path.name}{end}"
