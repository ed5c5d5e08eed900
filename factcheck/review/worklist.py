"""The worklist: every wanted correction with its place, as a CSV file that is read again.

A finding with a correction is decided, but it stays news until the article is corrected.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from factcheck.errors import ConfigError
from factcheck.model import Document, Mention, Report

DEFAULT_WORKLIST = "factcheck-worklist.csv"

# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Correction:
    """One place to correct: ``old`` at ``start:end`` of the text becomes ``new``.

    ``document`` is the path of the article; ``line`` and ``column`` are None if it has no lines.
    ``fingerprint`` is that of the finding.
    """

    document: str
    line: int | None
    column: int | None
    start: int
    end: int
    old: str
    new: str
    note: str
    fingerprint: str


COLUMNS = tuple(field.name for field in fields(Correction))


def at(document: Document, mention: Mention, new: str, note: str, fingerprint: str) -> Correction:
    """Return the correction of a mention in ``document``."""
    line, column = document.locate(mention.start) or (None, None)
    start, end, old = mention.start, mention.end, mention.text
    return Correction(document.path, line, column, start, end, old, new, note, fingerprint)


def ordered(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the corrections by article and place, each once."""
    return tuple(
        sorted(
            set(corrections),
            key=lambda c: (c.document, c.start, c.end, c.new, c.fingerprint, c.note),
        )
    )


def to_csv(corrections: Iterable[Correction]) -> str:
    """Return the worklist as CSV with a row of headings; no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)  # lines end with CR LF, as RFC 4180 has it
    writer.writerow(COLUMNS)
    for correction in ordered(corrections):
        writer.writerow(cell(getattr(correction, name)) for name in COLUMNS)
    return out.getvalue()


def cell(value: str | float | None) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def _value(cell: str) -> str:
    """Return the text of a cell, the inverse of :func:`cell`."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(_FORMULA) else cell


def load(path: Path) -> tuple[Correction, ...]:
    """Return the corrections in a file that :func:`to_csv` wrote.

    Raises:
        ConfigError: the file cannot be read or is no worklist.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""))
        if text and not set(COLUMNS) <= set(rows.fieldnames or ()):
            raise KeyError
        return tuple(_correction(row) for row in rows)
    except OSError as error:
        reason = error.strerror or str(error)
    except (UnicodeDecodeError, csv.Error, KeyError, TypeError, ValueError):
        reason = f"it needs the columns {', '.join(COLUMNS)}"
    raise ConfigError(
        f"cannot read the worklist {path.as_posix()}: {reason}",
        hint="Name another file with --worklist, or remove this one",
    )


def _correction(row: dict[str, str]) -> Correction:
    cells = {name: _value(row[name]) for name in COLUMNS}
    line, column = (int(cells[name]) if cells[name] else None for name in ("line", "column"))
    return Correction(
        cells["document"],
        line,
        column,
        int(cells["start"]),
        int(cells["end"]),
        *(cells[name] for name in ("old", "new", "note", "fingerprint")),
    )


def renewed(
    corrections: Sequence[Correction], report: Report
) -> tuple[tuple[Correction, ...], tuple[Correction, ...]]:
    """Return the corrections that are still wanted, at their places in ``report``, and those done.

    One is done if its article is in the report and no longer has the old words in that finding.
    """
    findings = {f.fingerprint: f for f in report.findings}
    documents = {d.id: d for d in report.documents}
    paths = {d.path for d in report.documents}
    wanted, done = [], []
    for correction in corrections:
        finding = findings.get(correction.fingerprint)
        places = [
            mention
            for variant in (finding.variants if finding else ())
            for mention in variant.mentions
            if documents[mention.document].path == correction.document
            and mention.text == correction.old
        ]
        if places:
            nearest = min(places, key=lambda m: (abs(m.start - correction.start), m.start))
            moved = at(documents[nearest.document], nearest, "", "", correction.fingerprint)
            wanted.append(replace(moved, new=correction.new, note=correction.note))
        elif correction.document in paths:
            done.append(correction)
        else:
            wanted.append(correction)
    return ordered(wanted), ordered(done)
