"""Documents -> stories: which documents report one event.

What is compared is a small profile of each document. Documents alike are found first (all with
all, or past :data:`EXACT` documents by an approximate index), then each connected group of them
is parted by average linkage. Average linkage never joins two groups without at least one pair that
is alike, so that looking at the connected groups alone changes nothing; and what was compared
exactly does not depend on which documents were looked at together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from factcheck.claims.analysis import Analysis
from factcheck.language.encoder import STEPS
from factcheck.similarity.groups import average_linkage
from factcheck.similarity.neighbours import neighbours
from factcheck.values.names import Names

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# From this similarity on two documents, or on average two groups of them, report one event.
SAME_STORY = 0.18
# What even a name that all documents use counts, beside the logarithm of how few use it: where a
# folder holds one story, its main names are in every article.
LEAST_RARITY = 1.0
# Up to this many documents all pairs are looked at; beyond it, the nearest of each.
EXACT = 5_000
# Rows compared with all others at a time, and pairs compared at a time.
BLOCK = 1_000
PAIRS = 50_000
# A connected group with more documents than this is cut where it is thinnest before all its pairs
# are looked at: no event has so many reports, and the time grows with their square.
LARGEST = 2_000
_CUT = 0.05
# Length of the sketch of a document's names in the index.
_SKETCH = 256

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a document decides on its story.

    ``meaning`` is the unit mean of its vectors in whole steps, ``int16`` as bytes, empty where the
    document makes no claims; ``names`` counts the words of proper names.
    """

    meaning: bytes
    names: dict[str, int]


@dataclass(frozen=True)
class Table:
    """The profiles of all documents of a run, one row each.

    ``meaning`` is int16 of shape ``(documents, dimension)``; ``names`` holds a unit row of weights
    per document. Both are in whole steps, so that their products are exact.
    """

    meaning: npt.NDArray[np.int16]
    names: csr_array

    def __len__(self) -> int:
        return len(self.meaning)


def profile_of(analysis: Analysis) -> Profile:
    """Return the profile of a document."""
    names = Counter(v.normalized for c in analysis.claims for v in c.values if v.kind == Names.name)
    meaning = b""
    if analysis.claims:
        mean = analysis.vectors[: len(analysis.claims)].mean(axis=0, dtype=np.float64)
        mean /= np.linalg.norm(mean) or 1.0
        meaning = np.round(mean * STEPS).astype("<i2").tobytes()
    return Profile(meaning, dict(sorted(names.items())))


def group_profiles(profiles: Iterable[Profile]) -> list[list[int]]:
    """Return the stories: the numbers of the documents of each, in ascending order."""
    table = tabulate(profiles)
    if len(table) < 2:
        return [[row] for row in range(len(table))]
    first, second = alike(table)
    groups: list[list[int]] = []
    for rows in connected(len(table), first, second):
        groups += _parted(table, rows)
    return sorted(groups)


def tabulate(profiles: Iterable[Profile]) -> Table:
    """Return the table of ``profiles``; of their names, rare ones weigh most."""
    from scipy.sparse import csr_array

    meaning: list[npt.NDArray[np.int16]] = []
    vocabulary: dict[str, int] = {}
    columns: list[npt.NDArray[np.int32]] = []
    counts: list[npt.NDArray[np.int32]] = []
    for profile in profiles:
        meaning.append(np.frombuffer(profile.meaning, "<i2"))
        held = [vocabulary.setdefault(name, len(vocabulary)) for name in profile.names]
        columns.append(np.array(held, np.int32))
        counts.append(np.array(list(profile.names.values()), np.int32))
    width = max((len(m) for m in meaning), default=0)
    stacked = np.zeros((len(meaning), width), np.int16)
    for row, vector in enumerate(meaning):
        stacked[row, : len(vector)] = vector
    bounds = np.concatenate([[0], np.cumsum([len(c) for c in columns], dtype=np.int64)])
    column = np.concatenate(columns) if columns else np.zeros(0, np.int32)
    rarity = np.log((1 + len(meaning)) / np.maximum(1, np.bincount(column))) + LEAST_RARITY
    count = np.concatenate(counts) if counts else np.zeros(0, np.int32)
    weight = (1 + np.log(count)) * rarity[column]
    for begin, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        weight[begin:end] /= np.linalg.norm(weight[begin:end]) or 1.0
    steps = (np.round(weight * STEPS) / STEPS).astype(np.float32)
    shape = (len(meaning), max(1, len(vocabulary)))
    return Table(stacked, csr_array((steps, column, bounds), shape=shape))


