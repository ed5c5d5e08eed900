"""Reporters: one file per format. They render a :class:`~factcheck.model.Report`, nothing more.

Each format module has a function ``render(report) -> str`` and is named in :data:`FORMATS` with
the file it writes; ``text`` and ``github`` go to standard output and have no file. ``parquet`` is a
folder of binary files and has :func:`~factcheck.report.parquet.write` instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from factcheck.errors import ConfigError
from factcheck.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """One report format: the module that renders it and the name of its file."""

    module: str
    filename: str | None

    def render(self, report: Report) -> str:
        """Return the report in this format. Imports the module on first use."""
        module = import_module(f"factcheck.report.{self.module}")
        return cast(Callable[[Report], str], module.render)(report)


FORMATS: dict[str, Format] = {
    "text": Format("text", None),
    "json": Format("json", "factcheck.json"),
    "html": Format("page.html", "factcheck.html"),
    "sarif": Format("sarif", "factcheck.sarif"),
    "junit": Format("junit", "factcheck.junit.xml"),
    "markdown": Format("markdown", "factcheck.md"),
    "github": Format("github", None),
    "codequality": Format("codequality", "factcheck.codequality.json"),
    "parquet": Format("parquet", "factcheck.parquet"),
}


def get_format(name: str) -> Format:
    """Return the format called ``name``.

    Raises:
        ConfigError: there is no such format.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise ConfigError(
            f"unknown report format {name!r}", hint=f"Choose from: {', '.join(FORMATS)}"
        ) from None
