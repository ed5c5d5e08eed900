"""Spellings of words in names, and how near two of them are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.language import lexicon
from factcheck.language.scripts import LATIN
from factcheck.language.titles import in_title, is_title
from factcheck.language.variants import have_same_consonants, with_digraphs
from factcheck.stories.story import Located
from factcheck.values.names import NamePayload, fold, is_given_name

# (length, letters): names of at least this length may differ in at most so many letters.
_ALLOWED = ((4, 1), (6, 2), (10, 3))
# The label of the parser for peoples.
PEOPLE = "NORP"


# "Gulf of" before a name is part of it; so far back a word is looked for.
_REACH = 30
_OF = re.compile(r"\b([A-Z][^\W\d_]+) of (?:the )?\Z")
_NOUN = re.compile(r" ([a-z]{4,})\b")
_WORD = re.compile(r"\w+")


@cache
def _no_nouns() -> frozenset[str]:
    """Return words in lower case after a name that say nothing of what it names."""
    words = lexicon.words()
    verbs = words.speech_verbs | words.stop_verbs | words.light_verbs
    return words.function_words | verbs | {f"{v}{e}" for v in verbs for e in ("s", "ed", "d")}


@dataclass(slots=True)
class Spelling:
    """One way to write a word of a name, with its mentions.

    ``form`` is the folded word. ``documents`` and ``claims`` are the numbers of those it is in,
    ``before`` and ``after`` the words next to it in names, ``beside`` both without titles,
    ``nouns`` words in lower case right after it, with their documents, ``settings`` the two words
    on each side of each mention, ``labels`` those of the parser, and ``digraphs`` the form with and
    without digraphs, "mueller" for "Müller". ``full`` and ``alone`` are the documents with a
    mention that has another word of a name beside it, and with one that has none, ``plurals``,
    ``articled`` and ``persons`` count the mentions that are plurals, that have an article, and that
    the parser takes for a person's. ``proper`` is True if one mention is a proper name, ``shouted``
    if all are capitals.
    """

    form: str
    mentions: list[Located] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    nouns: dict[str, set[int]] = field(default_factory=dict)
    settings: set[tuple[str, ...]] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    digraphs: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    alone: set[int] = field(default_factory=set)
    full: set[int] = field(default_factory=set)
    plurals: int = 0
    articled: int = 0
    persons: int = 0
    proper: bool = False
    shouted: bool = True

    def add(self, located: Located, text: str) -> None:
        """Add a mention in an article with this ``text``."""
        name = NamePayload.of(located.value)
        self.mentions.append(located)
        self.documents.add(located.document)
        self.claims.add(located.claim)
        self.before.update(name.before)
        self.after.update(name.after)
        if inner := _OF.search(text, max(0, located.value.start - _REACH), located.value.start):
            self.before.add(fold(inner.group(1)))
        self.settings.add(_setting(text, located.value.start, located.value.end))
        noun = _NOUN.match(text, located.value.end)
        if noun and noun.group(1) not in _no_nouns():
            self.nouns.setdefault(noun.group(1), set()).add(located.document)
        self.digraphs |= {self.form, fold(with_digraphs(located.value.text))}
        self.labels.add(name.label)
        beside = _of_names((*name.before, *name.after))
        self.beside |= beside
        (self.full if beside else self.alone).add(located.document)
        self.plurals += name.plural
        self.articled += name.articled
        self.persons += name.label == "PERSON"
        self.proper |= name.proper
        self.shouted &= located.value.text.isupper()

    @property
    def names_people(self) -> bool:
        """Whether the parser takes it for a people, or at least half its mentions are plurals."""
        return PEOPLE in self.labels or 2 * self.plurals >= len(self.mentions)


def _setting(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the two words before and the two after a place, in lower case."""
    before = _WORD.findall(text[max(0, start - _REACH) : start].lower())
    after = _WORD.findall(text[end : end + _REACH].lower())
    return (*before[-2:], *after[:2])


