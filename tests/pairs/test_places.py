"""Places: what is found, what may be one, and which articles are told to disagree on where."""

from __future__ import annotations

import hashlib

import pytest

from factcheck.language.parser import ParsedDocument, parse
from factcheck.model import Document, Value
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.places import place_rivals
from factcheck.pairs.rival import Rival
from factcheck.stories.story import StoryView
from factcheck.values import kinds
from factcheck.values.gazetteer import grain_of, known
from factcheck.values.placenames import Bearing
from factcheck.values.places import PlacePayload
from tests.support.analysed import analysed


def found(text: str) -> list[Value]:
    (sentences,) = parse([(text, ())])
    values = list(kinds()["place"].find(ParsedDocument(text, tuple(sentences))))
    assert all(text[v.start : v.end] == v.text for v in values)
    return values


def rivals(*texts: str) -> list[Rival]:
    documents = [
        Document(
            id=f"d{number}",
            path=f"d{number}.txt",
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
        for number, text in enumerate(texts)
    ]
    return list(place_rivals(StoryComparison(StoryView(analysed(documents)))))


def told(*texts: str) -> list[tuple[set[str], float]]:
    """Return what is at least noted: the values of each rival, and how likely it is."""
    scored = [(set(r.shown), judge.probability(r.kind, r.signals)) for r in rivals(*texts)]
    return [(shown, p) for shown, p in scored if p >= 0.3]


# --- what is found --------------------------------------------------------------------------------


def test_a_named_house_stands_in_the_town_after_it_and_the_town_in_its_state() -> None:
    clinic, state = found("She entered the Larkfield Recovery Center in Sedona, Ariz., on Monday.")
    assert clinic.text == "Sedona"
    assert PlacePayload.of(clinic).subject.anchor == "larkfield recovery center"
    assert PlacePayload.of(clinic).within == ("arizona",)
    assert (state.text, state.normalized) == ("Ariz.", "arizona")
    assert PlacePayload.of(state).subject.anchor == "sedona"


def test_a_place_is_tied_to_the_deed_and_to_whom_it_was_done() -> None:
    (value,) = found("Outside the courtroom, Harlow shot and killed a deputy.")
    assert value.text == "Outside the courtroom"
    place = PlacePayload.of(value)
    assert place.relation == "out"
    assert place.subject.verbs == ("die", "shoot")
    assert place.subject.patients == ("police",)
    assert place.subject.agents == ("harlow",)


def test_a_direction_is_tied_to_what_lies_there_and_where_one_looks_from() -> None:
    (value,) = found("Qeshm, some 700 miles south-east of Tehran, was hit by the quake.")
    assert value.text == "south-east of Tehran"
    place = PlacePayload.of(value)
    assert place.bearing == Bearing(135, "tehran", "700 mi")
    assert value.normalized == "southeast of tehran"
    assert place.subject.patients == ("qeshm",)


def test_months_bodies_and_places_of_speech_are_no_places_of_events() -> None:
    assert not found("The senator said in Boston that the vote in March was wrong.")
    assert not found("He fell ill in January and lost faith in NATO.")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Calif.", ("california", "state")),
        ("N.Y.", ("new york state", "state")),
        ("U.S.", ("united states", "country")),
        ("Britain", ("united kingdom", "country")),
        ("Norway", ("norway", "country")),
        ("Georgia", ("georgia", "")),
        ("in", None),
    ],
)
def test_states_and_countries_are_known_however_they_are_written(
    name: str, full: tuple[str, str] | None
) -> None:
    assert known(name) == full


def test_streets_waters_and_houses_are_no_towns() -> None:
    names = ("Elm Street", "Lake Erie", "Union Station", "Yavapai County", "Sedona")
    assert [grain_of(n) for n in names] == ["street", "water", "site", "region", "town"]


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Kerr Hall lies in Duluth.", "Kerr Hall lies in Rochester.", "conflict"),
        ("Kerr Hall lies in Duluth.", "Kerr Hall lies in Minnesota.", "compatible"),
        ("Kerr Hall lies in Perth, Australia.", "Kerr Hall lies in Australia.", "compatible"),
        ("Kerr Hall lies in Northeast Duluth.", "Kerr Hall lies in Duluth.", "compatible"),
        ("Kerr Hall lies in Philly.", "Kerr Hall lies in Philadelphia.", "same"),
        ("Kerr Hall lies on Fifth Avenue.", "Kerr Hall lies on 5th Ave.", "same"),
        ("He died in the kitchen.", "He died in the attic.", "compatible"),
        ("He died in the bar.", "He died outside the bar.", "conflict"),
        ("He died inside the bar.", "He died in the bar.", "same"),
        ("The mine lies north of Oslo.", "The mine lies south of Oslo.", "conflict"),
        ("The mine lies north of Oslo.", "The mine lies northeast of Oslo.", "drift"),
        ("The mine lies north of Oslo.", "The mine lies south of Bergen.", "compatible"),
    ],
)
def test_two_places_are_compared_by_what_they_are(a: str, b: str, relation: str) -> None:
    first, second = found(a)[0], found(b)[0]
    assert kinds()["place"].compare(first, second).relation == relation


# --- what is told ---------------------------------------------------------------------------------


