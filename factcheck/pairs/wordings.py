"""Sentences of two documents that are the same but for one word, and that word matters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from factcheck.language import lexicon
from factcheck.language.calendar import periods
from factcheck.language.contrasts import exclude_each_other
from factcheck.language.opposites import CONTRARIES, DENIALS, NOBODY
from factcheck.language.variants import one_stem
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import SAME_WORDS, SignalDefinition, values_of
from factcheck.stories.story import Spot, StoryView
from factcheck.values.quotes import quotations
from factcheck.values.spoken import Word, words_of

# Sentences are set side by side from this cosine on, if they share so much of their words.
ALIKE = 0.6
LEAST_SHARED = 0.78
FEWEST_WORDS = 7
# A word for the same thing hardly moves the vector of a sentence; what moves that of ten words by
# less than this is such a word.
MOVED = 0.2
# What the other kinds compare.
_COVERED = ("date", "name", "number", "place", "role")


@cache
def _unfit() -> frozenset[str]:
    """Return the words in which two sentences may differ without a contradiction."""
    words = lexicon.words()
    plain = words.function_words | words.hedges | words.speech_verbs | periods()
    return plain | NOBODY | {"not", "no", "never", "nt", "more"}


class _Exchange(NamedTuple):
    """How much two sentences share, and how much the one word that differs matters."""

    shared: float
    excluding: bool
    moved: float


SIGNALS: tuple[SignalDefinition[_Exchange], ...] = (
    SignalDefinition("wording", SAME_WORDS, 1, lambda e: e.shared),
    SignalDefinition(
        "excluding", "a thing can be only one of the two", 1, lambda e: float(e.excluding)
    ),
    SignalDefinition(
        "moved",
        "the other word changes the meaning of the sentence",
        1,
        lambda e: round(min(1.0, e.moved), 3),
    ),
)


def wording_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of words in which two otherwise equal sentences differ.

    The words either exclude each other, being members of one closed set, or at least change what
    the sentence says far more than another word for the same thing would.
    """
    story = comparison.story
    vocabularies = [{w for c in a.claims for w in c.content} for a in story.analyses]
    # What an article says elsewhere in the very words of the other is another matter.
    for i, j in story.cosines.twins(ALIKE):
        documents = story.claim_document[i], story.claim_document[j]
        lemmas = _lone(story, i, j), _lone(story, j, i)
        if not lemmas[0] or not lemmas[1]:
            continue
        found = _exchanged(*(_words(story, n) for n in (i, j)))
        if found is None:
            continue
        shared, a, b = found
        if _covered(story, i, a) or _covered(story, j, b) or _related(a, b, *lemmas):
            continue
        length = min(len(_words(story, n)) for n in (i, j))
        moved = (1 - story.cosines.of(i, j)) * length / 10
        excluding = exclude_each_other(*lemmas) or exclude_each_other(a.form, b.form)
        # Who writes both words may well mean one thing by them.
        both = lemmas[1] in vocabularies[documents[0]] or lemmas[0] in vocabularies[documents[1]]
        if not excluding and (moved < MOVED or both):
            continue
        spots = Spot(documents[0], i, a.start, a.end), Spot(documents[1], j, b.start, b.end)
        shown = story.text(spots[0]), story.text(spots[1])
        yield Rival(
            "wording",
            (spots[0],),
            (spots[1],),
            shown,
            values_of(SIGNALS, _Exchange(shared, excluding, moved)),
            label=f"what the sentence says: {' / '.join(sorted(shown))}",
        )


def _lone(story: StoryView, claim: int, other: int) -> str:
    """Return the lemma that a claim has and the other lacks, "" unless it is just one."""
    own = set(story.claims[claim].content) - set(story.claims[other].content)
    return own.pop() if len(own) == 1 else ""


def _exchanged(a: list[Word], b: list[Word]) -> tuple[float, Word, Word] | None:
    """Return how much two sentences share, and the one word in each that the other has not."""
    if min(len(a), len(b)) < FEWEST_WORDS:
        return None
    changes = Indel.opcodes([w.form for w in a], [w.form for w in b])
    gone = [w for o in changes if o.tag != "equal" for w in a[o.src_start : o.src_end]]
    come = [w for o in changes if o.tag != "equal" for w in b[o.dest_start : o.dest_end]]
    shared = 1 - (len(gone) + len(come)) / (len(a) + len(b))
    plain = lexicon.words().function_words
    gone, come = ([w for w in words if w.form not in plain] for words in (gone, come))
    if len(gone) != 1 or len(come) != 1 or shared < LEAST_SHARED:
        return None
    return round(shared, 3), gone[0], come[0]


def _covered(story: StoryView, claim: int, word: Word) -> bool:
    """Tell whether another kind compares a word, or whether it is no word to be compared."""
    document = story.analyses[story.claim_document[claim]].document
    if word.form in _unfit() or not word.form.isalpha() or document.text[word.start].isupper():
        return True
    if any(
        v.kind in _COVERED and v.start < word.end and word.start < v.end
        for v in story.claims[claim].values
    ):
        return True
    return any(s <= word.start < e for s, e in quotations(document.text))


def _related(a: Word, b: Word, first: str, second: str) -> bool:
    """Tell whether two words are forms or spellings of one, or opposites (see polarity)."""
    if one_stem(a.form, b.form) or one_stem(first, second):
        return True
    opposites = CONTRARIES.get(first, frozenset()) | {DENIALS.get(first, "")}
    return second in opposites or DENIALS.get(second) == first


def _words(story: StoryView, claim: int) -> list[Word]:
    held = story.claims[claim]
    text = story.analyses[story.claim_document[claim]].document.text
    return [w for w in words_of(text, held.start, held.end) if w.form[0].isalnum()]
