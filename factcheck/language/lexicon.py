"""Word lists of English that are closed, such as function words; open classes need the models.

The lists are data: each file in ``en/`` is read when one of its lists is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

_ENGLISH = Path(__file__).parent / "en"

# Lists that exclude each other: no word may be in two lists of one row, because then the result
# would depend on which list is looked at first. Of a table, keys and all forms count as words.
EXCLUSIVE = (
    ("people.people", "people.trades", "people.named_roles", "people.organisations"),
    ("people.people", "people.trades", "people.named_roles", "people.bodies"),
    ("people.people", "people.trades", "words.outcomes"),
    ("words.hedges", "words.speech_verbs", "words.outcomes"),
    ("words.stop_verbs", "words.outcomes"),
    ("words.light_verbs", "words.outcomes"),
    ("words.function_words", "words.speech_verbs", "words.outcomes"),
    ("titles.titles", "titles.courtesy"),
    ("titles.subordinate", "titles.grades", "titles.times", "titles.nations", "titles.parties"),
    ("titles.subordinate", "titles.vague"),
    ("titles.times", "titles.vague"),
    ("numerals.at_least", "numerals.about", "numerals.at_most"),
    ("numerals.numbers", "numerals.scales", "numerals.ordinals", "numerals.vague"),
    ("units.units", "units.seconds", "units.currencies"),
    ("machines.tasks", "machines.wishes"),
)

T = TypeVar("T")


class Articles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in bylines, biographies and datelines (``en/articles.toml``)."""

    agencies: frozenset[str]
    journalists: frozenset[str]
    biography: frozenset[str]
    place_links: frozenset[str]


class CalendarWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of times that are not in the CLDR (``en/calendar.toml``)."""

    periods: frozenset[str]
    months: dict[str, str]
    weekdays: dict[str, str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs, modifiers and function words (``en/words.toml`` says what each list is for)."""

    stop_verbs: frozenset[str]
    prospective: frozenset[str]
    light_verbs: frozenset[str]
    outcomes: frozenset[str]
    tolls: frozenset[str]
    following: frozenset[str]
    issuing: frozenset[str]
    speech_verbs: frozenset[str]
    hearer_verbs: frozenset[str]
    hedges: frozenset[str]
    rebuttals: frozenset[str]
    unsaid: frozenset[str]
    personal: frozenset[str]
    first_person: frozenset[str]
    third_person: frozenset[str]
    deixis: frozenset[str]
    ordered_places: frozenset[str]
    function_words: frozenset[str]
    fillers: frozenset[str]
    negations: frozenset[str]
    doubting: frozenset[str]
    senses: dict[str, tuple[str, ...]]
    contractions: dict[str, str]
    spoken_forms: dict[str, str]


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns for people and for organisations (``en/people.toml``)."""

    people: frozenset[str]
    trades: frozenset[str]
    named_roles: frozenset[str]
    person_endings: tuple[str, ...]
    organisations: frozenset[str]
    bodies: frozenset[str]
    demonyms: tuple[tuple[str, str], ...]


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Titles, offices, ranks and the words around them (``en/titles.toml``)."""

    titles: frozenset[str]
    courtesy: frozenset[str]
    inside_titles: frozenset[str]
    subordinate: frozenset[str]
    grades: frozenset[str]
    vague: frozenset[str]
    sole: frozenset[str]
    shared: frozenset[str]
    fielded: frozenset[str]
    offices: frozenset[str]
    nations: frozenset[str]
    in_capitals: frozenset[str]
    abbreviations: dict[str, str]
    office_forms: dict[str, tuple[str, ...]]
    nation_forms: dict[str, tuple[str, ...]]
    parties: dict[str, tuple[str, ...]]
    times: dict[str, tuple[str, ...]]
    synonyms: dict[str, tuple[str, ...]]


class Numerals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers in words, and the words around figures (``en/numerals.toml``)."""

    at_least: tuple[str, ...]
    about: tuple[str, ...]
    at_most: tuple[str, ...]
    nobody: frozenset[str]
    numbers: dict[str, float]
    scales: dict[str, float]
    short_scales: dict[str, float]
    ordinals: dict[str, int]
    fractions: dict[str, int]
    times: dict[str, int]
    vague: dict[str, tuple[float, float]]


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Units and currencies (``en/units.toml``)."""

    units: dict[str, str]
    seconds: dict[str, float]
    currencies: dict[str, str]
    currency_signs: dict[str, str]


class Machines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a text speaks to a machine that reads it (``en/machines.toml``)."""

    tasks: frozenset[str]
    wishes: frozenset[str]


@cache
def articles() -> Articles:
    """Return the lists of ``en/articles.toml``."""
    return _read("articles", Articles)


@cache
def calendar() -> CalendarWords:
    """Return the lists of ``en/calendar.toml``."""
    return _read("calendar", CalendarWords)


@cache
def words() -> Words:
    """Return the lists of ``en/words.toml``."""
    return _read("words", Words)


@cache
def people() -> People:
    """Return the lists of ``en/people.toml``."""
    return _read("people", People)


@cache
def titles() -> Titles:
    """Return the lists of ``en/titles.toml``."""
    return _read("titles", Titles)


@cache
def numerals() -> Numerals:
    """Return the lists of ``en/numerals.toml``."""
    return _read("numerals", Numerals)


@cache
def units() -> Units:
    """Return the lists of ``en/units.toml``."""
    return _read("units", Units)


@cache
def machines() -> Machines:
    """Return the lists of ``en/machines.toml``."""
    return _read("machines", Machines)


def _read(name: str, kind: type[T]) -> T:
    """Return the lists of ``en/NAME.toml``."""
    return msgspec.toml.decode((_ENGLISH / f"{name}.toml").read_bytes(), type=kind)


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression, without groups, for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def by_form(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return form -> word, for ``groups`` that map each word to its forms."""
    return {form: word for word, forms in groups.items() for form in forms}


@cache
def persons() -> frozenset[str]:
    """Return the nouns for people who are counted ("passenger", "nurse")."""
    return people().people | people().trades


def sense(lemma: str) -> str:
    """Return the one word by which ``lemma`` and its synonyms are compared."""
    return _senses().get(lemma, lemma)


@cache
def _senses() -> dict[str, str]:
    return by_form(words().senses)
