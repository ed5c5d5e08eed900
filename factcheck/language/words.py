"""Is this a word that readers know? The vocabulary of the default encoder answers.

Its 30,000 pieces are the most frequent words and names of English; a slip of the keyboard is never
among them, while two well-known names that differ in a letter both are.
"""

from __future__ import annotations

from functools import cache

from factcheck.language.encoder import DEFAULT, model_folder


@cache
def _vocabulary() -> frozenset[str]:
    lines = (model_folder(DEFAULT) / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.isalpha())


def is_common_word(word: str) -> bool:
    """Tell whether ``word``, in lower case, is among the most frequent words and names."""
    return word in _vocabulary()
