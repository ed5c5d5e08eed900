"""Members of documents that are ZIP files of XML (EPUB, ODT), unpacked within a limit."""

from __future__ import annotations

import io
import zipfile
import zlib

from factcheck.read.article import Content, UnreadableError

MOST_MEMBERS = 10_000


class Package:
    """A ZIP file, of which together at most ``content.limit`` bytes are unpacked."""

    def __init__(self, content: Content) -> None:
        """Open it.

        Raises:
            UnreadableError: it is damaged, or has too many members.
        """
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            reason = f"is damaged ({type(error).__name__})"
            raise UnreadableError(reason, "Save or fetch it again.") from None
        if len(self._archive.infolist()) > MOST_MEMBERS:
            raise UnreadableError(f"has more than {MOST_MEMBERS:,} members", "Split it.")
        self._left = content.limit
        self._limit = content.limit

    def member(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises:
            UnreadableError: it is missing, encrypted or damaged, or larger than the limit.
        """
        try:
            if self._archive.getinfo(name).flag_bits & 1:
                raise UnreadableError("is encrypted", "Save it without a password.")
            with self._archive.open(name) as stream:
                data = stream.read(self._left + 1)
        except KeyError:
            raise UnreadableError(f"lacks its member {name[:80]}", "Is the file whole?") from None
        except (
            zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error,
        ) as error:  # fmt: skip
            reason = f"is damaged ({type(error).__name__})"
            raise UnreadableError(reason, "Save or fetch it again.") from None
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(f"unpacks to more than {self._limit:,} bytes", "Split it.")
        return data

    def has(self, name: str) -> bool:
        """Return True if there is a member of this name."""
        return name in self._archive.NameToInfo
