"""Pairs of spellings that may be one name, with the signals for and against it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import cdist

from factcheck.language.variants import both_right, only_doubled
from factcheck.language.words import is_common_word
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.signals import ALIKE_IN_MEANING, NOT_SO_RARE, SignalDefinition, values_of
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


def spelling_pairs(comparison: StoryComparison) -> Iterator[SpellingPair]:
    """Yield pairs of spellings that are near enough to be one name."""
    story = comparison.story
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
        two = _Two(story, rare, common, lowercase)
        yield SpellingPair(rare, common, values_of(SIGNALS, two))


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


@dataclass(frozen=True)
class _Two:
    """A rarer and a commoner spelling, with what several of their signals look at.

    ``lowercase`` are the words that the articles write in lower case.
    """

    story: StoryView
    rare: Spelling
    common: Spelling
    lowercase: set[str]

    @cached_property
    def distance(self) -> int:
        """How many letters differ."""
        return DamerauLevenshtein.distance(self.rare.form, self.common.form)

    @cached_property
    def in_phrase(self) -> bool:
        """Whether a word next to it in the name is the same."""
        return bool(self.rare.before & self.common.before or self.rare.after & self.common.after)

    @cached_property
    def words(self) -> tuple[bool, bool]:
        """Whether the rarer and the commoner spelling are well-known words or names."""
        return is_common_word(self.rare.form), is_common_word(self.common.form)

    @property
    def in_longer_names(self) -> bool:
        """Whether both stand next to further words of a name."""
        rare, common = self.rare, self.common
        return bool(rare.before | rare.after) and bool(common.before | common.after)

    @property
    def most_alike(self) -> float:
        """The cosine of the claims of two articles, one with either, that are most alike."""
        documents = self.story.claim_document
        cosines = [
            self.story.cosines.of(x, y)
            for x in sorted(self.rare.claims)
            for y in sorted(self.common.claims)
            if documents[x] != documents[y]
        ]
        return max(cosines, default=0.0)


SIGNALS: tuple[SignalDefinition[_Two], ...] = (
    SignalDefinition(
        "similarity",
        "the spellings are nearly the same",
        1,
        lambda two: 1 - two.distance / max(len(two.rare.form), len(two.common.form)),
    ),
    SignalDefinition(
        "one_letter",
        "the spellings differ in one letter",
        1,
        lambda two: float(two.distance == 1),
    ),
    SignalDefinition(
        "same_initial",
        "the names begin with the same letter",
        1,
        lambda two: float(two.rare.form[0] == two.common.form[0]),
    ),
    SignalDefinition(
        "rare_is_word",
        "the rarer spelling is a well-known word or name",
        -1,
        lambda two: float(two.words[0]),
    ),
    # So it is where the rarer one is a slip, and where both are names.
    SignalDefinition(
        "common_is_word",
        "the commoner spelling is a well-known word or name",
        0,
        lambda two: float(two.words[1]),
    ),
    SignalDefinition(
        "in_lower_case",
        "one of the spellings is also a common word here",
        -1,
        lambda two: float(two.rare.form in two.lowercase or two.common.form in two.lowercase),
    ),
    SignalDefinition(
        "framed",
        "the words before and after it in the name are the same",
        1,
        lambda two: float(_framed(two.rare, two.common)),
    ),
    SignalDefinition(
        "both_words",
        "both are well-known words or names",
        -1,
        lambda two: float(all(two.words) and not two.in_phrase),
    ),
    SignalDefinition(
        "nickname",
        "one is a short form of the other",
        -1,
        lambda two: float(nicknames_of(two.rare.form, two.common.form)),
    ),
    SignalDefinition(
        "unknown_in_phrase",
        "the rarer spelling is no word, and the rest of the name is the same",
        1,
        lambda two: float(two.in_phrase and not two.words[0]),
    ),
    SignalDefinition(
        "same_phrase", "the rest of the name is the same", 1, lambda two: float(two.in_phrase)
    ),
    SignalDefinition(
        "other_phrase",
        "the rest of the name is different",
        -1,
        lambda two: float(two.in_longer_names and not two.in_phrase),
    ),
    SignalDefinition(
        "rare_once",
        "only one article has the rarer spelling",
        1,
        lambda two: float(len(two.rare.documents) == 1),
    ),
    SignalDefinition(
        "common_documents",
        "many articles have the commoner spelling",
        1,
        lambda two: min(1.0, len(two.common.documents) / 5),
    ),
    SignalDefinition(
        "share",
        NOT_SO_RARE,
        -1,
        lambda two: len(two.rare.mentions) / (len(two.rare.mentions) + len(two.common.mentions)),
    ),
    SignalDefinition(
        "documents_with_both",
        "articles with the rarer spelling use the commoner one too",
        -1,
        lambda two: len(two.rare.documents & two.common.documents) / len(two.rare.documents),
    ),
    SignalDefinition(
        "sentences_with_both",
        "one sentence has both spellings",
        -1,
        lambda two: float(bool(two.rare.claims & two.common.claims)),
    ),
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda two: two.most_alike),
    SignalDefinition(
        "same_label",
        "both are names of the same kind of thing",
        1,
        lambda two: float(bool(two.rare.labels & two.common.labels - {""})),
    ),
)
