"""What speaks for or against a candidate: each signal is one object.

A family of candidates (figures, spellings, quotations, ...) keeps the tuple of its signals beside
the code that finds them; :mod:`factcheck.facts.explanation` lists them by the kinds of the judge.
What one of these signals said of one finding is a :class:`factcheck.model.Signal`.
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

# Sentences that several families say.
ALIKE_IN_MEANING = "the sentences are alike in meaning"
NEARLY_THE_SAME = "the sentences are nearly the same"
SAME_WORDS = "the sentences use the same words"
SAME_PARTICIPANTS = "the same persons or things take part"
OTHER_NAMES = "the sentences name different names"
OTHER_TIMES = "the sentences speak of different times"
ONE_AGAINST_SEVERAL = "several articles stand against one"
MUCH_IS_SAID = "much is said in the same words"
NOT_SO_RARE = "the rarer spelling is not so rare"


@dataclass(frozen=True, slots=True)
class SignalDefinition(Generic[Subject]):
    """One thing that can speak for or against a candidate, and what it looks at.

    ``text`` is the sentence that a report gives as a reason. ``sign`` is what this sentence says
    in plain words: 1 for a discrepancy, -1 against one, 0 neither; no fitted weight has another.
    ``compute`` returns the value of the signal for a subject, roughly 0 to 1.
    """

    name: str
    text: str
    sign: Sign
    compute: Callable[[Subject], float]


@dataclass(frozen=True, slots=True)
class ArraySignal(Generic[Subject]):
    """The same for all pairs of a family at once: ``compute`` returns a value for each."""

    name: str
    text: str
    sign: Sign
    compute: Callable[[Subject], Floats]


AnySignal = SignalDefinition[Any] | ArraySignal[Any]


def values_of(signals: Iterable[SignalDefinition[Subject]], subject: Subject) -> dict[str, float]:
    """Return the value of each signal for ``subject``, by the name of the signal."""
    return {signal.name: signal.compute(subject) for signal in signals}


def columns_of(signals: Iterable[ArraySignal[Subject]], subject: Subject) -> dict[str, Floats]:
    """Return the values of each signal for all pairs of ``subject``, by the name of the signal."""
    return {signal.name: signal.compute(subject) for signal in signals}
