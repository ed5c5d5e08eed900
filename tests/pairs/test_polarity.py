"""Statements of which one denies what the other states."""

from __future__ import annotations

import pytest

from factcheck.facts.fact import CandidateFact
from factcheck.facts.statements import stated_facts
from factcheck.language import parser
from factcheck.language.opposites import CONTRARIES, DENIALS, plain_sense
from factcheck.language.parser import ParsedDocument
from factcheck.model import Document, Value
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import StoryView
from factcheck.values.polarity import Statements
from tests.support.analysed import analysed

WARNING = 0.5


def statements(text: str) -> list[Value]:
    (sentences,) = parser.parse([(text, ())])
    return list(Statements().find(ParsedDocument(text, tuple(sentences))))


def said(text: str) -> list[str]:
    return [v.normalized for v in statements(text)]


def facts(*texts: str, published: tuple[str, ...] = ()) -> list[CandidateFact]:
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
    story = StoryView(analysed(documents))
    return [f for f in stated_facts(StoryComparison(story)) if f.kind == "polarity"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guard was not injured.", "not hurt"),
        ("The guard was unharmed.", "not hurt"),
        ("The guard was not unharmed.", "hurt"),
        ("No one was injured.", "not hurt"),
        ("Neither guard was injured.", "not hurt"),
        ("None of the guards survived.", "die"),
        ("The clinic failed its inspection.", "not pass"),
        ("The envoy refused to sign the pact.", "not sign"),
        ("The envoy went home without signing the pact.", "not sign"),
        ("The climbers were unable to cross the ridge.", "not cross"),
        ("The climbers managed to cross the ridge.", "cross"),
        ("The firm has no plans to sell the brewery.", "not sell"),
        ("The firm plans to sell the brewery.", "sell"),
        ("The senator denied that he had sold the shares.", "not sell"),
        ("The jury found her not guilty.", "not guilty"),
        ("No fewer than nine guards were injured.", "hurt"),
    ],
)
def test_a_clause_says_something_or_denies_it(text: str, expected: str) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Was the guard injured?",
        "If the guard is injured, the museum will close.",
        "The museum wants to sell the painting.",
        "The museum may sell the painting.",
        "The guard was almost injured.",
        "The museum has not yet sold the painting.",
        "The museum did not only sell the painting.",
        "The lawyer does not think that the museum sold the painting.",
        "She is survived by two sons.",
        "Two sons survive her.",
        "The rumour that the guard was injured spread on Monday.",
        "The mayor dismissed reports that the museum had been sold.",
    ],
)
def test_what_is_asked_supposed_wanted_or_half_denied_states_nothing(text: str) -> None:
    assert not {"hurt", "sell", "die"} & {s.removeprefix("not ") for s in said(text)}


def test_a_statement_covers_only_what_is_said() -> None:
    text = "On Sunday the keeper of the zoo did not feed the two old lions in the north house."
    (value,) = statements(text)
    assert text[value.start : value.end] == value.text == "did not feed the two old lions"


def test_senses_deny_by_prefix_or_by_list() -> None:
    assert plain_sense("unarmed", adjective=True) == (plain_sense("armed", adjective=True)[0], True)
    assert plain_sense("undamaged", adjective=True) == ("damage", True)
    assert plain_sense("uneasy", adjective=True) == ("uneasy", False)
    assert plain_sense("unveil") == ("unveil", False)


def test_contraries_are_mutual_and_none_denies_itself() -> None:
    assert all(word in CONTRARIES[other] for word, held in CONTRARIES.items() for other in held)
    assert not any(word in held for word, held in CONTRARIES.items())
    assert not any(word == denied for word, denied in DENIALS.items())


def test_compare_tells_denial_opposite_and_neither() -> None:
    (rose,) = statements("Exports rose.")
    (fell,) = statements("Exports fell.")
    (not_fell,) = statements("Exports did not fall.")
    kind = Statements()
    assert kind.compare(rose, fell).relation == "conflict"
    assert kind.compare(fell, not_fell).relation == "conflict"
    assert kind.compare(rose, not_fell).relation == "compatible"
    assert kind.compare(rose, rose).relation == "same"


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [
        (
            "The tram driver, Ines Roth, was wearing headphones, the inquiry found. Four died.",
            "Four people died. Ines Roth, the tram driver, was not wearing headphones, "
            "the inquiry found.",
            {"was wearing headphones", "was not wearing headphones"},
        ),
        (
            "Nadia Brandt was fined in Basel. She will appeal, said her lawyer, Urs Egli.",
            "Brandt, who was fined in Basel, will not appeal, her lawyer, Urs Egli, said.",
            {"will appeal", "will not appeal"},
        ),
        (
            "The vase survived the blast in the gallery; the harp was damaged, the curator said.",
            "The harp was undamaged in the blast in the gallery, the curator said.",
            {"was damaged", "was undamaged"},
        ),
        (
            "The city council approved the tram line to Oberau on Monday night.",
            "The city council rejected the tram line to Oberau on Monday night.",
            {"approved the tram line", "rejected the tram line"},
        ),
        (
            "All of the miners survived the collapse of the shaft, the rescuers said.",
            "None of the miners survived the collapse of the shaft, the rescuers said.",
            {"survived", "None of the miners survived"},
        ),
    ],
)
def test_a_denied_statement_is_a_warning_with_tight_mentions(
    first: str, second: str, values: set[str]
) -> None:
    (fact,) = facts(first, second)
    assert {v.shown for v in fact.variants} == values
    assert fact.confidence >= WARNING
    assert fact.label.startswith("whether ")


