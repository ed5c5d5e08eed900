"""Roles: the title, office, rank or trade that is given to a named person or organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.kinds.base import Comparison
from factcheck.kinds.names import fold
from factcheck.kinds.office import compare_roles
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.language.titles import (
    FIELDED,
    NATIONS,
    ORGANISATIONS,
    SUBORDINATE,
    TIMES,
    UNIQUE,
    Role,
    in_title,
    is_abbreviation,
    is_person_noun,
    is_title,
    read_role,
)
from factcheck.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMED = ("NNP", "NNPS")
_TIMED = ("DATE", "TIME")
_BODIES = ("ORG", "GPE", "LOC", "FAC")
_LANDS = ("GPE", "LOC", "FAC")
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
_PARTICLES = ("de", "del", "van", "von", "der", "den", "bin", "al", "la", "da", "di", "el", "ben")
_WITH_OF = ("of", "for", "at", "in", "with")
# Words for a body that do not name it.
_ANY_BODY = frozenset("team club company firm school county city state town group agency".split())
# A role of more words than this is a description.
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Given:
    """A role as it stands in a paragraph: its tokens, who has it, and in which named body.

    ``surname`` is the last word of the holder's name.
    """

    first: int
    last: int
    words: tuple[str, ...]
    holder: tuple[str, ...]
    surname: Token
    body: tuple[str, ...]


class Roles:
    """Who or what a named person or organisation is said to be."""

    name = "role"

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the roles of the document, each once for each of its holders."""
        seen: set[tuple[int, int, tuple[str, ...]]] = set()
        for sentence in parsed.sentences:
            doc = sentence.span.doc
            for given in sorted(_given(sentence), key=lambda g: (g.first, g.last, g.holder)):
                start = sentence.offset + int(doc[given.first].idx)
                last = doc[given.last]
                end = sentence.offset + int(last.idx) + len(last.text)
                role = read_role(given.words)
                if (start, end, given.holder) in seen or not role.office:
                    continue
                seen.add((start, end, given.holder))
                yield Value(
                    kind=self.name,
                    start=start,
                    end=end,
                    text=parsed.text[start:end],
                    normalized=role.canonical,
                    data={
                        **{k: list(v) if isinstance(v, tuple) else v for k, v in
                           asdict(role).items()},
                        "holder": list(given.holder),
                        "surname": list(_bounds(sentence.offset, given.surname)),
                        "body": list(given.body),
                    },
                )  # fmt: skip

    def compare(self, a: Value, b: Value) -> Comparison:
        """Say whether one person or organisation can be both."""
        bodies = body_of(a), body_of(b)
        return compare_roles(role_of(a), role_of(b), kin=bool(bodies[0]) and bodies[0] == bodies[1])


def role_of(value: Value) -> Role:
    """Return the role that a value of this kind names."""

    def words(key: str) -> tuple[str, ...]:
        held = value.data[key]
        assert isinstance(held, (list, tuple))
        return tuple(str(w) for w in held)

    return Role(
        str(value.data["office"]), words("below"), words("grades"), words("fields"),
        str(value.data["nation"]), str(value.data["party"]), str(value.data["time"]),
    )  # fmt: skip


def holder_of(value: Value) -> tuple[str, ...]:
    """Return the folded words of the holder's name as it is written."""
    held = value.data["holder"]
    assert isinstance(held, (list, tuple))
    return tuple(str(w) for w in held)


def surname_of(value: Value) -> tuple[int, int]:
    """Return the offsets of the last word of the holder's name."""
    held = value.data["surname"]
    assert isinstance(held, (list, tuple))
    return int(held[0]), int(held[1])


def body_of(value: Value) -> tuple[str, ...]:
    """Return the folded words of the named body in which the role is held, if it is named."""
    held = value.data["body"]
    assert isinstance(held, (list, tuple))
    return tuple(str(w) for w in held)


def only_one(role: Role) -> bool:
    """Tell whether a body has just one holder of this role at a time."""
    if role.below or role.time or role.office not in UNIQUE | FIELDED:
        return False
    return role.office in UNIQUE or bool(role.fields)


