"""The cache: results of earlier runs, so that they are not computed again.

One SQLite file in write-ahead mode, shared by all runs of a user. The key of an entry is a digest
of everything that its value depends on, so that no entry can be out of date: a change of text,
model or code leads to another key, and the old entry is pruned later. Values are bytes (msgpack, or
raw numbers), never pickles. Losing the file costs only time. If the file is damaged or cannot be
used, one line of warning says so, and the run goes on.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType

import msgspec

from factcheck.errors import OutputError
from factcheck.settings.config import Config

# The layout of the file; another number makes another file, so old and new runs live side by side.
LAYOUT = 1
FILENAME = f"results-{LAYOUT}.sqlite"
# How long a run waits while another one is writing, in seconds.
PATIENCE = 60.0
# Entries unused for this many days are pruned, unless the person names other limits.
KEPT_DAYS = 30
# SQLite takes at least this many parameters in one statement in all its builds.
_MOST_PARAMETERS = 500
_DAY = 86_400

_TABLES = """
CREATE TABLE IF NOT EXISTS entries (
    key BLOB PRIMARY KEY, kind TEXT NOT NULL, used INTEGER NOT NULL, value BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS counts (
    kind TEXT PRIMARY KEY, hits INTEGER NOT NULL, misses INTEGER NOT NULL
);
"""

_log = logging.getLogger("factcheck")


def digest(*parts: object) -> bytes:
    """Return the 32-byte key of ``parts``: strings, bytes, numbers and sequences of such."""
    return hashlib.sha256(msgspec.msgpack.encode(parts)).digest()


@dataclass(frozen=True, slots=True)
class KindUse:
    """One kind of entry: their number and bytes, and how often a look-up hit or missed."""

    kind: str
    entries: int
    size: int
    hits: int
    misses: int


class Store:
    """A mapping of keys to bytes in a file, which any number of processes may use at a time."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the store at ``path``, or without one a temporary store."""
        self.path = path
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._counts: dict[str, list[int]] = {}
        self._connection = self._open()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Save the numbers of hits and misses, and close the store."""
        try:
            with self._connection as connection:
                connection.executemany(
                    "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (kind) DO UPDATE "
                    "SET hits = hits + excluded.hits, misses = misses + excluded.misses",
                    [(kind, *counts) for kind, counts in sorted(self._counts.items())],
                )
        except sqlite3.Error:
            pass  # Only statistics; a full disk was reported where it mattered.
        self._connection.close()
        if self._folder is not None:
            self._folder.cleanup()

    def get(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values of those ``keys`` that are in the store."""
        values = {key: value for key, value in self._select(keys, "value") if value is not None}
        counts = self._counts.setdefault(kind, [0, 0])
        counts[0] += len(values)
        counts[1] += len(set(keys)) - len(values)
        return values

    def has(self, keys: Iterable[bytes]) -> set[bytes]:
        """Return those ``keys`` that are in the store, without reading their values."""
        return {key for key, _ in self._select(keys, "NULL")}

    def put(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Store ``values``: all of them or, if the process is killed meanwhile, none.

        Raises:
            OutputError: neither the file nor a temporary store has space for them.
        """
        today = int(time.time() // _DAY)
        rows = [(key, kind, today, value) for key, value in values.items()]
        while True:
            try:
                with self._connection as connection:
                    connection.executemany("INSERT OR REPLACE INTO entries VALUES (?,?,?,?)", rows)
                return
            except sqlite3.Error as error:
                self._fall_back(error)

    def use(self) -> list[KindUse]:
        """Return the size and the use of each kind of entry, sorted by kind."""
        sizes = {
            kind: (entries, size)
            for kind, entries, size in self._connection.execute(
                "SELECT kind, count(*), sum(length(value)) FROM entries GROUP BY kind"
            )
        }
        counts = {
            kind: (hits, misses)
            for kind, hits, misses in self._connection.execute("SELECT * FROM counts")
        }
        return [
            KindUse(kind, *sizes.get(kind, (0, 0)), *counts.get(kind, (0, 0)))
            for kind in sorted(sizes.keys() | counts.keys())
        ]

    def prune(self, *, days: int | None = None, size: int | None = None) -> int:
        """Drop entries unused for ``days`` days, then the longest unused beyond ``size`` bytes.

        Return how many were dropped. The file becomes smaller.
        """
        dropped = 0
        with self._connection as connection:
            if days is not None:
                last = int(time.time() // _DAY) - days
                dropped += connection.execute(
                    "DELETE FROM entries WHERE used <= ?", (last,)
                ).rowcount
            if size is not None:
                dropped += connection.execute(
                    "DELETE FROM entries WHERE key IN (SELECT key FROM (SELECT key, "
                    "sum(length(value)) OVER (ORDER BY used DESC, rowid DESC) AS total "
                    "FROM entries) WHERE total > ?)",
                    (size,),
                ).rowcount
        if dropped:
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return dropped

    def _select(self, keys: Iterable[bytes], column: str) -> list[tuple[bytes, bytes | None]]:
        """Return each of ``keys`` in the store with its ``column``, and mark it as used today."""
        today = int(time.time() // _DAY)
        rows: list[tuple[bytes, bytes | None]] = []
        stale: list[tuple[int, bytes]] = []
        try:
            for chunk in _chunks(keys, _MOST_PARAMETERS):
                marks = ",".join("?" * len(chunk))
                for key, value, used in self._connection.execute(
                    f"SELECT key, {column}, used FROM entries WHERE key IN ({marks})", chunk
                ):
                    rows.append((key, value))
                    if used < today:
                        stale.append((today, key))
            if stale:
                with self._connection as connection:
                    connection.executemany("UPDATE entries SET used = ? WHERE key = ?", stale)
        except sqlite3.Error as error:
            self._fall_back(error)
        return rows

    def _open(self) -> sqlite3.Connection:
        if self.path is None:
            return self._open_temporary()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return _connect(self.path)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError as error:
                _log.warning(
                    "the cache %s was damaged (%s) and is built anew", self.path.as_posix(), error
                )
                _remove(self.path)
                return _connect(self.path)
        except (OSError, sqlite3.Error) as error:
            _log.warning(
                "the cache %s cannot be used (%s); going on without it",
                self.path.as_posix(),
                error,
            )
            self.path = None
            return self._open_temporary()

    def _open_temporary(self) -> sqlite3.Connection:
        self._folder = tempfile.TemporaryDirectory(prefix="factcheck-", ignore_cleanup_errors=True)
        return _connect(Path(self._folder.name) / FILENAME, permanent=False)

    def _fall_back(self, error: sqlite3.Error) -> None:
        """Go on with an empty temporary store after the file failed in the middle of a run.

        Raises:
            OutputError: the temporary store has failed already.
        """
        if self.path is None:
            raise OutputError(
                f"intermediate results cannot be kept in {tempfile.gettempdir()}: {error}",
                hint="Free space there, or name another folder with --cache-dir or TMPDIR",
            ) from None
        damaged = not isinstance(error, sqlite3.OperationalError)
        _log.warning(
            "the cache %s %s (%s); going on without it",
            self.path.as_posix(),
            "is damaged and was removed" if damaged else "cannot be used",
            error,
        )
        self._connection.close()
        if damaged:
            _remove(self.path)
        self.path = None
        self._connection = self._open_temporary()


def open_store(config: Config) -> Store:
    """Return the store on the cache file, or a temporary one if the cache is switched off."""
    return Store(cache_file(config) if config.use_cache else None)


def inspect(
    config: Config, *, prune: bool = False, days: int | None = None, megabytes: int | None = None
) -> str:
    """Return size and use of the cache as text, with ``prune`` after pruning it.

    Without ``days`` and ``megabytes``, entries unused for :data:`KEPT_DAYS` are pruned.
    """
    path = cache_file(config)
    if not path.exists():
        return f"{path.as_posix()}: nothing is kept yet\n"
    lines = []
    with Store(path) as store:
        if prune:
            unused = KEPT_DAYS if days is None and megabytes is None else days
            most = None if megabytes is None else megabytes * 1_000_000
            lines.append(f"pruned {store.prune(days=unused, size=most):,} entries")
        use = store.use()
    lines.insert(0, f"{path.as_posix()}: {path.stat().st_size / 1e6:,.1f} MB")
    lines.append(f"{'':8} {'entries':>10} {'MB':>9} {'hits':>10} {'misses':>10}  found")
    for kind in use:
        lookups = kind.hits + kind.misses
        share = f"{kind.hits / lookups:6.1%}" if lookups else "     -"
        lines.append(
            f"{kind.kind:8} {kind.entries:>10,} {kind.size / 1e6:>9,.1f} "
            f"{kind.hits:>10,} {kind.misses:>10,} {share}"
        )
    return "\n".join(lines) + "\n"


def cache_file(config: Config) -> Path:
    """Return the path of the cache: in ``cache-dir``, or the platform's folder for caches."""
    from platformdirs import user_cache_path

    return Path(config.cache_dir or user_cache_path("factcheck")) / FILENAME


def _connect(path: Path, *, permanent: bool = True) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
    try:
        # Readers and one writer do not wait for each other. A power failure loses entries that are
        # not yet on the disk, but never leaves half of one.
        _patiently(connection, f"PRAGMA journal_mode = {'WAL' if permanent else 'OFF'}")
        connection.execute(f"PRAGMA synchronous = {'NORMAL' if permanent else 'OFF'}")
        connection.execute("BEGIN IMMEDIATE")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute("SELECT key, kind, used, value FROM entries LIMIT 1").fetchone()
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Execute a statement that SQLite refuses without waiting while another run opens the file."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _chunks(items: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk
