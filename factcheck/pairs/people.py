"""Who is who: the people and things of a story to whom roles are given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.language import lexicon
from factcheck.language.titles import is_title
from factcheck.similarity.groups import Groups
from factcheck.stories.story import Located, StoryView
from factcheck.values.names import NamePayload, are_nicknames
from factcheck.values.roles import holder_of, role_of

# Surnames closer than this are one name, misspelled.
SPELLING = 0.4
# A name of so many letters is the same name with one of them wrong.
LONG = 6


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a role: surname and first name, folded; ``first`` is "" where no one tells it."""

    surname: str
    first: str
    role: Located


def holders_of(story: StoryView) -> list[Holder]:
    """Return who has which role; a bare surname takes the first name of its document."""
    firsts: dict[tuple[int, str], set[str]] = defaultdict(set)
    for located in story.of_kind("name"):
        name = NamePayload.of(located.value)
        first = "".join(name.before[-1:])
        if first and name.label == "PERSON" and not _title(first):
            firsts[located.document, located.value.normalized].add(first)
    held = []
    for located in story.of_kind("role"):
        words = holder_of(located.value)
        known = sorted(firsts[located.document, words[-1]])
        first = words[0] if len(words) > 1 else known[0] if len(known) == 1 else ""
        held.append(Holder(words[-1], first, located))
    return held


def by_holder(story: StoryView) -> Iterator[tuple[str, list[Holder]]]:
    """Yield each person or organisation of the story: name as shown, and the roles given to it."""
    persons: dict[str, list[Holder]] = defaultdict(list)
    things: dict[str, list[Holder]] = defaultdict(list)
    for holder in holders_of(story):
        if is_thing(holder):
            things[holder_of(holder.role.value)[0]].append(holder)
        else:
            persons[holder.surname].append(holder)
    for held in _spelled_alike(things):
        names = sorted({holder_of(h.role.value) for h in held}, key=len)
        if all(name[1 : len(names[0])] == names[0][1:] for name in names):
            written = Counter(" ".join(holder_of(h.role.value)) for h in held)
            yield min(written, key=lambda n: (-written[n], n)).title(), held
    for held in _spelled_alike(persons):
        firsts = {h.first for h in held if h.first}
        # Two people of one surname: who has none but that may be either.
        for group in _one_person(sorted(firsts)) if firsts else [[]]:
            alone = len(group) == len(firsts)
            found = [h for h in held if h.first in group or (alone and not h.first)]
            if found:
                yield (
                    max((" ".join(holder_of(h.role.value)) for h in found), key=len).title(),
                    found,
                )


def two_people(holders: Sequence[Holder]) -> Iterator[tuple[list[Holder], list[Holder]]]:
    """Yield each two groups of holders whose surnames are surely two."""
    by_surname: dict[str, list[Holder]] = defaultdict(list)
    for holder in holders:
        by_surname[holder.surname].append(holder)
    names = sorted(by_surname)
    for n, a in enumerate(names):
        for b in names[n + 1 :]:
            inside = any(a in holder_of(h.role.value) for h in by_surname[b]) or any(
                b in holder_of(h.role.value) for h in by_surname[a]
            )
            if not one_surname(a, b) and not inside and min(len(a), len(b)) > 1:
                yield by_surname[a], by_surname[b]


def _spelled_alike(held: dict[str, list[Holder]]) -> list[list[Holder]]:
    """Return the holders by name; a long name with one letter wrong is the same name."""
    names = sorted(held)
    groups = Groups()
    for n, a in enumerate(names):
        for m in range(n):
            long = min(len(a), len(names[m])) >= LONG
            if long and DamerauLevenshtein.distance(a, names[m], score_cutoff=1) <= 1:
                groups.join(m, n)
    found: dict[int, list[Holder]] = defaultdict(list)
    for n, name in enumerate(names):
        found[groups.find(n)].extend(held[name])
    return list(found.values())


def _one_person(firsts: Sequence[str]) -> list[list[str]]:
    """Return the first names in groups that may be one person's: nicknames and initials."""
    groups: list[list[str]] = []
    for first in firsts:
        home = next((g for g in groups if one_first([first, *g])), None)
        if home is None:
            groups.append([first])
        else:
            home.append(first)
    return groups


def one_surname(a: str, b: str) -> bool:
    """Tell whether two surnames may be one: spelled in two ways, or cut short."""
    part = a.endswith(b) or b.endswith(a)
    return part or DamerauLevenshtein.normalized_distance(a, b) < SPELLING


def one_first(names: Iterable[str]) -> bool:
    """Tell whether first names may all be one person's."""
    held = sorted(names)
    return all(
        a == b or are_nicknames(a, b) or (min(len(a), len(b)) <= 2 and a[0] == b[0])
        for n, a in enumerate(held)
        for b in held[n + 1 :]
    )


def is_thing(holder: Holder) -> bool:
    return role_of(holder.role.value).office in lexicon.people().organisations


def _title(word: str) -> bool:
    return word in lexicon.titles().courtesy or is_title(word)
