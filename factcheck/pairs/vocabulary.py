"""What the configuration says of names: which are right, and which are two."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.language.words import is_common_word
from factcheck.pairs.filters import Filter
from factcheck.pairs.near_spellings import NearSpellings, Spelling, first_names
from factcheck.pairs.spelling_filters import FILTERS
from factcheck.settings.vocabulary import Vocabulary
from factcheck.stories.story import Located
from factcheck.values.names import NamePayload, fold, is_given_name

# Whether the vocabulary says that two names are two.
TOLD_APART: tuple[Filter[bool], ...] = (
    Filter(
        "vocabulary",
        "The vocabulary of the configuration says that they are two names, or both right.",
        lambda are_two: are_two,
    ),
)
# What makes two spellings two names, or both right, unless one of them is known to be right.
_OVERRULED = ("accepted-spellings", "given-name-variants", "two-full-names", "names-in-one-article")
SLIPS: tuple[Filter[NearSpellings], ...] = tuple(f for f in FILTERS if f.name not in _OVERRULED)


class Known:
    """The vocabulary of a configuration; ``words`` are the folded words of names that are right."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._beside: dict[str, set[str]] = {}
        for name in vocabulary.names:
            words = _words(name)
            for word in words:
                self._beside.setdefault(word, set()).update(set(words) - {word})
        self.words = frozenset(self._beside)
        self._last = {words[-1] for name in vocabulary.names if (words := _words(name))}
        self._written = {
            fold(word): word for name in vocabulary.names for word in name.replace("-", " ").split()
        }
        self._apart = {
            frozenset((a, b))
            for names in vocabulary.different
            for one, other in combinations(map(_words, names), 2)
            for a, b in _differing(one, other)
        }

    def written(self, form: str) -> str:
        """Return a word of a right name as the vocabulary writes it."""
        return self._written[form]

    def are_two(self, a: str, b: str) -> bool:
        """Return True if two folded words, or names of several, are of two names."""
        if not self._apart and not self.words:
            return False
        one, other = a.split(), b.split()
        return any(
            x != y and (frozenset((x, y)) in self._apart or (x in self.words and y in self.words))
            for x, y in _differing(one, other)
        )

    def is_slip(self, near: NearSpellings, slip: Spelling, right: str) -> bool:
        """Return True if ``slip`` is within a slip of the word ``right`` of a right name.

        A well-known word or name, or a word beside other ones in a name, is a slip of a word of a
        longer name only next to another word of that name.
        """
        if any(f.holds_back(near) for f in SLIPS):
            return False
        beside = self._beside[right]
        companies = [_company(mention) for mention in slip.mentions]
        if any(_is_near(word, beside) for company in companies for word in company):
            return True
        if is_common_word(slip.form) or is_given_name(slip.form):
            return False
        # Alone, or with words of its own, only a name of one word or a surname is known again.
        return not beside or (right in self._last and not all(companies))


def _company(mention: Located) -> set[str]:
    """Return the other words of the name around a mention, titles aside."""
    name = NamePayload.of(mention.value)
    return first_names(name.before) | set(name.after)


def _is_near(word: str, right: Collection[str]) -> bool:
    """Return True if a word is one of the right ones, or a letter away from one."""
    return any(DamerauLevenshtein.distance(word, other) <= 1 for other in right)


def _words(name: str) -> list[str]:
    return [fold(word) for word in name.replace("-", " ").split()]


def _differing(one: Collection[str], other: Collection[str]) -> list[tuple[str, str]]:
    """Return each word of one name that the other lacks, with each that the other has more."""
    rest = sorted(set(one) - set(other)), sorted(set(other) - set(one))
    return [(a, b) for a in rest[0] for b in rest[1]]
