"""What every judge shares: questions about two claims, and opinions on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

Verdict = Literal["agree", "conflict", "drift", "different facts", "unclear"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

# The start and the end of a passage: code points into the text of a claim, end exclusive.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a question, with what a reader would want to know of it.

    ``document`` and ``claim`` are its numbers in the story and ``start`` is where it begins in its
    document; ``marked`` is the span of the value in question within ``text``, None without one.
    ``before`` and ``after`` are the sentences around it.
    """

    document: int
    claim: int
    start: int
    text: str
    marked: Span | None = None
    before: str = ""
    after: str = ""
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Do two claims contradict each other?

    ``finding`` is the fingerprint of the finding that the question is about, "" where the built-in
    judge has none; ``relation`` and ``confidence`` are those of that finding.
    """

    first: Side
    second: Side
    finding: str = ""
    type: str = "other"
    relation: Verdict = "unclear"
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge thinks of a question, and the two spans that decide, one in each claim.

    ``type`` is the name of the type of finding that the opinion is about. ``tokens`` is what the
    answer has cost. An opinion without spans is unclear.
    """

    verdict: Verdict = "unclear"
    confidence: float = 0.0
    first: Span | None = None
    second: Span | None = None
    type: str = "other"
    tokens: int = 0


class UnansweredError(Exception):
    """A judge no longer answers; the text says why, without any secret."""


class Judge(Protocol):
    """Has opinions on pairs of claims.

    ``name`` is what a report calls the judge, and ``described`` how the report names model, kind
    of endpoint and version of the prompt. ``identity`` is a text that differs for judges with
    different opinions; it is part of the keys of the cache and holds no secret.
    """

    name: str
    described: str
    identity: str

    def asked(self, question: Question) -> str:
        """Return everything that the judge is told, the key of its answer beside ``identity``."""
        ...

    def opinions(self, questions: Sequence[Question]) -> Iterator[Opinion | None]:
        """Yield the opinion on each question, in order, each as soon as it is there.

        None stands for a question that was not answered in time.

        Raises:
            UnansweredError: the judge does not answer any more.
        """
        ...
