"""Attributes of named persons: how old somebody is, and where somebody lives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from factcheck.language import lexicon
from factcheck.language.lexicon import any_of
from factcheck.language.parser import ParsedDocument
from factcheck.model import Payload, Value
from factcheck.settings.finding_types import ENTITY
from factcheck.values.base import Comparison, Kind
from factcheck.values.gazetteer import DISTRICTS, grain_of, known, place_of
from factcheck.values.names import fold
from factcheck.values.numerals import parse_numeral
from factcheck.values.persons import Person, persons_of

# Nobody is older.
OLDEST = 119
# What follows an age right after a name: "Jon Holm, 9, was", "Jon Holm, 9 of Osterby".
_ENDS = (
    r"(?=\s*(?:[,;)—–]|:(?!\d)|\.(?:\s|$|[\"”’'])|$"
    r"|\s(?:and|or|of|from|who|was|is|died|has|had)\b))"
)
_YEARS = r"(?:[\s-]years?(?:[\s-]old|\sof\sage)?|[\s-]?y/o)?"
# A year that tells when something was, and not since when, or when somebody was born.
_YEAR = re.compile(r"(?<!\bborn )(?:\b[Ii]n |, |\b[A-Z][a-z]+ )((?:1[89]|20)\d\d)\b")
_CAPITALISED = r"[A-Z][\w'’.-]*"
_PLACE = (
    rf"(?P<place>{_CAPITALISED}(?:\s(?:(?:of|de|del|la|on|upon|the)\s)?{_CAPITALISED}){{0,3}}"
    rf"(?:,\s{_CAPITALISED}(?:\s{_CAPITALISED}){{0,2}}(?=[,.;)]|\s(?-i:[a-z])|$))?)"
)


@dataclass(frozen=True, slots=True)
class AttributePayload(Payload):
    """What is said of a named person.

    ``aspect`` is ``age``, ``home``, or ``named`` where only the full name is given.
    ``holder`` are the folded words of the name as it is written, ``suffix`` "jr", "sr" or the like.
    ``number`` is an age, ``year`` the year that its sentence names where that is not the one of
    publication, else 0, and ``within`` what the text says that the place lies in, folded.
    """

    aspect: str
    holder: tuple[str, ...]
    suffix: str
    number: int = 0
    year: int = 0
    within: str = ""


class Attributes(Kind):
    """Ages and homes of named persons, and the persons' full names."""

    name = "attribute"
    finding_type = ENTITY
    payload = AttributePayload

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield each attribute that stands next to the name of a person, in order of the text."""
        named: set[tuple[str, ...]] = set()
        for person in persons_of(parsed):
            full = (*person.words, person.suffix)
            if person.is_likely and len(person.words) > 1 and full not in named:
                named.add(full)
                yield _value(parsed, person, "named", (person.start, person.end))
            for start, end in _ages(parsed.text, person):
                if (age := _age(parsed.text[start:end])) is not None:
                    yield _value(parsed, person, "age", (start, end), number=age)
            if (home := _home(parsed.text, person)) is not None:
                start, end = home
                span = (start, _without_stop(parsed.text, start, end))
                yield _value(parsed, person, "home", span)

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two attributes of one aspect and one holder, as of one day."""
        x, y = AttributePayload.of(a), AttributePayload.of(b)
        if a.normalized == b.normalized and (x.within == y.within or not x.within or not y.within):
            return Comparison("same", distance=0.0)
        if x.aspect == "age":
            return Comparison("conflict", "the ages differ")
        return _two_places(a.normalized, x.within, b.normalized, y.within)


def _value(
    parsed: ParsedDocument, person: Person, aspect: str, span: tuple[int, int], number: int = 0
) -> Value:
    text = parsed.text[span[0] : span[1]]
    normalized, within = " ".join(person.words), ""
    if aspect == "age":
        normalized = str(number)
    elif aspect != "named":
        inner, _, outer = text.partition(",")
        follows = _outer().match(parsed.text, span[1], person.sentence_end)
        outer = outer or (follows["place"] if follows else "")
        normalized, within = _folded(inner), _folded(outer)
    year = _other_year(parsed, person) if aspect == "age" else 0
    payload = AttributePayload(aspect, person.words, person.suffix, number, year, within)
    return Value(Attributes.name, *span, text, normalized, payload=payload)


