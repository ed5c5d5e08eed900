"""The doctor: settings with their origins, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.app import doctor
from factcheck.settings import load as settings


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lines(environ: dict[str, str] | None = None) -> dict[str, doctor.Line]:
    environ = environ or {}
    return {line.name: line for line in doctor.examine(settings.load(environ=environ), environ)}


def test_every_setting_is_shown_with_where_it_came_from() -> None:
    Path("factcheck.toml").write_text('\nfail-on = "never"\n')
    by_name = lines({"FACTCHECK_JOBS": "3"})
    assert set(settings.keys()) <= set(by_name)
    assert (by_name["fail-on"].value, by_name["fail-on"].note) == ('"never"', "factcheck.toml:2")
    assert (by_name["jobs"].value, by_name["jobs"].note) == ("3", "FACTCHECK_JOBS")
    assert by_name["output"].note == "default"
    assert by_name["configuration"].value == "factcheck.toml"


def test_a_variable_that_is_no_setting_is_named() -> None:
    assert "no effect" in lines({"FACTCHECK_FAILON": "note"})["FACTCHECK_FAILON"].value


def test_the_default_models_are_shown_with_their_digest_and_are_no_trouble() -> None:
    by_name = lines()
    assert "sha256 53aa51172d14" in by_name["encoder"].value
    assert not any(line.trouble for line in by_name.values())


def test_a_missing_model_or_broken_baseline_is_trouble_and_says_what_to_do() -> None:
    Path(".factcheck-baseline.json").write_text("{")
    by_name = lines({"FACTCHECK_MODEL": "no/such/folder"})
    assert by_name["encoder"].trouble
    assert "no/such/folder" in by_name["encoder"].value
    assert by_name["encoder"].note
    assert by_name["accepted findings"].trouble
    text = doctor.render(list(by_name.values()))
    assert "! encoder" in text
    assert "! accepted findings" in text


def test_the_cache_is_named_with_its_size(tmp_path: Path) -> None:
    environ = {"FACTCHECK_CACHE_DIR": str(tmp_path)}
    before = lines(environ)["cached results"].value
    assert before.endswith("nothing kept yet")
    Path(before.partition(", ")[0]).write_bytes(b"0" * 2_000_000)
    assert lines(environ)["cached results"].value.endswith(", 2.0 MB")
    assert lines({**environ, "FACTCHECK_CACHE": "off"})["cached results"].value == "switched off"
