"""Dates: how they are written, what days they may mean, and how two of them relate."""

from __future__ import annotations

import pytest

from factcheck.values import family, kinds
from factcheck.values.days import DatePayload
from tests.support.values import one, values

THURSDAY = "2021-03-18"


def relation(a: str, b: str, first: str | None = THURSDAY, second: str | None = THURSDAY) -> str:
    """Return how the last dates of two sentences relate."""
    x, y = values("date", a, first)[-1], values("date", b, second)[-1]
    assert family(x) == family(y)
    return kinds()["date"].compare(x, y).relation


def apart(a: str, b: str, published: str | None = THURSDAY) -> float:
    """Return how far apart the dates of two sentences are."""
    x, y = values("date", a, published)[-1], values("date", b, published)[-1]
    return kinds()["date"].compare(x, y).distance


@pytest.mark.parametrize("published", [None, THURSDAY])
@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("It opened on Sunday.", "It opened on Monday.", "It opened on Wednesday."),
        ("It opened on 3 May.", "It opened on 4 May.", "It opened on 9 May."),
        ("It opened in December 2019.", "It opened in January 2020.", "It opened in June 2020."),
        ("It opened in 1957.", "It opened in 1958.", "It opened in 1964."),
    ],
)
def test_that_dates_lie_apart_by_what_is_between_them(
    text: str, near: str, far: str, published: str | None
) -> None:
    assert 0 < apart(text, near, published) < apart(text, far, published) <= 1


@pytest.mark.parametrize(
    ("text", "shown", "day"),
    [
        ("The lock opened on Monday, 8 March.", "Monday, 8 March", "2021-03-08"),
        ("The lock opened on Monday the 8th.", "Monday the 8th", "2021-03-08"),
        ("The lock opened on Tuesday of last week.", "Tuesday of last week", "2021-03-09"),
        ("The lock opened last week Tuesday.", "last week Tuesday", "2021-03-09"),
        ("The lock will open on Monday week.", "Monday week", "2021-03-29"),
        ("The lock opened the day before yesterday.", "the day before yesterday", "2021-03-16"),
        ("The lock opened three days ago.", "three days ago", "2021-03-15"),
        ("The lock opened thirty-one years ago today.", "thirty-one years ago today", "1990-03-18"),
        ("It opened on the second Tuesday in March.", "second Tuesday in March", "2021-03-09"),
        ("It opened on the last Sunday of May 2020.", "last Sunday of May 2020", "2020-05-31"),
        ("It opened on the twenty-second of May 2020.", "twenty-second of May 2020", "2020-05-22"),
        ("The lock opened on 31.03.2015.", "31.03.2015", "2015-03-31"),
        ("The lock opened on 3/31/2015.", "3/31/2015", "2015-03-31"),
        ("The lock opened on 04-13-2015.", "04-13-2015", "2015-04-13"),
        ("The lock opened on May 4 last year.", "May 4 last year", "2020-05-04"),
        ("The lease ends on 1 February.", "1 February", "2021-02-01"),
        ("The lease will end on 1 February.", "1 February", "2022-02-01"),
        ("The lock opened this morning.", "this morning", "2021-03-18"),
    ],
)
def test_a_date_of_several_words_is_one_day(text: str, shown: str, day: str) -> None:
    date = one("date", text, THURSDAY)
    assert (date.text, date.normalized) == (shown, day)


@pytest.mark.parametrize(
    "text",
    [
        "The lock opens every Friday.",
        "Version 2.12.19 came out.",
        "The lock is at 10.2.14.7 now.",
        "It lasted two to three weeks, and one in 5/8 failed.",
        "The vote came ten minutes to midnight.",
        "The ship sank in the last week of the war.",
    ],
)
def test_habits_versions_and_half_read_times_are_no_dates(text: str) -> None:
    assert values("date", text, THURSDAY) == []


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("The lock opened on 3/4/2015.", "The lock opened on 3 April 2015.", "same"),
        ("The lock opened on 3/4/2015.", "The lock opened on March 4, 2015.", "same"),
        ("The lock opened on 3/4/2015.", "The lock opened on March 5, 2015.", "conflict"),
        ("The lock opened on 5/8.", "The lock opened on May 8.", "same"),
        ("The lease ends on July 31.", "The lease ends on 31 July 2022.", "same"),
        ("The lease ends on July 31.", "The lease ends on 31 July 2025.", "conflict"),
        ("The lock opened last week.", "The lock opened on March 9.", "compatible"),
        ("The lock opened last week.", "The lock opened on February 9.", "conflict"),
        ("The lock opened in February.", "The lock opened on March 9.", "conflict"),
        ("The lock opened two weeks ago.", "The lock opened on March 5.", "compatible"),
        ("The talks are on Friday.", "The talks are on March 12.", "same"),
        ("The talks were on Friday.", "The talks were on March 19.", "conflict"),
        ("It ran from August 2011.", "It ran until October 2013.", "compatible"),
        ("It ran until August 2011.", "It ran until October 2013.", "conflict"),
        ("It broke on Sunday night.", "It broke early on Monday.", "compatible"),
        ("It broke on Sunday night.", "It broke on Monday afternoon.", "conflict"),
        ("It broke in the night to Monday.", "It broke on Sunday.", "compatible"),
        ("It had broken by Monday.", "It broke on Sunday.", "compatible"),
        ("It had broken by Monday.", "It broke on Tuesday.", "conflict"),
        ("Pay by Monday, 22 March.", "Pay by Tuesday, 23 March.", "conflict"),
        ("It broke on Monday.", "It broke at 0115 GMT on Tuesday.", "compatible"),
        ("It broke on Tuesday.", "It broke at 0115 GMT on Tuesday.", "same"),
        ("It broke on Sunday.", "It broke at 0115 GMT on Tuesday.", "conflict"),
        ("It broke on that Monday.", "It broke on Monday, 1 February.", "same"),
        ("It broke on that Monday.", "It broke on Tuesday, 2 February.", "conflict"),
        ("It broke six years ago.", "It broke in 2015.", "compatible"),
        ("It broke six years ago.", "It broke in 2009.", "conflict"),
    ],
)
def test_dates_stand_on_one_time_line(a: str, b: str, same: str) -> None:
    assert relation(a, b) == same
    assert relation(b, a) == same


