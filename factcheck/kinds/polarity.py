"""Statements: what a clause says of whom, and whether it says it or denies it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.kinds.base import Comparison, clause_tokens
from factcheck.kinds.names import fold
from factcheck.kinds.quotes import quotations
from factcheck.language.lexicon import PERIODS, SAYING, sense
from factcheck.language.opposites import (
    ANSWERING,
    CONTRARIES,
    DONE,
    NEITHER,
    NOBODY,
    SOFTENING,
    SUPPOSING,
    UNDONE,
    plain_sense,
)
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.model import Slot, Value

if TYPE_CHECKING:
    from spacy.tokens import Token

# A denial is shown with its object where that ends within this many characters.
LONGEST = 80
# A verb that governs another stands at most so many words before it, to be shown with it.
REACH = 5
_SUBJECTS = ("nsubj", "nsubjpass")
_LINKING = frozenset(
    "be become remain stay seem appear look feel prove find plead rule test".split()
)
# Verbs that say little without their object: "have a gun", "make an offer".
_LIGHT = frozenset("have make take give get do hold put keep show use".split())
_MODES = {
    "will": "will", "'ll": "will", "’ll": "will", "wo": "will", "shall": "will", "sha": "will",
    "can": "can", "ca": "can", "must": "must", "should": "must",
}  # fmt: skip
_HAVE = frozenset("has have 've ’ve".split())
_PRESENT = frozenset("is are am do does 's ’s".split())
_UNSURE = frozenset("may might could would ought 'd ’d".split())
_KNOWN = {
    "he": "m", "him": "m", "his": "m", "mr.": "m", "mr": "m", "man": "m", "father": "m", "son": "m",
    "brother": "m", "husband": "m", "boy": "m", "she": "f", "her": "f", "mrs.": "f", "mrs": "f",
    "ms.": "f", "ms": "f", "woman": "f", "mother": "f", "daughter": "f", "sister": "f", "wife": "f",
    "girl": "f",
}  # fmt: skip
INTENDING = frozenset("plan intend intention".split())
_SOME = frozenset(
    (
        "some other another most many few several half each every both rest remaining first second "
        "third next last one two either part third-party certain more fewer only"
    ).split()
)
_NOT = frozenset("not n't n’t never neither".split())
# "no fewer than ten", "no longer", "no doubt" deny nothing.
_LIMITS = frozenset("more fewer less longer later earlier sooner doubt wonder matter".split())
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ")


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a clause stands in its sentence: asserted, promised or told by somebody."""

    denied: bool = False
    mode: str = ""
    teller: str = ""
    subject: Token | None = None
    rebutting: bool = False


class Statements:
    """The clauses of a sentence that say plainly that something is so, or that it is not.

    ``data`` holds the ``sense`` of verb or predicate, whether it is ``denied``, its ``mode`` (""
    for what is or was, "will", "can", "must"), how ``vague`` a denial is, the ``teller`` it is
    ascribed to, whether that one is ``rebutting`` it or is ``quoted``, ``subject`` and ``object``,
    the ``others`` that take part with their prepositions, the ``times`` and ``figures`` of the
    clause and its telling ``words``. Clauses that ask, suppose, want or doubt are left out.
    """

    name = "statement"

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
        """Compare two statements about the same: does one deny what the other says?"""
        first, second = str(a.data["sense"]), str(b.data["sense"])
        denied = bool(a.data["denied"]), bool(b.data["denied"])
        if first == second:
            if denied[0] == denied[1]:
                return Comparison("same", distance=0.0)
            return Comparison("conflict", "one denies what the other states")
        if second in CONTRARIES.get(first, ()) and not any(denied):
            return Comparison("conflict", "one says the opposite of the other")
        return Comparison("compatible", distance=0.5)


