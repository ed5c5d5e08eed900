"""How a clause stands in its sentence: asserted, denied, intended, or told by somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.opposites import DONE, SUPPOSING, UNDONE
from factcheck.values.clauses import SUBJECTS, complement_of, denial_in, subject_of
from factcheck.values.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODES = {
    "will": "will", "'ll": "will", "’ll": "will", "wo": "will", "shall": "will", "sha": "will",
    "can": "can", "ca": "can", "must": "must", "should": "must",
}  # fmt: skip
_HAVE = frozenset("has have 've ’ve".split())
_PRESENT = frozenset("is are am do does 's ’s".split())
_UNSURE = frozenset("may might could would ought 'd ’d".split())
INTENDING = frozenset("plan intend intention".split())


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands in its sentence: asserted, promised or told by somebody."""

    denied: bool = False
    mode: str = ""
    teller: str = ""
    subject: Token | None = None
    rebutting: bool = False


def standing_of(verb: Token) -> Standing | None:
    """Return how a clause stands in its sentence, None where it is not plainly asserted."""
    helpers = [c for c in verb.children if c.dep_ == "aux"]
    lower = [str(c.lower_) for c in helpers]
    modal = next((_MODES[w] for w in lower if w in _MODES), "")
    unsure = any(w in _UNSURE for w in lower)
    infinite = "to" in lower
    if any(c.dep_ == "mark" and c.lower_ in SUPPOSING for c in verb.children):
        return None
    if verb.dep_ in ("relcl", "acl") and _is_content(verb):
        return None
    head = verb.head
    lemma = str(head.lemma_).lower()
    if verb.dep_ == "ROOT":
        return None if unsure or infinite or not _finite(verb) else Standing(mode=modal)
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return _joined(verb, head, lower, modal, unsure)
    if verb.dep_ == "relcl":
        return None if unsure or infinite else Standing(mode=modal)
    if verb.dep_ == "acl":
        if infinite and lemma in INTENDING and head.dep_ == "dobj":
            # "has no plans to close it"
            above = standing_of(head.head)
            denied = denial_in(head) is not None
            subject = subject_of(head.head)
            return None if above is None else Standing(denied, "plan", above.teller, subject)
        fits = not infinite and verb.tag_ == "VBN" and head.pos_ in ("NOUN", "PROPN")
        return Standing() if fits else None
    if verb.dep_ in ("advcl", "parataxis", "dep"):
        return None if unsure or infinite or not _finite(verb) else Standing(mode=modal)
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and infinite):
        matrix = head.head if head.pos_ == "ADJ" and head.dep_ in ("acomp", "oprd") else head
        return _governed(matrix)
    if verb.dep_ == "pcomp":
        return _after_preposition(verb, head)
    if verb.dep_ == "ccomp":
        return _told(verb, head, lemma, modal, unsure)
    return None


def sided(verb: Token, complement: Token | None) -> str:
    """Return the verb or adjective where it says of what it governs that it is done or not."""
    word = str((verb if complement is None else complement).lemma_).lower()
    return word if word in UNDONE | DONE | INTENDING else ""


def _is_content(verb: Token) -> bool:
    """Tell what a noun means, as in "the rumour that he was hurt", from what is told of it."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return any(
        c.lower_ == "that" and (c.dep_ == "mark" or (passive and c.dep_ == "dobj"))
        for c in verb.children
    )


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
) -> Standing | None:
    """Return the standing of a verb behind "and", "or" or "but"."""
    above = standing_of(head)
    if above is None or unsure or "to" in lower:
        return None
    own = any(c.dep_ in SUBJECTS for c in verb.children)
    if own or _finite(verb):
        nor = any(c.lower_ == "nor" for part in (head, verb) for c in part.children)
        return Standing(nor, modal, above.teller, above.subject)
    # "did not eat or drink": the second verb shares what stands before the first.
    if above.denied or any(c.dep_ == "neg" for c in head.children):
        return None
    subject = subject_of(head)
    if subject is not None and denial_in(subject) is not None:
        return None
    return Standing(mode=above.mode, teller=above.teller, subject=above.subject)


def _governed(head: Token) -> Standing | None:
    """Return the standing of an infinitive: done, not done, intended, or nothing of these."""
    above = standing_of(head)
    if above is None:
        return None
    complement = complement_of(head)
    lemma, word = str(head.lemma_).lower(), sided(head, complement)
    negated = any(
        c.dep_ == "neg" for part in (head, complement) if part is not None for c in part.children
    )
    subject = above.subject or subject_of(head)
    if lemma == "go" and head.tag_ == "VBG":
        return Standing(above.denied != negated, "will", above.teller, subject)
    if word in UNDONE or word in DONE:
        denied = (word in UNDONE) != (above.denied != negated)
        return Standing(denied, above.mode, above.teller, subject)
    if lemma == "be" and complement is None and not above.mode:
        return Standing(above.denied != negated, "will", above.teller, subject)
    if word in INTENDING:
        return Standing(above.denied != negated, "plan", above.teller, subject)
    return None


def _after_preposition(verb: Token, preposition: Token) -> Standing | None:
    """Return the standing of a participle: "without stopping", "after stopping"."""
    if verb.tag_ != "VBG" or preposition.lower_ not in ("without", "after"):
        return None
    head = preposition.head
    if head.pos_ not in ("VERB", "AUX") or any(c.dep_ == "neg" for c in head.children):
        return None
    above = standing_of(head)
    if above is None or above.mode:
        return None
    subject = above.subject or subject_of(head)
    return Standing(preposition.lower_ == "without", "", above.teller, subject)


def _told(verb: Token, head: Token, lemma: str, modal: str, unsure: bool) -> Standing | None:
    """Return the standing of a clause that somebody is said to have said."""
    helpers = {str(c.lower_) for c in verb.children if c.dep_ == "aux"}
    if "would" in helpers:
        modal, unsure = "will", bool(helpers & (_UNSURE - {"would"}))
    saying = lemma in lexicon.words().speech_verbs
    saying = saying or lemma in ("find", "show", "learn", "discover", "conclude")
    if unsure or not saying or any(c.dep_ == "neg" for c in head.children):
        return None
    if any(c.dep_ == "aux" and c.lower_ in _UNSURE | {"to"} for c in head.children):
        return None
    if not _finite(verb) or lemma in ("ask", "argue", "claim", "insist", "warn", "estimate"):
        return None
    subject = next((c for c in head.children if c.dep_ in SUBJECTS), None)
    teller = fold(str(subject.text)) if subject is not None else "?"
    return Standing(lemma == "deny", modal, teller, rebutting=lemma == "deny")


def vagueness(verb: Token, standing: Standing) -> float:
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
