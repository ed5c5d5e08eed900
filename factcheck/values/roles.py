"""Roles: the title, office, rank or trade of a named person or organisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.language.titles import (
    Role,
    is_person_noun,
    read_role,
)
from factcheck.model import Payload, Value
from factcheck.settings.finding_types import ENTITY
from factcheck.values.base import Comparison, Kind
from factcheck.values.beside import (
    MOST_WORDS,
    NAMED,
    Given,
    body_words,
    full_name,
    last_name,
    name_words,
    named_after,
    names_in,
    role_start,
    role_words,
    title_start,
    titles_before,
)
from factcheck.values.office import TWO_RANKS, compare_roles

if TYPE_CHECKING:
    from spacy.tokens import Token

# A "fellow prosecutor" is one like somebody else: this is no title.
_ALIKE = "fellow"
_LANDS = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class RolePayload(Payload):
    """A role and its holder.

    ``holder`` is the holder's name as it is written, in folded words, ``surname`` the offsets of
    its last word; ``body`` are the folded words of the organisation in which the role is held, ()
    where it is not named.
    """

    role: Role
    holder: tuple[str, ...]
    surname: tuple[int, int]
    body: tuple[str, ...]


class Roles(Kind):
    """The roles of named persons and organisations."""

    name = "role"
    finding_type = ENTITY
    payload = RolePayload

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the roles of the document, once for each holder."""
        seen: set[tuple[int, int, tuple[str, ...]]] = set()
        for sentence in parsed.sentences:
            doc = sentence.span.doc
            for mention in sorted(_mentions(sentence), key=lambda g: (g.first, g.last, g.holder)):
                start = sentence.offset + int(doc[mention.first].idx)
                last = doc[mention.last]
                end = sentence.offset + int(last.idx) + len(last.text)
                role = read_role(mention.words)
                if (start, end, mention.holder) in seen or not role.office:
                    continue
                if _ALIKE in map(str.lower, mention.words):
                    continue
                seen.add((start, end, mention.holder))
                yield Value(
                    kind=self.name,
                    start=start,
                    end=end,
                    text=parsed.text[start:end],
                    normalized=role.canonical,
                    payload=RolePayload(
                        role=role,
                        holder=mention.holder,
                        surname=_bounds(sentence.offset, mention.surname),
                        body=mention.body,
                    ),
                )

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two roles: can one person or organisation have both?"""
        compared = compare_roles(role_of(a), role_of(b))
        if compared.reason == TWO_RANKS and not (a.text[0].isupper() and b.text[0].isupper()):
            # "the Philippine commander" says what a brigadier general does, not his rank.
            return Comparison("compatible", "one may be no rank", 0.4)
        return compared


def role_of(value: Value) -> Role:
    """Return the role that a value of this kind names."""
    return RolePayload.of(value).role


def holder_of(value: Value) -> tuple[str, ...]:
    """Return the folded words of the holder's name as it is written."""
    return RolePayload.of(value).holder


def surname_of(value: Value) -> tuple[int, int]:
    """Return the offsets of the last word of the holder's name."""
    return RolePayload.of(value).surname


def body_of(value: Value) -> tuple[str, ...]:
    """Return the folded words of the named body in which the role is held, if it is named."""
    return RolePayload.of(value).body


def only_one(role: Role) -> bool:
    """Return True if an organisation has only one holder of this role at a time."""
    known = lexicon.titles()
    if role.below or role.time or role.office not in known.sole:
        return False
    if role.office in known.shared:
        return role.office in known.fielded and bool(role.fields)
    return True


def _mentions(sentence: Sentence) -> Iterator[Given]:
    runs = list(names_in(sentence))
    for first, last in runs:
        yield from titles_before(sentence.span.doc, first, last)
    by_token = {i: run for run in runs for i in range(run[0], run[1] + 1)}
    for token in sentence.span:
        if token.dep_ == "appos":
            yield from _apposition(token, by_token)
        elif token.dep_ == "attr":
            yield from _copula(token, by_token)


def _bounds(offset: int, token: Token) -> tuple[int, int]:
    start = offset + int(token.idx)
    return start, start + len(token.text.rstrip("."))


def _apposition(token: Token, runs: dict[int, tuple[int, int]]) -> Iterator[Given]:
    """Yield the roles if one part of an apposition is a name and the other describes it."""
    over = token.head
    if token.i in runs and over.i in runs and token.ent_type_ not in _LANDS:
        # "The mayor of Torvik, Anders Dahl": the parser attaches the name to the town.
        while over.dep_ in ("pobj", "prep", "compound") and over.head != over:
            over = over.head
    for named, noun in ((over, token), (token, over)):
        if named.i in runs and noun.i not in runs and noun.tag_ == "NN":
            # It is right before a name, where titles_before has found it: "Ann Lee; and the
            # teacher Bo Dahl" tells nothing of Ann Lee.
            if noun.i + 1 == runs[named.i][0] or noun.i + 1 in runs:
                return
            yield from _described(noun, runs[named.i])
            return


def _copula(token: Token, runs: dict[int, tuple[int, int]]) -> Iterator[Given]:
    """Yield the roles that a copula gives: "X is a ...", "X, who is a ..."."""
    verb = token.head
    if verb.lemma_ != "be" or any(c.dep_ in ("neg", "aux") for c in verb.children):
        return
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or token.tag_ != "NN" or token.i < verb.i:
        return
    if subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        subject = verb.head
    if subject.i in runs:
        yield from _described(token, runs[subject.i], past=verb.tag_ == "VBD")


def _described(noun: Token, run: tuple[int, int], *, past: bool = False) -> Iterator[Given]:
    """Yield the roles that a noun phrase gives to a named holder."""
    holder = name_words(noun.doc, *run)
    shared = next(filter(None, (named_after(head) for head in (noun, *noun.conjuncts))), [])
    for head in (noun, *noun.conjuncts):
        lemma = head.lemma_.lower()
        known = is_person_noun(lemma) or lemma in lexicon.people().organisations
        if head.tag_ != "NN" or not known:
            continue
        tokens = list(noun.doc[title_start(noun.doc, head.i) : head.i + 1])
        split = role_start(tokens)
        body = body_words(tokens[:split])
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        if owner is not None and owner.tag_ in NAMED:
            body = full_name(owner)
        role = tokens[split:]
        if not holder or not role or len(role) > MOST_WORDS:
            continue
        of = _of_noun(head)
        words = (*(["then"] if past else []), *(str(t.text) for t in of), *role_words(role))
        last = max(of[-1].i if of else head.i, head.i)
        surname = last_name(head.doc, run[1])
        yield Given(role[0].i, last, words, holder, surname, tuple(body or shared))


def _of_noun(head: Token) -> list[Token]:
    """Return the tokens of an "of" or "for" phrase of common nouns: "chief of police", or []."""
    follows = head.nbor(1) if head.i + 1 < len(head.doc) else None
    if follows is None or follows.lower_ not in ("of", "for") or follows.head != head:
        return []
    noun = next((c for c in follows.children if c.dep_ == "pobj"), None)
    if noun is None or noun.tag_ not in ("NN", "NNS"):
        return []
    inside = list(noun.doc[follows.i + 1 : noun.i + 1])
    return inside if all(t.dep_ in ("amod", "compound", "pobj") for t in inside) else []


KIND = Roles()
