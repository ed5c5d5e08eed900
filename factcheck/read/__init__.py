"""Files -> documents: the only step that reads articles.

``read_documents`` is the entry; the order of its steps is: find the files, read each with the
reader of its format, leave out what is empty, too long, not English or given twice, give every
article its id, and find out when it was published and which of its lines make no claims.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from factcheck.errors import InputError
from factcheck.model import Document, Problem, Progress
from factcheck.read import formats
from factcheck.read.article import Article, Content, UnreadableError
from factcheck.read.boilerplate import find_boilerplate, merged
from factcheck.read.find import STDIN, Found, find
from factcheck.read.languages import language_of
from factcheck.read.publication import with_publication
from factcheck.settings.config import Config
from factcheck.settings.sources import configured

# Some 50,000 words, beyond any article; the models downstream need time and memory in proportion.
MOST_CHARACTERS = 300_000


def read_documents(
    paths: Sequence[str], config: Config, progress: Progress | None = None
) -> tuple[list[Document], list[Problem]]:
    """Return the documents that ``paths`` stand for, sorted by path, and what could not be read.

    The result does not depend on the order of ``paths``.

    Raises:
        InputError: a path does not exist, or nothing could be read at all.
    """
    files, problems = find(paths, config)
    if progress:
        progress.step("reading", len(files))
        for problem in problems:
            progress.problem(problem)
    articles: list[Article] = []
    seen: dict[tuple[str, str], str] = {}
    for file in files:
        for result in _checked(_read(file, config), file.path, seen):
            if isinstance(result, Article):
                articles.append(result)
                continue
            problems.append(result)
            if progress:
                progress.problem(result)
        if progress:
            progress.advance()
    if not articles:
        raise InputError(
            _nothing(paths, problems), hint="Give text, Markdown, HTML, JSON, PDF or DOCX files."
        )
    documents = [
        _document(ident, article, config)
        for ident, article in zip(identify(articles), articles, strict=True)
    ]
    documents = with_publication(sorted(documents, key=lambda d: (d.path, d.id)))
    return documents, sorted(set(problems), key=lambda p: (p.path, p.reason, p.hint))


def _nothing(paths: Sequence[str], problems: Sequence[Problem]) -> str:
    if problems:
        first = min(problems, key=lambda p: (p.path, p.reason))
        return f"nothing could be read: {first.path} {first.reason}"
    return f"no articles in {', '.join(sorted(set(paths))) or 'an empty list of paths'}"


def _read(found: Found, config: Config) -> Iterator[Article | UnreadableError]:
    """Yield the articles in one file, and what in it cannot be read."""
    try:
        data = load(found.file, config.max_bytes)
        if not data.strip():
            raise UnreadableError("is empty", "Remove it or give the article's text.")
        name = found.file.name if found.file else "stdin.jsonl"
        yield from formats.read(Content(found.path, data, name, config.max_bytes))
    except UnreadableError as error:
        yield error


def _checked(
    results: Iterable[Article | UnreadableError], path: str, seen: dict[tuple[str, str], str]
) -> Iterator[Article | Problem]:
    """Yield the articles that are to be compared, and for all others why they are not."""
    for result in results:
        if isinstance(result, UnreadableError):
            yield Problem(result.path or path, result.reason, result.hint)
            continue
        which = f"{result.path} ({result.name})" if result.name else result.path
        reason, hint = _unfit(result)
        if reason:
            yield Problem(which, reason, hint)
            continue
        keys = _keys(result)
        twin = next((seen[key] for key in keys if key in seen), None)
        if twin:
            yield Problem(which, f"is the same article as {twin}", "It was counted once.", True)
            continue
        seen.update(dict.fromkeys(keys, which))
        yield from (Problem(which, note.reason, note.hint, True) for note in result.notes)
        yield result


def _unfit(article: Article) -> tuple[str, str]:
    if not article.text.strip():
        return "is empty", "Remove it or give the article's text."
    if len(article.text) > MOST_CHARACTERS:
        return f"is longer than {MOST_CHARACTERS:,} characters", "Give one article at a time."
    language = article.language or language_of(article.text)
    if language != "en":
        return f"is not in English but in {language!r}, and was left out", "Give a translation."
    return "", ""


def _keys(article: Article) -> list[tuple[str, str]]:
    """Return what tells that two articles are the same: their words, or their URL."""
    words = hashlib.sha256(" ".join(article.text.split()).encode()).hexdigest()
    url = (article.url or "").split("#")[0].split("://")[-1].removeprefix("www.").rstrip("/")
    return [("text", words), *([("url", url)] if url else [])]


def _document(ident: str, article: Article, config: Config) -> Document:
    document = Document(
        id=ident,
        path=article.path,
        text=article.text,
        sha256=hashlib.sha256(article.text.encode()).hexdigest(),
        title=article.title,
        source=article.source,
        url=article.url,
        published=article.published,
        language="en",
        excluded=merged([*article.excluded, *find_boilerplate(article.text)]),
        anchors=article.anchors,
    )
    known = configured(document, config)
    return replace(document, source=known.name if known else article.source or _host(article.url))


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


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
