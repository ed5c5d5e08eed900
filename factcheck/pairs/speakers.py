"""The speakers of a story, with short names, abbreviations and pronouns resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.model import Value
from factcheck.pairs.inventory import one_surname
from factcheck.stories.story import Located, StoryView
from factcheck.values.names import NamePayload, Names
from factcheck.values.speakers import SpeakerPayload

# "he" means the last speaker, if that one is at most this many claims before.
REACH = 4
# A sentence may name the speaker of a quotation if it begins at most this many characters after it.
AFTER_QUOTE = 4


@dataclass(frozen=True, slots=True)
class Speaker:
    """A named person or public body.

    ``label`` is ``PERSON`` or ``BODY``. ``name`` are the folded words of the name, ``written`` is
    the name as the article writes it.
    """

    label: str
    name: tuple[str, ...]
    written: str


@dataclass(frozen=True)
class Speakers:
    """The speakers of a story and of its quotations."""

    story: StoryView

    @cached_property
    def named(self) -> dict[int, Speaker]:
        """The named speakers, by the numbers of the values that mention them."""
        mentions = self.story.of_kind("speaker")
        return _in_full(mentions, _resolved(self.story, mentions))

    @cached_property
    def by_document(self) -> dict[int, list[Located]]:
        """The mentions of speakers, named or not, by the number of their document."""
        speakers: dict[int, list[Located]] = {d: [] for d in range(len(self.story.analyses))}
        for located in self.story.of_kind("speaker"):
            speakers[located.document].append(located)
        return speakers

    def of_quotation(self, quote: Located) -> Located | None:
        """Return the mention of the speaker of a quotation, or None if there is none.

        It is the nearest speaker whose statement overlaps the quotation, or else the nearest one in
        its sentences or just after it. The parser may split «"We knew," she said.» at the closing
        mark, and a quotation may run over several sentences of which only the last names the
        speaker. A sentence after it that reports something else is ignored.
        """
        start, end = quote.value.start, quote.value.end
        near: list[tuple[bool, int, Located]] = []
        for speaker in self.by_document[quote.document]:
            claim_start = self.story.claims[speaker.claim].start
            if (
                speaker.claim < quote.claim
                or claim_start > end + AFTER_QUOTE
                or start <= speaker.value.start < end
            ):
                continue
            statement_start, statement_end = statement_of(speaker)
            overlaps = statement_start < end and start < statement_end
            if claim_start < end or overlaps or statement_start == statement_end:
                distance = max(speaker.value.start - end, start - speaker.value.end)
                near.append((not overlaps, distance, speaker))
        return min(near, key=lambda n: n[:2])[2] if near else None


def _resolved(story: StoryView, mentions: Sequence[Located]) -> dict[int, Speaker]:
    """Return the person or public body of each mention, by its number, where it is known."""
    antecedents = _antecedents(story, mentions)
    # The tagger labels the same name as a person in one place, as a firm or a place in another. It
    # is a person if it is labelled so once, or is "he" or "she" in a later sentence.
    people = {
        name_of(s)[-1]
        for s in [*(s for s in mentions if label_of(s) == "PERSON"), *antecedents.values()]
        if name_of(s)
    }
    people |= {
        n.value.normalized
        for n in story.of_kind("name")
        if _is_person(n.value) and not NamePayload.of(n.value).after
    }
    bodies = {
        SpeakerPayload.of(s.value).initials: name_of(s) for s in mentions if label_of(s) == "BODY"
    }
    speakers: dict[int, Speaker] = {}
    for located in mentions:
        source = antecedents.get(located.number, located)
        label, name, written = label_of(source), name_of(source), source.value.text
        if label in ("PERSON", "NAME") and name and name[-1] in people:
            speakers[located.number] = Speaker("PERSON", name, written)
        elif label == "BODY":
            speakers[located.number] = Speaker("BODY", name, written)
        elif len(name) == 1 and len(name[0]) > 2 and name[0] in bodies:
            speakers[located.number] = Speaker("BODY", bodies[name[0]], written)
    return speakers


def _antecedents(story: StoryView, mentions: Iterable[Located]) -> dict[int, Located]:
    """Return for each pronoun, by its number, the only speaker before it that it can mean."""
    antecedents: dict[int, Located] = {}
    # The last mention of a speaker, and the name that it means.
    last: tuple[Located, Located] | None = None
    for located in mentions:
        named = located
        if label_of(located) == "PRONOUN":
            if last is None or not _continues(story, *last, located):
                continue
            named = antecedents[located.number] = last[1]
        last = located, named
    return antecedents


def label_of(located: Located) -> str:
    """Return the label of a speaker, as :class:`SpeakerPayload` lists them."""
    return SpeakerPayload.of(located.value).label


def name_of(located: Located) -> tuple[str, ...]:
    """Return the folded words of a speaker's name, empty if the speaker is not named."""
    return SpeakerPayload.of(located.value).name


def _is_person(name: Value) -> bool:
    return NamePayload.of(name).label == "PERSON"


def statement_of(located: Located) -> tuple[int, int]:
    """Return the start and end of what a speaker says, equal if the sentence does not give it."""
    payload = SpeakerPayload.of(located.value)
    return payload.start, payload.end


def _continues(story: StoryView, last: Located, named: Located, pronoun: Located) -> bool:
    """Return True if a pronoun can only mean the last speaker: nobody else is named in between.

    ``last`` is the last mention of that speaker, ``named`` the one with the name.
    """
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


def _in_full(mentions: Iterable[Located], speakers: Mapping[int, Speaker]) -> dict[int, Speaker]:
    """Return the speakers, each person with the longest name that the document gives.

    A person mentioned by the first name alone is the one of that document with this first name.
    People without a name of two or more words in any article are left out.
    """
    longest: dict[tuple[int, str], Speaker] = {}
    first: dict[tuple[int, str], Speaker] = {}
    document_of = {m.number: m.document for m in mentions}
    people = [(document_of[n], s) for n, s in speakers.items() if s.label == "PERSON"]
    introduced = {s.name[-1] for _, s in people if " " in s.written}
    for document, speaker in people:
        key = (document, speaker.name[-1])
        longest[key] = max(
            longest.get(key, speaker), speaker, key=lambda s: (len(s.name), len(s.written), s.name)
        )
    for (document, _), speaker in longest.items():
        for word in speaker.name[:-1]:
            first.setdefault((document, word), speaker)
    in_full = dict(speakers)
    for number, speaker in speakers.items():
        if speaker.label == "PERSON":
            key = (document_of[number], speaker.name[-1])
            person = longest[key]
            in_full[number] = first.get(key, person) if len(person.name) == 1 else person
            # Reports introduce people by their full name: a lone word is an outlet or a firm.
            if " " not in in_full[number].written and speaker.name[-1] not in introduced:
                del in_full[number]
    return in_full


def rivals(a: Speaker, b: Speaker) -> bool:
    """Return True if the speakers are surely two people or two public bodies."""
    return a.label == b.label and not same_speaker(a, b)


def same_speaker(a: Speaker, b: Speaker) -> bool:
    """Return True if two names may be those of one speaker.

    For people the surnames must be one, perhaps misspelled, or one name must be the other in full.
    For bodies the names must have a word in common.
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
    """Return True if the claim with the mention of a speaker names the other speaker, too."""
    return other.name[-1] in story.forms(located.claim, "name")