def _given(sentence: Sentence) -> Iterator[_Given]:
    runs = list(_names(sentence))
    for first, last in runs:
        yield from _before(sentence.span.doc, first, last)
    by_token = {i: run for run in runs for i in range(run[0], run[1] + 1)}
    for token in sentence.span:
        if token.dep_ == "appos":
            yield from _apposition(token, by_token)
        elif token.dep_ == "attr":
            yield from _copula(token, by_token)


def _names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each name, titles before it left out."""
    doc, start, end = sentence.span.doc, sentence.span.start, sentence.span.end
    i = start
    while i < end:
        if not _name_word(doc[i]):
            i += 1
            continue
        j = i
        while j + 1 < end and (
            _name_word(doc[j + 1])
            or (doc[j + 1].lower_ in _PARTICLES and j + 2 < end and _name_word(doc[j + 2]))
        ):
            j += 1
        first = i
        if i > start + 1 and doc[i - 1].lower_ == "of" and _of_office(doc[i - 2], doc[i]):
            # "Secretary of State Ann Lee": the name begins later.
            while first < j and doc[first].ent_type_ != "PERSON":
                first += 1
        if not is_title(doc[j].text) and doc[j].ent_type_ not in _TIMED:
            yield _after_titles(doc, first, j)
        i = j + 1


def _name_word(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and text[-1:] not in "'’"
        and any(c.isalpha() for c in text)
        and (token.tag_ in _NAMED or is_title(text) or _in_person(token))
    )


def _in_person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and token.pos_ != "VERB"


def _after_titles(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Return the run without what comes up to the last title in it that a name follows."""
    for i in range(last - 1, first - 1, -1):
        token = doc[i]
        # The second word of a person's name may be a title, too: "Stephen King".
        named = i > first and token.ent_type_ == doc[i - 1].ent_type_ == "PERSON"
        if is_title(token.text) and not (named and not in_title(doc[i - 1].text)):
            rest = last - i
            initials = "." in token.text[:-1] or (token.text.isupper() and len(token.text) < 3)
            if not (initials and rest < 2):
                return i + 1, last
    return first, last


def _holder(doc: Doc, first: int, last: int) -> tuple[str, ...]:
    words = [fold(t.text) for t in doc[first : last + 1] if t.text.strip(".'’-")]
    return tuple(w for w in words if w and w not in _SUFFIXES)


def _last_name(doc: Doc, last: int) -> Token:
    """Return the last word of a name that is not "Jr." or the like."""
    while fold(doc[last].text) in (*_SUFFIXES, "") and last > 0:
        last -= 1
    return doc[last]


def _bounds(offset: int, token: Token) -> tuple[int, int]:
    start = offset + int(token.idx)
    return start, start + len(token.text.rstrip("."))


def _before(doc: Doc, first: int, last: int) -> Iterator[_Given]:
    """Yield the titles and trades right before a name."""
    holder = _holder(doc, first, last)
    stop = first
    while holder:
        begin = _segment(doc, stop)
        if begin == stop:
            return
        tokens = [t for t in doc[begin:stop] if t.text != "."]
        heads = [a for a, b in pairwise(tokens) if b.lower_ == "of"] or tokens[-1:]
        head = heads[0] if heads else None
        if head is None or not _heads(head, doc[first], doc[last]):
            return
        split = _role_start(tokens)
        if len(tokens) - split > MOST_WORDS:
            return
        body = _named(tokens[:split])
        if not body and begin > 0 and doc[begin - 1].tag_ == "POS":
            body = _possessor(doc[begin - 1])
        body = body or _of_name(doc[last])
        role = tokens[split:]
        # "former Chargers coach": the time of the role stands before its body.
        words = (*(t.text for t in tokens[:split] if t.lower_ in TIMES), *_words(role))
        end = role[-1].i
        # The full stop of an abbreviation at what was taken for the end of a sentence.
        if end + 1 < stop and doc[end + 1].text == "." and doc[end + 1].idx == _after(doc[end]):
            end += 1
        yield _Given(role[0].i, end, words, holder, _last_name(doc, last), tuple(body))
        # "police spokesman Const. Tim Fanning": there is another before it.
        if not (role[0].text[:1].isupper() and split == 0) or begin == 0:
            return
        stop = begin


