"""Why the words of two quotations of one utterance may differ although both are right."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Word
from factcheck.pairs.alignment import Quoted
from factcheck.pairs.differences import Difference
from factcheck.pairs.word_forms import are_acronyms, other_person

# Tags of verbs, in the scheme of the Penn Treebank.
_VERB = "VB"


def excuse(difference: Difference) -> str:
    """Return why the words may differ although both quotations are right, or ""."""
    if difference.denied:
        return ""
    if difference.is_paraphrase:
        return "one thought in other words, as in two translations"
    if are_acronyms(*difference.written):
        return "the abbreviation is written in two ways"
    if other_person(difference.removed, difference.added):
        return "one is put as reported speech"
    if _agrees_otherwise(difference):
        return "the verb is in the singular and in the plural"
    if not any(_has_verb(difference, quoted) for quoted in _both(difference)):
        return "a name or a phrase in quotation marks, and no utterance"
    return ""


def _both(difference: Difference) -> tuple[Quoted, Quoted]:
    return difference.aligned.first, difference.aligned.second


def _agrees_otherwise(difference: Difference) -> bool:
    """Return True if one verb is in the singular and in the plural: "the class know", "knows"."""
    removed, added = difference.removed, difference.added
    if not len(removed) == len(added) == 1 or removed[0].rstrip("s") != added[0].rstrip("s"):
        return False
    firsts = zip(_both(difference), (difference.gap.i1, difference.gap.j1), strict=True)
    tags = [_tag(difference, quoted, quoted.words[number].start) for quoted, number in firsts]
    return all(tag.startswith(_VERB) for tag in tags)


def _tag(difference: Difference, quoted: Quoted, start: int) -> str:
    words = _parsed(difference, quoted)
    return next((w.tag for w in words if w.start <= start < w.end), "")


def _has_verb(difference: Difference, quoted: Quoted) -> bool:
    """Return True if the parser has read a verb in a quotation."""
    value = quoted.located.value
    return any(
        w.tag.startswith(_VERB) and value.start <= w.start < value.end
        for w in _parsed(difference, quoted)
    )


def _parsed(difference: Difference, quoted: Quoted) -> Iterator[Word]:
    """Yield the words, as the parser has read them, of the sentences of a quotation."""
    claims, located = difference.utterance.story.claims, quoted.located
    for claim in claims[located.claim :]:
        if claim.document != claims[located.claim].document or claim.start >= located.value.end:
            return
        yield from claim.words
