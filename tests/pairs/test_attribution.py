"""Who said it: speakers found in a sentence, resolved in a story, and held against each other."""

from __future__ import annotations

import pytest

from factcheck.claims.extract import claims_of
from factcheck.facts.fact import CandidateFact
from factcheck.facts.findings import severity_of
from factcheck.facts.statements import stated_facts
from factcheck.model import Document, Value
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.speakers import Speakers
from factcheck.stories.story import StoryView
from factcheck.values.speakers import SpeakerPayload
from tests.support.analysed import analysed


def documents(*texts: str) -> list[Document]:
    return [Document(f"d{n}", f"d{n}.txt", text, f"{n}") for n, text in enumerate(texts)]


def said_in(text: str) -> list[Value]:
    (claims,) = claims_of(documents(text))
    return [v for c in claims for v in c.values if v.kind == "speaker"]


def view(*texts: str) -> StoryView:
    return StoryView(analysed(documents(*texts)))


def attributions(*texts: str) -> list[CandidateFact]:
    return [f for f in stated_facts(StoryComparison(view(*texts))) if f.type == "attribution"]


def rivals(*texts: str) -> list[tuple[set[str], str]]:
    """Return the speakers of each attribution that is told, and how loudly."""
    told = [(f, severity_of(f)) for f in attributions(*texts)]
    return [({v.shown for v in f.variants}, severity) for f, severity in told if severity]


@pytest.mark.parametrize(
    ("text", "speaker", "statement"),
    [
        ("Ranger Olive Brandt said the trail was closed.", "Ranger Olive Brandt", "the trail"),
        ("The trail was closed, according to Olive Brandt.", "Olive Brandt", "The trail"),
        (
            "“The trail is closed,” Olive Brandt, who runs the park, told visitors.",
            "Olive Brandt",
            "The trail",
        ),
    ],
)
def test_a_speaker_is_as_tight_as_the_name_with_its_title(
    text: str, speaker: str, statement: str
) -> None:
    (found,) = said_in(text)
    assert found.text == speaker
    assert text.startswith(statement, SpeakerPayload.of(found).start)


@pytest.mark.parametrize(
    "text",
    ["Olive Brandt would not say why the trail is shut.", "Olive Brandt did not say it was shut."],
)
def test_what_is_not_said_is_no_statement(text: str) -> None:
    assert [SpeakerPayload.of(v).words for v in said_in(text)] in ([], [()])


def test_a_pronoun_is_the_last_speaker_unless_somebody_else_is_named_between() -> None:
    story = view(
        "Olive Brandt said the trail was closed. She said rocks had come down.",
        "Olive Brandt said the trail was closed. Henry Moss has a hut there. "
        "He said rocks had come down.",
    )
    known = Speakers(story).named
    spoken = [
        (s.document, known[s.number].name if s.number in known else None)
        for s in story.of_kind("speaker")
        if s.value.text in ("She", "He")
    ]
    assert spoken == [(0, ("olive", "brandt")), (1, None)]


def test_an_abbreviation_stands_for_the_body_whose_initials_it_has() -> None:
    story = view(
        "The Norwegian Avalanche Service said the slope was loose.",
        "The NAS said the slope was loose.",
    )
    assert len({s.name for s in Speakers(story).named.values()}) == 1


def test_one_statement_of_two_holders_of_one_post_is_a_difference_in_attribution() -> None:
    statement = "the tanker had lost 80 tonnes of oil before it reached the bay"
    told = rivals(
        f"Harbour captain Olive Brandt said {statement}.",
        f"{statement.capitalize()}, harbour captain Henry Moss said.",
    )
    assert told == [({"Harbour captain Olive Brandt", "harbour captain Henry Moss"}, "warning")]


