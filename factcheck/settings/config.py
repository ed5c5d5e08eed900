"""The settings of a run as plain data; :mod:`factcheck.settings.load` determines their values.

The field names are those of the configuration file with ``_`` for ``-``. Paths can be opened from
the working directory as they are; globs are relative to ``root``, the folder of that file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal

from factcheck.errors import ConfigError
from factcheck.model import Severity
from factcheck.settings.vocabulary import NO_VOCABULARY, Vocabulary

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_BASELINE = ".factcheck-baseline.json"

Trust = Literal["normal", "low"]


@dataclass(frozen=True, slots=True)
class Source:
    """One source: its name, and the domains and folders its articles come from.

    A discrepancy that rests only on a source with trust ``low`` is at most a warning.
    """

    name: str
    domains: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    trust: Trust = "normal"


@dataclass(frozen=True, slots=True)
class Ignore:
    """A rule that silences findings: every condition that is set must hold.

    ``path`` is a glob as in .gitignore, ``source`` and ``fact`` are shell patterns. With ``path``
    or ``source``, a finding is silenced if the other articles alone show no discrepancy.
    """

    type: str | None = None
    fact: str | None = None
    path: str | None = None
    source: str | None = None
    fingerprint: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run. ``None`` for a path means the platform's usual place, or no file.

    They are checked as those of a configuration file are.

    Raises:
        ConfigError: a value is not allowed.
    """

    model: str = DEFAULT_MODEL
    precision: Literal["float32", "bfloat16"] = "float32"
    engine: str = "local"
    ray_address: str | None = None
    jobs: int | None = None
    offline: bool = True
    strict: bool = False
    story: Literal["found", "folder", "one"] = "found"
    max_bytes: int = 100_000_000
    cache_dir: Path | None = None
    use_cache: bool = True
    output: Path = Path("reports")
    formats: tuple[str, ...] = ("text", "json", "html")
    fail_on: Severity | None = "error"
    baseline: Path | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[Ignore, ...] = ()
    vocabulary: Vocabulary = NO_VOCABULARY
    comments: bool = True
    severity: Mapping[str, Severity | Literal["off"]] = field(default_factory=dict)
    thresholds: Mapping[Severity, float] = field(default_factory=dict)
    filters: Mapping[str, bool] = field(default_factory=dict)
    second_opinion: str | None = None
    budget: int = 200
    root: Path = Path()

    def __post_init__(self) -> None:
        for name, value in _tidied(self):
            object.__setattr__(self, name, value)
        for name, kind in (("sources", Source), ("ignore", Ignore)):
            if not all(isinstance(entry, kind) for entry in getattr(self, name)):
                raise ConfigError(f"Config({name}=...): only {kind.__name__}(...) may be in it")
        if not isinstance(self.vocabulary, Vocabulary):
            raise ConfigError("Config(vocabulary=...): give Vocabulary(...)")
        changed = {
            f.name: value
            for f in fields(self)
            if (value := getattr(self, f.name)) != _default(f) and f.name != "root"
        }
        if changed:
            # Imported here: without changes there is nothing to check, and the schema costs time.
            from factcheck.settings.checks import check_fields

            check_fields(changed)
        for glob, day in self.dates.items():
            if not _is_day(day):
                raise ConfigError(f"dates: {glob!r} has {day!r}, which is no day of the calendar")

    def from_root(self, path: str) -> str:
        """Return ``path`` relative to ``root`` and with ``/``, as globs need it."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _tidied(config: Config) -> Iterator[tuple[str, object]]:
    """Yield fields that a caller gave in another shape: a text for a path, a list for a tuple."""
    for name in ("output", "cache_dir", "baseline", "root"):
        value = getattr(config, name)
        if isinstance(value, str) and value:
            yield name, Path(value)
    for name in ("formats", "include", "exclude", "sources", "ignore"):
        value = getattr(config, name)
        if isinstance(value, list):
            yield name, tuple(value)


def _default(field: Field[Any]) -> object:
    factory = field.default_factory
    return field.default if factory is MISSING else factory()
