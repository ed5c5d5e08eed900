"""One utterance quoted in two wordings: where sentences begin and end, order, and who speaks."""

from __future__ import annotations

import pytest

from factcheck.facts.fact import CandidateFact
from factcheck.facts.quotations import quote_facts
from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.utterances import Change, changes
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed


def found(*texts: str) -> list[Change]:
    documents = [Document(f"d{n}", f"d{n}.txt", text, f"{n}") for n, text in enumerate(texts)]
    return list(changes(StoryComparison(StoryView(analysed(documents)))))


@pytest.mark.parametrize(
    ("one", "other", "removed", "added", "signal"),
    [
        (
            "“Nothing moved in the yard that morning.”",
            "“The gate was shut. Nobody moved in the yard that morning.”",
            ("nothing",),
            ("nobody",),
            "opening",
        ),
        (
            "“The pumps ran dry before we got to the tower. So we left.”",
            "“The pumps ran dry before we got to the station.”",
            ("tower",),
            ("station",),
            "closing",
        ),
        (
            "“We do not want to sell any of them anymore.”",
            "“We do not want to sell a thing anymore.”",
            ("any", "of", "them"),
            ("a", "thing"),
            "alike",
        ),
    ],
)
def test_sentences_are_aligned_to_their_beginnings_and_ends(
    one: str, other: str, removed: tuple[str, ...], added: tuple[str, ...], signal: str
) -> None:
    (change,) = found(f"{one} said Olive Brandt.", f"{other} said Olive Brandt.")
    assert (change.removed, change.added) == (removed, added)
    assert change.signals[signal] > 0
    assert change.signals["same_speaker"] == 1


def test_a_quotation_that_stops_early_ends_in_no_other_words() -> None:
    assert not found(
        "“The pumps ran dry before we got to the tower,” she said.",
        "“The pumps ran dry before we got,” she said.",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("five tugs and twenty-two men", "5 tugs and 22 men"),
        ("ten per cent of the two million crates", "10% of the 2,000,000 crates"),
        ("$3.5 million for Dr. Vale", "three and a half million dollars for Dr Vale"),
        ("Gov. Orlan, Hale & Sons on Sept. 9", "Governor Orlan, Hale and Sons on September 9"),
        ("the 3rd boat at 6:00 p.m.", "the third boat at 6 pm"),
        ("the boat of 18:41 that never came", "the boat of 6:41pm that never came"),
        ("the users of IE in this town", "the users of Internet Explorer in this town"),
        ("the boat of the town", "the, uh, boat of the town"),
    ],
)
def test_house_styles_are_no_other_words(one: str, other: str) -> None:
    assert not found(
        f"“We have waited all night for {one},” said Olive Brandt.",
        f"“We have waited all night for {other},” said Olive Brandt.",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("five tugs", "6 tugs"), ("10 per cent", "1.0%"), ("4.5 tonnes", "45 tonnes")],
)
def test_another_figure_is_another_word_and_shown_as_written(one: str, other: str) -> None:
    (change,) = found(
        f"“We have waited all night for {one} of it,” said Olive Brandt.",
        f"“We have waited all night for {other} of it,” said Olive Brandt.",
    )
    assert all(part in whole for part, whole in zip(change.written, (one, other), strict=True))


def test_words_put_elsewhere_in_the_sentence_are_reordered() -> None:
    (change,) = found(
        "“We have carried enough for one long winter of everything,” she said.",
        "“We have carried enough of everything for one long winter,” she said.",
    )
    assert change.signals["reordered"] == 1


def test_two_speakers_in_few_like_words_made_two_utterances() -> None:
    one = "“We hope they come home soon and well,” {} said."
    other = "“We hope they come home safe and well,” {} said."
    detectives = "Detective Olive Brandt", "Detective Henry Moss"
    assert found(one.format(detectives[0]), other.format(detectives[0]))
    assert not found(one.format(detectives[0]), other.format(detectives[1]))


def test_another_time_of_the_day_is_another_word() -> None:
    assert found(
        "“We have waited all night for the boat of 18:41 that never came,” said Olive Brandt.",
        "“We have waited all night for the boat of 5:41pm that never came,” said Olive Brandt.",
    )


def test_words_of_any_sentence_make_no_utterance() -> None:
    texts = (
        "“So it was a very sad one,” said Olive Brandt.",
        "“So it was a very odd one,” said Olive Brandt.",
    )
    assert not found(*texts)
    assert found(*(text.replace("very", "terribly") for text in texts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The town did not want the tower by the river.",
            "The town wanted the tower by the river.",
        ),
        ("No boats are left in the old harbour.", "Boats are left in the old harbour."),
        ("We are closing the old harbour.", "We are not closing the old harbour."),
        ("You cannot mend a torn net with words.", "You can mend a torn net with words."),
    ],
)
def test_a_lost_not_is_found_and_told_as_an_error(one: str, other: str) -> None:
    (fact,) = facts(f"“{one}” Olive Brandt said.", f"“{other}” Olive Brandt said.")
    assert fact.relation == "conflict"
    assert fact.confidence >= 0.9


