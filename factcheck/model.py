"""The vocabulary of factcheck as plain frozen dataclasses.

The first half is the data that the steps pass on (documents -> claims -> stories -> clusters ->
findings). The second half, from :class:`Mention` on, is the report contract: its fields are those
that ``factcheck schema report`` prints. All offsets are code points into ``Document.text``, end
exclusive, and ``Document.text`` is never altered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Protocol, Self

VERSION = "0.1.0"

# What the package indexes call this package: "factcheck" is another project there. The package that
# is imported and the command are called factcheck.
DISTRIBUTION = "factcheck-articles"

Severity = Literal["error", "warning", "note"]
Status = Literal["new", "accepted", "suppressed"]
Verdict = Literal["corroborated", "disputed", "related"]
Relation = Literal["same", "compatible", "drift", "conflict"]
ClaimStatus = Literal["corroborated", "disputed", "related", "single"]

# What stands in a template where the values of its fact go.
GAP = "▢"

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


# --- what is read -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``text`` is exactly what was read; every offset in a report points into it.

    ``path`` is the path from the user, relative, with ``/``. ``published`` is an ISO date
    (``2018-06-26``), and ``published_span`` the span of the date in the text, None where it is not
    in the text. ``excluded`` are spans that make no claims: navigation, captions, biographies,
    suppressed regions. ``story`` is the story that the input or the configuration declares, None
    where it is to be found out; documents of one such name are one story.

    ``anchors`` connect the text to the lines of the original file: ``()`` if the text is the file,
    line for line; ``None`` if the format has no lines (HTML, PDF); otherwise each is ``(offset,
    line, column)``, line and column from 1. An anchor is valid up to the next one; newlines between
    them count as lines.
    """

    id: str
    path: str
    text: str
    sha256: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    published_span: tuple[int, int] | None = None
    language: str = "en"
    excluded: tuple[tuple[int, int], ...] = ()
    anchors: tuple[tuple[int, int, int], ...] | None = ()
    story: str | None = None

    def locate(self, offset: int) -> tuple[int, int] | None:
        """Return line and column (both from 1) of ``offset`` in the original file.

        Columns are code points. The result is None if the format of the file has no lines.
        """
        if self.anchors is None:
            return None
        position = bisect_right(self.anchors, offset, key=lambda anchor: anchor[0])
        base, line, column = self.anchors[position - 1] if position else (0, 1, 1)
        newlines = self.text.count("\n", base, offset)
        if not newlines:
            return line, column + offset - base
        return line + newlines, offset - self.text.rfind("\n", base, offset)

    def __repr__(self) -> str:
        """Return a short description; the text would fill a screen."""
        return f"<Document {self.id!r} of {len(self.text):,} characters>"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an input.

    If ``used`` is False, the run goes on without the input. If it is True, this is only a remark:
    the input was used, or it is a duplicate of one that was.
    """

    path: str
    reason: str
    hint: str = ""
    used: bool = False


# --- progress -----------------------------------------------------------------------------------


class Progress(Protocol):
    """Receives what a run is doing; :mod:`factcheck.app.progress` shows it to the user."""

    def step(self, name: str, total: int | None = None) -> None:
        """Begin the step ``name``, of ``total`` units of work where that is known."""

    def advance(self, n: int = 1, *, sentences: int = 0, known: bool = False) -> None:
        """Count ``n`` more finished units of the current step, with so many ``sentences``.

        Units that were ``known`` came from the cache and are left out of the speed.
        """

    def spent(self, parts: Mapping[str, float]) -> None:
        """Receive the seconds that each part of the current step took; parts may overlap."""

    def withheld(self, counts: Mapping[str, int]) -> None:
        """Say how many more candidates each filter held back, by the name of the filter."""

    def asked(self, questions: int, known: int, tokens: int, seconds: float) -> None:
        """Say what a second opinion cost: ``known`` of its questions came from the cache."""

    def problem(self, problem: Problem) -> None:
        """Receive a problem with an input as soon as it is known."""

    def done(self) -> None:
        """End the last step; no other method is called afterwards."""


# --- claims and values ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """What a sentence says about a value, without the value itself.

    All words are in lower case and lemmas, except in ``label`` and ``clause``.

    * ``head``: what the value counts or names; ``sort``: "person" or "thing", "" if not known.
    * ``predicate``: the governing verb or event noun; ``role``: the grammatical relation of the
      value's phrase to it.
    * ``which``: words that pick one of several things of one name ("another", "first"), of what
      is counted or takes part; ``arguments``: the other participants of the predicate.
    * ``context``: the content words of the clause; ``window``: those next to the value.
    * ``has_year``: whether the rest of the sentence names a year.
    * ``label``: what the value is about, in the words of the article ("people killed").
    * ``clause``: the clause with the value masked ("... people were killed"), empty where it is
      nearly the whole sentence.
    """

    head: str = ""
    sort: str = ""
    predicate: str = ""
    role: str = ""
    which: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    window: tuple[str, ...] = ()
    has_year: bool = False
    label: str = ""
    clause: str = ""


class Payload:
    """What a kind of value needs, besides the normalised form, to compare two values.

    Each kind declares its own as a frozen dataclass with slots. msgspec must be able to write and
    read its fields, because the cache stores them.
    """

    __slots__ = ()

    @classmethod
    def of(cls, value: Value) -> Self:
        """Return the payload of a value.

        Raises:
            TypeError: the value is of another kind.
        """
        payload = value.payload
        if not isinstance(payload, cls):
            raise TypeError(f"the {value.kind} {value.text!r} has no {cls.__name__}")
        return payload


@dataclass(frozen=True, slots=True)
class Value:
    """Something comparable inside a claim: its surface span and its normalised form.

    Two values of one kind are the same value if ``normalized`` is equal. ``payload`` is what the
    kind needs in addition to compare them, None if it needs nothing.
    """

    kind: str
    start: int
    end: int
    text: str
    normalized: str
    slot: Slot = Slot()
    payload: Payload | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a claim, as the parser has read it.

    ``head`` is the position in the claim of the word that it depends on, its own for the root;
    ``dep`` and ``tag`` are the parser's names for how it depends and what it is. ``lemma`` is the
    sense of a content word, empty for all others.
    """

    start: int
    end: int
    head: int
    dep: str
    tag: str
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence asserts.

    ``document`` is the document's id, ``index`` the position among its claims. ``content`` are the
    content words, as lemmas. ``words`` are all its words in order, so that a report can quote a
    part of it that reads well.
    """

    document: str
    index: int
    start: int
    end: int
    values: tuple[Value, ...] = ()
    speaker: str | None = None
    negated: bool = False
    hedged: bool = False
    content: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()


# --- the report -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a value is stated: ``documents[document].text[start:end] == text``.

    ``context_start`` and ``context_end`` are the span of its sentence.
    """

    document: str
    start: int
    end: int
    text: str
    context_start: int
    context_end: int


