"""Cuts a claim to the words around a value that say what the value is of.

The way of sentence compression by a dependency tree (Filippova and Strube 2008): the clause keeps
its verb, the subject and what the verb cannot do without; adverbials come back, the nearest
first, as long as there is room. What is left out inside is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from factcheck.model import GAP, Claim, Word

LEFT_OUT = " … "
# An adverbial that would leave a cut in more parts is left out.
MOST_PARTS = 2
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_ADVERBIALS = ("prep", "npadvmod", "advmod", "agent", "dative", "pcomp", "ccomp")
_NEEDED = ("ccomp", "xcomp", "dobj", "attr", "acomp", "oprd", "prt", "neg")
_CONDITIONS = ("if", "unless", "until", "once", "whether")
# Words that need another after them, and do not end a cut.
_UNFINISHED = ("IN", "TO", "CC", "DT", "WDT", "WP", "WRB", "PRP$")
# What stands before a noun and belongs to it; what is beside it can be left out.
_BESIDE = ("punct", "cc", "conj", "relcl", "acl", "appos", "prep", "advcl", "parataxis", "dep")
_WH = ("WDT", "WP", "WP$", "WRB")


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a claim: the spans that are kept, in order.

    ``complete`` is True for a clause with a subject and a finite verb, ``cropped`` if something is
    left out without which it says less than a whole, or something else: an object, what is said,
    a condition. ``pronoun`` is the span of its subject if that is a pronoun.
    """

    spans: tuple[tuple[int, int], ...]
    complete: bool
    cropped: bool
    pronoun: tuple[int, int] | None = None


