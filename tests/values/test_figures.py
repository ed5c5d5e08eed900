"""Figures are read in every house's style, and compared as a careful sub-editor does."""

from __future__ import annotations

import pytest

from factcheck.language import parser
from factcheck.language.parser import ParsedDocument
from factcheck.model import Value
from factcheck.values import family, kinds
from factcheck.values.numbers import NumberPayload
from factcheck.values.numerals import parse_numeral
from factcheck.values.scores import compare_scores


def found(text: str) -> list[Value]:
    sentences = next(iter(parser.parse([(text, ())])))
    values = list(kinds()["number"].find(ParsedDocument(text, tuple(sentences))))
    assert all(text[v.start : v.end] == v.text for v in values)
    return values


def texts(text: str) -> list[str]:
    return [v.text for v in found(text)]


def relation(a: str, b: str) -> str:
    """Return how the first figures of two sentences relate, which is the same both ways."""
    (x, *_), (y, *_) = found(a), found(b)
    if family(x) != family(y):
        return "not comparable"
    there, back = (kinds()["number"].compare(*pair) for pair in ((x, y), (y, x)))
    assert there.relation == back.relation
    return there.relation


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("240 000", 240_000), ("240\u202f000", 240_000), ("240'000", 240_000),
        ("240’000", 240_000), ("240.000", 240_000), ("3.240.000", 3_240_000),
        ("2,40,000", 240_000), ("1,20,45,000", 12_045_000), ("3 444 263", 3_444_263),
        ("2 1/2", 2.5), ("7½", 7.5), ("2.40", 2.4), ("9.125", 9.125),
        ("one point two million", 1.2e6), ("four point one billion", 4.1e9),
        ("zero point six", 0.6), ("forty-six point two", 46.2), ("five point oh", None),
        ("a million and a half", 1.5e6), ("two thousand nine hundred million", 2.9e9),
        ("three billion two", 3.2e9), ("two million and five", 2_000_005),
        ("two-and-twenty", 22), ("three score", 60), ("25 lakh", 2.5e6), ("2 lakh crore", 2e12),
        ("34 mln", 3.4e7), ("two and three hundred", None),
    ],
)  # fmt: skip
def test_a_numeral_is_read_in_the_style_of_every_house(written: str, number: float | None) -> None:
    assert parse_numeral(written) == (None if number is None else pytest.approx(number))


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("The harbour handled 240 000 crates.", ["240 000"]),
        ("On June 14 173 members voted.", ["173"]),
        ("He took Bus 12 300 times.", ["300"]),
        ("Call 555 014 2231 for help.", ["555 014 2231"]),
        ("The alarm came at 21:47 from Osterby.", []),
        ("She won the race in 1:31.207 on Sunday.", []),
        ("Troops carried AK-47 rifles and 12 grenades.", ["12"]),
        ("Flight KX346 left with 88 people on an A320.", ["88"]),
        ("The fault is in iOS 8 and in IE 7.", []),
        ("Notice No. 5 lists 14 roads.", ["14"]),
        ("Exports fell from 724 000 t in 2012–13 to 709 000 t.", ["724 000 t", "709 000 t"]),
        ("The rafts were lost in 2016 and 2019.", []),
        ("Between 2016 and 2019 or from 2020 to 2021 it lost 40 rafts.", ["40"]),
        ("Covid-19 closed 40 schools.", ["40"]),
    ],
)
def test_digits_of_times_and_names_count_nothing(sentence: str, figures: list[str]) -> None:
    assert texts(sentence) == figures


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "They sailed for 18 days, four hours and 51 minutes.",
            ["18 days, four hours and 51 minutes"],
        ),
        ("He was jailed for six years and four months.", ["six years and four months"]),
        ("The gate is 9 feet 4 inches wide.", ["9 feet 4 inches"]),
        ("They waited 12 days and two weeks more.", ["12 days", "two weeks"]),
        ("The road is 75 km (47 miles) long.", ["75 km"]),
        ("The road is 75 km (52 miles) long.", ["75 km", "52 miles"]),
        ("It cost $26 million (24 million euros).", ["$26 million", "24 million euros"]),
        ("Gusts reached 104 km/h (65 mph).", ["104 km/h"]),
        ("She won 6-4, 3-6, 7-6 (9-7) on Sunday.", ["6-4, 3-6, 7-6 (9-7)"]),
        ("The council passed it by eight votes to three.", ["eight votes to three"]),
        ("The rate fell from 12 to 5 on Sunday.", ["12", "5"]),
        ("Prices rose from 5.5 to 7.25 percent.", ["5.5", "7.25 percent"]),
        ("Between two and three hundred sheep drowned.", ["two and three hundred"]),
        ("Police seized half a tonne of tea.", ["half a tonne"]),
        ("The strike lasted an hour and a half.", ["an hour and a half"]),
        ("It happened half an hour later.", []),
        ("The bank fined him twice last year.", ["twice"]),
        ("The bank fined him twice as much.", []),
    ],
)  # fmt: skip
def test_a_figure_is_as_long_as_what_belongs_to_it(sentence: str, figures: list[str]) -> None:
    assert texts(sentence) == figures


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # Rounding: what the finer figure rounds to, and never a small count.
        ("It has 68,000 members.", "It has 68,412 members.", "compatible"),
        ("It has 68,000 members.", "It has 68,712 members.", "conflict"),
        ("It has 18,342 members.", "It has 18,432 members.", "conflict"),
        ("It has two million members.", "It has 2.1 million members.", "compatible"),
        ("It has two million members.", "It has 2.7 million members.", "conflict"),
        ("It has 412 members.", "It has 400 members.", "drift"),
        ("It has 48 members.", "It has 50 members.", "conflict"),
        ("It has a dozen members.", "It has 13 members.", "conflict"),
        ("It has about 48 members.", "It has 53 members.", "conflict"),
        ("It has about 250 members.", "It has 243 members.", "compatible"),
        ("It has about 240 members.", "It has 252 members.", "conflict"),
        ("It made 724,000 tonnes.", "It made 742,000 tonnes.", "conflict"),
        ("It made 20 tonnes.", "It made 19 tonnes.", "conflict"),
        # Units, converted or not.
        ("It is 100 km long.", "It is 62 miles long.", "compatible"),
        ("It is 100 km long.", "It is 94 km long.", "conflict"),
        ("It is 75 km long.", "It is 50 miles long.", "conflict"),
        ("It is 70 km long.", "It is 45 miles long.", "compatible"),
        ("Water ran at 12 litres per second.", "Water ran at 720 litres a minute.", "same"),
        ("Water ran at 12 litres per second.", "Water ran at 12 litres a minute.", "conflict"),
        ("It drove at 80 km/h.", "It drove at 80 kilometres an hour.", "same"),
        ("It waits 10 seconds.", "It waits 10000 ms.", "same"),
        ("Pressure fell to 951 millibars.", "Pressure fell to 915 hPa.", "conflict"),
        ("It earned 60 cents a share.", "It earned $0.60 a share.", "same"),
        ("It earned 60 cents a share.", "It earned $2 million.", "not comparable"),
        ("The deal cost £3 million.", "£1 went on stamps, 3 million pounds on it.", "conflict"),
        ("It cost NZ$310 million.", "It cost $310 million.", "same"),
        ("It cost NZ$310 million.", "It cost $190 million.", "compatible"),
        ("It cost US$310 million.", "It cost $130 million.", "conflict"),
        # Temperatures: levels, differences, signs.
        ("It was minus 12 degrees.", "It was -12 degrees.", "same"),
        ("It was minus 12 degrees.", "It was 12 degrees.", "conflict"),
        ("It was 212 degrees Fahrenheit.", "It was 100 degrees Celsius.", "same"),
        ("It was 77 degrees.", "It was 25 °C.", "conflict"),
        ("It was 25 degrees.", "It was 77 °F.", "same"),
        ("It got warmer by 9 degrees Fahrenheit.", "It got warmer by 5 degrees Celsius.", "same"),
        ("It was 5 degrees Celsius.", "It was 5 degrees Celsius warmer.", "not comparable"),
        # Shares.
        ("Three-quarters of the crew left.", "75 percent of the crew left.", "same"),
        ("Two out of three sailors left.", "Two-thirds of the sailors left.", "same"),
        ("A third of the crew left.", "35 percent of the crew left.", "compatible"),
        ("A third of the crew left.", "25 percent of the crew left.", "conflict"),
        ("All tests passed: 100% of them.", "In all 99.8% of the tests passed.", "conflict"),
        ("It gave 50% of it.", "It gave 46% of it.", "conflict"),
        ("It gave 73% of it.", "It gave 73.42% of it.", "compatible"),
        ("Two in 40 sailors left.", "Two sailors left.", "same"),
        ("Rates rose by 50 basis points.", "Rates rose by half a percentage point.", "same"),
        ("Rates rose by 50 basis points.", "Rates rose by 500 basis points.", "conflict"),
        ("The link was strong (P = 0.03).", "The link was strong (p=0.3).", "conflict"),
        # Scores and records.
        ("They won 2-1.", "They lost 1-2.", "compatible"),
        ("They won 2-1.", "They won 3-1.", "conflict"),
        ("She won 6-4, 7-5.", "She won 6-4, 7-5 (at last).", "same"),
        ("She won 6-4, 7-5.", "She won 6-4, 5-7, 6-1.", "compatible"),
        ("His record is 45-7-2.", "His record is 45-2-7.", "conflict"),
        ("They voted by five to four.", "They voted 5-4.", "same"),
        # Identifiers and versions are never rounded.
        ("It is case No. 23-4418.", "It is case No. 23-4481.", "conflict"),
        ("It is case No. 23-4418.", "It is case No. 23-4419.", "compatible"),
        ("It is CVE-2031-77120.", "It is CVE-2031-77102.", "conflict"),
        ("Version 2.1.2 is safe.", "Version 2.12 is safe.", "conflict"),
        ("Version 2.1.1 fails.", "All versions before 2.1.2 fail.", "not comparable"),
        # Durations.
        ("Prices fell by a tenth over eight years.", "He ruled for seven years.", "conflict"),
        ("He ruled for over eight years.", "He ruled for nine years.", "compatible"),
        ("The trial took two weeks.", "The trial took 14 days.", "same"),
        ("Trains run 68 and 48-year-olds.", "Ann Vale, 68, runs trains.", "same"),
    ],
)  # fmt: skip
def test_two_figures_are_compared_by_what_they_mean(a: str, b: str, expected: str) -> None:
    assert relation(a, b) == expected


