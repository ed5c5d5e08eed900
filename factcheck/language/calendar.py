"""The names of months and weekdays, from the Unicode CLDR that ``babel`` ships.

``en/calendar.toml`` adds short forms that are used in news and are not in the CLDR. The CLDR takes
about 20 ms to load, so it is loaded when a name is first needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from factcheck.language import lexicon
from factcheck.language.lexicon import any_of


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """The names of the months, or of the weekdays, in their order.

    ``wide`` are the full names ("January"), ``short`` the abbreviations of the CLDR ("Jan").
    ``numbers`` maps every form to its number: months from January, 1, weekdays from Monday, 0.
    """

    wide: tuple[str, ...]
    short: tuple[str, ...]
    numbers: Mapping[str, int]

    def number(self, word: str) -> int:
        """Return the number of the month or weekday ``word`` ("Sept.", "sunday").

        Raises:
            KeyError: ``word`` is not a name of one.
        """
        return self.numbers[word.rstrip(".").capitalize()]

    def pattern(self) -> str:
        """Return a regular expression for all forms, without groups and without the full stop."""
        return _any_of(self.numbers)

    def wide_pattern(self) -> str:
        """Return a regular expression for the full names, without groups."""
        return _any_of(self.wide)


@cache
def months() -> CalendarNames:
    """Return the names of the months."""
    return _names("months", 1, lexicon.calendar().months)


@cache
def weekdays() -> CalendarNames:
    """Return the names of the weekdays."""
    return _names("days", 0, lexicon.calendar().weekdays)


@cache
def periods() -> frozenset[str]:
    """Return the words, in lower case, that place a sentence in time ("monday", "jan.", "winter").

    Years are not among them, because they are written in digits.
    """
    names = {name.lower() for name in (*months().wide, *weekdays().wide)}
    short = {f"{form.lower()}." for form in months().numbers if form not in months().wide}
    # The hedges contain "may", which in lower case is the auxiliary verb.
    return (lexicon.calendar().periods | names | short) - lexicon.words().hedges


def _names(field: Literal["months", "days"], first: int, more: Mapping[str, str]) -> CalendarNames:
    """Return the names in a field of the CLDR, numbered from ``first``.

    ``more`` maps further forms to the full names.
    """
    from babel import Locale

    widths = getattr(Locale("en"), field)["format"]
    wide, short = (
        tuple(str(name) for _, name in sorted(widths[width].items()))
        for width in ("wide", "abbreviated")
    )
    numbers = {name: n for names in (short, wide) for n, name in enumerate(names, first)}
    return CalendarNames(
        wide, short, numbers | {form: numbers[name] for form, name in more.items()}
    )


def _any_of(forms: Iterable[str]) -> str:
    # "(?a:": with re.IGNORECASE, "s" must not match the letter "ſ" of "ſept".
    return rf"(?a:{any_of(forms)})\b"
