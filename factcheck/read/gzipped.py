"""Gzip: one compressed file, read as if it were not compressed."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import PurePosixPath

from factcheck.read import formats
from factcheck.read.article import Content, Reader, Reading, UnreadableError


def read(content: Content) -> Reading:
    """Yield the articles of the compressed file.

    Raises:
        UnreadableError: the file is damaged, or unpacks to more than the limit.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content.data)) as packed:
            data = packed.read(content.limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"is damaged: {error}", "Pack or fetch it again.") from None
    if len(data) > content.limit:
        raise UnreadableError(
            f"unpacks to more than {content.limit:,} bytes", "Split it, or raise max-bytes."
        )
    name = content.name
    inner = PurePosixPath(name).stem if content.ending == ".gz" else name
    yield from formats.read(Content(content.path, data, inner, content.limit, packed=True))


READER = Reader(
    "gzipped",
    read,
    endings=(".gz",),
    recognises=lambda content: content.data.startswith(b"\x1f\x8b"),
    certain=True,
    archive=True,
    text="what is packed, by the ending before `.gz`",
    metadata="as there",
    lines="as there",
)
