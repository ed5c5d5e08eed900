"""The invented events of the generated stories: people, places, figures, days, and slips.

The kinds of events are in ``benchmarks/events``, with the pools of words from which names are made.
The same seed makes the same events.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

# One article in this many has one wrong figure, name or day.
SLIP = 8
# The events of a corpus happen within this many days.
WINDOW = 90

_DATA = Path(__file__).parent / "events"
# A slot in a text, with any attribute or format: {chief.last}, {dead:about}.
SLOT = re.compile(r"\{(\w+)")
SMALL = "zero one two three four five six seven eight nine".split()
# The pools of first names; slots that hold no name.
POOLS = {"he": "men", "she": "women"}
NO_NAMES = {"cur", "trade", "a_trade"}
_HE = {"he": ("he", "his", "him"), "she": ("she", "her", "her")}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented: ``{chief}`` is the full name, ``{chief.last}`` the family's."""

    first: str
    last: str
    he: str
    his: str
    him: str
    age: int

    def __str__(self) -> str:
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: ``{dead}`` as the outlet writes it, ``{dead:d}`` in digits whatever its size.

    ``{dead:about}`` and ``{dead:over}`` are rounded, with the word that says so.
    """

    value: int | float
    year: bool = False
    in_words: bool = False

    def __format__(self, spec: str) -> str:
        value = self.value
        if self.year or isinstance(value, float):
            return str(value)
        if spec in ("about", "over"):
            step = 10 ** max(0, len(str(value)) - 2)
            rounded = (value + (step // 2 if spec == "about" else 0)) // step * step
            if rounded == value:
                return f"{value:,}"
            return f"{'about' if spec == 'about' else 'more than'} {rounded:,}"
        return SMALL[value] if self.in_words and not spec and value < 10 else f"{value:,}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day: ``{day}`` as the outlet writes it, ``{day:date}`` always with day and month."""

    value: date
    style: str = "%B {}"

    def __format__(self, spec: str) -> str:
        style = "%B {}" if spec and "{}" not in self.style else self.style
        return self.value.strftime(style).format(self.value.day)