@dataclass(frozen=True, slots=True)
class Where:
    """What a mention refers to: its document, line and column, its text and its sentence.

    Line and column count from 1 and are None if the format of the file has no lines.
    """

    document: Document
    line: int | None
    column: int | None
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the values of a fact, with the number of its sources and all its mentions."""

    value: str
    normalized: str
    sources: int
    independent_sources: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """One step of the explanation of a finding, a waterfall of log-odds.

    The first step is where all such findings start, the last their sum. Between them is each
    reason for or against the finding, which ``text`` describes: ``value`` is that of the signal,
    and ``weight`` is by how much it raises the confidence; a negative weight lowers it.
    """

    name: str
    value: float
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A discrepancy as reported. ``relation`` is ``conflict`` or ``drift``.

    ``type`` is the name of one of the :func:`factcheck.settings.finding_types.finding_types`.
    ``fact`` is what the articles differ on, in their words; ``template`` is their clause with one
    gap (▢) where the values go, None where there is no such clause. There are two variants or more,
    or one: a slip of a name that the vocabulary of the configuration has and no article.
    """

    fingerprint: str
    type: str
    severity: Severity
    confidence: float
    relation: Relation
    story: str
    fact: str
    message: str
    variants: tuple[Variant, ...]
    explanation: tuple[Signal, ...] = ()
    status: Status = "new"
    reason: str | None = None
    template: str | None = None

    def __repr__(self) -> str:
        """Return a short description: severity, type, and the values that differ."""
        values = " / ".join(variant.value for variant in self.variants)
        status = "" if self.status == "new" else f" ({self.status})"
        return f"<Finding {self.severity}, {self.type}: {values}{status}>"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the coverage matrix: the values that the sources have for one slot of the story.

    ``finding`` is the fingerprint of the finding on this fact, None if it is not disputed.
    ``template`` is as in :class:`Finding`; an agreed statement has none, as its ``label`` says all.
    """

    id: str
    story: str
    type: str
    label: str
    status: Literal["agreed", "disputed"]
    finding: str | None
    variants: tuple[Variant, ...]
    template: str | None = None


@dataclass(frozen=True, slots=True)
class ClusterClaim:
    """A claim of a cluster; ``copy`` is True if it repeats the wording of another document."""

    document: str
    start: int
    end: int
    text: str
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims from two or more documents that say the same, or are merely related.

    ``corroborated``: all of them say the same, and two or more sources are independent of each
    other. ``disputed``: a discrepancy concerns one of them, or stands between two that are related.
    ``related``: they are on the same matter, and nobody knows more.
    """

    id: str
    story: str
    verdict: Verdict
    sources: int
    independent_sources: int
    claims: tuple[ClusterClaim, ...]


