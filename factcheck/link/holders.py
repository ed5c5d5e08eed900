"""People and things that two articles call by different names or titles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.kinds import KINDS
from factcheck.kinds.names import nicknames_of
from factcheck.kinds.roles import body_of, holder_of, only_one, role_of, surname_of
from factcheck.language.titles import ORGANISATIONS, is_title
from factcheck.link.clusters import COPY_COSINE
from factcheck.link.groups import Groups
from factcheck.link.rival import Rival
from factcheck.link.view import Located, Spot, StoryView

# Surnames closer than this are one name, misspelled.
SPELLING = 0.4
# Whoever has one post may have left it to another since: two names with nothing in common are
# rivals only where the sentences are alike.
ALIKE = 0.7
# From so many documents on against one, the one is likely wrong.
MANY = 3
# A name of so many letters is the same name with one of them wrong.
LONG = 6
_COURTESY = frozenset("mr mrs ms miss sir dame lord lady madam".split())


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who has a role: surname and first name, folded; ``first`` is "" where no one tells it."""

    surname: str
    first: str
    role: Located


def namesake_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of surnames that follow the same initials ("A.J. Smith", "A.J. Butler").

    Two people of one story rarely share two initials; where no article has both names, one of
    them is likely the wrong one.
    """
    by_initials: dict[str, dict[str, list[Located]]] = defaultdict(lambda: defaultdict(list))
    for located in story.of_kind("name"):
        data = located.value.data
        initials = data.get("initials")
        if initials and not data["after"]:
            by_initials[str(initials)][located.value.normalized].append(located)
    for held in by_initials.values():
        surnames = sorted(held, key=lambda s: (-len({m.document for m in held[s]}), s))
        for n, a in enumerate(surnames):
            for b in surnames[n + 1 :]:
                if _documents(held[a]) & _documents(held[b]):
                    continue
                yield Rival(
                    "namesake",
                    _spots(held[a]),
                    _spots(held[b]),
                    (held[a][0].value.text, held[b][0].value.text),
                    {"cosine": _nearest(story, held[a], held[b])},
                )


def role_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of roles of one holder that exclude each other, from different documents."""
    for label, holders in _by_holder(story):
        given: dict[str, list[_Holder]] = defaultdict(list)
        for holder in holders:
            # What is past or to come is another role than what is.
            value = holder.role.value
            given[f"{value.data['time']} {value.normalized}"].append(holder)
        roles = sorted(given)
        for n, a in enumerate(roles):
            for b in roles[n + 1 :]:
                yield from _excluding(story, label, given[a], given[b], holders)


def _excluding(
    story: StoryView,
    label: str,
    a: Sequence[_Holder],
    b: Sequence[_Holder],
    holders: Sequence[_Holder],
) -> Iterator[Rival]:
    """Yield the rival that two roles of one of the ``holders`` make, if they exclude each other."""
    kind = KINDS["role"]
    comparison = kind.compare(a[0].role.value, b[0].role.value)
    if comparison.relation != "conflict":
        return
    held = [[h.role for h in side] for side in (a, b)]
    first, second = _documents(held[0]), _documents(held[1])
    few, many = sorted(_independent(story, side) for side in held)
    if len(first | second) < 2:
        return
    yield Rival(
        "role",
        _spots(held[0]),
        _spots(held[1]),
        (held[0][0].value.text, held[1][0].value.text),
        {
            "exclusive": comparison.distance,
            "full_name": float(all(any(h.first or _is_thing(h) for h in s) for s in (a, b))),
            "lone": min(1.0, (many - 1) / 2) if few == 1 else 0.0,
            "same_document": len(first & second) / min(len(first), len(second)),
            "changed": float(any(_at_another_time(h, (a[0], b[0])) for h in holders)),
        },
        (a[0].role.value.normalized, b[0].role.value.normalized),
        label=f"role of {label}",
        reason=comparison.reason,
    )


def _at_another_time(holder: _Holder, others: Iterable[_Holder]) -> bool:
    """Tell whether someone is said to have had, or to get, what others say is the role now."""
    said = role_of(holder.role.value)
    roles = [role_of(other.role.value) for other in others]
    return any(said.time != r.time and said.canonical == r.canonical for r in roles)


