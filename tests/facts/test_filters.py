"""Filters have names, can be switched off, and say how much they held back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck.errors import ConfigError
from factcheck.facts.compare import StoryResult, compare_story
from factcheck.facts.filters import FAMILIES, FILTERS, switched_off
from factcheck.model import Document
from tests.support.analysed import analysed


def compared(texts: tuple[str, ...], *off: str) -> StoryResult:
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    return compare_story(analysed(documents), off)


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


def test_names_that_there_are_not_are_answered_with_the_nearest() -> None:
    assert switched_off({"families": False, "short-forms": True}) == ("families",)
    with pytest.raises(ConfigError, match=r"no filter 'familys' \(did you mean 'families'\?\)"):
        switched_off({"familys": False})
