"""Reports as Parquet files, for corpora whose report is too large for one JSON file.

There is a folder for each table of the report contract, with a file for each part of the corpus.
Programs that read a folder of Parquet files can read it: DuckDB, pandas, Spark. Columns and their
nesting are those of the JSON report. Needs pyarrow (``pip install 'factcheck-articles[parquet]'``).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, TracebackType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from factcheck.errors import ConfigError, OutputError
from factcheck.model import (
    DISTRIBUTION,
    ClaimEntry,
    Cluster,
    Document,
    Fact,
    Finding,
    Problem,
    Report,
    StoryEntry,
    TimelineEvent,
)
from factcheck.report.format import FolderFormat

if TYPE_CHECKING:
    import pyarrow

FOLDER = "factcheck.parquet"
TABLES: dict[str, type] = {
    "documents": Document,
    "stories": StoryEntry,
    "clusters": Cluster,
    "findings": Finding,
    "facts": Fact,
    "claims": ClaimEntry,
    "timeline": TimelineEvent,
    "problems": Problem,
}


class Writer:
    """Writes the parts of a report to a new folder, which replaces the old one at the end."""

    def __init__(self, output: Path) -> None:
        """Begin a report in the folder ``output``.

        Raises:
            ConfigError: pyarrow is not installed.
            OutputError: the folder cannot be written.
        """
        self.path = output / FOLDER
        self._schemas = _schemas()
        self._parts = 0
        try:
            output.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix=f".{FOLDER}.", suffix=".tmp", dir=output))
        except OSError as error:
            raise _unwritten(self.path, error) from None

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._publish()
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, report: Report) -> None:
        """Write the next part: one file in each table.

        Raises:
            OutputError: a file cannot be written.
        """
        import pyarrow
        import pyarrow.parquet

        try:
            for name, schema in self._schemas.items():
                rows = msgspec.to_builtins(getattr(report, name))
                table = pyarrow.Table.from_pylist(rows, schema=schema)
                file = self._folder / name / f"part-{self._parts:05}.parquet"
                file.parent.mkdir(exist_ok=True)
                pyarrow.parquet.write_table(table, file, compression="zstd")
        except OSError as error:
            raise _unwritten(self.path, error) from None
        self._parts += 1

    def _publish(self) -> None:
        """Replace the old folder, if there is one, by the new one.

        Raises:
            OutputError: a folder cannot be renamed.
        """
        old = self._folder.with_suffix(".old")
        try:
            self._folder.chmod(0o755)
            if self.path.exists():
                self.path.rename(old)
            self._folder.rename(self.path)
        except OSError as error:
            raise _unwritten(self.path, error) from None
        finally:
            shutil.rmtree(old, ignore_errors=True)


def write(reports: Iterable[Report], output: Path) -> Path:
    """Write the parts of a report into the folder ``output`` and return the path of the new folder.

    Raises:
        ConfigError: pyarrow is not installed.
        OutputError: a file cannot be written.
    """
    with Writer(output) as writer:
        for report in reports:
            writer.add(report)
    return writer.path


def _unwritten(path: Path, error: OSError) -> OutputError:
    """Return the error for a path that cannot be written."""
    return OutputError(
        f"cannot write {path.as_posix()}: {error.strerror or error}",
        hint="Free space or permissions, or name another folder with --output",
    )


def _schemas() -> Mapping[str, pyarrow.Schema]:
    """Return table -> Arrow schema.

    Raises:
        ConfigError: pyarrow is not installed.
    """
    try:
        import pyarrow
    except ImportError:
        raise ConfigError(
            "the format parquet needs the package pyarrow",
            hint=f"Run: pip install '{DISTRIBUTION}[parquet]', or choose another format",
        ) from None
    return {name: pyarrow.schema(list(_struct(row))) for name, row in TABLES.items()}


def _struct(row: type) -> Iterable[tuple[str, pyarrow.DataType]]:
    """Return name and Arrow type of each field of a dataclass."""
    hints = get_type_hints(row)
    return [(field.name, _column(hints[field.name])) for field in fields(row)]


def _column(kind: Any) -> pyarrow.DataType:
    """Return the Arrow type of a field of the report contract."""
    import pyarrow

    if is_dataclass(kind) and isinstance(kind, type):
        return pyarrow.struct(list(_struct(kind)))
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (kind,) = (each for each in inner if each is not NoneType)
        return _column(kind)
    if origin is Literal:
        return pyarrow.string()
    if origin is tuple:
        return pyarrow.list_(_column(inner[0]))
    plain = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    return plain[kind] if kind is not bool else pyarrow.bool_()


FORMAT = FolderFormat("parquet", FOLDER, "tables for very many articles, one folder each", write)
