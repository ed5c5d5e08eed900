"""The settings of a run: defaults, then the configuration file, then the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factcheck.model import Severity

DEFAULT_MODEL = "all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True)
class Config:
    """How a run is to be done. ``None`` for a path means the platform's usual place, or none."""

    model: str = DEFAULT_MODEL
    engine: str = "local"
    jobs: int | None = None
    offline: bool = True
    strict: bool = False
    cache_dir: Path | None = None
    use_cache: bool = True
    output: Path = Path("reports")
    formats: tuple[str, ...] = ("text", "json", "html")
    fail_on: Severity | None = "error"
    baseline: Path | None = None
