"""Pairs of spellings that may be one name, with the signals for and against it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import cdist

from factcheck.language.variants import both_right, only_doubled
from factcheck.language.words import is_common_word
from factcheck.stories.story import Located, StoryView
from factcheck.values.names import NamePayload, is_derived, nicknames_of

# A name of this many letters may differ in one letter, a longer one in two or three.
_ALLOWED = ((4, 1), (6, 2), (10, 3))
# Shorter acronyms differ in a letter by nature: two news agencies, two parties.
_ACRONYM = 5
# Words in the same place of the same longer name may differ more: "Distribution", "Distributors".
_PHRASE_SIMILARITY = 0.65


@dataclass(slots=True)
class Spelling:
    """One way to write a name: all places where it stands."""

    form: str
    mentions: list[Located] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    plurals: int = 0
    articled: int = 0
    proper: bool = False
    shouted: bool = True

    def add(self, located: Located) -> None:
        """Take in one more mention."""
        name = NamePayload.of(located.value)
        self.mentions.append(located)
        self.documents.add(located.document)
        self.claims.add(located.claim)
        self.before.update(name.before)
        self.after.update(name.after)
        self.labels.add(name.label)
        self.plurals += name.plural
        self.articled += name.articled
        self.proper |= name.proper
        self.shouted &= located.value.text.isupper()


@dataclass(frozen=True, slots=True)
class SpellingPair:
    """A rarer and a commoner spelling, with the signals whether they are one name."""

    rare: Spelling
    common: Spelling
    signals: dict[str, float]


def spellings(story: StoryView) -> dict[str, Spelling]:
    """Return the spellings of all words in names, by their folded form."""
    found: dict[str, Spelling] = {}
    for located in story.of_kind("name"):
        form = located.value.normalized
        found.setdefault(form, Spelling(form)).add(located)
    return found


def spelling_pairs(story: StoryView) -> Iterator[SpellingPair]:
    """Yield pairs of spellings that are near enough to be one name."""
    found = spellings(story)
    forms = sorted(found)
    if len(forms) < 2:
        return
    lowercase = {
        w for a in story.analyses for w in re.findall(r"(?<![\w’'-])[a-z]{4,}", a.document.text)
    }
    by_before: dict[str, set[str]] = defaultdict(set)
    distances = cdist(
        forms, forms, scorer=DamerauLevenshtein.distance, score_cutoff=3, dtype=np.uint8
    )
    near = {(i, j) for i, j in np.argwhere(distances <= 3).tolist() if i < j}
    number = {form: i for i, form in enumerate(forms)}
    for form, spelling in found.items():
        for word in spelling.before:
            by_before[word].add(form)
    for group in by_before.values():
        members = sorted(number[form] for form in group)
        near.update((i, j) for n, i in enumerate(members) for j in members[n + 1 :])
    for i, j in sorted(near):
        a, b = found[forms[i]], found[forms[j]]
        if not _near_enough(a, b):
            continue
        if {a.form, b.form} <= lowercase and (_plural(a, b) or not _framed(a, b)):
            continue  # Common words in a headline or a title.
        rare, common = sorted(
            (a, b), key=lambda s: (len(s.documents), len(s.mentions), _slip_like(s.form), s.form)
        )
        yield SpellingPair(rare, common, _signals(story, rare, common, lowercase))


def _slip_like(form: str) -> int:
    return int(is_common_word(form))


def _near_enough(a: Spelling, b: Spelling) -> bool:
    short = min(len(a.form), len(b.form))
    distance = DamerauLevenshtein.distance(a.form, b.form)
    allowed = max((n for length, n in _ALLOWED if short >= length), default=0)
    phrase = bool((a.before & b.before) | (a.after & b.after))
    if not phrase and not (a.proper and b.proper):
        return False
    if both_right(a.form, b.form) and not _doubling_slip(a, b):
        return False
    # "Sam" and "Samuel" are one name; "Brian" and "Bryant" may be, or one is a slip.
    if abs(len(a.form) - len(b.form)) > 1 and nicknames_of(a.form, b.form):
        return False
    if b.form in a.before | a.after:
        return False  # Two words of one name: "Albany County Court".
    if (
        _is_family(a, b)
        or is_derived(a.form, b.form)
        or (short < _ACRONYM and (a.shouted or b.shouted))
    ):
        return False
    if a.form[0] != b.form[0] and not phrase:
        # Hands slip within a name; another beginning and more besides is another name.
        allowed = min(allowed, 1)
    if distance <= allowed:
        return phrase or not _number_differs(a, b)
    similarity = 1 - distance / max(len(a.form), len(b.form))
    return phrase and similarity >= _PHRASE_SIMILARITY


def _doubling_slip(a: Spelling, b: Spelling) -> bool:
    """Tell whether one article alone doubles a letter, or not, against two or more others."""
    rare, common = sorted((a, b), key=lambda s: len(s.documents))
    lone = len(rare.documents) == 1 and len(common.documents) >= 2
    return lone and only_doubled(a.form, b.form)


def _framed(a: Spelling, b: Spelling) -> bool:
    """Tell whether the rest of a longer name, before and after the word, is the same."""
    return bool(a.before & b.before) and bool(a.after & b.after)


def _plural(a: Spelling, b: Spelling) -> bool:
    """Tell whether one form is the other with a plural ending."""
    short, long = sorted((a.form, b.form), key=len)
    return long in (short + "s", short + "es")


def _is_family(a: Spelling, b: Spelling) -> bool:
    """Tell "the Harpers" from "Harper": only the plural of a family's name has an article.

    Where both have one, as in "the Bahama" and "the Bahamas", a letter is missing.
    """
    short, long = sorted((a, b), key=lambda s: len(s.form))
    return (
        _plural(a, b)
        and 2 * long.articled >= len(long.mentions)
        and 2 * short.articled < len(short.mentions)
    )


def _number_differs(a: Spelling, b: Spelling) -> bool:
    """Tell "Sixer"/"Sixers" (one and many) from "Bezo"/"Bezos" (a slip)."""
    long = max(a, b, key=lambda s: len(s.form))
    return _plural(a, b) and 2 * long.plurals >= len(long.mentions)


def _signals(
    story: StoryView, rare: Spelling, common: Spelling, lowercase: set[str]
) -> dict[str, float]:
    distance = DamerauLevenshtein.distance(rare.form, common.form)
    longest = max(len(rare.form), len(common.form))
    shared_before, shared_after = rare.before & common.before, rare.after & common.after
    both_have = bool(rare.before | rare.after) and bool(common.before | common.after)
    cosines = [
        story.cosines.of(x, y)
        for x in sorted(rare.claims)
        for y in sorted(common.claims)
        if story.claim_document[x] != story.claim_document[y]
    ]
    return {
        "similarity": 1 - distance / longest,
        "one_letter": float(distance == 1),
        "same_initial": float(rare.form[0] == common.form[0]),
        "rare_is_word": float(is_common_word(rare.form)),
        "common_is_word": float(is_common_word(common.form)),
        "in_lower_case": float(rare.form in lowercase or common.form in lowercase),
        "framed": float(_framed(rare, common)),
        "both_words": float(
            is_common_word(rare.form)
            and is_common_word(common.form)
            and not (shared_before or shared_after)
        ),
        "nickname": float(nicknames_of(rare.form, common.form)),
        "unknown_in_phrase": float(
            bool(shared_before or shared_after) and not is_common_word(rare.form)
        ),
        "same_phrase": float(bool(shared_before or shared_after)),
        "other_phrase": float(both_have and not (shared_before or shared_after)),
        "rare_once": float(len(rare.documents) == 1),
        "common_documents": min(1.0, len(common.documents) / 5),
        "share": len(rare.mentions) / (len(rare.mentions) + len(common.mentions)),
        "documents_with_both": len(rare.documents & common.documents) / len(rare.documents),
        "sentences_with_both": float(bool(rare.claims & common.claims)),
        "cosine": max(cosines, default=0.0),
        "same_label": float(bool(rare.labels & common.labels - {""})),
    }
