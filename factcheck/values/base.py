"""The interface of a kind of value, and the slot of a value, taken from the parse.

A kind is one module with one class: it finds its values in a document, normalises them, and
compares two values of one fact: are they the same, compatible, drift or conflict, and why?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from factcheck.language import lexicon
from factcheck.language.lexicon import persons, sense
from factcheck.language.parser import ParsedDocument
from factcheck.model import Claim, Payload, Relation, Slot, Value
from factcheck.settings.finding_types import FindingType

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words of a clause that are kept around a value.
LONGEST_CLAUSE = 16
# A clause with this share of its sentence's words is as good as the sentence.
NEARLY_ALL = 0.8
# Tokens on either side of a value that count as being next to it.
WINDOW = 5
# Adverbs that change what a verb means, whether they are tagged as particles or not.
_PARTICLES = frozenset("out off up down back away over in on".split())
_TAKING_PART = ("nsubj", "nsubjpass", "dobj")
_VERBAL = ("VERB", "AUX")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV")
_ROLES = {"nsubjpass": "object", "dobj": "object", "nsubj": "subject", "attr": "attribute"}
# With a bare number, the subject of these verbs is what is counted ("the toll rose to 10").
MEASURING = frozenset(
    (
        "be rise climb reach stand total exceed grow jump increase fall drop pass hit top "
        "number become remain measure"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two values that fill one slot relate, and why, in a few words.

    ``distance`` is how far apart they are, from 0 (the same) to 1 (nothing in common).
    """

    relation: Relation
    reason: str = ""
    distance: float = 1.0


class Kind:
    """One kind of value: how to find its values, compare two of them and label a fact.

    Each kind is a subclass in a module of its own. An instance of it is named by a line of
    :data:`factcheck.settings.registry.KINDS` or, in another package, by an entry point of the
    group ``factcheck.values``, under the ``name`` of the kind.

    ``finding_type`` is the type of the findings on its values: one that ships, or its own.
    ``payload`` is the class of the payloads of its values, None where they have none.
    ``fills_slots`` is True if two values are compared whenever they fill one slot of the story:
    such values need a slot (see :func:`slot_of`) and nothing else to be paired, judged and
    reported. Values of other kinds are paired by a module of their own in :mod:`factcheck.pairs`.
    """

    name: ClassVar[str]
    finding_type: ClassVar[FindingType]
    payload: ClassVar[type[Payload] | None] = None
    fills_slots: ClassVar[bool] = False

    def find(self, parsed: ParsedDocument) -> Iterable[Value]:
        """Yield the values of this kind in the document, in the order of the text."""
        raise NotImplementedError

    def compare(self, a: Value, b: Value) -> Comparison:
        """Return how two values relate that fill the same slot of the same event."""
        raise NotImplementedError

    def family(self, value: Value) -> str:
        """Return the key that two values of this kind must share to be compared."""
        return ""

    def judged_as(self, value: Value) -> str:
        """Return the name of the model by which :mod:`factcheck.pairs.judge` judges such pairs."""
        return "slot"

    def topic(self, value: Value) -> str:
        """Return what a value is about, in the words of its article, "" where they do not say."""
        return value.slot.label or value.slot.head

    def label(self, value: Value, claim: Claim, shown: str) -> str:
        """Return what a fact is about, in words a reader understands.

        ``value`` is the one that describes the fact best and ``claim`` the claim that contains it;
        ``shown`` is the value that most articles give, as they write it.
        """
        about = self.topic(value)
        return f"{self.name}: {about}" if about else self.name


def shortened(text: str, most: int) -> str:
    """Return ``text`` on one line, cut at a word to at most ``most`` characters."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat[:most].rsplit(" ", 1)[0]
    return f"{cut}…"


def governor(token: Token) -> Token | None:
    """Return the verb that governs ``token``, or None above a verbless phrase."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in _VERBAL:
            return ancestor
    return None


def phrase_role(token: Token, verb: Token | None) -> str:
    """Return the role of the phrase of ``token`` under ``verb``: subject, object, in, from, ..."""
    node = token
    role = ""
    while node.head != node and node != verb:
        if node.dep_ == "pobj" or node.dep_ == "pcomp":
            role = str(node.head.lower_)
        elif node.dep_ in _ROLES and not role:
            role = _ROLES[node.dep_]
            # "killed people" and "people killed" are one role of one verb.
        elif node.dep_ in ("acl", "relcl") and not role:
            role = "modified"
        node = node.head
    return role