def first_names(words: Iterable[str]) -> set[str]:
    """Return those of the words before a surname that are no titles."""
    no_names = lexicon.titles().courtesy | lexicon.people().trades
    return {word for word in words if not is_title(word) and word not in no_names}


def _of_names(words: Iterable[str]) -> set[str]:
    """Return those words beside a name that are part of it: no titles, and not "The"."""
    small = lexicon.words().function_words
    return {w for w in first_names(words) if w not in small and not in_title(w)}


class NearSpellings(NamedTuple):
    """Two spellings that may be one name.

    ``distance`` is the number of letters that differ, ``in_phrase`` says whether a word next to
    them in the name is the same, ``in_lower_case`` whether articles write both in lower case.
    ``script`` is that of the lands that the story names, "" if that is not clear.
    """

    a: Spelling
    b: Spelling
    distance: int
    in_phrase: bool
    in_lower_case: bool
    script: str

    @property
    def shorter(self) -> int:
        """The length of the shorter form."""
        return min(len(self.a.form), len(self.b.form))

    @property
    def similarity(self) -> float:
        """How much of the longer form is the same, 0 to 1."""
        return 1 - self.distance / max(len(self.a.form), len(self.b.form))

    @property
    def allowed(self) -> int:
        """The number of letters that may differ."""
        allowed = max((n for length, n in _ALLOWED if self.shorter >= length), default=0)
        if self.a.shouted and self.b.shouted and self.same_letters:
            return len(self.a.form) // 2
        # Slips are rare in the first letter: if another letter differs too, it is another name.
        other_beginning = self.a.form[0] != self.b.form[0] and not self.in_phrase
        return min(allowed, 1) if other_beginning else allowed

    @property
    def same_letters(self) -> bool:
        """Whether both have the same letters, in whatever order and number."""
        return set(self.a.form) == set(self.b.form)

    @property
    def shared(self) -> set[str]:
        """The words that stand next to both in names, on the same side."""
        return (self.a.before & self.b.before) | (self.a.after & self.b.after)

    @property
    def is_foreign(self) -> bool:
        """Whether the story is of a land with another script."""
        return self.script not in ("", LATIN)

    @property
    def in_both(self) -> set[int]:
        """The documents that have both."""
        return self.a.documents & self.b.documents

    @property
    def may_be_foreign(self) -> bool:
        """Whether the name may be of another script, for all that is known."""
        return self.script != LATIN and not any(is_given_name(w) for w in self.shared)

    @property
    def are_ways_to_romanise(self) -> bool:
        """Whether they may be two ways to write one name of another script in Latin letters.

        What one article writes in two ways is a slip.
        """
        return (
            self.is_foreign
            and not self.in_both
            and self.may_be_foreign
            and have_same_consonants(self.a.form, self.b.form)
        )


def near_spellings(
    a: Spelling, b: Spelling, lowercase: set[str], script: str = ""
) -> NearSpellings:
    """Return two spellings, with how near they are."""
    return NearSpellings(
        a,
        b,
        DamerauLevenshtein.distance(a.form, b.form),
        bool((a.before & b.before) | (a.after & b.after)) or _one_noun(a, b),
        {a.form, b.form} <= lowercase,
        script,
    )


def _one_noun(a: Spelling, b: Spelling) -> bool:
    """Return True if the rarer one stands only before a noun that often follows the other.

    "Elmental cheese" is a slip where several articles tell of Emmental cheese.
    """
    rare, common = sorted((a, b), key=lambda s: (len(s.documents), len(s.mentions), s.form))
    is_lone = len(rare.mentions) == 1 and "PERSON" not in common.labels
    return is_lone and any(len(common.nouns.get(n, ())) > 1 for n in rare.nouns)


def framed(a: Spelling, b: Spelling) -> bool:
    """Return True if they share a word before them and a word after them in a name."""
    return bool(a.before & b.before) and bool(a.after & b.after)
