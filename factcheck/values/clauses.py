"""What a clause says, and of whom: its predicate, and the phrases that take part in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.lexicon import sense
from factcheck.language.opposites import ANSWERING, CONTRARIES, NOBODY, plain_sense
from factcheck.values.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ")
_LINKING = frozenset(
    "be become remain stay seem appear look feel prove find plead rule test".split()
)
# Verbs that say little without their object: "have a gun", "make an offer".
_LIGHT = frozenset("have make take give get do hold put keep show use".split())
_KNOWN = {
    "he": "m", "him": "m", "his": "m", "mr.": "m", "mr": "m", "man": "m", "father": "m", "son": "m",
    "brother": "m", "husband": "m", "boy": "m", "she": "f", "her": "f", "mrs.": "f", "mrs": "f",
    "ms.": "f", "ms": "f", "woman": "f", "mother": "f", "daughter": "f", "sister": "f", "wife": "f",
    "girl": "f",
}  # fmt: skip
_SOME = frozenset(
    (
        "some other another most many few several half each every both rest remaining first second "
        "third next last one two either part third-party certain more fewer only"
    ).split()
)
# "no fewer than ten", "no longer", "no doubt" deny nothing.
_LIMITS = frozenset("more fewer less longer later earlier sooner doubt wonder matter".split())


def complement_of(verb: Token) -> Token | None:
    """Return the adjective, noun or preposition that says what the subject of a verb is."""
    if str(verb.lemma_).lower() not in _LINKING:
        return None
    found = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd", "prep", "ccomp")]
    adjective = next(
        (c for c in found if c.pos_ == "ADJ" or (c.dep_ == "acomp" and c.tag_ == "VBN")), None
    )
    if adjective is not None or verb.lemma_ != "be" or verb.dep_ == "auxpass":
        return adjective
    nouns = [c for c in found if c.dep_ == "attr"]
    places = [c for c in found if c.dep_ == "prep" and c.i > verb.i and not _timed(c)]
    return next(iter(nouns + places), None)


def _timed(preposition: Token) -> bool:
    return any(c.ent_type_ in ("DATE", "TIME") for c in preposition.children)


def sense_of(verb: Token, complement: Token | None) -> tuple[str, bool]:
    """Return the sense of a predicate, "" where it has none to compare, and if it is a denial."""
    lemma = str(verb.lemma_).lower()
    particle = next((str(c.lower_) for c in verb.children if c.dep_ == "prt"), "")
    if complement is not None and complement.dep_ not in ("attr", "prep"):
        word = str(complement.lemma_).lower()
        key, opposed = plain_sense(word, adjective=True)
        return ("" if word in ANSWERING else f"plead-{key}" if lemma == "plead" else key), opposed
    if complement is not None and complement.dep_ == "prep":
        inner = next((c for c in complement.children if c.dep_ == "pobj"), None)
        return ("" if inner is None else f"be-{sense(str(inner.lemma_).lower())}"), False
    if complement is not None:
        return f"be-{sense(str(complement.lemma_).lower())}", False
    if lemma == "survive" and any(_is_outlived(c) for c in verb.children):
        return "", False
    warned = any(c.dep_ == "auxpass" for c in verb.children) and sense(lemma) != "say"
    if lemma in lexicon.words().speech_verbs and lemma not in CONTRARIES and not warned:
        return "", False
    if lemma == "be" or lemma in ANSWERING:
        return "", False
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if lemma in _LIGHT and verb.tag_ != "VBN":
        return ("" if thing is None else f"{lemma}-{sense(str(thing.lemma_).lower())}"), False
    if lemma == "fail":
        # "failed to come" is said of the coming; "failed" alone may be a bank, a plan or a test.
        return ("", False) if thing is None else ("pass", True)
    if lemma == "lose" and thing is None:
        return "lose", False
    return plain_sense(f"{lemma}-{particle}" if particle else lemma)


def _is_outlived(child: Token) -> bool:
    """Tell from a child of "survive" that it tells of heirs: "is survived by", "survive him"."""
    person = child.pos_ == "PRON" or child.ent_type_ == "PERSON"
    return child.dep_ == "auxpass" or (child.dep_ == "dobj" and person)


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, its own or that of the verb it is joined to."""
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if own is not None:
        if own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            return verb.head
        return own
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG"):
        return verb.head
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return subject_of(verb.head)
    return None


def denial_in(noun: Token) -> Token | None:
    """Return the word of a noun phrase that denies: "no" survivors, "nobody", "neither" driver."""
    own = next((c for c in noun.children if c.lower_ in ("no", "neither")), noun)
    if own == noun and noun.lower_ not in NOBODY:
        # The parser may hang "none of the" or "no-one" on the noun in other ways.
        before = [t for t in noun.subtree if t.i < noun.i]
        own = next((t for t in before if t.lower_ in NOBODY), noun.left_edge)
    denies = own.lower_ in ("no", *NOBODY)
    limits = own.i + 1 < len(own.doc) and own.nbor().lower_ in _LIMITS
    return own if denies and not limits else None