def test_a_denial_in_another_sentence_is_no_denial() -> None:
    assert not any(
        c.denied
        for c in found(
            "“I don't want to be painted in my old age,” Olive Brandt said.",
            "“I want to be remembered for what I built in this town,” Olive Brandt said.",
        )
    )


def test_a_quotation_cut_before_its_not_denies_nothing() -> None:
    assert not found(
        "“I never said that the pumps ran dry before noon,” Olive Brandt said.",
        "It was said “that the pumps ran dry before noon”.",
    )


def test_one_thought_in_other_words_is_a_note() -> None:
    (fact,) = facts(
        "“To catch them you need a good deal of patience and strong arms too,” Arno Keck said.",
        "“If you want to catch them, a good deal of patience is what matters, and then arms as "
        "strong as those of a bear,” Arno Keck said.",
    )
    assert (fact.loudest, fact.relation) == ("note", "drift")


def test_an_abbreviation_written_in_two_ways_is_a_note() -> None:
    (fact,) = facts(
        "“It is clear that the tactics ISKL is using change by the day,” Olive Brandt said.",
        "“It is clear that the tactics ISKP is using change by the day,” Olive Brandt said.",
    )
    assert fact.loudest == "note"
    (other,) = facts(
        "“It is clear that the tactics ISKL is using change by the day,” Olive Brandt said.",
        "“It is clear that the tactics NATO is using change by the day,” Olive Brandt said.",
    )
    assert other.loudest == "error"


def test_words_in_brackets_are_an_editors_and_no_error() -> None:
    (fact,) = facts(
        "“Most worrying is the number of boats that were lost off (the bay),” Olive Brandt said.",
        "“As worrying is the number of boats that were lost off the coast,” Olive Brandt said.",
    )
    assert fact.loudest == "warning"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "“Reading it brought tears to my eyes and it took a while,” Olive Brandt said.",
            "“Reading it brought tears to her eyes and it took a while,” Olive Brandt said.",
        ),
        (
            "“I can talk of it now and my class know me a little better,” Olive Brandt said.",
            "“I can talk of it now and my class knows me a little better,” Olive Brandt said.",
        ),
        (
            "The notes are signed “ham and cheese on rye” and hang on a door.",
            "The notes are signed “ham and cheese sandwich on rye” and hang on a door.",
        ),
    ],
)
def test_what_an_editor_lets_stand_is_a_note(one: str, other: str) -> None:
    assert [f.loudest for f in facts(one, other)] in ([], ["note"])


def test_another_tense_is_no_agreement_of_a_verb() -> None:
    (fact,) = facts(
        "“I can talk of it now and my class knew me a little better,” Olive Brandt said.",
        "“I can talk of it now and my class knows me a little better,” Olive Brandt said.",
    )
    assert fact.loudest == "error"


def test_a_masked_oath_is_no_other_word() -> None:
    masked = "“They will take me for a f— nobody who accuses the champion,” Olive Brandt said."
    assert not facts(masked, masked.replace("f—", "fucking"))
    assert not facts(masked.replace("f—", "f***ing"), masked.replace("f—", "fucking"))
    assert facts(masked, masked.replace("f—", "poor"))


def test_the_address_of_a_site_is_its_name() -> None:
    said = "“They share it all on Flipper, Grambook and Ketch, as the young do,” Olive Brandt said."
    assert not facts(said, said.replace("Ketch", "Ketch.com"))
    assert facts(said, said.replace("Ketch", "Ketchup"))


def test_few_like_words_of_unknown_speakers_are_no_error() -> None:
    said = "“There is no truth whatever to these odd claims,” "
    (fact,) = facts(f"{said}it said.", f"{said.replace('odd', 'new')}was heard.")
    assert fact.loudest == "warning"
    (fact,) = facts(f"{said}Olive Brandt said.", f"{said.replace('odd', 'new')}Olive Brandt said.")
    assert fact.loudest == "error"


def facts(*texts: str) -> list[CandidateFact]:
    documents = [Document(f"d{n}", f"d{n}.txt", text, f"{n}") for n, text in enumerate(texts)]
    return quote_facts(StoryComparison(StoryView(analysed(documents))))


def test_a_name_romanised_in_another_way_is_no_other_word() -> None:
    quote = "“We have heard that {} left the old town before dawn,” the mayor said."
    assert not found(quote.format("Ahmad Qarimi"), quote.format("Ahmad Karimi"))
    assert found(quote.format("Ahmad Karimi"), quote.format("Ahmad Salimi"))


def test_words_with_two_days_in_them_are_two_utterances() -> None:
    post = "“At about noon on {} our beloved actor passed away at his home,” the post read."
    assert not found(post.format("Sunday (April 20, 2014)"), post.format("Friday (May 9, 2014)"))
    assert found(post.format("April 20, 2014"), post.format("April 21, 2014"))


def test_the_quotation_with_far_more_of_the_words_is_the_one_to_compare() -> None:
    full = "“There is an open inquiry into the loss of the four ferries off Torvik,” {} said."
    short = "“There is now an open inquiry,” Olive Brandt said. "
    assert found(short, full.format("Olive Brandt"))
    assert not found(short + full.format("Henry Moss"), full.format("Henry Moss"))
