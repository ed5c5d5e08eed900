"""Values in slots: how figures and times are read, what they are said of, what bears them out."""

from __future__ import annotations

import pytest

from factcheck.facts.fact import CandidateFact
from factcheck.facts.slots import slot_facts
from factcheck.language import parser
from factcheck.language.parser import ParsedDocument
from factcheck.model import Document, Value
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.slots import Pair
from factcheck.stories.story import StoryView
from factcheck.values import kinds
from factcheck.values.numbers import NumberPayload
from tests.support.analysed import analysed


def values(kind: str, text: str) -> list[Value]:
    (sentences,) = parser.parse([(text, ())])
    found = list(kinds()[kind].find(ParsedDocument(text, tuple(sentences))))
    assert all(text[v.start : v.end] == v.text for v in found)
    return found


def one(kind: str, text: str) -> Value:
    (found,) = values(kind, text)
    return found


def relation(kind: str, a: str, b: str) -> str:
    """Return how the first value of one sentence relates to that of another, both ways."""
    first, second = values(kind, a)[0], values(kind, b)[0]
    there, back = (kinds()[kind].compare(*pair) for pair in ((first, second), (second, first)))
    assert there.relation == back.relation
    return there.relation


def story(*texts: str, published: tuple[str, ...] = ()) -> StoryView:
    documents = [
        Document(
            id=f"d{n}",
            path=f"d{n}.txt",
            text=text,
            sha256=str(n),
            published=published[n] if published else None,
        )
        for n, text in enumerate(texts)
    ]
    return StoryView(analysed(documents))


# --- figures and times ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written", "number"),
    [
        ("The tunnel took six and a half years to dig.", "six and a half years", 6.5 * 31557600),
        ("She held her breath for 3 and a half minutes.", "3 and a half minutes", 210),
        ("Some two and a half million people live here.", "two and a half million", 2.5e6),
    ],
)
def test_a_half_belongs_to_the_figure_before_it(text: str, written: str, number: float) -> None:
    found = one("number", text)
    assert (found.text, NumberPayload.of(found).quantity.value) == (written, number)


def test_minus_before_a_bare_figure_makes_it_a_temperature() -> None:
    cold = "Temperatures on the pass fell to minus 20 at night."
    found = one("number", cold)
    number = NumberPayload.of(found)
    assert (number.family, number.quantity.value) == ("measure", -20)
    assert relation("number", cold, "It was minus 17 degrees on the pass.") == "compatible"
    assert relation("number", cold, "It was minus 34 degrees on the pass.") == "conflict"
    assert relation("number", cold, "It was 20 degrees on the pass.") == "conflict"


@pytest.mark.parametrize(
    ("vague", "figure", "expected"),
    [
        ("Several", "Two", "compatible"),
        ("Several", "Fifteen", "compatible"),
        ("Several", "Ninety", "conflict"),
        ("Dozens of", "Sixty", "compatible"),
        ("Dozens of", "Three", "conflict"),
    ],
)
def test_a_vague_word_is_forgiven_as_much_as_a_writer_may_mean(
    vague: str, figure: str, expected: str
) -> None:
    assert relation("number", f"{vague} hikers were found.", f"{figure} hikers were found.") == (
        expected
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"), [(12, 13, "drift"), (12, 19, "conflict"), (2, 3, "conflict")]
)
def test_what_goes_on_is_counted_a_day_or_two_later(a: int, b: int, expected: str) -> None:
    sentence = "After {} days of fighting the town fell."
    assert relation("number", sentence.format(a), sentence.format(b)) == expected


def test_a_time_is_the_one_whose_zone_stands_beside_it() -> None:
    local = "The tanker ran aground at 10 a.m. (0800 GMT) off Skarvik."
    assert relation("date", local, "The tanker ran aground at 08:00 UTC off Skarvik.") == "same"
    assert relation("date", local, "The tanker ran aground at 10:00 UTC off Skarvik.") == "conflict"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("9:15 p.m. EST", "6:15 p.m. PST", "same"),
        ("9:15 p.m. EST", "9:15 p.m. PST", "conflict"),
        ("01:30 CET", "00:30 GMT", "same"),
        ("9:15 p.m. ET", "6:15 p.m. PT", "compatible"),
    ],
)
def test_times_are_compared_in_one_zone(a: str, b: str, expected: str) -> None:
    # Zones that do not say whether it is summer are known to an hour only.
    assert relation("date", f"The rocket rose at {a} today.", f"The rocket rose at {b}.") == (
        expected
    )


# --- what a value is said of ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Police seek a witness of Friday night's shooting.", "shoot"),
        ("A clerk was charged after a shooting in a park on Friday.", "shoot"),
        ("The driver was held following a crash in Lund on 3 May.", "crash"),
        ("A clerk was charged on Friday after a shooting in a park.", "charge"),
    ],
)
def test_a_date_belongs_to_the_event_next_to_it(text: str, event: str) -> None:
    assert one("date", text).slot.predicate == event


