"""Speakers: who said what, in direct or in indirect speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.lexicon import sense
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.language.titles import is_person_noun, is_title, read_role
from factcheck.language.variants import regional
from factcheck.model import Payload, Slot, Value
from factcheck.settings.finding_types import ATTRIBUTION
from factcheck.values.base import Comparison, Kind
from factcheck.values.clauses import SUBJECTS, according_to, telling_words
from factcheck.values.names import fold
from factcheck.values.quotes import quotations

if TYPE_CHECKING:
    from spacy.tokens import Token

# A statement is cut to this many words before it is compared in meaning.
LONGEST_STATEMENT = 40
# A statement with fewer telling words may have been made by anybody.
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class SpeakerPayload(Payload):
    """A speaker, and the statement.

    ``label`` is ``PERSON``, ``BODY`` for an organisation, ``NAME`` for a name of one or the other,
    ``PRONOUN``, or ``""`` for a speaker without a name. ``name`` are the folded words of the name,
    ``initials`` the letters by which an organisation may go, ``posts`` the offices of a person
    (officer, director). ``words`` are the telling words of the statement, ``predicate`` is its
    verb, ``negated`` is True for a denial, ``about_self`` if it may be about what the speaker did.
    ``start`` and ``end`` are the offsets of the statement, equal where the sentence lacks it.
    """

    label: str
    name: tuple[str, ...]
    initials: str
    posts: tuple[str, ...]
    words: tuple[str, ...]
    negated: bool
    predicate: str
    about_self: bool
    start: int
    end: int


class Speakers(Kind):
    """The subjects of verbs of saying, and the sources that statements are "according to".

    The slot's label is the words of the statement.
    """

    name = "speaker"
    finding_type = ATTRIBUTION
    payload = SpeakerPayload

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the speakers of the document, in the order of the text."""
        for sentence in parsed.sentences:
            statements = [*_saying(sentence), *_according(sentence)]
            for subject, statement, denied in sorted(statements, key=lambda f: f[0].i):
                yield _value(sentence, subject, statement, denied)

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two speakers by their names."""
        if a.normalized == b.normalized:
            return Comparison("same", distance=0.0)
        return Comparison("conflict", "the speakers differ")


def _saying(sentence: Sentence) -> Iterator[tuple[Token, list[Token], bool]]:
    """Yield subject, statement and True for a denial, for each verb of saying."""
    span = sentence.span
    quoted = quotations(str(span.text))
    for verb in span:
        if str(verb.lemma_).lower() not in lexicon.words().speech_verbs or verb.pos_ != "VERB":
            continue
        if any(s <= verb.idx - span.start_char < e for s, e in quoted):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None:
            yield subject, _statement(verb, subject), str(verb.lemma_).lower() == "deny"


def _according(sentence: Sentence) -> Iterator[tuple[Token, list[Token], bool]]:
    """Yield the source that a sentence is "according to", the rest of the sentence, and False."""
    for token in sentence.span:
        if token.lower_ != "according":
            continue
        subject = according_to(token)
        if subject is not None:
            own = {t.i for t in token.subtree}
            yield subject, [t for t in sentence.span if t.i not in own], False


def _statement(verb: Token, subject: Token) -> list[Token]:
    """Return the tokens of the statement, in the order of the text, [] without a statement."""
    auxiliaries = {str(c.lower_) for c in verb.children if c.dep_ == "aux"}
    if auxiliaries & lexicon.words().unsaid or any(c.dep_ == "neg" for c in verb.children):
        return []
    wanted = {"ccomp", "parataxis"}
    to_someone = verb.lemma_ in lexicon.words().hearer_verbs
    if not any(c.dep_ in wanted for c in verb.children) and not to_someone:
        wanted = {"dobj"}
    statement = [t for c in verb.children if c.dep_ in wanted and c != subject for t in c.subtree]
    if not statement and verb.dep_ in ("parataxis", "ccomp") and verb.head != verb:
        own = {t.i for t in verb.subtree}
        statement = [t for t in verb.head.subtree if t.i not in own]
    return sorted(statement, key=lambda t: int(t.i))


def _value(sentence: Sentence, subject: Token, statement: list[Token], denied: bool) -> Value:
    words = [t for t in statement if not t.is_punct and not t.is_space]
    telling = sorted(telling_words(words, figures=True))
    label, name = _identity(subject)
    first, last = _bounds(subject, name)
    start, end = sentence.bounds(first)[0], sentence.bounds(last)[1]
    named = bool(label) and len(telling) >= FEWEST_WORDS
    text = str(subject.doc.text)[start - sentence.offset : end - sentence.offset]
    return Value(
        kind=Speakers.name,
        start=start,
        end=end,
        text=text,
        normalized=" ".join(fold(t.text) for t in name) or text.casefold(),
        slot=Slot(label=" ".join(str(t.text) for t in words[:LONGEST_STATEMENT]) if named else ""),
        payload=SpeakerPayload(
            label=label,
            name=tuple(fold(t.text) for t in name if any(c.isalnum() for c in t.text)),
            initials=_initials(name),
            posts=_posts(subject, name) if label == "PERSON" else (),
            words=tuple(telling),
            negated=denied != any(t.dep_ == "neg" for t in words),
            predicate=_predicate(statement),
            about_self=any(
                t.lower_ in lexicon.words().personal and t.dep_ in SUBJECTS for t in words
            ),
            start=sentence.bounds(words[0])[0] if words else start,
            end=sentence.bounds(words[-1])[1] if words else start,
        ),
    )


def _predicate(statement: Sequence[Token]) -> str:
    """Return the lemma of the main verb of a statement, "" for a phrase without a verb."""
    inside = {t.i for t in statement}
    tops = (t for t in statement if t.head == t or t.head.i not in inside)
    return next((sense(str(t.lemma_).lower()) for t in tops if t.pos_ in ("VERB", "AUX")), "")


def _identity(subject: Token) -> tuple[str, list[Token]]:
    """Return what kind of speaker a phrase names, and the tokens of the name."""
    if subject.lower_ in ("he", "she"):
        return "PRONOUN", [subject]
    if any(c.dep_ == "conj" for c in subject.children):
        return "", []
    for head in (subject, *(c for c in subject.children if c.dep_ == "appos")):
        if head.ent_type_ == "PERSON":
            return "PERSON", _flat(head)
    core = [t for t in subject.doc[subject.left_edge.i : subject.i + 1] if t.dep_ != "det"]
    body = str(subject.lemma_).lower() in lexicon.people().bodies
    if body and any(t.pos_ == "PROPN" for t in core):
        return "BODY", core
    if subject.pos_ != "PROPN":
        return "", []
    name = _flat(subject)
    before = subject.doc[name[0].i - 1] if name[0].i > subject.left_edge.i else None
    # "neighbour Vera Stanley" is a person, whatever the tagger says; "chipmaker Novex" is not.
    titled = before is not None and before.dep_ == "compound" and _is_post(before)
    return ("PERSON" if titled and len(name) > 1 else "NAME"), name


def _is_post(token: Token) -> bool:
    if token.text.islower():
        noun = regional(str(token.lemma_))
        firm = noun in lexicon.people().organisations or noun.endswith("maker")
        return is_person_noun(noun) and not firm
    return is_title(str(token.text))


def _initials(name: Sequence[Token]) -> str:
    """Return the letters by which an organisation may go: "usgs" for the U.S. Geological Survey."""
    capital = [str(t.text).replace(".", "") for t in name if t.text[:1].isupper()]
    return "".join(w if w.isupper() else w[:1] for w in capital).casefold()


def _flat(head: Token) -> list[Token]:
    """Return the tokens of the name that ``head`` ends or belongs to, titles left out."""
    doc, sentence = head.doc, head.sent
    start = end = int(head.i)
    while start > sentence.start and _one_name(doc[start - 1], head):
        start -= 1
    while end + 1 < sentence.end and head.ent_type_ and _one_name(doc[end + 1], head):
        end += 1
    name = [t for t in doc[start : end + 1] if t.text not in ("'s", "’s")]
    titles = [n for n, t in enumerate(name[:-1], start=1) if is_title(str(t.text))]
    return name[max(titles, default=0) :]


def _one_name(token: Token, head: Token) -> bool:
    if token.ent_type_ != head.ent_type_ or token.dep_ not in ("compound", "punct", "case"):
        return bool(token.head == head and token.dep_ == "flat")
    return bool(token.ent_type_) or token.pos_ == "PROPN"


def _bounds(subject: Token, name: list[Token]) -> tuple[Token, Token]:
    """Return the first and the last token of the words that say who speaks."""
    last = max([subject, *name], key=lambda t: int(t.i))
    return subject.left_edge, last


def _posts(subject: Token, name: Sequence[Token]) -> tuple[str, ...]:
    """Return the offices that the phrase gives a person, sorted: "director", "officer"."""
    before = [t for t in subject.doc[subject.left_edge.i : name[0].i] if t.dep_ == "compound"]
    apart = [subject, *(c for n in name for c in n.children if c.dep_ == "appos")]
    phrases = [[str(t.text) for t in before], *([str(t.lemma_)] for t in apart if t.pos_ == "NOUN")]
    offices = {read_role(words).office for words in phrases if words}
    return tuple(sorted(offices - lexicon.titles().courtesy - {""}))


KIND = Speakers()
