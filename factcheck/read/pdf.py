"""PDF: the text of all pages, one after the other. Needs the extra ``documents``."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING

from factcheck.language.words import is_common_word
from factcheck.model import DISTRIBUTION
from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdf import PageObject

MOST_PAGES = 1_000
# The drawing commands of a page of text take a few kilobytes; those of a book about 100,000.
MOST_COMMANDS = 2_000_000
MOST_OPERATIONS = 500_000
# Programs that write PDF files call them after the file they were made from.
_PROGRAM_TITLE = re.compile(
    r"\A(?:Microsoft (?:Word|PowerPoint) - .*|untitled(?:[ -]?\d+)?|(?:slide|page|document) ?\d+"
    r"|\S*\.(?:docx?|indd|odt|pdf|pptx?|qxd|rtf|tex|txt))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# A word with a hyphen at the end of its line, its rest, and the marks behind it.
_DIVIDED = re.compile(r"(?<![^\W_])([^\W\d_]{2,40})-\n([a-z]{2,40})(?![\w-])([^\w\s]{0,3}) ?")
NEEDS_EXTRA = f"Run: pip install '{DISTRIBUTION}[documents]'."


def read(content: Content) -> Reading:
    """Yield the one article of a PDF file; its text has no line numbers.

    Raises:
        UnreadableError: the file is encrypted, has too many pages, or is damaged.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise UnreadableError("is a PDF file, which needs pypdf", NEEDS_EXTRA) from None
    # pypdf logs what it repairs. Here the text is read, or the file is reported.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("is encrypted", "Save it without a password.")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError(f"has more than {MOST_PAGES:,} pages", "Split it.")
        text = undivided("\n\n".join(_text(reader.pages)))
        title = reader.metadata.title if reader.metadata else None
    except PyPdfError as error:
        # The messages contain addresses of objects, which differ from run to run.
        reason = f"is damaged ({type(error).__name__})"
        raise UnreadableError(reason, "Save or fetch it again.") from None
    if not text.strip():
        raise UnreadableError("has no text, only pictures", "Give it with its text recognised.")
    # Broken fonts give halves of surrogate pairs, which cannot be written as UTF-8.
    text = text.encode("utf-8", "replace").decode()
    given = " ".join(title.split()) if isinstance(title, str) else ""
    named = None if _PROGRAM_TITLE.fullmatch(given) else given
    yield Article(path=content.path, text=text, title=named or None, anchors=None)


def undivided(text: str) -> str:
    """Return the text with the words put together that the end of a line divides.

    A word is put together where the text has it in one elsewhere, or where it is a common one; a
    hyphen that the word may have of its own stays.
    """
    words = set(_WORD.findall(text.casefold()))

    def whole(divided: re.Match[str]) -> str:
        word = (divided[1] + divided[2]).casefold()
        known = word in words or is_common_word(word)
        return f"{divided[1]}{divided[2]}{divided[3]}\n" if known else divided[0]

    return _DIVIDED.sub(whole, text)


def _text(pages: Iterable[PageObject]) -> Iterator[str]:
    """Yield the text of each page.

    Raises:
        UnreadableError: the pages take far more drawing commands than those of an article.
    """
    count = 0

    def count_operation(*_: object) -> None:
        # In a few bytes, a form may draw itself ten times, ten levels deep.
        nonlocal count
        count += 1
        if count > MOST_OPERATIONS:
            raise UnreadableError("draws more than articles do", "Give the article's text.")

    for page in pages:
        commands = page.get_contents()
        # The contents of a page are a dictionary, mostly an empty one: it must be compared to None.
        if commands is not None and len(commands.get_data()) > MOST_COMMANDS:
            raise UnreadableError("draws more than articles do", "Give the article's text.")
        yield page.extract_text(visitor_operand_before=count_operation)


READER = Reader(
    "pdf",
    read,
    endings=(".pdf",),
    recognises=lambda content: b"%PDF-" in content.data[:1024],
    certain=True,
    text="the text of all pages; words divided at the end of a line are put together",
    metadata="title",
    lines="no",
)