def holder_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of people who are both said to have a role that only one can have."""
    by_role: dict[str, list[_Holder]] = defaultdict(list)
    for holder in _holders(story):
        role = role_of(holder.role.value)
        if only_one(role):
            by_role[role.canonical].append(holder)
    named: dict[str, set[int]] = defaultdict(set)
    for located in story.of_kind("name"):
        named[located.value.normalized].add(located.document)
    for name, holders in sorted(by_role.items()):
        for a, b in _two_people(holders):
            both_named = bool(named[a[0].surname] & named[b[0].surname])
            yield from _one_post(story, name, a, b, both_named)


def _one_post(
    story: StoryView, name: str, a: Sequence[_Holder], b: Sequence[_Holder], both_named: bool
) -> Iterator[Rival]:
    """Yield the rival that two holders of one role make, if it may be one post."""
    held = [[h.role for h in side] for side in (a, b)]
    if _documents(held[0]) & _documents(held[1]):
        return
    bodies = [{body_of(r.value) for r in side} - {()} for side in held]
    same_body = any(set(x) <= set(y) or set(y) <= set(x) for x in bodies[0] for y in bodies[1])
    if all(bodies) and not same_body:
        return
    firsts = [{h.first for h in side if h.first} for side in (a, b)]
    same_first = all(firsts) and _one_first(firsts[0] | firsts[1])
    cosine = _nearest(story, *held)
    if cosine < ALIKE and not same_first:
        return
    few, many = sorted(_independent(story, side) for side in held)
    body = " ".join(max(sorted(bodies[0] | bodies[1]), key=len, default=())).title()
    spots = [tuple(dict.fromkeys(_surname(r) for r in side)) for side in held]
    yield Rival(
        "holder",
        spots[0],
        spots[1],
        (_text(story, spots[0][0]), _text(story, spots[1][0])),
        {
            "cosine": cosine,
            "same_body": float(same_body),
            "same_first": float(same_first),
            "lone": float(few == 1 and many >= MANY),
            "both_named": float(both_named),
        },
        label=f"who is the {name} of {body}" if body else f"who is the {name}",
    )


def _by_holder(story: StoryView) -> Iterator[tuple[str, list[_Holder]]]:
    """Yield each person or organisation of the story: name as shown, and the roles given to it."""
    persons: dict[str, list[_Holder]] = defaultdict(list)
    things: dict[str, list[_Holder]] = defaultdict(list)
    for holder in _holders(story):
        if _is_thing(holder):
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


def _is_thing(holder: _Holder) -> bool:
    return role_of(holder.role.value).office in ORGANISATIONS


def _spelled_alike(held: dict[str, list[_Holder]]) -> list[list[_Holder]]:
    """Return the holders by name; a long name with one letter wrong is the same name."""
    names = sorted(held)
    groups = Groups()
    for n, a in enumerate(names):
        for m in range(n):
            long = min(len(a), len(names[m])) >= LONG
            if long and DamerauLevenshtein.distance(a, names[m], score_cutoff=1) <= 1:
                groups.join(m, n)
    found: dict[int, list[_Holder]] = defaultdict(list)
    for n, name in enumerate(names):
        found[groups.find(n)].extend(held[name])
    return list(found.values())


def _holders(story: StoryView) -> list[_Holder]:
    """Return who has which role; a bare surname takes the first name of its document."""
    firsts: dict[tuple[int, str], set[str]] = defaultdict(set)
    for located in story.of_kind("name"):
        before = located.value.data["before"]
        assert isinstance(before, (list, tuple))
        first = str(before[-1]) if before else ""
        if first and located.value.data["label"] == "PERSON" and not _title(first):
            firsts[located.document, located.value.normalized].add(first)
    held = []
    for located in story.of_kind("role"):
        words = holder_of(located.value)
        known = sorted(firsts[located.document, words[-1]])
        first = words[0] if len(words) > 1 else known[0] if len(known) == 1 else ""
        held.append(_Holder(words[-1], first, located))
    return held


def _title(word: str) -> bool:
    return word in _COURTESY or is_title(word)


def _one_person(firsts: Sequence[str]) -> list[list[str]]:
    """Return the first names in groups that may be one person's: nicknames and initials."""
    groups: list[list[str]] = []
    for first in firsts:
        home = next((g for g in groups if _one_first([first, *g])), None)
        if home is None:
            groups.append([first])
        else:
            home.append(first)
    return groups


def _one_first(names: Iterable[str]) -> bool:
    """Tell whether first names may all be one person's."""
    held = sorted(names)
    return all(
        a == b or nicknames_of(a, b) or (min(len(a), len(b)) <= 2 and a[0] == b[0])
        for n, a in enumerate(held)
        for b in held[n + 1 :]
    )


def _two_people(holders: Sequence[_Holder]) -> Iterator[tuple[list[_Holder], list[_Holder]]]:
    """Yield each two groups of holders whose surnames are surely two."""
    by_surname: dict[str, list[_Holder]] = defaultdict(list)
    for holder in holders:
        by_surname[holder.surname].append(holder)
    names = sorted(by_surname)
    for n, a in enumerate(names):
        for b in names[n + 1 :]:
            part = a.endswith(b) or b.endswith(a)
            apart = not part and DamerauLevenshtein.normalized_distance(a, b) >= SPELLING
            inside = any(a in holder_of(h.role.value) for h in by_surname[b]) or any(
                b in holder_of(h.role.value) for h in by_surname[a]
            )
            if apart and not inside and min(len(a), len(b)) > 1:
                yield by_surname[a], by_surname[b]


def _surname(located: Located) -> Spot:
    return Spot(located.document, located.claim, *surname_of(located.value))


def _text(story: StoryView, place: Spot) -> str:
    return story.analyses[place.document].document.text[place.start : place.end]


def _documents(held: Iterable[Located]) -> set[int]:
    return {m.document for m in held}


def _spots(held: Iterable[Located]) -> tuple[Spot, ...]:
    return tuple(Spot(m.document, m.claim, m.value.start, m.value.end) for m in held)


def _independent(story: StoryView, held: Sequence[Located]) -> int:
    """Return how many documents say so in sentences of their own; copies count as one."""
    groups = Groups()
    for n, a in enumerate(held):
        for b in held[:n]:
            if float(story.similarity[a.claim, b.claim]) >= COPY_COSINE:
                groups.join(a.document, b.document)
    return len({groups.find(m.document) for m in held})


def _nearest(story: StoryView, a: Sequence[Located], b: Sequence[Located]) -> float:
    """Return the highest cosine of a sentence of one side with one of the other."""
    return max(float(story.similarity[x.claim, y.claim]) for x in a for y in b)
