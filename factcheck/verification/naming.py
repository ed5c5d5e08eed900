"""Which words of names a claim may have though the evidence does not have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from factcheck.claims.analysis import Analysis
from factcheck.language import lexicon, titles
from factcheck.model import Claim, Value
from factcheck.values.names import NamePayload, Names, are_nicknames, fold, is_derived

# Forms of one word begin with so many letters alike.
_ALIKE = 4


class KnownNames:
    """The words of the evidence, and the first names that it gives."""

    def __init__(self, evidence: Iterable[Analysis]) -> None:
        self.words: set[str] = set()
        self._begin: dict[str, set[str]] = defaultdict(set)
        self._first_names: dict[str, set[str]] = defaultdict(set)
        for analysis in evidence:
            self.words |= words_in(analysis.document.text)
            for value in (v for c in analysis.claims for v in c.values if v.kind == Names.name):
                self.words.add(value.normalized)
                payload = NamePayload.of(value)
                if payload.before and payload.label == "PERSON":
                    self._first_names[value.normalized].add(payload.before[0])
        for word in self.words:
            self._begin[word[:_ALIKE]].add(word)

    def has(self, value: Value, claim: Claim, among: Iterable[str] | None = None) -> bool:
        """Return True if a word of a name is in the evidence, or need not be there.

        ``among`` are the words in which it must be; all those of the evidence for None. A title
        need not be there, nor the first name of someone whom the evidence names and calls by no
        other first name, nor a word that has its capital only from beginning the sentence.
        """
        words = self.words if among is None else set(among)
        if value.normalized in words or value.normalized.removesuffix("s") in words:
            return True
        payload = NamePayload.of(value)
        if titles.is_title(value.text) or fold(value.text) in lexicon.titles().courtesy:
            return True
        if _only_begins(value, claim, payload):
            return True
        if payload.label == "PERSON":
            return self._is_first_name(value.normalized, payload, words)
        alike = self._begin.get(value.normalized[:_ALIKE], set()) & words
        return any(is_derived(value.normalized, word) for word in alike)

    def _is_first_name(self, name: str, payload: NamePayload, words: set[str]) -> bool:
        """Return True for the first name of a person known otherwise by the family name alone."""
        if not payload.after or payload.after[0] not in words:
            return False
        others = {f for f in self._first_names[payload.after[0]] if not titles.in_title(f)}
        return all(
            are_nicknames(name, other) or (len(other) <= 2 and name.startswith(other[0]))
            for other in others
        )


def words_in(text: str) -> set[str]:
    """Return the words of a text, folded; those of a word with hyphens one by one."""
    return {fold(w) for w in text.replace("-", " ").replace("–", " ").split()}


def _only_begins(value: Value, claim: Claim, payload: NamePayload) -> bool:
    """Return True for a lone word that begins its sentence and that the parser calls no name."""
    first = claim.words[0].start if claim.words else claim.start
    alone = not payload.before and not payload.after
    return alone and not payload.label and value.start <= first + 1
