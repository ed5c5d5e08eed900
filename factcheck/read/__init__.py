"""Files -> documents: the only step that reads articles.

The entry is ``read_documents``. Its steps are: find the files, read each with the reader of its
format, leave out articles that are empty, too long, not in English or duplicates, give every
article an id, and find its publication date and the lines in it that make no claims.
"""

from __future__ import annotations

import hashlib
import os
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
from factcheck.read.boilerplate import find_boilerplate, merge_spans
from factcheck.read.find import InputFile, find
from factcheck.read.given import Input, completed
from factcheck.read.headline import headline, outlet
from factcheck.read.languages import language_of
from factcheck.read.publication import with_publication
from factcheck.settings.config import Config
from factcheck.settings.registry import give_what_is_read
from factcheck.settings.sources import configured_day, configured_source

# About 50,000 words, more than any article has. The models need time and memory in proportion.
MOST_CHARACTERS = 300_000


def read_documents(
    inputs: Sequence[Input], config: Config, progress: Progress | None = None
) -> tuple[list[Document], list[Problem]]:
    """Return the documents in ``inputs``, sorted by path, and the inputs that cannot be used.

    Inputs are paths or articles in memory. The result does not depend on the order of paths.

    Raises:
        InputError: a path does not exist, or nothing could be read at all.
    """
    paths = [os.fspath(given) for given in inputs if not isinstance(given, Article)]
    files, problems = find(paths, config)
    if progress:
        progress.step("reading", len(files))
        for problem in problems:
            progress.problem(problem)
    articles: list[Article] = []
    first_by_words: dict[str, str] = {}
    in_memory = [a for a in inputs if isinstance(a, Article)]
    readings = [(_read(file, config), file.path) for file in files]
    readings += [(iter([article]), article.path) for article in completed(in_memory)]
    for reading, path in readings:
        for result in _checked(reading, path, first_by_words):
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
            _why_nothing_was_read(paths, problems, config),
            hint=give_what_is_read(),
        )
    documents = [
        _document(document_id, article, config)
        for document_id, article in zip(identify(articles), articles, strict=True)
    ]
    days = {d.id: day for d in documents if (day := configured_day(d.path, config))}
    documents = with_publication(sorted(documents, key=lambda d: (d.path, d.id)), days)
    return documents, sorted(set(problems), key=lambda p: (p.path, p.reason, p.hint))


def _why_nothing_was_read(paths: Sequence[str], problems: Sequence[Problem], config: Config) -> str:
    if problems:
        first = min(problems, key=lambda p: (p.path, p.reason))
        return f"nothing could be read: {first.path} {first.reason}"
    chosen = " that 'include' and 'exclude' let through" if config.include or config.exclude else ""
    return f"no articles in {', '.join(sorted(set(paths))) or 'an empty list of paths'}{chosen}"


def _read(file: InputFile, config: Config) -> Iterator[Article | UnreadableError]:
    """Yield the articles in one file, and an error for each part that cannot be read."""
    try:
        data = load(file.location, config.max_bytes)
        if not data.strip():
            raise UnreadableError("is empty", "Remove it or give the article's text.")
        name = file.location.name if file.location else "stdin.jsonl"
        yield from formats.read(Content(file.path, data, name, config.max_bytes))
    except UnreadableError as error:
        yield error


def _checked(
    results: Iterable[Article | UnreadableError],
    path: str,
    first_by_words: dict[str, str],
) -> Iterator[Article | Problem]:
    """Yield each article that is to be compared, and for each other one why it is left out.

    ``first_by_words`` maps a digest of the words to the name of the first article with them; the
    articles of ``results`` are added to it.
    """
    for result in results:
        if isinstance(result, UnreadableError):
            yield Problem(result.path or path, result.reason, result.hint)
            continue
        name = f"{result.path} ({result.name})" if result.name else result.path
        reason, hint = _why_left_out(result)
        if reason:
            yield Problem(name, reason, hint)
            continue
        words = _words(result)
        twin = first_by_words.get(words)
        if twin:
            yield Problem(name, f"is the same article as {twin}", "It was counted once.", True)
            continue
        first_by_words[words] = name
        yield from (Problem(name, note.reason, note.hint, True) for note in result.notes)
        yield result


def _why_left_out(article: Article) -> tuple[str, str]:
    """Return why an article is not compared and what to do about it, both empty if it is."""
    if not article.text.strip():
        return "is empty", "Remove it or give the article's text."
    if len(article.text) > MOST_CHARACTERS:
        return f"is longer than {MOST_CHARACTERS:,} characters", "Give one article at a time."
    language = article.language or language_of(article.text)
    if language != "en":
        return f"is not in English but in {language!r}, and was left out", "Give a translation."
    return "", ""


def _words(article: Article) -> str:
    """Return a digest of the words of an article: two with the same words are the same article.

    The same address with other words is another version of it, and a silent edit is news.
    """
    return hashlib.sha256(" ".join(article.text.split()).encode()).hexdigest()


def _document(document_id: str, article: Article, config: Config) -> Document:
    excluded = merge_spans([*article.excluded, *find_boilerplate(article.text)])
    document = Document(
        id=document_id,
        path=article.path,
        text=article.text,
        sha256=hashlib.sha256(article.text.encode()).hexdigest(),
        title=article.title or headline(article.text, excluded),
        source=article.source,
        url=article.url,
        published=article.published,
        language="en",
        excluded=excluded,
        anchors=article.anchors,
        story=_declared_story(article, config),
    )
    configured = configured_source(document, config)
    if configured is not None:
        return replace(document, source=configured.name)
    found = article.source or _host(article.url) or outlet(article.text, article.title)
    return replace(document, source=found)


def _declared_story(article: Article, config: Config) -> str | None:
    """Return the story that the configuration or the input declares, None where there is none."""
    if config.story == "one":
        return "one"
    folder = f"{PurePosixPath(article.path).parent}/" if config.story == "folder" else None
    return article.story or folder


def _host(url: str | None) -> str | None:
    """Return the host name of a URL without ``www.``, None where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def load(file: Path | None, limit: int) -> bytes:
    """Return the bytes of a file, or of standard input for None.

    Raises:
        UnreadableError: the file cannot be opened, or has more than ``limit`` bytes.
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
    """Return one id for each article: the shortest end of its path that no other article has.

    The candidates are, in this order: the stem, the name with its ending, both with one more
    folder in front, and so on. The articles of one file differ by their own names.
    """
    candidates = [list(_suffixes(article)) for article in articles]
    counted = Counter(name for names in candidates for name in set(names))
    used: set[str] = set()
    ids = []
    for names in candidates:
        unique = next((name for name in names if counted[name] == 1), names[-1])
        document_id, number = unique, 2
        while document_id in used:
            document_id, number = f"{unique}#{number}", number + 1
        used.add(document_id)
        ids.append(document_id)
    return ids


def _suffixes(article: Article) -> Iterable[str]:
    """Yield the candidates for the id of an article, the shortest first."""
    if article.name and not article.name.isdecimal():
        yield article.name
    path = PurePosixPath(article.path)
    end = f"/{article.name}" if article.name else ""
    folders = [part for part in path.parts[:-1] if part != "/"]
    for depth in range(len(folders) + 1):
        front = "/".join([*folders[len(folders) - depth :], ""])
        yield f"{front}{path.stem or path.name}{end}"
        yield f"{front}{path.name}{end}"
