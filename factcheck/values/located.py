"""What a place is said of: the named thing that stands there, or what is done there to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.lexicon import sense
from factcheck.language.variants import regional
from factcheck.values.clauses import SUBJECTS
from factcheck.values.gazetteer import BUILDINGS, FACILITIES, SETTLEMENTS, SHARED, folded

if TYPE_CHECKING:
    from spacy.tokens import Token

# What distances are measured in.
UNITS = frozenset("km kilometer kilometre mile mi m meter metre km.".split())
_STANDING = frozenset("locate situate base headquarter lie sit stand nestle".split())
_BASED = frozenset("base headquarter".split())
# Nouns of things that happen.
_EVENTS = frozenset(
    (
        "fire quake explosion blast bombing crash collision shooting attack raid robbery murder "
        "killing accident flood storm hurricane tornado avalanche landslide eruption epidemic "
        "outbreak battle clash riot protest demonstration rally siege arrest funeral wedding "
        "trial hearing match concert ceremony conference summit wreck stabbing kidnapping "
        "massacre epicenter derailment stampede leak spill concert vigil"
    ).split()
)
# Verbs, besides those of saying, whose place tells what one thought, or nothing.
_IDLE = frozenset(
    "do have get make know think believe want hope expect seem appear include accord".split()
)
# What words before a name or a rank tell of the person.
_PEOPLE = frozenset("police worker child".split())
# How the phrases hang together between a verb and the place at which something is done.
_ATTACHED = frozenset(
    "dobj attr oprd nsubjpass conj agent advmod prep pobj appos npadvmod dative".split()
)
_OBJECTS = ("dobj", "attr", "oprd")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is located: a named anchor, or one deed (the senses of its verbs) with those who
    take part.

    ``shown`` is the anchor as it is written; ``kind`` is town, house (one with a name of its own),
    branch (one of several) or firm; ``how`` is ``based`` for seats of firms. ``definite`` are
    those who take part and are known to the reader.
    """

    anchor: str = ""
    shown: str = ""
    kind: str = ""
    how: str = ""
    verbs: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()


def possessed(token: Token) -> Subject | None:
    """Return the named house that a place owns: "Denver's Union Station"."""
    head = token.head
    return _anchor(head) if head.i > token.i and folded(head.text) in FACILITIES else None


def anchor_before(preposition: Token) -> Subject | None:
    """Return the named thing whose place the preposition begins to tell, or None."""
    head = preposition.head
    if head.lemma_.lower() in _STANDING and head.pos_ == "VERB":
        how = "based" if head.lemma_.lower() in _BASED else ""
        for noun in (c for c in head.children if c.dep_ in SUBJECTS):
            found = _anchor(noun)
            return replace(found, how=how) if found else None
        if head.dep_ == "acl":
            found = _anchor(head.head)
            return replace(found, how=how) if found else None
    position = preposition.i - 1
    doc = preposition.doc
    if position > preposition.sent.start and doc[position].text == ",":
        position -= 1
    if position < preposition.sent.start:
        return None
    noun = doc[position]
    if noun.pos_ not in ("PROPN", "NOUN"):
        return None
    found = _anchor(noun)
    if found is not None and (found.kind in ("house", "branch", "town") or head == noun):
        return found
    # "Fernhill, a clinic in Oslo"
    if head == noun and noun.dep_ == "appos" and _is_house(noun):
        return _anchor(noun.head)
    return None


def _is_house(noun: Token) -> bool:
    lemma = folded(str(noun.lemma_))
    return lemma in FACILITIES or lemma in BUILDINGS


def _anchor(noun: Token) -> Subject | None:
    """Return the name that ends with ``noun``, unless it is a person's or tells nothing apart."""
    doc = noun.doc
    start = noun.i
    while start > noun.sent.start and _in_name(doc[start - 1], noun):
        start -= 1
    words = [t for t in doc[start : noun.i + 1] if t.text[:1].isalnum()]
    proper = [t for t in words if t.pos_ == "PROPN"]
    house = _is_house(noun)
    if not proper or (noun.pos_ != "PROPN" and not house):
        return None
    settled = noun.dep_ == "pobj" and noun.head.head.lower_ in SETTLEMENTS
    if noun.ent_type_ == "PERSON" and not house and not settled:
        return None
    telling = [t for t in proper if folded(t.text) not in FACILITIES | _GENERIC]
    if not telling or (noun.ent_type_ in ("DATE", "TIME", "NORP", "EVENT") and not settled):
        return None
    kind = {"GPE": "town", "LOC": "town"}.get(noun.ent_type_, "firm")
    if settled:
        kind = "town"
    if house:
        # "the Kraft plant" is one of several.
        own = noun.pos_ == "PROPN" and folded(str(noun.text)) not in SHARED
        kind = "house" if own else "branch"
    shown = str(doc[start : noun.i + 1].text)
    return Subject(
        anchor=" ".join(regional(w) for w in folded(shown).split()), shown=shown, kind=kind
    )


# Words of names that many things share.
_GENERIC = frozenset(
    (
        "superior district supreme high federal circuit appeals court county city state police "
        "department office national general public community medical health treatment regional "
        "international middle elementary primary central memorial municipal"
    ).split()
)