def _other_year(parsed: ParsedDocument, person: Person) -> int:
    """Return the year of which a sentence tells, if it is not the year of publication, else 0."""
    years = {
        int(match[1])
        for match in _YEAR.finditer(parsed.text, person.sentence_start, person.sentence_end)
        if not person.in_aside(match.start(1))
    }
    published = int(parsed.published[:4]) if parsed.published else 0
    return max(years, default=0) if published not in years else 0


def _without_stop(text: str, start: int, end: int) -> int:
    """Return the end of a place without the full stop of its sentence; that of "Calif." stays."""
    last = text[start:end].split()[-1]
    found = known(last)
    abbreviated = found is not None and fold(last) != found[0]
    return end - 1 if last.endswith(".") and not abbreviated else end


def _folded(place: str) -> str:
    found = known(place.strip())
    return found[0] if found else place_of(place)


def _two_places(a: str, a_within: str, b: str, b_within: str) -> Comparison:
    """Compare two places, each with what it lies in: may one lie in the other?"""
    if a == b:
        return Comparison("conflict", "places of one name in different states")
    words = set(f"{a} {a_within}".split()) & set(f"{b} {b_within}".split())
    if a == b_within or b == a_within or words & {*a.split(), *b.split()}:
        return Comparison("compatible", "one may lie in the other", 0.5)
    if _size(a) != _size(b):
        return Comparison("compatible", "one may lie in the other", 0.5)
    return Comparison("conflict", "two places")


def _size(place: str) -> str:
    """Return how large a place is; a site, such as a park, may be a part of a town like others."""
    grain = grain_of(place)
    # Others lie in a district that is known by name.
    return "district" if place in DISTRICTS else "town" if grain == "site" else grain


@cache
def _number() -> str:
    """Return a regular expression for an age in figures or in words, without groups."""
    words = [w for w, n in lexicon.numerals().numbers.items() if 2 <= n <= 99]
    word = any_of(words)
    return rf"(?:\d{{1,3}}(?![,.]?\d)|\b(?:{word})(?:-(?:{word}))?\b)"


def _age(text: str) -> int | None:
    number = parse_numeral(text)
    return int(number) if number is not None and 0 < number <= OLDEST else None


@cache
def _after_name() -> re.Pattern[str]:
    """Return the pattern of an age after a name: ", 33,", " (33)", ", aged 33", ", who is 33"."""
    number = _number()
    aged = r"(?:aged?\s|who\s(?:is|was)\s)"
    return re.compile(
        rf"(?:,?\s\((?:aged?\s)?(?P<a>{number}){_YEARS}\)|,?\s{aged}(?P<b>{number}){_YEARS}{_ENDS}"
        rf"|,\s(?P<c>{number}){_YEARS}{_ENDS}"
        rf"|,\s(?:an?\s|the\s)?(?P<d>{number})[\s-]years?[\s-]old\b"
        rf"|\s(?:is|was)\s(?P<e>{number})(?:\syears\sold)?"
        rf"(?=[.;]|,\s(?!when|at\b)|$|\sand\s(?!a\shalf)))",
        re.IGNORECASE,
    )


@cache
def _before_name() -> re.Pattern[str]:
    """Return the pattern of an age before a name: "33-year-old teacher "."""
    return re.compile(
        rf"(?P<a>{_number()})[\s-]years?[\s-]old(?P<between>(?:,?\s[\w'’.-]+){{0,4}}?),?\s$",
        re.IGNORECASE,
    )


@cache
def _of_subject() -> re.Pattern[str]:
    """Return the pattern of an age that ends a clause on somebody's death: "at the age of 81"."""
    number = _number()
    return re.compile(
        rf"\b(?:died|dead|dies)\b[^.;]*?\b(?:at\s(?:the\s)?age\sof|at\sage|aged)\s(?P<a>{number})\b",
        re.IGNORECASE,
    )


