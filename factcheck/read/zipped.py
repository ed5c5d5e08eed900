"""ZIP: every member that has a known ending, read in memory; nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from factcheck.read import formats
from factcheck.read.article import ZIPPED, Content, Reader, Reading, UnreadableError
from factcheck.read.find import known

MOST_MEMBERS = 10_000


def read(content: Content) -> Reading:
    """Yield the articles of all members, sorted by name; all together unpack to ``limit`` at most.

    Raises:
        UnreadableError: the archive is damaged, or has too many members.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content.data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"is damaged: {error}", "Pack or fetch it again.") from None
    members = sorted(archive.infolist(), key=lambda info: info.filename)
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(f"has more than {MOST_MEMBERS:,} members", "Split it.")
    left = content.limit
    for info in members:
        path = f"{content.path}/{info.filename}"
        if info.is_dir() or not _wanted(info.filename):
            continue
        try:
            data = _unpack(archive, info, left)
            left -= len(data)
            yield from formats.read(Content(path, data, info.filename, left, packed=True))
        except UnreadableError as error:
            yield UnreadableError(error.reason, error.hint, path)


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts[:-1])
    return bool(parts) and not hidden and known(parts[-1])


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    name = info.filename
    if name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name:
        raise UnreadableError("leads out of its archive", "Pack it again with plain names.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableError("is a link", "Pack the file itself.")
    if info.flag_bits & 1:
        raise UnreadableError("is encrypted", "Pack it again without a password.")
    try:
        with archive.open(info) as member:
            data = member.read(limit + 1)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"is damaged: {error}", "Pack or fetch it again.") from None
    if len(data) > limit:
        raise UnreadableError(
            "unpacks, with what stands before it, to more than max-bytes", "Split the archive."
        )
    return data


READER = Reader(
    "zipped",
    read,
    endings=(".zip",),
    recognises=lambda content: content.data.startswith(ZIPPED),
    certain=True,
    archive=True,
    text="every member with one of these endings",
    metadata="as there",
    lines="as there",
)
