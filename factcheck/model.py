"""The vocabulary of factcheck as plain frozen dataclasses.

The first half is what flows through the steps (documents -> claims -> stories -> clusters ->
findings); the second half, from :class:`Mention` on, is the report contract, field by field as
``factcheck schema report`` prints it. All offsets are code points into ``Document.text``, end
exclusive, and ``Document.text`` is never altered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, Self

VERSION = "0.1.0"

Severity = Literal["error", "warning", "note"]
Status = Literal["new", "accepted", "suppressed"]
Verdict = Literal["corroborated", "disputed"]
Relation = Literal["same", "compatible", "drift", "conflict"]
ClaimStatus = Literal["corroborated", "disputed", "single"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


# --- what is read -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``text`` is exactly what was read; every offset in a report points into it.

    ``path`` is as the user gave it, relative, with ``/``. ``published`` is an ISO date
    (``2018-06-26``) and ``published_span`` says where in the text it stands, when it stands there.
    ``excluded`` are spans that make no claims: navigation, captions, biographies, suppressed
    regions. ``anchors`` tie the text to the lines of the original file: ``()`` says that the text
    is the file, line for line; ``None`` that the format has no lines (HTML, PDF); otherwise each
    ``(offset, line, column)``, lines and columns from 1, holds from its offset up to the next
    anchor, newlines in between counted.
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

    def locate(self, offset: int) -> tuple[int, int] | None:
        """Return line and column (both from 1) of ``offset`` in the original file.

        Returns None where the format of the file has no lines. Columns count code points.
        """
        if self.anchors is None:
            return None
        position = bisect_right(self.anchors, offset, key=lambda anchor: anchor[0])
        base, line, column = self.anchors[position - 1] if position else (0, 1, 1)
        newlines = self.text.count("\n", base, offset)
        if not newlines:
            return line, column + offset - base
        return line + newlines, offset - self.text.rfind("\n", base, offset)


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be used, and the run goes on without it.

    ``used`` says that it was used all the same, or counted with its twin: a remark, no failure.
    """

    path: str
    reason: str
    hint: str = ""
    used: bool = False


# --- what a run says while it works -------------------------------------------------------------


class Progress(Protocol):
    """What a run tells whoever waits for it; :mod:`factcheck.app.progress` shows it."""

    def step(self, name: str, total: int | None = None) -> None:
        """Begin the step ``name``; ``total`` units of work are ahead where that is known."""

    def advance(self, n: int = 1, *, sentences: int = 0, known: bool = False) -> None:
        """Say that ``n`` more units of the current step are finished, with so many ``sentences``.

        Those that were ``known`` needed no work, and do not count as speed.
        """

    def spent(self, parts: Mapping[str, float]) -> None:
        """Say how many seconds each part of the current step took; they may overlap."""

    def withheld(self, counts: Mapping[str, int]) -> None:
        """Say how many more candidates each filter held back, by the name of the filter."""

    def problem(self, problem: Problem) -> None:
        """Show an input that cannot be used as soon as it is known."""

    def done(self) -> None:
        """End the last step; nothing is reported afterwards."""


# --- what the language step finds -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """The place a value fills in its sentence, with the value itself left out.

    All fields hold lower-case lemmas. ``head`` is the thing counted or named by the value, ``sort``
    whether that is a "person" or a "thing" (or "", not known), ``predicate`` the governing verb (or
    event noun), ``role`` how the value's phrase hangs on the predicate and ``apart`` how many words
    stand between the two, ``arguments`` the other participants of the predicate, ``modifiers`` what
    narrows the head, ``context`` the content words of the clause, ``window`` those next to the
    value, ``near`` the proper names next to it and ``names`` the proper names in the sentence,
    ``times`` the resolved dates in the sentence. ``label`` says in the article's own words what the
    value is about ("people killed"); ``clause`` is the value's clause with the value masked
    ("... people were killed"), empty where that is nearly the whole sentence.
    """

    head: str = ""
    sort: str = ""
    predicate: str = ""
    role: str = ""
    apart: int = 0
    modifiers: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    window: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    label: str = ""
    clause: str = ""


class Payload:
    """What a kind of value keeps of each value to compare it with others.

    Each kind declares its own as a frozen dataclass with slots, of fields that msgspec can write
    and read, so that the cache can keep it.
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

    Two values of one kind are the same value where ``normalized`` is equal. ``payload`` is what
    the kind needs besides to compare them, None where it needs nothing.
    """

    kind: str
    start: int
    end: int
    text: str
    normalized: str
    slot: Slot = Slot()
    payload: Payload | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence asserts. ``index`` is its position among the document's claims."""

    document: str
    index: int
    start: int
    end: int
    values: tuple[Value, ...] = ()
    speaker: str | None = None
    negated: bool = False
    hedged: bool = False
    content: tuple[str, ...] = ()


# --- the report -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a value stands: ``documents[document].text[start:end] == text``."""

    document: str
    start: int
    end: int
    text: str
    context_start: int
    context_end: int


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the values given for a fact, with who gives it and every place where it is given."""

    value: str
    normalized: str
    sources: int
    independent_sources: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for or against a finding: its name, its value, its weight in the confidence."""

    name: str
    value: float
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A discrepancy as reported. ``relation`` is ``conflict`` or ``drift``.

    ``type`` is the name of one of the :func:`factcheck.settings.finding_types.finding_types`.
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


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the coverage matrix: what each source gives for one slot of the story.

    ``finding`` is the fingerprint of the finding on this fact where it is disputed.
    """

    id: str
    story: str
    type: str
    label: str
    status: Literal["agreed", "disputed"]
    finding: str | None
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class ClusterClaim:
    """A claim as it stands in a cluster; ``copy`` marks wording repeated from another document."""

    document: str
    start: int
    end: int
    text: str
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims from two or more documents that state the same thing about the same event."""

    id: str
    story: str
    verdict: Verdict
    sources: int
    independent_sources: int
    claims: tuple[ClusterClaim, ...]


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim of one document for the reading view, with links to what bears on it."""

    id: str
    document: str
    start: int
    end: int
    status: ClaimStatus
    clusters: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """What one source says happened when. ``first`` and ``last`` are ISO dates or date-times.

    ``kind`` is ``published`` for publication dates and ``event`` otherwise.
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
    """Which program and which models made the report."""

    name: str
    version: str
    models: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reporter may show; :mod:`factcheck.report.json` writes it as it stands."""

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
