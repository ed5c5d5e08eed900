"""A round: what readers are shown, how their verdicts are counted, and what is kept of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import round as rounds
from factcheck.report.json import to_dict
from tests.support import build

TEXTS = {
    "a": "Dorvane said five died. Ten fled the town.",
    "b": "Dorvan said six died. Ten people fled the town.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The reports of a round of one event, with its sheet."""
    findings = [
        build.finding([("a", "Dorvane")], [("b", "Dorvan")], type="name", severity="error"),
        build.finding([("a", "five")], [("b", "six")], severity="warning"),
    ]
    report = build.report(TEXTS, findings, clusters=[[("a", "Ten fled"), ("b", "Ten people")]])
    plain = to_dict(report)
    (tmp_path / "e01.json").write_text(json.dumps(plain))
    shown = [
        {k: v for k, v in item.items() if k != "hidden"} for item in rounds.items({"e01": plain})
    ]
    (tmp_path / "sheet.json").write_text(json.dumps(shown))
    return tmp_path


def write(folder: Path, name: str, verdicts: dict[str, str]) -> str:
    path = folder / name
    path.write_text(json.dumps({k: {"verdict": v, "cause": "x"} for k, v in verdicts.items()}))
    return str(path)


def verdicts_for(folder: Path, name: str, number: str, cluster: str) -> dict[str, str]:
    types = {i["item"]: i.get("type", "cluster") for i in rounds.read_items(folder).values()}
    said = {"name": name, "number": number, "cluster": cluster}
    return {item: said[kind] for item, kind in types.items()}


def test_readers_see_neither_severity_nor_confidence(folder: Path) -> None:
    sheet = (folder / "sheet.json").read_text()
    assert "severity" not in sheet
    assert "confidence" not in sheet
    assert "[[Dorvane]] said five died" in sheet


def test_where_two_readers_differ_the_third_decides(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = write(folder, "a.json", verdicts_for(folder, "conflict", "false", "same"))
    second = write(folder, "b.json", verdicts_for(folder, "conflict", "drift", "same"))
    third = {k: v for k, v in verdicts_for(folder, "", "drift", "").items() if v == "drift"}
    arguments = ["--pack", "1", "--folder", str(folder), "--score", first, second]
    with pytest.raises(SystemExit, match="no third verdict on e01/f"):
        rounds.main(arguments)
    kept = folder / "kept.json"
    last = ["--keep", str(kept), "--commit", "abc"]
    rounds.main([*arguments, write(folder, "c.json", third), *last])
    out = capsys.readouterr().out
    assert "| alarms | 2 | 1 | 1 | 0 | 1.00 |" in out
    assert "| error | 1 | 1 | 0 | 0 | 1.00 |" in out
    assert "Of 1 corroborated clusters 1 say the same thing: 1.00." in out
    # Labels from then on, without a word of the articles.
    assert "Dorvan" not in kept.read_text()
    judged: list[dict[str, Any]] = json.loads(kept.read_text())["judged"]
    places = {i["type"]: i["places"] for i in judged if "type" in i}
    assert places["name"] == [[["a.txt", 0, 7]], [["b.txt", 0, 6]]]


@pytest.mark.parametrize("wrong", [{"e01/f01": "true"}, {"e01/f77": "false"}])
def test_a_verdict_that_is_none_is_refused(folder: Path, wrong: dict[str, str]) -> None:
    good = write(folder, "a.json", verdicts_for(folder, "false", "false", "same"))
    bad = write(folder, "b.json", wrong)
    with pytest.raises(SystemExit, match="e01/f"):
        rounds.main(["--pack", "1", "--folder", str(folder), "--score", good, bad])


def test_reports_that_are_no_longer_those_of_the_sheet_are_refused(folder: Path) -> None:
    report = build.report(TEXTS, [build.finding([("a", "five")], [("b", "Ten")])])
    (folder / "e01.json").write_text(json.dumps(to_dict(report)))
    with pytest.raises(SystemExit, match="prepare the round again"):
        rounds.read_items(folder)
