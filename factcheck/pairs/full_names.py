"""Names of several words that differ in one of them: one person or body, or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.language.variants import regional
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.inventory import one_given
from factcheck.pairs.phrases import INNER, SUFFIXES, Phrase, by_words, phrases
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import (
    ALIKE_IN_MEANING,
    ONE_AGAINST_SEVERAL,
    SignalDefinition,
    values_of,
)
from factcheck.stories.story import StoryView
from factcheck.values.names import fold
from factcheck.values.office import KIN

# Shorter words are no spellings, which are compared word by word, and so are compared here.
_SPELLED = 4
# Longer words that are so much alike are compared as spellings.
_SPELLING = 0.65
# Parts of a name are near if they are at least this much alike.
NEAR = 0.5
# People with one surname and other first names are one person only in sentences so much alike,
# unless their first names are near; a post, an age or a home of both is looked at in `given_names`.
ALIKE = 0.7
# The words of one body's name that must be the same.
_FEWEST = 3


@dataclass(frozen=True)
class TwoNames:
    """Two names of several words, each with its mentions, that differ in one word.

    ``first`` and ``second`` are the numbers of the word that differs in each; in a name that lacks
    it, that of the word after it. ``story_names`` are all names of the story by their words.
    """

    story: StoryView
    one: Sequence[Phrase]
    other: Sequence[Phrase]
    first: int
    second: int
    names: Mapping[tuple[str, ...], Sequence[Phrase]]

    @cached_property
    def differing(self) -> tuple[str, str]:
        """The two words that differ."""
        return self.one[0].words[self.first], self.other[0].words[self.second]

    @property
    def is_first(self) -> bool:
        """Whether first names differ, and not surnames."""
        return self.first + 1 < len(self.one[0].words)

    @cached_property
    def similarity(self) -> float:
        """How much of the longer word is the same, 0 to 1."""
        return DamerauLevenshtein.normalized_similarity(*self.differing)

    @property
    def same_letters(self) -> bool:
        """Whether the same letters stand in other words."""
        return _letters(self.one[0].words) == _letters(self.other[0].words)

    @property
    def is_numbered(self) -> bool:
        """Whether a figure stands in one of the names, as in that of a flaw or a flight."""
        return any(c.isdigit() for c in _letters((*self.one[0].words, *self.other[0].words)))

    @cached_property
    def documents(self) -> tuple[set[int], set[int]]:
        """The documents of either."""
        one, other = ({p.document for p in side} for side in (self.one, self.other))
        return one, other

    @cached_property
    def cosine(self) -> float:
        """The cosine of the two sentences that are most alike."""
        cosines = self.story.cosines.block(
            [p.claim for p in self.one], [p.claim for p in self.other]
        )
        return float(cosines.max())

    @cached_property
    def company(self) -> float:
        """How telling the other names are that a sentence on one has in common with the other's."""
        own = {*self.one[0].words, *self.other[0].words}
        one, other = (
            [self.story.forms(p.claim, "name") - own for p in side]
            for side in (self.one, self.other)
        )
        return min(1.0, max(self.story.weight(a & b) for a in one for b in other))

    @property
    def lone(self) -> float:
        """1.0 if one article stands against several."""
        few, many = sorted(map(len, self.documents))
        return float(few == 1 and many > 1)


def _sharing(two: TwoNames) -> bool:
    """Return True if an article has both words, the shared part of the name aside.

    A surname that one article writes in a second way, and several in the first alone, is a slip.
    """
    if not two.is_first and two.similarity >= NEAR and two.lone:
        return False
    having = [
        {p.document for words, found in two.names.items() if word in words for p in found}
        for word in two.differing
    ]
    forms = [
        {v.document for v in two.story.of_kind("name") if v.value.normalized == word}
        for word in two.differing
    ]
    return bool((having[0] | forms[0]) & (having[1] | forms[1]))


def _has_kin(two: TwoNames) -> bool:
    """Return True if a sentence that names one of them tells of a relative."""
    return any(
        KIN & set(two.story.claims[p.claim].content) for side in (two.one, two.other) for p in side
    )


def _in_full(two: TwoNames) -> bool:
    """Return True if somebody of the story has both first names, or is called by a short one."""
    a, b = two.differing
    rest = two.one[0].words[two.first + 1 :]
    return one_given((a,), (b,)) or any(
        a in words and b in words and words[-len(rest) :] == rest for words in two.names
    )


