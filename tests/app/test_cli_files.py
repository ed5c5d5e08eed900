"""Report files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.errors import OutputError
from factcheck.report.write import write_files


def failing(error: BaseException) -> Callable[[int], None]:
    def fail(_descriptor: int) -> None:
        raise error

    return fail


def test_missing_folders_are_made_and_bytes_are_utf_8_without_translated_newlines(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a" / "b" / "report.txt"
    write_files({file: "é “x”\n\r\n"})
    assert file.read_bytes() == "é “x”\n\r\n".encode()


def test_a_full_disk_is_named_and_the_old_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    write_files({one: "old", two: "old"})
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OutputError, match=r"one: No space left on device\. Free space"):
        write_files({one: "new", two: "new"})
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"one": "old", "two": "old"}


def test_an_interruption_leaves_the_old_files_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    write_files({one: "old", two: "old"})
    done: list[int] = []

    def interrupt_at_the_second(descriptor: int) -> None:
        done.append(descriptor)
        if len(done) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        write_files({one: "new", two: "new"})
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"one": "old", "two": "old"}


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="out"):
        write_files({tmp_path / "out" / "report.txt": "x"})


def test_a_folder_where_a_file_should_be_is_named_before_anything_is_replaced(
    tmp_path: Path,
) -> None:
    (tmp_path / "two").mkdir()
    (tmp_path / "one").write_text("old")
    with pytest.raises(OutputError, match="two: there is a folder of that name"):
        write_files({tmp_path / "one": "new", tmp_path / "two": "new"})
    assert (tmp_path / "one").read_text() == "old"


def test_files_get_the_usual_mode_and_keep_the_one_they_have(tmp_path: Path) -> None:
    file = tmp_path / "report"
    mask = os.umask(0o027)
    try:
        write_files({file: "x"})
    finally:
        os.umask(mask)
    assert file.stat().st_mode & 0o777 == 0o640
    file.chmod(0o600)
    write_files({file: "y"})
    assert file.stat().st_mode & 0o777 == 0o600
