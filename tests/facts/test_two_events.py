"""Articles of one group that tell two like events are told apart by the facts that part them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.facts.fact import CandidateFact, FactVariant
from factcheck.facts.grouping import TWO_EVENTS, candidate_facts
from factcheck.facts.slots import slot_facts
from factcheck.facts.two_events import FEWEST_FACTS, LEAST_CONFIDENCE, parting_facts
from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import Spot, StoryView
from tests.support.analysed import analysed

MAY = (
    "An earthquake of magnitude 6.1 shook the island of Tavro on 4 May, killing 31 people in "
    "Selmo. Selmo's old market hall collapsed on traders and shoppers. Rescuers with dogs dug all "
    "night, said mayor Ilda Ferrant. The tremor lasted 20 seconds.",
    "The market hall of Selmo fell in when an earthquake of magnitude 6.1 hit Tavro island on "
    "4 May, and 31 people were killed. Mayor Ilda Ferrant praised rescuers who dug with dogs among "
    "the stalls. The tremor lasted 20 seconds, traders said.",
)
NOVEMBER = (
    "An earthquake of magnitude 7.2 shook the island of Tavro on 19 November, killing 58 people in "
    "Kerin. In Kerin a dam cracked and a hospital was emptied; helicopters flew patients to ships. "
    "Governor Pavel Oster asked for tents. The tremor lasted 45 seconds.",
    "Helicopters flew patients from the hospital of Kerin to ships after an earthquake of "
    "magnitude 7.2 hit Tavro island on 19 November. In all 58 people were killed. Governor Pavel "
    "Oster said the dam of Kerin had cracked, and asked for tents. The tremor lasted 45 seconds, a "
    "nurse at the hospital said.",
)


def story(*texts: str) -> StoryView:
    documents = [
        Document(id=f"d{n}", path=f"d{n}.txt", text=text, sha256=str(n))
        for n, text in enumerate(texts)
    ]
    return StoryView(analysed(documents))


@pytest.fixture(scope="module")
def two_quakes() -> StoryView:
    return story(*MAY, *NOVEMBER)


@pytest.fixture(scope="module")
def one_quake() -> StoryView:
    """The reports of one quake, two of them with other figures."""
    changed = [
        text.replace("6.1", "6.3").replace("31", "33").replace("4 May", "5 May") for text in MAY
    ]
    return story(*MAY, *changed)


def told(*sides: tuple[int, ...], confidence: float = 0.9) -> CandidateFact:
    """Return a fact that gives one value in each of these sets of documents."""
    variants = tuple(
        FactVariant(str(n), str(n), tuple(Spot(d, d, 0, 1) for d in documents))
        for n, documents in enumerate(sides)
    )
    return CandidateFact("number", "slot", "conflict", "", confidence, {}, variants)


PARTED = told((0, 1), (2, 3))


def test_what_parts_two_like_events_is_no_contradiction(two_quakes: StoryView) -> None:
    facts = [f for f in candidate_facts(StoryComparison(two_quakes)) if f.kind == "slot"]
    assert len(facts) >= FEWEST_FACTS
    assert {(f.relation, f.reason) for f in facts} == {("drift", TWO_EVENTS)}
    assert max(f.confidence for f in facts) < 0.5


def test_slips_in_the_reports_of_one_event_stay_contradictions(one_quake: StoryView) -> None:
    facts = slot_facts(StoryComparison(one_quake))
    assert len(facts) >= FEWEST_FACTS
    assert parting_facts(one_quake, facts) == frozenset()


def test_two_facts_that_part_with_the_articles_are_too_few(two_quakes: StoryView) -> None:
    assert parting_facts(two_quakes, [PARTED] * 2) == frozenset()
    assert parting_facts(two_quakes, [PARTED] * 3) == {0, 1, 2}


def test_unlikely_facts_do_not_count_but_part_with_the_others(two_quakes: StoryView) -> None:
    unlikely = replace(PARTED, confidence=LEAST_CONFIDENCE / 2)
    assert parting_facts(two_quakes, [PARTED, PARTED, unlikely]) == frozenset()
    assert parting_facts(two_quakes, [PARTED, PARTED, PARTED, unlikely]) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    "fact",
    [told((0, 2), (1, 3)), told((0, 1, 2), (3,)), told((0,), (1,))],
    ids=["across the sets", "in both sets", "within one set"],
)
def test_a_fact_that_does_not_follow_the_two_sets_stays_a_contradiction(
    two_quakes: StoryView, fact: CandidateFact
) -> None:
    assert parting_facts(two_quakes, [fact, PARTED, PARTED, PARTED]) == {1, 2, 3}


def test_three_articles_are_too_few_to_be_told_apart() -> None:
    few = story(MAY[0], *NOVEMBER)
    assert parting_facts(few, [told((0,), (1, 2))] * 3) == frozenset()


def test_facts_correct_the_sets_that_words_alone_make() -> None:
    """One report of each quake is told in words of its own, which are alike in both."""
    own = (
        "Seismologists in Tavro town were surprised. Magnitude {}, said a bulletin on {}. "
        "Schools and offices stayed shut, and ferries were cancelled. {}"
    )
    mixed = story(
        *MAY, own.format("6.1", "4 May", "The market hall of Selmo fell in."),
        *NOVEMBER, own.format("7.2", "19 November", "The dam of Kerin had cracked."),
    )  # fmt: skip
    by_event = told((0, 1, 2), (3, 4, 5))
    assert parting_facts(mixed, [by_event] * 6) == set(range(6))


def test_between_sets_that_lie_far_apart_two_facts_are_enough() -> None:
    more = [
        "Traders in Selmo wept over the market hall. Dogs had found 31 dead, said Ilda Ferrant.",
        "The hospital of Kerin is empty, and its dam has cracked. Pavel Oster counted 58 dead.",
    ]
    far = story(*MAY, more[0], *NOVEMBER, more[1])
    by_event = told((0, 1, 2), (3, 4, 5))
    assert parting_facts(far, [by_event] * 2) == {0, 1}
    assert parting_facts(far, [by_event]) == frozenset()
