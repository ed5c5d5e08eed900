"""Tests of the word lists: sorted, without contradictions, part of cache keys and wheels."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from shutil import copy, copytree

import pytest

from factcheck.language import lexicon
from factcheck.run import keys

FOLDER = Path(lexicon.__file__).parent / "en"
FILES = sorted(FOLDER.glob("*.toml"))


def lists_of(content: dict[str, object]) -> Iterator[tuple[str, list[str]]]:
    """Yield name and words of every list; lists in a table have the name of the table in front."""
    for name, value in content.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", words) for inner, words in lists_of(value))
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield name, value


def content_of(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def is_grouped(value: object) -> bool:
    """Return True if ``value`` is a table with the forms of a word under each word."""
    return isinstance(value, dict) and all(
        isinstance(forms, list) and all(isinstance(form, str) for form in forms)
        for forms in value.values()
    )


def words_of(name: str) -> set[str]:
    """Return the words of the list ``file.list``, or the forms of the table of that name."""
    file, _, inner = name.partition(".")
    value = content_of(FOLDER / f"{file}.toml")[inner]
    assert isinstance(value, (list, dict))
    if isinstance(value, dict) and is_grouped(value):
        return {form for forms in value.values() for form in forms}
    return set(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_the_lists_that_the_code_names(path: Path) -> None:
    read = getattr(lexicon, path.stem)
    lists = read()
    assert set(lists.__struct_fields__) == set(content_of(path))
    assert read() is lists


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_list_is_sorted_and_has_no_word_twice(path: Path) -> None:
    for name, words in lists_of(content_of(path)):
        assert words == sorted(set(words)), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_comment_says_what_each_list_is_for(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    content = content_of(path)
    for name, value in content.items():
        begin = f"[{name}]" if isinstance(value, dict) else f"{name} = "
        number = next(n for n, line in enumerate(lines) if line.startswith(begin))
        assert lines[number - 1].startswith("# "), name


@pytest.mark.parametrize("names", lexicon.EXCLUSIVE, ids=lambda names: " ".join(names))
def test_no_word_stands_in_two_lists_that_exclude_each_other(names: tuple[str, ...]) -> None:
    for first, second in combinations(names, 2):
        assert words_of(first) & words_of(second) == set(), f"{first} and {second}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_form_stands_for_two_words(path: Path) -> None:
    for name, table in content_of(path).items():
        if isinstance(table, dict) and is_grouped(table):
            for one, other in combinations(table, 2):
                assert not {*table[one]} & {*table[other], other}, f"{name}: {one} and {other}"


def test_a_changed_list_changes_the_keys_of_what_was_found_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = FOLDER.parents[1]
    copytree(package / "language", tmp_path / "language")
    monkeypatch.setattr(keys, "_ROOT", tmp_path)
    digest = keys.code_digest.__wrapped__
    before = [digest(files) for files in (keys.CLAIM_FILES, keys.STORY_FILES, keys.RESULT_FILES)]
    path = tmp_path / "language" / "en" / "words.toml"
    path.write_text(path.read_text("utf-8").replace('"reportedly", ', ""), encoding="utf-8")
    after = [digest(files) for files in (keys.CLAIM_FILES, keys.STORY_FILES, keys.RESULT_FILES)]
    assert not set(before) & set(after)


def test_a_wheel_has_every_list(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    copytree(root / "factcheck", source / "factcheck", ignore=lambda *_: ["__pycache__"])
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        copy(root / name, source)
    program = f"from setuptools import build_meta; build_meta.build_wheel({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", program], cwd=source, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = zipfile.ZipFile(wheel).namelist()
    assert {f"factcheck/language/en/{path.name}" for path in FILES} <= set(packed)
