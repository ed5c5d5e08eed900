"""Reports built by hand, for tests of whatever reads a report.

``report`` makes a valid :class:`~factcheck.model.Report` from a few texts and the values in them,
without running a model::

    texts = {"times": "Dorvane said five died.", "post": "Dorvan said six died."}
    build.report(
        texts,
        findings=[
            build.finding([("times", "Dorvane")], [("post", "Dorvan")], type="name"),
            build.finding([("times", "five")], [("post", "six")], fact="number of dead"),
        ],
        agreed=[build.agreed(("times", "died"), ("post", "died"))],
        clusters=[[("times", "five died"), ("post", "six died")]],
    )

A place is ``(document name, substring)`` or ``(document name, substring, nth)``, ``nth`` from 0.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.model import (
    ClaimEntry,
    ClaimStatus,
    Cluster,
    ClusterClaim,
    Document,
    Fact,
    Finding,
    Mention,
    Problem,
    Relation,
    Report,
    Severity,
    Signal,
    Status,
    StoryEntry,
    TimelineEvent,
    Tool,
    Variant,
)

Place = tuple[str, str] | tuple[str, str, int]


@dataclass(frozen=True)
class FindingPlan:
    """A planned finding, before its places are looked up in the texts."""

    variants: tuple[Sequence[Place], ...]
    type: str = "number"
    severity: Severity = "error"
    confidence: float = 0.9
    relation: Relation = "conflict"
    fact: str = "the fact"
    message: str = "The articles differ."
    status: Status = "new"
    reason: str | None = None
    fingerprint: str | None = None
    explanation: tuple[Signal, ...] = (Signal("same slot", 0.9, 1.2, "both fill one slot"),)


@dataclass(frozen=True)
class AgreedPlan:
    """A planned fact that sources state alike, before its places are looked up in the texts."""

    places: tuple[Place, ...]
    type: str = "number"
    label: str = "the agreed fact"


@dataclass(frozen=True)
class Event:
    """A planned time that one document gives, before its place is looked up in the text."""

    place: Place
    first: str
    last: str = ""
    label: str = "it happened"
    kind: str = "event"


def finding(*variants: Sequence[Place], **keys: Any) -> FindingPlan:
    """Plan a finding: one sequence of places per variant, then any field of a finding."""
    return FindingPlan(tuple(variants), **keys)


def agreed(*places: Place, **keys: Any) -> AgreedPlan:
    """Plan an agreed fact from the places that state it."""
    return AgreedPlan(tuple(places), **keys)


def document(name: str, text: str, **keys: Any) -> Document:
    """Return a document called ``name``: its source; ``articles/NAME.txt``: its path."""
    fields: dict[str, Any] = {
        "id": name,
        "path": f"articles/{name}.txt",
        "text": text,
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "title": text.strip().partition("\n")[0] or None,
        "source": name,
    }
    return Document(**{**fields, **keys})


def span(texts: Mapping[str, str], place: Place) -> tuple[str, int, int]:
    """Return document name, start and end of a place.

    Raises:
        AssertionError: the text does not contain it.
    """
    name, wanted, nth = (*place, 0)[:3]
    start = -1
    for _ in range(int(nth) + 1):
        start = texts[name].find(wanted, start + 1)
        assert start >= 0, f"{name} has no {wanted!r} number {nth}"
    return name, start, start + len(wanted)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence (roughly) around ``start:end``."""
    breaks = [0, *(m.end() for m in re.finditer(r"[.!?][\"”']?\s+|\n+", text)), len(text)]
    first = max(b for b in breaks if b <= start)
    last = min(b for b in breaks if b >= end)
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def mention(texts: Mapping[str, str], place: Place) -> Mention:
    """Return the mention at a place, with its sentence as the context."""
    name, start, end = span(texts, place)
    around = sentence(texts[name], start, end)
    return Mention(name, start, end, texts[name][start:end], *around)


def variant(
    texts: Mapping[str, str], places: Iterable[Place], copies: Mapping[str, str] | None = None
) -> Variant:
    """Return the variant that the places give; ``copies`` maps a document to its original."""
    mentions = tuple(mention(texts, place) for place in places)
    sources = {m.document for m in mentions}
    independent = {(copies or {}).get(name, name) for name in sources}
    value = mentions[0].text
    return Variant(value, value.casefold(), len(sources), len(independent), mentions)


