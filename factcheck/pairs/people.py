"""The people and organisations of a story that have roles."""

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

# Two surnames are one name, misspelled, if their normalised distance is below this.
SPELLING = 0.4
# Names of at least this many letters are one name if one letter differs.
LONG = 6


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a role: folded surname and first name; ``first`` is "" if it is unknown."""

    surname: str
    first: str
    role: Located


def holders_of(story: StoryView) -> list[Holder]:
    """Return the holders of all roles; a surname alone gets the first name from its document."""
    firsts: dict[tuple[int, str], set[str]] = defaultdict(set)
    for located in story.of_kind("name"):
        name = NamePayload.of(located.value)
        first = "".join(name.before[-1:])
        if first and name.label == "PERSON" and not _title(first):
            firsts[located.document, located.value.normalized].add(first)
    holders = []
    for located in story.of_kind("role"):
        words = holder_of(located.value)
        known = sorted(firsts[located.document, words[-1]])
        first = words[0] if len(words) > 1 else known[0] if len(known) == 1 else ""
        holders.append(Holder(words[-1], first, located))
    return holders


def by_holder(story: StoryView) -> Iterator[tuple[str, list[Holder]]]:
    """Yield each person or organisation of the story: the name to show, and its roles."""
    persons: dict[str, list[Holder]] = defaultdict(list)
    things: dict[str, list[Holder]] = defaultdict(list)
    for holder in holders_of(story):
        if is_thing(holder):
            things[holder_of(holder.role.value)[0]].append(holder)
        else:
            persons[holder.surname].append(holder)
    for holders in _spelled_alike(things):
        names = sorted({holder_of(h.role.value) for h in holders}, key=len)
        if all(name[1 : len(names[0])] == names[0][1:] for name in names):
            counts = Counter(" ".join(holder_of(h.role.value)) for h in holders)
            yield min(counts, key=lambda n: (-counts[n], n)).title(), holders
    for holders in _spelled_alike(persons):
        firsts = {h.first for h in holders if h.first}
        # Where two people have one surname, a holder without a first name may be either of them.
        for group in _one_person(sorted(firsts)) if firsts else [[]]:
            is_only_person = len(group) == len(firsts)
            of_person = [h for h in holders if h.first in group or (is_only_person and not h.first)]
            if of_person:
                yield (
                    max((" ".join(holder_of(h.role.value)) for h in of_person), key=len).title(),
                    of_person,
                )


def two_people(holders: Sequence[Holder]) -> Iterator[tuple[list[Holder], list[Holder]]]:
    """Yield each two groups of holders with surnames that surely belong to two people."""
    by_surname: dict[str, list[Holder]] = defaultdict(list)
    for holder in holders:
        by_surname[holder.surname].append(holder)
    names = sorted(by_surname)
    for n, a in enumerate(names):
        for b in names[n + 1 :]:
            contains = any(a in holder_of(h.role.value) for h in by_surname[b]) or any(
                b in holder_of(h.role.value) for h in by_surname[a]
            )
            if not one_surname(a, b) and not contains and min(len(a), len(b)) > 1:
                yield by_surname[a], by_surname[b]


def _spelled_alike(by_name: dict[str, list[Holder]]) -> list[list[Holder]]:
    """Return the holders in groups of one name; a long name with one letter wrong is the same."""
    names = sorted(by_name)
    groups = Groups()
    for n, a in enumerate(names):
        for m in range(n):
            is_long = min(len(a), len(names[m])) >= LONG
            if is_long and DamerauLevenshtein.distance(a, names[m], score_cutoff=1) <= 1:
                groups.join(m, n)
    members: dict[int, list[Holder]] = defaultdict(list)
    for n, name in enumerate(names):
        members[groups.find(n)].extend(by_name[name])
    return list(members.values())


def _one_person(firsts: Sequence[str]) -> list[list[str]]:
    """Return the first names in groups of one person each, joined as nicknames or initials."""
    groups: list[list[str]] = []
    for first in firsts:
        fitting = next((g for g in groups if one_first([first, *g])), None)
        if fitting is None:
            groups.append([first])
        else:
            fitting.append(first)
    return groups


def one_surname(a: str, b: str) -> bool:
    """Return True if two surnames may be one: spelled in two ways, or cut short."""
    is_part = a.endswith(b) or b.endswith(a)
    return is_part or DamerauLevenshtein.normalized_distance(a, b) < SPELLING


def one_first(names: Iterable[str]) -> bool:
    """Return True if first names may all be one person's: equal, nicknames or initials."""
    in_order = sorted(names)
    return all(
        a == b or are_nicknames(a, b) or (min(len(a), len(b)) <= 2 and a[0] == b[0])
        for n, a in enumerate(in_order)
        for b in in_order[n + 1 :]
    )


def is_thing(holder: Holder) -> bool:
    """Return True if a role is one of organisations, not of people."""
    return role_of(holder.role.value).office in lexicon.people().organisations


def _title(word: str) -> bool:
    return word in lexicon.titles().courtesy or is_title(word)
