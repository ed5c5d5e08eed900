"""Each kind of value finds its values in a sentence, and compares two values of one fact."""

from __future__ import annotations

import pytest

from factcheck.language.variants import both_right, have_same_consonants, only_doubled
from factcheck.values import kinds
from factcheck.values.days import DatePayload
from factcheck.values.designations import compare_identifiers
from factcheck.values.intervals import compare_quantities
from factcheck.values.names import NamePayload, are_derived, are_nicknames, fold, is_derived
from factcheck.values.numbers import NumberPayload
from factcheck.values.numerals import parse_numeral
from factcheck.values.quantities import hedge_before, quantity
from factcheck.values.quotes import quotations
from factcheck.values.spoken import words_of
from tests.support.values import one, values


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("2,000", 2000), ("1.5 million", 1.5e6), ("six dozen", 72), ("a hundred", 100),
        ("twenty-five", 25), ("two hundred and forty", 240), ("three thousand", 3000),
        ("half a million", 500_000), ("5m", 5e6), (".45", 0.45),
    ],
)  # fmt: skip
def test_numerals_are_read_in_digits_and_words(written: str, number: float) -> None:
    assert parse_numeral(written) == pytest.approx(number)


@pytest.mark.parametrize("written", ["two and three", "five twenty", "forty and fifty"])
def test_figures_next_to_each_other_are_not_added_up(written: str) -> None:
    assert parse_numeral(written) is None


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ((5, ""), (6, ""), "conflict"),
        ((5, "least"), (6, ""), "compatible"),
        ((6, "least"), (5, ""), "conflict"),
        ((250, "about"), (248, ""), "compatible"),
        ((250, "about"), (320, ""), "conflict"),
        ((80, "most"), (70, "most"), "conflict"),
        ((26_000, "least"), (31_000, "least"), "conflict"),
        ((5, ""), (5, ""), "same"),
    ],
)
def test_hedged_numbers_are_intervals(
    a: tuple[float, str], b: tuple[float, str], relation: str
) -> None:
    assert compare_quantities(quantity(*a), quantity(*b)).relation == relation
    assert compare_quantities(quantity(*b), quantity(*a)).relation == relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("The town is 75 kilometers away.", "The town is 50 miles away.", "conflict"),
        ("The town is 75 km away.", "The town is 47 miles away.", "compatible"),
        ("The firm paid $19 million.", "The firm paid €19 million.", "compatible"),
        ("The firm paid $19 million.", "The firm paid $51 million.", "conflict"),
        ("Prices rose 5 percent.", "Prices rose 5 per cent.", "same"),
    ],
)
def test_units_are_respected(a: str, b: str, relation: str) -> None:
    assert kinds()["number"].compare(one("number", a), one("number", b)).relation == relation


def test_a_number_knows_what_it_counts_and_what_happened() -> None:
    killed = one("number", "Five workers were killed in the blast.")
    assert (killed.normalized, killed.slot.head, killed.slot.predicate) == ("5", "worker", "die")
    dead = one("number", "The blast left five workers dead.")
    assert (dead.slot.head, dead.slot.predicate) == ("worker", "die")


def test_dates_years_and_clock_times_are_no_numbers() -> None:
    assert values("number", "On May 3, 2012, at 9:40 p.m., the bridge closed.") == []


def test_telephone_numbers_differ_by_slips_or_altogether() -> None:
    assert compare_identifiers("02079460018", "02079460081").relation == "conflict"
    assert compare_identifiers("02079460018", "01614960555").relation == "compatible"


def test_an_age_belongs_to_its_person() -> None:
    age = one("number", "Marta Vale, 34, was driving the tram.")
    assert (age.text, age.normalized, age.slot.head) == ("34", "34 years old", "vale")


def test_today_taken_over_by_the_next_days_paper_is_no_conflict() -> None:
    days = [one("date", "The mill closes tomorrow.", d) for d in ("2021-05-05", "2021-05-06")]
    assert kinds()["date"].compare(*days).relation == "compatible"


