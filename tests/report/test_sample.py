"""The sample report in the repository is the one that this code writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.model import Report
from factcheck.report.format import Display, TextFormat
from factcheck.settings.registry import REPORT_FORMATS


@pytest.mark.parametrize("name", ["json", "html"])
def test_the_sample_report_is_what_the_fixture_stories_give(
    root: Path, fixture_report: Report, name: str
) -> None:
    form = REPORT_FORMATS.load(name, TextFormat)
    assert form.filename
    stored = (root / "reports" / "sample" / form.filename).read_bytes()
    rendered = form.render(fixture_report, Display()).encode("utf-8", "backslashreplace")
    # Not compared in an assert: a difference of two long lines takes pytest minutes to show.
    if stored != rendered:
        pytest.fail(f"reports/sample/{form.filename} is out of date: run 'make sample'")
