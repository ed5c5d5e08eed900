"""Figures in other words than number words: shares, parts of an hour, ordinals, nobody, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.values.datewords import DATE_IN_FIGURES
from factcheck.values.designations import find_identifiers, find_versions
from factcheck.values.figures import char_span, payload
from factcheck.values.numerals import ordinal_pattern, vague_pattern
from factcheck.values.payloads import Figure, NumberPayload, no_number, show
from factcheck.values.quantities import Quantity, hedge_before, quantity
from factcheck.values.scores import find_scores
from factcheck.values.shares import find_shares
from factcheck.values.units import unit_after

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# The number of a reference: "Linkado[3]".
_REFERENCE = re.compile(r"(?<=[\w.,)\]\"”’])\[\d{1,3}\]")
_PARTS = {"half": 0.5, "quarter": 0.25, "three": 0.75}
_PART = re.compile(
    r"\b(half|(?:a\s)?quarter|three[\s-]quarters)(?:\sof)?\s(?:an?)(?=\s)", re.IGNORECASE
)
_AND_A_HALF = re.compile(r"\b(?:an?|one)(?P<unit>\s\w+)\sand\sa\s(?P<part>half|quarter)\b", re.I)
# The name of what a version number is of.
_NAME = re.compile(r"\b(?!Version\b|Release\b)([A-Z]\w+)\s(?:[Vv]ersion\s|[Rr]elease\s)?$")
# A version that only ends a range: "before 2.1.2", "3.4 and later".
_BEFORE = re.compile(r"\s(?:before|prior\sto|up\sto|through|below|older\sthan|since|from)\s$", re.I)
_AND_LATER = re.compile(r"\s(?:and|or)\s(?:later|newer|older|earlier|above|below|higher)\b")
_RELATIVE = re.compile(r"\s(?:ago|later|earlier|before|after)\b")
_P_VALUE = re.compile(r"\b[Pp](?:\svalue\sof)?\s?(?P<sign>[=<>≤≥]|(?<=value\sof)\s)\s?(0?\.\d+)")


def _anchor(span: Span, start: int, end: int) -> Token | None:
    tokens = char_span(span, start, end)
    return None if tokens is None else tokens.root


def digits(span: Span, text: str) -> Iterator[Figure]:
    """Yield identifiers, versions and scores, which are compared only by their normalised form.

    A date in figures is none of these, nor is the number of a reference.
    """
    for pattern in (DATE_IN_FIGURES, _REFERENCE):
        for match in pattern.finditer(text):
            yield no_number(*match.span())
    for family, runs in (
        ("identifier", find_identifiers(text)),
        ("version", find_versions(text)),
        ("score", find_scores(text)),
    ):
        for start, end, form in runs:
            unit = _version_of(text, start, end) if family == "version" else ""
            nothing = NumberPayload(family, unit, Quantity(0.0, 0.0, 0.0))
            if form:
                yield Figure(start, end, nothing, form, _anchor(span, start, end))
            else:
                yield no_number(start, end)


def _version_of(text: str, start: int, end: int) -> str:
    """Return what a version number is of, and whether it is the end of a range of versions."""
    before = _BEFORE.search(text[:start])
    name = _NAME.search(text[: before.start() + 1 if before else start])
    limit = " limit" if before or _AND_LATER.match(text[end:]) else ""
    return (name[1].lower() if name else "") + limit


def shares(span: Span, text: str) -> Iterator[Figure]:
    """Yield the shares that are given as fractions: "two-thirds of", "one in nine"."""
    for share in find_shares(text):
        hedge = hedge_before(text[: share.start])
        given = _share(share.percent, share.reach, hedge)
        anchor = _anchor(span, share.start, share.end)
        figure = payload("percent", "%", given, written="share")
        yield Figure(share.start, share.end, figure, f"{show(given)}%", anchor)


def _share(percent: float, reach: float, hedge: str) -> Quantity:
    """Return a share that stands for what is up to ``reach`` points away, hedged for more."""
    if hedge == "about":
        wide = max(2 * reach, percent / 10)
        return Quantity(percent, percent - wide, percent + wide, "", True, 2 * reach, 2 * reach)
    return replace(quantity(percent, hedge), digit=2 * reach, step=2 * reach)


def parts(span: Span, text: str) -> Iterator[Figure]:
    """Yield parts of a unit: "half an hour", "a quarter of a point", "an hour and a half"."""
    for match in _PART.finditer(text):
        key = match[1].lower().removeprefix("a ")[:7]
        value = _PARTS["three" if key.startswith("three") else key]
        yield from _in_unit(span, text, (match.start(), match.end()), value, match.end())
    for match in _AND_A_HALF.finditer(text):
        value = 1 + _PARTS[match["part"].lower()]
        yield from _in_unit(span, text, match.span(), value, match.start("unit"))


def _in_unit(
    span: Span, text: str, place: tuple[int, int], value: float, at: int
) -> Iterator[Figure]:
    start, end = place
    unit = unit_after(text[:start], text[at:], digits=False)
    if unit is None or unit.length == 0:
        return
    end = max(end, at + unit.length)
    if _RELATIVE.match(text[end:]):
        yield no_number(start, end)
        return
    number = quantity(value, hedge_before(text[:start]), None, 0.25)
    figure = payload(
        unit.family, unit.base, number, factor=unit.factor, shift=unit.shift, written=unit.name
    )
    plural = "s" if unit.family == "duration" else ""
    shown = f"{show(number)} {unit.name}{plural}"
    if unit.family == "percent":
        shown = show(number.scaled(unit.factor)) + ("%" if unit.base == "%" else " points")
    yield Figure(start, end, figure, shown, _anchor(span, start, end))


def p_values(span: Span, text: str) -> Iterator[Figure]:
    """Yield the P values of studies: "P = 0.03", "p<0.001"."""
    for match in _P_VALUE.finditer(text):
        hedge = {"<": "most", "≤": "most", ">": "least", "≥": "least"}.get(match["sign"], "")
        number = quantity(float(match[2]), hedge, None, 10.0 ** -len(match[2].split(".")[1]))
        start, end = match.span(2)
        figure = payload("decimal", "P", number)
        yield Figure(start, end, figure, f"P {show(number)}", _anchor(span, start, end))


def vague(span: Span, text: str) -> Iterator[Figure]:
    """Yield words for a number that is not given: "several", "dozens"."""
    for match in vague_pattern().finditer(text):
        word = match.group().lower()
        low, high = lexicon.numerals().vague[word]
        anchor = _anchor(span, *match.span())
        if anchor is None or (anchor.pos_ == "VERB") or text[match.end() :].startswith("-"):
            continue
        number = Quantity(low, low, high, "", True)
        figure = replace(payload("count", "", number), vague=True)
        yield Figure(*match.span(), figure, word, anchor)


def ordinals(span: Span, text: str) -> Iterator[Figure]:
    """Yield the ranks of a sentence: "the third attack"."""
    for match in ordinal_pattern().finditer(text):
        word = match.group().lower()
        number = lexicon.numerals().ordinals.get(word) or int(re.sub(r"\D", "", word))
        anchor = _anchor(span, *match.span())
        if anchor is None or anchor.ent_type_ in ("DATE", "TIME", "FAC", "ORG", "EVENT"):
            continue
        if anchor.dep_ != "amod" or anchor.head.lemma_.lower() in lexicon.words().ordered_places:
            continue
        rank = payload("rank", "rank", quantity(float(number), ""))
        yield Figure(*match.span(), rank, f"number {number}", anchor)


def often(span: Span, text: str) -> Iterator[Figure]:
    """Yield "twice" where it says how often something happened, not how much more: "twice as"."""
    words = lexicon.numerals().times
    for token in span:
        following = token.nbor(1) if token.i + 1 < len(token.doc) else token
        compares = following.pos_ in ("DET", "PRON") or following.lower_ == "as"
        if token.lower_ in words and not compares:
            start = token.idx - span.start_char
            number = quantity(float(words[token.lower_]), hedge_before(text[:start]))
            figure = payload("count", "", number)
            yield Figure(start, start + len(token.text), figure, show(number), token)


def nobody(span: Span, text: str) -> Iterator[Figure]:
    """Yield words for none: "nobody", "no passengers"."""
    words = lexicon.numerals().nobody
    for token in span:
        start = token.idx - span.start_char
        if token.lower_ in words or (token.lower_ == "no" and token.dep_ == "det"):
            end = start + len(token.text)
            if token.lower_ == "no" and token.i + 1 < len(token.doc):
                following = token.nbor(1)
                if following.lower_ == "one":
                    end = following.idx + 3 - span.start_char
                elif token.head.tag_ not in ("NNS",) and token.head.lower_ not in ("one",):
                    continue
            yield Figure(start, end, payload("count", "", quantity(0.0, "")), "0", token)
