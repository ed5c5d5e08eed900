"""Words of quotations that differ only in how they are written."""

from __future__ import annotations

import re

from factcheck.language import lexicon

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(?:([ap])\.?m\b\.?)?\s*(?:[A-Z]{2,4})?", re.I)


_SITE = r"\.(?:com|net|org|info|tv|co(?:\.\w\w)?|\w\w)"
# Up to three letters, marks for the others, and perhaps the last ones.
_MASKED = re.compile(r"([^\W\d_]{1,3})[*_#@!—–-]+([^\W\d_]*)[\s\S]?")


def are_acronyms(a: str, b: str) -> bool:
    """Return True if two words in capitals are as long, and begin alike: "ISIS" and "ISIL"."""
    in_capitals = a.isupper() and b.isupper() and a.isalpha() and b.isalpha()
    return in_capitals and len(a) == len(b) > 2 and a[:2] == b[:2]


def is_short(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return True if one word has the first letters of several others."""
    return len(words) == 1 and len(others) > 1 and words[0] == "".join(word[0] for word in others)


def is_site(word: str, other: str) -> bool:
    """Return True if one names a site and the other its address: "Ketch" and "Ketch.com"."""
    shorter, longer = sorted((word, other), key=len)
    return bool(shorter) and re.fullmatch(_SITE, longer.removeprefix(shorter), re.I) is not None


def one_time(a: str, b: str) -> bool:
    """Return True if both are a time of the day with minutes, and the same one."""
    first, second = _CLOCK.fullmatch(a), _CLOCK.fullmatch(b)
    if not first or not second or not first[2] or not second[2]:
        return False
    hours = [
        int(m[1]) % 12 + 12 * (m[3].lower() == "p") if m[3] else int(m[1]) for m in (first, second)
    ]
    return first[2] == second[2] and hours[0] == hours[1]


def is_masked(written: str, word: str) -> bool:
    """Return True if a word is written with its letters left out, as in "f—" and "f***ing"."""
    mask = _MASKED.fullmatch(written)
    return mask is not None and word.startswith(mask[1].lower()) and word.endswith(mask[2].lower())


def other_person(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return True if one has "I", "my" or the like where the other has "she", "her" or the like."""
    first, third = lexicon.words().first_person, lexicon.words().third_person
    return any(
        bool(a) and bool(b) and first.issuperset(a) and third.issuperset(b)
        for a, b in ((words, others), (others, words))
    )


def expanded(words: tuple[str, ...]) -> str:
    """Return the words as one text, contractions written out: "did not" for "didn't"."""
    joined = " ".join(words)
    joined = re.sub(
        r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should|ca)nt\b", r"\1 not", joined
    )
    joined = re.sub(
        r"\b(i|you|we|they|he|she|it|that|there|who|what)(re|ve|ll|m|d|s)\b", r"\1 \2", joined
    )
    for short, full in lexicon.words().contractions.items():
        joined = re.sub(rf" {short}\b", f" {full}", joined)
    return joined.replace("can not", "cannot").replace("ca not", "cannot")
