"""Typed faults for articles: where one can be planted, and the article with it in it.

A fault is planted where at least one other article of the story gives the original value in a
sentence about the same matter, so that a reader of both could see it. Sites are found by plain
patterns over the text and not by factcheck itself: what it overlooks is planted, too.
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
_COUNT = re.compile(rf"\b(?:{'|'.join(_COUNTS)})\b")
_CALENDAR = re.compile(rf"\b(?:{'|'.join((*_WEEKDAYS, *_MONTHS))})\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")
_POSITIVE = re.compile(r"\b(?:was|is|were|are|has|had|have|will|did|could)\b(?! not\b|n't)")
_NEGATIVE = re.compile(r"\bnot (?=[a-z])")
_SAID = r"(?:said|says|told|added|told reporters)"
_FULL = r"(?:[A-Z][\w’'-]+ )*(?P<name>[A-Z][a-z’'-]{3,})"
# Ends of the names of papers and agencies, which say things, too, but are no persons.
_OUTLETS = {"Radio", "News", "Press", "Reuters", "Times", "Post", "Associated", "Network"}
_SPEAKER = re.compile(rf"{_FULL} {_SAID}\b|\b{_SAID} {_FULL.replace('name', 'after')}")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")


@dataclass(frozen=True)
class Fault:
    """A planted fault: ``text[start:end]`` of ``document`` becomes ``new``.

    ``witnesses`` are the places in other articles where the original value stands.
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
    """Return the article with the fault in it; spans behind it move along."""
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
    found: dict[tuple[str, int], Fault] = {}
    for fault in _FINDERS[kind](sentences(story), random):
        place = (fault.document, fault.start)
        known = found.setdefault(place, fault)
        both = tuple(dict.fromkeys((*known.witnesses, *fault.witnesses)))
        found[place] = replace(known, witnesses=both)
    sites = [found[place] for place in sorted(found)]
    random.shuffle(sites)
    return sites


def sentences(story: Sequence[Analysis]) -> list[Sentence]:
    """Return the sentences of the story's articles."""
    found = []
    for analysis in story:
        for claim in analysis.claims:
            text = analysis.document.text[claim.start : claim.end]
            words = frozenset(w.lower() for w in _WORD.findall(text) if len(w) > 3)
            found.append(Sentence(analysis.document.id, claim.start, claim.end, text, words))
    return found


def _alike(a: Sentence, b: Sentence) -> float:
    return len(a.words & b.words) / max(1, len(a.words | b.words))


