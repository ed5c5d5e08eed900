"""Numbers: counts, money, percentages, measures, ages, durations, scores, ranks, identifiers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.currencies import signs
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.model import Value
from factcheck.values.base import Comparison, slot_of, thing_of
from factcheck.values.dates import month_pattern
from factcheck.values.intervals import compare_numbers
from factcheck.values.quantities import (
    Quantity,
    hedge_before,
    number_pattern,
    ordinal_pattern,
    parse_numeral,
    quantity,
    scaled_pattern,
    unit_in_base,
    vague_pattern,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# No day of a month is higher.
LAST_DAY = 31
_PHONE = re.compile(r"(?<![\w.$£€])\(?\+?\d{2,5}\)?(?:[\s.-]\d{2,6}){1,4}(?![\w%]|[.,]\d)")
_SCORE = re.compile(r"(?<![\w$£€.,-])\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?(?![\w%,-]|\.\d)")
_MINUS = re.compile(r"\bminus[\s-]$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_UNIT_AFTER = re.compile(r"[\s-]?([A-Za-z]+|%|°[CF]?)")


@cache
def _unit_words() -> frozenset[str]:
    """Return the words, in lower case, that say what a number is a number of."""
    known = lexicon.units()
    return frozenset(
        [*known.units, *known.seconds, *known.currencies, *signs(), "%", "cent", "percent"]
    )


@cache
def _month_after() -> re.Pattern[str]:
    return re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?{month_pattern()}")


@cache
def _month_before() -> re.Pattern[str]:
    return re.compile(rf"\b{month_pattern()}\s$")


class Numbers:
    """Counts and measures: "five", "six dozen", "$19 million", "75 km", "42-year-old"."""

    name = "number"

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the numbers of the document; dates, clock times and years are not among them."""
        for sentence in parsed.sentences:
            yield from self._in_sentence(sentence)

    def _in_sentence(self, sentence: Sentence) -> Iterator[Value]:
        text = str(sentence.span.text)
        taken: list[tuple[int, int]] = []
        found: list[Value] = []
        for finder in (_identifiers, _scores, _numerals, _vague, _ordinals, _nobody):
            for start, end, data, normalized, anchor in finder(sentence.span, text):
                if any(start < e and s < end for s, e in taken):
                    continue
                taken.append((start, end))
                if anchor is None:
                    continue
                inside = range(anchor.i, anchor.i + 1)
                span = _char_span(sentence.span, start, end)
                if span is not None:
                    inside = range(span.start, span.end)
                thing = thing_of(anchor)
                if thing is None and data.get("vague"):
                    thing = _number_of(anchor)
                elif data["family"] == "count" and (
                    anchor.ent_type_ == "DATE"
                    or (thing and re.fullmatch(month_pattern(), thing.text))
                ):
                    thing = _after_date(anchor, float(str(data["value"]))) or thing
                if data["family"] in ("duration", "measure", "percent", "money"):
                    thing = _measured(thing)
                slot = slot_of(anchor, inside, thing=thing)
                says = slot.role == "subject" and slot.predicate in lexicon.words().speech_verbs
                if data.get("vague") and says:
                    # "Several people said": who told it is no part of what happened.
                    continue
                if data["family"] == "age":
                    # Whose age it is says all: "Arkwright, 49," has no verb of its own.
                    owner = str(anchor.text)
                    slot = replace(
                        slot, head=owner.lower(), predicate="age", role="", label=f"age of {owner}"
                    )
                found.append(
                    Value(
                        kind=self.name,
                        start=sentence.start + start,
                        end=sentence.start + end,
                        text=text[start:end],
                        normalized=normalized,
                        slot=slot,
                        data=data,
                    )
                )
        yield from sorted(found, key=lambda v: v.start)

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two numbers as intervals, after their units."""
        if a.data["family"] != b.data["family"] or a.data["unit"] != b.data["unit"]:
            return Comparison("compatible", "different kinds of number")
        return compare_numbers(a, b)


_Found = tuple[int, int, dict[str, object], str, "Token | None"]


def _char_span(span: Span, start: int, end: int) -> Span | None:
    base = span.start_char
    found: Span | None = span.doc.char_span(base + start, base + end, alignment_mode="expand")
    return found


def _measured(unit: Token | None) -> Token | None:
    """Return what a unit measures: "30 hours of deliberation", "70 percent of the traffic"."""
    if unit is None:
        return None
    for child in unit.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return unit if unit.lemma_.lower() not in _unit_words() else None


def _number_of(vague: Token) -> Token | None:
    """Return what "dozens of shops" counts; of "several of the shops" the rest is unsaid."""
    for child in vague.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            told = next((c for c in child.children if c.dep_ == "pobj"), None)
            part = told is None or any(c.dep_ in ("det", "poss") for c in told.children)
            return None if part else told
    return None


def _anchor(span: Span, start: int, end: int) -> Token | None:
    tokens = _char_span(span, start, end)
    return None if tokens is None else tokens.root


def _data(
    family: str, unit: str, number: Quantity, *, factor: float = 1.0, shift: float = 0.0
) -> dict[str, object]:
    high = number.high * factor + shift
    return {
        "family": family,
        "unit": unit,
        "value": number.value * factor + shift,
        "low": number.low * factor + shift,
        "high": None if math.isinf(high) else high,
        "bound": number.bound,
        "about": number.about,
    }


def _plain(family: str, text: str) -> dict[str, object]:
    return {"family": family, "unit": "", "value": 0.0, "low": 0.0, "high": 0.0, "bound": "",
            "about": False, "digits": text}  # fmt: skip


def _identifiers(span: Span, text: str) -> Iterator[_Found]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 7 <= len(digits) <= 15 and not re.fullmatch(
            r"(?:1[5-9]|20)\d\d(?:1[5-9]|20)\d\d", digits
        ):
            anchor = _anchor(span, *match.span())
            yield (*match.span(), _plain("identifier", digits), digits, anchor)


def _scores(span: Span, text: str) -> Iterator[_Found]:
    for match in _SCORE.finditer(text):
        parts = [int(p) for p in re.split(r"[-–]", match.group())]
        after = text[match.end() : match.end() + 12].lower()
        if re.match(r"\s?(?:percent|per|years?|hours?|days?|minutes?|people|miles?)\b", after):
            continue
        digits = "-".join(map(str, parts))
        yield (*match.span(), _plain("score", digits), digits, _anchor(span, *match.span()))


def _numerals(span: Span, text: str) -> Iterator[_Found]:
    for match in number_pattern().finditer(text):
        low = parse_numeral(match["low"])
        if low is None or match["low"].lower() in lexicon.numerals().scales:
            continue  # A bare "million" is what is left of a figure in an unknown currency.
        start, end = match.start("low"), match.end("low")
        high = parse_numeral(match["high"]) if match["high"] else None
        if high is not None and high > low * 1.001:
            end = match.end("high")
            low_scale = high / low if low else 1
            if low_scale >= 500 and match["low"].isdigit():
                low *= 10 ** (3 * int(math.log10(low_scale) // 3))
        else:
            high = None
        if match["currency"]:
            start = match.start("currency")
        yield from _classified(span, text, start, end, low, high, match["currency"])


def _classified(
    span: Span, text: str, start: int, end: int, low: float, high: float | None, sign: str | None
) -> Iterator[_Found]:
    before, after = text[:start], text[end:]
    hedge = hedge_before(before)
    number = quantity(low, hedge, high)
    known = lexicon.units()
    tokens = _char_span(span, start, end)
    if tokens is None:
        return
    anchor = tokens.root
    unit_match = _UNIT_AFTER.match(after)
    word = unit_match.group(1).lower() if unit_match else ""
    single = word.removesuffix("s")
    if sign:
        unit = signs()[sign.strip().lower().rstrip(".")]
        if sign == "$" and re.search(r"US\$|\$US", text):
            # Beside "US$1 million" a plain "$1.52 million" is in the paper's own dollars.
            unit = "local dollars"
        yield start, end, _data("money", unit, number), f"{unit} {_show(number)}", anchor
        return
    in_digits = text[start:end].isdigit()
    if (
        in_digits
        and low <= LAST_DAY
        and (_month_after().match(after) or _month_before().search(before))
    ):
        yield start, end, {}, "", None
        return
    if in_digits and _YEAR.fullmatch(text[start:end]):
        yield start, end, {}, "", None
        return
    if _is_age(tokens, before, after) and 0 < low < 120:
        data = _data("age", "time", number, factor=known.seconds["year"])
        yield start, end, data, f"{_show(number)} years old", _owner(tokens)
        return
    # The parser takes "two hours" for a time, too; that is a duration, "Dec. 12" a date.
    cold = _MINUS.search(before) is not None
    scaled = cold or scaled_pattern().search(text[start:end]) is not None
    dated = (
        single not in known.seconds
        and not scaled
        and _after_date(anchor, low) is None
        and any(t.ent_type_ in ("DATE", "TIME") for t in tokens)
    )
    if dated or re.match(r"\s?(?::\d|[ap]\.?\s?m\b|o.clock)", after, re.I):
        yield start, end, {}, "", None
        return
    if word in ("percent", "%") or re.match(r"[\s-]per\scent", after):
        yield start, end, _data("percent", "%", number), f"{_show(number)}%", anchor
        return
    if single in known.currencies:
        unit = known.currencies[single]
        assert unit_match is not None
        end += unit_match.end()
        yield start, end, _data("money", unit, number), f"{unit} {_show(number)}", anchor
        return
    if re.match(r"[\s-](?a:year|month|week|day)s?[\s-]old\b", after, re.I):
        seconds = known.seconds[single]
        data = _data("age", "time", number, factor=seconds)
        yield start, end, data, f"{_show(number)} {single}s old", _owner(tokens)
        return
    if single in known.seconds:
        if re.match(r"[\s-]\w+\s(?:ago|later|earlier|before|after)\b", after):
            yield start, end, {}, "", None
            return
        data = _data("duration", "time", number, factor=known.seconds[single])
        yield start, end, data, f"{_show(number)} {single}s", anchor
        return
    if single in known.units:
        base = unit_in_base(known.units[single])
        if base is not None:
            dimension, factor, shift = base
            if cold:
                number = quantity(-low, "", None)
            data = _data("measure", dimension, number, factor=factor, shift=shift)
            yield start, end, data, f"{_show(number)} {known.units[single]}", anchor
            return
    if cold:
        # "temperatures of minus 20": degrees, of a scale that readers know.
        base = unit_in_base("delta_degC")
        assert base is not None
        number = quantity(-low, "", None)
        yield start, end, _data("measure", base[0], number), f"{_show(number)} delta_degC", anchor
        return
    if anchor.pos_ == "PROPN" or anchor.ent_type_ in ("PERSON", "ORG", "FAC", "PRODUCT", "LAW"):
        yield start, end, {}, "", None
        return
    if text[start:end].lower() == "one" and (
        anchor.pos_ != "NUM" or anchor.dep_ not in ("nummod",)
    ):
        yield start, end, {}, "", None
        return
    decimal = "." in text[start:end] and not re.search("illion|[mb]n?$", text[start:end])
    family = "decimal" if decimal else "count"
    yield start, end, _data(family, "", number), _show(number), anchor


def _after_date(anchor: Token, number: float) -> Token | None:
    """Return what a figure right after a date counts: "On 14 June 173 members voted".

    The parser takes both for one date; but this is no day of a month, nor is a time counted.
    """
    if number <= LAST_DAY or anchor.dep_ != "nummod":
        return None
    things = (anchor.head, *anchor.doc[anchor.i + 1 : anchor.i + 2])
    return next(
        (t for t in things if t.pos_ == "NOUN" and t.ent_type_ not in ("DATE", "TIME")), None
    )


def _is_age(tokens: Span, before: str, after: str) -> bool:
    """Tell an age in apposition ("Thomas, 10, was", "aged 10", "age of 10")."""
    if re.search(r"\b(?:aged?|age\sof)\s$", before):
        return True
    if not re.search(r"\w,\s$", before) or not re.match(r",|\.$|\s?$|\)", after):
        return False
    first = tokens[0]
    named = first.nbor(-2) if first.i >= 2 else None
    # The parser takes ages for dates; a real date has a month or weekday before the comma.
    return named is not None and named.pos_ == "PROPN" and named.ent_type_ != "DATE"


def _owner(tokens: Span) -> Token:
    """Return the token whose age this is: the apposition's noun, or the number itself."""
    head = tokens.root
    for token in head.ancestors:
        if token.pos_ in ("PROPN", "NOUN") and token.lower_ not in ("year", "years", "old", "age"):
            return token
    return head


