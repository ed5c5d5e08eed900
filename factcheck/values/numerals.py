"""Numerals as text: digits in the groups of every house, number words, scales. No grammar here."""

from __future__ import annotations

import math
import re
from functools import cache

from factcheck.language import lexicon
from factcheck.language.currencies import sign_pattern
from factcheck.language.lexicon import any_of

# Spaces that set off thousands: the plain one, no-break, thin and narrow no-break.
_SPACES = " \u00a0\u2009\u202f"
_FRACTIONS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8}
_VULGAR = "".join(_FRACTIONS)
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?"  # 150,000
    r"|[1-9]\d?(?:,\d{2})+,\d{3}(?!\d)"  # 1,50,000
    rf"|[1-9]\d{{0,2}}(?:['’{_SPACES[1:]}]\d{{3}})+(?!\d)"  # 150'000, 150 000
    r"|[1-9]\d{0,2}(?: \d{3})+(?![\d,]|\.\d| \d)"
    r"|[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|\.000)(?!\.?\d)"  # 1.500.000
    rf"|\d+\s\d/\d(?!\d)|\d*[{_VULGAR}]"  # 2 1/2, 2½
    r"|\d+(?:\.\d+)?|\.\d+)"
)
_GROUPED = re.compile(rf"[1-9]\d{{0,2}}(?:[,'’{_SPACES}]\d{{3}})+|\d{{1,3}}(?:\.\d{{3}}){{2,}}")
_MIXED = re.compile(rf"\A(\d*?)\s?(?:(\d)/(\d)|([{_VULGAR}]))")
_MINUS = r"(?P<minus>(?<![^\s(])[-−–](?=[\d.]))"
# From this scale on the words after it may be decimals: "six million two".
_MILLION = 1e6
# Smaller scales, such as a dozen, are exact.
_THOUSAND = 1000


@cache
def numeral_pattern() -> str:
    """Return a regular expression for a number in digits and its multiplier: "1.5 million"."""
    scale, short = any_of(lexicon.numerals().scales), any_of(lexicon.numerals().short_scales)
    long = any_of(word for word in lexicon.numerals().short_scales if len(word) > 1)
    return rf"{_DIGITS}(?:{_half()}|(?:[\s-](?:{scale})s?\b)+|(?:{short})\b|[\s](?:{long})\b)?"


@cache
def worded_pattern() -> str:
    """Return a regular expression for a number in words: "six dozen", "two and a half million"."""
    numerals = lexicon.numerals()
    word, scale = any_of([*numerals.numbers, *numerals.scales]), any_of(numerals.scales)
    single = any_of(numerals.numbers)
    return (
        rf"(?:(?:half\sa|a|an)\s(?=(?:{scale})\b))?\b(?:{word})\b"
        rf"(?:\spoint(?:[\s-](?:{single})\b)+(?:\s(?:{scale})\b)?"
        rf"|(?:(?:-|\s|\sand\s|-and-)(?:{word})\b)*(?:\sscore\b(?!\s+of\b))?(?:{_half()})?)"
    )


def _half() -> str:
    """Return a regular expression for the end of "six and a half", "two and a half million"."""
    return rf"\sand\sa\shalf\b(?:\s(?:{any_of(lexicon.numerals().scales)})\b)?"


@cache
def number_pattern() -> re.Pattern[str]:
    """Return the pattern of a number, or of a range of two, with the sign of its currency."""
    numeral, worded = numeral_pattern(), worded_pattern()
    return re.compile(
        rf"{_MINUS}?(?P<currency>{sign_pattern()})?\s?"
        rf"(?P<low>(?<![\w.:/])(?:{numeral})|{worded})"
        rf"(?:\s?(?P<joint>-|–|—|\bto\b|\bor\b)\s?(?:{sign_pattern()})?"
        rf"(?P<high>(?:{numeral})|{worded}))?",
        re.IGNORECASE,
    )


@cache
def between_pattern() -> re.Pattern[str]:
    """Return the pattern of a range in words: "between two and three hundred"."""
    each = rf"(?:{numeral_pattern()}|{worded_pattern()})"
    return re.compile(
        rf"\bbetween\s(?P<currency>{sign_pattern()})?(?P<low>{each})(?P<unit>\s[a-z]+|%)?\sand\s"
        rf"(?:{sign_pattern()})?(?P<high>{each})",
        re.IGNORECASE,
    )


@cache
def ordinal_pattern() -> re.Pattern[str]:
    """Return the pattern of an ordinal: "third", "21st"."""
    words = any_of(lexicon.numerals().ordinals)
    return re.compile(rf"\b(?:(?a:{words})|\d{{1,3}}(?:st|nd|rd|th))\b", re.IGNORECASE)


@cache
def vague_pattern() -> re.Pattern[str]:
    """Return the pattern of words for a number that is not given: "several"."""
    return re.compile(rf"\b(?a:{any_of(lexicon.numerals().vague)})\b", re.IGNORECASE)


@cache
def scaled_pattern() -> re.Pattern[str]:
    """Return the pattern of words that are in no date, even if the parser takes them for one."""
    return re.compile(rf"\b(?:half|{any_of(lexicon.numerals().scales)})s?\b", re.IGNORECASE)


