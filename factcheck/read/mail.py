"""Mail: one message (.eml) or a box of them (.mbox), with the articles attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from factcheck.read import formats
from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.decode import decode, defects
from factcheck.read.find import is_article_name
from factcheck.read.fragments import text_of

MOST_MESSAGES = 10_000
MOST_ATTACHMENTS = 100
# The time to parse a list of addresses grows with the square of its length.
LONGEST_HEADER = 2_000
# How a box says where a message begins; within a message such a line stands behind a ">".
_ENVELOPE = re.compile(rb"(?:\A|(?<=\n)\r?\n)From [^\n]{1,200}\d\d:\d\d:\d\d[^\n]{0,60}\n")
_ESCAPED = re.compile(rb"(?m)^>(>*From )")
_REPLY_MARKS = re.compile(r"(?i)^(?:\s*(?:re|fwd?|aw|wg)\s*:)+\s*")
# What stands behind is the signature, the same under every mail.
_SIGNATURE = re.compile(r"^-- $", re.MULTILINE)
_QUOTED = re.compile(r"^>.*$", re.MULTILINE)


def read(content: Content) -> Reading:
    """Yield the article of a message, and those attached to it.

    Raises:
        UnreadableError: it is no mail, or holds neither text nor an article.
    """
    yield from _message(content, content.data, "")


def read_box(content: Content) -> Reading:
    """Yield the articles of all messages; of those that cannot be used only an error.

    Raises:
        UnreadableError: it is no box, or holds too many messages.
    """
    marks = list(_ENVELOPE.finditer(content.data))
    if not marks or content.data[: marks[0].start()].strip():
        raise UnreadableError("does not begin as a mailbox does ('From ...')", "Is it one .eml?")
    if len(marks) > MOST_MESSAGES:
        raise UnreadableError(f"has more than {MOST_MESSAGES:,} messages", "Split it.")
    ends = [*(mark.start() for mark in marks[1:]), len(content.data)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), 1):
        data = _ESCAPED.sub(rb"\1", content.data[mark.end() : end])
        try:
            yield from _message(content, data, str(number))
        except UnreadableError as error:
            path = error.path or f"{content.path} ({number})"
            yield UnreadableError(error.reason, error.hint, path)


def _message(content: Content, data: bytes, name: str) -> Reading:
    parsed = message_from_bytes(data, policy=policy.default)
    if not isinstance(parsed, EmailMessage) or not parsed.keys():
        raise UnreadableError("is no mail: it has no headers", "Is the file whole?")
    text = _body(parsed)
    attached = list(_attached(content, parsed))
    if text:
        yield Article(
            path=content.path,
            text=text,
            name=name,
            title=_REPLY_MARKS.sub("", _header(parsed, "subject")) or None,
            source=_sender(parsed),
            published=_day(parsed),
            excluded=tuple(_unsaid(text)),
            anchors=None,
            notes=defects(text),
        )
    elif not attached:
        raise UnreadableError("holds no text", "Give the article's text.")
    yield from attached


def _header(message: EmailMessage, name: str) -> str:
    """Return a header as one line, empty where it is missing or broken beyond repair."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if len(raw) > LONGEST_HEADER:
        return ""
    try:
        value = " ".join(str(message.get(name, "")).split())
    # The parser of headers fails at hostile ones with every kind of exception.
    except Exception:
        return ""
    return value.encode("utf-8", "replace").decode()


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(_header(message, "from"))
    return name or address.rpartition("@")[2] or None


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _body(message: EmailMessage) -> str:
    """Return the text of a message: the plain one, where both are given."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    text = _text(part)
    if part.get_content_subtype() == "html":
        text = text_of(text)
    return text.replace("\r\n", "\n").strip("\n") if text.strip() else ""


def _text(part: MIMEPart) -> str:
    """Return the characters of a part; where its encoding is not known, they are detected."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError):
        return decode(data)


def _attached(content: Content, message: EmailMessage) -> Iterator[Article | UnreadableError]:
    """Yield the articles in the attached files, and an error for those that are not read."""
    left = content.limit
    for number, part in enumerate(message.iter_attachments()):
        name = " ".join((part.get_filename() or "").split()).replace("/", "_")
        path = f"{content.path}/{name or f'part {number + 1}'}"
        path = path.encode("utf-8", "replace").decode()
        if number == MOST_ATTACHMENTS:
            yield UnreadableError(f"has more than {MOST_ATTACHMENTS} attachments", "", content.path)
            return
        data = part.get_payload(decode=True)
        if content.packed or not isinstance(data, bytes) or not is_article_name(name):
            yield UnreadableError("is attached and was not read", "Save and give it.", path)
            continue
        left -= len(data)
        try:
            inner = Content(path, data, name, max(left, 0), packed=True)
            for result in formats.read(inner):
                yield result if isinstance(result, UnreadableError) else replace(result, path=path)
        except UnreadableError as error:
            yield UnreadableError(error.reason, error.hint, error.path or path)


def _unsaid(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what another mail said, and of the signature."""
    signature = _SIGNATURE.search(text)
    end = signature.start() if signature else len(text)
    quoted = [m.span() for m in _QUOTED.finditer(text, 0, end)]
    # A text that was passed on is all quoted, and is what the mail says.
    if sum(e - s for s, e in quoted) < end / 2:
        yield from quoted
    if signature and end:
        yield end, len(text)


MESSAGE = Reader(
    "mail",
    read,
    endings=(".eml",),
    text="the plain text, else what the HTML shows; what `>` quotes and the signature make no"
    " claims; attached files are read too",
    metadata="subject, sender, date",
    lines="no",
)
BOX = Reader(
    "mailbox",
    read_box,
    endings=(".mbox",),
    text="each message, as above",
    metadata="as above",
    lines="no",
)
