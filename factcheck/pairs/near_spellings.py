"""Spellings near enough to be one name, and the reasons why two of them are two names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.language import lexicon
from factcheck.language.scripts import LATIN
from factcheck.language.titles import is_title
from factcheck.language.variants import (
    both_right,
    may_be_romanised,
    one_stem,
    only_doubled,
    transliterated,
    with_digraphs,
)
from factcheck.language.words import is_common_word
from factcheck.pairs.filters import Filter
from factcheck.stories.story import Located
from factcheck.values.names import NamePayload, are_nicknames, fold, is_derived, is_given_name

# (length, letters): names of at least this length may differ in at most so many letters.
_ALLOWED = ((4, 1), (6, 2), (10, 3))
# Acronyms shorter than this differ in one letter by nature: two news agencies, two parties.
_ACRONYM = 5
# The labels of the parser for peoples and places.
_PEOPLE, _PLACES = "NORP", frozenset(("GPE", "LOC"))
# Words next to the same word of a name may differ more ("Distribution", "Distributors"), if at
# least this share of the longer one is the same.
_PHRASE_SIMILARITY = 0.65
# Variants of one given name begin with at least so many letters alike, and end in few others:
# "Vassilis" and "Vassilios".
_GIVEN_STEM, _GIVEN_END = 5, 3


# "Gulf of" before a name is part of it; so far back a word is looked for.
_REACH = 30
_OF = re.compile(r"\b([A-Z][^\W\d_]+) of (?:the )?\Z")
_NOUN = re.compile(r" ([a-z]{4,})\b")


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
    ``before`` and ``after`` the words next to it in names, ``nouns`` words in lower case right
    after it, with their documents, ``labels`` those of the parser, and
    ``digraphs`` the form with and without digraphs, "mueller" for "Müller". ``bare`` counts the
    mentions that no other word of the name comes before, titles left aside. ``plurals`` and
    ``articled`` count the mentions that are plurals and that have an article. ``proper`` is True
    if one mention is a proper name, ``shouted`` if all are in capitals.
    """

    form: str
    mentions: list[Located] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    nouns: dict[str, set[int]] = field(default_factory=dict)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    digraphs: set[str] = field(default_factory=set)
    bare: int = 0
    plurals: int = 0
    articled: int = 0
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
        if noun := _NOUN.match(text, located.value.end):
            if name.label != "PERSON" and noun.group(1) not in _no_nouns():
                self.nouns.setdefault(noun.group(1), set()).add(located.document)
        self.digraphs |= {self.form, fold(with_digraphs(located.value.text))}
        self.labels.add(name.label)
        self.bare += not first_names(name.before)
        self.plurals += name.plural
        self.articled += name.articled
        self.proper |= name.proper
        self.shouted &= located.value.text.isupper()

    @property
    def names_people(self) -> bool:
        """Whether the parser takes it for a people, or at least half its mentions are plurals."""
        return _PEOPLE in self.labels or 2 * self.plurals >= len(self.mentions)


def first_names(words: Iterable[str]) -> set[str]:
    """Return those of the words before a surname that are no titles."""
    no_names = lexicon.titles().courtesy | lexicon.people().trades
    return {word for word in words if not is_title(word) and word not in no_names}


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
        if self.a.shouted and self.b.shouted and sorted(self.a.form) == sorted(self.b.form):
            return len(self.a.form) // 2
        # Slips are rare in the first letter: if another letter differs too, it is another name.
        other_beginning = self.a.form[0] != self.b.form[0] and not self.in_phrase
        return min(allowed, 1) if other_beginning else allowed


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
            and may_be_romanised(self.a.form, self.b.form)
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


