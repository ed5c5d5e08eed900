"""Results for programs and notebooks: files by their ending, a table in HTML."""

from __future__ import annotations

from html import escape
from pathlib import Path

from factcheck.errors import ConfigError
from factcheck.model import Report, Savable
from factcheck.report.format import Display, Format, TextFormat
from factcheck.report.write import write_files
from factcheck.review.changes import Changes
from factcheck.settings.registry import DIFF_FORMATS, REPORT_FORMATS, VERIFY_FORMATS, Registry

# What a file is called whose format has no file of its own.
_TEXT = ".txt"


def save(result: Savable, path: str | Path, format: str | None = None) -> Path:
    """Write a result to a file, in ``format`` or in the one that its ending asks for.

    Raises:
        ConfigError: there is no such format for this result.
        OutputError: the file cannot be written.
    """
    target = Path(path)
    registry = _registry(result)
    name = format or _format_of(target, registry)
    chosen = registry.load(name, Format)
    if not isinstance(chosen, TextFormat):
        raise ConfigError(
            f"the format {name} is a folder of files and no file",
            hint=f"'factcheck check --format {name}' writes it",
        )
    write_files({target: chosen.render(result, Display())})
    return target


def _registry(result: Savable) -> Registry:
    if isinstance(result, Report):
        return REPORT_FORMATS
    return DIFF_FORMATS if isinstance(result, Changes) else VERIFY_FORMATS


def _format_of(path: Path, registry: Registry) -> str:
    """Return the name of the format with the longest ending that ``path`` has.

    Raises:
        ConfigError: there is none.
    """
    by_ending = {_TEXT: "text"}
    for name in registry.names():
        file = registry.load(name, Format).filename
        if file:
            by_ending.setdefault("".join(Path(file).suffixes), name)
            by_ending.setdefault(Path(file).suffix, name)
    found = [ending for ending in by_ending if path.name.lower().endswith(ending)]
    if not found:
        raise ConfigError(
            f"{path.as_posix()}: no format has such an ending",
            hint=f"Choose from {', '.join(sorted(by_ending))}, or name the format",
        )
    return by_ending[max(found, key=len)]


def table(report: Report) -> str:
    """Return the findings that are not suppressed as a table in HTML, for notebooks."""
    shown = [f for f in report.findings if f.status != "suppressed"]
    head = "<tr><th>severity</th><th>fact</th><th>message</th></tr>"
    body = "".join(
        f"<tr><td>{escape(f.severity)}</td><td>{escape(f.fact)}</td><td>{escape(f.message)}</td></tr>"
        for f in shown
    )
    return f"<p>{escape(repr(report).strip('<>'))}</p><table>{head}{body}</table>"
