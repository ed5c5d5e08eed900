"""What filters hold back and count, and for each family of pairs what passes without one."""

from __future__ import annotations

import numpy as np
import pytest

from factcheck.claims.analysis import Analysis
from factcheck.facts.statements import SOURCES
from factcheck.model import Document
from factcheck.pairs.candidates import candidates
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import ArrayFilter, Filter, Screening
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

SMALL: Filter[int] = Filter("small", "It is small.", lambda number: number < 3)
ODD: Filter[int] = Filter("odd", "It is odd.", lambda number: number % 2 == 1)
FEW: ArrayFilter[list[int]] = ArrayFilter(
    "few", "They are few.", lambda numbers: np.array(numbers) < 3
)


def test_a_candidate_counts_for_the_first_filter_that_holds_it_back() -> None:
    screening = Screening()
    assert [n for n in range(6) if screening.passes((SMALL, ODD), n)] == [4]
    assert screening.counts == {"small": 3, "odd": 2}


def test_a_filter_that_is_off_holds_nothing_back_and_counts_nothing() -> None:
    screening = Screening(["small", "few"])
    assert [n for n in range(6) if screening.passes((SMALL, ODD), n)] == [0, 2, 4]
    assert screening.passing(FEW, [1, 5], 2).tolist() == [True, True]
    assert screening.counts == {"odd": 3}


def test_one_decision_may_stand_for_many_candidates() -> None:
    screening = Screening()
    assert not screening.passes((SMALL,), 1, 12)
    assert screening.passing(FEW, [1, 5, 2], 3).tolist() == [False, True, False]
    assert screening.counts == {"small": 12, "few": 2}


VALVE = "“Nobody told us that the lower valve was open that night,”"
CASES = {
    "unlike-slots": (
        "The mill employed 212 people.",
        "A new school for 340 pupils opens in May.",
    ),
    "contrasted-values": (
        "The rate rose from 12 per cent to 15 per cent.",
        "The rate rose from 12 per cent to 15 per cent in Bram.",
    ),
    "years-of-two-events": (
        "The bridge was built in 1912.",
        "The bridge was painted in 1968.",
    ),
    "vague-count-of-others": (
        "Police said 900 guests were hurt in the fire.",
        "Police said several children were hurt in the fire.",
    ),
    "one-of-several": (
        "The Harriers won their last 10 games at home.",
        "The Harriers won their next 23 games at home.",
    ),
    "short-acronyms": ("The head of the NTRB resigned.", "The head of the NTSB resigned."),
    "many-letters-differ": ("Ann Hollis spoke in Bram.", "Ann Holt spoke in Bram."),
    "words-in-titles": (
        "The Long Road Home opened. It was a long road home.",
        "The Long Roads Home opened. All roads are long.",
    ),
    "quotations-of-one-article": (
        "“We had no chance to save the building,” the chief said. Later: “We had no chance to "
        "save the mill,” he said.",
        "The mill burned.",
    ),
    "quotations-of-two-speakers": (
        "“We saw no smoke at all that day,” Ingrid Solberg said.",
        "“We saw no fire at all that day,” Peter Hallam said.",
    ),
    "marked-cuts": (
        "“We had no chance to save the old building there,” she said.",
        "“We had no chance to save the ... building there,” she said.",
    ),
    "joined-words": (
        "“The fire brigade came down the high way at noon,” she said.",
        "“The fire brigade came down the highway at noon,” she said.",
    ),
    "little-quoted-alike": (
        "“Nobody told us that the valve was open, and we left the hall at once in the dark,” "
        "Ingrid Solberg said.",
        "“Nobody told us that the gate and every other door in this old house was locked,” "
        "Peter Hallam said.",
    ),
    "quoted-beside-the-other": (
        f"{VALVE} Ingrid Solberg said.",
        f"{VALVE} Peter Hallam said of Solberg.",
    ),
    "said-by-both": (
        "Police Chief Ann Holt said the fire began in the kitchen of the old hotel. Mayor Tom "
        "Reyes said the fire began in the kitchen of the old hotel.",
        "Mayor Tom Reyes said the fire began in the kitchen of the old hotel.",
    ),
    "done-and-to-be-done": (
        "The council closed the school in Bram.",
        "The council will not close the school in Bram.",
    ),
    "rebuttals": (
        "Solberg denied that the council closed the school in Bram.",
        "The council closed the school in Bram.",
    ),
    "posts-in-unlike-sentences": (
        "Mayor Ann Holt of Bram opened the bridge.",
        "Flooding closed roads, and Mayor Tom Reyes of Bram praised the volunteers who cooked.",
    ),
    "places-of-one-article": (
        "The Fernhill Center in Bram closed. The Fernhill Center in Osterby closed.",
        "The Fernhill Center in Osterby closed.",
    ),
}


def pairs(story: tuple[Analysis, ...], *off: str) -> tuple[set[object], Screening]:
    """Return the pairs that pass the filters of their families, and what was held back."""
    comparison = StoryComparison(StoryView(story), Screening(off))
    passed: set[object] = {(p.a.number, p.b.number) for p in comparison.slot_pairs}
    passed |= {(c.kind, c.first, c.second) for c in candidates(comparison)}
    passed |= {(r.kind, r.first, r.second) for source in SOURCES for r in source(comparison)}
    return passed, comparison.screening


@pytest.mark.parametrize("name", CASES)
def test_without_its_filter_a_pair_passes(name: str) -> None:
    documents = [Document(f"d{n}", f"d{n}.txt", text, "") for n, text in enumerate(CASES[name])]
    story = analysed(documents)
    passed, screening = pairs(story)
    assert screening.counts[name] >= 1
    all_passed, without = pairs(story, name)
    assert all_passed - passed
    assert name not in without.counts
