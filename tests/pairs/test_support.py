"""Which claims say the same, and which are merely on one matter."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from factcheck.model import Document
from factcheck.pairs.filters import Screening
from factcheck.pairs.saying_signals import SIGNALS
from factcheck.pairs.sayings import roles_changed
from factcheck.pairs.signals import values_of
from factcheck.pairs.support import CLAIMS, LEAST, PAIRS, WEIGHTS, Support, probability
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

OTHERS = (
    "The council of Brannock meets on Mondays.",
    "A fair with forty stalls opened in the town hall.",
)


def support(*sentences: str, sources: tuple[str, ...] = (), off: tuple[str, ...] = ()) -> Support:
    """Return the support among sentences, each the first of an article of its own."""
    documents = [
        Document(
            id=f"d{n}",
            path=f"d{n}.txt",
            text=f"{sentence}\n\n{OTHERS[n % 2]}",
            sha256=str(n),
            source=sources[n] if sources else None,
        )
        for n, sentence in enumerate(sentences)
    ]
    return Support(StoryView(analysed(documents)), Screening(off))


def same(*sentences: str, off: tuple[str, ...] = ()) -> bool:
    held = support(*sentences, off=off)
    first = [n for n, claim in enumerate(held.story.claims) if claim.index == 0]
    assert held.same(*first) == held.same(*reversed(first))
    return held.same(*first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Divers recovered the anchor of the schooner Perpetua on Tuesday.",
            "The anchor of the schooner Perpetua was recovered by divers on Tuesday.",
        ),
        (
            "The mill in Brannock laid off 340 workers in March.",
            "In March, 340 workers were laid off by the mill in Brannock, which has lost money "
            "for years.",
        ),
        (
            '"Nobody told us that the bridge was closed," said Odile Marchetti.',
            'Odile Marchetti complained: "Nobody told us that the bridge was closed."',
        ),
    ],
)
def test_one_proposition_in_other_words_or_as_a_clause_is_the_same(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Divers recovered the anchor of the schooner Perpetua on Tuesday.",
            "The schooner Perpetua was built at Harwell for the tea trade.",
        ),
        (
            "The council of Brannock sold the old ferry to a shipyard.",
            "A new ferry for the people of Brannock would cost nine million crowns.",
        ),
    ],
)
def test_sentences_on_one_matter_do_not_say_the_same(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other", "agreeing", "name"),
    [
        (
            "The mill in Brannock laid off 340 workers in March.",
            "The mill in Brannock laid off 290 workers in March.",
            "The mill in Brannock laid off 340 workers in March, it said.",
            "rival-figures",
        ),
        (
            "The company recalled the heaters in Brannock and Oslo.",
            "The company has not recalled the heaters in Brannock and Oslo.",
            "The company has recalled the heaters in Brannock and Oslo, it said.",
            "one-denies",
        ),
        (
            "The council approved the plan for the new harbour in Brannock.",
            "The council rejected the plan for the new harbour in Brannock.",
            "The council has approved the plan for the new harbour in Brannock.",
            "contrary-words",
        ),
        (
            "The mayor of Brannock praised the firefighters.",
            "The firefighters of Brannock cursed the mayor.",
            "The mayor of Brannock has praised the firefighters.",
            "changed-roles",
        ),
    ],
)
def test_what_stands_against_a_claim_never_bears_it_out(
    one: str, other: str, agreeing: str, name: str
) -> None:
    assert same(one, agreeing)
    assert not same(one, other)
    assert name in {f.name for f in PAIRS}
    assert not support(one, other).passes(0, 2)
    assert support(one, other, off=(name,)).passes(0, 2)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Did the divers recover the anchor of the schooner Perpetua?", "questions"),
        ("Follow us on Twitter for the latest news from Brannock.", "site-furniture"),
        ("Deputy Sheriff.", "says-nothing"),
    ],
)
def test_questions_fragments_and_lines_of_the_site_corroborate_nothing(
    sentence: str, name: str
) -> None:
    documents = [
        Document(id=f"d{n}", path=f"d{n}.txt", text=f"{OTHERS[n]} {sentence}", sha256=str(n))
        for n in range(2)
    ]
    view = StoryView(analysed(documents))
    numbers = [
        n
        for n, claim in enumerate(view.claims)
        if documents[view.claim_document[n]].text[claim.start : claim.end] == sentence
    ]
    assert len(numbers) == 2
    assert name in {f.name for f in CLAIMS}
    assert not Support(view).same(*numbers)
    assert Support(view, Screening((name,))).passes(*numbers)


def test_a_copy_and_a_second_article_of_one_source_are_not_independent() -> None:
    sentence = "Divers recovered the anchor of the schooner Perpetua on Tuesday."
    told = "The anchor of the schooner Perpetua was recovered by divers on Tuesday."
    copies = support(sentence, sentence)
    assert copies.same(0, 2) and not copies.independent(0, 2)
    one_source = support(sentence, told, sources=("Courier", "Courier"))
    assert one_source.same(0, 2) and not one_source.independent(0, 2)
    assert list(one_source.corroborated(0, [2])) == []
    two_sources = support(sentence, told, sources=("Courier", "Packet"))
    assert list(two_sources.corroborated(0, [2])) == [2]


def test_no_weight_speaks_against_what_its_signal_says() -> None:
    model = json.loads(WEIGHTS.read_text("utf-8"))
    assert model["weights"].keys() == {s.name for s in SIGNALS}
    assert all(model["weights"][s.name] * s.sign >= 0 for s in SIGNALS)


def test_a_probability_that_cannot_be_enough_is_not_computed_to_the_end() -> None:
    told = (
        "Divers recovered the anchor of the schooner Perpetua on Tuesday.",
        "The anchor of the schooner Perpetua was recovered by divers on Tuesday.",
        "The schooner Perpetua carried tea, and its anchor weighs two tonnes.",
    )
    held = support(*told)
    numbers = range(len(held.story.claims))
    for i, j in combinations(numbers, 2):
        whole = probability(values_of(SIGNALS, held.sayings.pair(i, j)))
        enough = whole >= LEAST and held.passes(i, j)
        assert held.likely(i, j) == pytest.approx(whole if enough else 0.0)
    assert held.likely(0, 2) > 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            '"The sea was calm that night," Odile Marchetti told the Packet.',
            '"My heart was heavy that night," Odile Marchetti told the Courier.',
        ),
        (
            '"They found it under the floor," said Odile Marchetti of the letter.',
            '"I never knew my grandfather," said Odile Marchetti of the letter.',
        ),
    ],
)
def test_two_utterances_of_one_person_do_not_say_the_same(one: str, other: str) -> None:
    assert not same(one, other)


def test_what_two_sentences_share_by_the_way_is_not_what_they_mainly_say() -> None:
    told = (
        "The ferry Perpetua, which sank in March, will be raised by divers next week.",
        "A museum in Brannock has bought the bell of the ferry Perpetua, which sank in March.",
        "The ferry Perpetua will be raised by divers.",
    )
    held = support(*told)
    first = [n for n, claim in enumerate(held.story.claims) if claim.index == 0]

    def covered(i: int, j: int) -> tuple[float, float]:
        values = values_of(SIGNALS, held.sayings.pair(first[i], first[j]))
        return values["main_covered"], values["main_covered_back"]

    assert max(covered(0, 1)) < min(covered(0, 2))


def test_one_who_acts_here_and_is_acted_on_there_has_not_changed_roles_with_another() -> None:
    one = "The captain of the schooner Perpetua deceived the insurers."
    accused = "A court in Harwell accused the captain of the schooner Perpetua."
    changed = "The insurers of the schooner Perpetua accused the captain."
    assert not roles_changed(support(one, accused).sayings.pair(0, 2))
    assert roles_changed(support(one, changed).sayings.pair(0, 2))
