"""The page on accuracy has a place for every table, and holds the rounds that are kept."""

from __future__ import annotations

from pathlib import Path

from benchmarks import tables
from benchmarks.round import rounds_table

SECTIONS = (
    "rounds", "scores", "types-twenty-four", "types-sixteen", "types-corpus", "funnel",
    "funnel-corpus", "pairs", "pairs-corpus", "relations", "reliability", "agreement", "stories",
    "field",
    "faults", "copies", "verify",
)  # fmt: skip


def test_every_table_has_its_place_in_the_page_and_is_filled(root: Path) -> None:
    page = (root / "docs" / "accuracy.md").read_text("utf-8")
    assert "x" in tables.written_into(page, dict.fromkeys(SECTIONS, "x"))
    for name in SECTIONS:
        assert not page.split(f"<!-- {name} -->\n")[1].startswith("<!-- end -->"), name


def test_all_rounds_that_are_kept_stand_in_the_page(root: Path) -> None:
    page = (root / "docs" / "accuracy.md").read_text("utf-8")
    assert rounds_table(root / "benchmarks" / "rounds") in page


def test_the_readme_quotes_the_newest_round(root: Path) -> None:
    newest = rounds_table(root / "benchmarks" / "rounds").splitlines()[-1]
    _, pack, _, _, alarms, errors, *_ = (cell.strip() for cell in newest.split("|"))
    readme = " ".join((root / "README.md").read_text("utf-8").split())
    assert f"pack {pack}" in readme
    assert f"{alarms} of the alarms and {errors.split()[0]} of the errors were right" in readme
