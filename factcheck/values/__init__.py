"""One file per kind of value; :data:`KINDS` lists those in use. A new kind is a new file."""

from __future__ import annotations

from factcheck.values.base import Comparison, Kind
from factcheck.values.dates import Dates
from factcheck.values.names import Names
from factcheck.values.numbers import Numbers
from factcheck.values.places import Places
from factcheck.values.polarity import Statements
from factcheck.values.quotes import Quotes
from factcheck.values.roles import Roles
from factcheck.values.speakers import Speakers

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (Dates(), Names(), Numbers(), Places(), Quotes(), Roles(), Speakers(), Statements())
}

__all__ = ["KINDS", "Comparison", "Kind"]
