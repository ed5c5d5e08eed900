"""A fingerprint survives everything but a change of the values in conflict."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.facts.findings import fingerprint
from factcheck.model import Finding
from factcheck.pipeline import check
from factcheck.settings.config import Config
from tests.support import mill

VALUES = st.lists(st.text(min_size=1, max_size=8), min_size=2, max_size=5, unique=True)


@given(VALUES, st.randoms(use_true_random=False), st.integers(0, 4))
def test_neither_order_nor_repetition_of_values_matters(
    values: list[str], shuffler: object, extra: int
) -> None:
    again = [*values, *values[:extra]]
    shuffler.shuffle(again)  # type: ignore[attr-defined]
    assert fingerprint("number", again) == fingerprint("number", values)


@given(VALUES, VALUES)
def test_another_set_of_values_or_another_type_is_another_fingerprint(
    one: list[str], other: list[str]
) -> None:
    same = set(one) == set(other)
    assert (fingerprint("number", one) == fingerprint("number", other)) == same
    assert fingerprint("number", one) != fingerprint("date", one)


# --- through the whole pipeline ---------------------------------------------------------------

Edit = Callable[[Path], Path]


def employed(folder: Path, reverse: bool = False) -> Finding:
    """Return the finding on how many people the mill employed."""
    paths = sorted((f"{folder.name}/{p.name}" for p in folder.iterdir()), reverse=reverse)
    with contextlib.chdir(folder.parent):
        report = check(paths, Config(use_cache=False))
    matches = [f for f in report.findings if {"212", "221"} <= {v.value for v in f.variants}]
    assert len(matches) == 1
    return matches[0]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Finding:
    return employed(mill.write(tmp_path_factory.mktemp("before")))


def replace(name: str, old: str, new: str) -> Edit:
    def edit(articles: Path) -> Path:
        file = articles / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        return articles

    return edit


def add(name: str, text: str) -> Edit:
    def edit(articles: Path) -> Path:
        (articles / name).write_text(text, "utf-8")
        return articles

    return edit


def rename_folder(articles: Path) -> Path:
    return articles.rename(articles.parent / "moved")


def rename_file(articles: Path) -> Path:
    (articles / "coast-echo.txt").rename(articles / "aa.txt")
    return articles


JOINING = mill.ARTICLES["valley-herald.txt"].replace("the fire service said", "officials said")


@pytest.mark.parametrize(
    "edit",
    [
        replace("coast-echo.txt", "destroyed by a fire", "burned to the ground by a fire"),
        replace("coast-echo.txt", "March 2022\n", "March 2022" + "\n" * 41),
        replace("coast-echo.txt", mill.BEFORE, mill.AFTER),
        add("island-times.txt", JOINING),
        rename_folder,
        rename_file,
    ],
    ids=["wording", "moved down", "another fact", "another source", "folder", "file"],
)
def test_it_survives_what_does_not_touch_the_values(
    tmp_path: Path, before: Finding, edit: Edit
) -> None:
    assert employed(edit(mill.write(tmp_path))).fingerprint == before.fingerprint


def test_it_survives_another_order_of_the_paths(tmp_path: Path, before: Finding) -> None:
    assert employed(mill.write(tmp_path), reverse=True) == before


def test_it_changes_when_a_third_value_joins_the_conflict(tmp_path: Path, before: Finding) -> None:
    third = JOINING.replace("212", "240")
    after = employed(add("island-times.txt", third)(mill.write(tmp_path)))
    assert {v.value for v in after.variants} == {"212", "221", "240"}
    assert after.fingerprint != before.fingerprint