@dataclass
class _Links:
    clusters: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def report(
    texts: Mapping[str, str],
    findings: Sequence[FindingPlan] = (),
    agreed: Sequence[AgreedPlan] = (),
    clusters: Sequence[Sequence[Place]] = (),
    timeline: Sequence[Event] = (),
    *,
    stories: Mapping[str, Sequence[str]] | None = None,
    documents: Mapping[str, Mapping[str, Any]] | None = None,
    copies: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Report:
    """Return a valid report of ``texts`` with the planned findings.

    Args:
        texts: document name -> text.
        stories: story title -> document names; by default one story with all documents.
        documents: document name -> fields of the document that differ from the usual.
        copies: document name -> the document whose wording it repeats (counts as one source).
    """
    docs = {
        name: document(name, text, **(documents or {}).get(name, {}))
        for name, text in texts.items()
    }
    titles = stories or {"the story": list(texts)}
    entries = tuple(
        StoryEntry(f"s{n}", title, tuple(names)) for n, (title, names) in enumerate(titles.items())
    )
    story_of = {name: entry.id for entry in entries for name in entry.documents}
    links: dict[tuple[str, int, int], _Links] = {}

    def link(place: Mention | ClusterClaim) -> _Links:
        around = sentence(texts[place.document], place.start, place.end)
        return links.setdefault((place.document, *around), _Links())

    report_findings, facts = [], []
    for n, plan in enumerate(findings):
        variants = tuple(variant(texts, places, copies) for places in plan.variants)
        fingerprint = (
            plan.fingerprint or hashlib.sha256(f"{n}{plan.fact}".encode()).hexdigest()[:16]
        )
        story = story_of[variants[0].mentions[0].document]
        report_findings.append(
            Finding(
                fingerprint,
                plan.type,
                plan.severity,
                plan.confidence,
                plan.relation,
                story,
                plan.fact,
                plan.message,
                variants,
                plan.explanation,
                plan.status,
                plan.reason,
            )
        )
        facts.append(Fact(f"f{n}", story, plan.type, plan.fact, "disputed", fingerprint, variants))
        for m in (m for v in variants for m in v.mentions):
            link(m).findings.append(fingerprint)
    for n, same in enumerate(agreed, start=len(facts)):
        one = variant(texts, same.places, copies)
        story = story_of[one.mentions[0].document]
        facts.append(Fact(f"f{n}", story, same.type, same.label, "agreed", None, (one,)))

    disputed_sentences = {key for key, linked in links.items() if linked.findings}
    report_clusters = []
    for n, places in enumerate(clusters):
        claims = tuple(
            ClusterClaim(name, start, end, texts[name][start:end], copy=name in (copies or {}))
            for name, start, end in (span(texts, place) for place in places)
        )
        for claim in claims:
            link(claim).clusters.append(f"c{n}")
        names = {c.document for c in claims}
        is_disputed = any(
            (c.document, *sentence(texts[c.document], c.start, c.end)) in disputed_sentences
            for c in claims
        )
        report_clusters.append(
            Cluster(
                f"c{n}",
                story_of[claims[0].document],
                "disputed" if is_disputed else "corroborated",
                len(names),
                len({(copies or {}).get(name, name) for name in names}),
                claims,
            )
        )

    def status(linked: _Links) -> ClaimStatus:
        return "disputed" if linked.findings else "corroborated" if linked.clusters else "single"

    events = []
    for event in timeline:
        name, start, end = span(texts, event.place)
        events.append(
            TimelineEvent(
                story_of[name],
                name,
                start,
                end,
                texts[name][start:end],
                event.first,
                event.last or event.first,
                event.label,
                "published" if event.kind == "published" else "event",
            )
        )
    return Report(
        tool=Tool("factcheck", "0.0.0", {"encoder": "none"}),
        documents=tuple(docs.values()),
        stories=entries,
        clusters=tuple(report_clusters),
        findings=tuple(report_findings),
        facts=tuple(facts),
        claims=tuple(
            ClaimEntry(
                f"k{n}",
                *key,
                status(linked),
                tuple(dict.fromkeys(linked.clusters)),
                tuple(dict.fromkeys(linked.findings)),
            )
            for n, (key, linked) in enumerate(sorted(links.items()))
        ),
        timeline=tuple(events),
        problems=tuple(problems),
    )
