"""Opinions raise, lower and add findings, and never make an error of one."""

from __future__ import annotations

import pytest

from factcheck.claims.analysis import Analysis
from factcheck.facts.compare import compare_story
from factcheck.facts.result import StoryResult
from factcheck.judges.choosing import is_open, questions
from factcheck.judges.question import Opinion, Question, Verdict
from factcheck.judges.revising import Revision
from factcheck.model import Document, Finding
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

LEFT = (
    "The ferry Maren sank in the sound on Friday. The ferry had passed its safety inspection in "
    "spring. The crew of the ferry was saved by a passing trawler."
)
RIGHT = (
    "The ferry Maren went down in the sound on Friday. The ferry had failed its safety inspection "
    "in spring. The crew of the ferry waited for hours for the helicopter that saved it."
)


@pytest.fixture(scope="module")
def story() -> tuple[Analysis, ...]:
    texts = (LEFT, RIGHT)
    return analysed([Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)])


@pytest.fixture(scope="module")
def plain(story: tuple[Analysis, ...]) -> StoryResult:
    return compare_story(story)


@pytest.fixture(scope="module")
def asked(story: tuple[Analysis, ...], plain: StoryResult) -> list[Question]:
    return questions(StoryComparison(StoryView(story)), plain.findings, 50)


def on_finding(asked: list[Question]) -> Question:
    return next(q for q in asked if q.finding)


def on_claims(asked: list[Question]) -> Question:
    return next(q for q in asked if not q.finding and "trawler" in q.first.text)


def opinion(question: Question, verdict: Verdict, confidence: float = 0.95) -> Opinion:
    if question.first.marked and question.second.marked:
        marks = question.first.marked, question.second.marked
        return Opinion(verdict, confidence, *marks, question.type)
    first, second = "saved by a passing trawler", "waited for hours for the helicopter"
    at = question.first.text.index(first), question.second.text.index(second)
    return Opinion(
        verdict, confidence, (at[0], at[0] + len(first)), (at[1], at[1] + len(second)), "entity"
    )


def revised(
    story: tuple[Analysis, ...], question: Question, given: Opinion, name: str = "small"
) -> StoryResult:
    return compare_story(story, revise=Revision(name, ((question, given),)))


def same(result: StoryResult, fingerprint: str) -> Finding:
    (found,) = [f for f in result.findings if f.fingerprint == fingerprint]
    return found


def test_what_is_open_is_asked_about_before_claims_with_nothing_comparable(
    asked: list[Question], plain: StoryResult
) -> None:
    kinds = [bool(q.finding) for q in asked]
    assert kinds == sorted(kinds, reverse=True) and True in kinds and False in kinds
    assert {q.finding for q in asked if q.finding} == {
        f.fingerprint for f in plain.findings if is_open(f)
    }
    question = on_claims(asked)
    assert question.first.before.endswith("safety inspection in spring.")


def test_the_most_promising_come_first_within_the_budget(
    story: tuple[Analysis, ...], plain: StoryResult, asked: list[Question]
) -> None:
    comparison = StoryComparison(StoryView(story))
    assert len(asked) > 1
    assert questions(comparison, plain.findings, 1) == asked[:1]


@pytest.mark.parametrize("verdict", ["agree", "different facts"])
def test_an_opinion_lowers_a_finding_to_a_note_and_no_further(
    verdict: Verdict, story: tuple[Analysis, ...], plain: StoryResult, asked: list[Question]
) -> None:
    question = on_finding(asked)
    before = same(plain, question.finding)
    after = same(revised(story, question, opinion(question, verdict, 0.97)), question.finding)
    assert before.severity == "warning" and after.severity == "note"
    assert 0.3 <= after.confidence < before.confidence


def test_an_opinion_raises_a_finding_but_never_to_an_error(
    story: tuple[Analysis, ...], plain: StoryResult, asked: list[Question]
) -> None:
    question = on_finding(asked)
    before = same(plain, question.finding)
    after = same(revised(story, question, opinion(question, "conflict", 1.0)), question.finding)
    assert before.confidence < after.confidence < 0.9
    assert after.severity == "warning"
    assert after.variants == before.variants and after.message == before.message


def test_drift_is_a_note(story: tuple[Analysis, ...], asked: list[Question]) -> None:
    question = on_finding(asked)
    after = same(revised(story, question, opinion(question, "drift")), question.finding)
    assert (after.relation, after.severity) == ("drift", "note")


@pytest.mark.parametrize(("verdict", "sure"), [("unclear", 0.9), ("conflict", 0.4)])
def test_an_opinion_that_is_not_sure_moves_nothing(
    verdict: Verdict,
    sure: float,
    story: tuple[Analysis, ...],
    plain: StoryResult,
    asked: list[Question],
) -> None:
    question = on_finding(asked)
    after = same(revised(story, question, opinion(question, verdict, sure)), question.finding)
    before = same(plain, question.finding)
    assert (after.confidence, after.severity) == (before.confidence, before.severity)


def test_the_explanation_names_the_model_and_its_words_and_adds_up(
    story: tuple[Analysis, ...], asked: list[Question]
) -> None:
    for question in (on_finding(asked), on_claims(asked)):
        given = opinion(question, "conflict")
        result = revised(story, question, given, "Zephyr-7")
        (found, step) = next(
            (f, s) for f in result.findings for s in f.explanation if s.name == "second-opinion"
        )
        assert given.first and given.second
        for side, span in ((question.first, given.first), (question.second, given.second)):
            assert f"“{side.text[slice(*span)]}”" in step.text
        assert step.text.startswith("Zephyr-7 says conflict (0.95)")
        *steps, last = found.explanation
        assert sum(s.weight for s in steps) == pytest.approx(last.weight, abs=1e-6)


def test_a_contradiction_that_nothing_comparable_shows_is_added_with_its_words(
    story: tuple[Analysis, ...], plain: StoryResult, asked: list[Question]
) -> None:
    question = on_claims(asked)
    result = revised(story, question, opinion(question, "conflict"))
    (added,) = [f for f in result.findings if f.fingerprint not in
                {f.fingerprint for f in plain.findings}]  # fmt: skip
    assert (added.type, added.severity, added.relation) == ("entity", "warning", "conflict")
    texts = dict(zip(("d0", "d1"), (LEFT, RIGHT), strict=True))
    shown = set()
    for mention in (m for v in added.variants for m in v.mentions):
        assert texts[mention.document][mention.start : mention.end] == mention.text
        shown.add(mention.text)
    assert shown == {"saved by a passing trawler", "waited for hours for the helicopter"}
    # Everything that follows from findings knows of it.
    assert any(f.finding == added.fingerprint for f in result.facts)
    assert sum(added.fingerprint in c.findings for c in result.claims) == 2


def test_claims_on_which_the_model_is_not_very_sure_add_nothing(
    story: tuple[Analysis, ...], plain: StoryResult, asked: list[Question]
) -> None:
    question = on_claims(asked)
    for given in (
        opinion(question, "conflict", 0.75),
        opinion(question, "agree", 0.99),
        Opinion("conflict", 0.99, None, None),
    ):
        assert revised(story, question, given).findings == plain.findings
