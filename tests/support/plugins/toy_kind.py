"""A kind of value from outside: the licence plates of cars ("KX63 ABC")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.language.parser import ParsedDocument
from factcheck.model import Claim, Payload, Value
from factcheck.settings.finding_types import FindingType
from factcheck.values import Comparison, Kind
from factcheck.values.base import slot_of

_PLATE = re.compile(r"\b([A-Z]{2})(\d\d) ?([A-Z]{3})\b")


@dataclass(frozen=True, slots=True)
class PlatePayload(Payload):
    """The region in which a car was registered, and the half-year, as the plate has them."""

    region: str
    age: int


class Plates(Kind):
    """Licence plates, each of which belongs to one car."""

    name = "licence plate"
    finding_type = FindingType(
        "plate",
        "PlateConflict",
        "One car has two licence plates",
        "The articles give one car different licence plates. Check the plate with the police.",
        "The car is given two plates ({label}): {first}, but also {others}{reason}.",
    )
    payload = PlatePayload
    fills_slots = True

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the licence plates of the document."""
        for sentence in parsed.sentences:
            span = sentence.span
            for match in _PLATE.finditer(span.text):
                start, end = (span.start_char + offset for offset in match.span())
                tokens = span.doc.char_span(start, end, alignment_mode="expand")
                yield Value(
                    self.name,
                    sentence.start + match.start(),
                    sentence.start + match.end(),
                    match[0],
                    "".join(match.groups()),
                    slot_of(tokens.root, range(tokens.start, tokens.end)),
                    PlatePayload(match[1], int(match[2])),
                )

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two plates letter by letter."""
        if a.normalized == b.normalized:
            return Comparison("same", distance=0.0)
        x, y = PlatePayload.of(a), PlatePayload.of(b)
        reason = "the last letters differ" if x == y else "car and year differ"
        return Comparison("conflict", reason, 0.5 if x == y else 1.0)

    def label(self, value: Value, claim: Claim, shown: str) -> str:
        """Return what the car did, in the words of the article."""
        return f"which car: {self.topic(value)}"


KIND = Plates()
