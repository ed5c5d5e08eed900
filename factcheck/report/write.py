"""Writing report files so that no reader ever meets half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from factcheck.errors import OutputError


def write_files(files: Mapping[Path, str]) -> None:
    """Write every text under its path, UTF-8, all of them or none.

    Each text first goes to a temporary name in the folder it belongs to; only when all of them
    are on the disk are they moved into place. An interruption leaves the old files as they were.

    Raises:
        OutputError: a folder or file cannot be written (no space, no permission, a folder there).
    """
    waiting: dict[Path, Path] = {}
    path = Path()
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(0, "there is a folder of that name")
            waiting[path] = _write_beside(path, text)
        for path, temporary in waiting.items():
            temporary.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}",
            hint="Free space or permissions, or name another folder with --output",
        ) from None
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


def _write_beside(path: Path, text: str) -> Path:
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
    """The mode the file has, or that a newly made file would get (mkstemp's 0600 is too narrow)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