Known: TypeAlias = "str | Person | Number | Day"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: its people and numbers, and the texts that report it.

    Each of ``facts`` is a list of ways to state it, the most important fact first; a quotation is
    a speaker and the words. All texts have slots in braces.
    """

    people: tuple[str, ...]
    numbers: Mapping[str, tuple[float, float]]
    headlines: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    fillers: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]


@cache
def kinds() -> dict[str, Kind]:
    """Return all kinds of events by their names."""
    by_name: dict[str, Kind] = {}
    for path in sorted(_DATA.glob("*.toml")):
        if path.stem != "words":
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            by_name |= {
                name: Kind(**{f.name: _frozen(entry[f.name]) for f in fields(Kind)})
                for name, entry in table.items()
            }
    return by_name


@cache
def shared() -> dict[str, tuple[str, ...]]:
    """Return the pools of words and of sentences that all kinds of events share."""
    return _frozen(tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8")))  # type: ignore[no-any-return]


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def event(seed: int, story: int) -> tuple[str, dict[str, Known]]:
    """Return the kind of an event, and the value of each slot."""
    rng = random.Random(f"{seed} {story}")
    kind = rng.choice(sorted(kinds()))
    pools = shared()
    begin = date(2019, 1, 1) + timedelta(days=random.Random(f"{seed} begin").randrange(2_000))
    day = begin + timedelta(days=rng.randrange(WINDOW))
    trade = rng.choice(pools["trades"])
    # No two names of a story begin alike, so that none looks like a slip in another.
    starts = iter(rng.sample(pools["starts"], 32))
    known: dict[str, Known] = {
        "day": Day(day),
        "before": Day(day - timedelta(days=rng.randint(8, 40))),
        "later": Day(day + timedelta(days=rng.randint(9, 40))),
        "cur": rng.choice(pools["currencies"]),
        "trade": trade,
        "a_trade": f"{'an' if trade[0] in 'aeiou' else 'a'} {trade}",
        "people": Number(rng.randint(3_000, 400_000)),
        "far": Number(rng.randint(12, 290)),
        "river": _word(rng, next(starts)),
        "region": _word(rng, next(starts)),
    }
    known["title"] = f"The {rng.choice(pools['titles'])} {rng.choice(pools['subjects'])}"
    known["ship"] = f"{rng.choice(pools['titles'])} {rng.choice(pools['beasts'])}"
    known["award"] = f"{rng.choice(pools['awards'])} {rng.choice(pools['beasts'])}"
    for slot in ("place", "town", "city"):
        known[slot] = _word(rng, next(starts), pools["towns"])
    for slot, sort in zip(("street", "square"), rng.sample(pools["streets"], 2), strict=True):
        known[slot] = f"{_word(rng, next(starts))} {sort}"
    for slot, sort in zip(("firm", "other"), rng.sample(pools["firms"], 2), strict=True):
        # Not all firms say in their name what they make.
        known[slot] = (
            f"{_word(rng, next(starts))} {sort}" if rng.randrange(3) else _word(rng, next(starts))
        )
    for slot in ("official", *kinds()[kind].people):
        known[slot] = person(rng, next(starts))
    for slot, (low, high) in kinds()[kind].numbers.items():
        whole = isinstance(low, int) and isinstance(high, int)
        value = rng.randint(int(low), int(high)) if whole else round(rng.uniform(low, high), 1)
        known[slot] = Number(value, year=slot.startswith("year_"))
    return kind, known


def slipped(
    seed: int, story: int, copy: int
) -> tuple[dict[str, Known], tuple[str, str, str] | None]:
    """Return the value of each slot in one article, and the slip in it, if any.

    A slip is the slot, the right value and the wrong value.
    """
    name, known = event(seed, story)
    rng = random.Random(f"{seed} {story} {copy} slip")
    if rng.randrange(SLIP):
        return known, None
    # The first facts are in all articles, so a reader of two of them can see the slip.
    used = {slot for ways in kinds()[name].facts[:4] for way in ways for slot in SLOT.findall(way)}
    slot = rng.choice(sorted(used - {*NO_NAMES, "before", "later", "title", "ship", "award"}))
    right = known[slot]
    wrong: Known
    if isinstance(right, Number):
        wrong = replace(right, value=_other_number(rng, right.value))
    elif isinstance(right, Day):
        wrong = replace(right, value=right.value + timedelta(days=rng.choice((-3, -2, -1, 1))))
    elif isinstance(right, Person):
        wrong = replace(right, last=_misspelt(rng, right.last))
    else:
        first, *others = right.split(" ", 1)
        wrong = " ".join([_misspelt(rng, first), *others])
    return {**known, slot: wrong}, (slot, f"{right}", f"{wrong}")


def _other_number(rng: random.Random, value: int | float) -> int | float:
    """Return another number that may be written for this one by mistake."""
    if isinstance(value, float):
        return round(value + rng.choice((-0.4, -0.2, 0.1, 0.3, 1.0)), 1)
    digits = list(str(value))
    n = rng.randrange(max(1, len(digits) - 1))
    digits[n : n + 2] = reversed(digits[n : n + 2])
    swapped = int("".join(digits))
    if digits[0] != "0" and swapped != value and rng.random() < 0.5:
        return swapped
    return value + rng.randint(1, 9)


def _misspelt(rng: random.Random, name: str) -> str:
    """Return the name with one letter too few, too many or in the wrong place."""
    n = rng.randrange(2, len(name) - 1)
    ways = [name[:n] + name[n + 1 :], name[:n] + name[n] + name[n:]]
    if name[n] != name[n - 1]:
        ways.append(name[: n - 1] + name[n] + name[n - 1] + name[n + 1 :])
    return rng.choice(ways)


def _word(rng: random.Random, start: str, endings: Sequence[str] = ()) -> str:
    """Return an invented proper name of mostly three or four syllables."""
    pools = shared()
    middle = "".join(rng.choice(pools["middles"]) for _ in range(rng.choice((1, 1, 1, 1, 2))))
    return start + middle + rng.choice(endings or pools["ends"])


def person(rng: random.Random, start: str) -> Person:
    """Return somebody whose family name begins with ``start``."""
    pools = shared()
    he = rng.choice(("he", "she"))
    first = rng.choice(pools[POOLS[he]])
    last = _word(rng, start, pools["families"])
    return Person(first, last, *_HE[he], age=rng.randint(22, 79))