def _event_word(verb: Token | None, inside: range) -> Token | None:
    """Return the word for the event: the verb, or the noun of "took shelter", "made an attack"."""
    if verb is None or verb.lemma_ not in lexicon.words().light_verbs:
        return verb
    nouns = (c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN")
    return next((n for n in nouns if n.i not in inside and not _counted(n, inside)), verb)


def _counted(noun: Token, inside: range) -> bool:
    return any(child.i in inside for child in noun.children)


def clause_tokens(verb: Token | None, anchor: Token) -> Iterator[Token]:
    """Yield the tokens of the clause around ``anchor``, nested clauses with verbs left out."""
    top = verb if verb is not None else anchor.sent.root
    stack = [top]
    while stack:
        token = stack.pop()
        yield token
        for child in token.children:
            nested = child.dep_ in ("ccomp", "advcl", "conj", "parataxis", "relcl")
            inside = anchor in child.subtree if nested else False
            if not nested or child.pos_ not in _VERBAL or inside:
                stack.append(child)


def thing_of(anchor: Token) -> Token | None:
    """Return the noun that a value at ``anchor`` counts or qualifies, or None without one."""
    token = anchor
    while token.dep_ in ("nummod", "compound", "quantmod", "amod", "advmod", "nmod", "npadvmod"):
        if token.head == token:
            break
        token = token.head
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "quantmod"):
            return token
    if token != anchor and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return token
    return None


def slot_of(
    anchor: Token, inside: range, *, thing: Token | None = None, event: Token | None = None
) -> Slot:
    """Return the slot of the value that covers the token indices ``inside``.

    ``anchor`` is the value's syntactic head, ``thing`` the noun that it belongs to and ``event``
    the word for what happened, where these are known.
    """
    top = thing or anchor
    verb = governor(top)
    head = _lemma(thing) if thing is not None else ""
    if thing is None and verb is not None and verb.lemma_ in MEASURING:
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.i not in inside:
            head = _lemma(subject)
    predicate = _happened(top, verb, inside, event)
    taking_part = (
        [top, *(c for c in predicate.children if c.dep_ in _TAKING_PART)] if predicate else [top]
    )
    sentence = anchor.sent
    beside = anchor.doc[
        max(sentence.start, inside.start - WINDOW) : min(sentence.end, inside.stop + WINDOW)
    ]
    return Slot(
        head=head,
        sort=_sort(thing, head, _lemma(predicate)),
        predicate=_predicate(predicate),
        role=phrase_role(top, predicate),
        which=tuple(sorted({w for noun in taking_part for w in _which(noun, inside)})),
        arguments=tuple(sorted(_arguments(predicate, top, inside))),
        context=tuple(sorted(_content(clause_tokens(predicate, top), inside))),
        window=tuple(sorted(_content(beside, inside))),
        has_year=any(t.i not in inside and _YEAR.fullmatch(t.text) for t in sentence),
        label=_label(thing, predicate, inside),
        clause=_clause(predicate, top, inside),
    )


def _happened(top: Token, verb: Token | None, inside: range, event: Token | None) -> Token | None:
    """Return the word for what happened: the verb, its outcome, or what modifies the thing."""
    predicate = _event_word(verb, inside)
    if verb is not None:
        # "left 40 people dead": what happened is in the complement.
        complements = ["oprd", "acomp", "amod"]
        if verb.lemma_ in lexicon.words().stop_verbs:
            complements += ["ccomp", "advcl"]
        outcome = next(
            (
                c
                for c in [*verb.children, *top.children]
                if c.dep_ in complements
                and c.i not in inside
                and sense(str(c.lemma_).lower()) in lexicon.words().outcomes
            ),
            None,
        )
        predicate = event or outcome or predicate
    modifying = next(
        (c for c in top.children if c.dep_ in ("acl", "relcl") and c.pos_ in _VERBAL), None
    )
    empty = verb is None or verb.lemma_ in lexicon.words().stop_verbs
    return modifying if modifying is not None and event is None and empty else predicate


def _arguments(predicate: Token | None, top: Token, inside: range) -> set[str]:
    """Return the lemmas of those who take part besides the value."""
    arguments: set[str] = set()
    for child in predicate.children if predicate is not None else ():
        if child.i in inside or child == top:
            continue
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "agent", "prep"):
            noun = child
            if child.dep_ in ("agent", "prep"):
                noun = next((c for c in child.children if c.dep_ == "pobj"), child)
            if noun.i not in inside and noun.pos_ in ("NOUN", "PROPN"):
                arguments.add(_lemma(noun))
    return arguments


