"""Verdicts on drafts are set beside what readers say of the same sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import corpus, drafts
from tests.benchmarks.test_verified import STORY


def test_verdicts_are_counted_by_what_readers_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "kiln.story").write_text(STORY, "utf-8")
    article = corpus.read_story(folder / "kiln.story").articles[0]
    first, second = (s.strip() for s in article.text.replace(" The kiln", "\nThe kiln").split("\n"))
    start = article.text.index(second)
    rows = [
        {"story": "kiln", "draft": "1.txt", "start": 0, "end": len(first), "read": "disputed"},
        {"story": "kiln", "draft": "1.txt", "start": start, "end": start + len(second),
         "read": "not found"},
        {"story": "elsewhere", "draft": "1.txt", "start": 0, "end": 9, "read": "supported"},
    ]  # fmt: skip
    read = tmp_path / "drafts.json"
    read.write_text(json.dumps(rows), "utf-8")
    monkeypatch.setattr(drafts, "READ", read)
    table = drafts.verdicts_as_read(tmp_path, [folder])
    counts = {
        line.split("|")[1].strip(): line.split("|")[2].strip() for line in table.splitlines()[2:]
    }
    assert counts["made up: disputed"] == counts["made up: not found"] == "1"
    assert counts["made up: supported"] == counts["news: supported"] == "0"
    assert "| made up: not found | 1 | 0.00 (0/1) | 1.00 (1/1) |" in table
