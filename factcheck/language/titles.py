"""Titles, offices, ranks and trades: which words may be part of one, and the parts of a role.

The words are in ``en/titles.toml`` and ``en/people.toml``. The package ``nameparser`` was tried
instead, but it is made for addresses of letters, not for news. In 225 articles there were 86 names
with a title before them: 50 were split as here, and of the other 36 the title was left in the name
("Interior Secretary Dirk Kempthorne", "Defense Attorney Stanley Perlo").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.language import lexicon
from factcheck.language.lexicon import by_form

# The most words of an office.
_LONGEST = 3


@cache
def short_titles() -> dict[str, str]:
    """Return abbreviated title -> full title, for titles that mean the same in both forms.

    Left out are abbreviations in capitals and full titles of several words.
    """
    lists = lexicon.titles()
    return {
        short: full
        for short, full in lists.abbreviations.items()
        if short not in lists.in_capitals and " " not in full
    }


@cache
def times() -> dict[str, str]:
    """Return word -> time of a role (``past``, ``next`` or ``acting``): "former" -> ``past``."""
    return by_form(lexicon.titles().times)


@cache
def nations() -> dict[str, str]:
    """Return word for someone's origin -> the one word by which that nation is compared."""
    lists = lexicon.titles()
    return {nation: nation for nation in lists.nations} | by_form(lists.nation_forms)


@cache
def _parties() -> dict[str, str]:
    return by_form(lexicon.titles().parties)


@cache
def _offices() -> dict[str, str]:
    lists = lexicon.titles()
    return {office: office for office in lists.offices} | by_form(lists.office_forms)


@cache
def _synonyms() -> dict[str, str]:
    return by_form(lexicon.titles().synonyms)


@dataclass(frozen=True, slots=True)
class Role:
    """A role in parts, all in canonical words.

    ``office`` is its head (``district attorney``, ``singer``), ``below`` the words for a
    subordinate (``deputy``), ``grades`` other words of rank, ``fields`` the words for what it is
    about. ``time`` is ``past``, ``next``, ``acting`` or ``""``.
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
        """The role in one line, without its time."""
        named = (*filter(None, (self.nation, self.party)), *self.fields, *self.grades)
        return " ".join((*named, *self.below, self.office))


def spelled_out(words: Iterable[str]) -> list[str]:
    """Return the words of a role in lower case, with abbreviations in full."""
    full: list[str] = []
    abbreviations = lexicon.titles().abbreviations
    for word in words:
        plain = word.casefold().replace(".", "").replace("’", "'")
        full.extend(abbreviations.get(plain, plain).split())
    return [w for w in full if w]


def is_abbreviation(word: str) -> bool:
    """Return True if ``word`` is an abbreviated title ("Sgt.")."""
    return word.casefold().replace(".", "") in lexicon.titles().abbreviations


def is_title(word: str) -> bool:
    """Return True if ``word`` may be the last word of a title before a name ("Judge", "Sgt.")."""
    plain = word.casefold().replace(".", "")
    lists = lexicon.titles()
    if plain in lists.in_capitals:
        return word.isupper() or word.endswith(".")
    return plain in lists.titles or plain in lists.abbreviations


def in_title(word: str) -> bool:
    """Return True if ``word`` may be any word of a title before a name ("District", "Judge")."""
    plain = word.casefold().replace(".", "")
    lists = lexicon.titles()
    inside = (lists.inside_titles, lists.grades, lists.subordinate, times(), nations(), _parties())
    return is_title(word) or any(plain in words for words in inside)


def is_person_noun(lemma: str) -> bool:
    """Return True if a common noun may name a person by trade, office or kinship."""
    lists = lexicon.people()
    if lemma in lists.trades or lemma in lists.named_roles or lemma in lexicon.titles().titles:
        return True
    return lemma.endswith(lists.person_endings) and lemma not in times()


def read_role(words: Sequence[str]) -> Role:
    """Return the role that ``words`` name; its head is the last word, or the one before "of"."""
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
    parts: dict[str, list[str]] = {"below": [], "grades": [], "fields": []}
    nation = party = time = ""
    lists = lexicon.titles()
    for word in plain:
        if word in times():
            time = time or times()[word]
        elif word in lists.subordinate and office != "admiral":
            parts["below"].append(word)
        elif word in lists.grades:
            parts["grades"].append(word)
        elif word in nations():
            nation = nations()[word]
        elif word in _parties():
            party = _parties()[word]
        elif word not in lists.vague:
            parts["fields"].append(_synonyms().get(word, word))
    return Role(
        office, tuple(parts["below"]), tuple(parts["grades"]),
        tuple(dict.fromkeys(parts["fields"])), nation, party, time,
    )  # fmt: skip