def _namesakes(two: TwoNames) -> bool:
    """Return True if they are called father and son, and the story tells of a relative."""
    surname = two.one[0].words[-2]
    return set(two.differing) <= set(SUFFIXES) and any(
        KIN & set(claim.content) and surname in two.story.forms(number, "name")
        for number, claim in enumerate(two.story.claims)
    )


def _family(two: TwoNames) -> bool:
    """Return True if three or more people of the story have the surname."""
    surname = two.one[0].words[-1]
    firsts = {words[0] for words, held in two.names.items() if words[-1] == surname and held}
    return len(firsts) > 2


PEOPLE: tuple[Filter[TwoNames], ...] = (
    Filter(
        "first-names-of-one-person",
        "One is a short form, an initial or a second first name of the same person.",
        lambda two: two.is_first and _in_full(two),
    ),
    Filter(
        "names-of-one-article",
        "An article has both names, so they are two people.",
        _sharing,
    ),
    Filter(
        "relatives",
        "A sentence tells of a relative, who has the same surname.",
        lambda two: (two.is_first and _has_kin(two)) or _namesakes(two),
    ),
    Filter(
        "families-of-three",
        "Three or more people of the story have the surname.",
        lambda two: two.is_first and _family(two),
    ),
    Filter(
        "plural-names",
        "One is the plural of the other: a thing and not a person.",
        lambda two: max(two.differing, key=len) == f"{min(two.differing, key=len)}s",
    ),
    Filter(
        "two-surnames",
        "Only the first name is the same.",
        lambda two: (
            not two.is_first
            and (two.similarity < NEAR or two.differing[0][0] != two.differing[1][0])
            and not set(two.differing) <= set(SUFFIXES)
        ),
    ),
    Filter(
        "two-first-names",
        "The first names are unlike, and so are the sentences.",
        lambda two: two.is_first and two.similarity < NEAR and two.cosine < ALIKE - two.lone / 10,
    ),
)
BODIES: tuple[Filter[TwoNames], ...] = (
    Filter(
        "bodies-of-one-article",
        "An article has both names: of two bodies, or one is the short name of the other.",
        lambda two: (
            bool(two.documents[0] & two.documents[1])
            and two.differing[0] not in INNER
            and not (two.lone and two.same_letters and not two.is_numbered)
        ),
    ),
    Filter(
        "names-in-use",
        "Each name stands in several articles.",
        lambda two: min(map(len, two.documents)) > 1,
    ),
)
PERSON_SIGNALS: tuple[SignalDefinition[TwoNames], ...] = (
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda two: two.cosine),
    SignalDefinition("near", "the words that differ are alike", 1, lambda two: two.similarity),
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda two: two.lone),
    SignalDefinition("company", "both are named beside the same others", 1, lambda t: t.company),
    SignalDefinition(
        "suffix",
        "one is the father's name, the other the son's",
        1,
        lambda two: float(set(two.differing) <= set(SUFFIXES)),
    ),
)
BODY_SIGNALS: tuple[SignalDefinition[TwoNames], ...] = (
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda two: two.cosine),
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda two: two.lone),
    SignalDefinition(
        "words",
        "the names have many words",
        1,
        lambda two: min(1.0, min(len(two.one[0].words), len(two.other[0].words)) / 5),
    ),
    SignalDefinition(
        "letters",
        "the same letters stand in other words",
        1,
        lambda two: float(two.same_letters),
    ),
)


