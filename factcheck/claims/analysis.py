"""The analysis of one document: its claims, and the vectors of its texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from factcheck.model import Claim, Document
from factcheck.values import slot_kinds

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Analysis:
    """A document with its claims, and a unit vector for each of its texts.

    ``vectors`` is float32 of shape ``(len(texts_of(document, claims)), dimension)``: first one row
    per claim, then one per phrase about a value.
    """

    document: Document
    claims: tuple[Claim, ...]
    vectors: Vectors


def texts_of(document: Document, claims: Sequence[Claim]) -> list[str]:
    """Return the texts of a document that are encoded, in the order of its vectors.

    First come its claims, then the phrases about its values, each once.
    """
    return [*(document.text[c.start : c.end] for c in claims), *phrases_of(claims)]


def phrases_of(claims: Iterable[Claim]) -> list[str]:
    """Return the phrases about the values in slots of ``claims``, each once, in their order.

    For each value they are the clause around it, with the value masked, and its label.
    """
    kinds = slot_kinds()
    slots = [v.slot for c in claims for v in c.values if v.kind in kinds]
    return [p for p in dict.fromkeys(p for s in slots for p in (s.clause, s.label)) if p]