def parse_numeral(text: str) -> float | None:
    """Return the number that ``text`` ("six dozen", "1.5 million", "2,000") gives, or None."""
    numerals = lexicon.numerals()
    lowered = " ".join(text.lower().replace("–", "-").split(" "))
    if halved := re.fullmatch(r"(.+?)\sand\sa\shalf(?:\s(\w+))?", lowered):
        whole = parse_numeral(halved[1])
        # "A million and a half" is half a million more, "six and a half" half of one.
        last = numerals.scales.get(halved[1].split()[-1], 1.0)
        scale = numerals.scales.get(halved[2] or "", 1.0)
        return None if whole is None else (whole + 0.5 * last) * scale
    matched = re.match(_DIGITS, lowered)
    if matched:
        number = _in_digits(matched.group())
        rest = lowered[matched.end() :].strip(" -\u00a0\u2009\u202f")
        for word in re.split(r"[\s-]+", rest) if rest else ():
            factor = numerals.scales.get(word.removesuffix("s")) or numerals.short_scales.get(word)
            if not factor:
                return None
            number *= factor
        return number
    return _in_words(re.split(r"[\s-]+", lowered))


def _in_digits(text: str) -> float:
    mixed = _MIXED.fullmatch(text)
    if mixed:
        part = int(mixed[2]) / (int(mixed[3]) or 1) if mixed[2] else _FRACTIONS[mixed[4]]
        return int(mixed[1] or 0) + part
    if _GROUPED.fullmatch(text) or re.fullmatch(r"\d{1,3}\.000", text):
        return float(re.sub(r"\D", "", text))
    return float(text.replace(",", ""))


def _in_words(words: list[str]) -> float | None:
    numerals = lexicon.numerals()
    if "point" in words:
        return _with_point(words)
    total = current = last = 0.0
    seen = False
    for position, word in enumerate(words):
        single = word.removesuffix("s")
        if word == "half":
            current, seen = 0.5, True
        elif word in ("a", "an", "and"):
            current = current or (1.0 if word != "and" and not seen else current)
        elif word in numerals.numbers:
            # "Sixty-five" and "two hundred and five" are one number; "two and three" are two, but
            # "two-and-twenty" was one, and "six million two" has two tenths of a million.
            number = numerals.numbers[word]
            room = 100 if number >= 10 else 10 if current % 100 >= 20 else 100
            backwards = 0 < current < 10 and number >= 20 and words[position - 1] == "and"
            if current % room and not backwards:
                return None
            if last >= _MILLION and position == len(words) - 1 and words[position - 1] != "and":
                number = number * last / 10 if number < 10 else number
            current, seen = current + number, True
        elif word == "score" and current:
            current *= 20
        elif single in numerals.scales:
            scale = numerals.scales[single]
            seen = True
            if scale == 100 or scale == 12:
                current = (current or 1.0) * scale
            elif 0 < total < scale:
                total, current, last = (total + (current or 0.0)) * scale, 0.0, scale
            else:
                total, current, last = total + (current or 1.0) * scale, 0.0, scale
        else:
            return None
    return total + current if seen else None


def _with_point(words: list[str]) -> float | None:
    """Return the number of "one point two million", or None."""
    numerals = lexicon.numerals()
    at = words.index("point")
    whole, after = _in_words(words[:at]), words[at + 1 :]
    scale = 1.0
    while after and after[-1].removesuffix("s") in numerals.scales:
        scale *= numerals.scales[after.pop().removesuffix("s")]
    digits = [numerals.numbers.get(word) for word in after]
    if whole is None or not digits or any(d is None for d in digits):
        return None
    if len(digits) == 1 and digits[0] is not None and digits[0] >= 10:
        return (whole + digits[0] / 100) * scale
    if any(d is not None and d >= 10 for d in digits):
        return None
    decimals = "".join(f"{d:.0f}" for d in digits if d is not None)
    return round(whole + float(f"0.{decimals}"), 9) * scale


def precision(value: float) -> float:
    """Return the size of the last significant digit of ``value``: 1,000 for 26,000."""
    if value == 0 or not math.isfinite(value):
        return 1.0
    step = 10.0 ** math.floor(math.log10(abs(value)) - 3)
    while round(value / (step * 10), 6) == round(value / (step * 10)):
        step *= 10
        if step > abs(value):
            break
    return step


def last_digit(text: str, value: float) -> float:
    """Return what one unit in the last place of a number as written is worth.

    It is 0.1 million for "1.5 million", 10,000 for "2.50 million" and 1 for "26,000".
    """
    numerals = lexicon.numerals()
    lowered = text.lower()
    scale = 1.0
    for word in reversed(re.split(r"[\s-]+", lowered)):
        found = numerals.scales.get(word.removesuffix("s"), 1.0)
        if found < _THOUSAND:
            break
        scale *= found
    matched = re.match(_DIGITS, lowered)
    if matched:
        short = re.search(r"\d\s?([a-z]+)$", lowered)
        scale *= numerals.short_scales.get(short[1], 1.0) if short else 1.0
        grouped = _GROUPED.fullmatch(matched.group())
        decimals = re.search(r"\.(\d+)$", "" if grouped else matched.group())
        return scale * 10.0 ** -len(decimals[1]) if decimals else scale
    return scale if value >= scale else precision(value)