def full_name_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of names that differ in one word, and may be one person's or one body's."""
    names = by_words(phrases(comparison.story))
    for kind, filters, signals, found in (
        ("person", PEOPLE, PERSON_SIGNALS, _people(comparison.story, names)),
        ("body", BODIES, BODY_SIGNALS, _bodies(comparison.story, names)),
    ):
        for two in found:
            if comparison.screening.passes(filters, two):
                yield _rival(kind, two, values_of(signals, two))


def _rival(kind: str, two: TwoNames, signals: dict[str, float]) -> Rival:
    story = two.story
    if kind == "person":
        spots = [
            tuple(p.spot(n, n) for p in side)
            for side, n in ((two.one, two.first), (two.other, two.second))
        ]
    else:
        spots = [tuple(p.spot(0, len(p.words) - 1) for p in side) for side in (two.one, two.other)]
    return Rival(
        kind,
        spots[0],
        spots[1],
        (story.text(spots[0][0]), story.text(spots[1][0])),
        signals,
        (" ".join(two.one[0].words), " ".join(two.other[0].words)),
        label=f"name of {_written(story, max(two.one, two.other, key=_commonness)[0])}",
    )


def _commonness(side: Sequence[Phrase]) -> tuple[int, tuple[str, ...]]:
    return len(side), side[0].words


def _written(story: StoryView, phrase: Phrase) -> str:
    return " ".join(story.text(phrase.spot(0, len(phrase.words) - 1)).split())


def _people(
    story: StoryView, names: Mapping[tuple[str, ...], Sequence[Phrase]]
) -> Iterator[TwoNames]:
    """Yield names of people that differ in one word."""
    by_rest: dict[tuple[tuple[str, ...], int], list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(names):
        is_person = any(p.is_person or not p.is_other for p in names[words])
        if is_person and len(words) <= _SPELLED and not INNER & set(words):
            for n in range(len(words)):
                by_rest[words[:n] + words[n + 1 :], n].append(words)
    people = {w for w, held in names.items() if any(p.is_person for p in held)}
    for (_, n), forms in sorted(by_rest.items()):
        for i, a in enumerate(forms):
            for b in forms[i + 1 :]:
                if not ({a, b} & people or {a[-1], b[-1]} & set(SUFFIXES)):
                    continue
                two = TwoNames(story, names[a], names[b], n, n, names)
                is_suffix = {a[n], b[n]} <= set(SUFFIXES) and SUFFIXES[a[n]] != SUFFIXES[b[n]]
                if is_suffix or not ({a[n], b[n]} & set(SUFFIXES) or _as_spellings(a[n], b[n])):
                    yield two


def _as_spellings(a: str, b: str) -> bool:
    """Return True if two words are compared as spellings, or one is an initial."""
    shorter = min(len(a), len(b))
    near = DamerauLevenshtein.normalized_similarity(a, b) >= _SPELLING
    return shorter == 1 or (shorter >= _SPELLED and near)


def _bodies(
    story: StoryView, names: Mapping[tuple[str, ...], Sequence[Phrase]]
) -> Iterator[TwoNames]:
    """Yield names of bodies of which one has a small word more, or the same letters apart.

    Any other word less makes a short name, and no slip.
    """
    parts = by_words(
        p for held in names.values() if not any(h.is_person for h in held) for p in _parts(held)
    )
    by_letters: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(parts):
        by_letters[_letters(words)].append(words)
    for words in sorted(names):
        for n in range(1, len(words) - 1):
            shorter = words[:n] + words[n + 1 :]
            both = words in parts and shorter in names
            if words[n] in INNER and both and len(shorter) >= _FEWEST:
                yield TwoNames(story, names[words], names[shorter], n, n, names)
    # The places of names that differ so: their parts differ in the same way.
    told: set[tuple[int, int]] = set()
    for forms in sorted(by_letters.values(), key=lambda f: (-len(f[0]), f)):
        for i, a in enumerate(forms):
            for b in forms[i + 1 :]:
                places = {(p.document, p.spans[-1][0]) for p in (*parts[a], *parts[b])}
                alike = sorted(a) == sorted(b) or len(a) != len(b) or _regional(a, b)
                if not alike and not places <= told:
                    told |= {(p.document, s[0]) for p in (*parts[a], *parts[b]) for s in p.spans}
                    yield TwoNames(story, parts[a], parts[b], 0, 0, names)


def _parts(held: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield each name, and each two words in a row of it."""
    for phrase in held:
        size = len(phrase.words)
        for start, end in {(0, size), *((n, n + 2) for n in range(size - 1))}:
            if not {phrase.words[start], phrase.words[end - 1]} & INNER:
                yield replace(phrase, words=phrase.words[start:end], spans=phrase.spans[start:end])


def _regional(a: Sequence[str], b: Sequence[str]) -> bool:
    """Return True if the words differ as British and American ones do."""
    return [regional(w) for w in a] == [regional(w) for w in b]


def _letters(words: Sequence[str]) -> str:
    return "".join(sorted(fold("".join(words))))
