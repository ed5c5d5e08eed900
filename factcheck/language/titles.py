"""Titles, offices, ranks and trades: which words may be one, and the parts of a role.

The words are those of ``en/titles.toml`` and ``en/people.toml``. The package ``nameparser`` was
tried in their place: it knows how letters are addressed, not how news introduces people. Of 86
names with a title before them in 225 articles it parted 50 as here and left the title of the other
36 in the name ("Interior Secretary Dirk Kempthorne", "Defense Attorney Stanley Perlo").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.language import lexicon
from factcheck.language.lexicon import by_form

# An office has no more words than this.
_LONGEST = 3


@cache
def short_titles() -> dict[str, str]:
    """Return the titles that are written in short or in full before a name and read alike."""
    known = lexicon.titles()
    return {
        short: full
        for short, full in known.abbreviations.items()
        if short not in known.in_capitals and " " not in full
    }


@cache
def times() -> dict[str, str]:
    """Return the words that tell when a role is held, with ``past``, ``next`` or ``acting``."""
    return by_form(lexicon.titles().times)


@cache
def nations() -> dict[str, str]:
    """Return the words for where someone is from, with the one by which the country is known."""
    known = lexicon.titles()
    return {nation: nation for nation in known.nations} | by_form(known.nation_forms)


@cache
def _parties() -> dict[str, str]:
    return by_form(lexicon.titles().parties)


@cache
def _offices() -> dict[str, str]:
    known = lexicon.titles()
    return {office: office for office in known.offices} | by_form(known.office_forms)


@cache
def _synonyms() -> dict[str, str]:
    return by_form(lexicon.titles().synonyms)


@dataclass(frozen=True, slots=True)
class Role:
    """A role in parts, all in canonical words.

    ``office`` is its head (``district attorney``, ``singer``), ``below`` the words that make it the
    second in line, ``grades`` those that rank it otherwise, ``fields`` what it is about, ``time``
    ``past``, ``next``, ``acting`` or ``""``.
    """

    office: str
    below: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    nation: str = ""
    party: str = ""
    time: str = ""

    @property
    def canonical(self) -> str:
        """The role in one line, its time left out."""
        named = (*filter(None, (self.nation, self.party)), *self.fields, *self.grades)
        return " ".join((*named, *self.below, self.office))


def spelled_out(words: Iterable[str]) -> list[str]:
    """Return the words of a role in lower case, abbreviations written in full."""
    found: list[str] = []
    abbreviations = lexicon.titles().abbreviations
    for word in words:
        plain = word.casefold().replace(".", "").replace("’", "'")
        found.extend(abbreviations.get(plain, plain).split())
    return [w for w in found if w]


def is_abbreviation(word: str) -> bool:
    """Tell whether ``word`` is a title cut short ("Sgt.")."""
    return word.casefold().replace(".", "") in lexicon.titles().abbreviations


def is_title(word: str) -> bool:
    """Tell whether ``word`` may end a title before a name ("Judge", "Sgt.")."""
    plain = word.casefold().replace(".", "")
    known = lexicon.titles()
    if plain in known.in_capitals:
        return word.isupper() or word.endswith(".")
    return plain in known.titles or plain in known.abbreviations


def in_title(word: str) -> bool:
    """Tell whether ``word`` may stand within a title before its last word ("District")."""
    plain = word.casefold().replace(".", "")
    known = lexicon.titles()
    inside = (known.inside_titles, known.grades, known.subordinate, times(), nations(), _parties())
    return is_title(word) or any(plain in words for words in inside)


def is_person_noun(lemma: str) -> bool:
    """Tell whether a common noun may be what someone is by trade, office or kinship."""
    known = lexicon.people()
    if lemma in known.trades or lemma in known.named_roles or lemma in lexicon.titles().titles:
        return True
    return lemma.endswith(known.person_endings) and lemma not in times()


def read_role(words: Sequence[str]) -> Role:
    """Return the role that ``words`` name, its head last or before an "of"."""
    plain = [w for w in spelled_out(words) if w not in ("-", "–", "/", "'s", "'")]
    if "of" in plain[1:]:
        cut = plain.index("of", 1)
        plain = [*plain[cut + 1 :], *plain[:cut]]
    office = ""
    for length in range(min(_LONGEST, len(plain)), 1, -1):
        office = _offices().get(" ".join(plain[-length:]), "")
        if office:
            plain = plain[:-length]
            break
    if not office:
        office = _synonyms().get(plain[-1], plain[-1]) if plain else ""
        plain = plain[:-1]
    held: dict[str, list[str]] = {"below": [], "grades": [], "fields": []}
    nation = party = time = ""
    known = lexicon.titles()
    for word in plain:
        if word in times():
            time = time or times()[word]
        elif word in known.subordinate and office != "admiral":
            held["below"].append(word)
        elif word in known.grades:
            held["grades"].append(word)
        elif word in nations():
            nation = nations()[word]
        elif word in _parties():
            party = _parties()[word]
        elif word not in known.vague:
            held["fields"].append(_synonyms().get(word, word))
    return Role(
        office, tuple(held["below"]), tuple(held["grades"]), tuple(dict.fromkeys(held["fields"])),
        nation, party, time,
    )  # fmt: skip