def parts_of(verb: Token, complement: Token | None, subject: Token | None) -> dict[str, Token]:
    """Return who does it and to whom it happens; who is in a state or dies is no doer."""
    found = {c.dep_: c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "agent")}
    passive = "nsubjpass" in found or any(c.dep_ == "auxpass" for c in verb.children)
    passive = passive or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    lemma = str(verb.lemma_).lower()
    stative = complement is not None or lemma in ("die", "perish")
    if passive or lemma == "survive" or (stative and "dobj" not in found):
        doer = next((c for c in found["agent"].children), None) if "agent" in found else None
        pairs = [("object", subject), ("subject", doer)]
    else:
        pairs = [("subject", subject), ("object", found.get("dobj"))]
    return {role: token for role, token in pairs if token is not None}


def others_of(verb: Token, complement: Token | None) -> Iterator[str]:
    """Yield preposition and head of the other phrases of a clause."""
    for part in (verb, complement) if complement is not None else (verb,):
        for child in [part, *part.children]:
            if child.dep_ != "prep":
                continue
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.ent_type_ not in ("DATE", "TIME"):
                    yield f"{child.lower_} {sense(str(noun.lemma_).lower())}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is to be compared of a noun phrase.

    ``head`` is the sense of its noun, ``text`` the noun folded, ``pronoun`` the pronoun if it is
    one; ``names`` are the folded words of a name, ``of`` the senses of what belongs to the noun,
    ``gender`` "m", "f" or "" and ``narrowed`` the words that pick some of several.
    """

    head: str
    text: str
    pronoun: str = ""
    names: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    gender: str = ""
    narrowed: tuple[str, ...] = ()


def phrase_of(noun: Token | None) -> Phrase | None:
    """Return what is to be compared of a noun phrase, None where there is none."""
    narrowed: list[str] = []
    if noun is not None and (noun.pos_ in ("PRON", "DET", "NUM") or noun.lower_ in NOBODY):
        # "none of the passengers", "two of the passengers"
        inner = next((n for c in noun.children if c.lower_ == "of" for n in c.children), None)
        narrowed += [str(noun.lower_)] if noun.lower_ in _SOME or noun.like_num else []
        noun = inner if inner is not None or noun.lower_ in NOBODY else noun
    if noun is None or (noun.lower_ == "one" and denial_in(noun) is not None):
        return None
    span = [t for t in noun.subtree if noun.left_edge.i <= t.i <= noun.i]
    named = next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"), noun)
    written = [t for t in named.subtree if named.left_edge.i <= t.i <= named.i]
    gender = {_KNOWN[t.lower_] for t in (*span, noun) if t.lower_ in _KNOWN}
    narrowed += [str(t.lower_) for t in noun.children if _narrows(t)]
    of = [n for c in noun.children if c.lower_ == "of" for n in c.children]
    of += [c for c in noun.children if c.dep_ in ("compound", "poss") and c.pos_ != "PRON"]
    names = [fold(str(t.text)) for t in written if _is_name(t)] if _is_name(named) else []
    belonging = {sense(str(t.lemma_).lower()) for t in of} if noun.pos_ == "NOUN" else set()
    return Phrase(
        head=sense(str(noun.lemma_).lower()) if noun.pos_ != "PRON" else "",
        text=fold(str(noun.text)),
        pronoun=str(noun.lower_) if noun.pos_ == "PRON" else "",
        names=tuple(names),
        of=tuple(sorted(belonging)),
        gender=gender.pop() if len(gender) == 1 else "",
        narrowed=tuple(sorted(narrowed)),
    )


def _narrows(token: Token) -> bool:
    """Tell whether a word picks some of several: "two", "other", "older"."""
    return token.lower_ in _SOME or token.tag_ in ("JJR", "JJS") or token.dep_ == "nummod"


def _is_name(token: Token) -> bool:
    """Tell whether a token is a word of a name, no title before it and no lower-case noun."""
    named = token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP", "FAC")
    return named and token.text[:1].isupper() and not token.text.endswith(".") and len(token) > 1


def according_to(phrase: Token) -> Token | None:
    """Return whom a phrase "according to ..." names, or None."""
    to = next((c for c in phrase.children if c.lower_ == "to"), phrase)
    return next((c for c in to.children if c.dep_ == "pobj"), None)


def telling_words(tokens: Iterable[Token], *, figures: bool = False) -> set[str]:
    """Return the senses of the nouns, verbs and adjectives among ``tokens``."""
    return {
        sense(str(t.lemma_).lower())
        for t in tokens
        if not (t.is_stop or t.is_quote)
        and (t.pos_ in _CONTENT or (figures and t.pos_ == "NUM"))
        and (figures or not t.like_num)
    }