def test_days_counted_from_when_somebody_spoke_are_not_resolved() -> None:
    text = '"We sail on Friday, not tomorrow," the pilot said.'
    (friday,) = values("date", text, "2021-05-05")
    assert (friday.normalized, DatePayload.of(friday).resolved) == ("friday", None)
    unquoted = values("date", "The pilot sails on Friday, not tomorrow.", "2021-05-05")
    assert [v.normalized for v in unquoted] == ["2021-04-30", "2021-05-06"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("The ferry sank at 10 a.m. (0800 GMT).", (8 * 60, "GMT")),
        ("The ferry sank at 10 a.m. (13 p.m. GMT).", (10 * 60, "")),
    ],
)
def test_a_clock_in_brackets_tells_the_moment_unless_it_is_impossible(
    text: str, clock: tuple[int, str]
) -> None:
    payload = DatePayload.of(values("date", text)[0])
    assert (payload.minutes, payload.zone) == clock


def test_a_weekday_is_a_date_only_with_a_publication_date() -> None:
    sentence = "The ferry sank on Wednesday."
    assert one("date", sentence).normalized == "wednesday"
    assert one("date", sentence, "2021-03-19").normalized == "2021-03-17"


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("It opened on June 26.", "It opened on 26 June 2018.", "same"),
        ("It opened on June 26, 2018.", "It opened on Nov. 20, 2018.", "conflict"),
        ("It opened in June 2018.", "It opened on June 26, 2018.", "compatible"),
        ("It opened at 8.45pm.", "It opened at 20:45.", "same"),
        ("It opened at 8.45pm.", "It opened at 8.40pm.", "drift"),
        ("It opened at 3pm.", "It opened at 5.30pm.", "conflict"),
    ],
)
def test_dates_are_compared_by_the_parts_both_give(a: str, b: str, relation: str) -> None:
    assert kinds()["date"].compare(one("date", a), one("date", b)).relation == relation


def test_the_verb_may_is_no_month() -> None:
    assert values("date", "May the best team win, and it may rain.") == []


def test_names_know_the_words_around_them() -> None:
    by_text = {v.text: v for v in values("name", "A letter to Harlan Vestrik of Meridane came.")}
    assert NamePayload.of(by_text["Vestrik"]).before == ("harlan",)
    assert "letter" not in {v.normalized for v in by_text.values()}


@pytest.mark.parametrize(("a", "b"), [("iran", "iranian"), ("israel", "israeli")])
def test_peoples_are_derived_from_countries(a: str, b: str) -> None:
    assert is_derived(a, b)


@pytest.mark.parametrize(
    ("a", "b", "derived"),
    [
        ("calvinism", "calvinist", True),
        ("finnish", "finns", True),
        ("britain", "briton", True),
        ("palestinan", "palestinian", False),
        ("vestric", "vestrik", False),
    ],
)
def test_two_endings_of_one_stem_make_two_words(a: str, b: str, derived: bool) -> None:
    assert are_derived(a, b) == derived


def test_a_particle_in_lower_case_is_inside_a_name() -> None:
    by_text = {v.text: v for v in values("name", "The letter was for Harlan von Vestrik.")}
    assert NamePayload.of(by_text["Harlan"]).after == ("vestrik",)


def test_spellings_of_other_scripts_differ_in_vowels() -> None:
    assert have_same_consonants("dmitry", "dimitry")
    assert have_same_consonants("karimi", "qarimi")
    assert not have_same_consonants("zarif", "zarfi")
    assert both_right("abdulkadir", "abdikadir")


