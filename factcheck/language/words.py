"""The most frequent words and names of English: the vocabulary of the default encoder.

It has 30,000 entries. A typing slip is never among them, but two well-known names that differ in
one letter both are.
"""

from __future__ import annotations

from functools import cache

from factcheck.language.encoder import DEFAULT, model_folder


@cache
def _vocabulary() -> frozenset[str]:
    lines = (model_folder(DEFAULT) / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.isalpha())


def is_common_word(word: str) -> bool:
    """Return True if ``word``, in lower case, is one of the most frequent words and names."""
    return word in _vocabulary()
