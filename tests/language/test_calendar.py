"""Tests of the names of months and weekdays in the forms that are used in news."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from factcheck.language.calendar import months, periods, weekdays
from factcheck.read.publication import find_publication
from factcheck.values.datewords import month_pattern

MONTHS = (
    "January February March April May June July August September October November December"
).split()
CUT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@pytest.mark.parametrize(
    ("form", "number"),
    [
        *((name, n) for names in (MONTHS, CUT) for n, name in enumerate(names, 1)),
        ("Sept", 9),
        ("Sept.", 9),
        ("SEPT", 9),
        ("december", 12),
    ],
)
def test_every_form_of_a_month_is_read(form: str, number: int) -> None:
    assert months().number(form) == number
    assert re.fullmatch(month_pattern(), form, re.IGNORECASE)
    (hit,) = find_publication(f"Published: {form} 5, 2003\n\nThe court ruled.\n")
    assert hit.candidates == (f"2003-{number:02d}-05",)


@pytest.mark.parametrize(
    ("form", "number"),
    [
        *((name, n) for n, name in enumerate(WEEKDAYS)),
        *((name[:3], n) for n, name in enumerate(WEEKDAYS)),
        *(("Tues", 1), ("Weds", 2), ("Thur", 3), ("Thurs.", 3), ("FRI", 4)),
    ],
)
def test_every_form_of_a_weekday_is_read(form: str, number: int) -> None:
    assert weekdays().number(form) == number
    assert re.fullmatch(weekdays().pattern() + r"\.?", form, re.IGNORECASE)


def test_names_are_in_their_order() -> None:
    assert (list(months().wide), list(months().short)) == (MONTHS, CUT)
    assert list(weekdays().wide) == WEEKDAYS


@pytest.mark.parametrize("word", ["Marches", "Sepember", "Aprİl", "Sundays", ""])
def test_other_words_name_no_month_or_weekday(word: str) -> None:
    with pytest.raises(KeyError):
        months().number(word)
    with pytest.raises(KeyError):
        weekdays().number(word)
    for names in (months(), weekdays()):
        assert not re.fullmatch(names.pattern(), word, re.IGNORECASE)


@pytest.mark.parametrize("word", ["ſept", "Apr\u0131l", "Aprİl", "AUGUſT"])
def test_letters_that_only_fold_to_those_of_a_month_are_no_error(word: str) -> None:
    """With ``re.IGNORECASE``, "s" in a pattern also matches "ſ", which is in no table."""
    assert find_publication(f"{word} 5, 2003\n\nThe court ruled.\n") == []


def test_the_help_does_not_load_the_calendar() -> None:
    program = (
        "import sys; from factcheck.app.cli import main; sys.argv = ['factcheck', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert 'babel' not in sys.modules and 'factcheck.values' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)


def test_months_in_full_and_short_tie_a_sentence_to_a_time_but_may_does_not() -> None:
    assert {"january", "jan.", "apr.", "sep.", "sept.", "monday", "winter"} <= periods()
    assert not {"may", "may.", "jan", "second", "june."} & periods()
