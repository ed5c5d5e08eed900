"""ZIP: every member with a known ending, read in memory; nothing is unpacked to disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from factcheck.read import formats
from factcheck.read.article import ZIPPED, Content, Reader, Reading, UnreadableError
from factcheck.read.find import is_article_name, is_own_name, unread_kinds

MOST_MEMBERS = 10_000


def read(content: Content) -> Reading:
    """Yield the articles of all members, sorted by name; together they unpack to at most ``limit``.

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
    unread = []
    for info in members:
        path = f"{content.path}/{info.filename}"
        if info.is_dir() or _is_hidden(info.filename):
            continue
        if not is_article_name(PurePosixPath(info.filename).name):
            unread.append(info.filename)
            continue
        try:
            data = _unpack(archive, info, left)
            left -= len(data)
            yield from formats.read(Content(path, data, info.filename, left, packed=True))
        except UnreadableError as error:
            yield UnreadableError(error.reason, error.hint, path)
    for reason in unread_kinds(unread):
        yield UnreadableError(reason, "Save them as text, or leave them out.", content.path)


def _is_hidden(name: str) -> bool:
    """Return True for a member that is hidden, lies in a hidden folder, or is factcheck's own."""
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts[:-1])
    return not parts or hidden or is_own_name(parts[-1])


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """Return the bytes of a member.

    Raises:
        UnreadableError: the member is unsafe, encrypted, damaged, or larger than ``limit`` bytes.
    """
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
