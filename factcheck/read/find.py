"""Paths as given -> the files they stand for: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from factcheck.errors import InputError
from factcheck.model import Problem
from factcheck.read.formats import endings
from factcheck.settings.config import Config

STDIN = "-"
# What factcheck itself writes or is configured with, so that a second run over a folder that also
# holds the reports of the first reads the articles alone.
OWN_PREFIX = "factcheck."


@dataclass(frozen=True, slots=True)
class Found:
    """One file to read: ``path`` as the report shows it, ``file`` where it is."""

    path: str
    file: Path | None


def find(paths: Sequence[str], config: Config) -> tuple[list[Found], list[Problem]]:
    """Return the files that ``paths`` stand for, sorted by path, each file once.

    A file that is named, by itself or by a glob, is read whatever its ending; of a folder only
    the known endings, hidden entries left out. A link that leads out of a given folder is not
    followed. ``config.include`` and ``config.exclude`` hold for all of them.

    Raises:
        InputError: a path does not exist or a glob matches nothing.
    """
    found: dict[str, Found] = {}
    problems: list[Problem] = []
    chosen = _chooser(config)
    for path in sorted(set(paths)):
        for item in filter(chosen, _expand(path, problems)):
            key = os.path.realpath(item.file) if item.file else STDIN
            # One file by two names: the smaller name stays, whatever the order of the arguments.
            if key not in found or item.path < found[key].path:
                found[key] = item
    return sorted(found.values(), key=lambda item: item.path), problems


def _chooser(config: Config) -> Callable[[Found], bool]:
    if not (config.include or config.exclude):
        return lambda item: True
    # Imported here: only runs with such settings need it.
    from pathspec import GitIgnoreSpec

    include = GitIgnoreSpec.from_lines(config.include or ["*"])
    exclude = GitIgnoreSpec.from_lines(config.exclude)

    def chosen(item: Found) -> bool:
        if item.file is None:
            return True
        path = config.from_root(str(item.file))
        return include.match_file(path) and not exclude.match_file(path)

    return chosen


def shown(path: str | PurePath) -> str:
    """Return ``path`` as reports show it: as given, without ``./``, always with ``/``.

    Bytes of a file name that are not UTF-8 become question marks, for no report could hold them.
    """
    return os.fsencode(os.path.normpath(path)).decode("utf-8", "replace").replace(os.sep, "/")


def _expand(path: str, problems: list[Problem]) -> Iterator[Found]:
    if path == STDIN:
        yield Found(STDIN, None)
        return
    if not path or "\0" in path:
        raise InputError(f"{path!r} is not a path", hint="Give files, folders or globs.")
    if os.path.lexists(path):
        matches = [path]
    else:
        # Not Path.glob, which takes no absolute pattern.
        matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
        if not matches:
            what = "matches no file" if glob.has_magic(path) else "does not exist"
            raise InputError(f"{path} {what}", hint="Check the spelling and the working folder.")
    for match in matches:
        if Path(match).is_dir():
            yield from _walk(match, problems)
        else:
            yield Found(shown(match), Path(match))


def _walk(folder: str, problems: list[Problem]) -> Iterator[Found]:
    root = os.path.realpath(folder)

    def failed(error: OSError) -> None:
        problems.append(
            Problem(shown(error.filename), f"cannot be opened: {error.strerror}", "Check its mode.")
        )

    for parent, folders, files in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*folders, *files]:
            full = Path(parent, name)
            if full.is_symlink() and not _inside(root, os.path.realpath(full)):
                if name in folders or known(name):
                    problems.append(
                        Problem(
                            shown(full),
                            "is a link that leads out of the folder and was not followed",
                            "Name the file itself to have it read.",
                        )
                    )
            elif name in files and known(name) and _regular(full):
                yield Found(shown(full), full)


def known(name: str) -> bool:
    """Say whether a file of this name is taken from a folder or an archive."""
    if name.startswith((".", OWN_PREFIX)):
        return False
    path = PurePath(name.lower())
    if path.suffix == ".gz":
        return PurePath(path.stem).suffix in endings(archives=False)
    return path.suffix in endings()


def _inside(root: str, target: str) -> bool:
    return target == root or target.startswith(root.rstrip(os.sep) + os.sep)


def _regular(path: Path) -> bool:
    """Say whether this is no pipe or device, which would keep a run waiting for ever.

    What has vanished or is a loop of links counts: reading it then says what is wrong.
    """
    try:
        return path.is_file() or not path.exists()
    except OSError:
        return True
