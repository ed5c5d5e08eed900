"""What the clauses of a claim say of whom, and what tells of them that two claims say the same."""

from __future__ import annotations

import pytest

from factcheck.model import Document
from factcheck.pairs.predications import Predication, predications
from factcheck.pairs.saying_signals import SIGNALS
from factcheck.pairs.sayings import Sayings
from factcheck.pairs.signals import values_of
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed


def read(sentence: str) -> tuple[Predication, ...]:
    view = StoryView(analysed([Document(id="d", path="d.txt", text=sentence, sha256="1")]))
    assert len(view.claims) == 1
    return predications(view.claims[0].words, sentence)


def signals(one: str, other: str) -> dict[str, float]:
    view = StoryView(
        analysed(
            [
                Document(id=f"d{n}", path=f"d{n}.txt", text=text, sha256=str(n))
                for n, text in enumerate((one, other))
            ]
        )
    )
    assert len(view.claims) == 2
    return values_of(SIGNALS, Sayings(view).pair(0, 1))


@pytest.mark.parametrize(
    "sentence",
    [
        "The divers recovered the anchor.",
        "The anchor was recovered by the divers.",
        "The council said that the divers recovered the anchor.",
    ],
)
def test_who_does_it_and_to_whom_is_the_same_in_the_passive_and_under_a_verb_of_saying(
    sentence: str,
) -> None:
    main = [p for p in read(sentence) if p.main]
    assert [(p.verb, p.subject, p.object) for p in main] == [
        ("recove", frozenset(("diver",)), frozenset(("anchor",)))
    ]
    assert not main[0].modal and not main[0].telling


def test_what_may_be_is_no_deed_and_what_will_be_is_one() -> None:
    assert [p.modal for p in read("The divers should recover the anchor.")] == [True]
    assert [p.modal for p in read("The divers will recover the anchor.")] == [False]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    found = read("The ferry left the harbour and struck a pier.")
    assert [(p.verb, p.subject) for p in found] == [
        ("leave", frozenset(("ferry",))),
        ("hit", frozenset(("ferry",))),
    ]


def test_one_verb_of_saying_is_not_one_deed() -> None:
    told = signals("The mayor told the council.", "The mayor told the firefighters.")
    done = signals("The mayor thanked the council.", "The mayor thanked the council warmly.")
    assert told["one_deed"] == 0.0
    assert done["one_deed"] == 1.0


@pytest.mark.parametrize(
    ("name", "apart", "together"),
    [
        (
            "two_utterances",
            (
                '"The harbour was crowded with boats," Marchetti told the Packet.',
                '"My daughter learned to sail that winter," Marchetti told the Courier.',
            ),
            (
                '"The harbour was crowded with boats," Marchetti told the Packet.',
                'Marchetti complained that "the harbour was crowded with boats".',
            ),
        ),
        (
            "modality",
            (
                "Owners should drain the heaters in Brannock.",
                "Owners drained the heaters in Brannock.",
            ),
            (
                "Owners should drain the heaters in Brannock.",
                "Owners must drain the heaters in Brannock.",
            ),
        ),
        (
            "no_sentence",
            ("The letter to the mayor of Brannock", "A letter from the school to the mayor"),
            ("The letter to the mayor of Brannock", "A letter from the school reached the mayor."),
        ),
        (
            "names_alone",
            ("Odile Marchetti sings in Brannock.", "Odile Marchetti left Brannock."),
            (
                "Odile Marchetti repairs old clocks for the museum of Brannock.",
                "Old clocks of the museum of Brannock are repaired by Odile Marchetti.",
            ),
        ),
    ],
)
def test_a_signal_is_higher_where_two_claims_say_different_things(
    name: str, apart: tuple[str, str], together: tuple[str, str]
) -> None:
    assert signals(*apart)[name] > signals(*together)[name]
