"""Cuts a claim to the words around a value that say what the value is of.

The way of sentence compression by a dependency tree (Filippova and Strube 2008): the clause keeps
its verb, the subject and what the verb cannot do without; adverbials come back, the nearest
first, as long as there is room. What is left out inside is marked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from factcheck.facts.tree import BESIDE, SUBJECTS, Tree
from factcheck.language import lexicon
from factcheck.model import GAP, Claim

LEFT_OUT = " … "
_ADVERBIALS = ("prep", "npadvmod", "advmod", "agent", "dative", "pcomp", "ccomp")
_NEEDED = ("ccomp", "xcomp", "dobj", "attr", "acomp", "oprd", "prt", "neg")
_CONDITIONS = ("if", "unless", "until", "once", "whether")
_BEING = ("am", "is", "are", "was", "were", "be", "been", "'s", "’s", "has", "have", "had")
# Words that need another after them, and do not end a cut.
_UNFINISHED = ("IN", "TO", "CC", "DT", "WDT", "WP", "WRB", "PRP$")
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
    for child in tree.below[top]:
        # "about ▢", "4 miles ▢"
        if child < top and tree.words[child].dep not in BESIDE:
            kept |= tree.subtree(child)
    for node in chain:
        if tree.is_verb(node):
            kept.add(node)
        elif node not in inside:
            # "25 miles" hang on "from", which is nothing without "Oslo".
            measured = tree.words[node].dep == "prep" and tree.children(node, ("npadvmod",))
            kept |= tree.phrase(node) if measured else tree.nominal(node)
    if verb is None:
        return _finished(tree, text, _grown(tree, text, kept, chain, most), most, inside)
    kept |= tree.clause(verb)
    return _finished(tree, text, _with_subject(tree, text, verb, kept, most), most, inside)


def main_clause(claim: Claim, text: str, most: int) -> Cut | None:
    """Return the main clause of a claim, None where it has no verb with a subject."""
    tree = Tree(claim.words)
    root = next((i for i, w in enumerate(claim.words) if w.head == i), None)
    if root is None or not tree.is_verb(root) or not tree.children(root, SUBJECTS):
        return None
    kept = _grown(tree, text, tree.clause(root), [root], most, fronted=False)
    return _finished(tree, text, kept, most)


def _with_subject(tree: Tree, text: str, verb: int, kept: set[int], most: int) -> set[int]:
    """Return a clause with the subject of the clause that it belongs to, and its adverbials."""
    return _grown(tree, text, _below_subject(tree, text, verb, kept, most), [verb], most)


def _below_subject(tree: Tree, text: str, verb: int, kept: set[int], most: int) -> set[int]:
    """Return a clause without a subject with the one that it belongs to, if there is room."""
    words = tree.words
    above = verb
    seen = {verb}
    while not tree.children(above, SUBJECTS) or _is_relative(tree, above):
        word = words[above]
        if word.head == above or word.head in seen:
            break
        if word.dep in ("relcl", "acl"):
            whole, core = (
                kept | held for held in (tree.nominal(word.head), _core(tree, word.head))
            )
            return next((k for k in (whole, core) if _length(tree, text, k) <= most), kept)
        above = word.head
        seen.add(above)
        if not tree.is_verb(above):
            larger = kept | (tree.nominal(above) if words[above].tag[:2] == "NN" else {above})
        elif word.dep == "conj":
            held = tree.children(above, SUBJECTS)
            helped = tree.children(above, ("aux", "auxpass"))
            own = tree.children(verb, ("aux", "auxpass")) or words[verb].tag != words[above].tag
            larger = kept.union(*(tree.nominal(c) for c in held), [] if own else helped)
            if _length(tree, text, larger) > most:
                larger = kept.union(*(_core(tree, c) for c in held), [] if own else helped)
        else:
            larger = kept | tree.clause(above)
        if _length(tree, text, larger) > most:
            break
        kept = larger
    return kept


def _core(tree: Tree, noun: int) -> set[int]:
    """Return a noun with no more than its article and the other words of its name."""
    near = tree.children(noun, ("det", "poss", "compound"))
    return {noun, *(c for c in near if c < noun and not tree.below[c])}


def _is_relative(tree: Tree, verb: int) -> bool:
    return tree.words[verb].dep == "relcl" and any(
        tree.words[c].tag in _WH for c in tree.children(verb, SUBJECTS)
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
    # A phrase that does not fit as a whole comes without the phrases at its end.
    whole = [tree.phrase(child) for *_, child in sorted(offered)]
    for part in [*whole, *(short for phrase in whole for short in _shortened(tree, phrase))]:
        if part <= kept:
            continue
        larger = kept | part
        breaks = len(_spans(tree, text, larger)) - 1
        if _length(tree, text, larger) <= most and breaks <= max(
            1, len(_spans(tree, text, kept)) - 1
        ):
            kept = larger
    return kept


def _shortened(tree: Tree, phrase: set[int]) -> Iterator[set[int]]:
    """Yield a phrase without the last phrase that a noun in it has, without the last two, ..."""
    hanging = [i for i in phrase if tree.words[i].dep == "prep" and tree.words[i].head in phrase]
    for i in sorted(hanging, reverse=True):
        phrase = phrase - tree.subtree(i)
        yield phrase


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


def _finished(
    tree: Tree, text: str, kept: set[int], most: int, inside: Collection[int] = ()
) -> Cut:
    """Return the cut, without the words that only join it to what is left out."""
    kept = _filled(tree, text, kept, most)
    while kept and min(kept) not in inside:
        first = tree.words[min(kept)]
        alone = first.tag in _WH and first.dep in (*SUBJECTS, "advmod")
        marks = not any(c.isalnum() for c in text[first.start : first.end])
        if first.tag == "CC" or first.dep in ("cc", "mark", "punct") or alone or marks:
            kept.discard(min(kept))
        else:
            break
    while len(kept) > 1 and max(kept) not in inside and _is_unfinished(tree, max(kept)):
        kept.discard(max(kept))
    subjects = [i for i in kept if tree.words[i].dep in SUBJECTS]
    verbs = [tree.words[i].head for i in subjects]
    first_subject = min(subjects, default=None)
    pronoun = None
    if first_subject is not None and tree.words[first_subject].tag == "PRP":
        word = tree.words[first_subject]
        pronoun = (word.start, word.end)
    complete = any(
        v in kept
        and tree.finite(v)
        and not any(tree.words[c].tag in _WH for c in (i, *tree.children(v, ("dobj",))))
        for i, v in zip(subjects, verbs, strict=True)
    )
    spans = _closed(_spans(tree, text, kept), text)
    return Cut(tuple(spans), complete, _is_cropped(tree, text, kept), pronoun)


def _closed(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return the spans, each with the bracket or quotation mark that closes right after it."""
    closed = []
    for start, end in spans:
        part, mark = text[start:end], text[end : end + 1]
        opened = {")": "(", "]": "[", "”": "“"}.get(mark)
        alone = opened and part.count(opened) > part.count(mark)
        if alone or (mark == '"' and part.count(mark) % 2):
            end += 1
        closed.append((start, end))
    return closed


