"""Documents -> stories: which documents report one event.

What is compared is a small profile of each document. Documents alike are found first (all with
all, or past :data:`EXACT` documents by an approximate index), then each connected group of them
is parted by average linkage. Average linkage never joins two groups without at least one pair that
is alike, so looking only at the connected groups changes nothing. An exact similarity does not
depend on which documents are compared in one block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from factcheck.claims.analysis import Analysis
from factcheck.language.encoder import STEPS
from factcheck.similarity.groups import average_linkage
from factcheck.similarity.neighbours import neighbours
from factcheck.values.dates import Dates
from factcheck.values.names import Names
from factcheck.values.numbers import Numbers

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Two documents report one event from this similarity on; two groups of them if it is their mean.
SAME_STORY = 0.18
# A document with at most so many names is known by what it says instead: by its words and values.
FEW_NAMES = 1
# Two documents report one event from this similarity of meaning and words on. It was chosen on 23
# stories in lower case, on none that were left out: no two of them are joined, and one story of
# five is found. The nearest pair of two events has 0.32, but the mean over the groups keeps it out.
SAME_WORDS = 0.3
# A text of whose letters more than this share are capitals shows no names.
_CAPITALS = 0.8
# The weight of a name that all documents use; rarer names add the logarithm of how few use them.
# In a folder with one story the main names are in every article.
LEAST_RARITY = 1.0
# Up to this many documents all pairs are looked at; beyond it, the nearest of each.
EXACT = 5_000
# Rows compared with all others at a time, and pairs compared at a time.
BLOCK = 1_000
PAIRS = 50_000
# A connected group with more documents than this is split where they are least alike before all
# its pairs are looked at: no event has so many reports, and the time grows with their square.
LARGEST = 2_000
_CUT = 0.05
# Length of the sketch of a document's names in the index.
_SKETCH = 256

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Profile:
    """The parts of a document that decide in which story it is.

    ``meaning`` is the unit mean of its vectors in whole steps, ``int16`` as bytes, empty where the
    document makes no claims; ``names`` counts the words of proper names, ``words`` the content
    words and the numbers and dates.
    """

    meaning: bytes
    names: dict[str, int]
    words: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """The profiles of all documents of a run, one row each.

    ``meaning`` is int16 of shape ``(documents, dimension)``; ``names`` and ``words`` hold unit rows
    of weights. All are in whole steps, so that their products are exact. ``nameless``
    is True for each document that has hardly a name.
    """

    meaning: npt.NDArray[np.int16]
    names: csr_array
    words: csr_array
    nameless: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.meaning)


def profile_of(analysis: Analysis) -> Profile:
    """Return the profile of a document."""
    values = [v for c in analysis.claims for v in c.values]
    names = Counter(v.normalized for v in values if v.kind == Names.name)
    words = Counter(word for c in analysis.claims for word in c.content)
    words.update(v.normalized for v in values if v.kind in (Numbers.name, Dates.name))
    if _in_capitals(analysis):
        names.clear()
    meaning = b""
    if analysis.claims:
        mean = analysis.vectors[: len(analysis.claims)].mean(axis=0, dtype=np.float64)
        mean /= np.linalg.norm(mean) or 1.0
        meaning = np.round(mean * STEPS).astype("<i2").tobytes()
    return Profile(meaning, dict(sorted(names.items())), dict(sorted(words.items())))


def _in_capitals(analysis: Analysis) -> bool:
    """Return True if nearly all letters of the claims are capitals, as in some bulletins."""
    text = analysis.document.text
    letters = [x for c in analysis.claims for x in text[c.start : c.end] if x.isalpha()]
    return sum(x.isupper() for x in letters) > _CAPITALS * len(letters)


def group_profiles(profiles: Iterable[Profile]) -> list[list[int]]:
    """Return the stories: the numbers of the documents of each, in ascending order."""
    table = tabulate(profiles)
    if len(table) < 2:
        return [[row] for row in range(len(table))]
    first, second = similar_pairs(table)
    groups: list[list[int]] = []
    for rows in connected(len(table), first, second):
        groups += _split(table, rows)
    return sorted(groups)


def tabulate(profiles: Iterable[Profile]) -> Table:
    """Return the table of ``profiles``; rare names and words weigh most."""
    meaning: list[npt.NDArray[np.int16]] = []
    names, words = _Counts(), _Counts()
    for profile in profiles:
        meaning.append(np.frombuffer(profile.meaning, "<i2"))
        names.add(profile.names)
        words.add(profile.words)
    width = max((len(m) for m in meaning), default=0)
    stacked = np.zeros((len(meaning), width), np.int16)
    for row, vector in enumerate(meaning):
        stacked[row, : len(vector)] = vector
    nameless = np.array([len(row) <= FEW_NAMES for row in names.columns], np.bool_)
    return Table(stacked, names.weighted(), words.weighted(), nameless)


class _Counts:
    """How often each document has each of its words, on the way to unit rows of weights."""

    def __init__(self) -> None:
        self.columns: list[npt.NDArray[np.int32]] = []
        self._counts: list[npt.NDArray[np.int32]] = []
        self._vocabulary: dict[str, int] = {}

    def add(self, counted: Mapping[str, int]) -> None:
        """Add the words of the next document."""
        known = self._vocabulary
        self.columns.append(np.array([known.setdefault(w, len(known)) for w in counted], np.int32))
        self._counts.append(np.array(list(counted.values()), np.int32))

    def weighted(self) -> csr_array:
        """Return the unit rows, in whole steps; rare words weigh most."""
        from scipy.sparse import csr_array

        rows = len(self.columns)
        lengths = [len(c) for c in self.columns]
        bounds = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        column = np.concatenate(self.columns) if rows else np.zeros(0, np.int32)
        count = np.concatenate(self._counts) if rows else np.zeros(0, np.int32)
        rarity = np.log((1 + rows) / np.maximum(1, np.bincount(column))) + LEAST_RARITY
        weight = (1 + np.log(count)) * rarity[column]
        for begin, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            weight[begin:end] /= np.linalg.norm(weight[begin:end]) or 1.0
        steps = (np.round(weight * STEPS) / STEPS).astype(np.float32)
        return csr_array((steps, column, bounds), shape=(rows, max(1, len(self._vocabulary))))


def similarity(table: Table, rows: Rows, others: Rows | None = None) -> Floats:
    """Return how likely documents report one event, 0 to 1, shape ``(rows, others or rows)``.

    It is the geometric mean of how alike they are in meaning (the cosine of their mean claim
    vectors) and in names (rare ones count most). Both are needed: reports of two earthquakes use
    the same words, but name different places. Where one of them has hardly a name, as a table of
    measures or a bulletin in capitals has, words take the place of names, and must be more alike.
    """
    columns = rows if others is None else others
    meaning = _meaning(table, rows) @ _meaning(table, columns).T
    shared = (table.names[rows] @ table.names[columns].T).toarray()
    nameless = table.nameless[rows][:, None] | table.nameless[columns][None, :]
    alike = None
    if nameless.any():
        alike = np.where(nameless, (table.words[rows] @ table.words[columns].T).toarray(), 0)
    return _joined(meaning, shared, alike)


def _joined(meaning: Floats, names: Floats, words: Floats | None) -> Floats:
    """Return the similarity of documents from those of meaning, names and words."""
    meaning = np.clip(meaning, 0, 1)
    similarities: Floats = np.sqrt(meaning * names)
    if words is not None:
        by_words = np.sqrt(meaning * words) * np.float32(SAME_STORY / SAME_WORDS)
        similarities = np.maximum(similarities, by_words)
    rounded: Floats = np.round(similarities, 3)
    return rounded


def _meaning(table: Table, rows: Rows) -> Floats:
    return table.meaning[rows].astype(np.float32) / np.float32(STEPS)


def similar_pairs(table: Table) -> tuple[Rows, Rows]:
    """Return the pairs of documents that may report one event, as two arrays of row numbers."""
    all_rows = np.arange(len(table))
    if len(table) > EXACT:
        return _similar_pairs_by_index(table)
    first, second = [], []
    for begin in range(0, len(table), BLOCK):
        a, b = np.nonzero(
            similarity(table, all_rows[begin : begin + BLOCK], all_rows[begin:]) >= SAME_STORY
        )
        above = a < b
        first.append(a[above] + begin)
        second.append(b[above] + begin)
    return np.concatenate(first), np.concatenate(second)


def _similar_pairs_by_index(table: Table) -> tuple[Rows, Rows]:
    """Return the same for many documents, from the nearest of each in an approximate index.

    A row of the index is the meaning of a document, followed by a sketch of its names (signed
    feature hashing, Weinberger et al. 2009). The product of two rows estimates the similarity; the
    pairs it gives are then compared exactly.
    """
    sketched = np.concatenate([_meaning(table, np.arange(len(table))), _sketch(table)], axis=1)
    first, second = neighbours(sketched)
    near = [
        _pairwise(table, first[begin : begin + PAIRS], second[begin : begin + PAIRS]) >= SAME_STORY
        for begin in range(0, len(first), PAIRS)
    ]
    same_story = np.concatenate([np.zeros(0, bool), *near])
    return first[same_story], second[same_story]


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
    nameless = table.nameless[first] | table.nameless[second]
    alike = None
    if nameless.any():
        products = table.words[first].multiply(table.words[second]).sum(axis=1)
        alike = np.where(nameless, products, 0)
    return _joined(meaning, shared, alike)


def connected(size: int, first: Rows, second: Rows) -> list[Rows]:
    """Return the connected groups of the graph of ``size`` nodes with these edges."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edges = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(size, size))
    count, label = connected_components(edges, directed=False)
    order = np.argsort(label, kind="stable")
    ends = np.cumsum(np.bincount(label, minlength=count))
    return [np.sort(group) for group in np.split(order, ends[:-1])]


def _split(table: Table, rows: Rows, least: float = SAME_STORY) -> list[list[int]]:
    """Return the stories in a connected group, as lists of rows."""
    if len(rows) == 1:
        return [rows.tolist()]
    if len(rows) > LARGEST and least < 1:
        return _cut(table, rows, least + _CUT)
    groups = average_linkage(similarity(table, rows), SAME_STORY)
    return [rows[group].tolist() for group in groups]


def _cut(table: Table, rows: Rows, least: float) -> list[list[int]]:
    """Return the stories in a group that is too large, split first by a higher similarity."""
    first, second = [], []
    for begin in range(0, len(rows), BLOCK):
        block = similarity(table, rows[begin : begin + BLOCK], rows[begin:])
        a, b = np.nonzero(block >= least)
        above = a < b
        first.append(a[above] + begin)
        second.append(b[above] + begin)
    parts = connected(len(rows), np.concatenate(first), np.concatenate(second))
    return [story for part in parts for story in _split(table, rows[part], least)]
