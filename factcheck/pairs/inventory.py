"""The persons and bodies of a story: who is meant by a name in one article, and who is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.similarity.groups import Groups
from factcheck.stories.story import Located, StoryView
from factcheck.values.attributes import KIND as ATTRIBUTES
from factcheck.values.attributes import AttributePayload
from factcheck.values.names import are_nicknames
from factcheck.values.roles import Roles, holder_of

# Two surnames are one name, misspelled, if their normalised distance is below this.
SPELLING = 0.4
# Names of at least this many letters are one name if one letter differs.
LONG = 6


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody as one article names them: folded surname, given names and "jr" or the like.

    ``given`` is () where the article does not tell it.
    """

    surname: str
    given: tuple[str, ...] = ()
    suffix: str = ""

    @property
    def name(self) -> str:
        """The name to show."""
        return " ".join((*self.given, self.surname, self.suffix)).strip().title()


@dataclass(frozen=True, slots=True)
class Held:
    """A value of the story that says something of a holder."""

    holder: Holder
    located: Located

    @property
    def document(self) -> int:
        """The number of the document that says it."""
        return self.located.document


class Inventory:
    """The holders of a story, with what is said of each."""

    def __init__(self, story: StoryView) -> None:
        self._story = story
        self._held: dict[tuple[str, str], list[Held]] = {}

    @cached_property
    def full_names(self) -> dict[int, set[Holder]]:
        """The full names of persons by document."""
        names: dict[int, set[Holder]] = defaultdict(set)
        for located in self._story.of_kind(ATTRIBUTES.name):
            payload = AttributePayload.of(located.value)
            if len(payload.holder) > 1:
                names[located.document].add(_holder(payload.holder, payload.suffix))
        return names

    @cached_property
    def namesakes(self) -> dict[str, list[Holder]]:
        """By surname, the full names of the story that surely belong to different persons."""
        by_surname: dict[str, list[Holder]] = defaultdict(list)
        everyone = sorted(
            {h for names in self.full_names.values() for h in names},
            key=lambda h: (h.surname, -len(h.given), h.given, h.suffix),
        )
        for holder in everyone:
            known = by_surname[holder.surname]
            if not any(same_person(holder, other) for other in known):
                known.append(holder)
        return by_surname

    def shown(self, holders: Iterable[Holder]) -> str:
        """Return the longest of these names, as an article writes it."""
        longest = max(holders, key=lambda h: (len(h.name), h.name))
        return self._written.get(longest, longest.name)

    @cached_property
    def _written(self) -> dict[Holder, str]:
        """The full names of persons as they are written first."""
        written: dict[Holder, str] = {}
        for located in self._story.of_kind(ATTRIBUTES.name):
            payload = AttributePayload.of(located.value)
            if payload.aspect == "named":
                holder = _holder(payload.holder, payload.suffix)
                written.setdefault(holder, " ".join(located.value.text.split()))
        return written

    def holder(self, document: int, words: Sequence[str], suffix: str = "") -> Holder | None:
        """Return who is meant by a name in a document, None where it may be one of several.

        A surname alone, or a given name alone, gets the rest of the name from its document.
        """
        if len(words) > 1:
            return _holder(words, suffix)
        (word,) = words
        # In the article itself, else in the others.
        for names in (self.full_names[document], set(self.namesakes[word])):
            fitting = sorted(
                (h for h in names if h.surname == word or (h.given[0] == word and not suffix)),
                key=lambda h: (h.surname != word, -len(h.given), h.given, h.suffix),
            )
            if fitting:
                is_one = all(same_person(fitting[0], other) for other in fitting[1:])
                return fitting[0] if is_one else None
        return Holder(word, (), suffix)

    @cached_property
    def roles(self) -> list[Held]:
        """The roles of the story with their holders."""
        return self.held(Roles.name)

    def held(self, kind: str, aspect: str = "") -> list[Held]:
        """Return the values of a kind (and aspect) with their holders, where these are sure."""
        if (kind, aspect) not in self._held:
            self._held[kind, aspect] = list(self._find(kind, aspect))
        return self._held[kind, aspect]

    def _find(self, kind: str, aspect: str) -> Iterator[Held]:
        for located in self._story.of_kind(kind):
            if kind == ATTRIBUTES.name:
                payload = AttributePayload.of(located.value)
                if payload.aspect != aspect:
                    continue
                holder = self.holder(located.document, payload.holder, payload.suffix)
            else:
                holder = self.holder(located.document, holder_of(located.value))
            if holder is not None:
                yield Held(holder, located)


def _holder(words: Sequence[str], suffix: str) -> Holder:
    return Holder(words[-1], tuple(words[:-1]), suffix)


def by_person(held: Iterable[Held]) -> Iterator[list[Held]]:
    """Yield what is said of each person; a name is one with all the names that it joins."""
    members = list(held)
    holders = sorted({h.holder for h in members}, key=lambda h: (h.surname, h.given, h.suffix))
    groups = Groups()
    for n, a in enumerate(holders):
        for m in range(n):
            if same_person(a, holders[m]):
                groups.join(m, n)
    joined: dict[int, list[Held]] = defaultdict(list)
    number = {holder: groups.find(n) for n, holder in enumerate(holders)}
    for member in members:
        joined[number[member.holder]].append(member)
    for group in sorted(joined):
        inside = {h.holder for h in joined[group]}
        # "J. Holm" joins Jon and Jan: it is not sure of whom something is said.
        if all(same_person(a, b) for a in inside for b in inside):
            yield joined[group]


def by_body(held: Iterable[Held]) -> Iterator[list[Held]]:
    """Yield what is said of each firm or other body; its name may be short, or have a letter wrong.

    Of two names with the same first word, one must be the beginning of the other.
    """
    members: dict[str, list[Held]] = defaultdict(list)
    for each in held:
        members[name_of(each)[0]].append(each)
    names = sorted(members)
    groups = Groups()
    for n, a in enumerate(names):
        for m in range(n):
            if min(len(a), len(names[m])) >= LONG and _one_letter(a, names[m]):
                groups.join(m, n)
    joined: dict[int, list[Held]] = defaultdict(list)
    for n, name in enumerate(names):
        joined[groups.find(n)].extend(members[name])
    for body in joined.values():
        written = sorted({name_of(each) for each in body}, key=len)
        if all(name[1 : len(written[0])] == written[0][1:] for name in written):
            yield body


def name_of(held: Held) -> tuple[str, ...]:
    """Return the folded words of a holder's name, given names first."""
    return (*held.holder.given, held.holder.surname)


def _one_letter(a: str, b: str) -> bool:
    return DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1


def same_person(a: Holder, b: Holder) -> bool:
    """Return True if two names may be, and likely are, one person's."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return False
    if a.given and b.given and not one_given(a.given, b.given):
        return False
    if a.surname == b.surname:
        return True
    is_long = min(len(a.surname), len(b.surname)) >= LONG
    return a.given == b.given != () and is_long and _one_letter(a.surname, b.surname)


def one_given(a: Sequence[str], b: Sequence[str]) -> bool:
    """Return True if given names may be one person's: in part equal, nicknames or initials."""
    if set(a) & {w for w in b if len(w) > 1}:
        return True
    x, y = a[0], b[0]
    return are_nicknames(x, y) or (min(len(x), len(y)) <= 2 and x[0] == y[0])


def one_surname(a: str, b: str) -> bool:
    """Return True if two surnames may be one: spelled in two ways, or cut short."""
    is_part = a.endswith(b) or b.endswith(a)
    return is_part or DamerauLevenshtein.normalized_distance(a, b) < SPELLING
