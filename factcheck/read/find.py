"""Paths from the user (files, folders, globs, standard input) -> the files to read."""

from __future__ import annotations

import glob
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from factcheck.errors import InputError
from factcheck.model import Problem
from factcheck.read.formats import endings
from factcheck.settings.config import Config

STDIN = "-"
# What its articles are called in reports and messages.
STDIN_PATH = "stdin"
# Files that factcheck writes or is configured with. They are left out, so that a run over a folder
# with the reports of an earlier run reads only the articles.
OWN_PREFIX = "factcheck."
# "https://post.example/ferry", of which a Path keeps one "/"; "www.post.example" is no path either.
_ADDRESS = re.compile(r"(?:[a-z][a-z+.-]{1,10}:/|www\.[^/\s]+\.)", re.IGNORECASE)
SHOWN_NAMES = 3
SAVE_OR_EXCLUDE = "Save them as text, or leave them out with 'exclude'."


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read: ``path`` is what the report shows, ``location`` the file on disk.

    ``location`` is None for standard input.
    """

    path: str
    location: Path | None


def find(paths: Sequence[str], config: Config) -> tuple[list[InputFile], list[Problem]]:
    """Return the files under ``paths``, sorted by path and each once, and what was left out.

    A file that is named, directly or by a glob, is read whatever its ending. In a folder, only
    files with known endings are read, and hidden entries are left out; of the other files, each
    kind is one problem. A link that leads out of such a folder is not followed. ``config.include``
    and ``config.exclude`` apply to all files.

    Raises:
        InputError: a path does not exist or a glob matches nothing.
    """
    by_real_path: dict[str, InputFile] = {}
    problems: list[Problem] = []
    is_included = _inclusion(config)
    for path in sorted(set(paths)):
        for file in filter(is_included, _expand(path, problems, is_included)):
            key = os.path.realpath(file.location) if file.location else STDIN
            # A file with two names: the smaller name is used, whatever the order of the arguments.
            if key not in by_real_path or file.path < by_real_path[key].path:
                by_real_path[key] = file
    return sorted(by_real_path.values(), key=lambda file: file.path), problems


def _inclusion(config: Config) -> Callable[[InputFile], bool]:
    """Return a function that returns True if the configuration includes a file."""
    if not (config.include or config.exclude):
        return lambda file: True
    # Imported here: only runs with such settings need it.
    from pathspec import GitIgnoreSpec

    include = GitIgnoreSpec.from_lines(config.include or ["*"])
    exclude = GitIgnoreSpec.from_lines(config.exclude)

    def is_included(file: InputFile) -> bool:
        if file.location is None:
            return True
        path = config.from_root(str(file.location))
        return include.match_file(path) and not exclude.match_file(path)

    return is_included


def display_path(path: str | PurePath) -> str:
    """Return ``path`` as reports show it: as the user wrote it, without ``./``, always with ``/``.

    Bytes of a file name that are not UTF-8 become replacement characters.
    """
    return os.fsencode(os.path.normpath(path)).decode("utf-8", "replace").replace(os.sep, "/")


def _expand(
    path: str, problems: list[Problem], is_included: Callable[[InputFile], bool]
) -> Iterator[InputFile]:
    """Yield the files under one path; what cannot be opened is added to ``problems``."""
    if path == STDIN:
        yield InputFile(STDIN_PATH, None)
        return
    if not path or "\0" in path:
        raise InputError(f"{path!r} is not a path", hint="Give files, folders or globs.")
    if _ADDRESS.match(path) and not os.path.lexists(path):
        raise InputError(
            f"{path} is an address, and nothing is fetched from the network",
            hint="Save the page from your browser (as HTML) and give that file.",
        )
    if os.path.lexists(path):
        matches = [path]
    else:
        # Path.glob takes no absolute pattern.
        matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
        if not matches:
            what = "matches no file" if glob.has_magic(path) else "does not exist"
            raise InputError(f"{path} {what}", hint="Check the spelling and the working folder.")
    for match in matches:
        if Path(match).is_dir():
            yield from _walk(match, problems, is_included)
        else:
            yield InputFile(display_path(match), Path(match))


def _walk(
    folder: str, problems: list[Problem], is_included: Callable[[InputFile], bool]
) -> Iterator[InputFile]:
    """Yield the articles' files in a folder; what is not read is added to ``problems``."""
    root = os.path.realpath(folder)
    unread: list[str] = []

    def add_problem(error: OSError) -> None:
        problems.append(
            Problem(
                display_path(error.filename),
                f"cannot be opened: {error.strerror}",
                "Check its mode.",
            )
        )

    for parent, folders, files in os.walk(folder, onerror=add_problem):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*folders, *files]:
            full = Path(parent, name)
            if full.is_symlink() and not _inside(root, os.path.realpath(full)):
                if name in folders or is_article_name(name):
                    problems.append(
                        Problem(
                            display_path(full),
                            "is a link that leads out of the folder and was not followed",
                            "Name the file itself to have it read.",
                        )
                    )
            elif name in files and is_article_name(name):
                file = InputFile(display_path(full), full)
                if _regular(full):
                    yield file
                elif is_included(file):
                    reason = "is a pipe, a socket or a device, and was not read"
                    problems.append(Problem(file.path, reason, "Save it as a file."))
            elif (
                name in files
                and not is_own_name(name)
                and is_included(InputFile(display_path(full), full))
            ):
                unread.append(display_path(full.relative_to(folder)))
    problems.extend(
        Problem(display_path(folder), reason, SAVE_OR_EXCLUDE) for reason in unread_kinds(unread)
    )


def unread_kinds(names: Sequence[str]) -> list[str]:
    """Return what to say of files that are not read: one line a kind, with some of their names."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for name in names:
        kinds[PurePath(name.lower()).suffix].append(name)
    return [_unread(kind, sorted(kinds[kind])) for kind in sorted(kinds)]


def _unread(kind: str, names: Sequence[str]) -> str:
    shown = ", ".join(name[-60:] for name in names[:SHOWN_NAMES])
    more = ", ..." if len(names) > SHOWN_NAMES else ""
    files = "file" if len(names) == 1 else "files"
    if kind:
        return f"holds {len(names):,} {kind[:20]} {files} of no format that is read: {shown}{more}"
    return f"holds {len(names):,} {files} without an ending: {shown}{more}"


def is_own_name(name: str) -> bool:
    """Return True for hidden files, and those that factcheck writes or is configured with."""
    return name.startswith((".", OWN_PREFIX))


def is_article_name(name: str) -> bool:
    """Return True if a file of this name is read when it is in a folder or an archive."""
    if is_own_name(name):
        return False
    path = PurePath(name.lower())
    if path.suffix == ".gz":
        return PurePath(path.stem).suffix in endings(archives=False)
    return path.suffix in endings()


def _inside(root: str, target: str) -> bool:
    return target == root or target.startswith(root.rstrip(os.sep) + os.sep)


def _regular(path: Path) -> bool:
    """Return True unless ``path`` is a pipe or a device, on which a run would wait for ever.

    The result is also True for a file that no longer exists and for a loop of links: reading them
    then fails with a message.
    """
    try:
        return path.is_file() or not path.exists()
    except OSError:
        return True
