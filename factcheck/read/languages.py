"""Detects the language of an article; only English is compared."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

FEWEST_WORDS = 25
MOST_CHARACTERS = 20_000
# Words that every English text is full of, and no text in another language.
_COMMON = """
    the of and to in a is was for on that with by at from his her it as be has have had are were an
    said not but they who which this
"""
COMMON = frozenset(_COMMON.split())
ENGLISH_SHARE = 0.15
SURE = 0.9
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Return the two-letter code of the language of ``text``, ``en`` where that is not certain."""
    sample = text[:MOST_CHARACTERS]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    # Chinese or Thai has few words by this count, but enough letters.
    if len(words) < FEWEST_WORDS and (letters < 4 * FEWEST_WORDS or sample.isascii()):
        return "en"
    if sum(word in COMMON for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    code, share = _classifier()(sample)
    foreign_script = sum(map(str.isascii, "".join(words))) < letters / 2
    return code if share >= SURE or foreign_script else "en"


@cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    # Imported only when an article does not look English: the model has 4 MB and loads slowly.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return cast("Callable[[str], tuple[str, float]]", identifier.classify)
