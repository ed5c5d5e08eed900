"""The names of several words in a story: of people, and of bodies and other things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.language import lexicon
from factcheck.language.calendar import months, weekdays
from factcheck.language.titles import in_title
from factcheck.stories.story import Spot, StoryView
from factcheck.values.names import NamePayload, fold

# Small words inside names of bodies; "and" parts two names as often as it joins one.
INNER = frozenset(("of", "the", "for"))
# Words that tell father and son apart.
SUFFIXES = {"jr": "junior", "junior": "junior", "sr": "senior", "senior": "senior"}
# Longer runs of capitals are headlines and lists.
_LONGEST = 9
# The share of the longer words with a capital from which on a sentence is a headline.
_HEADLINE = 0.9
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GAP = re.compile(r"[ \u00a0]|[-‐‑]|\.?,? (?=[JS]r\b)|\. (?=[A-Z]\.? ?[A-Z])")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of several words at one place.

    ``words`` are folded, words joined by a hyphen apart; ``spans`` are their offsets. Titles
    before it are no part of it. ``is_person`` is what the parser took it for; ``is_other`` is True
    if it took a part for a place or a people.
    """

    document: int
    claim: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    is_person: bool
    is_other: bool

    def spot(self, first: int, last: int) -> Spot:
        """Return the place of the words ``first`` to ``last``, both included."""
        return Spot(self.document, self.claim, self.spans[first][0], self.spans[last][1])


def phrases(story: StoryView) -> list[Phrase]:
    """Return the names of two or more words, in the order of the claims; headlines have none."""
    labels = _labels(story)
    found: list[Phrase] = []
    for number, (claim, document) in enumerate(
        zip(story.claims, story.claim_document, strict=True)
    ):
        text = story.analyses[document].document.text
        words = list(_WORD.finditer(text, claim.start, claim.end))
        if _is_headline([w.group() for w in words]):
            continue
        for run in _runs(text, words):
            phrase = _phrase(document, number, run, labels)
            if phrase is not None:
                found.append(phrase)
    return found


def _labels(story: StoryView) -> dict[tuple[int, int], str]:
    """Return the parser's label of each word of a name, by document and offset."""
    return {
        (n.document, n.value.start): NamePayload.of(n.value).label for n in story.of_kind("name")
    }


def _is_headline(words: Sequence[str]) -> bool:
    long = [w for w in words if len(w) > 3]
    return sum(w[0].isupper() for w in long) >= _HEADLINE * max(1, len(long))


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of words with a capital, with small words only between two of them."""
    run: list[re.Match[str]] = []
    for word in words:
        joined = bool(run) and bool(_GAP.fullmatch(text, run[-1].end(), word.start()))
        if not joined:
            yield from _complete(run)
            run = []
        hyphened = bool(run) and joined and text[word.start() - 1] not in "  \n"
        if word.group().lower() in _times():
            yield from _complete(run)
            run = []
        elif word.group()[0].isupper() or (run and (word.group() in INNER or hyphened)):
            run.append(word)
        else:
            yield from _complete(run)
            run = []
    yield from _complete(run)


@cache
def _times() -> frozenset[str]:
    """Return the words for times that stand beside names with a capital of their own."""
    named = {form.lower() for names in (months(), weekdays()) for form in names.numbers}
    # A first name, too.
    return frozenset(named - {"may", "april", "june", "august", "sun", "jan"})


def _complete(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the run without small words at its end and a common word at its beginning."""
    while run and run[-1].group() in INNER:
        run = run[:-1]
    if run and run[0].group().lower() in lexicon.words().function_words | INNER:
        run = run[1:]
    if 2 <= len(run) <= _LONGEST:
        yield run


def _phrase(
    document: int,
    claim: int,
    run: Sequence[re.Match[str]],
    labels: dict[tuple[int, int], str],
) -> Phrase | None:
    start = 0
    courtesy = lexicon.titles().courtesy
    while start < len(run) - 1 and _is_titled(run[start].group(), courtesy):
        start += 1
    named = [labels.get((document, word.start()), "") for word in run[start:]]
    kinds = {label for label in named if label}
    words = tuple(fold(_POSSESSIVE.sub("", w.group())) for w in run[start:])
    spans = tuple((w.start(), w.start() + len(_POSSESSIVE.sub("", w.group()))) for w in run[start:])
    if len(words) < 2:
        return None
    is_person = "PERSON" in kinds and kinds <= {"PERSON"} and not INNER & set(words)
    return Phrase(document, claim, words, spans, is_person, bool(kinds & {"NORP", "GPE", "LOC"}))


def _is_titled(word: str, courtesy: frozenset[str]) -> bool:
    return in_title(word) or word.lower() in courtesy


def by_words(found: Iterable[Phrase]) -> dict[tuple[str, ...], list[Phrase]]:
    """Return the phrases by their words."""
    grouped: dict[tuple[str, ...], list[Phrase]] = defaultdict(list)
    for phrase in found:
        grouped[phrase.words].append(phrase)
    return grouped