FILTERS: tuple[Filter[NearSpellings], ...] = (
    Filter(
        "maybe-no-names",
        "One of the words may be no name, and the words next to them in a name differ.",
        lambda n: not n.in_phrase and not (n.a.proper and n.b.proper),
    ),
    Filter(
        "accepted-spellings",
        "Both spellings are in use: British and American ones, or transliterations.",
        lambda n: _both_accepted(n) and not _doubling_slip(n.a, n.b),
    ),
    # "Brian" and "Bryant" may be one name, too, or one is a slip.
    Filter(
        "short-forms",
        "One is the short form of the other, as “Sam” is of “Samuel”.",
        lambda n: abs(len(n.a.form) - len(n.b.form)) > 1 and are_nicknames(n.a.form, n.b.form),
    ),
    Filter(
        "given-name-variants",
        "They are variants of one given name, as “Vassilis” and “Vassilios” are.",
        lambda n: _variants_of_given_name(n),
    ),
    Filter(
        "two-full-names",
        "The rarer one always has a first name before it, and another than the other has.",
        lambda n: _two_full_names(n),
    ),
    Filter(
        "glued-words",
        "One is the other and the next word, without the space between: no name of its own.",
        lambda n: _glued(n.a, n.b),
    ),
    Filter(
        "words-of-one-name",
        "They are two words of one name, as in “Albany County Court”.",
        lambda n: n.b.form in n.a.before | n.a.after,
    ),
    Filter(
        "families",
        "One is a family and the other its name: “the Harpers” and “Harper”.",
        lambda n: _is_family(n.a, n.b),
    ),
    Filter(
        "derived-names",
        "One is derived from the other, as “Iranian” is from “Iran”.",
        lambda n: is_derived(n.a.form, n.b.form) and not _only_of_a_person(n),
    ),
    Filter(
        "inflected-names",
        "One is the other with a plural ending, and the rest of the name is not the same.",
        lambda n: _plural(n.a, n.b) and not framed(n.a, n.b) and not _of_one_person(n),
    ),
    Filter(
        "peoples",
        "One is a place and the other its people or language, as “Slovenes” are of “Slovenia”.",
        lambda n: _place_and_people(n.a, n.b),
    ),
    Filter(
        "names-side-by-side",
        "One sentence has both, so they are two names, or it says that one of them is wrong.",
        lambda n: bool(n.a.claims & n.b.claims) and not framed(n.a, n.b),
    ),
    Filter(
        "names-in-one-article",
        "Each stands in several articles, and both in one of them, so they are two names.",
        lambda n: _both_established(n.a, n.b),
    ),
    Filter(
        "short-acronyms",
        "They are short acronyms, which differ in one letter by nature.",
        lambda n: (
            n.shorter < _ACRONYM
            and (n.a.shouted or n.b.shouted)
            and sorted(n.a.form) != sorted(n.b.form)
        ),
    ),
    Filter(
        "one-and-many",
        "One is the plural of the other, as “Sixers” is of “Sixer”.",
        lambda n: n.distance <= n.allowed and not n.in_phrase and _number_differs(n.a, n.b),
    ),
    Filter(
        "many-letters-differ",
        "Too many letters differ.",
        lambda n: (
            n.distance > n.allowed and not (n.in_phrase and n.similarity >= _PHRASE_SIMILARITY)
        ),
    ),
    Filter(
        "words-in-titles",
        "Both are common words, in a headline or a title.",
        lambda n: n.in_lower_case and (_plural(n.a, n.b) or not framed(n.a, n.b)),
    ),
)


def _doubling_slip(a: Spelling, b: Spelling) -> bool:
    """Return True if they differ in a doubled letter, and one article stands against several."""
    rare, common = sorted((a, b), key=lambda s: len(s.documents))
    is_lone = len(rare.documents) == 1 and len(common.documents) >= 2
    return is_lone and only_doubled(a.form, b.form)


def _one_noun(a: Spelling, b: Spelling) -> bool:
    """Return True if the rarer one stands only before a noun that often follows the other.

    "Elmental cheese" is a slip where several articles tell of Emmental cheese.
    """
    rare, common = sorted((a, b), key=lambda s: (len(s.documents), len(s.mentions), s.form))
    return len(rare.mentions) == 1 and any(len(common.nouns.get(n, ())) > 1 for n in rare.nouns)


def framed(a: Spelling, b: Spelling) -> bool:
    """Return True if they share a word before them and a word after them in a name."""
    return bool(a.before & b.before) and bool(a.after & b.after)


def _plural(a: Spelling, b: Spelling) -> bool:
    """Return True if one form is the other with a plural ending."""
    short, long = sorted((a.form, b.form), key=len)
    return long in (short + "s", short + "es")


def _both_accepted(near: NearSpellings) -> bool:
    """Return True if both spellings are in use, as "Müller", "Mueller" and "Muller" are.

    In one person's name, one of two is wrong, unless it may come from another script. An article
    with both makes one of them a slip, too.
    """
    a, b = near.a, near.b
    if near.in_both and near.in_phrase:
        return False
    if a.digraphs & b.digraphs:
        return True
    return bool(both_right(a.form, b.form)) and not _in_latin_name(near)


def _in_latin_name(near: NearSpellings) -> bool:
    """Return True if both are part of one person's name, and that name is no foreign script's.

    It is not if a given name of English stands in it, or if the story names only lands of the Latin
    script.
    """
    a, b = near.a, near.b
    if "PERSON" not in a.labels | b.labels or transliterated(a.form) != transliterated(b.form):
        return False
    if any(is_given_name(word) for word in near.shared) and not near.is_foreign:
        return True
    if not near.in_phrase and not {"PERSON"} <= a.labels & b.labels:
        return False
    return near.script == LATIN or (near.in_phrase and _given(a) and _given(b))


