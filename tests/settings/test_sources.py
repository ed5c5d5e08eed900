"""What the configuration says of an article: the day on which it was published."""

from __future__ import annotations

import pytest

from factcheck.settings.config import Config
from factcheck.settings.sources import configured_day

DATES = Config(dates={"desk/**": "2022-03-14", "desk/late/*.txt": "2022-03-15"})


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("desk/a.txt", "2022-03-14"),
        ("desk/late/a.txt", "2022-03-15"),
        ("desk/late/a.pdf", "2022-03-14"),
        ("elsewhere/a.txt", None),
    ],
)
def test_the_last_pattern_that_matches_gives_the_day(path: str, day: str | None) -> None:
    assert configured_day(path, DATES) == day
    assert configured_day(path, Config()) is None
