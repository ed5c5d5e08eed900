"""How the comparison of two values agrees with the labels, apart from whether they are paired.

Of stories labelled by construction all pairs of extracted values of one kind that stand on marked
values of one fact are compared as if they were known to be rivals; the labels say whether they are
the same, fit each other, drift or conflict.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from benchmarks.labelled import Prepared
from benchmarks.tables import table
from factcheck.stories.story import Located, StoryView
from factcheck.values import family, kinds

# Kinds whose values are compared as wholes: a name is compared word by word.
COMPARED = ("number", "date", "place", "quote", "role")
LABELS = ("same", "fits", "drift", "conflict")
RELATIONS = ("same", "compatible", "drift", "conflict")


def relations(prepared: Iterable[Prepared]) -> str:
    """Return, by kind and labelled relation, what the comparison says of pairs of one fact."""
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in prepared:
        for story in one.stories:
            view = StoryView(story)
            for fact, values in _by_fact(view, one.case.gold["marks"]).items():
                for (a, x), (b, y) in combinations(values, 2):
                    if a.document == b.document or a.value.kind != b.value.kind:
                        continue
                    if a.value.kind not in COMPARED:
                        continue
                    label = one.case.gold["relations"][fact].get(f"{x}{y}", "same")
                    counted[a.value.kind, label][_compared(a, b)] += 1
    rows = [
        [f"{kind}: {label}", *(counted[kind, label][r] for r in (*RELATIONS, "not comparable"))]
        for kind in COMPARED
        for label in LABELS
        if counted[kind, label]
    ]
    return table(["kind: labelled", *RELATIONS, "not comparable"], rows)


def _compared(a: Located, b: Located) -> str:
    if family(a.value) != family(b.value):
        return "not comparable"
    return kinds()[a.value.kind].compare(a.value, b.value).relation


def _by_fact(
    view: StoryView, marks: Iterable[Mapping[str, Any]]
) -> dict[str, list[tuple[Located, str]]]:
    """Return the values that overlap a mark, by its fact, each with the variant it gives."""
    by_document: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for mark in marks:
        by_document[mark["doc"]].append(mark)
    values: dict[str, list[tuple[Located, str]]] = defaultdict(list)
    for located in view.values:
        document = view.analyses[located.document].document.id
        for mark in by_document[document]:
            if mark["start"] < located.value.end and located.value.start < mark["end"]:
                values[mark["fact"]].append((located, mark["variant"]))
    return values
