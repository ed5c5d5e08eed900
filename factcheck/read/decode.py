"""Bytes -> text, exactly as decoded: no newline is translated and nothing is normalised."""

from __future__ import annotations

import codecs
import re

from factcheck.read.article import UnreadableError
from factcheck.settings.registry import give_what_is_read

# The mark of UTF-32 little endian begins with that of UTF-16, so the longer marks come first.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In a Western language only a few letters and quotes are not ASCII.
WESTERN_SHARE = 0.2
STRAY_SHARE = 0.02
SAMPLE = 64_000

# UTF-8 decoded as Windows-1252 gives these pairs, which no language has.
MOJIBAKE = re.compile("â€[\u0080-\uffff]|Ã[\u0080-\u00bf\u2018-\u2122]|Â[\u00a0-\u00bf]|ï»¿")
REPLACEMENT = "\ufffd"


def decode(data: bytes) -> str:
    """Return the text that ``data`` encodes, without a byte order mark.

    Raises:
        UnreadableError: the bytes are not text in any encoding that is tried.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    f"its byte order mark says {encoding.upper()}, but byte"
                    f" {error.start + len(mark)} is not",
                    "Save the file as UTF-8.",
                ) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(data)
    # UTF-16 of plain letters is valid UTF-8, with a zero in every second place. Single zeros are
    # characters of the article.
    return _detect(data) if text.count("\0") > STRAY_SHARE * len(text) else text


def _detect(data: bytes) -> str:
    """Return the text of bytes that are not UTF-8, in the most likely encoding.

    Raises:
        UnreadableError: no encoding fits.
    """
    sample = data[:SAMPLE]
    utf_16 = _utf_16_of(sample)
    if utf_16:
        return _decoded(data, utf_16)
    if b"\0" in sample:
        raise UnreadableError("is not text", give_what_is_read())
    if sum(byte > 127 for byte in sample) < WESTERN_SHARE * len(sample):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            # Five byte values have no character in Windows-1252; in Latin-1 every byte has one.
            return data.decode("latin-1")
    # Imported here: almost no article needs it.
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise UnreadableError("is not text", give_what_is_read())
    return _decoded(data, best.encoding)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        name = encoding.upper().replace("_", "-")
        raise UnreadableError(f"is damaged text in {name}", "Save it as UTF-8.") from None


def _utf_16_of(sample: bytes) -> str | None:
    """Return the name of the UTF-16 encoding that the places of the zero bytes show, or None."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def defects(text: str) -> tuple[UnreadableError, ...]:
    """Return an error if the text was decoded wrongly before it came here, else nothing."""
    first = MOJIBAKE.search(text)
    if first:
        count = sum(1 for _ in MOJIBAKE.finditer(text))
        return (
            UnreadableError(
                f"characters were decoded wrongly before ({first.group()!r} and the like,"
                f" {count} in all)",
                "Export it again as UTF-8; it was compared as it stands.",
            ),
        )
    if REPLACEMENT in text:
        return (
            UnreadableError(
                f"{text.count(REPLACEMENT)} characters are lost (shown as {REPLACEMENT})",
                "Export it again as UTF-8; it was compared as it stands.",
            ),
        )
    return ()
