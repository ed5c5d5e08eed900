"""Clock times: how they are written, and how two of them relate, time zones included."""

from __future__ import annotations

import re

from factcheck.values.base import Comparison
from factcheck.values.days import DatePayload

# Minutes that a zone is ahead of Greenwich. Zones whose summer time has no name of its own may be
# an hour off.
_ZONES = {"GMT": 0, "UTC": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180,
          "EST": -300, "EDT": -240, "AST": -240, "CST": -360, "CDT": -300, "MST": -420,
          "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "IST": 330, "JST": 540}  # fmt: skip
_SHORT = rf"(?-i:{'|'.join(sorted(_ZONES))}|ET|PT)"
# "UK time", "British Summer Time", "Zurich time", "local".
_LONG = (
    r"(?-i:(?!The|This|That|At|All|Any|No|Last|Next|First)(?:[A-Z][\w.]{1,14}\s){1,3}[Tt]ime)"
    r"|local(?:\stime)?"
)
ZONE_AFTER = re.compile(rf"\.?\s?({_SHORT}|{_LONG})\b")
CLOCK = (
    r"\b(?P<h>\d{1,2})(?:[:.]\s?(?P<min>\d\d))?(?P<sec>:\d\d)?\s?(?P<ap>[ap])\.?\s?m\b\.?"
    r"|\b(?P<h12>1[0-2]|[1-9])(?P<min12>[0-5]\d)\s(?P<ap12>[ap])\.?m\b\.?"
    r"|\b(?P<h24>[01]?\d|2[0-3]):(?P<min24>\d\d)\b(?!\.\d)"
    r"|\b(?P<mil>[012]\d[0-5]\d)(?=\s(?:GMT|UTC|hours|local))|\b(?a:noon|midnight)\b"
)
ZONE = rf"{_SHORT}|{_LONG}"
# The words before a time that is not exact, by what they say of it.
_LOOSE = re.compile(
    r"\b(?:(?P<about>about|around|approximately|roughly|nearly|almost|towards?|close\sto|circa|since|from)"
    r"|(?P<before>before|by|until|till|to)|(?P<after>after|past))"
    r"(?:\sthe\sstroke\sof)?\s$",
    re.I,
)
# "Ten minutes to midnight" is a time of its own, which is not read.
_COUNTED = re.compile(
    r"\b(?:minutes?|hours?|quarter|half|five|ten|twenty|\d+)\s(?:to|before|past|after)\s$", re.I
)
# Clock times at most this many minutes apart are one moment, rounded differently.
_SLACK = 15
# "Noon" and "midnight" are often said of half an hour around them.
_ROUND_SLACK = 30
# A time before or after another one is meant to be nearer to it than this.
_NEAR = 30
# Local times differ from each other by whole half hours.
_STEP = 30


def read_clock(match: re.Match[str], text: str) -> tuple[DatePayload, str] | None:
    """Return a clock time and its normalised form, or None if there is no such time.

    ``text`` is the sentence in which ``match`` stands.
    """
    word = match["clock"].lower()
    before = text[max(0, match.start() - 24) : match.start()]
    if word in ("noon", "midnight"):
        if _COUNTED.search(before):
            return None
        minutes = 720 if word == "noon" else 0
    elif match["h24"]:
        minutes = int(match["h24"]) * 60 + int(match["min24"])
        if int(match["min24"]) > 59:
            return None
    elif match["mil"]:
        minutes = int(match["mil"][:2]) * 60 + int(match["mil"][2:])
    else:
        hour, afternoon = int(match["h"] or match["h12"]), (match["ap"] or match["ap12"]).lower()
        if not 1 <= hour <= 12:
            return None
        minutes = (hour % 12 + (12 if afternoon == "p" else 0)) * 60
        minutes += int(match["min"] or match["min12"] or 0)
    loose = _LOOSE.search(before)
    said = str(loose.lastgroup) if loose else ""
    if word in ("noon", "midnight") and said in ("", "about"):
        said = "round"
    return (
        DatePayload("clock", minutes=minutes, zone=zone_of(match["zone"] or ""), loose=said),
        f"{minutes // 60:02d}:{minutes % 60:02d}",
    )


def zone_of(words: str) -> str:
    """Return the short name of a zone, its words where it has none, "" for local time."""
    zone = " ".join(words.split())
    return "" if zone.lower().startswith("local") else zone.upper()


def compare_clocks(a: DatePayload, b: DatePayload) -> Comparison:
    """Return how two clock times relate; times of two zones are set against each other in one."""
    first, second = a.minutes, b.minutes
    if a.zone != b.zone:
        if a.zone in _ZONES and b.zone in _ZONES:
            first, second = first - _ZONES[a.zone], second - _ZONES[b.zone]
        elif _by_whole_steps(a, b):
            return Comparison("compatible", "perhaps one time in two time zones", 0.5)
    apart = _apart(first, second)
    if apart == 0:
        return Comparison("same", distance=0.0)
    if apart == 720:
        return Comparison("conflict", "morning against evening", 1.0)
    if (a.loose or b.loose) and apart <= _slack(a, b):
        return Comparison("compatible", "one is less exact than the other", apart / 60)
    if _on_its_side(a, first, second) or _on_its_side(b, second, first):
        return Comparison("compatible", "one is before or after the other", min(1.0, apart / 60))
    if apart <= _SLACK:
        return Comparison("drift", f"{apart} minutes apart", apart / 60)
    return Comparison("conflict", f"{apart} minutes apart", min(1.0, apart / 60))


def _apart(first: int, second: int) -> int:
    apart = abs(first - second) % 1440
    return min(apart, 1440 - apart)


def _by_whole_steps(a: DatePayload, b: DatePayload) -> bool:
    """Return True if two times differ only as those of two time zones may."""
    rest = _apart(a.minutes, b.minutes) % _STEP
    return a.minutes != b.minutes and min(rest, _STEP - rest) <= (
        _SLACK if a.loose or b.loose else 0
    )


def _slack(a: DatePayload, b: DatePayload) -> int:
    return _ROUND_SLACK if "round" in (a.loose, b.loose) else _SLACK


def _on_its_side(limit: DatePayload, own: int, other: int) -> bool:
    """Return True if a time said to be before or after ``own`` may be ``other``."""
    ahead = (other - own) % 1440
    if limit.loose == "before":
        return 1440 - ahead < _NEAR
    return limit.loose == "after" and ahead < _NEAR