def _given(spelling: Spelling) -> bool:
    return is_given_name(spelling.form)


def _variants_of_given_name(near: NearSpellings) -> bool:
    """Return True if they stand before one surname, or one of them alone, and only ends differ.

    Letters that sound alike ("Dominic", "Dominik") make no variant.
    """
    a, b = near.a, near.b
    alone = bool(a.after) != bool(b.after) and not near.shared
    is_given = (a.after & b.after or alone) and not first_names(a.before | b.before)
    if not is_given or "PERSON" not in a.labels & b.labels:
        return False
    alike = 0
    for x, y in zip(a.form, b.form, strict=False):
        if x != y:
            break
        alike += 1
    longest = max(len(a.form), len(b.form)) - alike
    return (
        alike >= _GIVEN_STEM
        and longest <= _GIVEN_END
        and near.is_foreign
        and transliterated(a.form) != transliterated(b.form)
    )


def _two_full_names(near: NearSpellings) -> bool:
    """Return True if the rarer one has a first name in all mentions, and the other has another."""
    rare, common = sorted((near.a, near.b), key=lambda s: (len(s.mentions), s.form))
    if "PERSON" not in rare.labels or near.in_phrase or rare.bare:
        return False
    firsts, others = first_names(rare.before), first_names(common.before)
    return bool(firsts and others) and not any(_one_first(x, y) for x in firsts for y in others)


def _one_first(a: str, b: str) -> bool:
    """Return True if two first names may be one: misspelled, short, or an initial."""
    is_initial = min(len(a), len(b)) <= 2 and a[:1] == b[:1]
    distance = DamerauLevenshtein.distance(a, b)
    return is_initial or distance <= 2 or are_nicknames(a, b)


def _glued(a: Spelling, b: Spelling) -> bool:
    """Return True if one form is the other and a common word, written together."""
    short, long = sorted((a.form, b.form), key=len)
    rest = long[len(short) :]
    return (
        long.startswith(short)
        and len(rest) > 2
        and (rest in lexicon.words().function_words or is_common_word(rest))
    )


def _only_of_a_person(near: NearSpellings) -> bool:
    """Return True if both are of people to the parser, and no article has both.

    A surname has no adjective and no people: "Devane" is not derived from "Devaney".
    """
    a, b = near.a, near.b
    if near.in_both or near.is_foreign or _number_differs(a, b):
        return False
    labels = a.labels | b.labels
    return "PERSON" in a.labels & b.labels and not labels & {_PEOPLE, *_PLACES}


def _of_one_person(near: NearSpellings) -> bool:
    """Return True if both forms are of a person to the parser, or one of two beside one word.

    Plurals are of no person: "the Halverns".
    """
    a, b = near.a, near.b
    people = "PERSON" in a.labels & b.labels or (near.in_phrase and "PERSON" in a.labels | b.labels)
    return people and not _number_differs(a, b)


def _place_and_people(a: Spelling, b: Spelling) -> bool:
    """Return True if one form names a place, the other a people, and both begin alike."""
    return one_stem(a.form, b.form) and any(
        x.names_people and not y.labels.isdisjoint(_PLACES) for x, y in ((a, b), (b, a))
    )


def _both_established(a: Spelling, b: Spelling) -> bool:
    """Return True if each form is in several articles, and one of them has both.

    A slip is made once, or copied from one article to others. An article with both forms means two
    names.
    """
    return min(len(a.documents), len(b.documents)) > 1 and bool(a.documents & b.documents)


def _is_family(a: Spelling, b: Spelling) -> bool:
    """Return True if one form is a family and the other its name: "the Harpers" and "Harper".

    Only the plural has an article in most mentions. If both have one, as in "the Bahama" and "the
    Bahamas", a letter is missing.
    """
    short, long = sorted((a, b), key=lambda s: len(s.form))
    return (
        _plural(a, b)
        and 2 * long.articled >= len(long.mentions)
        and 2 * short.articled < len(short.mentions)
    )


def _number_differs(a: Spelling, b: Spelling) -> bool:
    """Return True if one form is the plural of the other: "Sixers", but not "Bezos".

    In at least half of its mentions the longer form is used as a plural.
    """
    long = max(a, b, key=lambda s: len(s.form))
    return _plural(a, b) and 2 * long.plurals >= len(long.mentions)