def test_a_pronoun_is_held_against_the_speaker_that_another_article_names() -> None:
    (fact,) = attributions(
        "Captain Olive Brandt said nobody was hurt. "
        "The tanker had lost 80 tonnes of oil before it reached the bay, she said.",
        "Captain Henry Moss said the tanker had lost 80 tonnes of oil before it reached the bay.",
    )
    assert {v.normalized for v in fact.variants} == {"brandt", "moss"}
    assert {s.end - s.start for v in fact.variants for s in v.spots} == {
        len("she"),
        len("Captain Henry Moss"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Captain Olive Brandt", "The harbour police"),
        ("Captain Olive Brandt", "Her deputy"),
        ("Captain Olive Brandt", "Brandt"),
        ("Captain Olive Brandt", "Captain Olive Brand"),
        ("The Norwegian Avalanche Service", "The NAS"),
        ("The Daily Chronicle", "The Northern Herald"),
        ("Captain Olive Brandt", "Bloomberg"),
        ("The shipping line", "Its spokesman, Henry Moss,"),
        ("Brandt's spokesman, Henry Moss,", "Captain Olive Brandt"),
    ],
)
def test_who_speaks_for_another_or_may_be_the_same_is_no_rival(one: str, other: str) -> None:
    statement = "said the tanker had lost 80 tonnes of oil before it reached the bay."
    assert rivals(f"{one} {statement}", f"{other} {statement}") == []


def test_an_article_that_lets_both_say_it_shows_that_both_did() -> None:
    statement = "said the tanker had lost 80 tonnes of oil before it reached the bay."
    both = f"Captain Olive Brandt {statement} Captain Henry Moss {statement}"
    assert rivals(both, f"Captain Henry Moss {statement}") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("she heard the tanker's horn three times before the crash", "she heard the tanker's horn"),
        ("80 tonnes of oil had reached the bay", "95 tonnes of oil had reached the bay"),
        ("the oil had reached the bay", "the oil had not reached the bay"),
        ("the crew was tired", "the crew was tired"),
    ],
)
def test_other_figures_denials_own_doings_and_small_talk_are_no_one_statement(
    one: str, other: str
) -> None:
    assert rivals(f"Pilot Olive Brandt said {one}.", f"Pilot Henry Moss said {other}.") == []


def test_what_holders_of_two_posts_both_know_is_no_warning() -> None:
    told = rivals(
        "Mayor Olive Brandt said the tanker had lost its rudder near the bay.",
        "Professor Henry Moss said the tanker had lost its rudder near the bay.",
    )
    assert all(severity == "note" for _, severity in told)


def test_two_bodies_are_rivals_for_a_measurement_only() -> None:
    measured = "said the slide on Mount Corvo was 900 metres wide and ran 4 kilometres."
    known = "said the slide on Mount Corvo had buried the old road to the monastery."
    bodies = "The Norwegian Avalanche Service", "The Alpine Safety Institute"
    assert [s for s, _ in rivals(*(f"{b} {measured}" for b in bodies))] == [set(bodies)]
    assert rivals(*(f"{b} {known}" for b in bodies)) == []


def test_a_quotation_is_not_laid_to_whom_the_next_sentence_reports() -> None:
    quote = "“There was no light on the whole of the lower deck that night,”"
    assert (
        rivals(
            f"{quote} Olive Brandt said.",
            f"{quote[:-2]}.” Henry Moss said the crew had left the ship by then.",
        )
        == []
    )


def test_a_phrase_that_anybody_may_use_is_no_warning() -> None:
    quote = "“We are going to be here for you,”"
    told = rivals(f"{quote} Olive Brandt said.", f"{quote} Henry Moss said.")
    assert all(severity == "note" for _, severity in told)


def test_a_pronoun_is_no_other_speaker() -> None:
    words = "“They have made an old-age pensioner in this town extremely happy today,”"
    named = f"Mr Stan Holmen, 68, heard it at last. {words} Stan Holmen said."
    other = f"Ona Lund said the firm was glad. {words} {{}} told the radio."
    assert attributions(named, other.format("Ona Lund"))
    assert not attributions(named, other.format("she"))


def test_a_phrase_within_two_other_sentences_is_said_by_two() -> None:
    fragment = "“A heavy blow and a lasting loss,” Olive Brandt said."
    brandt = "“Closing the yard is a heavy blow and a lasting loss to us,” Olive Brandt said."
    moss = "“The end of the yard is a heavy blow and a lasting loss to the coast,” Henry Moss said."
    assert [f for f in attributions(fragment, moss) if f.kind == "attribution"]
    assert not [f for f in attributions(fragment, moss, brandt) if f.kind == "attribution"]