class Tree:
    """The words of a claim with those that depend on each."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.words = words
        self.below: list[list[int]] = [[] for _ in words]
        for i, word in enumerate(words):
            if word.head != i:
                self.below[word.head].append(i)

    def children(self, i: int, deps: Iterable[str]) -> list[int]:
        """Return the positions of the words that depend on ``i`` in one of these ways."""
        return [c for c in self.below[i] if self.words[c].dep in deps]

    def subtree(self, i: int) -> set[int]:
        """Return the positions of a word and of all that depend on it."""
        found, stack = set(), [i]
        while stack:
            top = stack.pop()
            found.add(top)
            stack += self.below[top]
        return found

    def path(self, i: int) -> Iterator[int]:
        """Yield a word and those above it, up to the root."""
        yield i
        while self.words[i].head != i:
            i = self.words[i].head
            yield i

    def is_verb(self, i: int) -> bool:
        """Tell whether a word is a verb that has a clause, and no auxiliary or adjective."""
        word = self.words[i]
        return word.tag[:2] in ("VB", "MD") and word.dep not in (
            "aux", "auxpass", "amod", "compound", "case", "nmod"
        )  # fmt: skip

    def finite(self, i: int) -> bool:
        """Tell whether a verb is one of a complete clause."""
        if self.words[i].tag in ("VBD", "VBP", "VBZ", "MD"):
            return True
        helped = (self.words[c].tag for c in self.children(i, ("aux", "auxpass")))
        return any(tag in ("VBD", "VBP", "VBZ", "MD") for tag in helped)

    def nominal(self, i: int) -> set[int]:
        """Return a noun with what stands before it, and the phrase with "of" after it."""
        kept = {i}
        for child in self.below[i]:
            dep = self.words[child].dep
            if child < i and dep not in _BESIDE:
                kept |= self.subtree(child)
            elif dep == "case" or (child > i and dep == "nummod"):
                kept.add(child)
            elif child > i and self._is_of(child):
                kept |= self.phrase(child)
        return kept

    def _is_of(self, i: int) -> bool:
        word = self.words[i]
        return word.dep == "prep" and word.end - word.start == 2 and word.tag == "IN"

    def phrase(self, i: int) -> set[int]:
        """Return a preposition with its noun, an adverb or a noun with what it needs."""
        word = self.words[i]
        if word.dep in ("prep", "agent", "dative") and word.tag in ("IN", "TO", "VBG", "RP"):
            kept = {i}
            for child in self.below[i]:
                if self.words[child].dep in ("pobj", "prep"):
                    kept |= self.phrase(child) if self.words[child].dep == "prep" else set()
                    kept |= self.nominal(child) if self.words[child].dep == "pobj" else set()
                elif self.words[child].dep == "pcomp":
                    kept |= self.clause(child) if self.is_verb(child) else self.subtree(child)
                elif child < i and self.words[child].dep in ("advmod", "npadvmod", "quantmod"):
                    kept |= self.subtree(child)
            return kept
        if self.is_verb(i):
            return self.clause(i)
        return self.nominal(i)

    def clause(self, verb: int) -> set[int]:
        """Return a verb with its subject and what it cannot do without."""
        kept = {verb}
        for child in self.below[verb]:
            word = self.words[child]
            if word.dep in ("aux", "auxpass", "neg", "prt"):
                kept |= self.subtree(child) if word.dep == "neg" else {child}
            elif word.dep in _SUBJECTS:
                kept |= self.clause(child) if self.is_verb(child) else self.nominal(child)
            elif word.dep in ("dobj", "attr", "oprd", "dative", "agent"):
                kept |= self.phrase(child)
            elif word.dep == "xcomp":
                kept |= self.clause(child) if self.is_verb(child) else self.complement(child)
            elif word.dep == "acomp":
                kept |= self.complement(child)
        return kept

    def complement(self, i: int) -> set[int]:
        """Return an adjective with what stands before it and the first phrase after it."""
        kept = {i}
        for child in self.below[i]:
            if child < i and self.words[child].dep not in _BESIDE:
                kept |= self.subtree(child)
        after = [c for c in self.below[i] if c > i and self.words[c].dep in ("prep", "xcomp")]
        return kept | (self.phrase(after[0]) if after else set())


def cut_around(claim: Claim, text: str, start: int, end: int, most: int) -> Cut | None:
    """Return the words of ``claim`` around a value, in at most about ``most`` characters.

    None is returned where the value is in no word of the claim.
    """
    tree = Tree(claim.words)
    inside = [i for i, w in enumerate(claim.words) if w.start < end and start < w.end]
    if not inside:
        return None
    top = next(i for i in inside if claim.words[i].head not in inside or claim.words[i].head == i)
    chain: list[int] = []
    verb = None
    for node in tree.path(top):
        chain.append(node)
        if node not in inside and tree.is_verb(node):
            verb = node
            break
    kept = set(inside)
    for node in chain:
        if node not in inside:
            kept |= tree.nominal(node) if not tree.is_verb(node) else {node}
    if verb is None:
        return _finished(tree, text, _grown(tree, text, kept, chain, most), most)
    kept |= tree.clause(verb)
    return _finished(tree, text, _with_subject(tree, text, verb, kept, most), most)


def main_clause(claim: Claim, text: str, most: int) -> Cut | None:
    """Return the main clause of a claim, None where it has no verb with a subject."""
    tree = Tree(claim.words)
    root = next((i for i, w in enumerate(claim.words) if w.head == i), None)
    if root is None or not tree.is_verb(root) or not tree.children(root, _SUBJECTS):
        return None
    kept = _grown(tree, text, tree.clause(root), [root], most, fronted=False)
    return _finished(tree, text, kept, most)


def _with_subject(tree: Tree, text: str, verb: int, kept: set[int], most: int) -> set[int]:
    """Return a clause with the subject of the clause that it belongs to, and its adverbials."""
    words = tree.words
    kept = _grown(tree, text, kept, [verb], most)
    above = verb
    seen = {verb}
    while not tree.children(above, _SUBJECTS) or _is_relative(tree, above):
        word = words[above]
        if word.head == above or word.head in seen:
            break
        if word.dep in ("relcl", "acl"):
            larger = kept | tree.nominal(word.head)
            return larger if _length(tree, text, larger) <= most else kept
        above = word.head
        seen.add(above)
        if not tree.is_verb(above):
            larger = kept | (tree.nominal(above) if words[above].tag[:2] == "NN" else {above})
        elif word.dep == "conj":
            held = tree.children(above, _SUBJECTS)
            helped = tree.children(above, ("aux", "auxpass"))
            own = tree.children(verb, ("aux", "auxpass")) or words[verb].tag != words[above].tag
            larger = kept.union(*(tree.nominal(c) for c in held), [] if own else helped)
        else:
            larger = kept | tree.clause(above)
        if _length(tree, text, larger) > most:
            break
        kept = larger
    return kept


def _is_relative(tree: Tree, verb: int) -> bool:
    return tree.words[verb].dep == "relcl" and any(
        tree.words[c].tag in _WH for c in tree.children(verb, _SUBJECTS)
    )


def _grown(
    tree: Tree, text: str, kept: set[int], tops: list[int], most: int, *, fronted: bool = True
) -> set[int]:
    """Return the kept words with the adverbials that there is room for, the nearest first.

    Without ``fronted``, those before the clause are left out ("Ironically,", "For example,").
    """
    first = min(kept)
    # Places and times of what is said, then what narrows its nouns.
    hosts = [*tops, *(i for i in sorted(kept) if i not in tops)]
    offered = []
    for rank, host in enumerate(hosts):
        for child in tree.below[host]:
            word = tree.words[child]
            of_verb = tree.is_verb(host) and word.dep in _ADVERBIALS
            of_noun = word.dep in ("prep", "acl") and child > host
            if child not in kept and (of_verb or of_noun) and (fronted or child > first):
                # A verb of saying or thinking is nothing without what is said.
                said = word.dep == "ccomp" and child > host
                if word.dep != "ccomp" or said:
                    offered.append((rank > len(tops), not said, abs(child - host), child))
    for *_, child in sorted(offered):
        larger = kept | tree.phrase(child)
        breaks = len(_spans(tree, text, larger)) - 1
        if _length(tree, text, larger) <= most and breaks <= max(
            1, len(_spans(tree, text, kept)) - 1
        ):
            kept = larger
    return kept


def _filled(tree: Tree, text: str, kept: set[int], most: int) -> set[int]:
    """Return the kept words with what lies between them where there is room, least first."""
    while True:
        in_order = sorted(kept)
        gaps = sorted((b - a, a, b) for a, b in pairwise(in_order) if b > a + 1)
        for _, a, b in gaps:
            larger = kept | set(range(a + 1, b))
            if _length(tree, text, larger) <= most:
                kept = larger
                break
        else:
            return kept


def _length(tree: Tree, text: str, kept: set[int]) -> int:
    spans = _spans(tree, text, kept)
    return sum(e - s for s, e in spans) + len(LEFT_OUT) * (len(spans) - 1)


def _spans(tree: Tree, text: str, kept: set[int]) -> list[tuple[int, int]]:
    """Return the spans of the kept words; marks alone between two of them are kept, too."""
    spans: list[tuple[int, int]] = []
    last = -1
    for i in sorted(kept):
        word = tree.words[i]
        between = text[spans[-1][1] : word.start] if spans else ""
        joins = bool(spans) and (i == last + 1 or not any(c.isalnum() for c in between))
        if joins:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
        last = i
    return spans


def _finished(tree: Tree, text: str, kept: set[int], most: int) -> Cut:
    """Return the cut, without the words that only join it to what is left out."""
    kept = _filled(tree, text, kept, most)
    while kept:
        first = tree.words[min(kept)]
        alone = first.tag in _WH and first.dep in (*_SUBJECTS, "advmod")
        marks = not any(c.isalnum() for c in text[first.start : first.end])
        if first.dep in ("cc", "mark", "punct") or alone or marks:
            kept.discard(min(kept))
        else:
            break
    while len(kept) > 1 and tree.words[max(kept)].tag in _UNFINISHED:
        kept.discard(max(kept))
    subjects = [i for i in kept if tree.words[i].dep in _SUBJECTS]
    verbs = [tree.words[i].head for i in subjects]
    first_subject = min(subjects, default=None)
    pronoun = None
    if first_subject is not None and tree.words[first_subject].tag == "PRP":
        word = tree.words[first_subject]
        pronoun = (word.start, word.end)
    complete = any(v in kept and tree.finite(v) for v in verbs)
    return Cut(tuple(_spans(tree, text, kept)), complete, _is_cropped(tree, text, kept), pronoun)


def _is_cropped(tree: Tree, text: str, kept: set[int]) -> bool:
    """Tell whether the cut leaves out what one of its verbs cannot do without."""
    for i in kept:
        if not tree.is_verb(i):
            continue
        for child in tree.below[i]:
            word = tree.words[child]
            conditional = word.dep == "advcl" and any(
                text[tree.words[m].start : tree.words[m].end].lower() in _CONDITIONS
                for m in tree.children(child, ("mark", "advmod"))
            )
            if child not in kept and (word.dep in _NEEDED or conditional):
                return True
    return False


def written(cut: Cut, text: str, gap: tuple[int, int] | None = None) -> str:
    """Return a cut as one line of text, with a gap in place of the span ``gap``."""
    parts = []
    for start, end in cut.spans:
        if gap is not None and gap[0] < end and start < gap[1]:
            before = text[start : gap[0]] if start < gap[0] else ""
            after = text[gap[1] : end] if gap[1] < end else ""
            parts.append(f"{before}{GAP}{after}")
        else:
            parts.append(text[start:end])
    return _plain(LEFT_OUT.join(parts))


def _plain(text: str) -> str:
    """Return text on one line without quotation marks whose other half is cut off."""
    line = " ".join(text.split()).removesuffix(".")
    for opening, closing in (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]")):
        alone = line.count(opening) % 2 if opening == closing else None
        if alone or (alone is None and line.count(opening) != line.count(closing)):
            line = line.replace(opening, "").replace(closing, "")
    return " ".join(line.split()).strip(" ,;:–—-")