def test_a_not_lost_between_twin_sentences_is_shown_by_the_words_around_the_gap() -> None:
    sentence = "The boats may{} sail to the islands before the end of the week, the harbour said."
    (fact,) = facts(sentence.format(""), sentence.format(" not"))
    assert {v.shown for v in fact.variants} == {"may sail", "may not sail"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (  # two people
            "Mr. Aldous was not hurt when the boiler burst in the mill at Tarn.",
            "Mrs. Aldous was hurt when the boiler burst in the mill at Tarn.",
        ),
        (  # two namesakes
            "The jury found Paul Sander guilty of theft on Friday.",
            "The jury found Karl Sander not guilty of theft on Friday.",
        ),
        (  # two days
            "The cable car did not run on Monday because of the wind, the operator said.",
            "The cable car ran on Tuesday in spite of the wind, the operator said.",
        ),
        (  # two places
            "The flood did not reach the cellar of the town hall, the mayor said.",
            "The flood reached the steps of the town hall, the mayor said.",
        ),
        (  # two things of one kind
            "The truck driver was not injured in the collision near Arden.",
            "The van driver was injured in the collision near Arden.",
        ),
        (  # two changes
            "Sales at Lumen rose by 4 percent on the year, the lampmaker said.",
            "Sales at Lumen fell by 2 percent on the quarter, the lampmaker said.",
        ),
        (  # accused and accuser
            "Prosecutors say that Ruben Hallam took money from builders.",
            "Ruben Hallam denied that he took money from builders.",
        ),
        (  # a source that is told once for two clauses
            "According to a former driver, the line is unsafe and the tram is running empty.",
            "The tram is not running empty, the operator said.",
        ),
        (  # the same in two words
            "The lift did not pass its inspection in May, the county said.",
            "The lift failed its inspection in May, the county said.",
        ),
        (  # wish and deed
            "The union wants to accept the offer of the shipyard.",
            "The union did not accept the offer of the shipyard.",
        ),
        (
            "Norland has no capital gains tax, the ministry said in its yearly report.",
            "Norland does not have a capital gains tax, the ministry said in its yearly report.",
        ),
    ],
)
def test_statements_of_another_matter_are_no_denials(first: str, second: str) -> None:
    assert [f for f in facts(first, second) if f.confidence >= WARNING] == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Monday", "Friday", False),
        ("in March", "in April", False),
        ("Monday", "Monday", True),
        ("yesterday", "Monday", True),
        ("Monday", "in April", True),
    ],
)
def test_only_two_weekdays_or_two_months_are_other_times(one: str, other: str, found: bool) -> None:
    first = f"The dairy board approved the sale of the Bramley plant {one}."
    second = f"The dairy board did not approve the sale of the Bramley plant {other}."
    assert any(f.type == "polarity" for f in facts(first, second)) == found


def test_an_article_that_says_both_speaks_of_two_things() -> None:
    both = (
        "The dog was not found in the first house, police said. "
        "The driver was injured in the crash at the bridge. "
        "The driver was not injured in the crash at the bridge."
    )
    assert facts(both, "The driver was not injured in the crash at the bridge.") == []


STATED = "The dam was inspected in the spring, the water board said."
DENIED = "The dam was not inspected in the spring, the water board said."
NOT_SO_FAR = "The dam has not been inspected in the spring, the water board said."


def confidence(first: str, second: str, *published: str) -> float:
    return max((f.confidence for f in facts(first, second, published=published)), default=0.0)


def test_what_holds_so_far_and_what_comes_about_later_weigh_less() -> None:
    past = confidence(STATED, DENIED)
    assert past > confidence(STATED, NOT_SO_FAR)
    assert past > confidence(DENIED, STATED, "2021-05-01", "2021-05-20")


def test_what_was_told_before_has_not_come_about_since() -> None:
    days = "2021-05-01", "2021-05-20"
    assert confidence(STATED, DENIED, *days) == confidence(STATED, DENIED)
    assert confidence(STATED, NOT_SO_FAR, *days) > confidence(NOT_SO_FAR, STATED, *days)


def test_a_denial_in_the_tense_of_the_statement_is_plainer() -> None:
    has = "The dam has been inspected in the spring, the water board said."
    assert confidence(STATED, DENIED) > confidence(has, NOT_SO_FAR) > confidence(STATED, NOT_SO_FAR)


def test_a_figure_in_both_sentences_shows_that_they_are_of_one_event() -> None:
    (at_one_time,) = facts(
        "In the gale at 4:10 p.m. the crew of the signal box was hurt, the railway said.",
        "In the gale at 4:10 p.m. the crew of the signal box was not hurt, it said.",
    )
    (at_some_time,) = facts(
        "In the gale in the night the crew of the signal box was hurt, the railway said.",
        "In the gale in the night the crew of the signal box was not hurt, it said.",
    )
    assert at_one_time.signals["same_figure"] > at_some_time.signals["same_figure"]
    assert at_one_time.confidence > at_some_time.confidence


def test_words_written_apart_do_not_hide_a_not() -> None:
    (fact,) = facts(
        "The ministry has identified most of the websites that sold the forged tickets.",
        "The ministry has not identified most of the Web sites that sold the forged tickets.",
    )
    assert {v.shown for v in fact.variants} == {"has identified", "has not identified"}


def test_facts_do_not_depend_on_the_order_of_the_articles() -> None:
    texts = (
        "The harp was undamaged in the blast in the gallery, the curator said.",
        "The harp was damaged in the blast in the gallery, the curator said.",
    )
    there, back = facts(*texts), facts(*reversed(texts))
    assert [{v.normalized for v in f.variants} for f in there] == [
        {v.normalized for v in f.variants} for f in back
    ]
    assert [f.confidence for f in there] == [f.confidence for f in back]
