"""Words of quotations in the form in which they are compared.

Spelling is a matter of house style and not of what was said, so "five" and "5", "ten per cent" and
"10%", "Dr. Vale" and "Doctor Vale", "$3 million" and "three million dollars" have one form each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from factcheck.language import lexicon
from factcheck.language.calendar import months
from factcheck.language.currencies import nouns
from factcheck.language.titles import short_titles
from factcheck.language.variants import INVISIBLE, plain, regional
from factcheck.values.numerals import numeral_pattern, parse_numeral, worded_pattern

_LETTERS = rf"(?:[^\W_]|[{INVISIBLE}])+"
_WORD = re.compile(
    rf"per\s{{1,3}}cent\b|{_LETTERS}(?:[.,]{_LETTERS}|\.?['’][a-z]{{1,2}}\b)*"
    r"|\.\.\.|…|[\[\](){}]|[%&]",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:\s+and)?[\s-]+\S+\Z")


@cache
def _figure_pattern() -> re.Pattern[str]:
    numeral, worded = numeral_pattern(), worded_pattern()
    signs = re.escape("".join(nouns()))
    return re.compile(
        rf"(?P<sign>[{signs}])?\s?(?:(?:{numeral})(?![\w'’]|[.,]\d)|{worded}(?!['’]))",
        re.IGNORECASE,
    )


@cache
def _spelled_out() -> dict[str, str]:
    """Return the full word for each short or variant form."""
    ordinals = {
        f"{n}{'th' if n > 3 else ('st', 'nd', 'rd')[n - 1]}": word
        for word, n in lexicon.numerals().ordinals.items()
    }
    known = months()
    short = {form.lower(): known.wide[n - 1].lower() for form, n in known.numbers.items()}
    return lexicon.words().spoken_forms | ordinals | short | short_titles()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a quotation: folded form and offsets."""

    form: str
    start: int
    end: int


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Return the words of ``text[start:end]`` folded for comparison, with their offsets.

    Brackets and ellipses stay as words of their own: they mark an editor's cut.
    """
    words: list[Word] = []
    while start < end:
        match = _WORD.search(text, start, end)
        if match is None:
            break
        # The sign of a currency is right before the figure.
        signed = match.start() - (text[max(start, match.start() - 1)] in nouns())
        figure = _figure(text, signed, end)
        if figure is not None:
            words.extend(figure)
            start = words[-1].end
            continue
        start = match.end()
        words.extend(_word(text, match))
    return words


def _word(text: str, match: re.Match[str]) -> Iterator[Word]:
    written = match.group()
    form = written if written == "…" else plain(written)
    if form[:3] == "per" and form[3:4].isspace():
        form = "percent"
    elif form[:1].isalnum():
        form = re.sub(r"[.'’]", "", form)
        # "6:00 p.m." is "6 p.m."
        if form == "00" and text[match.start() - 1 : match.start()] == ":":
            return
        form = regional(_spelled_out().get(form, form))
    else:
        form = _spelled_out().get(form, form)
    yield Word(form, match.start(), match.end())


def _figure(text: str, start: int, end: int) -> tuple[Word, ...] | None:
    """Return the figure at ``start`` in digits, with its currency as a word after it, or None."""
    match = _figure_pattern().match(text, start, end)
    if match is None or (match.group() == "00" and text[start - 1 : start] == ":"):
        return None
    sign = match["sign"]
    written = match.group().removeprefix(sign or "").lstrip()
    begin = stop = match.end() - len(written)
    number = None
    while written and number is None:
        number, stop = parse_numeral(written), begin + len(written)
        # In "one and two" each is a figure.
        shorter = _LAST.sub("", written)
        written = shorter if shorter != written else ""
    if number is None:
        return None
    shown = f"{number:.10g}" if abs(number) < 1e10 else f"{number:.0f}"
    # "No one" is no figure.
    figure = Word("one" if number == 1 else shown, match.start() if sign else begin, stop)
    if not sign:
        return (figure,)
    return figure, Word(regional(nouns()[sign]), figure.start, stop)
