"""Typed faults for articles: the sites where one can be planted, and the article with the fault.

A fault is planted where at least one other article of the story gives the original value in a
sentence about the same matter, so that a reader of both could see it. Sites are found by simple
patterns and not by factcheck itself, so that values which it overlooks get faults, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from factcheck.claims.analysis import Analysis
from factcheck.model import Document

# Two sentences are about the same matter when this share of their longer words is common to both.
SAME_MATTER = 0.25
# For a denial to contradict, the sentences must say nearly the same.
SAME_STATEMENT = 0.5
# Articles that must share a name before a slip is planted in one of them.
SHARED_BY = 2
COMMON_RUN = 6

Span = tuple[str, int, int]

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
           "twelve", "fifteen", "twenty", "thirty")  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.,/$€£-])[$€£]?(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w/]|[.,:-]\d)")
_COUNT = re.compile(rf"(?<![\w-])(?:{'|'.join(_COUNTS)})(?![\w-])")
_CALENDAR = re.compile(rf"\b(?:{'|'.join((*_WEEKDAYS, *_MONTHS))})\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")
_POSITIVE = re.compile(r"\b(?:was|is|were|are|has|had|have|will|did|could)\b(?! not\b|n't)")
_NEGATIVE = re.compile(r"\bnot (?=[a-z])")
_SAID = r"(?:said|says|told|added|told reporters)"
_FULL = r"(?:[A-Z][\w’'-]+ )*(?P<name>[A-Z][a-z’'-]{3,})"
# Last words of the names of papers and agencies: they say things, but are no persons.
_OUTLETS = {"Radio", "News", "Press", "Reuters", "Times", "Post", "Associated", "Network"}
_SPEAKER = re.compile(rf"{_FULL} {_SAID}\b|\b{_SAID} {_FULL.replace('name', 'after')}")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")


@dataclass(frozen=True)
class Fault:
    """A planted fault: ``text[start:end]`` of ``document`` becomes ``new``.

    ``witnesses`` are the places of the original value in other articles.
    """

    type: str
    document: str
    start: int
    end: int
    old: str
    new: str
    witnesses: tuple[Span, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article with its longer words."""

    document: str
    start: int
    end: int
    text: str
    words: frozenset[str]


def apply(document: Document, fault: Fault) -> Document:
    """Return the article with the fault in it; the spans after the fault are moved."""
    shift = len(fault.new) - (fault.end - fault.start)

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        return (
            span[0] + shift if span[0] >= fault.end else span[0],
            span[1] + shift if span[1] >= fault.end else span[1],
        )

    return replace(
        document,
        text=document.text[: fault.start] + fault.new + document.text[fault.end :],
        excluded=tuple(map(moved, document.excluded)),
        published_span=moved(document.published_span) if document.published_span else None,
    )


def faults(story: Sequence[Analysis], kind: str, random: Random) -> list[Fault]:
    """Return all faults of one type that can be planted in the story, in random order."""
    by_place: dict[tuple[str, int], Fault] = {}
    for fault in _FINDERS[kind](sentences_of(story), random):
        place = (fault.document, fault.start)
        known = by_place.setdefault(place, fault)
        both = tuple(dict.fromkeys((*known.witnesses, *fault.witnesses)))
        by_place[place] = replace(known, witnesses=both)
    sites = [by_place[place] for place in sorted(by_place)]
    random.shuffle(sites)
    return sites


def sentences_of(story: Sequence[Analysis]) -> list[Sentence]:
    """Return the sentences of the story's articles."""
    sentences = []
    for analysis in story:
        for claim in analysis.claims:
            text = analysis.document.text[claim.start : claim.end]
            words = frozenset(w.lower() for w in _WORD.findall(text) if len(w) > 3)
            sentences.append(Sentence(analysis.document.id, claim.start, claim.end, text, words))
    return sentences


def _alike(a: Sentence, b: Sentence) -> float:
    return len(a.words & b.words) / max(1, len(a.words | b.words))


