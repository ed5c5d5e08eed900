"""What a caller gives to be compared: paths, and articles in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.errors import InputError
from factcheck.read.article import Article
from factcheck.read.decode import defects
from factcheck.read.headline import titled

Input = str | os.PathLike[str] | Article
Inputs = Input | Iterable[Input]

# What is checked of an article in memory, as of one in a JSON file.
_CHECKED = ("text", "title", "source", "url", "published", "language", "story")


def listed(inputs: Inputs) -> list[Input]:
    """Return what was given as a list; one path or article need not be in one.

    Raises:
        TypeError: something is neither a path nor an article.
    """
    if isinstance(inputs, (str, os.PathLike, Article)):
        return [inputs]
    wrong: object = inputs
    if isinstance(inputs, Iterable) and not isinstance(inputs, bytes | dict):
        given = list(inputs)
        wrong = next((i for i in given if not isinstance(i, (str, os.PathLike, Article))), None)
        if wrong is None:
            return given
    raise TypeError(
        f"{type(wrong).__name__} is neither a path nor an article: "
        "give paths, or Article(text=...) for texts in memory"
    )


def name_of(given: Input) -> str:
    """Return what messages call an input."""
    return given.path or given.name or "it" if isinstance(given, Article) else os.fspath(given)


def completed(articles: Sequence[Article]) -> Iterator[Article]:
    """Yield articles in memory with a name and a path; those without a name are numbered.

    Raises:
        InputError: a field of an article is wrong.
    """
    from factcheck.read.json import faults_of

    for number, article in enumerate(articles, 1):
        path = article.path or article.name or f"article-{number}"
        values = {key: getattr(article, key) for key in _CHECKED}
        if faults := faults_of(values):
            raise InputError(
                f"the article {path}: {faults[0][1]}",
                hint="'factcheck schema articles' prints what is allowed",
            )
        published, language = article.published, article.language
        complete = replace(
            article,
            path=path,
            published=published[:10] if published else None,
            language=language[:2].lower() if language else None,
            notes=article.notes or defects(article.text),
        )
        yield titled(complete)
