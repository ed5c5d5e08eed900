"""How dates are written: the pattern of all dates and clock times that are read."""

from __future__ import annotations

import re
from functools import cache

from factcheck.language import lexicon
from factcheck.language.calendar import months, weekdays
from factcheck.language.lexicon import any_of
from factcheck.values import clocks

_YEAR = r"(?:1[5-9]|20)\d\d"
_PART = r"(?:morning|afternoon|evening|night|midday|lunchtime)"
# Dates in figures alone: "2015-03-31", "31.03.2015", "3/31/2015", "3/31/15".
_FIGURES = (
    rf"(?P<iso>\b{_YEAR}-\d\d-\d\d)(?!\d)"
    r"|(?<![\w/.,:-])(?P<n1>\d{1,2})(?P<sep>[./-])(?P<n2>\d{1,2})(?P=sep)"
    r"(?:(?P<n3>(?:19|20)\d\d)|(?<=/)(?P<n4>\d\d))(?![\w/]|[-.,:]\d)"
)
_WITHOUT_YEAR = (
    r"(?<=\b(?a:on|by)\s)(?P<s1>\d{1,2})/(?P<s2>\d{1,2})(?![\w/]|[-.,:]\d|\s(?:of|inch))"
)
DATE_IN_FIGURES = re.compile(rf"{_FIGURES}|{_WITHOUT_YEAR}", re.IGNORECASE)


@cache
def month_pattern() -> str:
    """Return a regular expression for the name of a month, in full or short, without groups."""
    return rf"{months().pattern()}\.?"


@cache
def day_words() -> dict[str, int]:
    """Return "first" to "thirty-first" with their numbers."""
    ordinals = lexicon.numerals().ordinals
    tens = {"twenty": 20, "thirty": 30}
    words = {w: n for w, n in ordinals.items() if n < 20} | {"twentieth": 20, "thirtieth": 30}
    for ten, first in tens.items():
        words |= {f"{ten}-{w}": first + n for w, n in ordinals.items() if n < 10}
    return {w: n for w, n in words.items() if 1 <= n <= 31 and w.replace("-", "").isalpha()}


@cache
def counts() -> dict[str, int]:
    """Return the number words up to ninety-nine, with "a" and "an"."""
    words = {w: int(n) for w, n in lexicon.numerals().numbers.items() if 0 < n < 100}
    tens = {w: n for w, n in words.items() if n >= 20}
    units = {w: n for w, n in words.items() if n < 10}
    compounds = {f"{t}-{u}": words[t] + n for t in tens for u, n in units.items()}
    return words | compounds | {"a": 1, "an": 1}


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of all dates and clock times that are read."""
    month, weekday = month_pattern(), weekdays().wide_pattern()
    some_weekday = rf"{weekdays().pattern()}\.?"
    day_word, count = any_of(day_words()), any_of(counts())
    nth = "|".join(("first", "second", "third", "fourth", "fifth", "last"))
    before_weekday = (
        r"(?:this\s)?(?:last|next|past|coming)|this|that|one|an?|every|each|the(?:\s(?:following"
        r"|previous|next|same|preceding))?|(?:last|next|this)\sweek(?:\son)?|a\sweek\sago(?:\son)?"
    )
    after_weekday = r"(?:of\s|in\s)?(?:last|next|this|that)\sweek|last|next|week|a\sweek\sago"
    of_year = (
        rf",?\s(?:of\s)?(?P<y1>{_YEAR})\b|,?\s(?:of\s)?(?P<yrel>(?:last|this|next|that)\syear)"
    )
    # "In May 30 people came": a day has "on" or nothing before it.
    in_month = rf"(?<=\bin\s){month}\s\d{{1,2}}\s(?-i:[a-z])"
    return re.compile(
        rf"{_FIGURES}|{_WITHOUT_YEAR}"
        rf"|\b(?P<nth>{nth})\s(?P<nwd>{weekday})\s(?:of|in)\s"
        rf"(?:(?P<nm>{month})(?:,?\s(?P<ny>{_YEAR})\b)?|(?P<nthis>the|this)\smonth\b)"
        rf"|(?:\b(?P<wd>{some_weekday}),?\s(?:the\s)?)?\b(?:"
        rf"(?!{in_month})(?P<m1>{month})\s(?:the\s)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b"
        r"(?!:\d|[,.]\d|-(?:year|month|week|day|hour)s?\b)"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:day\s)?(?:of\s)?(?P<m2>{month})"
        rf"|(?P<dw>{day_word}|last)\s(?:day\s)?of\s(?P<m4>{month}))"
        rf"(?:{of_year}|\s(?P<mlast>last)\b(?!\s\w))?"
        rf"|\b(?P<wd5>{some_weekday}),?\sthe\s"
        rf"(?:(?P<d5>\d{{1,2}})(?:st|nd|rd|th)\b|(?P<dw5>{day_word})\b)"
        rf"|(?:\b(?P<mpre>last|this|next|that)\s)?\b(?P<m3>{month})"
        rf"(?:,?\s(?:of\s)?(?P<y3>{_YEAR})\b|\s(?:of\s)?(?P<yrel3>(?:last|next)\syear)\b)?"
        rf"|(?:\b(?P<wpre>{before_weekday})\s)?\b(?P<weekday>{weekday})(?:\s(?P<wpart>{_PART})\b)?"
        rf"(?:\s(?P<wpost>{after_weekday})\b)?"
        r"|\b(?<!\bthe\s)(?P<relative>the\sday\sbefore\syesterday|the\sday\safter\stomorrow"
        r"|(?:yesterday|today|tomorrow)(?P<rweek>\sweek\b)?|tonight|last\s(?:night|evening)"
        rf"|this\s(?:morning|afternoon|evening))(?:\s(?P<rpart>{_PART})\b)?"
        rf"|(?<![\w-])(?P<count>\d{{1,2}}|{count})\s(?P<unit>day|week|month|year)s?\s"
        r"(?:ago(?:\s(?P<agoday>today|yesterday|tomorrow))?|from\s(?P<fromday>today|tomorrow)"
        r"|(?P<unitday>today|tomorrow))\b"
        r"|\b(?<!\bthe\s)(?P<period>(?:last|this|next)\s(?:week|month|weekend)|(?:last|next)\syear)\b"
        rf"|(?P<clock>{clocks.CLOCK})(?:\s(?P<zone>{clocks.ZONE})\b)?"
        rf"|\b(?P<year>{_YEAR})\b(?![-,.]\d|\s(?:people|miles|km|kilomet))",
        re.IGNORECASE,
    )


def is_relative(match: re.Match[str]) -> bool:
    """Return True if a date is counted from the day on which it is said."""
    return bool(match["weekday"] or match["relative"] or match["count"] or match["period"])