def test_short_forms_accents_and_regional_spellings_are_no_slips() -> None:
    assert are_nicknames("dave", "david")
    assert fold("Skarvøy") == fold("Skarvoy")
    assert both_right("centre", "center")
    assert both_right("defence", "defense")
    assert both_right("yunis", "younis")
    assert not both_right("palantir", "plantir")
    assert only_doubled("quennell", "quenell")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said: "We will not go." Then he left.', ["We will not go."]),
        ("“We won’t go,” she said, “and that’s final.”", ["We won’t go,", "and that’s final."]),
        ("The workers' demands and the firm's answer.", []),
        ("She called it 'a sad day for us all', and left.", ["a sad day for us all"]),
        ('"We begin here.\nAnd we end here," he said.', ["We begin here.", "And we end here,"]),
    ],
)
def test_quotations_are_what_stands_between_the_marks(text: str, quoted: list[str]) -> None:
    assert [text[s:e] for s, e in quotations(text)] == quoted


def test_words_of_quotations_ignore_how_they_are_typed() -> None:
    def forms(text: str) -> list[str]:
        return [w.form for w in words_of(text, 0, len(text))]

    assert forms("the U.S.’s neighbours at 6:00 p.m.") == forms("the US's neighbors at 6 pm")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("the caf\u00e9 r\u00e9sum\u00e9", "the cafe\u0301 re\u0301sume\u0301"),
        ("the hospital closed", "the hos\u00adpital closed"),
        ("an office fire", "an o\ufb03ce \ufb01re"),
        ("not\u00a0one word", "not one wo\u200brd"),
    ],
)
def test_words_are_compared_as_a_reader_sees_them(typed: str, read: str) -> None:
    first, second = (words_of(t, 0, len(t)) for t in (typed, read))
    assert [w.form for w in first] == [w.form for w in second]
    assert all(read[w.start : w.end] for w in second)


def test_a_name_is_one_whether_its_accent_is_composed_or_not() -> None:
    assert fold("Andr\u00e9s") == fold("Andre\u0301s") == fold("An\u00addres")


@pytest.mark.parametrize(
    ("before", "hedge"),
    [
        ("with at least ", "least"), ("more than $", "least"), ("no fewer than ", "least"),
        ("no more than ", "most"), ("not more than ", "most"), ("fewer than ", "most"),
        ("just over ", "least"), ("just under ", "about"), ("as many as ", "about"), ("the ", ""),
    ],
)  # fmt: skip
def test_the_longest_phrase_before_a_number_says_which_bound_it_is(before: str, hedge: str) -> None:
    assert hedge_before(before) == hedge


@pytest.mark.parametrize(
    ("text", "normalized"),
    [
        ("It cost $5 million.", "USD 5000000"), ("It cost HK$5 million.", "HKD 5000000"),
        ("It cost CA$5 million.", "CAD 5000000"), ("It cost R$5 million.", "BRL 5000000"),
        ("It cost ₩5 million.", "KRW 5000000"), ("It cost Rs. 5 million.", "INR 5000000"),
        ("It cost US$5 million.", "USD 5000000"), ("It cost $AU 5 million.", "AUD 5000000"),
    ],
)  # fmt: skip
def test_a_sum_is_of_the_currency_of_its_sign(text: str, normalized: str) -> None:
    value = one("number", text)
    assert value.normalized.replace("local dollars", "USD") == normalized


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("The blast injured five nurses.", "person"),
        ("The blast injured five captains.", "person"),
        ("The blast destroyed five villages.", "thing"),
        ("The guide has five stars.", "thing"),
    ],
)
def test_people_are_counted_as_people_by_whatever_trade(text: str, sort: str) -> None:
    assert one("number", text).slot.sort == sort


@pytest.mark.parametrize("kind", ["date", "number"])
def test_letters_that_only_fold_to_those_of_a_word_are_no_error(kind: str) -> None:
    """Where case is ignored, a pattern takes "ſ" for "s" and "ı" for "i"; no table has them."""
    values(kind, "ſeveral were hurt in the ſecond fire on ſept. 5, 2003, a ſunday, dozenſ badly.")
    values(kind, "Aprıl 5 was the fıfth day; fıve people and ten mıllıon were there at mıdnıght.")
    values(kind, "The three-wee\u212a-old child slept for two dayſ.")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The strike ended on Thursday.", "2014-06-19"),
        ("The strike will end on Thursday.", "2014-06-26"),
        ("The strike is due to end on Thursday.", "2014-06-26"),
        ("The unions agreed to meet on Thursday.", "2014-06-26"),
        ("The minister leaves for Oslo on Thursday.", "2014-06-26"),
        ("The minister has left for Oslo on Thursday.", "2014-06-19"),
        ("The crew began to unload on Thursday.", "2014-06-19"),
    ],
)
def test_a_weekday_lies_ahead_where_the_verb_does(sentence: str, day: str) -> None:
    assert one("date", sentence, "2014-06-25").normalized == day


