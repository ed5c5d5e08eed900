"""Tables of the documentation that say what there is hold what there is."""

from __future__ import annotations

from pathlib import Path

from factcheck.read.article import Reader
from factcheck.report.format import Format
from factcheck.settings.registry import READERS, REPORT_FORMATS


def test_the_page_on_formats_lists_all_readers(root: Path) -> None:
    page = (root / "docs" / "formats.md").read_text("utf-8")
    for reader in READERS.load_all(Reader):
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {reader.name} |")]
        assert all(f"`{ending}`" in row for ending in reader.endings)
        assert row.endswith(f"| {reader.text} | {reader.metadata} | {reader.lines} |")


def test_the_page_on_the_command_line_lists_all_report_formats(root: Path) -> None:
    page = (root / "docs" / "command.md").read_text("utf-8")
    for form in REPORT_FORMATS.load_all(Format):
        written = f"`{form.filename}`" if form.filename else "standard output"
        assert f"| `{form.name}` | {written} | {form.summary} |" in page
