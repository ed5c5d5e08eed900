"""``factcheck cache``: what is kept, how often it helped, and pruning it."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.run.store import FILENAME, Store
from tests.support.command import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "kept"


def test_an_empty_cache_is_said_to_be_empty(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    result = run(capfdbinary, "cache", "--cache-dir", str(folder))
    assert (result.status, result.err) == (0, "")
    assert "nothing is kept" in result.out
    assert not folder.exists()


def test_entries_sizes_and_hits_are_shown(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Store(folder / FILENAME) as store:
        store.put("claims", {b"1": bytes(2_500_000)})
        store.get("claims", [b"1", b"2", b"3", b"4"])
    result = run(capfdbinary, "cache", "--cache-dir", str(folder))
    (line,) = [line for line in result.out.splitlines() if line.startswith("claims")]
    assert line.split() == ["claims", "1", "2.5", "1", "3", "25.0%"]


def test_pruning_to_a_size_says_what_went(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Store(folder / FILENAME) as store:
        store.put("claims", {bytes([n]): bytes(400_000) for n in range(5)})
    result = run(capfdbinary, "cache", "--cache-dir", str(folder), "--prune", "--size", "1")
    assert "pruned 3 entries" in result.out
    assert (folder / FILENAME).stat().st_size < 1_000_000


def test_a_limit_without_prune_is_refused(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    result = run(capfdbinary, "cache", "--cache-dir", str(folder), "--size", "1")
    assert result.status == 2
    assert result.err.count("\n") == 1 and "--prune" in result.err
