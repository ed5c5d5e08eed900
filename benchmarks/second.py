"""A second opinion on labelled stories: the same measurement with a model asked as well.

Answers are kept in the cache, as those of a run are, so that a second measurement asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import Any

from benchmarks.labelled import Prepared
from factcheck.facts.compare import compare_story
from factcheck.facts.result import StoryResult
from factcheck.judges.choosing import questions
from factcheck.judges.opening import open_judge
from factcheck.judges.revising import Revision
from factcheck.pairs.comparison import StoryComparison
from factcheck.pipeline import assemble
from factcheck.report.json import to_dict
from factcheck.run.engine import open_engine
from factcheck.run.opinions import SecondOpinion, ask, decided
from factcheck.run.steps import Session
from factcheck.run.store import open_store
from factcheck.settings.config import Config
from factcheck.stories.story import StoryView


class Second:
    """The model of a second opinion, and what asking it has cost so far.

    Raises:
        ConfigError: ``named`` names no model.
        ModelError: the model is missing.
    """

    def __init__(self, named: str, budget: int) -> None:
        judge = open_judge(Config(second_opinion=named, offline=False))
        assert judge is not None
        self.second = SecondOpinion(judge, budget)
        self.questions = self.known = self.tokens = self.late = 0
        self.seconds = 0.0
        self.failure = ""

    def report_on(self, prepared: Prepared) -> dict[str, Any]:
        """Return the report on a case with second opinions, as plain data."""
        with open_store(Config()) as store, closing(open_engine(Config())) as engine:
            session = Session(store, engine, Config().model)
            results = [self._result(session, StoryView(story)) for story in prepared.stories]
        report = assemble(prepared.documents, prepared.problems, results, Config())
        return to_dict(report)

    def _result(self, session: Session, story: StoryView) -> StoryResult:
        plain = compare_story(story.analyses)
        asked = questions(StoryComparison(story), plain.findings, self.second.budget)
        given = ask(session, self.second, asked)
        self.questions += given.questions
        self.known += given.known
        self.tokens += given.tokens
        self.late += given.late
        self.seconds += given.seconds
        self.failure = self.failure or given.failure
        answers = decided(self.second, asked, given.opinions)
        if not answers:
            return plain
        revision = Revision(self.second.judge.name, tuple(answers.items()))
        return compare_story(story.analyses, revise=revision)

    def cost(self, stories: int) -> str:
        """Return in one line what it cost to ask about so many stories."""
        per = max(1, stories)
        parts: Iterable[str] = (
            f"{self.second.judge.described}: {self.questions} questions on {stories} stories",
            f"{self.known} answered before",
            f"{self.tokens / per:,.0f} tokens and {self.seconds / per:.1f} s a story",
            f"{self.late} late" if self.late else "",
            f"ended early: {self.failure}" if self.failure else "",
        )
        return ", ".join(part for part in parts if part) + "."
