"""Which roles exclude each other: ranks, posts of a board, levels, parties, nations."""

from __future__ import annotations

from factcheck.language import lexicon
from factcheck.language.titles import Role
from factcheck.values.base import Comparison

_ARMED = frozenset(
    "police fire army navy air force marine military county state sheriff guard patrol".split()
)
# How surely two roles of one person exclude each other.
CERTAIN, LIKELY, WEAK = 1.0, 0.6, 0.4
TWO_RANKS = "they are two ranks"

# Ranks, and posts of a board, of which one person holds one at a time.
_RANKS = frozenset(
    (
        "private;corporal;sergeant;lieutenant;captain;major;colonel;general;admiral;commodore;"
        "commander;ensign;constable;inspector;superintendent;police chief;sheriff;petty officer;"
        "warrant officer;brigadier"
    ).split(";")
)
_BOARD = frozenset(
    (
        "chief executive;chief financial officer;chief operating officer;chief technology officer;"
        "chief information officer;chief marketing officer"
    ).split(";")
)
# Levels of one post, such as the director and the manager of communications.
_LEVELS = {
    office: level
    for level, offices in enumerate(
        ("director head chief president executive boss", "manager", "assistant secretary")
    )
    for office in offices.split()
}
KIN = frozenset(
    (
        "wife husband spouse partner companion girlfriend boyfriend fiance fiancee widow widower "
        "son daughter child brother sister sibling twin father mother parent uncle aunt cousin "
        "nephew niece grandfather grandmother grandson granddaughter neighbor neighbour"
    ).split()
)
# What a company does: those of one line may be one company's, wide words stand in several lines.
_TRADES = tuple(
    frozenset(line.split())
    for line in (
        "energy oil gas coal nuclear solar wind power utility electricity petroleum pipeline",
        "media newspaper television tv broadcasting publishing film entertainment news radio music",
        "financial bank banking insurance investment credit mortgage brokerage securities payments",
        "transport transportation shipping trucking freight rail railway logistics delivery bus",
        "auto car automobile automotive truck vehicle",
        "drug pharmaceutical pharmaceuticals pharma biotech biotechnology medical health chemical",
        "telecom telecoms telecommunications phone telephone wireless mobile cable communications "
        "internet network networks networking satellite media",
        "software computer computing internet web online analytics analysis",
        "software computer computing internet web online database",
        "computer chip chips microchip graphics semiconductor electronics hardware",
        "software internet web online gaming game games advertising marketing media",
        "food grocery beverage drinks restaurant agricultural farming",
        "security cybersecurity defense weapons arms aerospace aircraft",
        "retail store clothing fashion apparel grocery",
        "construction building engineering cement property housing",
        "mining metals steel gold aluminum",
        "airline travel tourism hotel cruise aviation",
        "cosmetics beauty fashion perfume",
        "insurance health",
    )
)


def compare_roles(a: Role, b: Role) -> Comparison:
    """Say whether one holder can have both roles.

    The ``distance`` of a conflict is how surely they exclude each other.
    """
    if a == b:
        return Comparison("same", distance=0.0)
    if a.nation and b.nation and a.nation != b.nation:
        return Comparison("conflict", "the nationalities differ", LIKELY)
    if a.time != b.time:
        return Comparison("compatible", "they are held at different times", WEAK)
    if a.party and b.party and a.party != b.party:
        return Comparison("conflict", "the parties differ", CERTAIN)
    if a.office == b.office:
        return _one_office(a, b)
    return _two_offices(a, b)


def _one_office(a: Role, b: Role) -> Comparison:
    first, second = ({"deputy" if w in ("vice", "under") else w for w in r.below} for r in (a, b))
    if bool(first) != bool(second) and a.office in lexicon.titles().sole and _fit(a, b):
        return Comparison("conflict", "one is second to the other", CERTAIN)
    if {"assistant", "associate"} <= first | second and not first & second:
        return Comparison("conflict", "the ranks differ", LIKELY)
    grades = set(a.grades), set(b.grades)
    # Who tells the grade of an engineer does not leave out that he is an assistant one.
    one_grade = bool(grades[0]) and grades[0] == grades[1] and a.fields == b.fields
    if one_grade and bool(first) != bool(second):
        return Comparison("conflict", "one is second to the other", LIKELY)
    if grades[0] and grades[1] and not grades[0] & grades[1] and first == second:
        return Comparison("conflict", "the ranks differ", LIKELY)
    if a.office == "company" and a.fields and b.fields and not _akin(a.fields, b.fields):
        return Comparison("conflict", "the fields differ", WEAK)
    return Comparison("compatible", "one says more than the other", WEAK)


def _fit(a: Role, b: Role) -> bool:
    """Tell whether the fields of two roles of one office may be the same field."""
    if a.office in lexicon.titles().fielded:
        return set(a.fields) == set(b.fields)
    return not a.fields or not b.fields or bool(set(a.fields) & set(b.fields))


def _akin(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two lines of business may be one: unless both are known and far apart."""
    known = [{w for w in words if any(w in t for t in _TRADES)} for words in (a, b)]
    if set(a) & set(b) or not all(known):
        return True
    return any(known[0] & trade and known[1] & trade for trade in _TRADES)


def _two_offices(a: Role, b: Role) -> Comparison:
    both = {a.office, b.office}
    if both <= _RANKS and all(set(r.fields) <= _ARMED for r in (a, b)):
        return Comparison("conflict", TWO_RANKS, CERTAIN)
    if both <= _BOARD:
        return Comparison("conflict", "they are two posts of one board", CERTAIN)
    if a.fields and set(a.fields) == set(b.fields) and a.below == b.below:
        levels = [_LEVELS.get(r.office) for r in (a, b)]
        if None not in levels and levels[0] != levels[1]:
            return Comparison("conflict", "they are two levels of one post", LIKELY)
    return Comparison("compatible", "one may hold both", WEAK)