@dataclass(frozen=True, slots=True)
class ClaimValue:
    """A number, date, name or quotation of a claim, with its span in the document.

    ``borne_out`` is True if an independent source that says the same as the claim gives it, too, or
    if the sources agree on it for one fact.
    """

    kind: str
    start: int
    end: int
    text: str
    borne_out: bool


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim of one document for the reading view, with its clusters and findings.

    ``corroborated`` claims say the same as one of an independent source, ``related`` ones are only
    on the same matter. ``values`` are those of a claim in clusters: a corroborated claim of which
    some are not borne out is corroborated in part.
    """

    id: str
    document: str
    start: int
    end: int
    status: ClaimStatus
    clusters: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    values: tuple[ClaimValue, ...] = ()


WEEKDAY = "-W-"
"""How ISO 8601 writes a day of a week that is not known: ``-W-1`` is some Monday."""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """A date that one source has. ``first`` and ``last`` are ISO dates or date-times.

    Where no article of the story has a publication date, a weekday is written as ``-W-1`` (Monday)
    to ``-W-7``.

    ``kind`` is ``published`` for the publication date and ``event`` for the date of an event, which
    ``label`` describes.
    """

    story: str
    document: str
    start: int
    end: int
    text: str
    first: str
    last: str
    label: str
    kind: Literal["published", "event"]
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """The documents that report one event."""

    id: str
    title: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """The program and the models that made the report; ``models`` maps a purpose to a model."""

    name: str
    version: str
    models: Mapping[str, str]


class Savable:
    """What is the same for all results: they are saved in any format that there is for them."""

    __slots__ = ()

    def save(self, path: str | Path, format: str | None = None) -> Path:
        """Write the result to the file ``path`` and return its path.

        The format follows from the ending of the file: ``.html``, ``.json``, ``.md``, ``.txt``,
        ``.sarif`` and so on, unless ``format`` names it.

        Raises:
            ConfigError: there is no such format for this result.
            OutputError: the file cannot be written.
        """
        # The formats stand above the vocabulary, and are found by name as the registry finds them.
        saved: Path = _above("report.saving").save(self, path, format)
        return saved


def _above(module: str) -> Any:
    return import_module(f"factcheck.{module}")


@dataclass(frozen=True, slots=True)
class Report(Savable):
    """All that a report format may show; :mod:`factcheck.report.json` writes it unchanged."""

    tool: Tool
    documents: tuple[Document, ...]
    stories: tuple[StoryEntry, ...]
    clusters: tuple[Cluster, ...]
    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...]
    claims: tuple[ClaimEntry, ...]
    timeline: tuple[TimelineEvent, ...]
    problems: tuple[Problem, ...] = ()
    schema_version: str = "1"

    def document(self, id: str) -> Document:
        """Return the document called ``id``.

        Raises:
            KeyError: there is none.
        """
        for document in self.documents:
            if document.id == id:
                return document
        raise KeyError(id)

    def where(self, mention: Mention) -> Where:
        """Return what a mention refers to: document, line and column, text and sentence.

        Raises:
            KeyError: the mention is of another report.
        """
        document = self.document(mention.document)
        line, column = document.locate(mention.start) or (None, None)
        sentence = document.text[mention.context_start : mention.context_end]
        text = document.text[mention.start : mention.end]
        return Where(document, line, column, text, sentence)

    def rows(self) -> list[dict[str, Any]]:
        """Return one flat row for each mention of each finding, for tables and data frames.

        ``pandas.DataFrame(report.rows())`` makes a data frame of it.
        """
        rows: list[dict[str, Any]] = _above("report.rows").rows(self)
        return rows

    def __repr__(self) -> str:
        """Return a short description; the texts would fill many screens."""
        counted = Counter(f.severity for f in self.findings if f.status == "new")
        counts = ", ".join(f"{counted[s]} {s}{'s' * (counted[s] != 1)}" for s in SEVERITIES)
        articles = f"{len(self.documents)} article{'s' * (len(self.documents) != 1)}"
        stories = f"{len(self.stories)} {'story' if len(self.stories) == 1 else 'stories'}"
        return f"<Report on {articles} in {stories}: {counts} new>"

    def _repr_html_(self) -> str:
        """Return the findings as a table, for notebooks."""
        table: str = _above("report.saving").table(self)
        return table
