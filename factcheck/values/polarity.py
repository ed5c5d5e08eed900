"""Statements: what a clause says about whom, and whether it asserts or denies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.language.calendar import periods
from factcheck.language.opposites import CONTRARIES, NEITHER, SOFTENING
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.model import Payload, Slot, Value
from factcheck.settings.finding_types import POLARITY
from factcheck.values.base import Comparison, Kind, clause_tokens
from factcheck.values.clauses import (
    SUBJECTS,
    Phrase,
    according_to,
    complement_of,
    denial_in,
    others_of,
    parts_of,
    phrase_of,
    sense_of,
    subject_of,
    telling_words,
)
from factcheck.values.names import fold
from factcheck.values.quotes import quotations
from factcheck.values.standing import sided, standing_of, vagueness

if TYPE_CHECKING:
    from spacy.tokens import Token

# A denial is shown with its object where that ends within this many characters.
LONGEST = 80
# A verb that governs another is shown with it if it is at most this many words before it.
REACH = 5
_NOT = frozenset("not n't n’t never neither".split())


@dataclass(frozen=True, slots=True)
class StatementPayload(Payload):
    """A statement in parts.

    ``sense`` is the sense of the verb or predicate. ``denied`` is True for a denial, ``mode`` is ""
    for what is or was, else "will", "can", "must" or "plan", ``vague`` is how far a denial is from
    a plain no, 0 to 1. ``teller`` is the source to whom the text attributes it, "" without one,
    ``rebutting`` is True if that source rebuts it, ``quoted`` if it is in quotation marks.
    ``others`` are the other participants with their prepositions; ``times``, ``figures`` and
    telling ``words`` are those of the clause.
    """

    sense: str
    denied: bool
    mode: str
    vague: float
    teller: str
    rebutting: bool
    quoted: bool
    subject: Phrase | None
    object: Phrase | None
    others: tuple[str, ...]
    times: tuple[str, ...]
    figures: tuple[str, ...]
    words: tuple[str, ...]


class Statements(Kind):
    """The clauses of a sentence that plainly assert or deny something.

    Clauses that ask, suppose, want or doubt are left out.
    """

    name = "statement"
    finding_type = POLARITY
    payload = StatementPayload

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the statements of the document, in the order of the text."""
        quoted = quotations(parsed.text)
        for sentence in parsed.sentences:
            if str(sentence.span.text).rstrip("\"'”’ ").endswith("?"):
                continue
            for verb in sentence.span:
                if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass", "amod"):
                    continue
                value = _statement(verb, sentence, quoted)
                if value is not None:
                    yield value

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two statements about the same thing: one may deny what the other says."""
        x, y = StatementPayload.of(a), StatementPayload.of(b)
        if x.sense == y.sense:
            if x.denied == y.denied:
                return Comparison("same", distance=0.0)
            return Comparison("conflict", "one denies what the other states")
        if y.sense in CONTRARIES.get(x.sense, ()) and not (x.denied or y.denied):
            return Comparison("conflict", "one says the opposite of the other")
        return Comparison("compatible", distance=0.5)


def _statement(verb: Token, sentence: Sentence, quoted: list[tuple[int, int]]) -> Value | None:
    complement = complement_of(verb)
    subject = subject_of(verb)
    if complement is not None and complement.dep_ == "ccomp":
        # "found her guilty": she is guilty.
        subject = next((c for c in complement.children if c.dep_ in SUBJECTS), subject)
    assertion = standing_of(verb)
    if assertion is None:
        return None
    subject = subject if subject is not None else assertion.subject
    negations = _negations(verb, complement, subject)
    key, opposed = sense_of(verb, complement)
    if negations is None or not key or (sided(verb, complement) and _governs(verb, complement)):
        return None
    denied = (len(negations) == 1) != (opposed != assertion.denied)
    roles = parts_of(verb, complement, subject)
    start, end = _bounds(sentence, verb, complement, negations, roles)
    source = _source_of(verb)
    named = according_to(source) if source is not None else None
    # The subject of a relative clause is outside of it.
    within = subject if subject is not None and subject.head in (verb, complement) else None
    aside = [t for part in (source, within) if part is not None for t in part.subtree]
    clause = [t for t in clause_tokens(verb, verb) if not t.is_space and t not in aside]
    begin, _ = sentence.bounds(verb)
    return Value(
        kind=Statements.name,
        start=start,
        end=end,
        text=sentence.span.doc.text[start - sentence.offset : end - sentence.offset],
        normalized=f"{'not ' if denied else ''}{key}",
        slot=Slot(predicate=key, label=_who(subject)),
        payload=StatementPayload(
            sense=key,
            denied=denied,
            mode=assertion.mode,
            vague=vagueness(verb, assertion) if negations else 0.0,
            teller=assertion.teller or (fold(str(named.text)) if named is not None else ""),
            rebutting=assertion.rebutting,
            quoted=any(s <= begin < e for s, e in quoted),
            subject=phrase_of(roles.get("subject")),
            object=phrase_of(roles.get("object")),
            others=_in_order(others_of(verb, complement)),
            times=_in_order(str(t.lower_) for t in clause if t.lower_ in periods()),
            figures=_in_order(f"{t.head.lemma_.lower()} {t.lower_}" for t in clause if t.like_num),
            words=_in_order(
                telling_words(t for t in clause if t not in (verb, complement)) - {key}
            ),
        ),
    )


def _in_order(words: Iterable[str]) -> tuple[str, ...]:
    """Return the distinct words, sorted."""
    return tuple(sorted(set(words)))


def _negations(verb: Token, complement: Token | None, subject: Token | None) -> list[Token] | None:
    """Return the words that deny a clause, at most one; None if it is neither a yes nor a no."""
    words = [c for part in (verb, complement) if part is not None for c in part.children]
    nouns = [c for c in words if c.dep_ in ("dobj", "attr", *SUBJECTS)]
    nouns += [t for t in (subject, complement) if t is not None]
    negations = [c for c in words if c.dep_ == "neg" or c.lower_ in _NOT]
    negations += [t for t in (denial_in(noun) for noun in nouns) if t is not None]
    negations = list({t.i: t for t in negations}.values())
    near = [*words, *(c for negation in negations for c in negation.children)]
    softened = any(c.lower_ in SOFTENING or c.lower_ == "but" for c in near)
    if len(negations) > 1 or (negations and softened) or any(c.lower_ in NEITHER for c in words):
        return None
    others = any(c.lower_ in ("else", "other") for noun in nouns for c in noun.children)
    return None if others else negations


def _source_of(verb: Token) -> Token | None:
    """Return the word "according" of a clause, or of the clauses that it is joined to."""
    source = next((c for c in verb.children if c.lower_ == "according"), None)
    return _source_of(verb.head) if source is None and verb.dep_ == "conj" else source


def _governs(verb: Token, complement: Token | None) -> bool:
    """Return True if another verb says what is done: "agreed to pay", "was unable to come"."""
    parts = (verb, complement) if complement is not None else (verb,)
    return any(c.dep_ in ("xcomp", "acl") for part in parts for c in part.children)


def _bounds(
    sentence: Sentence,
    verb: Token,
    complement: Token | None,
    negations: list[Token],
    roles: dict[str, Token],
) -> tuple[int, int]:
    """Return the start and end offsets of the words that make the statement."""
    core = [verb, *negations, *([complement] if complement is not None else [])]
    core += [c for c in verb.children if c.dep_ in ("aux", "auxpass", "prt")]
    above = verb.head
    while verb.dep_ == "xcomp" and 0 < verb.i - above.i < REACH:
        # Words before it say whether it is done: "was unable to", "did not manage to".
        core += [above, *(c for c in above.children if c.dep_ in ("neg", "aux", "auxpass"))]
        if above.pos_ != "ADJ":
            break
        above = above.head
    if complement is not None and complement.dep_ == "prep":
        core += [c for c in complement.children if c.dep_ == "pobj"]
    obj = roles.get("object")
    if obj is not None and verb.i < obj.i and obj.idx + len(obj) - verb.idx <= LONGEST:
        core.append(obj)
    start, _ = sentence.bounds(min(core, key=lambda t: t.i))
    _, stop = sentence.bounds(max(core, key=lambda t: t.i))
    return start, stop


def _who(subject: Token | None) -> str:
    """Return the words for the subject of a statement, "" for a pronoun."""
    if subject is None or subject.pos_ == "PRON":
        return ""
    return str(subject.doc.text[subject.left_edge.idx : subject.idx + len(subject.text)])


KIND = Statements()