def _shared(
    sentences: Sequence[Sentence], pattern: re.Pattern[str], least: float
) -> Iterator[tuple[Sentence, re.Match[str], tuple[Span, ...]]]:
    """Yield each match of ``pattern`` that another article has in a sentence on the same matter.

    With it come its sentence and the places in other articles. ``least`` is how alike, 0 to 1, the
    words of the two sentences must be.
    """
    places: Mapping[str, list[tuple[Sentence, re.Match[str]]]] = defaultdict(list)
    for sentence in sentences:
        for match in pattern.finditer(sentence.text):
            places[match.group()].append((sentence, match))
    for occurrences in places.values():
        for sentence, match in occurrences:
            witnesses = tuple(
                _span(other, other_match)
                for other, other_match in occurrences
                if other.document != sentence.document and _alike(sentence, other) >= least
            )
            if witnesses:
                yield sentence, match, witnesses


def _span(sentence: Sentence, match: re.Match[str]) -> Span:
    return sentence.document, sentence.start + match.start(), sentence.start + match.end()


def _fault(
    kind: str, sentence: Sentence, start: int, end: int, new: str, witnesses: tuple[Span, ...]
) -> Fault:
    old = sentence.text[start:end]
    base = sentence.start
    return Fault(kind, sentence.document, base + start, base + end, old, new, witnesses)


