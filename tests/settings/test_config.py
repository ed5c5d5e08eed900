"""Settings: where they come from, in which order, and the message when one is wrong."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import msgspec
import pytest

from factcheck.errors import ConfigError
from factcheck.settings import load as settings
from factcheck.settings.config import Config, Ignore, Source
from factcheck.settings.registry import REPORT_FORMATS
from factcheck.settings.schema import load_schema
from factcheck.settings.toml_lines import key_lines


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    return project


def error(text: str, name: str = "factcheck.toml", environ: dict[str, str] | None = None) -> str:
    Path(name).write_text(text)
    with pytest.raises(ConfigError) as caught:
        settings.load(environ=environ or {})
    return str(caught.value)


def test_without_anything_the_defaults_hold() -> None:
    loaded = settings.load(environ={})
    assert loaded.config == Config()
    assert set(loaded.origins.values()) == {"default"}


def test_the_schema_and_the_fields_and_their_defaults_are_the_same() -> None:
    properties = load_schema("config")["properties"]
    by_field = {settings.field_of(key): rule for key, rule in properties.items()}
    assert set(by_field) == {f.name for f in fields(Config)} - {"root"}
    plain = json.loads(msgspec.json.encode(Config(), enc_hook=str))
    assert {name: rule.get("default") for name, rule in by_field.items()} == {
        name: plain[name] for name in by_field
    }
    assert set(properties["format"]["items"]["enum"]) == set(REPORT_FORMATS.names())


def test_file_then_environment_then_flags() -> None:
    Path("factcheck.toml").write_text('model = "a"\nengine = "ray"\njobs = 1\n')
    environ = {"FACTCHECK_ENGINE": "local", "FACTCHECK_JOBS": "2"}
    loaded = settings.load({"jobs": 3}, environ=environ)
    assert (loaded.config.model, loaded.config.engine, loaded.config.jobs) == ("a", "local", 3)
    assert loaded.origins["model"] == "factcheck.toml:1"
    assert loaded.origins["engine"] == "FACTCHECK_ENGINE"
    assert loaded.origins["jobs"] == "--jobs"
    assert loaded.origins["output"] == "default"


def test_every_kind_of_setting_is_read() -> None:
    Path("factcheck.toml").write_text("""
        strict = true
        fail-on = "never"
        format = ["sarif", "github"]
        cache = false
        [severity]
        date = "note"
        quote = "off"
        [thresholds]
        error = 0.9
        [[sources]]
        name = "The Packet"
        domains = ["packet.example"]
        trust = "low"
        [[ignore]]
        path = "archive/**"
        reason = "old"
    """)
    config = settings.load(environ={}).config
    assert config == Config(
        strict=True,
        fail_on=None,
        formats=("sarif", "github"),
        use_cache=False,
        severity={"date": "note", "quote": "off"},
        thresholds={"error": 0.9},
        sources=(Source("The Packet", domains=("packet.example",), trust="low"),),
        ignore=(Ignore(path="archive/**", reason="old"),),
    )


def test_the_nearest_file_upward_is_used_and_its_paths_are_its_own(
    in_a_folder_of_its_own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("pyproject.toml").write_text('[tool.factcheck]\noutput = "out"\nbaseline = "b.json"\n')
    deep = in_a_folder_of_its_own / "articles" / "june"
    deep.mkdir(parents=True)
    (deep / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    monkeypatch.chdir(deep)
    loaded = settings.load(environ={})
    assert loaded.file == Path("../../pyproject.toml")
    assert loaded.config.output == Path("../../out")
    assert loaded.config.baseline == Path("../../b.json")
    assert loaded.config.from_root("a.txt") == "articles/june/a.txt"


def test_factcheck_toml_wins_over_pyproject_beside_it() -> None:
    Path("pyproject.toml").write_text('[tool.factcheck]\nmodel = "a"\n')
    Path("factcheck.toml").write_text('model = "b"\n')
    assert settings.load(environ={}).config.model == "b"


def test_a_broken_project_file_of_somebody_else_is_left_alone() -> None:
    Path("pyproject.toml").write_text("[tool.factory\n")
    assert settings.load(environ={}).config == Config()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '[vocabulary]\ndifferent = [["Khaled"]]\n',
            ":2: vocabulary.different[0] has 1, fewer than 2",
        ),
        ("[vocabulary]\ndifferent = [[]]\n", ":2: vocabulary.different[0] is empty"),
        ('[dates]\n"a/**" = "soon"\n', ":2: dates.a/** is 'soon', not a day as YYYY-MM-DD"),
    ],
)
def test_what_is_too_short_or_no_day_is_said_in_plain_words(text: str, says: str) -> None:
    assert says in error(text)


def test_the_file_can_be_named_by_flag_and_by_environment() -> None:
    Path("a.toml").write_text('model = "a"\n')
    Path("b.toml").write_text('[tool.factcheck]\nmodel = "b"\n')
    environ = {"FACTCHECK_CONFIG": "a.toml"}
    assert settings.load(environ=environ).config.model == "a"
    assert settings.load(file=Path("b.toml"), environ=environ).config.model == "b"


def test_lists_and_truth_values_come_from_the_environment() -> None:
    environ = {"FACTCHECK_FORMAT": "json, sarif", "FACTCHECK_STRICT": "yes", "FACTCHECK_MODEL": ""}
    config = settings.load(environ=environ).config
    assert (config.formats, config.strict, config.model) == (
        ("json", "sarif"),
        True,
        Config().model,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\njosb = 2\n", "factcheck.toml:2: unknown key 'josb' (did you mean 'jobs'?)"),
        ("fail_on = 'note'\n", "factcheck.toml:1: unknown key 'fail_on' (did you mean 'fail-on'?)"),
        ("jobs = 'two'\n", "factcheck.toml:1: jobs is 'two', not a whole number"),
        ("jobs = true\n", "factcheck.toml:1: jobs is True, not a whole number"),
        ("jobs = 0\n", "factcheck.toml:1: jobs is 0, less than 1"),
        (
            "[severity]\n\ndat = 'note'\n",
            "factcheck.toml:3: unknown key 'dat' (did you mean 'date'?)",
        ),
        ("[severity]\ndate = 'notes'\n", "factcheck.toml:2: severity.date is 'notes', not one of"),
        ("[thresholds]\nerror = 90\n", "factcheck.toml:2: thresholds.error is 90, more than 1"),
        (
            "[[sources]]\nname = 'a'\n[[sources]]\nnmae = 'b'\n",
            "factcheck.toml:4: unknown key 'nmae' (did you mean 'name'?)",
        ),
        ("[[sources]]\nname = 'a'\n[[sources]]\n", "factcheck.toml:3: sources[1] lacks 'name'"),
        ("[[ignore]]\nreason = 'x'\n", "factcheck.toml:1: ignore[0] needs at least one of type"),
        ("format = ['jsn']\n", "factcheck.toml:1: format[0] is 'jsn', not one of text, json"),
        ("x = \n", "factcheck.toml is not valid TOML: Invalid value (at line 1"),
    ],
)
def test_an_error_names_file_line_and_the_nearest_valid_key(text: str, message: str) -> None:
    assert message in error(text)


def test_an_error_in_pyproject_names_the_line_there() -> None:
    text = (
        "[project]\nname = 'x'\n[tool.factcheck]\nmodel = 'a'\n[tool.factcheck.severity]\nx = 1\n"
    )
    assert "pyproject.toml:6: unknown key 'x'" in error(text, "pyproject.toml")


def test_a_table_that_is_none_is_named() -> None:
    message = error("[tool]\nfactcheck = 3\n", "pyproject.toml")
    assert "pyproject.toml:2: the file is 3, not a table" in message


def test_an_error_in_the_environment_names_the_variable() -> None:
    message = error("", environ={"FACTCHECK_OFFLINE": "maybe"})
    assert message.startswith("FACTCHECK_OFFLINE: offline is 'maybe', not true or false")


def test_a_named_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.toml: No such file"):
        settings.load(file=Path("gone.toml"), environ={})
    Path("bad.toml").write_bytes(b"model = '\xff'")
    with pytest.raises(ConfigError, match=r"bad\.toml is not UTF-8 text"):
        settings.load(file=Path("bad.toml"), environ={})


def test_lines_are_known_for_tables_arrays_quoted_and_dotted_keys() -> None:
    text = 'a = 1\nb.c = 2\n[d]\n"e f" = 3\n[[g.h]]\ni = 4\n[[g.h]]\ni = 5\n'
    lines = key_lines(text)
    assert lines[("a",)] == 1
    assert lines[("b", "c")] == 2
    assert lines[("d", "e f")] == 4
    assert lines[("g", "h", 1, "i")] == 8


def test_the_printed_schema_is_what_the_file_is_checked_by(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from factcheck.settings.schema import schema_text

    assert json.loads(schema_text("config")) == load_schema("config")


def test_a_day_may_be_a_text_or_a_date_of_toml() -> None:
    text = '[dates]\n"a/**" = 2022-03-14\n"a/b.txt" = "2022-03-15"\n'
    Path("factcheck.toml").write_text(text)
    assert settings.load(environ={}).config.dates == {"a/**": "2022-03-14", "a/b.txt": "2022-03-15"}


@pytest.mark.parametrize("day", ['"2022-02-30"', '"14 March 2022"', "2022-03-14T12:00:00", "3"])
def test_what_is_no_day_is_refused_and_named(day: str) -> None:
    assert "dates" in error(f'[dates]\n"a/**" = {day}\n')
