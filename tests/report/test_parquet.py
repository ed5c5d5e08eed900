"""Parquet: the tables of the report, readable by others, whole or not at all."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.errors import ConfigError, OutputError
from factcheck.model import Report
from factcheck.pipeline import check, check_in_parts
from factcheck.report.json import to_dict
from factcheck.settings.config import Config
from tests.support.command import run

pytest.importorskip("pyarrow", reason="the package pyarrow is not installed")

from factcheck.report import parquet

TABLES = ("documents", "stories", "clusters", "findings", "facts", "claims", "timeline", "problems")
PATHS = ["fixtures/court", "fixtures/letter"]


@pytest.fixture(autouse=True)
def at_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    import pyarrow.parquet

    return list(pyarrow.parquet.read_table(folder / table).to_pylist())


@pytest.mark.slow
def test_the_tables_hold_what_the_json_report_holds(fixture_report: Report, tmp_path: Path) -> None:
    folder = parquet.write([fixture_report], tmp_path)
    assert folder == tmp_path / "factcheck.parquet"
    plain = json.loads(json.dumps(to_dict(fixture_report)))
    for table in TABLES:
        assert rows(folder, table) == plain[table], table
    assert plain["findings"]


@pytest.mark.slow
def test_parts_hold_every_story_once_with_the_findings_of_the_whole(tmp_path: Path) -> None:
    config = Config(cache_dir=tmp_path / "cache")
    whole = check(PATHS, config)
    assert len(whole.stories) > 1
    parts = list(check_in_parts(PATHS, config, stories=1))
    assert len(parts) == len(whole.stories)
    folder = parquet.write(parts, tmp_path)
    for table in ("documents", "stories", "clusters", "findings", "facts", "claims", "timeline"):
        assert len(rows(folder, table)) == len(getattr(whole, table)), table
    assert {str(r["fingerprint"]) for r in rows(folder, "findings")} == {
        f.fingerprint for f in whole.findings
    }


def test_another_program_reads_the_folder(fixture_report: Report, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the package duckdb is not installed")
    folder = parquet.write([fixture_report], tmp_path)
    result = duckdb.sql(
        f"SELECT v.value, m.text FROM (SELECT unnest(variants) AS v FROM "
        f"'{folder}/findings/*.parquet'), unnest(v.mentions) AS t(m)"
    ).fetchall()
    expected = [
        (v.value, m.text) for f in fixture_report.findings for v in f.variants for m in v.mentions
    ]
    assert sorted(result) == sorted(expected)


def test_the_same_report_gives_the_same_bytes(fixture_report: Report, tmp_path: Path) -> None:
    first = parquet.write([fixture_report], tmp_path / "a")
    second = parquet.write([fixture_report], tmp_path / "b")
    for table in TABLES:
        name = f"{table}/part-00000.parquet"
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_a_run_that_fails_leaves_the_old_report(fixture_report: Report, tmp_path: Path) -> None:
    folder = parquet.write([fixture_report], tmp_path)
    before = {p: p.read_bytes() for p in folder.rglob("*.parquet")}

    def broken() -> Iterator[Report]:
        yield fixture_report
        raise OutputError("no more")

    with pytest.raises(OutputError):
        parquet.write(broken(), tmp_path)
    assert {p: p.read_bytes() for p in folder.rglob("*.parquet")} == before
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.slow
def test_the_command_writes_the_folder_and_its_exit_status_counts_the_findings(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    common = ["check", *PATHS, "--cache-dir", str(tmp_path / "cache"), "-o", str(tmp_path / "out")]
    alone = run(capfdbinary, *common, "-f", "parquet", "--fail-on", "note")
    with_json = run(capfdbinary, *common, "-f", "json,parquet", "--fail-on", "note")
    assert (alone.status, with_json.status) == (1, 1)
    assert "factcheck.parquet" in alone.err and "factcheck.json" in with_json.err
    assert run(capfdbinary, *common, "-f", "parquet", "--fail-on", "never").status == 0


def test_a_folder_cannot_be_printed(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    result = run(capfdbinary, "check", *PATHS, "-f", "parquet", "-o", "-")
    assert result.status == 2
    assert "--output" in result.err


def test_without_the_package_the_format_says_how_to_get_it(
    fixture_report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r"factcheck-articles\[parquet\]"):
        parquet.write([fixture_report], tmp_path)
