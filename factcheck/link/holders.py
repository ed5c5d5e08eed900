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
                yield from _excluding(label, given[a], given[b])


def _excluding(label: str, a: Sequence[_Holder], b: Sequence[_Holder]) -> Iterator[Rival]:
    kind = KINDS["role"]
    comparison = kind.compare(a[0].role.value, b[0].role.value)
    if comparison.relation != "conflict":
        return
    held = [[h.role for h in side] for side in (a, b)]
    first, second = _documents(held[0]), _documents(held[1])
    few, many = sorted((len(first), len(second)))
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
            "same_document": len(first & second) / few,
        },
        (a[0].role.value.normalized, b[0].role.value.normalized),
        label=f"role of {label}",
        reason=comparison.reason,
    )


def holder_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of people who are both said to have a role that only one can have."""
    by_role: dict[str, list[_Holder]] = defaultdict(list)
    for holder in _holders(story):
        role = role_of(holder.role.value)
        if only_one(role) and role.office not in ORGANISATIONS:
            by_role[role.canonical].append(holder)
    for name, holders in sorted(by_role.items()):
        for a, b in _two_people(holders):
            held = [[h.role for h in side] for side in (a, b)]
            bodies = [{w for r in side for w in body_of(r.value)} for side in held]
            documents = _documents(held[0]), _documents(held[1])
            if documents[0] & documents[1] or (all(bodies) and not bodies[0] & bodies[1]):
                continue
            few, many = sorted(map(len, documents))
            firsts = [{h.first for h in side if h.first} for side in (a, b)]
            same_first = all(firsts) and _one_first(firsts[0] | firsts[1])
            cosine = _nearest(story, *held)
            if cosine < ALIKE and not same_first:
                continue
            body = next((body_of(r.value) for side in held for r in side if body_of(r.value)), ())
            of = f" of {' '.join(body).title()}" if body else ""
            names = [tuple(dict.fromkeys(_surname(r) for r in side)) for side in held]
            yield Rival(
                "holder",
                names[0],
                names[1],
                (_text(story, names[0][0]), _text(story, names[1][0])),
                {
                    "cosine": cosine,
                    "same_body": float(bool(bodies[0] & bodies[1])),
                    "same_first": float(same_first),
                    "lone": float(few == 1 and many >= MANY),
                    "both_named": float(
                        any(_names_both(story, d, a[0].surname, b[0].surname)
                            for d in sorted(documents[0] | documents[1]))
                    ),
                },
                label=f"who is the {name}{of}",
            )  # fmt: skip


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


def _names_both(story: StoryView, document: int, a: str, b: str) -> bool:
    """Tell whether a document names both people, whatever it calls them."""
    named = {v.value.normalized for v in story.of_kind("name") if v.document == document}
    return {a, b} <= named


def _surname(located: Located) -> Spot:
    return Spot(located.document, located.claim, *surname_of(located.value))


def _text(story: StoryView, place: Spot) -> str:
    return story.analyses[place.document].document.text[place.start : place.end]


def _documents(held: Iterable[Located]) -> set[int]:
    return {m.document for m in held}


def _spots(held: Iterable[Located]) -> tuple[Spot, ...]:
    return tuple(Spot(m.document, m.claim, m.value.start, m.value.end) for m in held)


def _nearest(story: StoryView, a: Sequence[Located], b: Sequence[Located]) -> float:
    """Return the highest cosine of a sentence of one side with one of the other."""
    return max(float(story.similarity[x.claim, y.claim]) for x in a for y in b)
