"""Writes report files as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from factcheck.errors import OutputError


def write_files(files: Mapping[Path, str]) -> None:
    """Write every text to its path, in UTF-8, all of them or none.

    Each text is first written to a temporary file in the same folder. When all of them are on the
    disk, they are renamed. If the program is interrupted before that, the old files are unchanged.

    Raises:
        OutputError: a folder or file cannot be written (no space, no permission, a folder there).
    """
    temporary_files: dict[Path, Path] = {}
    path = Path()
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(0, "there is a folder of that name")
            temporary_files[path] = _write_temporary(path, text)
        for path, temporary in temporary_files.items():
            temporary.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}",
            hint="Free space or permissions, or name another folder with --output",
        ) from None
    finally:
        for temporary in temporary_files.values():
            temporary.unlink(missing_ok=True)


def _write_temporary(path: Path, text: str) -> Path:
    """Write ``text`` to a temporary file in the folder of ``path`` and return its path."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _mode(path: Path) -> int:
    """Return the mode of the file, or that of a new file (that of mkstemp, 0600, is too narrow)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