def _statement(verb: Token, sentence: Sentence, quoted: list[tuple[int, int]]) -> Value | None:
    complement = _complement(verb)
    subject = _subject(verb)
    if complement is not None and complement.dep_ == "ccomp":
        # "found her guilty": she is guilty.
        subject = next((c for c in complement.children if c.dep_ in _SUBJECTS), subject)
    standing = _standing(verb)
    if standing is None:
        return None
    subject = subject if subject is not None else standing.subject
    parts = [verb] if complement is None else [verb, complement]
    words = [c for part in parts for c in part.children]
    if any(c.lower_ in NEITHER for c in words):
        return None
    held = [c for c in words if c.dep_ in ("dobj", "attr", *_SUBJECTS)]
    held += [t for t in (subject, complement) if t is not None]
    negations = [c for c in words if c.dep_ == "neg" or c.lower_ in _NOT]
    negations += [t for t in (_denial(noun) for noun in held) if t is not None]
    negations = list({t.i: t for t in negations}.values())
    if any(c.lower_ in ("else", "other") for noun in held for c in noun.children):
        return None
    words += [c for negation in negations for c in negation.children]
    softened = any(c.lower_ in SOFTENING or c.lower_ == "but" for c in words)
    if len(negations) > 1 or (negations and softened):
        return None
    key, opposed = _sense(verb, complement)
    governs = any(c.dep_ in ("xcomp", "acl") for c in words)
    if not key or (governs and _sided(verb, complement) != ""):
        return None
    denied = (len(negations) == 1) != (opposed != standing.denied)
    roles = _roles(verb, complement, subject)
    start, end = _bounds(sentence, verb, complement, negations, roles)
    source = _according(verb)
    # What a relative clause is about stands outside of it.
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
        data={
            "sense": key,
            "denied": denied,
            "mode": standing.mode,
            "vague": _vagueness(verb, standing) if negations else 0.0,
            "teller": standing.teller or _teller(source),
            "rebutting": standing.rebutting,
            "quoted": any(s <= begin < e for s, e in quoted),
            "subject": _phrase(roles.get("subject")),
            "object": _phrase(roles.get("object")),
            "others": sorted(set(_others(verb, complement))),
            "times": sorted({str(t.lower_) for t in clause if t.lower_ in PERIODS}),
            "figures": sorted(
                {f"{t.head.lemma_.lower()} {t.lower_}" for t in clause if t.like_num}
            ),
            "words": sorted(
                {
                    sense(str(t.lemma_).lower())
                    for t in clause
                    if t.pos_ in _CONTENT
                    and not t.is_stop
                    and not t.like_num
                    and t not in (verb, complement)
                }
                - {key}
            ),
        },
    )


def _complement(verb: Token) -> Token | None:
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


def _sense(verb: Token, complement: Token | None) -> tuple[str, bool]:
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
    if lemma == "survive" and any(c.dep_ == "auxpass" for c in verb.children):
        return "", False  # "is survived by two sons"
    warned = any(c.dep_ == "auxpass" for c in verb.children) and sense(lemma) != "say"
    if lemma in SAYING and lemma not in CONTRARIES and not warned:
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


def _subject(verb: Token) -> Token | None:
    """Return the subject of a verb, its own or that of the verb it is joined to."""
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if own is not None:
        if own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            return verb.head
        return own
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG"):
        return verb.head
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _subject(verb.head)
    return None


def _standing(verb: Token) -> _Standing | None:
    """Return how a clause stands in its sentence, None where it is not plainly asserted."""
    helpers = [c for c in verb.children if c.dep_ == "aux"]
    lower = [str(c.lower_) for c in helpers]
    modal = next((_MODES[w] for w in lower if w in _MODES), "")
    unsure = any(w in _UNSURE for w in lower)
    infinite = "to" in lower
    if any(c.dep_ == "mark" and c.lower_ in SUPPOSING for c in verb.children):
        return None
    head = verb.head
    lemma = str(head.lemma_).lower()
    if verb.dep_ == "ROOT":
        return None if unsure or infinite or not _finite(verb) else _Standing(mode=modal)
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return _joined(verb, head, lower, modal, unsure)
    if verb.dep_ == "relcl":
        return None if unsure or infinite else _Standing(mode=modal)
    if verb.dep_ == "acl":
        if infinite and lemma in INTENDING and head.dep_ == "dobj":
            # "has no plans to close it"
            above = _standing(head.head)
            denied = _denial(head) is not None
            subject = _subject(head.head)
            return None if above is None else _Standing(denied, "plan", above.teller, subject)
        fits = not infinite and verb.tag_ == "VBN" and head.pos_ in ("NOUN", "PROPN")
        return _Standing() if fits else None
    if verb.dep_ in ("advcl", "parataxis", "dep"):
        return None if unsure or infinite or not _finite(verb) else _Standing(mode=modal)
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and infinite):
        matrix = head.head if head.pos_ == "ADJ" and head.dep_ in ("acomp", "oprd") else head
        return _governed(matrix)
    if verb.dep_ == "pcomp":
        return _after_preposition(verb, head)
    if verb.dep_ == "ccomp":
        return _told(verb, head, lemma, modal, unsure)
    return None


def _sided(verb: Token, complement: Token | None) -> str:
    """Return the verb or adjective where it says of what it governs that it is done or not."""
    word = str((verb if complement is None else complement).lemma_).lower()
    return word if word in UNDONE | DONE | INTENDING else ""


def _finite(verb: Token) -> bool:
    own = {c.dep_ for c in verb.children}
    if verb.tag_ == "VBN" and "nsubj" in own and not own & {"aux", "auxpass"}:
        return True  # a past tense that the tagger took for a participle
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD")
        for c in verb.children
    )


