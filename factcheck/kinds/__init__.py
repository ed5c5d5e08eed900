"""One file per kind of value; :data:`KINDS` lists those in use. A new kind is a new file."""

from __future__ import annotations

from factcheck.kinds.base import Comparison, Kind
from factcheck.kinds.dates import Dates
from factcheck.kinds.names import Names
from factcheck.kinds.numbers import Numbers
from factcheck.kinds.places import Places
from factcheck.kinds.polarity import Statements
from factcheck.kinds.quotes import Quotes
from factcheck.kinds.roles import Roles
from factcheck.kinds.speakers import Speakers

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (Dates(), Names(), Numbers(), Places(), Quotes(), Roles(), Speakers(), Statements())
}

__all__ = ["KINDS", "Comparison", "Kind"]
