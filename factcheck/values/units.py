"""What stands after a number: units, rates, scales of temperature, currencies, spans of time."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from factcheck.language import lexicon
from factcheck.language.currencies import signs
from factcheck.language.lexicon import any_of

# Scales of temperature, by the letter that stands for each.
_SCALES = {"c": "degC", "f": "degF"}
# Degrees without a scale: Celsius, or an angle.
DEGREES = "delta_degC"


class Unit(NamedTuple):
    """A unit as it stands in a text: the family of its numbers, and its base unit.

    ``name`` is the unit as it is shown, ``base`` the dimension or currency by which numbers are
    comparable; ``length`` is the number of characters that it takes up in the text.
    """

    family: str
    name: str
    base: str
    factor: float
    shift: float
    length: int


@cache
def unit_words() -> frozenset[str]:
    """Return the words of units and currencies, in lower case."""
    known = lexicon.units()
    return frozenset(
        [*known.units, *known.seconds, *known.currencies, *signs(), "%", "cent", "percent", "point"]
    )


@cache
def _degrees() -> re.Pattern[str]:
    return re.compile(
        r"[\s-]?(?:(?:degrees?|deg\.?)[\s-](?P<long>celsius|centigrade|fahrenheit|[CF]\b)"
        r"|(?:°|º)\s?(?P<short>[CF])\b|[\s-]?(?P<bare>celsius|centigrade|fahrenheit)\b"
        r"|(?P<open>[\s-]degrees?\b|°|º))",
        re.IGNORECASE,
    )


@cache
def _measure() -> re.Pattern[str]:
    known = lexicon.units()
    word = any_of([*known.units, *known.seconds])
    return re.compile(
        rf"(?P<before>[\s\u00a0\u2009\u202f-]?)(?:(?P<power>square|sq\.?|cubic|cu\.?)[\s-])?"
        rf"(?P<word>(?a:{word})s?)(?P<sign>[²³])?(?![\w²³])",
        re.IGNORECASE,
    )


@cache
def _rate() -> re.Pattern[str]:
    """Return the pattern of what a rate is for: "of water per second", "/h", "an hour"."""
    known = lexicon.units()
    word = any_of([*known.seconds, *known.units])
    return re.compile(
        rf"(?:\s?/\s?|(?:\sof\s[a-z]+)?\sper\s|\sa\s|\san\s|\severy\s|\seach\s)"
        rf"(?P<per>(?a:{word}))(?!\w)",
        re.IGNORECASE,
    )


_PER = re.compile(r"(?:\sper\s|\sa\s|/)(share|head|capita|person|barrel|ticket|vote|unit)\b", re.I)
_POINTS = re.compile(r"[\s-](?:(percentage)[\s-]|(basis)[\s-])points?\b", re.IGNORECASE)
_PERCENT = re.compile(r"[\s-]?(?:%|per\s?cent\b|percent\b|pct\b)", re.IGNORECASE)
# What says that degrees are a difference: "3 degrees warmer", "by 3 degrees".
_DIFFERENCE_AFTER = re.compile(
    r"\s(?:\w+\s)?(?:warmer|colder|cooler|hotter|higher|lower|above|below|of\swarming)\b", re.I
)
_DIFFERENCE_BEFORE = re.compile(
    r"\b(?:by|rise\sof|drop\sof|fall\sof|increase\sof|decrease\sof|warming\sof|difference\sof)\s"
    r"(?:\w+\s){0,2}$",
    re.IGNORECASE,
)


def unit_after(before: str, after: str, *, cold: bool = False, digits: bool = True) -> Unit | None:
    """Return the unit of a number, or None without one.

    ``before`` and ``after`` are the texts of its sentence on either side, ``cold`` is True after
    "minus" and ``digits`` if the number is in digits: a letter alone is a unit only after these.
    """
    if found := _PERCENT.match(after):
        return _percentage(after, found.end())
    if found := _POINTS.match(after):
        hundredth = 0.01 if found[2] else 1.0
        name = "basis points" if found[2] else "percentage points"
        return Unit("percent", name, "points", hundredth, 0.0, found.end())
    if found := _degrees().match(after):
        return _temperature(before, after, found)
    if found := _measure().match(after):
        return _measured(after, found, digits)
    if cold:
        return Unit("measure", DEGREES, _dimension(DEGREES), 1.0, 0.0, 0)
    return None


def _percentage(after: str, end: int) -> Unit | None:
    if found := re.match(r"[\s-]points?\b", after[end:]):
        return Unit("percent", "percentage points", "points", 1.0, 0.0, end + found.end())
    return Unit("percent", "%", "%", 1.0, 0.0, end)


def _temperature(before: str, after: str, found: re.Match[str]) -> Unit | None:
    scale = (found["long"] or found["short"] or found["bare"] or "")[:1].lower()
    if not scale:
        return Unit("measure", DEGREES, _dimension(DEGREES), 1.0, 0.0, found.end())
    name = _SCALES[scale]
    change = _DIFFERENCE_AFTER.match(after[found.end() :]) or _DIFFERENCE_BEFORE.search(before)
    base = unit_in_base(f"delta_{name}" if change else name)
    if base is None:
        return None
    _, factor, shift = base
    # A level is given in degrees Celsius, so that it can be set beside degrees without a scale.
    unit = "change of temperature" if change else _dimension(DEGREES)
    return Unit("measure", name, unit, factor, 0.0 if change else shift - 273.15, found.end())


def _measured(after: str, found: re.Match[str], digits: bool) -> Unit | None:
    known = lexicon.units()
    word = found["word"].lower()
    single = word if word in known.units or word in known.seconds else word.removesuffix("s")
    spaced = found["before"] not in ("", "-")
    if len(single) == 1 and not (digits and spaced and found["word"] == single):
        return None
    if single in known.seconds:
        name, seconds = single, float(known.seconds[single])
        return Unit("duration", name, "time", seconds, 0.0, found.end())
    if single not in known.units:
        return None
    name = known.units[single]
    power = {"sq": "2", "cu": "3", "²": "2", "³": "3"}.get(
        (found["power"] or found["sign"] or "")[:2].lower()
    )
    expression = f"{name} ** {power}" if power else name
    if rate := _rate_of(after, found.end()):
        return Unit("measure", *_over(expression, name, rate), rate[1])
    base = unit_in_base(expression)
    if base is None:
        return None
    return Unit("measure", expression, base[0], base[1], base[2], found.end())


def _rate_of(after: str, end: int) -> tuple[str, int] | None:
    """Return the unit that a rate is for, as pint knows it, and where it ends."""
    found = _rate().match(after[end:])
    if found is None:
        return None
    known = lexicon.units()
    word = found["per"].lower()
    if word in known.seconds:
        return f"({known.seconds[word]} * second)", end + found.end()
    return known.units[word], end + found.end()


def _over(expression: str, name: str, rate: tuple[str, int]) -> tuple[str, str, float, float]:
    base = unit_in_base(f"({expression}) / {rate[0]}")
    if base is None:
        return name, f"{name} per {rate[0]}", 1.0, 0.0
    return f"{name} / {rate[0]}", base[0], base[1], 0.0


def rate_after(after: str) -> tuple[str, float, int] | None:
    """Return what a count is for ("per minute"), its seconds and its length, or None.

    What is no time ("a share", "per head") has 0 seconds.
    """
    if found := _PER.match(after):
        return found[1].lower(), 0.0, found.end()
    known = lexicon.units()
    found = re.match(rf"(?:\s[a-z]+)?\sper\s({any_of(known.seconds)})\b", after, re.IGNORECASE)
    if found is None:
        return None
    return "time", float(known.seconds[found[1].lower()]), found.end()


def _dimension(unit: str) -> str:
    base = unit_in_base(unit)
    return base[0] if base else unit


@cache
def unit_in_base(unit: str) -> tuple[str, float, float] | None:
    """Return dimension, factor and offset to the SI base unit of ``unit``, None if unknown."""
    import pint

    registry = pint.application_registry
    try:
        quantity = registry.Quantity
        one = quantity(1, registry.parse_units(unit)) if "(" not in unit else registry(unit)
        zero = 0 * one if "(" in unit else quantity(0, registry.parse_units(unit)).to_base_units()
        one = one.to_base_units()
    except (pint.errors.UndefinedUnitError, pint.errors.OffsetUnitCalculusError):
        return None
    factor = float(one.magnitude) - float(zero.magnitude)
    return str(one.dimensionality), factor, float(zero.magnitude)
