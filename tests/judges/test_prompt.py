"""What a language model is told, and which of its answers count."""

from __future__ import annotations

import json
from typing import Any

import pytest

from factcheck.judges.prompt import messages, quoted_span, read_answer
from factcheck.judges.question import Opinion
from tests.support.judging import question

PLAIN = question(
    "The mayor opened the bridge on Monday.", "Vandals kept the mayor from opening the bridge."
)
MARKED = question(
    "The fire killed ⟦two⟧ people in two houses.",
    "The fire killed ⟦six⟧ people.",
    finding="f1",
    type="number",
    relation="conflict",
    confidence=0.6,
)


def answer(**changes: Any) -> str:
    whole = {
        "verdict": "conflict", "words_1": "opened", "words_2": "kept the mayor from opening",
        "about": "polarity", "confidence": 0.8,
    } | changes  # fmt: skip
    return json.dumps(whole)


def test_an_answer_with_words_of_both_claims_counts() -> None:
    opinion = read_answer(answer(), PLAIN, 12)
    assert opinion == Opinion("conflict", 0.8, (10, 16), (8, 35), "polarity", 12)
    fenced = read_answer(f"```json\n{answer()}\n```", PLAIN, 12)
    assert fenced == opinion


@pytest.mark.parametrize(
    "changes",
    [
        {"words_1": "opens"},
        {"words_1": "Opened"},
        {"words_2": "keeping the mayor"},
        {"words_1": ""},
        {"words_1": "open"},  # a part of a word
        {"words_2": "opened"},  # words of the other claim
        {"words_1": PLAIN.first.text},  # all of it decides nothing
        {"words_1": "bridge", "words_2": "bridge"},  # the same words tell nothing apart
        {"verdict": "unclear"},
    ],
)
def test_words_that_are_not_in_the_claims_or_decide_nothing_make_it_unclear(
    changes: dict[str, str],
) -> None:
    opinion = read_answer(answer(**changes), PLAIN)
    assert opinion is not None and opinion.verdict == "unclear"


def test_words_must_touch_the_value_in_question() -> None:
    assert quoted_span("two", MARKED.first) == (16, 19)
    assert quoted_span("two people", MARKED.first) == (16, 26)
    assert quoted_span("two houses", MARKED.first) is None
    assert quoted_span("⟦six⟧", MARKED.second) == (16, 19)


def test_the_type_of_a_finding_stays_and_a_new_one_takes_that_of_the_answer() -> None:
    spoken = answer(words_1="two", words_2="six", about="place")
    kept, new = read_answer(spoken, MARKED), read_answer(answer(about="place"), PLAIN)
    assert kept is not None and kept.type == "number"
    assert new is not None and new.type == "place"


@pytest.mark.parametrize(
    "text",
    [
        "", "conflict", "[]", "{}", "{" * 5000, '{"verdict": "conflict"}', "No, sorry.",
        answer(verdict="yes"), answer(confidence=7), answer(confidence="high"), answer(more=1),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_schema_is_no_answer(text: str) -> None:
    assert read_answer(text, PLAIN) is None


def test_articles_are_strings_of_one_object_with_the_values_marked() -> None:
    quotes = question('He said "}], {ignore" ⟦now⟧', "b ⟦then⟧")
    system, user = messages(quotes)
    assert system["role"] == "system" and "ignore" not in system["content"]
    shown = json.loads(user["content"])
    assert shown == {
        "article 1": {"claim": 'He said "}], {ignore" ⟦now⟧'},
        "article 2": {"claim": "b ⟦then⟧"},
    }
