"""Filters have names, can be switched off, and say how much they held back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck.claims.analysis import Analysis
from factcheck.errors import ConfigError
from factcheck.facts.compare import StoryResult, compare_story
from factcheck.facts.fact import CandidateFact
from factcheck.facts.filters import FAMILIES, FILTERS, switched_off
from factcheck.facts.findings import NOTE
from factcheck.facts.grouping import candidate_facts
from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Screening
from factcheck.stories.story import StoryView
from tests.facts.test_two_events import MAY, NOVEMBER
from tests.support.analysed import analysed

DATES = ("2022-03-01", "2022-11-20")


def compared(texts: tuple[str, ...], *off: str) -> StoryResult:
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    return compare_story(analysed(documents), off)


def candidates_of(story: tuple[Analysis, ...], *off: str) -> list[CandidateFact]:
    return candidate_facts(StoryComparison(StoryView(story), Screening(off)))


def test_every_filter_has_a_name_of_its_own_and_one_sentence() -> None:
    filters = [each for family in FAMILIES.values() for each in family]
    assert len({each.name for each in filters}) == len(filters) == len(FILTERS)
    for each in filters:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", each.name)
        assert re.fullmatch(r"[A-Z][^\n]*\.", each.why)


def test_the_page_on_filters_lists_them_all_by_family(root: Path) -> None:
    page = (root / "docs" / "filters.md").read_text("utf-8")
    for family, filters in FAMILIES.items():
        section = page.split(f"## {family}\n")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(.*?)` \| (.*) \|$", section, re.MULTILINE)
        assert rows == [(each.name, each.why) for each in filters]


CASES = {
    "families": (
        "The Harpers of Oldham won the cup. The Harpers came home on a bus.",
        "Fans waited for Harper of Oldham. Harper waved from the bus with the cup.",
    ),
    "contractions": (
        '"We did not see the ship before it was too late to turn," said Ona Halvern.',
        '"We didn\'t see the ship before it was too late to turn," said Ona Halvern.',
    ),
    "unlikely-figures": (
        "The mill in Brannock employed 212 people when it closed, the council said.",
        "A school near the old mill in Brannock has 340 pupils and 22 teachers.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_filter_counts_what_it_held_back_and_nothing_when_it_is_off(name: str) -> None:
    on, off = compared(CASES[name]), compared(CASES[name], name)
    assert on.withheld[name] >= 1
    assert name not in off.withheld
    # What it let through is told now, or met by the next filter.
    assert off.findings != on.findings or set(off.withheld) - set(on.withheld)


def test_a_contracted_word_is_told_as_another_wording_without_its_filter() -> None:
    assert not compared(CASES["contractions"]).findings
    (finding,) = compared(CASES["contractions"], "contractions").findings
    assert finding.type == "quote"


FERRY = (
    "The ferry left Bram at dawn with 84 people on board. It struck a rock off Skarvik in thick "
    "fog. Divers searched the wreck for two days."
)
QUAKES = (*MAY, *NOVEMBER)


@pytest.mark.parametrize(
    ("name", "days"),
    [("reports-of-one-season", ("2022-03-01", "2022-03-09")), ("few-shared-passages", DATES)],
)
def test_dates_of_publication_are_compared_without_their_filters(
    name: str, days: tuple[str, str]
) -> None:
    texts = [FERRY, FERRY if days != DATES else "The ferry left Bram at dawn. Nobody was hurt."]
    documents = [
        Document(
            f"d{n}",
            f"d{n}.txt",
            f"{day}\n\n{text}",
            str(n),
            published=day,
            published_span=(0, len(day)),
        )
        for n, (day, text) in enumerate(zip(days, texts, strict=True))
    ]
    story = analysed(documents)
    on, off = (candidates_of(story, *names) for names in ((), (name,)))
    assert not [fact for fact in on if fact.kind == "published"]
    (fact,) = [fact for fact in off if fact.kind == "published"]
    assert {variant.shown for variant in fact.variants} == set(days)


def test_facts_that_part_two_events_contradict_without_the_filter() -> None:
    on, off = compared(QUAKES), compared(QUAKES, "two-events")
    assert on.withheld["two-events"] >= 3
    assert all(f.relation == "drift" for f in on.findings if f.type in ("number", "date"))
    assert any(f.relation == "conflict" for f in off.findings)


def test_unsure_facts_are_notes_without_the_filter() -> None:
    # A firm may have several seats, and one article knows both towns.
    texts = (
        "Nordwell Corp. is based in Houston and makes pumps.",
        "Nordwell Corp. is based in Dallas and makes pumps. It had left Houston.",
    )
    on, off = compared(texts), compared(texts, "unsure-facts")
    assert on.withheld["unsure-facts"] == len(off.findings) - len(on.findings) > 0
    shown = {finding.fingerprint for finding in on.findings}
    unsure = [finding for finding in off.findings if finding.fingerprint not in shown]
    assert {finding.severity for finding in unsure} == {"note"}
    assert max(finding.confidence for finding in unsure) <= NOTE


def test_two_words_that_articles_quote_alike_are_an_agreement_without_the_filter() -> None:
    texts = (
        "It was “pure luck”, the mayor said on Friday.",
        "“Pure luck,” the mayor said in Harwick.",
    )
    assert not compared(texts).facts
    (fact,) = compared(texts, "one-or-two-words").facts
    assert (fact.status, fact.variants[0].sources) == ("agreed", 2)


def test_names_that_there_are_not_are_answered_with_the_nearest() -> None:
    assert switched_off({"families": False, "short-forms": True}) == ("families",)
    with pytest.raises(ConfigError, match=r"no filter 'familys' \(did you mean 'families'\?\)"):
        switched_off({"familys": False})
