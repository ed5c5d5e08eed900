"""Signals: each is one object that measures what speaks for or against a candidate.

The signals of a family of candidates (figures, spellings, quotations, ...) are a tuple in the
module that finds these candidates; :mod:`factcheck.facts.explanation` lists them by the kinds of
the judge. The value of a signal for one finding is a :class:`factcheck.model.Signal`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import numpy as np
import numpy.typing as npt

Subject = TypeVar("Subject")
Sign = Literal[1, -1, 0]
Floats = npt.NDArray[np.float32]

# Texts of signals that several families use.
ALIKE_IN_MEANING = "the sentences are alike in meaning"
NEARLY_THE_SAME = "the sentences are nearly the same"
SAME_WORDS = "the sentences use the same words"
SAME_PARTICIPANTS = "the same persons or things take part"
ONE_AGAINST_SEVERAL = "several articles stand against one"
MUCH_IS_SAID = "much is said in the same words"
NOT_SO_RARE = "the rarer spelling is not so rare"


@dataclass(frozen=True, slots=True)
class SignalDefinition(Generic[Subject]):
    """One thing that can speak for or against a candidate, and how it is computed.

    ``text`` is the sentence that a report gives as a reason. ``sign`` is what a reader takes this
    sentence to say: 1 for a discrepancy, -1 against one, 0 for neither. A weight fitted on
    pairs never has the opposite sign. ``compute`` returns the value of the signal for a subject,
    roughly 0 to 1.
    """

    name: str
    text: str
    sign: Sign
    compute: Callable[[Subject], float]


@dataclass(frozen=True, slots=True)
class ArraySignal(Generic[Subject]):
    """A signal for all pairs of a family at once: ``compute`` returns one value per pair."""

    name: str
    text: str
    sign: Sign
    compute: Callable[[Subject], Floats]


AnySignal = SignalDefinition[Any] | ArraySignal[Any]


def values_of(signals: Iterable[SignalDefinition[Subject]], subject: Subject) -> dict[str, float]:
    """Return the value of each signal for ``subject``, by the name of the signal."""
    return {signal.name: signal.compute(subject) for signal in signals}


def columns_of(signals: Iterable[ArraySignal[Subject]], subject: Subject) -> dict[str, Floats]:
    """Return the values of each signal by its name, float32 with one value per pair."""
    return {signal.name: signal.compute(subject) for signal in signals}
