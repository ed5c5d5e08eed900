"""The metadata at the top of a file: YAML between ``---``, TOML between ``+++``, or a JSON object.

Faults in it are notes: the article is read without it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from factcheck.read.article import UnreadableError

LONGEST_FRONT_MATTER = 64_000
CORRECT = "Correct it; the article was read without it."
_TOML = re.compile(r"\+\+\+[ \t]*\n((?:(?!\+\+\+)[^\n]*\n)*)\+\+\+[ \t]*(?:\n|\Z)")
KEYS = {
    "title": ("title", "headline"),
    "source": ("source", "publisher", "site", "publication"),
    "url": ("url", "link", "canonical", "canonical_url"),
    "published": ("published", "date", "pubdate", "publication_date"),
    "language": ("language", "lang"),
}


def from_yaml(block: str, notes: list[UnreadableError]) -> dict[str, str]:
    """Return the metadata in a block of YAML, by the names of ``Article``'s fields."""
    import yaml

    if len(block) > LONGEST_FRONT_MATTER:
        notes.append(UnreadableError("its front matter is too long", CORRECT))
        return {}
    try:
        loaded = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = str(getattr(error, "problem", None) or error).split("\n")[0]
        notes.append(UnreadableError(f"its front matter is not YAML: {problem}", CORRECT))
        return {}
    return usual(loaded, notes)


def cut(source: str, notes: list[UnreadableError]) -> tuple[dict[str, str], str]:
    """Return the metadata in TOML or JSON at the top of a file, and the file without it.

    Empty lines stand in its place, so that all others keep their number.
    """
    block = _TOML.match(source[:LONGEST_FRONT_MATTER])
    if block is None:
        return _cut_json(source, notes)
    rest = "\n" * block.group().count("\n") + source[block.end() :]
    try:
        return usual(tomllib.loads(block[1]), notes), rest
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = str(error).split("\n")[0]
        notes.append(UnreadableError(f"its front matter is not TOML: {problem}", CORRECT))
        return {}, rest


def _cut_json(source: str, notes: list[UnreadableError]) -> tuple[dict[str, str], str]:
    """Return what :func:`cut` does for an object that begins the file and ends a line.

    A text that merely begins with a brace is no JSON, and stays.
    """
    if not source.startswith("{"):
        return {}, source
    try:
        loaded, end = json.JSONDecoder().raw_decode(source[:LONGEST_FRONT_MATTER])
    except (ValueError, RecursionError):
        return {}, source
    if source[end:].split("\n", 1)[0].strip() or not source[end:].strip():
        return {}, source
    return usual(loaded, notes), "\n" * source.count("\n", 0, end) + source[end:].lstrip(" \t")


def usual(
    loaded: object, notes: list[UnreadableError], where: str = "its front matter"
) -> dict[str, str]:
    """Return those entries that are metadata, by the names of the fields.

    ``where`` they stand is told in the notes.
    """
    if not isinstance(loaded, Mapping):
        return {}
    entries = {str(key).lower(): value for key, value in loaded.items()}
    meta = {name: _first(entries, keys) for name, keys in KEYS.items()}
    return {
        name: value for name, value in meta.items() if value and _usable(name, value, notes, where)
    }


def _first(entries: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Return the first text or date under one of ``keys``, or an empty string."""
    for key in keys:
        value = entries.get(key)
        if isinstance(value, (str, date)) and str(value).strip():
            return str(value).strip()
    return ""


def _usable(name: str, value: str, notes: list[UnreadableError], where: str) -> bool:
    """Return True unless ``value`` should be a date and is none, which is added to ``notes``."""
    if name != "published":
        return True
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        notes.append(
            UnreadableError(f"{where} gives {value[:60]!r} as its date", "Write 2014-03-04.")
        )
        return False
    return True