def test_when_something_was_said_is_no_date_of_the_event() -> None:
    told = "Thirty-one workers were killed in the fire, the fire service said on Monday."
    assert values("date", told, "2014-06-25") == []
    assert one("date", "Thirty-one workers were killed on Monday, the fire service said.").text


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (
            "It was 7:52 p.m.",
            "It was shortly before 8 p.m.",
            "compatible",
        ),
        ("It was 7:52 p.m.", "It was about 9 p.m.", "conflict"),
        ("It was 7:52 p.m.", "It was 8:20 p.m.", "conflict"),
    ],
)
def test_a_time_that_is_not_exact_fits_what_is_near(a: str, b: str, relation: str) -> None:
    x, y = one("date", a), one("date", b)
    assert kinds()["date"].compare(x, y).relation == relation


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("The fault is in Ferrule 7, the latest browser, and in Ferrule 6.", []),
        ("The Tablo 10, which has 32 shops, will follow in May.", ["32"]),
        ("Unit 3 of the plant was closed after 12 workers fell ill.", ["12"]),
        ("In Osterby 40 houses burned.", ["40"]),
        ("They took 11 jets on the 13th anniversary of the 9th Fleet.", ["11"]),
        ("She told 9 News that 12 people left, and Channel 4 had it first.", ["12"]),
        ("Police took 911 calls from 3 callers.", ["3"]),
        ("News 12 reports that it has Wi-Fi 802.11b/g.", []),
        ("Kassim Holt was on Flight 447 with 228 people.", ["228"]),
    ],
)
def test_the_number_of_a_name_counts_nothing(sentence: str, counts: list[str]) -> None:
    assert [v.text for v in values("number", sentence)] == counts


def test_odds_are_no_counts() -> None:
    (odds,) = values("number", "Copper Kettle, at 40-1, came in ahead of the others.")
    assert (odds.text, odds.payload) == ("40-1", NumberPayload.of(odds))
    assert NumberPayload.of(odds).family == "score"


@pytest.mark.parametrize(
    ("a", "b"), [("centimetres", "centimeters"), ("defences", "defenses"), ("dialogues", "dialogs")]
)
def test_plurals_are_spelled_in_british_and_american_english_too(a: str, b: str) -> None:
    assert both_right(a, b) == "British and American spelling"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Ironically Nichols had offered to plead guilty.", ["Nichols"]),
        ("Reportedly Volkow resigned on Friday.", ["Volkow"]),
        ("Emily Aske resigned on Friday.", ["Emily", "Aske"]),
        ("Donnelly Aske resigned on Friday.", ["Donnelly", "Aske"]),
        ("Italy beat France on Friday.", ["Italy", "France"]),
    ],
)
def test_an_adverb_that_opens_a_sentence_is_no_name(sentence: str, names: list[str]) -> None:
    found = values("name", sentence)
    assert [v.text for v in found] == names
    assert all(not {"ironically", "reportedly"} & set(v.payload.before) for v in found)


def test_an_age_is_bounded_by_what_stands_before_it() -> None:
    below = one("number", "They enlisted children below the age of 15.")
    youngest = one("number", "They enlisted children as young as 13.")
    assert kinds()["number"].compare(below, youngest).relation == "compatible"
    older = one("number", "They enlisted people over the age of 15.")
    assert kinds()["number"].compare(older, youngest).relation == "conflict"