def _joined(
    verb: Token, head: Token, lower: list[str], modal: str, unsure: bool
) -> _Standing | None:
    """Return the standing of a verb behind "and", "or" or "but"."""
    above = _standing(head)
    if above is None or unsure or "to" in lower:
        return None
    own = any(c.dep_ in _SUBJECTS for c in verb.children)
    if own or _finite(verb):
        nor = any(c.lower_ == "nor" for part in (head, verb) for c in part.children)
        return _Standing(nor, modal, above.teller, above.subject)
    # "did not eat or drink": the second verb shares what stands before the first.
    if above.denied or any(c.dep_ == "neg" for c in head.children):
        return None
    subject = _subject(head)
    if subject is not None and _denial(subject) is not None:
        return None
    return _Standing(mode=above.mode, teller=above.teller, subject=above.subject)


def _governed(head: Token) -> _Standing | None:
    """Return the standing of an infinitive: done, not done, intended, or nothing of these."""
    above = _standing(head)
    if above is None:
        return None
    complement = _complement(head)
    lemma, word = str(head.lemma_).lower(), _sided(head, complement)
    negated = any(
        c.dep_ == "neg" for part in (head, complement) if part is not None for c in part.children
    )
    subject = above.subject or _subject(head)
    if lemma == "go" and head.tag_ == "VBG":
        return _Standing(above.denied != negated, "will", above.teller, subject)
    if word in UNDONE or word in DONE:
        denied = (word in UNDONE) != (above.denied != negated)
        return _Standing(denied, above.mode, above.teller, subject)
    if lemma == "be" and complement is None and not above.mode:
        return _Standing(above.denied != negated, "will", above.teller, subject)
    if word in INTENDING:
        return _Standing(above.denied != negated, "plan", above.teller, subject)
    return None


def _after_preposition(verb: Token, preposition: Token) -> _Standing | None:
    """Return the standing of a participle: "without stopping", "after stopping"."""
    if verb.tag_ != "VBG" or preposition.lower_ not in ("without", "after"):
        return None
    head = preposition.head
    if head.pos_ not in ("VERB", "AUX") or any(c.dep_ == "neg" for c in head.children):
        return None
    above = _standing(head)
    if above is None or above.mode:
        return None
    subject = above.subject or _subject(head)
    return _Standing(preposition.lower_ == "without", "", above.teller, subject)


def _told(verb: Token, head: Token, lemma: str, modal: str, unsure: bool) -> _Standing | None:
    """Return the standing of a clause that somebody is said to have said."""
    helpers = {str(c.lower_) for c in verb.children if c.dep_ == "aux"}
    if "would" in helpers:
        modal, unsure = "will", bool(helpers & (_UNSURE - {"would"}))
    saying = lemma in SAYING or lemma in ("find", "show", "learn", "discover", "conclude")
    if unsure or not saying or any(c.dep_ == "neg" for c in head.children):
        return None
    if any(c.dep_ == "aux" and c.lower_ in _UNSURE | {"to"} for c in head.children):
        return None
    if not _finite(verb) or lemma in ("ask", "argue", "claim", "insist", "warn", "estimate"):
        return None
    teller = next((c for c in head.children if c.dep_ in _SUBJECTS), None)
    return _Standing(lemma == "deny", modal, _teller(teller) or "?", rebutting=lemma == "deny")


def _denial(noun: Token) -> Token | None:
    """Return the word of a noun phrase that denies: "no" survivors, "nobody", "neither" driver."""
    own = next((c for c in noun.children if c.lower_ in ("no", "neither")), noun)
    if own == noun and noun.lower_ not in NOBODY:
        # The parser may hang "none of the" or "no-one" on the noun in other ways.
        before = [t for t in noun.subtree if t.i < noun.i]
        own = next((t for t in before if t.lower_ in NOBODY), noun.left_edge)
    denies = own.lower_ in ("no", *NOBODY)
    limits = own.i + 1 < len(own.doc) and own.nbor().lower_ in _LIMITS
    return own if denies and not limits else None


def _vagueness(verb: Token, standing: _Standing) -> float:
    """Return how far a denial is from a plain no, 0 to 1.

    "has not come" holds so far; "did not come because of the rain" may deny the reason alone.
    """
    helpers = {str(c.lower_) for c in verb.children if c.dep_ in ("aux", "auxpass")}
    present = helpers & _PRESENT or verb.tag_ in ("VBZ", "VBP")
    never = any(c.lower_ == "never" for c in verb.children)
    if not standing.mode and helpers & _HAVE and not never:
        return 1.0
    if present and not standing.mode:
        return 0.5
    return 0.5 * any(t.lower_ == "because" for c in verb.children for t in (c, *c.children))