def test_the_whole_of_a_part_is_no_figure_of_what_the_part_does() -> None:
    part, whole = found("12 of the 40 sailors swam ashore.")
    assert (part.slot.head, part.slot.role) == ("sailor", "subject")
    assert (whole.slot.head, whole.slot.role) == ("sailor", "whole")
    (plain,) = found("Some 40 of her friends swam ashore.")
    assert plain.slot.role != "whole"


def test_a_unit_that_follows_the_second_figure_is_that_of_the_first() -> None:
    first, second = (NumberPayload.of(v) for v in found("Rates fell from 5.5 to 5.25 percent."))
    assert (first.family, second.family) == ("percent", "percent")
    counts = [NumberPayload.of(v).family for v in found("Crews moved 5 boats and 12 tonnes.")]
    assert counts == ["count", "measure"]


@pytest.mark.parametrize(
    ("sentence", "ages"),
    [
        ("The engineer, 57, and Olga Brandt (38) were hurt.", ["57", "38"]),
        ("Ann Vale, 41, saw it.", ["41"]),
        ("He ate the apples, 57, and left.", []),
        ("The league (38) and the cup were lost.", []),
        ("On Monday, 12, they met.", []),
    ],
)
def test_an_age_stands_after_a_person(sentence: str, ages: list[str]) -> None:
    figures = found(sentence)
    assert [v.text for v in figures if NumberPayload.of(v).family == "age"] == ages


def test_that_scores_lie_apart_by_what_their_figures_differ_by() -> None:
    near, far = compare_scores("52-3", "53-3"), compare_scores("52-3", "12-40")
    assert near.relation == far.relation == "conflict"
    assert 0 < near.distance < 0.1 < far.distance <= 1
