"""The names of months and weekdays, from the Unicode CLDR that ``babel`` ships.

``en/calendar.toml`` adds the short forms that news writes and the CLDR has not. The CLDR takes some
20 ms to load: that is done when a name is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from factcheck.language import lexicon
from factcheck.language.lexicon import any_of


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the months, or of the weekdays, in their order.

    ``wide`` has them in full ("January"), ``short`` as the CLDR cuts them ("Jan"), and ``numbers``
    every form; months count from 1, weekdays from Monday, 0.
    """

    wide: tuple[str, ...]
    short: tuple[str, ...]
    numbers: Mapping[str, int]

    def number(self, word: str) -> int:
        """Return the number of the month or weekday that ``word`` ("Sept.", "sunday") names.

        Raises:
            KeyError: it names none.
        """
        return self.numbers[word.rstrip(".").capitalize()]

    def pattern(self) -> str:
        """Return a regular expression for every form, without groups or full stop."""
        return _any_of(self.numbers)

    def wide_pattern(self) -> str:
        """Return a regular expression for the names in full, without groups."""
        return _any_of(self.wide)


@cache
def months() -> Names:
    """Return the names of the months."""
    return _names("months", 1, lexicon.calendar().months)


@cache
def weekdays() -> Names:
    """Return the names of the weekdays."""
    return _names("days", 0, lexicon.calendar().weekdays)


@cache
def periods() -> frozenset[str]:
    """Return the words, in lower case, that tie a sentence to a time; years are digits."""
    names = {name.lower() for name in (*months().wide, *weekdays().wide)}
    short = {f"{form.lower()}." for form in months().numbers if form not in months().wide}
    # In lower case "may" is the auxiliary.
    return (lexicon.calendar().periods | names | short) - lexicon.words().hedges


def _names(field: Literal["months", "days"], first: int, more: Mapping[str, str]) -> Names:
    from babel import Locale

    widths = getattr(Locale("en"), field)["format"]
    wide, short = (
        tuple(str(name) for _, name in sorted(widths[width].items()))
        for width in ("wide", "abbreviated")
    )
    numbers = {name: n for names in (short, wide) for n, name in enumerate(names, first)}
    return Names(wide, short, numbers | {form: numbers[name] for form, name in more.items()})


def _any_of(forms: Iterable[str]) -> str:
    # Where case is ignored, only ASCII counts as such: "ſept" is no month.
    return rf"(?a:{any_of(forms)})\b"