def test_one_clinic_in_two_towns_is_told_with_every_mention() -> None:
    (rival,) = rivals(
        "Dana Holt entered the Larkfield Recovery Center in Sedona, Ariz., on Monday.",
        "Dana Holt was admitted to Larkfield Center in Tucson on Monday, her manager said.",
        "On Monday Holt entered the Larkfield Recovery Center in Sedona.",
    )
    assert rival.shown == ("Sedona", "Tucson")
    assert (len(rival.first), len(rival.second)) == (2, 1)
    assert rival.label == "where Larkfield Recovery Center is"


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        (
            "A tornado struck the town of Fairmont, Iowa, on Sunday and destroyed 40 homes.",
            "A tornado that struck the town of Fairmont, Neb., on Sunday destroyed 40 homes.",
            {"Iowa", "Neb."},
        ),
        (
            "Deputy Frank Doyle was shot and killed in the courtroom, prosecutors said.",
            "Prosecutors said Deputy Frank Doyle was shot and killed outside the courtroom.",
            {"in the courtroom", "outside the courtroom"},
        ),
        (
            "The quake's epicenter was 40 kilometers north of Tarvik, the institute said.",
            "The epicenter of the quake was 40 kilometers south of Tarvik, experts said.",
            {"north of Tarvik", "south of Tarvik"},
        ),
        (
            "The landslide buried the village of Kerrow in eastern Nepal on Monday.",
            "A landslide on Monday buried the village of Kerrow in western Nepal.",
            {"eastern Nepal", "western Nepal"},
        ),
    ],
)
def test_two_places_of_one_thing_or_deed_are_told(first: str, second: str, shown: set[str]) -> None:
    ((values, likely),) = told(first, second)
    (rival,) = rivals(first, second)
    assert rival.forms is not None
    assert len(set(rival.forms)) == 2
    assert values == shown
    assert likely >= 0.5


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(
            (
                "Vane was held at Larkfield Hospital in Kellow on Sunday.",
                "Vane was held at Larkfield Hospital in Brackton on Sunday.",
                "The shooting in Kellow, Brackton, shocked the neighbors.",
            ),
            id="one in the other, as a third article tells",
        ),
        pytest.param(
            (
                "The guard Colm Reyes was shot dead inside the bank, police said.",
                "The clerk Ida Marsh was shot and hurt outside the bank, police said.",
            ),
            id="two deeds",
        ),
        pytest.param(
            (
                "The guard Colm Reyes was shot inside the bank and again outside the bank.",
                "The guard Colm Reyes was shot outside the bank, police said.",
            ),
            id="both in one article",
        ),
        pytest.param(
            (
                "The Brightmart store in Salem will close in May, the company said.",
                "Brightmart said that the Brightmart store in Albany would stay open.",
            ),
            id="two branches",
        ),
        pytest.param(
            (
                "Orvane, based in Houston, said nine workers were hurt in Baytown.",
                "Orvane in Dallas said nine workers were hurt in Baytown.",
            ),
            id="seat and site",
        ),
        pytest.param(
            (
                "The town lies 40 km south of Tarvik.",
                "The town lies 12 km north of Elde.",
            ),
            id="seen from two towns",
        ),
    ],
)
def test_what_only_looks_like_two_places_is_not_told(texts: tuple[str, ...]) -> None:
    assert told(*texts) == []


def test_an_article_that_names_both_places_makes_the_rival_less_likely() -> None:
    first = "Senator Walter Pryce died at Saint Brigid Hospital in Duluth on Tuesday."
    second = "Senator Walter Pryce died at Saint Brigid Hospital in Rochester on Tuesday."
    plain = max(p for _, p in told(first, second))
    both = [
        judge.probability(r.kind, r.signals)
        for r in rivals(first, second + " He was flown there from Duluth.")
    ]
    assert both
    assert max(both) < plain


INSIDE = (
    "The guard Colm Reyes was shot dead inside the bank by the robbers, police said.",
    "Police said on Monday that robbers with masks shot the guard Colm Reyes dead inside the bank.",
    "Colm Reyes, a guard of 34, was shot dead inside the bank, a neighbour told the Herald.",
)
OUTSIDE = "The guard Colm Reyes was shot dead outside the bank by the robbers, police said."


def test_no_two_articles_alone_are_an_error_but_three_against_one_may_be() -> None:
    two, four = told(INSIDE[0], OUTSIDE), told(*INSIDE, OUTSIDE)
    assert max(p for _, p in two) < 0.9 < max(p for _, p in four)


def test_copies_of_one_sentence_are_one_witness() -> None:
    assert [r.signals["lone"] for r in rivals(*INSIDE, OUTSIDE)] == [1]
    assert [r.signals["lone"] for r in rivals(*INSIDE[:1] * 3, OUTSIDE)] == [0]


def test_what_lies_as_far_from_one_town_is_one_thing_by_whatever_name() -> None:
    boat = "The Bright Star, with 40 people on board, turned over two miles north of Fort Ellery."
    [(values, chance)] = told(
        boat, "The boat was hit by a heavy wave, two miles south of Fort Ellery, and rolled over."
    )
    assert values == {"north of Fort Ellery", "south of Fort Ellery"}
    assert chance >= 0.5
    assert not told(
        boat, "The boat was hit by a heavy wave, six miles south of Fort Ellery, and rolled over."
    )


def test_a_named_place_keeps_the_deed_and_the_event_that_it_is_told_of() -> None:
    for text in ("Rebels killed nine men in Oslo.", "The blast in Oslo killed nine men."):
        (place,) = found(text)
        assert (place.text, place.slot.predicate) == ("Oslo", "die")