def similarity(table: Table, rows: Rows, others: Rows | None = None) -> Floats:
    """Return how likely documents report one event, 0 to 1, shape ``(rows, others or rows)``.

    It is the geometric mean of how alike they are in meaning (the cosine of their mean claim
    vectors) and in names (rare ones counting most). Both must be there: two earthquakes are told
    in the same words but strike different places.
    """
    columns = rows if others is None else others
    meaning = _meaning(table, rows) @ _meaning(table, columns).T
    shared = (table.names[rows] @ table.names[columns].T).toarray()
    alike: Floats = np.round(np.sqrt(np.clip(meaning, 0, 1) * shared), 3)
    return alike


def _meaning(table: Table, rows: Rows) -> Floats:
    return table.meaning[rows].astype(np.float32) / np.float32(STEPS)


def alike(table: Table) -> tuple[Rows, Rows]:
    """Return the pairs of documents that may report one event, each as two rows."""
    everyone = np.arange(len(table))
    if len(table) > EXACT:
        return _alike_by_index(table)
    first, second = [], []
    for begin in range(0, len(table), BLOCK):
        a, b = np.nonzero(
            similarity(table, everyone[begin : begin + BLOCK], everyone[begin:]) >= SAME_STORY
        )
        above = a < b
        first.append(a[above] + begin)
        second.append(b[above] + begin)
    return np.concatenate(first), np.concatenate(second)


def _alike_by_index(table: Table) -> tuple[Rows, Rows]:
    """Return the same for many documents: of each document the nearest in an approximate index.

    In the index stands the meaning beside a sketch of the names (signed feature hashing,
    Weinberger et al. 2009), whose product estimates the similarity; what it finds is then compared
    exactly.
    """
    sketched = np.concatenate([_meaning(table, np.arange(len(table))), _sketch(table)], axis=1)
    first, second = neighbours(sketched)
    near = [
        _pairwise(table, first[begin : begin + PAIRS], second[begin : begin + PAIRS]) >= SAME_STORY
        for begin in range(0, len(first), PAIRS)
    ]
    held = np.concatenate([np.zeros(0, bool), *near])
    return first[held], second[held]


def _sketch(table: Table) -> Floats:
    from scipy.sparse import csr_array

    # Any fixed spread of the columns does; their numbers depend on the documents alone.
    random = np.random.default_rng(0)
    width = table.names.shape[1]
    places = (np.arange(width), random.integers(0, _SKETCH, width))
    signs = random.choice(np.array([-1, 1], np.float32), width)
    spread: Floats = (table.names @ csr_array((signs, places), shape=(width, _SKETCH))).toarray()
    return spread


def _pairwise(table: Table, first: Rows, second: Rows) -> Floats:
    """Return the similarity of each row of ``first`` with its partner in ``second``."""
    meaning = np.einsum("ij,ij->i", _meaning(table, first), _meaning(table, second))
    shared = table.names[first].multiply(table.names[second]).sum(axis=1)
    found: Floats = np.round(np.sqrt(np.clip(meaning, 0, 1) * shared), 3)
    return found


def connected(size: int, first: Rows, second: Rows) -> list[Rows]:
    """Return the connected groups of the graph of ``size`` nodes with these edges."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edges = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(size, size))
    count, label = connected_components(edges, directed=False)
    order = np.argsort(label, kind="stable")
    ends = np.cumsum(np.bincount(label, minlength=count))
    return [np.sort(group) for group in np.split(order, ends[:-1])]


def _parted(table: Table, rows: Rows, least: float = SAME_STORY) -> list[list[int]]:
    """Return the stories within a connected group."""
    if len(rows) == 1:
        return [rows.tolist()]
    if len(rows) > LARGEST and least < 1:
        return _cut(table, rows, least + _CUT)
    groups = average_linkage(similarity(table, rows), SAME_STORY)
    return [rows[group].tolist() for group in groups]


def _cut(table: Table, rows: Rows, least: float) -> list[list[int]]:
    """Return the stories of too large a group, cut first where documents are less alike."""
    first, second = [], []
    for begin in range(0, len(rows), BLOCK):
        block = similarity(table, rows[begin : begin + BLOCK], rows[begin:])
        a, b = np.nonzero(block >= least)
        above = a < b
        first.append(a[above] + begin)
        second.append(b[above] + begin)
    parts = connected(len(rows), np.concatenate(first), np.concatenate(second))
    return [story for part in parts for story in _parted(table, rows[part], least)]
