"""The timeline of a story: publication dates, and the dates of events that each source gives."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.facts.cutting import cut_around, written
from factcheck.model import WEEKDAY, Claim, Finding, TimelineEvent, Value
from factcheck.stories.story import StoryView
from factcheck.values.days import DatePayload

# The characters that a label of an event may have.
LONGEST = 60


def timeline(view: StoryView, story: str, findings: Sequence[Finding]) -> tuple[TimelineEvent, ...]:
    """Return the dated events of a story, the earliest first."""
    disputed = {
        (m.document, m.start): f.fingerprint
        for f in findings
        if f.type == "date"
        for v in f.variants
        for m in v.mentions
    }
    undated = all(a.document.published is None for a in view.analyses)
    events: list[TimelineEvent] = []
    for analysis in view.analyses:
        document = analysis.document
        if document.published is not None:
            start, end = document.published_span or (0, 0)
            events.append(
                TimelineEvent(
                    story, document.id, start, end, document.text[start:end], document.published,
                    document.published, "published", "published",
                    disputed.get((document.id, start)),
                )
            )  # fmt: skip
        for claim in analysis.claims:
            for value in claim.values:
                day = _day(value, undated=undated)
                if day:
                    events.append(
                        TimelineEvent(
                            story, document.id, value.start, value.end, value.text, day,
                            day, _label(claim, document.text, value), "event",
                            disputed.get((document.id, value.start)),
                        )
                    )  # fmt: skip
    return tuple(sorted(events, key=lambda e: (e.first, e.kind, e.document, e.start)))


def _day(value: Value, *, undated: bool) -> str:
    """Return the day that a value names, or its weekday where no article says when it appeared."""
    date = value.payload
    if not isinstance(date, DatePayload):
        return ""
    if date.resolved:
        return date.resolved.isoformat()
    named = undated and date.grain == "weekday" and date.weekday is not None
    return f"{WEEKDAY}{(date.weekday or 0) + 1}" if named else ""


def _label(claim: Claim, text: str, value: Value) -> str:
    """Return in the article's words what is dated."""
    cut = cut_around(claim, text, value.start, value.end, LONGEST)
    return (cut and written(cut, text)) or value.slot.label or "mentioned"
