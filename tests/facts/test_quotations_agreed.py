"""Quotations that articles have in common are agreed facts, with the one whose words they are."""

from __future__ import annotations

from factcheck.model import Fact
from tests.facts.test_filters import compared

PLEDGE = "we will pay for every looted shop in the old harbour"


def agreed(*texts: str, without: tuple[str, ...] = ()) -> list[Fact]:
    return [f for f in compared(tuple(texts), *without).facts if f.type == "quote"]


def test_a_quotation_is_agreed_where_another_article_quotes_more_of_it() -> None:
    (fact,) = agreed(
        f"“Yesterday was a disgrace, and {PLEDGE} before the winter,” the mayor said in Harwick.",
        f"The town promised help to its merchants. “{PLEDGE.capitalize()},” the mayor said.",
    )
    assert fact.variants[0].sources == 2
    assert fact.label == f"words of the mayor: “{PLEDGE.capitalize()}”"


def test_a_longer_quotation_is_no_fact_of_its_own_beside_its_part() -> None:
    whole = f"Yesterday was a disgrace, and {PLEDGE} before the winter."
    facts = agreed(
        f"The mayor said on Monday: “{whole}”",
        f"In a speech at the quay the mayor said: “{whole}”",
        f"“{PLEDGE.capitalize()},” the mayor said to the merchants.",
    )
    assert [f.variants[0].sources for f in facts] == [3]


def test_the_title_of_a_book_is_no_quotation() -> None:
    texts = (
        "Her novel “The Lamps of Harwick Harbour” has won a prize, the mayor said.",
        "Last year the mayor said he had read “The Lamps of Harwick Harbour” twice.",
    )
    assert not agreed(*texts)
    assert agreed(*texts, without=("titles-of-works",))


def test_a_few_words_of_nobody_are_no_fact() -> None:
    texts = (
        "The square is known as the “heart of town” since the war.",
        "A new map calls the place “heart of town” again.",
    )
    assert not agreed(*texts)
    assert agreed(*texts, without=("nobodys-words",))