def _according(verb: Token) -> Token | None:
    """Return the phrase "according to ..." of a clause."""
    return next((c for c in verb.children if c.lower_ == "according"), None)


def _teller(token: Token | None) -> str:
    """Return the head of who tells something: a noun, or the one an "according to" names."""
    if token is None or token.lower_ != "according":
        return "" if token is None else fold(str(token.text))
    to = next((c for c in token.children if c.lower_ == "to"), token)
    return next((fold(str(c.text)) for c in to.children if c.dep_ == "pobj"), "")


def _roles(verb: Token, complement: Token | None, subject: Token | None) -> dict[str, Token]:
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


def _others(verb: Token, complement: Token | None) -> Iterator[str]:
    """Yield preposition and head of the other phrases of a clause."""
    for part in (verb, complement) if complement is not None else (verb,):
        for child in [part, *part.children]:
            if child.dep_ != "prep":
                continue
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.ent_type_ not in ("DATE", "TIME"):
                    yield f"{child.lower_} {sense(str(noun.lemma_).lower())}"


def _phrase(noun: Token | None) -> dict[str, object] | None:
    """Return what is to be compared of a noun phrase, None where there is none."""
    narrowed: list[str] = []
    if noun is not None and (noun.pos_ in ("PRON", "DET", "NUM") or noun.lower_ in NOBODY):
        # "none of the passengers", "two of the passengers"
        inner = next((n for c in noun.children if c.lower_ == "of" for n in c.children), None)
        narrowed += [str(noun.lower_)] if noun.lower_ in _SOME or noun.like_num else []
        noun = inner if inner is not None or noun.lower_ in NOBODY else noun
    if noun is None or (noun.lower_ == "one" and _denial(noun) is not None):
        return None
    span = [t for t in noun.subtree if noun.left_edge.i <= t.i <= noun.i]
    named = next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"), noun)
    written = [t for t in named.subtree if named.left_edge.i <= t.i <= named.i]
    gender = {_KNOWN[t.lower_] for t in (*span, noun) if t.lower_ in _KNOWN}
    narrowed += [str(t.lower_) for t in noun.children if _narrows(t)]
    of = [n for c in noun.children if c.lower_ == "of" for n in c.children]
    of += [c for c in noun.children if c.dep_ in ("compound", "poss") and c.pos_ != "PRON"]
    return {
        "head": sense(str(noun.lemma_).lower()) if noun.pos_ != "PRON" else "",
        "text": fold(str(noun.text)),
        "pronoun": str(noun.lower_) if noun.pos_ == "PRON" else "",
        "names": [fold(str(t.text)) for t in written if _is_name(t)] if _is_name(named) else [],
        "of": sorted({sense(str(t.lemma_).lower()) for t in of}) if noun.pos_ == "NOUN" else [],
        "gender": gender.pop() if len(gender) == 1 else "",
        "narrowed": sorted(narrowed),
    }


def _narrows(token: Token) -> bool:
    """Tell whether a word picks some of several: "two", "other", "older"."""
    return token.lower_ in _SOME or token.tag_ in ("JJR", "JJS") or token.dep_ == "nummod"


def _is_name(token: Token) -> bool:
    """Tell whether a token is a word of a name, no title before it and no lower-case noun."""
    named = token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP", "FAC")
    return named and token.text[:1].isupper() and not token.text.endswith(".") and len(token) > 1


def _bounds(
    sentence: Sentence,
    verb: Token,
    complement: Token | None,
    negations: list[Token],
    roles: dict[str, Token],
) -> tuple[int, int]:
    """Return the offsets of the words that say or deny it."""
    core = [verb, *negations, *([complement] if complement is not None else [])]
    core += [c for c in verb.children if c.dep_ in ("aux", "auxpass", "prt")]
    above = verb.head
    while verb.dep_ == "xcomp" and 0 < verb.i - above.i < REACH:
        # What is done or not is said before: "was unable to", "did not manage to".
        core += [above, *(c for c in above.children if c.dep_ in ("neg", "aux", "auxpass"))]
        if above.pos_ != "ADJ":
            break
        above = above.head
    if complement is not None and complement.dep_ == "prep":
        core += [c for c in complement.children if c.dep_ == "pobj"]
    end = roles.get("object")
    if end is not None and verb.i < end.i and end.idx + len(end) - verb.idx <= LONGEST:
        core.append(end)
    start, _ = sentence.bounds(min(core, key=lambda t: t.i))
    _, stop = sentence.bounds(max(core, key=lambda t: t.i))
    return start, stop


def _who(subject: Token | None) -> str:
    """Return the words for the subject of a statement, "" for a pronoun."""
    if subject is None or subject.pos_ == "PRON":
        return ""
    return str(subject.doc.text[subject.left_edge.idx : subject.idx + len(subject.text)])
