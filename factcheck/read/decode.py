"""Bytes -> characters, kept exactly as decoded: no newline is translated, nothing is normalised."""

from __future__ import annotations

import codecs
import re

from factcheck.read.article import UnreadableError

# The longer marks first: that of UTF-32 little endian begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Text in a Western language is ASCII but for a few letters and quotes.
WESTERN_SHARE = 0.2
STRAY_SHARE = 0.02
SAMPLE = 64_000

# UTF-8 read as Windows-1252 leaves these pairs; no language writes them side by side.
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
    # UTF-16 of plain letters is valid UTF-8, with a zero in every second place; a stray zero in
    # an article is just a character.
    return _detect(data) if text.count("\0") > STRAY_SHARE * len(text) else text


def _detect(data: bytes) -> str:
    sample = data[:SAMPLE]
    wide = _looks_wide(sample)
    if wide:
        return _decoded(data, wide)
    if b"\0" in sample:
        raise UnreadableError("is not text", "Give text, Markdown, HTML, JSON, PDF or DOCX.")
    if sum(byte > 127 for byte in sample) < WESTERN_SHARE * len(sample):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            # Five byte values have no character in Windows-1252; in Latin-1 every byte has one.
            return data.decode("latin-1")
    # Imported here: hardly any article that is to be compared comes this far.
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise UnreadableError("is not text", "Give text, Markdown, HTML, JSON, PDF or DOCX.")
    return _decoded(data, best.encoding)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        name = encoding.upper().replace("_", "-")
        raise UnreadableError(f"is damaged text in {name}", "Save it as UTF-8.") from None


def _looks_wide(sample: bytes) -> str | None:
    """Return the UTF-16 without a mark that the places of the zero bytes give away, if any."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def defects(text: str) -> tuple[UnreadableError, ...]:
    """Return what shows that the text was decoded wrongly before it came here."""
    found = MOJIBAKE.search(text)
    if found:
        count = sum(1 for _ in MOJIBAKE.finditer(text))
        return (
            UnreadableError(
                f"characters were decoded wrongly before ({found.group()!r} and the like,"
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
