"""What other packages can add to factcheck: readers, kinds of value, report formats.

Each of these has one table, name -> ``module:attribute``. What factcheck itself has is one line in
it; other distributions add theirs as entry points of the same group::

    [project.entry-points."factcheck.report"]
    minutes = "newsdesk.minutes:FORMAT"

Nothing is imported before it is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

from factcheck.errors import ConfigError

T = TypeVar("T")


@dataclass(frozen=True)
class Registry:
    """One table of things that can be added.

    ``group`` is the name of the entry points, ``what`` one entry in plain words.
    """

    group: str
    what: str
    built_in: Mapping[str, str]

    def names(self) -> list[str]:
        """Return the names of all entries: the built-in ones, then those of other distributions."""
        return list(dict.fromkeys([*self.built_in, *(p.name for p in self.plugins())]))

    def load(self, name: str, kind: type[T]) -> T:
        """Return the entry called ``name``, an instance of ``kind``.

        Raises:
            ConfigError: there is none or more than one, it cannot be loaded, or is no ``kind``.
        """
        plugins = [plugin for plugin in self.plugins() if plugin.name == name]
        if len(plugins) + (name in self.built_in) > 1:
            conflict = f"{distribution(plugins[-1])} brings a {self.what} {name!r}"
            raise ConfigError(
                f"{conflict}, which is there already",
                hint="Remove one of the packages",
            )
        if name in self.built_in:
            module, _, attribute = self.built_in[name].partition(":")
            entry = getattr(import_module(module), attribute)
        else:
            entry = self._load_plugin(name, plugins)
        if not isinstance(entry, kind):
            raise ConfigError(
                f"the {self.what} {name!r} is a {type(entry).__name__}, not a {kind.__name__}",
                hint=f"Its entry point must name an instance of {kind.__module__}.{kind.__name__}",
            )
        return entry

    def load_all(self, kind: type[T]) -> list[T]:
        """Return all entries, in the order of :meth:`names`. Raises as :meth:`load`."""
        return [self.load(name, kind) for name in self.names()]

    def plugins(self) -> list[EntryPoint]:
        """Return the entry points of other distributions, sorted by name."""
        return list(_plugins(self.group))

    def _load_plugin(self, name: str, plugins: Sequence[EntryPoint]) -> object:
        if not plugins:
            raise ConfigError(
                f"there is no {self.what} {name!r}", hint=f"Choose from: {', '.join(self.names())}"
            )
        try:
            return plugins[0].load()
        # A plug-in may fail in any way; the person sees its name and no traceback.
        except Exception as error:
            raise ConfigError(
                f"the {self.what} {name!r} of {distribution(plugins[0])} cannot be loaded: "
                f"{type(error).__name__}: {error}",
                hint="Update or remove that package",
            ) from error


@cache
def _plugins(group: str) -> tuple[EntryPoint, ...]:
    plugins = _installed().select(group=group)
    return tuple(sorted(plugins, key=lambda p: (p.name, distribution(p))))


@cache
def _installed() -> Any:
    """Return the entry points of all packages, from which ``select(group=...)`` chooses.

    Looking through the packages takes some milliseconds: once is enough for all groups.
    """
    return entry_points()


def distribution(plugin: EntryPoint) -> str:
    """Return the name of the distribution that has an entry point, or where it points."""
    return plugin.dist.name if plugin.dist else plugin.value


KINDS = Registry(
    "factcheck.values",
    "kind of value",
    {
        "date": "factcheck.values.dates:KIND",
        "attribute": "factcheck.values.attributes:KIND",
        "name": "factcheck.values.names:KIND",
        "number": "factcheck.values.numbers:KIND",
        "place": "factcheck.values.places:KIND",
        "quote": "factcheck.values.quotes:KIND",
        "role": "factcheck.values.roles:KIND",
        "speaker": "factcheck.values.speakers:KIND",
        "statement": "factcheck.values.polarity:KIND",
    },
)
READERS = Registry(
    "factcheck.read",
    "reader",
    {
        "text": "factcheck.read.text:READER",
        "markdown": "factcheck.read.markdown:READER",
        "html": "factcheck.read.html:READER",
        "json": "factcheck.read.json:READER",
        "pdf": "factcheck.read.pdf:READER",
        "docx": "factcheck.read.docx:READER",
        "odt": "factcheck.read.odt:READER",
        "rtf": "factcheck.read.rtf:READER",
        "epub": "factcheck.read.epub:READER",
        "mail": "factcheck.read.mail:MESSAGE",
        "mailbox": "factcheck.read.mail:BOX",
        "feed": "factcheck.read.feeds:READER",
        "wiki": "factcheck.read.wiki:READER",
        "table": "factcheck.read.table:READER",
        "notebook": "factcheck.read.notebook:READER",
        "subtitles": "factcheck.read.subtitles:READER",
        "restructuredtext": "factcheck.read.rst:READER",
        "asciidoc": "factcheck.read.asciidoc:READER",
        "org": "factcheck.read.org:READER",
        "gzipped": "factcheck.read.gzipped:READER",
        "zipped": "factcheck.read.zipped:READER",
    },
)
REPORT_FORMATS = Registry(
    "factcheck.report",
    "report format",
    {
        "text": "factcheck.report.text:FORMAT",
        "json": "factcheck.report.json:FORMAT",
        "html": "factcheck.report.page.html:FORMAT",
        "concise": "factcheck.report.concise:FORMAT",
        "csv": "factcheck.report.rows:CSV",
        "jsonl": "factcheck.report.rows:JSONL",
        "sarif": "factcheck.report.sarif:FORMAT",
        "junit": "factcheck.report.junit:FORMAT",
        "markdown": "factcheck.report.markdown:FORMAT",
        "github": "factcheck.report.github:FORMAT",
        "codequality": "factcheck.report.codequality:FORMAT",
        "parquet": "factcheck.report.parquet:FORMAT",
    },
)
DIFF_FORMATS = Registry(
    "factcheck.report.diff",
    "format of a difference",
    {
        "text": "factcheck.report.diff:TEXT",
        "json": "factcheck.report.diff:JSON",
        "html": "factcheck.report.page.html:DIFF",
        "concise": "factcheck.report.concise:DIFF",
        "markdown": "factcheck.report.diff_markdown:FORMAT",
        "github": "factcheck.report.diff_markdown:GITHUB",
    },
)
PAIR_FORMATS = Registry(
    "factcheck.report.pair",
    "format of two articles side by side",
    {
        "text": "factcheck.report.text:FORMAT",
        "json": "factcheck.report.json:PAIR",
        "html": "factcheck.report.page.html:PAIR",
        "concise": "factcheck.report.concise:FORMAT",
        "markdown": "factcheck.report.markdown:PAIR",
        "github": "factcheck.report.github:FORMAT",
    },
)
VERIFY_FORMATS = Registry(
    "factcheck.report.verify",
    "format of a verified draft",
    {
        "text": "factcheck.report.verified:TEXT",
        "json": "factcheck.report.verified:JSON",
        "html": "factcheck.report.page.html:VERIFIED",
        "concise": "factcheck.report.concise:VERIFIED",
    },
)


def give_what_is_read() -> str:
    """Return the hint for an input of no format that is read."""
    return f"Give files of one of these formats: {', '.join(READERS.names())}."
