"""The cache file: what it keeps, and what happens to it under parallel runs, kills and damage."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from factcheck.errors import OutputError
from factcheck.run.store import FILENAME, Store, cache_file, digest, open_store
from factcheck.settings.config import Config

WRITER = """
    import sys, itertools
    from pathlib import Path
    from factcheck.run.store import Store, digest
    with Store(Path(sys.argv[1])) as store:
        print("open", flush=True)
        rounds = itertools.count() if sys.argv[3] == "0" else range(int(sys.argv[3]))
        for n in rounds:
            store.put("test", {digest(sys.argv[2], n, i): b"%d" % i * 500 for i in range(20)})
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / FILENAME


def writer(file: Path, name: str, rounds: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(file), name, str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_what_one_run_kept_the_next_one_finds(file: Path) -> None:
    with Store(file) as store:
        store.put("a", {b"1": b"one", b"2": b"two"})
    with Store(file) as store:
        assert store.get("a", [b"2", b"3", b"1"]) == {b"1": b"one", b"2": b"two"}
        assert store.has([b"1", b"3"]) == {b"1"}


def test_more_keys_than_one_statement_takes_are_found(file: Path) -> None:
    values = {digest("key", n): b"%d" % n for n in range(1_234)}
    with Store(file) as store:
        store.put("a", values)
        assert store.get("a", list(values)) == values


def test_keys_tell_texts_apart_that_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a", None) != digest("a", "")
    assert digest("a", ((1, 2),)) != digest("a", ((1,), (2,)))


def test_without_a_cache_nothing_is_left_behind(tmp_path: Path) -> None:
    with open_store(Config(cache_dir=tmp_path, use_cache=False)) as store:
        store.put("a", {b"1": b"one"})
        assert store.get("a", [b"1"]) == {b"1": b"one"}
    assert list(tmp_path.iterdir()) == []


def test_four_processes_write_at_once_and_nothing_is_lost(file: Path) -> None:
    running = [writer(file, str(n), 25) for n in range(4)]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    with Store(file) as store:
        keys = [digest(str(n), r, i) for n in range(4) for r in range(25) for i in range(20)]
        assert store.has(keys) == set(keys)


def test_a_killed_process_leaves_whole_transactions_and_a_sound_file(file: Path) -> None:
    for name in ("first", "second", "third"):
        process = writer(file, name, 0)
        assert process.stdout is not None
        process.stdout.readline()
        with Store(file) as store:
            while not store.has([digest(name, 3, 0)]):
                assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with Store(file) as store:
            for n in range(1_000):
                stored = store.has([digest(name, n, i) for i in range(20)])
                assert len(stored) in (0, 20)
                if not stored:
                    break
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    "content", [b"no database at all " * 100, b"SQLite format 3\0" + b"x" * 9000]
)
def test_a_damaged_file_is_said_in_one_line_and_built_anew(
    file: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_bytes(content)
    with Store(file) as store:
        store.put("a", {b"1": b"one"})
    assert [r.levelno for r in caplog.records] == [logging.WARNING]
    assert str(file) in caplog.text and "damaged" in caplog.text
    with Store(file) as store:
        assert store.get("a", [b"1"]) == {b"1": b"one"}
    assert len(caplog.records) == 1


def test_damage_inside_the_file_is_survived_in_the_middle_of_a_run(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    values = {digest(n): bytes([n % 256]) * 3_000 for n in range(300)}
    with Store(file) as store:
        store.put("a", values)
    raw = bytearray(file.read_bytes())
    for page in range(2, len(raw) // 4096):
        raw[page * 4096 : page * 4096 + 40] = os.urandom(40)
    file.write_bytes(raw)
    with Store(file) as store:
        stored = store.get("a", list(values))
        assert all(values[key] == value for key, value in stored.items())
        store.put("a", {b"new": b"value"})
        assert store.get("a", [b"new"]) == {b"new": b"value"}
    assert len(caplog.records) == 1
    with Store(file) as store:
        store.put("a", {b"new": b"value"})
        assert store.get("a", [b"new"]) == {b"new": b"value"}


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder")
    with Store(tmp_path / "file" / FILENAME) as store:
        store.put("a", {b"1": b"one"})
        assert store.get("a", [b"1"]) == {b"1": b"one"}
    assert len(caplog.records) == 1
    assert "going on without" in caplog.text


def test_a_cache_that_may_only_be_read_is_done_without(
    file: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(file) as store:
        store.put("a", {b"1": b"one"})
    # Whoever runs the tests as root may write everywhere, so that the mode alone forbids nothing.
    connect = sqlite3.connect

    def only_read(path: str | Path, **options: object) -> sqlite3.Connection:
        if Path(path) == file:
            return connect(f"file:{path}?mode=ro", uri=True)
        return connect(path, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", only_read)
    with Store(file) as store:
        store.put("a", {b"2": b"two"})
        assert store.get("a", [b"2"]) == {b"2": b"two"}
    assert len(caplog.records) == 1
    assert "going on without" in caplog.text


def test_no_space_anywhere_is_one_clear_line(
    file: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def small(path: str | Path, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(path, **options)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 50")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with Store(file) as store:
        with pytest.raises(OutputError, match="full") as raised:
            store.put("a", {b"1": bytes(1_000_000)})
        assert "\n" not in str(raised.value)
    assert len(caplog.records) == 1


def test_unused_entries_are_pruned_by_age_and_used_ones_stay(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_800_000_000.0
    monkeypatch.setattr("factcheck.run.store.time.time", lambda: now)
    with Store(file) as store:
        store.put("a", {b"1": b"one", b"2": b"two"})
    now += 40 * 86_400
    with Store(file) as store:
        store.get("a", [b"2"])
        assert store.prune(days=30) == 1
        assert store.has([b"1", b"2"]) == {b"2"}


def test_pruning_to_a_size_drops_the_longest_unused_first(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_800_000_000.0
    monkeypatch.setattr("factcheck.run.store.time.time", lambda: now)
    with Store(file) as store:
        for n in range(10):
            store.put("a", {b"%d" % n: bytes(100_000)})
            now += 86_400
        assert store.prune(size=350_000) == 7
        assert store.has([b"%d" % n for n in range(10)]) == {b"7", b"8", b"9"}
    assert file.stat().st_size < 400_000


def test_use_tells_entries_bytes_and_hits_of_all_runs(file: Path) -> None:
    for _ in range(2):
        with Store(file) as store:
            store.put("a", {b"1": b"one"})
            store.get("a", [b"1", b"2"])
    with Store(file) as store:
        (use,) = store.use()
    assert (use.kind, use.entries, use.size, use.hits, use.misses) == ("a", 1, 3, 2, 2)


def test_the_cache_lies_in_the_folder_that_is_asked_for(tmp_path: Path) -> None:
    assert cache_file(Config(cache_dir=tmp_path)).parent == tmp_path
    assert cache_file(Config()).is_absolute()


OPEN = """
import sys, time
from pathlib import Path
from factcheck.run.store import _connect
while time.time() < float(sys.argv[1]):
    pass
_connect(Path(sys.argv[2])).close()
"""


@pytest.mark.slow
def test_many_runs_may_begin_one_cache_at_the_same_moment(tmp_path: Path) -> None:
    for turn in range(6):
        asked = [sys.executable, "-c", OPEN, str(time.time() + 1), str(tmp_path / f"{turn}.sqlite")]
        runs = [subprocess.Popen(asked, stderr=subprocess.PIPE, text=True) for _ in range(4)]
        assert [run.communicate(timeout=60)[1] for run in runs] == [""] * 4
