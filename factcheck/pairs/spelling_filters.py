"""The reasons why two spellings that are nearly the same are two names, or both right."""

from __future__ import annotations

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.language import lexicon
from factcheck.language.scripts import LATIN
from factcheck.language.titles import nations
from factcheck.language.variants import both_right, one_stem, only_doubled, transliterated
from factcheck.language.words import is_common_word
from factcheck.pairs.filters import Filter
from factcheck.pairs.near_spellings import NearSpellings, Spelling, first_names, framed
from factcheck.stories.independence import MANY
from factcheck.values import gazetteer
from factcheck.values.names import are_derived, are_nicknames, is_derived, is_given_name

# Acronyms shorter than this differ in one letter by nature: two news agencies, two parties.
_ACRONYM = 5
# The labels of the parser for places.
_PLACES = frozenset(("GPE", "LOC"))
# Words next to the same word of a name may differ more ("Distribution", "Distributors"), if at
# least this share of the longer one is the same.
_PHRASE_SIMILARITY = 0.65
# Variants of one given name begin with at least so many letters alike, and end in few others:
# "Vassilis" and "Vassilios".
_GIVEN_STEM, _GIVEN_END = 5, 3

_CONTINENTS = {"african": "africa", "asian": "asia", "european": "europe"}

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
        "The rarer one always stands beside other words of a name, and the other beside others.",
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
        "One is derived from the other, as “Iranian” is from “Iran”, or both from one word.",
        lambda n: (
            (is_derived(n.a.form, n.b.form) or are_derived(n.a.form, n.b.form))
            and not _plural(n.a, n.b)
            and not _only_of_a_person(n)
        ),
    ),
    Filter(
        "inflected-names",
        "One is the other with a plural ending, and the rest of the name is not the same.",
        lambda n: _plural(n.a, n.b) and not framed(n.a, n.b) and not _of_one_person(n),
    ),
    Filter(
        "peoples",
        "One is a place and the other its people or language, as “Kosovars” are of “Kosovo”.",
        lambda n: _place_and_people(n.a, n.b) and not framed(n.a, n.b),
    ),
    Filter(
        "two-lands",
        "They are two lands or their peoples, as “Austrian” and “Australian” are.",
        lambda n: _two_lands(n.a.form, n.b.form) and not framed(n.a, n.b),
    ),
    Filter(
        "names-side-by-side",
        "One sentence has both, so they are two names, or it says that one of them is wrong.",
        lambda n: (
            bool(n.a.claims & n.b.claims) and not framed(n.a, n.b) and not _never_introduced(n)
        ),
    ),
    Filter(
        "names-in-one-article",
        "Each stands in several articles, and both in one of them, so they are two names.",
        lambda n: _both_established(n.a, n.b) and not framed(n.a, n.b),
    ),
    Filter(
        "short-acronyms",
        "They are short acronyms, which differ in one letter by nature.",
        lambda n: n.shorter < _ACRONYM and (n.a.shouted or n.b.shouted) and not n.same_letters,
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
    if near.in_both and (near.in_phrase or "PERSON" in a.labels & b.labels):
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
    """Return True if the rarer one is always part of a longer name, and the other of another.

    Where an article has the longer name, the word alone is short for it.

    A surname alone may be that of anybody, so the other must have a first name or the like, too. A
    well-known word in a longer name is that word: the "Active" of "Active Gear Fund" is no slip of
    "ActiveX".
    """
    rare, common = sorted((near.a, near.b), key=lambda s: (len(s.mentions), s.form))
    if near.in_phrase or rare.alone - rare.full:
        return False
    if not common.beside and not is_common_word(rare.form):
        return False
    # "Hassan Mohamud" is not "Mohamed Hassan": a word is the same part of a name on one side only.
    return not any(
        _one_first(x, y)
        for one, other in ((rare.before, common.before), (rare.after, common.after))
        for x in one & rare.beside
        for y in other & common.beside
    )


def _one_first(a: str, b: str) -> bool:
    """Return True if two words of names may be one: misspelled, a short form, or an initial."""
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

    A surname has no adjective and no people: "Devane" is not derived from "Devaney". Where other
    scripts are romanised, the rest of the name must be the same.
    """
    a, b = near.a, near.b
    if near.in_both or _number_differs(a, b) or (near.is_foreign and not near.in_phrase):
        return False
    return all(2 * x.persons >= len(x.mentions) for x in (a, b))


def _of_one_person(near: NearSpellings) -> bool:
    """Return True if both forms are of a person to the parser, or one of two beside one word.

    Plurals are of no person: "the Halverns".
    """
    a, b = near.a, near.b
    people = "PERSON" in a.labels & b.labels or (near.in_phrase and "PERSON" in a.labels | b.labels)
    return people and not _number_differs(a, b)


def _place_and_people(a: Spelling, b: Spelling) -> bool:
    """Return True if one form names a place, and the other its people."""
    return one_stem(a.form, b.form) and any(
        x.names_people and not y.labels.isdisjoint(_PLACES) for x, y in ((a, b), (b, a))
    )


def _two_lands(a: str, b: str) -> bool:
    """Return True if both are lands, continents or peoples by their usual names, and not of one."""
    one, other = _land(a), _land(b)
    return bool(one and other and one != other)


def _land(form: str) -> str:
    """Return what a word names if it is a land or continent, or the people of one; else ""."""
    place = gazetteer.known(form)
    is_land = place is not None and place[1] == "country"
    known = _CONTINENTS.get(form) or nations().get(form) or nations().get(form.removesuffix("s"))
    return known or (form if is_land else "")


def _never_introduced(near: NearSpellings) -> bool:
    """Return True if one is a bare word, once, and the other a person's name in many articles.

    Somebody else would have a first name or a title where only one article tells of him.
    """
    rare, common = sorted((near.a, near.b), key=lambda s: (len(s.mentions), s.form))
    if near.distance > 1 or len(rare.mentions) > 1 or rare.before | rare.after:
        return False
    is_person = 2 * common.persons >= len(common.mentions) and bool(common.beside)
    return is_person and len(common.documents) >= MANY


def _both_established(a: Spelling, b: Spelling) -> bool:
    """Return True if each form is in several articles, and one of them has both.

    A slip is made once, or copied from one article to others, with the words around it. An article
    with both forms means two names.
    """
    is_copied = any(len(x.settings) == 1 for x in (a, b))
    several = min(len(a.documents), len(b.documents)) > 1
    return several and bool(a.documents & b.documents) and not is_copied


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
