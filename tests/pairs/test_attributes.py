"""Ages, homes and given names of one person, as articles of one story give them."""

from __future__ import annotations

import pytest

from factcheck.facts.fact import CandidateFact
from factcheck.facts.findings import ERROR, NOTE, severity_of
from factcheck.facts.grouping import candidate_facts
from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

MONDAY = "2022-03-07"


def facts(*texts: str, published: tuple[str, ...] = ()) -> list[CandidateFact]:
    days = published or (MONDAY,) * len(texts)
    documents = [
        Document(f"d{n}", f"d{n}.txt", text, str(n), published=day)
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    story = StoryView(analysed(documents))
    found = candidate_facts(StoryComparison(story))
    return [f for f in found if f.confidence >= NOTE]


def of_kind(kind: str, *texts: str, published: tuple[str, ...] = ()) -> list[CandidateFact]:
    return [f for f in facts(*texts, published=published) if f.kind == kind]


def test_two_ages_of_one_person_are_a_warning() -> None:
    (fact,) = of_kind(
        "age",
        "Ryan Calder, 33, choked on a fish bone in Hull.",
        "A fish bone nearly killed Ryan Calder, 32, in Hull.",
    )
    assert (fact.type, fact.label, severity_of(fact)) == ("number", "age of Ryan Calder", "warning")
    assert {v.shown for v in fact.variants} == {"33", "32"}


def test_one_age_against_three_independent_ones_may_be_an_error() -> None:
    (fact,) = of_kind(
        "age",
        "Ryan Calder, 53, choked on a fish bone in Hull.",
        "A fish bone nearly killed Ryan Calder, 35, in Hull on Sunday night.",
        "Doctors in Hull saved the life of Ryan Calder (35) after a dinner party.",
        "The dinner guest, 35-year-old Ryan Calder, is recovering from surgery.",
    )
    assert fact.confidence >= ERROR
    assert severity_of(fact) == "error"


def test_a_surname_alone_is_that_of_the_full_name_in_its_article() -> None:
    (fact,) = of_kind(
        "age",
        "Ryan Calder choked on a fish bone. Calder, 35, was saved.",
        "A fish bone nearly killed Ryan Calder, 53, in Hull.",
    )
    assert fact.label == "age of Ryan Calder"


@pytest.mark.parametrize(
    "texts",
    [
        # Two persons of one surname.
        ("Erik Holmgren, 44, and his son Jonas, 9, were saved from the fire.",
         "Jonas Holmgren, 9, was saved from the fire."),
        # A surname that two persons have says nothing.
        ("Erik Holmgren and Greta Holmgren were saved. Holmgren, 44, was hurt.",
         "Erik Holmgren, 71, was saved from the fire."),
        ("Karl Brandt Jr., 31, sold the mill.", "Karl Brandt Sr., 60, sold the mill."),
        # The author knows both.
        ("Erik Holmgren, 44, was saved. Police first said that Erik Holmgren, 41, was missing.",
         "Erik Holmgren, 41, was missing after the fire."),
        # Another year.
        ("In 2006 Erik Holmgren, 44, told the story for the first time.",
         "Erik Holmgren, 60, told the story once more."),
        # The same age in words.
        ("Erik Holmgren, 44, was saved.", "Forty-four-year-old Erik Holmgren was saved."),
    ],
)  # fmt: skip
def test_ages_that_may_all_be_right_are_silent(texts: tuple[str, ...]) -> None:
    assert not [f for f in facts(*texts) if f.type == "number"]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("2022-03-07", "2022-03-09"), True),
        (("2022-03-07", "2022-09-07"), False),
        # Nobody gets younger.
        (("2022-09-07", "2022-03-07"), True),
    ],
)
def test_a_year_more_fits_if_the_articles_are_months_apart(
    days: tuple[str, str], told: bool
) -> None:
    found = of_kind(
        "age",
        "Ryan Calder, 32, choked on a fish bone in Hull.",
        "A fish bone nearly killed Ryan Calder, 33, in Hull.",
        published=days,
    )
    assert bool(found) == told


def test_two_homes_of_one_person_are_a_warning_at_most() -> None:
    (fact,) = of_kind(
        "home",
        "Anton Sauer, 36, of Norwich, hit a parked van on Friday night, police said.",
        "Police said that Anton Sauer, 36, of Ipswich, hit a parked van on Friday night.",
    )
    assert (fact.type, fact.label, severity_of(fact)) == ("place", "home of Anton Sauer", "warning")


@pytest.mark.parametrize(
    "second",
    [
        "Anton Sauer, 36, of Norfolk County, hit a parked van.",
        "Berta Sauer, 36, of Ipswich, hit a parked van.",
        "Anton Sauer, 36, of Ipswich, a suburb of Norwich, hit a parked van. He left Norwich late.",
    ],
)
def test_homes_that_may_both_be_right_are_silent(second: str) -> None:
    first = "Anton Sauer, 36, of Norwich in Norfolk County, hit a parked van."
    assert not of_kind("home", first, second)


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("Governor Victor Semper opened the mill.", "Governor Anton Semper opened the mill.",
         "given name of Semper"),
        ("Dennis Calder, 57, was held in Hull.", "Norman Calder, 57, was held in Hull.",
         "given name of Calder"),
    ],
)  # fmt: skip
def test_one_post_or_age_under_one_surname_and_two_given_names(
    first: str, second: str, label: str
) -> None:
    (fact,) = of_kind("given", first, second)
    assert (fact.type, fact.label, severity_of(fact)) == ("entity", label, "warning")


@pytest.mark.parametrize(
    "texts",
    [
        # Nothing in common but the surname.
        ("Governor Victor Semper opened the mill.", "Anton Semper, a baker, opened the mill."),
        # An article knows both.
        ("Governor Victor Semper followed Governor Anton Semper.", "Governor Anton Semper spoke."),
        # Forms of one name, and initials.
        ("Governor William Semper opened the mill.", "Governor Bill Semper opened the mill."),
        ("Governor Victor Semper opened the mill.", "Governor A. Semper opened the mill."),
        ("Governor Alexandros Semper opened it.", "Governor Alexis Semper opened it."),
        # A relative is told of.
        ("Governor Victor Semper spoke.", "Governor Ida Semper, wife of Mr. Semper, spoke."),
        # Posts in two bodies.
        ("Fire chief Victor Semper of Ashby spoke.", "Fire chief Anton Semper of Corwin spoke."),
    ],
)  # fmt: skip
def test_two_persons_or_two_forms_of_a_name_are_silent(texts: tuple[str, ...]) -> None:
    assert not of_kind("given", *texts)


def test_a_home_a_letter_apart_is_told_as_a_spelling_alone() -> None:
    texts = ("Anton Sauer, 33, of Tarvik, sued the mill.", "Anton Sauer, 33, of Torvik, sued it.")
    assert not of_kind("home", *texts)
    assert of_kind("home", texts[0], texts[1].replace("Torvik", "Bergen"))
