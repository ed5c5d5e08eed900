"""What a number carries besides its normalised form, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from factcheck.model import Payload
from factcheck.values.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class NumberPayload(Payload):
    """A number in the base unit of its dimension.

    ``family`` is ``count``, ``decimal``, ``money``, ``percent``, ``measure``, ``age``,
    ``duration``, ``rank``, ``score``, ``version`` or ``identifier``; ``unit`` is a currency, a
    dimension, or "" without a unit, and ``written`` the unit or sign that the text gives.
    ``vague`` numbers are words ("dozens").
    """

    family: str
    unit: str
    quantity: Quantity
    vague: bool = False
    written: str = ""


class Figure(NamedTuple):
    """A figure in a sentence: start and end, payload, normalised form and root token.

    The payload is None for figures that are no number, such as a year.
    """

    start: int
    end: int
    payload: NumberPayload | None
    normalized: str
    anchor: Token | None


def no_number(start: int, end: int) -> Figure:
    """Return a figure that is no number: nothing else is found in its place."""
    return Figure(start, end, None, "", None)


def show(number: Quantity) -> str:
    """Return a number as it is shown: "5", "~250", "≥26000", "24-31"."""

    def one(x: float) -> str:
        return f"{x:.10g}" if abs(x) < 1e10 else f"{x:.0f}"

    if number.low != number.high and not number.bound and not number.about:
        return f"{one(number.low)}-{one(number.high)}"
    prefix = {"least": "≥", "most": "≤"}.get(number.bound, "~" if number.about else "")
    return prefix + one(number.value)
