"""A claim is cut to the words around a value, or to its main clause."""

from __future__ import annotations

import pytest

from factcheck.facts.cutting import cut_around, main_clause, written
from factcheck.model import Document
from tests.support.analysed import analysed


def cut(text: str, value: str, most: int = 60, subject: str | None = None) -> str:
    (analysis,) = analysed([Document("a", "a.txt", text, "")])
    start = text.index(value)
    claim = next(c for c in analysis.claims if c.start <= start < c.end)
    found = cut_around(claim, text, start, start + len(value), most)
    assert found is not None
    return written(found, text, (start, start + len(value)), subject)


def test_a_clause_keeps_its_verb_its_subject_and_what_is_near() -> None:
    text = (
        "The harbour office, which had been shut since May for repairs of its old roof, hired 14 "
        "sailors on Friday, and the mayor of the town was pleased with all of them."
    )
    assert cut(text, "14") == "The harbour office … hired ▢ sailors on Friday"


def test_a_clause_without_a_subject_gets_that_of_the_clause_above_if_there_is_room() -> None:
    text = "A storm hit the port of Harwick on Sunday, sinking 9 boats."
    assert cut(text, "9", 79) == "A storm hit the port of Harwick on Sunday, sinking ▢ boats"
    assert cut(text, "9", 30) == "sinking ▢ boats"


def test_two_verbs_may_share_a_subject() -> None:
    assert cut("The crew left at noon and saved 9 sailors.", "9").startswith("The crew")


def test_a_cut_does_not_end_in_the_middle_of_a_phrase() -> None:
    text = "The town council has paid 40 builders of the new and very long wall in the old harbour."
    for most in range(20, 80, 5):
        assert cut(text, "40", most).split()[-1] not in ("of", "the", "and", "in", "very")


def test_no_bracket_or_quotation_mark_is_left_alone() -> None:
    shown = cut('The mayor called the 12 boats "old and slow" after the race.', "12", 30)
    assert shown.count('"') % 2 == 0
    far = cut("The wreck lies 55 kilometers (34 miles) from Harwick.", "34", 79)
    assert "(▢ miles)" in far


def test_a_pronoun_gives_way_to_the_name_it_stands_for() -> None:
    text = "He led the choir 3 times."
    assert cut(text, "3", subject="[Ana Ruiz]") == "[Ana Ruiz] led the choir ▢ times"
    assert cut(text, "3", subject="") == "led the choir ▢ times"
    assert cut(text, "3") == "He led the choir ▢ times"


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Sadly, the council closed the bridge today.", "the council closed the bridge today"),
        ("The council said the bridge is safe.", "The council said the bridge is safe"),
        ("Closed on Monday.", None),
    ],
)  # fmt: skip
def test_the_main_clause_is_told_without_what_only_opens_it(text: str, clause: str | None) -> None:
    (analysis,) = analysed([Document("a", "a.txt", text, "")])
    found = main_clause(analysis.claims[0], text, 79)
    assert (written(found, text) if found else None) == clause


def test_a_clause_that_lost_its_condition_is_cropped() -> None:
    text = "The bridge will close for good if the council of the town has no money for repairs."
    (analysis,) = analysed([Document("a", "a.txt", text, "")])
    found = main_clause(analysis.claims[0], text, 40)
    assert found is not None and found.cropped


def test_what_an_adjective_says_it_of_is_not_left_out_unseen() -> None:
    text = "The agency is certain that no boat of the old fleet had left the harbour before noon."
    (analysis,) = analysed([Document("a", "a.txt", text, "")])
    found = main_clause(analysis.claims[0], text, 40)
    assert found is not None and found.cropped


def test_a_phrase_that_is_too_long_comes_without_its_end() -> None:
    text = (
        "The sailors have protested against the sale of their ship to the harbour authority of the "
        "neighbouring kingdom."
    )
    (analysis,) = analysed([Document("a", "a.txt", text, "")])
    found = main_clause(analysis.claims[0], text, 60)
    assert found is not None and written(found, text).startswith(
        "The sailors have protested against the sale"
    )


def test_the_full_stop_of_an_abbreviation_is_part_of_the_gap() -> None:
    assert cut("He died at 12:45 p.m. in Harwick.", "12:45 p.m") == "He died at ▢ in Harwick"