def _names(sentences: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    lower = {w for s in sentences for w in re.findall(r"\b[a-z]+\b", s.text)}
    for sentence, match, witnesses in _shared(sentences, _NAME, 0.0):
        name = match.group()
        calendar = name in _WEEKDAYS or name in _MONTHS or name == "May"
        if calendar or name.lower() in lower or len({w[0] for w in witnesses}) < SHARED_BY:
            continue
        at = random.randrange(1, len(name) - 1)
        slips = [
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
        ]
        slip = random.choice([s for s in slips if s != name])
        yield _fault("name", sentence, match.start(), match.end(), slip, witnesses)


def _numbers(sentences: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    for sentence, match, witnesses in _shared(sentences, _NUMBER, SAME_MATTER):
        before = sentence.text[: match.start()].split()
        old = match.group()
        after = sentence.text[match.end() :].split()
        beside = {word.strip(".,").title() for word in (*before[-1:], *after[:1])}
        if beside & {*_MONTHS, "May"}:
            continue  # a day of a month is no count
        if re.fullmatch(r"(?:1[89]|20)\d\d", old):
            continue  # a year
        at = old.index(next(c for c in old if c.isdigit()))
        digit = random.choice([d for d in "123456789" if d != old[at]])
        new = old[:at] + digit + old[at + 1 :]
        yield _fault("number", sentence, match.start(), match.end(), new, witnesses)
    for sentence, match, witnesses in _shared(sentences, _COUNT, SAME_MATTER):
        new = random.choice([c for c in _COUNTS if c != match.group()])
        yield _fault("number", sentence, match.start(), match.end(), new, witnesses)


def _dates(sentences: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    for sentence, match, witnesses in _shared(sentences, _CALENDAR, SAME_MATTER):
        names = _WEEKDAYS if match.group() in _WEEKDAYS else _MONTHS
        step = random.choice((1, 2, 3))
        new = names[(names.index(match.group()) + step) % len(names)]
        yield _fault("date", sentence, match.start(), match.end(), new, witnesses)


def _denials(sentences: Sequence[Sentence], _: Random) -> Iterator[Fault]:
    """Yield faults that add "not" after the first auxiliary verb, or drop it."""
    for sentence in sentences:
        others = tuple(
            (o.document, o.start, o.end)
            for o in sentences
            if o.document != sentence.document and _alike(sentence, o) >= SAME_STATEMENT
        )
        if not others or '"' in sentence.text or "“" in sentence.text:
            continue
        if there := _NEGATIVE.search(sentence.text):
            yield _fault("polarity", sentence, there.start(), there.end(), "", others)
        elif verb := _POSITIVE.search(sentence.text):
            new = f"{verb.group()} not"
            yield _fault("polarity", sentence, verb.start(), verb.end(), new, others)


def _quotes(sentences: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    """Yield faults that replace or drop a word amid words that two articles quote alike."""
    vocabulary = sorted({w for s in sentences for w in s.words if len(w) > 4})
    for sentence, words, witness in _common_runs(sentences):
        inner = [m for m in words[1:-1] if len(m.group()) > 4]
        if not inner:
            continue
        word = random.choice(inner)
        if random.random() < 0.5:
            end = word.end() + (sentence.text[word.end() : word.end() + 1] == " ")
            yield _fault("quote", sentence, word.start(), end, "", (witness,))
        else:
            new = random.choice([w for w in vocabulary if w != word.group().lower()])
            yield _fault("quote", sentence, word.start(), word.end(), new, (witness,))


def _common_runs(
    sentences: Sequence[Sentence],
) -> Iterator[tuple[Sentence, list[re.Match[str]], Span]]:
    """Yield, per sentence, the first run of quoted words that another article quotes alike."""
    runs: Mapping[tuple[str, ...], list[tuple[Sentence, list[re.Match[str]]]]] = defaultdict(list)
    for sentence in sentences:
        for quoted in re.finditer(r"[\"“]([^\"“”]+)[\"”]", sentence.text):
            words = list(_WORD.finditer(sentence.text, quoted.start(1), quoted.end(1)))
            for at in range(len(words) - COMMON_RUN + 1):
                run = words[at : at + COMMON_RUN]
                runs[tuple(w.group().lower() for w in run)].append((sentence, run))
    seen: set[tuple[str, int, str]] = set()
    for occurrences in runs.values():
        for (sentence, run), (other, theirs) in (
            (a, b) for a in occurrences for b in occurrences if a[0].document != b[0].document
        ):
            if (key := (sentence.document, sentence.start, other.document)) not in seen:
                seen.add(key)
                start, end = other.start + theirs[0].start(), other.start + theirs[-1].end()
                yield sentence, run, (other.document, start, end)


def _speakers(sentences: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    """Yield faults that exchange the name of a speaker for that of another one of the story."""

    def speaker(sentence: Sentence) -> tuple[int, int, str] | None:
        match = _SPEAKER.search(sentence.text)
        if match is None:
            return None
        group = "name" if match["name"] else "after"
        if match[group] in _OUTLETS or _CALENDAR.fullmatch(match[group]):
            return None
        return match.start(group), match.end(group), match[group]

    everyone = sorted({s[2] for t in sentences if (s := speaker(t))})
    by_place = {(t.document, t.start): t for t in sentences}
    order = sorted(by_place)
    follows = {a: b for a, b in pairwise(order) if a[0] == b[0]}
    for sentence, _, (document, start, end) in _common_runs(sentences):
        theirs = next(
            t for t in sentences if t.document == document and t.start <= start and end <= t.end
        )
        speaker_here, speaker_there = speaker(sentence), speaker(theirs)
        if speaker_here is None and (after := follows.get((sentence.document, sentence.start))):
            sentence = by_place[after]
            speaker_here = speaker(sentence)
        others = [name for name in everyone if speaker_here and name != speaker_here[2]]
        if speaker_here and speaker_there and speaker_here[2] == speaker_there[2] and others:
            witness = (document, theirs.start + speaker_there[0], theirs.start + speaker_there[1])
            new = random.choice(others)
            yield _fault("attribution", sentence, speaker_here[0], speaker_here[1], new, (witness,))


_FINDERS: dict[str, Callable[[Sequence[Sentence], Random], Iterator[Fault]]] = {
    "name": _names,
    "number": _numbers,
    "date": _dates,
    "polarity": _denials,
    "quote": _quotes,
    "attribution": _speakers,
}
TYPES = tuple(_FINDERS)