def _after(token: Token) -> int:
    return int(token.idx) + len(token.text)


def _named(tokens: Iterable[Token]) -> list[str]:
    """Return the folded words of a name among ``tokens``: "Chargers", "Albany County"."""
    return [fold(t.text) for t in tokens if _names_body(t) and t.lower_ not in _ANY_BODY]


def _of_office(head: Token, noun: Token) -> bool:
    """Tell whether "of" between the two makes one title: "Secretary of State"."""
    if is_person_noun(noun.lemma_.lower()) or not is_person_noun(head.lemma_.lower()):
        return False
    return in_title(noun.text) or noun.text[:1].islower() or noun.tag_ in ("NNS", "NNPS")


def _names_body(token: Token) -> bool:
    capital = token.text[:1].isupper()
    return capital and (token.tag_ in (*_NAMED, "NNS") or token.ent_type_ in _BODIES)


def _segment(doc: Doc, stop: int) -> int:
    """Return where the words begin that stand before ``stop`` as one title."""
    i = stop
    while i > 0:
        token = doc[i - 1]
        if token.text == "." and i > 1 and is_abbreviation(doc[i - 2].text):
            i -= 1
            continue
        if token.text == "-" and i < stop and i > 1:
            i -= 1
            continue
        if token.lower_ == "of" and i < stop and i > 1 and _of_office(doc[i - 2], doc[i]):
            # "Chief of Staff Gen. Ray Hall" has two titles.
            title = next((t.i for t in doc[i + 1 : stop] if is_title(t.text)), None)
            if title is not None:
                return title
            i -= 1
            continue
        capital = token.text[:1].isupper()
        # A new title begins with a capital after a trade in lower case.
        begins = i < stop and not capital and doc[i].text[:1].isupper()
        if begins and is_person_noun(token.lemma_) and token.lower_ not in SUBORDINATE:
            break
        verbal = token.pos_ == "VERB" or token.lower_.endswith(("ing", "ed"))
        common = token.tag_ in (*_NAMED, "NN", "NNS", "JJ") and not verbal
        if not (common or in_title(token.text)) or (
            token.is_sent_end and not is_abbreviation(token.text)
        ):
            break
        if token.ent_type_ in (*_TIMED, "ORDINAL", "CARDINAL") and not in_title(token.text):
            break
        i -= 1
    return i


def _heads(head: Token, name: Token, last: Token) -> bool:
    """Tell whether ``head`` may be the role of the name that begins right after it."""
    lemma = head.lemma_.lower()
    if head.text[:1].isupper() and not (head.is_sent_start and is_person_noun(lemma)):
        return is_title(head.text)
    if head.tag_ not in ("NN", "NNS", "JJ", *_NAMED) and not head.is_sent_start:
        return False
    if lemma in ORGANISATIONS:
        return last.ent_type_ != "PERSON" or head.dep_ != "compound"
    tied = head.head in (last, name) or last.head == head or head.ent_type_ == "PERSON"
    return is_person_noun(lemma) and (tied or last.ent_type_ == "PERSON")


def _role_start(tokens: Sequence[Token]) -> int:
    """Return the index from which the tokens before a name are the role and not its body."""
    split = len(tokens)
    while split > 0:
        token = tokens[split - 1]
        opens = token.is_sent_start and not _names_body(token)
        lower = not token.text[:1].isupper() or opens
        known = in_title(token.text) or token.lower_ in NATIONS
        if not (lower or known or token.text == "-"):
            break
        split -= 1
    while split < len(tokens) and tokens[split].text == "-":
        split += 1
    # The county belongs to its name: "Albany County", "New York City".
    if 0 < split < len(tokens) - 1 and tokens[split].text in ("County", "City", "State"):
        split += 1
    return split


