"""Pairs of spellings that may be one name, with the signals for and against it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import cdist

from factcheck.language.scripts import LATIN, script_of
from factcheck.language.words import is_common_word
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.near_spellings import (
    NearSpellings,
    Spelling,
    framed,
    near_spellings,
)
from factcheck.pairs.signals import ALIKE_IN_MEANING, NOT_SO_RARE, SignalDefinition, values_of
from factcheck.pairs.spelling_filters import FILTERS
from factcheck.pairs.vocabulary import TOLD_APART
from factcheck.stories.story import StoryView
from factcheck.values import gazetteer
from factcheck.values.names import are_nicknames


@dataclass(frozen=True, slots=True)
class SpellingPair:
    """A rarer and a commoner spelling, with the signals for and against one name.

    ``is_romanised`` is True if both may be right, of a name from another script; ``may_be_foreign``
    if nothing tells that the name is of the Latin script. ``right`` is the common one as the
    vocabulary of the configuration writes it, "" if it is not there.
    """

    rare: Spelling
    common: Spelling
    signals: dict[str, float]
    is_romanised: bool
    may_be_foreign: bool
    right: str = ""


def spellings(story: StoryView) -> dict[str, Spelling]:
    """Return the spellings of all words in names, by their folded form."""
    by_form: dict[str, Spelling] = {}
    for located in story.of_kind("name"):
        form = located.value.normalized
        text = story.analyses[located.document].document.text
        by_form.setdefault(form, Spelling(form)).add(located, text)
    return by_form


def spelling_pairs(comparison: StoryComparison) -> Iterator[SpellingPair]:
    """Yield the pairs of spellings that may be one name, in the order of their forms."""
    story, known = comparison.story, comparison.known
    by_form = spellings(story)
    # A right name that no article has is not there to be set against its slips.
    by_form |= {w: Spelling(w, proper=True) for w in known.words if w not in by_form}
    forms = sorted(by_form)
    if len(forms) < 2:
        return
    lowercase = {
        w for a in story.analyses for w in re.findall(r"(?<![\w’'-])[a-z]{4,}", a.document.text)
    }
    script = _script(by_form)
    by_before: dict[str, set[str]] = defaultdict(set)
    distances = cdist(
        forms, forms, scorer=DamerauLevenshtein.distance, score_cutoff=3, dtype=np.uint8
    )
    near = {(i, j) for i, j in np.argwhere(distances <= 3).tolist() if i < j}
    number = {form: i for i, form in enumerate(forms)}
    for form, spelling in by_form.items():
        for word in spelling.before:
            by_before[word].add(form)
    for group in by_before.values():
        members = sorted(number[form] for form in group)
        near.update((i, j) for n, i in enumerate(members) for j in members[n + 1 :])
    for i, j in sorted(near):
        a, b = by_form[forms[i]], by_form[forms[j]]
        pair = near_spellings(a, b, lowercase, script)
        if not comparison.screening.passes(TOLD_APART, known.are_two(a.form, b.form)):
            continue
        if right := known.words & {a.form, b.form}:
            common, rare = (a, b) if a.form in right else (b, a)
            if rare.mentions and known.is_slip(pair, rare, common.form):
                values = values_of(SIGNALS, _TwoSpellings(story, rare, common, pair, lowercase))
                yield SpellingPair(rare, common, values, False, False, known.written(common.form))
            continue
        if not comparison.screening.passes(FILTERS, pair):
            continue
        rare, common = sorted((a, b), key=_commonness)
        two = _TwoSpellings(story, rare, common, pair, lowercase)
        yield SpellingPair(
            rare, common, values_of(SIGNALS, two), pair.are_ways_to_romanise, pair.may_be_foreign
        )


def _script(by_form: Mapping[str, Spelling]) -> str:
    """Return the script of the lands that the articles name, "" if that is not clear.

    It is Latin if no land of another script is named. It is another if at least twice as many
    articles name its lands as name those of the Latin script.
    """
    named: dict[str, set[int]] = defaultdict(set)
    for form, spelling in by_form.items():
        # "York" of "New York" is half a state.
        full = (form, *(f"{before} {form}" for before in spelling.before))
        is_latin = any(map(gazetteer.is_in_latin_script, full))
        if script := LATIN if is_latin else script_of(form):
            named[script] |= spelling.documents
    latin = named.pop(LATIN, set())
    if not named:
        return LATIN if latin else ""
    foreign = max(named, key=lambda s: (len(named[s]), s))
    return foreign if len(named[foreign]) >= 2 * len(latin) else ""


def _commonness(spelling: Spelling) -> tuple[int, int, bool, str]:
    """Return the key that sorts spellings, the rarest first."""
    form = spelling.form
    return len(spelling.documents), len(spelling.mentions), is_common_word(form), form


@dataclass(frozen=True)
class _TwoSpellings:
    """The subject of the signals: a rarer and a commoner spelling, and how near they are.

    ``lowercase`` are the words that the articles write in lower case.
    """

    story: StoryView
    rare: Spelling
    common: Spelling
    near: NearSpellings
    lowercase: set[str]

    @cached_property
    def words(self) -> tuple[bool, bool]:
        """Whether the rarer and the commoner spelling are well-known words or names."""
        return is_common_word(self.rare.form), is_common_word(self.common.form)

    @property
    def most_alike(self) -> float:
        """The highest cosine of a claim with one spelling and another article's with the other."""
        documents = self.story.claim_document
        cosines = [
            self.story.cosines.of(x, y)
            for x in sorted(self.rare.claims)
            for y in sorted(self.common.claims)
            if documents[x] != documents[y]
        ]
        return max(cosines, default=0.0)


SIGNALS: tuple[SignalDefinition[_TwoSpellings], ...] = (
    SignalDefinition(
        "similarity",
        "the spellings are nearly the same",
        1,
        lambda two: two.near.similarity,
    ),
    SignalDefinition(
        "one_letter",
        "the spellings differ in one letter",
        1,
        lambda two: float(two.near.distance == 1),
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
    # True both if the rarer one is a slip and if they are two names, so it has no sign.
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
        lambda two: float(framed(two.rare, two.common)),
    ),
    SignalDefinition(
        "both_words",
        "both are well-known words or names",
        -1,
        lambda two: float(all(two.words) and not two.near.in_phrase),
    ),
    SignalDefinition(
        "nickname",
        "one is a short form of the other",
        -1,
        lambda two: float(are_nicknames(two.rare.form, two.common.form)),
    ),
    SignalDefinition(
        "unknown_in_phrase",
        "the rarer spelling is no word, and the rest of the name is the same",
        1,
        lambda two: float(two.near.in_phrase and not two.words[0]),
    ),
    SignalDefinition(
        "same_phrase", "the rest of the name is the same", 1, lambda two: float(two.near.in_phrase)
    ),
    SignalDefinition(
        "other_phrase",
        "the rest of the name is different",
        -1,
        lambda two: float(
            not two.near.in_phrase and all(s.before | s.after for s in (two.rare, two.common))
        ),
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
