"""Names in a parsed sentence, and the titles and trades right before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.parser import Sentence
from factcheck.language.titles import (
    in_title,
    is_abbreviation,
    is_person_noun,
    is_title,
    nations,
    times,
)
from factcheck.values.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAMED = ("NNP", "NNPS")
_TIMED = ("DATE", "TIME")
_BODIES = ("ORG", "GPE", "LOC", "FAC")
SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
_PARTICLES = ("de", "del", "van", "von", "der", "den", "bin", "al", "la", "da", "di", "el", "ben")
_WITH_OF = ("of", "for", "at", "in", "with")
# Words for a body that do not name it.
_ANY_BODY = frozenset("team club company firm school county city state town group agency".split())
# A role of more words than this is a description.
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Given:
    """A role as it stands in a paragraph: its tokens, who has it, and in which named body.

    ``surname`` is the last word of the holder's name.
    """

    first: int
    last: int
    words: tuple[str, ...]
    holder: tuple[str, ...]
    surname: Token
    body: tuple[str, ...]


def names_in(sentence: Sentence) -> Iterator[tuple[int, int]]:
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
        if first + 1 < j and doc[first].is_sent_start and _is_trade(doc[first]):
            first += 1  # "Owner Karl Brandt" at the start of a sentence
        if not is_title(doc[j].text) and doc[j].ent_type_ not in _TIMED:
            yield _after_titles(doc, first, j)
        i = j + 1


def _is_trade(token: Token) -> bool:
    lists = lexicon.people()
    return token.lower_ in lists.trades or token.lower_ in lists.people


def _name_word(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and text[-1:] not in "'’"
        and any(c.isalpha() for c in text)
        and (token.tag_ in NAMED or is_title(text) or _in_person(token))
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


def name_words(doc: Doc, first: int, last: int) -> tuple[str, ...]:
    words = [fold(t.text) for t in doc[first : last + 1] if t.text.strip(".'’-")]
    return tuple(w for w in words if w and w not in SUFFIXES)


def last_name(doc: Doc, last: int) -> Token:
    """Return the last word of a name that is not "Jr." or the like."""
    while fold(doc[last].text) in (*SUFFIXES, "") and last > 0:
        last -= 1
    return doc[last]


def titles_before(doc: Doc, first: int, last: int) -> Iterator[Given]:
    """Yield the titles and trades right before a name."""
    holder = name_words(doc, first, last)
    stop = first
    while holder:
        begin = title_start(doc, stop)
        if begin == stop:
            return
        tokens = [t for t in doc[begin:stop] if t.text != "."]
        heads = [a for a, b in pairwise(tokens) if b.lower_ == "of"] or tokens[-1:]
        head = heads[0] if heads else None
        if head is None or not _heads(head, doc[first], doc[last]):
            return
        split = role_start(tokens)
        if len(tokens) - split > MOST_WORDS:
            return
        body = body_words(tokens[:split])
        if not body and begin > 0 and doc[begin - 1].tag_ == "POS":
            body = _possessor(doc[begin - 1])
        body = body or named_after(doc[last])
        role = tokens[split:]
        if not role:
            return
        # "former Chargers coach": the time of the role stands before its body.
        words = (*(t.text for t in tokens[:split] if t.lower_ in times()), *role_words(role))
        end = role[-1].i
        # The full stop of an abbreviation at what was taken for the end of a sentence.
        if end + 1 < stop and doc[end + 1].text == "." and doc[end + 1].idx == _after(doc[end]):
            end += 1
        yield Given(role[0].i, end, words, holder, last_name(doc, last), tuple(body))
        # "police spokesman Const. Tim Fanning": there is another before it.
        if not (role[0].text[:1].isupper() and split == 0) or begin == 0:
            return
        stop = begin


def _after(token: Token) -> int:
    return int(token.idx) + len(token.text)


def body_words(tokens: Iterable[Token]) -> list[str]:
    """Return the folded words of a name among ``tokens``: "Chargers", "Albany County"."""
    return [fold(t.text) for t in tokens if _names_body(t) and t.lower_ not in _ANY_BODY]


def _of_office(head: Token, noun: Token) -> bool:
    """Tell whether "of" between the two makes one title: "Secretary of State"."""
    if is_person_noun(noun.lemma_.lower()) or not is_person_noun(head.lemma_.lower()):
        return False
    return in_title(noun.text) or noun.text[:1].islower() or noun.tag_ in ("NNS", "NNPS")


def _names_body(token: Token) -> bool:
    capital = token.text[:1].isupper()
    return capital and (token.tag_ in (*NAMED, "NNS") or token.ent_type_ in _BODIES)


def title_start(doc: Doc, stop: int) -> int:
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
        below = token.lower_ in lexicon.titles().subordinate
        if begins and is_person_noun(token.lemma_) and not below:
            break
        if token.lower_ == "under" and token.text != "Under":
            break  # "the board under chairman Ann Lee"
        verbal = token.pos_ == "VERB" or (not capital and token.lower_.endswith(("ing", "ed")))
        common = token.tag_ in (*NAMED, "NN", "NNS", "JJ") and not verbal
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
    if head.tag_ not in ("NN", "NNS", "JJ", *NAMED) and not head.is_sent_start:
        return False
    if lemma in lexicon.people().organisations:
        return last.ent_type_ != "PERSON" or head.dep_ != "compound"
    tied = head.head in (last, name) or last.head == head or head.ent_type_ == "PERSON"
    return is_person_noun(lemma) and (tied or last.ent_type_ == "PERSON")


def role_start(tokens: Sequence[Token]) -> int:
    """Return the index from which the tokens before a name are the role and not its body."""
    split = len(tokens)
    while split > 0:
        token = tokens[split - 1]
        opens = token.is_sent_start and (not _names_body(token) or _is_trade(token))
        lower = not token.text[:1].isupper() or opens
        known = in_title(token.text) or token.lower_ in nations()
        if not (lower or known or token.text == "-"):
            break
        split -= 1
    while split < len(tokens) and tokens[split].text == "-":
        split += 1
    # The county belongs to its name: "Albany County", "New York City".
    if 0 < split < len(tokens) - 1 and tokens[split].text in ("County", "City", "State"):
        split += 1
    return split


def role_words(tokens: Sequence[Token]) -> tuple[str, ...]:
    words = [str(t.text) for t in tokens if t.text not in (".", "-", "'s", "’s", "'", "’")]
    if tokens and tokens[-1].tag_ == "NNS" and words:
        words[-1] = str(tokens[-1].lemma_)
    return tuple(words)


def _possessor(mark: Token) -> list[str]:
    """Return the named words before a possessive mark."""
    words: list[str] = []
    i = mark.i - 1
    while i >= 0 and mark.doc[i].tag_ in NAMED:
        words.insert(0, fold(mark.doc[i].text))
        i -= 1
    return words


def named_after(token: Token) -> list[str]:
    """Return the names in the phrases with "of", "at", "for" that hang on ``token``."""
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in _WITH_OF:
            for child in prep.children:
                if child.dep_ == "pobj" and child.tag_ in NAMED:
                    return full_name(child)
                if child.dep_ == "pobj":
                    found = named_after(child)
                    if found:
                        return found
    return []


def full_name(token: Token) -> list[str]:
    held = [t for t in token.children if t.dep_ == "compound" and t.tag_ in NAMED and t.i < token.i]
    return [fold(t.text) for t in (*held, token)]