def _shared(
    told: Sequence[Sentence], pattern: re.Pattern[str], least: float
) -> Iterator[tuple[Sentence, re.Match[str], tuple[Span, ...]]]:
    """Yield the matches of which another article has the same in a sentence on the same matter."""
    places: Mapping[str, list[tuple[Sentence, re.Match[str]]]] = defaultdict(list)
    for sentence in told:
        for match in pattern.finditer(sentence.text):
            places[match.group()].append((sentence, match))
    for held in places.values():
        for sentence, match in held:
            witnesses = tuple(
                _span(other, found)
                for other, found in held
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


def _names(told: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    lower = {w for s in told for w in re.findall(r"\b[a-z]+\b", s.text)}
    for sentence, match, witnesses in _shared(told, _NAME, 0.0):
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


def _numbers(told: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    for sentence, match, witnesses in _shared(told, _NUMBER, SAME_MATTER):
        before = sentence.text[: match.start()].split()
        old = match.group()
        if before and before[-1].rstrip(".").title() in (*_MONTHS, "May"):
            continue  # a day of a month is no count
        if re.fullmatch(r"(?:1[89]|20)\d\d", old):
            continue  # a year
        at = old.index(next(c for c in old if c.isdigit()))
        digit = random.choice([d for d in "123456789" if d != old[at]])
        new = old[:at] + digit + old[at + 1 :]
        yield _fault("number", sentence, match.start(), match.end(), new, witnesses)
    for sentence, match, witnesses in _shared(told, _COUNT, SAME_MATTER):
        new = random.choice([c for c in _COUNTS if c != match.group()])
        yield _fault("number", sentence, match.start(), match.end(), new, witnesses)


def _dates(told: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    for sentence, match, witnesses in _shared(told, _CALENDAR, SAME_MATTER):
        names = _WEEKDAYS if match.group() in _WEEKDAYS else _MONTHS
        step = random.choice((1, 2, 3))
        new = names[(names.index(match.group()) + step) % len(names)]
        yield _fault("date", sentence, match.start(), match.end(), new, witnesses)


def _denials(told: Sequence[Sentence], _: Random) -> Iterator[Fault]:
    """Yield a "not" added behind the first auxiliary verb, or dropped."""
    for sentence in told:
        others = tuple(
            (o.document, o.start, o.end)
            for o in told
            if o.document != sentence.document and _alike(sentence, o) >= SAME_STATEMENT
        )
        if not others or '"' in sentence.text or "“" in sentence.text:
            continue
        if there := _NEGATIVE.search(sentence.text):
            yield _fault("polarity", sentence, there.start(), there.end(), "", others)
        elif verb := _POSITIVE.search(sentence.text):
            new = f"{verb.group()} not"
            yield _fault("polarity", sentence, verb.start(), verb.end(), new, others)


def _quotes(told: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    """Yield a word replaced or lost in the middle of words that two articles quote alike."""
    vocabulary = sorted({w for s in told for w in s.words if len(w) > 4})
    for sentence, words, witness in _common_runs(told):
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
    told: Sequence[Sentence],
) -> Iterator[tuple[Sentence, list[re.Match[str]], Span]]:
    """Yield, per sentence, the first run of quoted words that another article quotes alike."""
    runs: Mapping[tuple[str, ...], list[tuple[Sentence, list[re.Match[str]]]]] = defaultdict(list)
    for sentence in told:
        for quoted in re.finditer(r"[\"“]([^\"“”]+)[\"”]", sentence.text):
            words = list(_WORD.finditer(sentence.text, quoted.start(1), quoted.end(1)))
            for at in range(len(words) - COMMON_RUN + 1):
                run = words[at : at + COMMON_RUN]
                runs[tuple(w.group().lower() for w in run)].append((sentence, run))
    seen: set[tuple[str, int, str]] = set()
    for held in runs.values():
        for (sentence, run), (other, theirs) in (
            (a, b) for a in held for b in held if a[0].document != b[0].document
        ):
            if (key := (sentence.document, sentence.start, other.document)) not in seen:
                seen.add(key)
                start, end = other.start + theirs[0].start(), other.start + theirs[-1].end()
                yield sentence, run, (other.document, start, end)


def _speakers(told: Sequence[Sentence], random: Random) -> Iterator[Fault]:
    """Yield the name of a speaker exchanged for that of another speaker of the story."""

    def speaker(sentence: Sentence) -> tuple[int, int, str] | None:
        found = _SPEAKER.search(sentence.text)
        if found is None:
            return None
        group = "name" if found["name"] else "after"
        if found[group] in _OUTLETS or _CALENDAR.fullmatch(found[group]):
            return None
        return found.start(group), found.end(group), found[group]

    everyone = sorted({s[2] for t in told if (s := speaker(t))})
    by_place = {(t.document, t.start): t for t in told}
    order = sorted(by_place)
    follows = {a: b for a, b in pairwise(order) if a[0] == b[0]}
    for sentence, _, (document, start, end) in _common_runs(told):
        theirs = next(
            t for t in told if t.document == document and t.start <= start and end <= t.end
        )
        said, also = speaker(sentence), speaker(theirs)
        if said is None and (after := follows.get((sentence.document, sentence.start))):
            sentence = by_place[after]
            said = speaker(sentence)
        others = [name for name in everyone if said and name != said[2]]
        if said and also and said[2] == also[2] and others:
            witness = (document, theirs.start + also[0], theirs.start + also[1])
            new = random.choice(others)
            yield _fault("attribution", sentence, said[0], said[1], new, (witness,))


_FINDERS: dict[str, Callable[[Sequence[Sentence], Random], Iterator[Fault]]] = {
    "name": _names,
    "number": _numbers,
    "date": _dates,
    "polarity": _denials,
    "quote": _quotes,
    "attribution": _speakers,
}
TYPES = tuple(_FINDERS)
