"""The costly steps of a second opinion, as functions of one argument like all tasks."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from factcheck.facts.compare import compare_story
from factcheck.judges.choosing import questions
from factcheck.judges.question import Opinion, Question
from factcheck.judges.revising import Revision
from factcheck.model import Finding
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Screening
from factcheck.run import tasks
from factcheck.stories.story import StoryView

# A story, its packed findings, and how many questions may be asked about it.
ChoosingTask = tuple[tasks.StoryTask, bytes, int]
# A story, the name of the judge, and the packed questions with its opinions.
RevisingTask = tuple[tasks.StoryTask, str, bytes]


def choose_questions(task: ChoosingTask) -> bytes:
    """Return the packed questions on one story."""
    story, findings, budget = task
    comparison = StoryComparison(
        StoryView(tasks.story_analyses(story)), Screening(story[2]), story[3]
    )
    unpacked = msgspec.msgpack.decode(findings, type=tuple[Finding, ...])
    with tasks.one_thread():
        return msgspec.msgpack.encode(questions(comparison, unpacked, budget))


def unpack_questions(data: bytes) -> list[Question]:
    """Return the questions in ``data``."""
    return msgspec.msgpack.decode(data, type=list[Question])


def revise_packed(task: RevisingTask) -> bytes:
    """Return the packed result of one story, as the opinions of a judge leave it."""
    story, judge, answers = task
    unpacked = msgspec.msgpack.decode(answers, type=tuple[tuple[Question, Opinion], ...])
    revision = Revision(judge, unpacked)
    with tasks.one_thread():
        return tasks.pack_result(
            compare_story(tasks.story_analyses(story), story[2], story[3], revision)
        )


def pack_answers(answers: Mapping[Question, Opinion]) -> bytes:
    """Return questions with the opinions on them as bytes, in their order."""
    return msgspec.msgpack.encode(tuple(answers.items()))
