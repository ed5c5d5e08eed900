"""The script of a land is told by its names and by those of its people."""

from __future__ import annotations

import pytest

from factcheck.language.scripts import LATIN, script_of


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("iraq", "Arab"),
        ("iraqi", "Arab"),
        ("israeli", "Hebr"),
        ("palestinian", "Arab"),
        ("gaza", "Arab"),
        ("russian", "Cyrl"),
        ("mexican", LATIN),
        ("australian", LATIN),
        # Of two parts of the world, named everywhere, or no land.
        ("georgian", ""),
        ("american", ""),
        ("harbour", ""),
    ],
)
def test_a_land_and_its_people_tell_of_a_script(word: str, script: str) -> None:
    assert script_of(word) == script
