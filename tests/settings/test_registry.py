"""What other distributions add by entry points is used like what ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.errors import ConfigError
from factcheck.read.article import Reader
from factcheck.report.format import Format
from factcheck.settings.registry import (
    DIFF_FORMATS,
    KINDS,
    PAIR_FORMATS,
    READERS,
    REPORT_FORMATS,
    VERIFY_FORMATS,
    Registry,
)
from factcheck.values import Kind
from tests.support.plugins.install import install, run

ARTICLE = "The harbour board met in Varnholm on Monday. Chair Ona {name} closed the meeting.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


FORMATS = (REPORT_FORMATS, DIFF_FORMATS, PAIR_FORMATS, VERIFY_FORMATS)


@pytest.mark.parametrize(
    ("registry", "kind"),
    [
        (READERS, Reader),
        (KINDS, Kind),
        *((formats, Format) for formats in FORMATS),
    ],
)
def test_every_entry_that_ships_loads_and_has_the_name_of_its_line(
    registry: Registry, kind: type[Reader | Kind | Format]
) -> None:
    assert [registry.load(name, kind).name for name in registry.names()] == registry.names()


@pytest.mark.slow
def test_a_reader_in_one_file_reads_files_of_its_ending(site: Path) -> None:
    install(site, "toy_reader", "factcheck.read", "minutes", "READER")
    for number, name in enumerate(("Halvern", "Halvern", "Halvern", "Halvren")):
        text = ARTICLE.format(name=name) + "> Ona Halverr came late.\n"
        (site.parent / f"{number}.minutes").write_text(text + "Costs rose." * number)
    done = run(site, "check", ".", "-f", "text", "--no-cache")
    assert "Halvern" in done.stdout
    assert "Halvren" in done.stdout
    assert "Halverr" not in done.stdout  # a note, which makes no claims


@pytest.mark.slow
def test_a_format_in_one_file_is_written_named_in_the_help_and_in_the_schema(site: Path) -> None:
    install(site, "toy_format", "factcheck.report", "chat", "FORMAT")
    fixture = Path(__file__).resolve().parents[2] / "fixtures" / "letter"
    done = run(site, "check", str(fixture), "-f", "chat", "--no-cache", "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    lines = (site.parent / "reports" / "factcheck.chat.txt").read_text().splitlines()
    assert any(line.startswith("error: The name is spelled") for line in lines)
    assert "chat" in run(site, "check", "--help").stdout
    assert '"chat"' in run(site, "schema", "config").stdout


def test_a_name_that_there_is_not_is_answered_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"no report format 'pdf'. Choose from: text, json"):
        REPORT_FORMATS.load("pdf", Format)


def test_a_plug_in_that_cannot_be_loaded_is_named_with_its_package(site: Path) -> None:
    install(site, "toy_format", "factcheck.report", "chat", "FORMAT")
    (site / "toy_format.py").write_text("import a_package_that_is_not_there\n")
    done = run(site, "check", ".", "-f", "chat")
    assert done.returncode == 2
    assert "'chat' of toy_format cannot be loaded: ModuleNotFoundError" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_plug_in_may_not_take_the_name_of_what_ships(site: Path) -> None:
    install(site, "toy_format", "factcheck.report", "json", "FORMAT")
    done = run(site, "check", ".", "-f", "json")
    assert done.returncode == 2
    assert "toy_format brings a report format 'json', which is there already" in done.stderr


def test_an_entry_of_another_class_is_refused() -> None:
    with pytest.raises(ConfigError, match="is a Reader, not a Format"):
        Registry("none", "format", {"text": READERS.built_in["text"]}).load("text", Format)
