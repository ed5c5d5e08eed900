"""The settings of a run as plain data; :mod:`factcheck.settings.load` finds out what they are.

The field names are those of the configuration file with ``_`` for ``-``; paths are as they are to
be opened from the working directory, globs are read from ``root``, the folder of that file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from factcheck.model import Severity

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_BASELINE = ".factcheck-baseline.json"

Trust = Literal["normal", "low"]


@dataclass(frozen=True, slots=True)
class Source:
    """One source: what it is called, and the domains and folders its articles come from.

    Of a source with trust ``low``, a discrepancy that rests on it alone is at most a warning.
    """

    name: str
    domains: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    trust: Trust = "normal"


@dataclass(frozen=True, slots=True)
class Ignore:
    """A rule that silences findings: every condition that is given must hold.

    ``path`` is a glob as in .gitignore, ``source`` and ``fact`` are shell patterns. With ``path``
    or ``source``, a finding is silenced when no discrepancy remains without those articles.
    """

    type: str | None = None
    fact: str | None = None
    path: str | None = None
    source: str | None = None
    fingerprint: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """How a run is to be done. ``None`` for a path means the platform's usual place, or none."""

    model: str = DEFAULT_MODEL
    precision: Literal["float32", "bfloat16"] = "float32"
    engine: str = "local"
    ray_address: str | None = None
    jobs: int | None = None
    offline: bool = True
    strict: bool = False
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
    ignore: tuple[Ignore, ...] = ()
    comments: bool = True
    severity: Mapping[str, Severity | Literal["off"]] = field(default_factory=dict)
    thresholds: Mapping[Severity, float] = field(default_factory=dict)
    filters: Mapping[str, bool] = field(default_factory=dict)
    root: Path = Path()

    def from_root(self, path: str) -> str:
        """Return ``path``, as given from the working directory, as globs see it, with ``/``."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")
