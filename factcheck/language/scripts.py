"""Which names of lands and languages tell of a script, from the Unicode CLDR.

A name from another script has several right spellings in English, for each outlet its own; a name
from the Latin script has one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from factcheck.language.titles import nations
from factcheck.language.variants import one_stem, plain

LATIN = "Latn"
# A land of this name is in two parts of the world.
_AMBIGUOUS = frozenset(("georgia", "jordan", "chad", "georgian"))
# Lands of which news has other names than the CLDR, as codes of it.
_MORE = {"PS": ("Palestine", "Palestinian", "Gaza"), "MM": ("Burma",)}
# Reports in English name these peoples whatever they are about.
_EVERYWHERE = frozenset(("american", "british"))


def script_of(word: str) -> str:
    """Return the script of a land or language of this name (plain letters), "" for none."""
    return _written().get(word, "")


@cache
def _written() -> dict[str, str]:
    """Return word -> script, for words of one script only."""
    scripts: dict[str, set[str]] = defaultdict(set)
    for code, name in _named():
        script = _likely(code)
        words = [w for w in name.split() if w[:1].isupper()]
        # "Korea" of "South Korea", but not "City" of "Vatican City".
        in_part = len(words) == 2 and script != LATIN and not words[-1].endswith("s")
        telling = len(words) == 1 or in_part
        if script and words and telling:
            scripts[plain(words[-1])].add(script)
    written = {
        word: next(iter(held))
        for word, held in scripts.items()
        if len(held) == 1 and word not in _AMBIGUOUS
    }
    return written | {
        people: script
        for people in nations()
        if people not in written and people not in _AMBIGUOUS | _EVERYWHERE
        for script in _of_land(people, written)
    }


def _of_land(people: str, written: Mapping[str, str]) -> list[str]:
    """Return the script of the one land whose name has the stem of that of a people, or nothing."""
    found = {script for land, script in written.items() if one_stem(land, people)}
    return list(found) if len(found) == 1 else []


def _named() -> Iterator[tuple[str, str]]:
    """Yield the codes of lands and of languages with a code of two letters, with their names."""
    from babel import Locale

    english = Locale("en")
    for code, name in sorted(english.territories.items()):
        if code.isalpha():
            yield from ((f"und_{code}", each) for each in (str(name), *_MORE.get(code, ())))
    for code, name in sorted(english.languages.items()):
        if len(code) == 2 and " " not in str(name):
            yield code, str(name)


def _likely(code: str) -> str:
    from babel.core import get_global

    parts = str(get_global("likely_subtags").get(code, "")).split("_")
    return parts[1] if len(parts) > 1 else ""