def test_a_weekday_of_next_weeks_paper_is_another_day() -> None:
    told = "The lock broke on Friday."
    assert relation(told, told, "2021-03-18", "2021-03-25") == "conflict"
    assert relation(told, "The lock broke last Friday.", "2021-03-13", "2021-03-18") == "same"
    assert relation("The fair starts on Friday.", told, "2021-03-18", "2021-03-20") == "same"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("It failed at 20:47 UTC.", "It failed at 21:47 British Summer Time.", "compatible"),
        ("It failed at 20:47 UTC.", "It failed at 21:47 BST.", "same"),
        ("It failed at 20:47 UTC.", "It failed at 21:49 BST.", "drift"),
        ("It failed at 20:47 UTC.", "It failed at 23:20 Zurich time.", "conflict"),
        ("It failed at 8:37 GMT.", "It failed at 10:37 a.m.", "compatible"),
        ("It failed at 8:37 a.m.", "It failed at 10:37 a.m.", "conflict"),
        ("It failed at about 7 p.m.", "It failed at 7:01 p.m.", "compatible"),
        ("It failed before 6 a.m.", "It failed at 5:35 a.m.", "compatible"),
        ("It failed before 6 a.m.", "It failed at 6:25 a.m.", "conflict"),
        ("It failed at noon.", "It failed at 11:42 a.m.", "compatible"),
        ("It failed at noon.", "It failed at 10:42 a.m.", "conflict"),
        ("It failed at 935 PM.", "It failed at 9:35 p.m.", "same"),
    ],
)
def test_clock_times_of_two_zones_and_loose_ones_agree(a: str, b: str, same: str) -> None:
    assert relation(a, b) == same
    assert relation(b, a) == same


def test_the_word_after_a_time_is_no_zone() -> None:
    assert DatePayload.of(one("date", "It failed at 9 p.m. The crew left.")).zone == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("31 were killed on Sunday night, the fire service said on Monday.", ["Sunday night"]),
        ("On behalf of Holm and Partners, posted in Accidents on Tuesday, March 2, 2021.", []),
        ("The death toll rose to 34 on Wednesday.", []),
        ("The blast killed 31, according to a statement on Monday.", []),
        ("Holm posted the letter on Tuesday.", ["Tuesday"]),
        ("The deaths were on Wednesday.", ["Wednesday"]),
    ],
)
def test_days_of_the_report_are_no_days_of_the_event(text: str, shown: list[str]) -> None:
    assert [v.text for v in values("date", text, THURSDAY)] == shown


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The lock opened on 2015-03-31, then on 31.03.2016.", []),
        ("The lock opened on 5/8 with 40 guests.", ["40"]),
        ("Osterby beat Marlow 2-1 on 3/4/2015.", ["2-1"]),
        ("The lock[3] cost 40 crowns in all.[12]", ["40"]),
        ("The lock has [3] gates.", ["3"]),
    ],
)
def test_dates_in_figures_and_numbers_of_references_are_no_numbers(
    text: str, numbers: list[str]
) -> None:
    assert [v.text.split(" ")[0] for v in values("number", text)] == numbers


def test_one_month_of_two_years_differs_in_the_year() -> None:
    one, other = (
        values("date", f"The lock opened in January {year}.", THURSDAY)[0] for year in (2021, 2022)
    )
    assert kinds()["date"].compare(one, other).reason == "the year differs"


@pytest.mark.parametrize(
    ("sentence", "dates", "counts"),
    [
        ("In October 15-year-old Nell Aske caught a larger pike.", ["October"], []),
        ("In May 30 workers were dismissed.", ["May"], ["30"]),
        ("On May 30 workers were dismissed.", ["May 30"], []),
        ("Nell Aske was born in May 3, 1990.", ["May 3, 1990"], []),
    ],
)
def test_a_count_after_in_and_a_month_is_no_day(
    sentence: str, dates: list[str], counts: list[str]
) -> None:
    assert [v.text for v in values("date", sentence)] == dates
    assert [v.text for v in values("number", sentence)] == counts


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("It opened on May 29.", "It opened on Monday.", "compatible"),
        ("It opened on Monday.", "It opened on Monday, May 29.", "same"),
        ("It opened on Monday.", "It opened on Tuesday, May 30.", "conflict"),
    ],
)
def test_days_that_share_no_part_may_be_one_and_are_not_the_same(
    a: str, b: str, relation: str
) -> None:
    x, y = values("date", a)[-1], values("date", b)[-1]
    assert kinds()["date"].compare(x, y).relation == relation
