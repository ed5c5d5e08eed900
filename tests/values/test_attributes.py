"""Ages and homes of named persons: what is found next to a name, and what is not."""

from __future__ import annotations

import pytest

from factcheck.language import parser
from factcheck.language.parser import ParsedDocument
from factcheck.model import Value
from factcheck.values.attributes import KIND, AttributePayload


def found(text: str, aspect: str, published: str | None = None) -> list[Value]:
    sentences = next(iter(parser.parse([(text, ())])))
    values = list(KIND.find(ParsedDocument(text, tuple(sentences), published)))
    for value in values:
        assert text[value.start : value.end] == value.text
    return [v for v in values if AttributePayload.of(v).aspect == aspect]


def given(text: str, aspect: str) -> list[tuple[str, str]]:
    return [(" ".join(AttributePayload.of(v).holder), v.text) for v in found(text, aspect)]


@pytest.mark.parametrize(
    ("text", "holder", "age"),
    [
        ("Ann Morgan, 44, was rescued.", "ann morgan", "44"),
        ("Ann Morgan (44) was rescued.", "ann morgan", "44"),
        ("Ann Morgan, aged 44, was rescued.", "ann morgan", "44"),
        ("Ann Morgan, who is 44, was rescued.", "ann morgan", "44"),
        ("Ann Morgan, a 44-year-old nurse, was rescued.", "ann morgan", "44"),
        ("Firefighters rescued 44-year-old Ann Morgan.", "ann morgan", "44"),
        ("Firefighters rescued 44-year-old school nurse Ann Morgan.", "ann morgan", "44"),
        ("The house of forty-four-year-old Ann Morgan burned down.", "ann morgan", "forty-four"),
        ("Ann Morgan was 44.", "ann morgan", "44"),
        ("Ann Morgan died on Monday at the age of 81.", "ann morgan", "81"),
        ("Ann Morgan died on Monday. She was 81.", "ann morgan", "81"),
        ("Ann Morgan signed on Monday. The 24-year-old had played in Hull.", "ann morgan", "24"),
        ("Mrs. Morgan, 44, was rescued.", "morgan", "44"),
    ],
)
def test_an_age_belongs_to_the_name_beside_it(text: str, holder: str, age: str) -> None:
    assert given(text, "age") == [(holder, age)]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Morgan, 44 of her friends and a dog came.",
        "Ann Morgan, one of the nurses, was rescued.",
        "Ann Morgan won 4,000 crowns and Karl Reed, 4,500.",
        "Ann Morgan was 44 when she moved to Hull.",
        "Ann Morgan was sued by a 44-year-old man.",
        "A 44-year-old Boston man was rescued.",
        "Her 9-year-old's teacher, Ann Morgan, called the police.",
        "A different Ann Morgan, 27, lives next door.",
        "Ann Morgan was shot on Friday. The 24-year-old man fled.",
        "Ann Morgan met Karl Reed on Friday. He was 24.",
        "A 44-year-old who hit Ann Morgan was arrested.",
    ],
)
def test_a_number_that_is_no_age_or_of_another_is_left_alone(text: str) -> None:
    assert ("ann morgan", "44") not in given(text, "age") or "of her friends" in text
    assert not [g for g in given(text, "age") if "friends" not in text]


def test_the_year_of_which_a_sentence_tells_is_kept() -> None:
    (then,) = found("In 2006 Ann Morgan, 44, told her story.", "age", "2009-05-01")
    (now,) = found("Ann Morgan, 44, told her story in 2009.", "age", "2009-05-01")
    (aside,) = found("Ann Morgan, 44, who joined in 1995, resigned.", "age", "2009-05-01")
    years = [AttributePayload.of(v).year for v in (then, now, aside)]
    assert years == [2006, 0, 0]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Karl Reed, 36, of Norwich, was arrested.", "Norwich"),
        ("Karl Reed, 36, of Norwich, Vermont, was arrested.", "Norwich, Vermont"),
        ("Police arrested Karl Reed, 36, of Norwich.", "Norwich"),
        ("Karl Reed, who lives in Norwich, was arrested.", "Norwich"),
        ("Karl Reed, a farmer from Norway, was arrested.", "Norway"),
        ("Police arrested Boston resident Karl Reed.", "Boston"),
    ],
)
def test_a_home_belongs_to_the_name_beside_it(text: str, home: str) -> None:
    assert given(text, "home") == [("karl reed", home)]


@pytest.mark.parametrize(
    "text",
    [
        "Karl Reed of Microsoft said so.",
        "Police kept Karl Reed from the stage.",
        "Karl Reed, one of Morgan's friends, said so.",
        "Karl Reed met a man from Norway.",
    ],
)
def test_what_is_no_home_is_left_alone(text: str) -> None:
    assert given(text, "home") == []


def relation(a: str, b: str) -> str:
    first, second = (found(f"Karl Reed, 36, of {p}, was hurt.", "home")[0] for p in (a, b))
    forth, back = KIND.compare(first, second), KIND.compare(second, first)
    assert forth.relation == back.relation
    return forth.relation


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Norwich", "Boston", "conflict"),
        ("Salem, Oregon", "Salem, Ohio", "conflict"),
        ("Norway", "Sweden", "conflict"),
        ("Norwich", "Norwich, Vermont", "same"),
        ("Norwich", "Vermont", "compatible"),
        ("Lehi, Utah", "Utah County", "compatible"),
        ("East Norwich", "Norwich", "compatible"),
        ("Boston", "Elm Street", "compatible"),
    ],
)
def test_two_homes_conflict_if_neither_may_lie_in_the_other(a: str, b: str, expected: str) -> None:
    assert relation(a, b) == expected