def _words(tokens: Sequence[Token]) -> tuple[str, ...]:
    words = [str(t.text) for t in tokens if t.text not in (".", "-", "'s", "’s", "'", "’")]
    if tokens and tokens[-1].tag_ == "NNS" and words:
        words[-1] = str(tokens[-1].lemma_)
    return tuple(words)


def _possessor(mark: Token) -> list[str]:
    """Return the named words before a possessive mark."""
    words: list[str] = []
    i = mark.i - 1
    while i >= 0 and mark.doc[i].tag_ in _NAMED:
        words.insert(0, fold(mark.doc[i].text))
        i -= 1
    return words


def _of_name(token: Token) -> list[str]:
    """Return the names in the phrases with "of", "at", "for" that hang on ``token``."""
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in _WITH_OF:
            for child in prep.children:
                if child.dep_ == "pobj" and child.tag_ in _NAMED:
                    return _full_name(child)
                if child.dep_ == "pobj":
                    found = _of_name(child)
                    if found:
                        return found
    return []


def _full_name(token: Token) -> list[str]:
    held = [
        t for t in token.children if t.dep_ == "compound" and t.tag_ in _NAMED and t.i < token.i
    ]
    return [fold(t.text) for t in (*held, token)]


def _apposition(token: Token, runs: dict[int, tuple[int, int]]) -> Iterator[_Given]:
    """Yield the role where one of the two parts of an apposition names, the other describes."""
    over = token.head
    if token.i in runs and over.i in runs and token.ent_type_ not in _LANDS:
        # "The mayor of Torvik, Anders Dahl": the parser hangs the name on the town.
        while over.dep_ in ("pobj", "prep", "compound") and over.head != over:
            over = over.head
    for named, noun in ((over, token), (token, over)):
        if named.i in runs and noun.i not in runs and noun.tag_ == "NN":
            # Right before a name, it was found there.
            if noun.i + 1 == runs[named.i][0]:
                return
            yield from _described(noun, runs[named.i])
            return


def _copula(token: Token, runs: dict[int, tuple[int, int]]) -> Iterator[_Given]:
    """Yield what someone is said to be: "X is a ...", "X, who is a ..."."""
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


def _described(noun: Token, run: tuple[int, int], *, past: bool = False) -> Iterator[_Given]:
    """Yield the roles that a noun phrase gives to a named holder."""
    holder = _holder(noun.doc, *run)
    shared = next(filter(None, (_of_name(head) for head in (noun, *noun.conjuncts))), [])
    for head in (noun, *noun.conjuncts):
        lemma = head.lemma_.lower()
        if head.tag_ != "NN" or not (is_person_noun(lemma) or lemma in ORGANISATIONS):
            continue
        tokens = list(noun.doc[_segment(noun.doc, head.i) : head.i + 1])
        split = _role_start(tokens)
        body = _named(tokens[:split])
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        if owner is not None and owner.tag_ in _NAMED:
            body = _full_name(owner)
        role = tokens[split:]
        if not holder or not role or len(role) > MOST_WORDS:
            continue
        of = _of_noun(head)
        words = (*(["then"] if past else []), *(str(t.text) for t in of), *_words(role))
        last = max(of[-1].i if of else head.i, head.i)
        surname = _last_name(head.doc, run[1])
        yield _Given(role[0].i, last, words, holder, surname, tuple(body or shared))


def _of_noun(head: Token) -> list[Token]:
    """Return the common nouns of an "of" right after a noun: "chief of police"."""
    follows = head.nbor(1) if head.i + 1 < len(head.doc) else None
    if follows is None or follows.lower_ not in ("of", "for") or follows.head != head:
        return []
    noun = next((c for c in follows.children if c.dep_ == "pobj"), None)
    if noun is None or noun.tag_ not in ("NN", "NNS"):
        return []
    inside = list(noun.doc[follows.i + 1 : noun.i + 1])
    return inside if all(t.dep_ in ("amod", "compound", "pobj") for t in inside) else []
