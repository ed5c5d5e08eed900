"""Which roles exclude each other: ranks, offices, sides of a court, fields, nations."""

from __future__ import annotations

import re

from factcheck.language import lexicon
from factcheck.language.titles import Role
from factcheck.values.base import Comparison

_ARMED = frozenset(
    "police fire army navy air force marine military county state sheriff guard patrol".split()
)
# How surely two roles of one person exclude each other.
CERTAIN, LIKELY, WEAK = 1.0, 0.6, 0.4
TWO_RANKS = "they are two ranks"

# Offices of which one person holds one at a time; those of one line (";") are no rivals.
_EXCLUSIVE: tuple[tuple[str, float, str], ...] = (
    (
        TWO_RANKS,
        CERTAIN,
        "private;corporal;sergeant;lieutenant;captain;major;"
        "colonel;general;admiral;commodore;commander;ensign;constable;inspector;superintendent;"
        "police chief;sheriff;petty officer;warrant officer;brigadier",
    ),
    (
        "they are offices that one person does not hold together",
        CERTAIN,
        "mayor,councilman;governor;lieutenant governor;senator,state senator;"
        "representative,state representative;sheriff;district attorney;attorney general;"
        "united states attorney;public defender;city attorney;county attorney;judge",
    ),
    (
        "they are two sides of a court",
        CERTAIN,
        "judge,magistrate,chief justice;prosecutor,district attorney,city attorney,county attorney,"
        "united states attorney,attorney general;defense lawyer,public defender;juror;defendant",
    ),
    (
        "they are two posts of one board",
        CERTAIN,
        "chief executive;chief financial officer;chief operating officer;"
        "chief technology officer;chief information officer;chief marketing officer",
    ),
    ("one is second to the other", CERTAIN, "head coach;assistant coach"),
    ("one is second to the other", CERTAIN, "chief justice;associate justice"),
    ("they are two orders of clergy", LIKELY, "archbishop;bishop"),
    ("they are clergy of different faiths", CERTAIN, "rabbi;imam;pastor,priest,vicar"),
    (
        "they are two positions in a team",
        LIKELY,
        "quarterback;running back;wideout;tight end;linebacker;cornerback;kicker;punter;lineman",
    ),
    (
        "they are two positions in a team",
        LIKELY,
        "goalkeeper;defender;midfielder;striker",
    ),
    ("they are two positions in a team", LIKELY, "pitcher;catcher;shortstop;outfielder"),
    (
        "they are two specialities",
        LIKELY,
        "cardiologist;neurologist;oncologist;pediatrician;psychiatrist;psychologist;dermatologist;"
        "pathologist;radiologist;dentist;veterinarian;ophthalmologist;urologist;gynecologist",
    ),
    (
        "they are two specialities",
        LIKELY,
        "biologist;chemist;economist;historian;geologist,seismologist,geophysicist,volcanologist;"
        "physicist,astronomer,astrophysicist;philosopher;archaeologist,anthropologist",
    ),
    (
        "they play two instruments",
        LIKELY,
        "drummer;guitarist;bassist;violinist;cellist;saxophonist;trumpeter",
    ),
)
# Levels of one post, such as the director and the manager of communications.
_LEVELS = "director,head,chief,president,executive,boss;manager;assistant,secretary"
# Kinship excludes other kinship only to the same person.
_KIN = (
    "wife,husband,spouse,partner,companion,girlfriend,boyfriend,fiance,fiancee,widow,widower;"
    "son,daughter,child;brother,sister,sibling,twin;father,mother,parent;uncle,aunt;"
    "cousin;nephew,niece;grandfather,grandmother;grandson,granddaughter;neighbor,neighbour"
)
KIN = frozenset(re.split("[;,]", _KIN))
# Fields of one group exclude each other; those of one line (",") do not.
_FIELDS = (
    "foreign;interior,home;defense;financial,treasury;health;education;justice;"
    "transport,transportation;agriculture,farm;environment;energy;labor,employment;trade,commerce;"
    "culture;tourism;housing",
    "heart,cardiac;brain;plastic;orthopedic,orthopaedic;eye;dental;spinal;thoracic",
    "elementary;middle;high,secondary;nursery,preschool,kindergarten",
    "elementary;preparatory,prep",
    "boys,boy;girls,girl",
    "army;navy;air force,air;marine",
    "supreme;superior;municipal;bankruptcy;juvenile;traffic",
    "basketball;baseball;hockey;tennis;golf;cricket;rugby;swimming;wrestling;volleyball;"
    "football,soccer",
    "police;fire;ambulance",
    "history;physics;chemistry;mathematics,math,maths;economics;philosophy;sociology;law;english;"
    "music;geography;biology;linguistics;theology,religion",
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


def compare_roles(a: Role, b: Role, *, kin: bool = False) -> Comparison:
    """Say whether one holder can have both roles; ``kin`` says that kinship is to one person.

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
    return _two_offices(a, b, kin)


def _one_office(a: Role, b: Role) -> Comparison:
    first, second = ({"deputy" if w in ("vice", "under") else w for w in r.below} for r in (a, b))
    if bool(first) != bool(second) and a.office in lexicon.titles().sole and _fit(a, b):
        return Comparison("conflict", "one is second to the other", CERTAIN)
    if {"assistant", "associate"} <= first | second and not first & second:
        return Comparison("conflict", "the ranks differ", LIKELY)
    grades = set(a.grades), set(b.grades)
    if grades[0] and grades[1] and not grades[0] & grades[1] and first == second:
        return Comparison("conflict", "the ranks differ", LIKELY)
    return _fields(a, b)


def _fit(a: Role, b: Role) -> bool:
    """Tell whether the fields of two roles of one office may be the same field."""
    if a.office in lexicon.titles().fielded:
        return set(a.fields) == set(b.fields)
    return not a.fields or not b.fields or bool(set(a.fields) & set(b.fields))


def _fields(a: Role, b: Role) -> Comparison:
    for group in _FIELDS:
        lines = [_line(group, r.fields) for r in (a, b)]
        if lines[0] and lines[1] and not lines[0] & lines[1]:
            return Comparison("conflict", "the fields differ", LIKELY)
    if a.office == "company" and a.fields and b.fields and not _akin(a.fields, b.fields):
        return Comparison("conflict", "the fields differ", WEAK)
    return Comparison("compatible", "one says more than the other", WEAK)


def _akin(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two lines of business may be one: unless both are known and far apart."""
    known = [{w for w in words if any(w in t for t in _TRADES)} for words in (a, b)]
    if set(a) & set(b) or not all(known):
        return True
    return any(known[0] & trade and known[1] & trade for trade in _TRADES)


def _line(group: str, words: tuple[str, ...]) -> set[int]:
    return {n for n, line in enumerate(group.split(";")) if set(line.split(",")) & set(words)}


def _two_offices(a: Role, b: Role, kin: bool) -> Comparison:
    for reason, strength, group in _EXCLUSIVE:
        lines = [_line(group, (r.office,)) for r in (a, b)]
        if lines[0] and lines[1] and not lines[0] & lines[1]:
            if reason == TWO_RANKS and not all(set(r.fields) <= _ARMED for r in (a, b)):
                continue
            return Comparison("conflict", reason, strength)
    if a.fields and set(a.fields) == set(b.fields) and a.below == b.below:
        lines = [_line(_LEVELS, (r.office,)) for r in (a, b)]
        if lines[0] and lines[1] and lines[0] != lines[1]:
            return Comparison("conflict", "they are two levels of one post", LIKELY)
    if kin:
        lines = [_line(_KIN, (r.office,)) for r in (a, b)]
        if lines[0] and lines[1] and not lines[0] & lines[1]:
            return Comparison("conflict", "the kinship differs", LIKELY)
    return Comparison("compatible", "one may hold both", WEAK)