def _content(tokens: Iterable[Token], inside: range) -> set[str]:
    """Return the lemmas of the content words among tokens, without the value and other figures."""
    return {
        _lemma(t)
        for t in tokens
        if t.i not in inside and t.pos_ in _CONTENT and not t.is_stop and not t.like_num
    }


def _sort(thing: Token | None, head: str, predicate: str) -> str:
    """Return "person" or "thing" for what is counted, or "" where that is open."""
    if not head:
        return "person" if predicate in ("die", "hurt", "arrest") else ""
    named = thing is not None and thing.ent_type_ in ("NORP", "PERSON")
    if named or head in persons() or (thing is not None and thing.lemma_.lower() in persons()):
        return "person"
    return "" if head in lexicon.words().outcomes or not head.isalpha() else "thing"


def _clause(predicate: Token | None, top: Token, inside: range) -> str:
    """Return the words of the clause around a value, the value itself and other figures masked.

    It is empty where the clause is nearly the whole sentence.
    """
    tokens = {t.i: t for t in clause_tokens(predicate, top) if not t.is_punct and not t.is_space}
    words_around = sum(not t.is_punct and not t.is_space for t in top.sent)
    if min(len(tokens), LONGEST_CLAUSE) >= NEARLY_ALL * words_around:
        return ""
    if len(tokens) > LONGEST_CLAUSE:
        nearest = sorted(tokens, key=lambda i: (abs(i - inside.start), i))[:LONGEST_CLAUSE]
        tokens = {i: tokens[i] for i in nearest}
    words: list[str] = []
    for index in sorted({*tokens, inside.start}):
        if index in inside:
            if index == inside.start:
                words.append("how many" if top.i != inside.start or len(inside) == 1 else "what")
        elif not tokens[index].like_num:
            words.append(str(tokens[index].text))
    return " ".join(words)


def _label(thing: Token | None, predicate: Token | None, inside: range) -> str:
    """Return the words that say what a value is about, in the order of the text."""
    chosen: dict[int, str] = {}
    if thing is not None:
        chosen[thing.i] = str(thing.text)
        for child in thing.children:
            if child.dep_ in ("amod", "compound", "nmod") and not child.like_num:
                chosen[child.i] = str(child.text)
    if predicate is not None and predicate.lemma_ not in lexicon.words().stop_verbs:
        chosen[predicate.i] = str(predicate.text)
        for child in predicate.children:
            subject_or_object = (
                thing is None
                and child.dep_ in ("dobj", "nsubjpass", "nsubj")
                and child.pos_ in ("NOUN", "PROPN")
            )
            if child.dep_ == "prt" or subject_or_object:
                chosen[child.i] = str(child.text)
    return " ".join(chosen[i] for i in sorted(chosen) if i not in inside)


def _which(noun: Token, inside: range) -> Iterator[str]:
    """Yield the words that pick ``noun`` out of several of its name: "another", "one of"."""
    for child in noun.children:
        is_limit = child.i + 1 < len(child.doc) and child.nbor().lower_ == "than"
        if child.i not in inside and child.lower_ in lexicon.words().deixis and not is_limit:
            yield str(child.lower_)
    several = (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of")
    if noun.lower_ == "one" and noun.i not in inside and any(several):
        yield "one"
    # "The largest catfish ever caught weighed" so much: another one, unless this is said to be it.
    of_all = (w for c in noun.children if c.dep_ in ("acl", "relcl") for w in c.children)
    if noun.dep_ in ("nsubj", "nsubjpass", "pobj") and any(w.lower_ == "ever" for w in of_all):
        yield "ever"


def _predicate(token: Token | None) -> str:
    """Return the lemma of a verb with its particle ("check in", "check out"), "" for None."""
    if token is None:
        return ""
    particles = (
        c
        for c in token.children
        if c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ in _PARTICLES)
    )
    particle = next(particles, None)
    lemma = _lemma(token)
    if particle is None or lemma in lexicon.words().outcomes:
        return lemma
    return f"{lemma} {particle.lower_}"


def _lemma(token: Token | None) -> str:
    return "" if token is None else sense(str(token.lemma_).lower())