def _vague(span: Span, text: str) -> Iterator[_Found]:
    for match in vague_pattern().finditer(text):
        word = match.group().lower()
        low, high = lexicon.numerals().vague[word]
        anchor = _anchor(span, *match.span())
        if anchor is None or (anchor.pos_ == "VERB") or text[match.end() :].startswith("-"):
            continue
        number = Quantity(low, low, high, "", True)
        yield (*match.span(), _data("count", "", number) | {"vague": True}, word, anchor)


def _ordinals(span: Span, text: str) -> Iterator[_Found]:
    for match in ordinal_pattern().finditer(text):
        word = match.group().lower()
        number = lexicon.numerals().ordinals.get(word) or int(re.sub(r"\D", "", word))
        anchor = _anchor(span, *match.span())
        if anchor is None or anchor.ent_type_ in ("DATE", "TIME", "FAC", "ORG", "EVENT"):
            continue
        if anchor.dep_ != "amod" or anchor.head.lemma_.lower() in lexicon.words().ordered_places:
            continue
        data = _data("rank", "rank", quantity(float(number), ""))
        yield (*match.span(), data, f"number {number}", anchor)


def _nobody(span: Span, text: str) -> Iterator[_Found]:
    nobody = lexicon.numerals().nobody
    for token in span:
        start = token.idx - span.start_char
        if token.lower_ in nobody or (token.lower_ == "no" and token.dep_ == "det"):
            end = start + len(token.text)
            if token.lower_ == "no" and token.i + 1 < len(token.doc):
                following = token.nbor(1)
                if following.lower_ == "one":
                    end = following.idx + 3 - span.start_char
                elif token.head.tag_ not in ("NNS",) and token.head.lower_ not in ("one",):
                    continue
            yield start, end, _data("count", "", quantity(0.0, "")), "0", token


def _show(number: Quantity) -> str:
    def one(x: float) -> str:
        return f"{x:.10g}" if abs(x) < 1e10 else f"{x:.0f}"

    if number.low != number.high and not number.bound and not number.about:
        return f"{one(number.low)}-{one(number.high)}"
    prefix = {"least": "≥", "most": "≤"}.get(number.bound, "~" if number.about else "")
    return prefix + one(number.value)