@cache
def _taken_up() -> re.Pattern[str]:
    """Return the pattern of an age in the next sentence: "She was 81.", "The 81-year-old died"."""
    number = _number()
    return re.compile(
        rf"(?:(?:he|she)\s(?:is|was)\s(?P<a>{number})(?:\syears\sold)?\."
        rf"|the\s(?P<b>{number})-year-old\b)",
        re.IGNORECASE,
    )


def _ages(text: str, person: Person) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the ages that the text gives a person at one mention of the name."""
    if after := _after_name().match(text, person.end, person.sentence_end):
        name = after.lastgroup
        assert name is not None
        if not (name == "e" and _at_another_time(text, after.end(), person.sentence_end)):
            yield after.span(name)
    elif before := _before_name().search(text, person.sentence_start, person.start):
        if person.is_described(text[before.end("a") : person.start]) and not _is_possessive(
            text, person.end
        ):
            yield before.span("a")
    elif (
        died := _of_subject().search(text, person.end, person.sentence_end)
    ) and person.is_subject_at(died.start()):
        yield died.span("a")
    if person.following is not None and person.is_alone and person.is_likely:
        taken_up = _taken_up().match(text, person.following.start, person.following.end)
        name = taken_up.lastgroup if taken_up else None
        likely = person.is_subject or (name == "b" and person.is_first)
        if taken_up and name and likely and (name == "a" or person.is_taken_up(taken_up.end())):
            yield taken_up.span(name)


def _at_another_time(text: str, start: int, end: int) -> bool:
    return bool(re.match(r",?\s(?:when|at\s(?:the|that)\stime)\b", text[start:end]))


def _is_possessive(text: str, end: int) -> bool:
    return text[end : end + 2] in ("'s", "’s", "s'", "s’")


@cache
def _home_after() -> re.Pattern[str]:
    """Return the pattern of a home after a name: ", 33, of Torvik", ", who lives in Torvik"."""
    number = _number()
    age = rf",?\s\(?(?:aged?\s)?{number}{_YEARS}\)?"
    noun = rf",\san?\s(?:{number}-year-old(?:\s[a-z]+)?|[a-z]+(?:\s[a-z]+)?)(?=\s(?:of|from)\s)"
    lives = r",\swho\s(?:lives|lived)\s(?:[a-z]+\s){0,5}?in\s"
    return re.compile(
        rf"(?P<aged>{age})?(?P<noun>{noun}|,?)(?:\sfrom\s|\sof\s|(?P<lives>{lives})){_PLACE}"
    )


@cache
def _home_before() -> re.Pattern[str]:
    """Return the pattern of a home before a name: "Torvik resident "."""
    nouns = "resident|native|man|woman|teenager|teen"
    return re.compile(
        rf"(?<![\w'’-])(?P<place>{_CAPITALISED}(?:\s{_CAPITALISED}){{0,2}})\s(?:{nouns}),?\s$"
    )


@cache
def _outer() -> re.Pattern[str]:
    """Return the pattern of what a place lies in or by: " in Norfolk", ", a suburb of Norwich"."""
    links = "in|near|outside|of"
    return re.compile(
        rf",?\s(?:(?:in|near|outside)|(?:an?|the)\s(?:[a-z]+\s){{1,3}}?(?:{links}))\s{_PLACE}"
    )


def _home(text: str, person: Person) -> tuple[int, int] | None:
    """Return the offsets of the place where a person lives, None if the text does not say."""
    if home := _home_after().match(text, person.end, person.sentence_end):
        trade = home["noun"].strip(",")
        bare = not (home["aged"] or trade or home["lives"])
        fits = person.is_likely or not bare
        # Of a trade "of" something the parser must say that this is a place.
        if fits and person.is_place(*home.span("place"), strictly=bare or bool(trade)):
            return home.span("place")
    elif (
        person.is_likely
        and (home := _home_before().search(text, person.sentence_start, person.start))
        and person.is_place(*home.span("place"), strictly=True)
    ):
        return home.span("place")
    return None


KIND = Attributes()
