"""The step of the second opinion: few questions of each story, asked once and never again.

Questions, answers and revised results are kept in the store like everything else, so that a rerun
asks nothing. An answer is stored as soon as it is there: whatever ends a run, no question that was
paid for is asked again. Where the judge fails, the built-in one decides, and one line says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

import msgspec

from factcheck.facts.result import StoryResult
from factcheck.judges.built_in import BuiltIn
from factcheck.judges.question import Judge, Opinion, Question, UnansweredError
from factcheck.model import Document, Problem, Progress
from factcheck.run import opinion_tasks as work
from factcheck.run import tasks
from factcheck.run.keys import RESULT_FILES, code_digest
from factcheck.run.steps import Session, key_of_story, mapped, story_task
from factcheck.run.store import digest

# Questions that a judge is given at a time: enough to fill the batches of a model of inference.
CHUNK = 32
# What an answer depends on besides the judge and the question.
ANSWER_FILES = (
    "judges/question.py", "judges/prompt.py", "judges/nli.py", "judges/endpoint.py",
    "judges/refusals.py", "judges/schema/*",
)  # fmt: skip
OPINION_FILES = (*RESULT_FILES, "judges/*", "run/opinion_tasks.py")
PLACE = "second opinion"


@dataclass(slots=True)
class Asked:
    """What asking a judge came to: its opinions by the key of the question, and the cost."""

    opinions: dict[bytes, Opinion] = field(default_factory=dict)
    questions: int = 0
    known: int = 0
    tokens: int = 0
    seconds: float = 0.0
    late: int = 0
    failure: str = ""


@dataclass(slots=True)
class SecondOpinion:
    """A judge with the number of questions that it may be asked about one story.

    A judge that has failed is not asked again in the same run.
    """

    judge: Judge
    budget: int
    has_failed: bool = False

    def key(self, question: Question) -> bytes:
        """Return the key of an answer: its text, its model and its prompt."""
        return digest(
            "opinion", code_digest(ANSWER_FILES), self.judge.identity, self.judge.asked(question)
        )


def with_second_opinions(
    session: Session,
    second: SecondOpinion,
    documents: Sequence[Document],
    claims: Sequence[bytes],
    results: Sequence[StoryResult],
    progress: Progress | None = None,
) -> tuple[list[StoryResult], list[Problem]]:
    """Return the results as the opinions of the judge leave them, and what went wrong.

    Raises:
        ModelError: the model of inference is damaged.
        EngineError: the engine failed.
    """
    numbers = {document.id: n for n, document in enumerate(documents)}
    stories = [[numbers[d] for d in result.story.documents] for result in results]
    keys = [key_of_story(session, documents, claims, story) for story in stories]
    packed = [msgspec.msgpack.encode(result.findings) for result in results]

    def choosing() -> Iterator[tuple[bytes, work.ChoosingTask]]:
        for name in missing:
            task = story_task(session, documents, claims, stories[missing[name]])
            yield name, (task, packed[missing[name]], second.budget)

    chosen = [
        digest("questions", code_digest(OPINION_FILES), key, findings, second.budget)
        for key, findings in zip(keys, packed, strict=True)
    ]
    known = session.store.get("questions", chosen)
    missing = {name: n for n, name in enumerate(chosen) if name not in known}
    for name, data in mapped(session, work.choose_questions, choosing()):
        session.store.put("questions", {name: data})
        known[name] = data
    questions = [work.unpack_questions(known[name]) for name in chosen]

    asked = ask(session, second, [q for of_story in questions for q in of_story], progress)
    answers = [decided(second, of_story, asked.opinions) for of_story in questions]
    if progress is not None:
        progress.asked(asked.questions, asked.known, asked.tokens, asked.seconds)
    return (
        _revised(session, second, documents, claims, list(zip(keys, stories, results, answers,
                                                             strict=True))),
        _problems(second.judge, asked),
    )  # fmt: skip


def ask(
    session: Session,
    second: SecondOpinion,
    questions: Sequence[Question],
    progress: Progress | None = None,
) -> Asked:
    """Return the opinions on the questions: those in the store, and new ones of the judge."""
    by_key = {second.key(question): question for question in questions}
    stored = session.store.get("opinion", list(by_key))
    asked = Asked(
        {key: msgspec.msgpack.decode(data, type=Opinion) for key, data in stored.items()},
        len(by_key),
        len(stored),
    )
    if progress is not None:
        progress.step(f"asking {second.judge.name}", len(by_key))
        progress.advance(len(stored), known=True)
    waiting = [key for key in by_key if key not in stored]
    if second.has_failed:
        return asked
    began = perf_counter()
    try:
        for begin in range(0, len(waiting), CHUNK):
            part = waiting[begin : begin + CHUNK]
            given = second.judge.opinions([by_key[key] for key in part])
            for key, opinion in zip(part, given, strict=True):
                if opinion is None:
                    asked.late += 1
                else:
                    session.store.put("opinion", {key: msgspec.msgpack.encode(opinion)})
                    asked.opinions[key] = opinion
                    asked.tokens += opinion.tokens
                if progress is not None:
                    progress.advance()
    except UnansweredError as error:
        asked.failure = str(error)
        second.has_failed = True
    asked.seconds = perf_counter() - began
    return asked


def decided(
    second: SecondOpinion, questions: Sequence[Question], opinions: Mapping[bytes, Opinion]
) -> dict[Question, Opinion]:
    """Return the opinions on the questions of a story that are not those of the built-in judge."""
    answered = {q: opinions.get(second.key(q)) for q in questions}
    own = dict(zip(questions, BuiltIn().opinions(questions), strict=True))
    return {
        question: opinion
        for question, opinion in answered.items()
        if opinion is not None and opinion.verdict != "unclear" and opinion != own[question]
    }


def _revised(
    session: Session,
    second: SecondOpinion,
    documents: Sequence[Document],
    claims: Sequence[bytes],
    stories: Sequence[tuple[bytes, Sequence[int], StoryResult, dict[Question, Opinion]]],
) -> list[StoryResult]:
    """Return the result of each story, compared again where opinions change it."""
    packed = [work.pack_answers(answers) if answers else b"" for *_, answers in stories]
    names = [
        digest("revised", code_digest(OPINION_FILES), key, second.judge.name, answers)
        for (key, *_), answers in zip(stories, packed, strict=True)
    ]
    known = session.store.get("revised", [n for n, a in zip(names, packed, strict=True) if a])

    def revising() -> Iterator[tuple[bytes, work.RevisingTask]]:
        for name, (_, story, _, _), answers in zip(names, stories, packed, strict=True):
            if answers and name not in known:
                task = story_task(session, documents, claims, story)
                yield name, (task, second.judge.name, answers)

    new: dict[bytes, bytes] = {}
    for name, data in mapped(session, work.revise_packed, revising()):
        session.store.put("revised", {name: data})
        new[name] = data
    known |= new
    return [
        tasks.unpack_result(known[name]) if answers else result
        for name, (_, _, result, _), answers in zip(names, stories, packed, strict=True)
    ]


def _problems(judge: Judge, asked: Asked) -> list[Problem]:
    """Return in one line what was not answered, nothing where all was."""
    answered = len(asked.opinions)
    if asked.failure:
        why = f"{judge.name} answered {answered} of {asked.questions} questions: {asked.failure}"
    elif asked.late:
        why = f"{judge.name} did not answer {asked.late} of {asked.questions} questions"
    else:
        return []
    return [Problem(PLACE, why, "The built-in judge decided the rest", used=True)]