@pytest.mark.parametrize(
    "text",
    ["Some 400 families took shelter in a school.", "About 400 families sheltered in a school."],
)
def test_the_object_of_a_light_verb_tells_what_happened(text: str) -> None:
    assert one("number", text).slot.predicate == "hide"


def test_people_and_villages_are_of_different_sorts() -> None:
    people, villages = values("number", "The flood drowned 10 people and ruined seven villages.")
    assert (people.slot.sort, villages.slot.sort) == ("person", "thing")
    assert one("number", "The raid killed 14.").slot.sort == "person"
    assert one("number", "Nine Kenyans were rescued.").slot.sort == "person"


def test_people_and_villages_are_told_apart_as_candidates() -> None:
    (pair,) = pairs("The flood hit 10 people in Tarn.", "The flood hit seven villages in Tarn.")
    (like,) = pairs("The flood hit 10 people in Tarn.", "The flood hit seven pupils in Tarn.")
    assert (pair.signals["sort_differs"], like.signals["sort_differs"]) == (1, 0)


# --- what bears a value out -----------------------------------------------------------------------

MILL = "The mill in Brannock employed {} people when it closed, the council said."


def pairs(*texts: str) -> list[Pair]:
    return [p for p in StoryComparison(story(*texts)).slot_pairs if p.a.value.kind == "number"]


def test_rival_values_are_borne_out_by_further_documents_on_both_sides() -> None:
    found = pairs(*map(MILL.format, (212, 212, 221, 221, 221)))
    differ = {p.signals["support"] for p in found if p.comparison.relation == "conflict"}
    # The lesser side has one document beside that of the value.
    assert differ == {0.25}


def test_equal_values_do_not_bear_each_other_out() -> None:
    equal = [p for p in pairs(*[MILL.format(212)] * 4) if p.comparison.relation == "same"]
    assert equal
    assert {p.signals["support"] for p in equal} == {0}


def test_a_document_that_repeats_its_value_does_not_bear_it_out() -> None:
    repeated = MILL.format(212) + " When it closed, the Brannock mill employed 212 people."
    found = [p for p in pairs(repeated, MILL.format(221)) if p.comparison.relation == "conflict"]
    assert found
    assert {p.signals["support"] for p in found} == {0}


# --- tolls that rise ------------------------------------------------------------------------------

MONDAY, WEDNESDAY = "2021-03-01", "2021-03-03"
TOLL = "The landslide in Orbeck killed {} people, the fire service said."
ROADS = "The landslide in Orbeck blocked {} roads, the fire service said."


def fact(sentence: str, a: int, b: int, days: tuple[str, str]) -> CandidateFact:
    (found,) = slot_facts(
        StoryComparison(story(sentence.format(a), sentence.format(b), published=days))
    )
    return found


def test_a_toll_that_is_higher_on_the_later_day_is_drift() -> None:
    found = fact(TOLL, 12, 15, (MONDAY, WEDNESDAY))
    assert (found.relation, found.reason) == ("drift", "the higher one is of a later day")


@pytest.mark.parametrize(
    ("sentence", "a", "b", "days"),
    [
        (TOLL, 15, 12, (MONDAY, WEDNESDAY)),
        (TOLL, 12, 15, (MONDAY, MONDAY)),
        (ROADS, 12, 15, (MONDAY, WEDNESDAY)),
    ],
    ids=["it fell", "of one day", "no toll"],
)
def test_other_figures_of_two_days_are_in_conflict(
    sentence: str, a: int, b: int, days: tuple[str, str]
) -> None:
    assert fact(sentence, a, b, days).relation == "conflict"


@pytest.mark.parametrize("day", ["Monday", "14 June", "26 June", "June 14"])
def test_a_figure_after_a_day_is_none_of_the_date(day: str) -> None:
    told = values("number", f"On {day} 173 members voted for it.")
    assert [(v.normalized, v.slot.head) for v in told] == [("173", "member")]


def test_days_of_a_month_in_a_row_are_no_count() -> None:
    assert values("number", "The fair runs from May 3 to 12 in Halden.") == []


@pytest.mark.parametrize(("things", "pairs"), [("lenders", 1), ("farms", 0)])
def test_a_vague_word_meets_no_figure_of_other_things(things: str, pairs: int) -> None:
    told = "The closed bank of Orbeck owes {} their money, the court said."
    both = story(told.format("2,370 lenders"), told.format(f"several {things}"))
    assert len(StoryComparison(both).slot_pairs) == pairs


@pytest.mark.parametrize(
    ("text", "head"),
    [("Dozens of shops burned.", "shop"), ("Several of the shops burned.", "")],
)
def test_a_vague_word_counts_what_it_is_a_number_of(text: str, head: str) -> None:
    assert one("number", text).slot.head == head


def test_how_many_say_so_is_no_count() -> None:
    (told,) = values("number", "Several people said that 1,210 neighbours had signed the letter.")
    assert told.normalized == "1210"
