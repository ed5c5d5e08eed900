"""The timeline of a story: dates, and days of the week where no article has a date."""

from __future__ import annotations

from pathlib import Path

import pytest

import factcheck
from factcheck.settings.config import Config

ARTICLES = {
    "gull": "The kiln at Morrow Quay burst on Sunday.\n\nThe potters of the quay met on Tuesday.\n",
    "wren": "The kiln at Morrow Quay burst on Sunday, its owner said.\n\n"
    "Every Friday the kiln at Morrow Quay had been lit.\n",
}


def firsts(folder: Path, config: Config) -> set[str]:
    return {event.first for event in factcheck.check([folder], config).timeline}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_without_publication_dates_weekdays_stand_for_days(folder: Path) -> None:
    # "Every Friday" is no day.
    assert firsts(folder, Config(use_cache=False, story="one")) == {"-W-7", "-W-2"}


def test_a_date_in_the_configuration_makes_them_days_of_the_calendar(folder: Path) -> None:
    config = Config(use_cache=False, story="one", dates={"gull.txt": "2022-03-16"}, root=folder)
    days = firsts(folder, config)
    # 16 March 2022 was a Wednesday; wren's Sunday has no date to go by.
    assert days == {"2022-03-16", "2022-03-13", "2022-03-15"}
