"""Who speaks: short names, abbreviations and pronouns, resolved within a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.model import Value
from factcheck.pairs.people import one_surname
from factcheck.stories.story import Located, StoryView
from factcheck.values.names import NamePayload, Names
from factcheck.values.speakers import SpeakerPayload

# "he" is the last speaker of at most this many sentences before.
REACH = 4
# A sentence that begins within this many characters after a quotation tells who spoke.
AFTER_QUOTE = 4


@dataclass(frozen=True, slots=True)
class Speaker:
    """A named person or public body: folded words of the name, and the name as it is written."""

    label: str
    name: tuple[str, ...]
    written: str


@dataclass(frozen=True)
class Speakers:
    """Who speaks in a story, and whom of them a quotation is from."""

    story: StoryView

    @cached_property
    def named(self) -> dict[int, Speaker]:
        """The named speakers by the numbers of the values that give them."""
        given = self.story.of_kind("speaker")
        return _in_full(given, _resolved(self.story, given))

    @cached_property
    def by_document(self) -> dict[int, list[Located]]:
        """The speakers of each document, named or not."""
        speakers: dict[int, list[Located]] = {d: [] for d in range(len(self.story.analyses))}
        for located in self.story.of_kind("speaker"):
            speakers[located.document].append(located)
        return speakers

    def of_quotation(self, quote: Located) -> Located | None:
        """Return who is said to have spoken a quotation: whoever says it, or else the nearest.

        The parser may part «"We knew," she said.» at the closing mark, and a quotation may run over
        several sentences of which the last tells. A sentence after it that reports something
        else does not tell.
        """
        start, end = quote.value.start, quote.value.end
        near: list[tuple[bool, int, Located]] = []
        for held in self.by_document[quote.document]:
            begins = self.story.claims[held.claim].start
            if (
                held.claim < quote.claim
                or begins > end + AFTER_QUOTE
                or start <= held.value.start < end
            ):
                continue
            said_from, said_to = statement_of(held)
            quoted = said_from < end and start < said_to
            if begins < end or quoted or said_from == said_to:
                apart = max(held.value.start - end, start - held.value.end)
                near.append((not quoted, apart, held))
        return min(near, key=lambda n: n[:2])[2] if near else None


def _resolved(story: StoryView, given: Sequence[Located]) -> dict[int, Speaker]:
    meant = _meant(story, given)
    # The tagger takes a name now for a person's, now for a firm's or a place's, or for none. A
    # person it is who is so taken once, or is "he" or "she" in the next sentence.
    people = {
        name_of(s)[-1]
        for s in [*(s for s in given if label_of(s) == "PERSON"), *meant.values()]
        if name_of(s)
    }
    people |= {
        n.value.normalized
        for n in story.of_kind("name")
        if _is_person(n.value) and not NamePayload.of(n.value).after
    }
    bodies = {
        SpeakerPayload.of(s.value).initials: name_of(s) for s in given if label_of(s) == "BODY"
    }
    found: dict[int, Speaker] = {}
    for located in given:
        source = meant.get(located.number, located)
        label, name, written = label_of(source), name_of(source), source.value.text
        if label in ("PERSON", "NAME") and name and name[-1] in people:
            found[located.number] = Speaker("PERSON", name, written)
        elif label == "BODY":
            found[located.number] = Speaker("BODY", name, written)
        elif len(name) == 1 and len(name[0]) > 2 and name[0] in bodies:
            found[located.number] = Speaker("BODY", bodies[name[0]], written)
    return found


def _meant(story: StoryView, given: Iterable[Located]) -> dict[int, Located]:
    """Return for each pronoun, by its number, the speaker before it whom it can only mean."""
    meant: dict[int, Located] = {}
    last: tuple[Located, Located] | None = None
    for located in given:
        named = located
        if label_of(located) == "PRONOUN":
            if last is None or not _continues(story, *last, located):
                continue
            named = meant[located.number] = last[1]
        last = located, named
    return meant


def label_of(located: Located) -> str:
    """Return what kind of speaker a value names."""
    return SpeakerPayload.of(located.value).label


def name_of(located: Located) -> tuple[str, ...]:
    """Return the folded words of a speaker's name, none where it is not named."""
    return SpeakerPayload.of(located.value).name


def _is_person(name: Value) -> bool:
    return NamePayload.of(name).label == "PERSON"


def statement_of(located: Located) -> tuple[int, int]:
    """Return the offsets of what a speaker says; equal where the sentence does not tell it."""
    payload = SpeakerPayload.of(located.value)
    return payload.start, payload.end


def _continues(story: StoryView, last: Located, named: Located, pronoun: Located) -> bool:
    """Tell whether a pronoun can only mean the last speaker: nobody else is named in between."""
    if last.document != pronoun.document or pronoun.claim - last.claim > REACH:
        return False
    if label_of(named) not in ("PERSON", "NAME"):
        return False
    before = min(statement_of(pronoun)[0], pronoun.value.start)
    return not any(
        v.kind == Names.name
        and _is_person(v)
        and v.normalized not in name_of(named)
        and v.start < before
        for claim in range(last.claim + 1, pronoun.claim + 1)
        for v in story.claims[claim].values
    )


def _in_full(given: Iterable[Located], found: Mapping[int, Speaker]) -> dict[int, Speaker]:
    """Return the speakers, each person by the longest name that the document gives.

    One who goes by the first name is whoever has it and no other surname's bearer.
    """
    longest: dict[tuple[int, str], Speaker] = {}
    first: dict[tuple[int, str], Speaker] = {}
    places = {s.number: s.document for s in given}
    people = [(places[n], s) for n, s in found.items() if s.label == "PERSON"]
    introduced = {s.name[-1] for _, s in people if " " in s.written}
    for document, speaker in people:
        key = (document, speaker.name[-1])
        longest[key] = max(
            longest.get(key, speaker), speaker, key=lambda s: (len(s.name), len(s.written), s.name)
        )
    for (document, _), speaker in longest.items():
        for word in speaker.name[:-1]:
            first.setdefault((document, word), speaker)
    full = dict(found)
    for number, speaker in found.items():
        if speaker.label == "PERSON":
            key = (places[number], speaker.name[-1])
            held = longest[key]
            full[number] = first.get(key, held) if len(held.name) == 1 else held
            # Nobody enters a report by a bare surname: that is an outlet or a firm.
            if " " not in full[number].written and speaker.name[-1] not in introduced:
                del full[number]
    return full


def rivals(a: Speaker, b: Speaker) -> bool:
    """Tell whether two speakers are surely two of a kind: two people, or two public bodies."""
    return a.label == b.label and not same_speaker(a, b)


def same_speaker(a: Speaker, b: Speaker) -> bool:
    """Tell whether two names may be those of one speaker.

    People are one by surname, however it is spelled, or when one name is the other in full;
    bodies when their names have a word in common.
    """
    if a.label != b.label:
        return False
    shared = set(a.name) & set(b.name)
    if a.label == "BODY":
        return any(len(word) > 1 for word in shared)
    if len(shared) == min(len(set(a.name)), len(set(b.name))):
        return True
    return one_surname(a.name[-1], b.name[-1])


def speaks_of(story: StoryView, located: Located, other: Speaker) -> bool:
    """Tell whether the sentence of a speaker names the other one: for whom, or whom, it quotes."""
    return other.name[-1] in story.forms(located.claim, "name")
