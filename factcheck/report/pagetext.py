"""Prepares text for display: invisible characters, links, dates, lengths, names of sources.

The text of articles may be hostile. Nothing here changes a report, only how its text is shown.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from factcheck.language.calendar import months, weekdays
from factcheck.model import GAP, WEEKDAY, Document, Fact, Finding, Variant

# Characters that are invisible or change how others are shown: controls except tab and line ends,
# marks of direction, zero-width characters, tags, lone surrogates. The joiners U+200C and U+200D
# are not among them, because Persian words and emoji need them.
INVISIBLE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_INVISIBLE = re.compile(INVISIBLE)
SHORT_NAMES = {
    "\u061c": "ALM", "\u200b": "ZWSP", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE",
    "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
    "\u00ad": "SHY",
}  # fmt: skip


def visible(text: str) -> str:
    """Return ``text`` with each invisible character written out: ``⟨RLO⟩``, ``⟨U+0007⟩``."""
    return _INVISIBLE.sub(lambda m: f"⟨{SHORT_NAMES.get(m[0], f'U+{ord(m[0]):04X}')}⟩", text)


def slug(identifier: str) -> str:
    """Return ``identifier`` in a form for HTML ids, different for different identifiers."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda m: f"_{ord(m[0]):x}_", identifier)


def web_link(url: str | None) -> str | None:
    """Return ``url`` if it is safe to click (http or https, with a host), else None."""
    if not url or _INVISIBLE.search(url) or any(unicodedata.category(c) == "Zs" for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def day(iso: str | None) -> str:
    """Return an ISO date or date-time as ``26 Jun 2018`` or ``26 Jun 2018, 14:30``.

    A weekday of an unknown week is named. Any other text is returned unchanged, and None as an
    empty string.
    """
    if iso and re.fullmatch(rf"{WEEKDAY}[1-7]", iso):
        return weekdays().wide[int(iso[-1]) - 1]
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d).*)?", iso or "")
    if not match or not 1 <= int(match[2]) <= 12:
        return iso or ""
    text = f"{int(match[3])} {months().short[int(match[2]) - 1]} {match[1]}"
    return f"{text}, {match[4]}" if match[4] else text


def clip(text: str, length: int) -> str:
    """Return ``text`` on one line, cut to at most ``length`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def span_of_days(first: str, last: str) -> str:
    """Return a range of ISO dates in short form: ``2018``, ``Jun 2018``, ``1 Jun 2018 to ...``."""
    if first[:10] == last[:10]:
        return day(first)
    try:
        start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    except ValueError:
        return f"{day(first)} to {day(last)}"
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole_months and (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{months().short[start.month - 1]} {start.year}"
    return f"{day(first[:10])} to {day(last[:10])}"


def stated(fact: Fact) -> list[tuple[str, bool]]:
    """Return what an agreed fact says, in parts; True is for the part that is its value.

    The value fills the gap of the template. A fact without one is told by its label, with the
    value after it where the label does not contain it.
    """
    value = " ".join(max(fact.variants, key=lambda v: v.independent_sources).value.split())
    if fact.template and fact.template.count(GAP) == 1:
        before, after = fact.template.split(GAP)
        return [(before, False), (value, True), (after, False)]
    told = fact.label.rstrip("”").rpartition("“")[2].rstrip("…")
    if fact.label and value.casefold().startswith(told.casefold()):
        return [(fact.label, False)]
    return [(f"{fact.label}: " if fact.label else "", False), (value, True)]


def independence(variant: Variant) -> str:
    """Return how many of the sources of a value are independent, in words."""
    if variant.independent_sources == 1:
        return "the same text in each"
    return f"{variant.independent_sources} of {variant.sources} independent"


def type_name(finding: Finding) -> str:
    """Return the name of a finding's type for readers: an entity that is a role is a role."""
    asked = finding.fact.split(" ", 1)[0]
    is_role = finding.type == "entity" and (
        asked in ("role", "what") or (finding.template or "").endswith(GAP)
    )
    return "role" if is_role else finding.type


def source_labels(documents: Iterable[Document]) -> dict[str, str]:
    """Return document id -> short name for readers, different for each document.

    It is the name of the source where it is known, or else that of the file. Several articles of
    one source also have their dates; if these are the same, their files' names, and finally a
    number.
    """
    documents = list(documents)
    stems = {d.id: PurePosixPath(d.path).stem or d.path or d.id for d in documents}
    labels = {d.id: d.source or stems[d.id] for d in documents}
    for additions in ({d.id: day(d.published) for d in documents}, stems):
        counted = Counter(labels.values())
        labels = {
            key: f"{label} · {additions[key]}"
            if counted[label] > 1 and additions[key] and additions[key] != label
            else label
            for key, label in labels.items()
        }
    counted, numbers = Counter(labels.values()), Counter[str]()
    for key, label in labels.items():
        if counted[label] > 1:
            numbers[label] += 1
            labels[key] = f"{label} ({numbers[label]})"
    return labels
