"""Sentences that are the same but for one word that matters."""

from __future__ import annotations

import pytest

from factcheck.facts.fact import CandidateFact
from factcheck.facts.statements import TYPES, stated_facts
from factcheck.language.contrasts import exclude_each_other
from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

NOTE, WARNING = 0.3, 0.5


def wordings(*texts: str) -> list[CandidateFact]:
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    story = StoryView(analysed(documents))
    return [f for f in stated_facts(StoryComparison(story)) if f.kind == "wording"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Customs men in Arvik found {} worth two million crowns in a lorry.", "cocaine heroin"),
        ("The {} of the tram was flown to hospital in Arden on Friday.", "driver passenger"),
        ("The conductor Olaf Reuter died of {} at his home on Sunday.", "cancer pneumonia"),
        ("The shipyard made a {} of nine million crowns last year, it said.", "profit loss"),
        ("The thief got away over the wall of the abbey on a {} horse.", "black white"),
    ],
)
def test_two_words_of_one_closed_set_are_a_warning_pinned_to_them(
    sentence: str, words: str
) -> None:
    first, second = words.split()
    (fact,) = wordings(sentence.format(first), sentence.format(second))
    assert {v.shown for v in fact.variants} == {first, second}
    assert fact.type == "other" == TYPES["wording"][0]
    assert fact.confidence >= WARNING
    assert first in fact.label and second in fact.label


def test_a_word_of_another_meaning_is_no_more_than_a_note() -> None:
    sentence = "The envoy was killed in a villa that he was {} on the lake near Como, police said."
    found = wordings(sentence.format("painting"), sentence.format("guarding"))
    assert found and all(NOTE <= f.confidence < WARNING for f in found)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The {} hit the wall of the dairy in Tarn on Tuesday, but nobody was in.", "car vehicle"),
        ("The blaze began in the {} of the inn shortly after midnight.", "cellar basement"),
        (
            "The board {} the plan for three hours on Monday and then adjourned.",
            "discussed debated",
        ),
        ("The dealer had hidden the {} under the seat of his van.", "jewellery jewelry"),
        ("The committee will meet {} in Bergen to hear the two engineers.", "again once"),
        ("The minister of trade, {} Dahl, opened the fair in Oslo.", "Anna Karin"),
        ("The fair in Oslo was opened by the minister on {} morning.", "Monday Tuesday"),
        ("The choir sang for {} hours in the square before the town hall.", "two three"),
    ],
)
def test_synonyms_spellings_and_what_other_kinds_compare_are_left_alone(
    sentence: str, words: str
) -> None:
    first, second = words.split()
    assert wordings(sentence.format(first), sentence.format(second)) == []


def test_quoted_words_are_left_to_the_quotations() -> None:
    sentence = 'The miller told the court: "He came to the yard with a {} and asked for money."'
    assert wordings(sentence.format("knife"), sentence.format("gun")) == []


def test_an_article_that_says_both_speaks_of_two_things() -> None:
    sentence = "The {} of the tram was flown to hospital in Arden on Friday."
    both = f"{sentence.format('driver')} {sentence.format('passenger')}"
    assert wordings(both, sentence.format("passenger")) == []


def test_members_of_one_set_exclude_each_other_and_its_synonyms_do_not() -> None:
    assert exclude_each_other("murder", "manslaughter")
    assert exclude_each_other("manslaughter", "murder")
    assert not exclude_each_other("pistol", "handgun")
    assert not exclude_each_other("pistol", "gun")
    assert not exclude_each_other("murder", "kitchen")
    assert not exclude_each_other("murder", "murder")