def _is_unfinished(tree: Tree, i: int) -> bool:
    """Tell whether a word at the end of a cut waits for another: "of", "the", "worth"."""
    word = tree.words[i]
    needs = word.tag in _UNFINISHED and word.dep != "prt"
    return needs or any(c > i and tree.words[c].dep == "pobj" for c in tree.below[i])


def _is_cropped(tree: Tree, text: str, kept: set[int]) -> bool:
    """Tell whether the cut leaves out what one of its verbs cannot do without."""
    speech = lexicon.words().speech_verbs
    for i in kept:
        if not tree.is_verb(i):
            if tree.words[i].dep in ("acomp", "oprd") and not kept.issuperset(
                tree.children(i, ("ccomp",))
            ):
                # "the agency is certain": of what stands further on.
                return True
            continue
        if tree.words[i].lemma in speech and not any(
            tree.words[c].dep in _NEEDED for c in tree.below[i]
        ):
            # "the mayor said in a letter": what was said stands elsewhere.
            return True
        word = tree.words[i]
        if max(kept) == i and (
            text[word.start : word.end].lower() in _BEING
            or any(c > i and c not in kept for c in tree.children(i, _ADVERBIALS))
        ):
            # "the film is based": on what stands further on.
            return True
        for child in tree.below[i]:
            word = tree.words[child]
            conditional = word.dep == "advcl" and any(
                text[tree.words[m].start : tree.words[m].end].lower() in _CONDITIONS
                for m in tree.children(child, ("mark", "advmod"))
            )
            if child not in kept and (word.dep in _NEEDED or conditional):
                return True
    return False


def written(
    cut: Cut, text: str, gap: tuple[int, int] | None = None, subject: str | None = None
) -> str:
    """Return a cut as one line of text, with a gap in place of the span ``gap``.

    ``subject`` stands in place of a subject that is a pronoun, "" leaves that out.
    """
    parts = []
    for start, end in cut.spans:
        if subject is not None and cut.pronoun is not None and cut.pronoun[0] == start:
            start = cut.pronoun[1]
            named = f"{subject} " if subject else ""
            if start >= end:
                parts.append(subject)
                continue
        else:
            named = ""
        if gap is not None and gap[0] < end and start < gap[1]:
            before = text[start : gap[0]] if start < gap[0] else ""
            after = text[gap[1] : end] if gap[1] < end else ""
            if after.startswith(". "):
                # "at 12:45 p.m. on": the full stop is of the abbreviation in the gap.
                after = after[1:]
            parts.append(f"{named}{before}{GAP}{after}")
        else:
            parts.append(f"{named}{text[start:end]}")
    return _plain(LEFT_OUT.join(p for p in parts if p))


def _plain(text: str) -> str:
    """Return text on one line without quotation marks whose other half is cut off."""
    line = " ".join(text.split()).removesuffix(".")
    for opening, closing in (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]")):
        alone = line.count(opening) % 2 if opening == closing else None
        if alone or (alone is None and line.count(opening) != line.count(closing)):
            line = line.replace(opening, "").replace(closing, "")
    return " ".join(line.split()).strip(" ,;:–—-")