def _in_name(token: Token, noun: Token) -> bool:
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        return True
    if token.dep_ == "compound" and token.head == noun and noun.pos_ == "NOUN":
        return True
    small = token.lower_ in ("of", "for", "and", "&", "'s", "’s")
    same = bool(token.ent_type_) and token.ent_type_ == noun.ent_type_ and token.ent_iob_ == "I"
    return small and same


def done_at(preposition: Token) -> Subject | None:
    """Return the deed or event whose place a preposition begins to tell, with who takes part."""
    head = preposition.head
    event = sense(regional(str(head.lemma_).lower()))
    if head.pos_ == "NOUN" and not _EVENTS.isdisjoint((event, str(head.lemma_).lower())):
        return Subject(verbs=(event,))
    if preposition.lower_ == "into":
        # "walked into the shop and shot the owner": it was done inside.
        after = next((c for c in head.conjuncts if c.i > preposition.i), None)
        return _done(after, preposition) if after is not None else None
    return _done(head, preposition)


def _done(verb: Token, preposition: Token) -> Subject | None:
    """Return the deed of a verb, or of the verb on whose phrases a noun hangs."""
    if verb.pos_ not in ("VERB", "AUX"):
        # "shot three women in the kitchen": the phrase may hang on the object.
        while verb.pos_ not in ("VERB", "AUX") and verb.dep_ in _ATTACHED:
            passive = verb.dep_ == "nsubjpass"
            verb = verb.head
            if verb.i > preposition.i and not passive:
                return None
        if verb.pos_ not in ("VERB", "AUX"):
            return None
    lemma = verb.lemma_.lower()
    if lemma in _IDLE or lemma in lexicon.words().speech_verbs:
        return None
    subjects = _arguments(verb, SUBJECTS)
    finite = verb
    while not subjects and finite.dep_ in ("conj", "xcomp", "advcl") and finite.head != finite:
        finite = finite.head
        subjects = _arguments(finite, SUBJECTS)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in (*verb.children, *finite.children))
    # "shot and killed a deputy": one deed in two verbs, with one object.
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    joined = [c for c in joined if not _arguments(c, SUBJECTS)]
    if verb.dep_ == "conj" and finite != verb and not _arguments(verb, SUBJECTS):
        joined.append(verb.head)
    objects = _arguments(verb, _OBJECTS) or [t for c in joined for t in _arguments(c, _OBJECTS)]
    by = [t for c in verb.children if c.dep_ == "agent" for t in _arguments(c, ("pobj",))]
    if passive or not objects:
        patients, agents = [*objects, *subjects], by
    else:
        patients, agents = objects, subjects
    return Subject(
        verbs=tuple(sorted({sense(str(v.lemma_).lower()) for v in (verb, *joined)})),
        patients=_forms(patients),
        agents=_forms(agents),
        definite=_forms([t for t in (*patients, *agents) if _is_definite(t)]),
    )


def seen_from(direction: Token) -> Subject | None:
    """Return what lies in a direction from elsewhere: "Qeshm, 700 miles south of Tehran"."""
    for above in direction.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            held = _arguments(above, SUBJECTS)
            if not held and above.dep_ in ("acl", "relcl"):
                held = [above.head]
            forms = _forms(held)
            return Subject(patients=forms, shown=str(held[0].text)) if forms else None
        measure = above.lemma_.lower() in UNITS or above.like_num
        if above.pos_ in ("NOUN", "PROPN") and not measure and above.i < direction.i:
            # "the village of Kerrow": what it is called is what lies there.
            called = [t for c in above.children if c.lower_ == "of" for t in c.children]
            named = called if above.lower_ in SETTLEMENTS and called else [above]
            forms = _forms(named)
            return Subject(patients=forms, shown=str(named[0].text)) if forms else None
    return None


def _arguments(verb: Token, roles: tuple[str, ...]) -> list[Token]:
    """Return the participants in these roles, all of a list, and what else they are called."""
    held = [t for c in verb.children if c.dep_ in roles for t in (c, *c.conjuncts)]
    return [*held, *(t for h in held for t in h.children if t.dep_ == "appos")]


def _forms(tokens: list[Token]) -> tuple[str, ...]:
    """Return the words by which participants are known, with what "Deputy Cole" is besides."""
    titles = (sense(str(c.lemma_).lower()) for t in tokens for c in t.children if c.i < t.i)
    return tuple(sorted({*(_form(t) for t in tokens), *(w for w in titles if w in _PEOPLE)} - {""}))


def _is_definite(token: Token) -> bool:
    """Tell whether a participant is one that the reader knows: a name, or "the couple"."""
    held = (c for c in token.children if c.i < token.i)
    if token.pos_ == "PROPN" or any(
        c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those") for c in held
    ):
        return True
    # "leaders of the nine nations"
    of = [t for c in token.children if c.lower_ == "of" for t in c.children]
    return any(_is_definite(t) for t in of)


def _form(token: Token) -> str:
    """Return the word by which a participant is known: the last of a name, the sense of a noun."""
    if token.pos_ == "PROPN":
        named = folded(token.text)
        if named in SETTLEMENTS | FACILITIES:
            # "Qeshm Island" is Qeshm.
            return next((folded(c.text) for c in token.children if c.dep_ == "compound"), named)
        return named
    return sense(regional(str(token.lemma_).lower())) if token.pos_ == "NOUN" else ""
