"""Which claims and values are linked: stories, copies, clusters, facts, findings."""

from __future__ import annotations

import hashlib

import pytest

from factcheck.facts.compare import StoryResult, compare_story
from factcheck.model import Document, Finding
from factcheck.pairs.judge import judged_by, probability
from factcheck.stories.grouping import group_profiles, profile_of
from tests.support.analysed import analysed


def documents(*texts: str, published: tuple[str | None, ...] = ()) -> list[Document]:
    return [
        Document(
            id=f"d{number}",
            path=f"d{number}.txt",
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            published=published[number] if number < len(published) else None,
        )
        for number, text in enumerate(texts)
    ]


def compared(*texts: str) -> StoryResult:
    return compare_story(analysed(documents(*texts)))


def values(finding: Finding) -> set[str]:
    return {v.value for v in finding.variants}


LEAD = "The steel mill in Brannock employed {} people when it closed in March, the council said."


def test_a_misspelled_name_is_one_finding_with_every_mention() -> None:
    result = compared(
        "Harlan Vestrik spoke in Oslo. Vestrik said the plan was ready.",
        "Critics of Vestrik doubt the plan. Harlan Vestrik left early.",
        "The plan of Harlan Vestik was praised.",
    )
    (finding,) = [f for f in result.findings if f.type == "name"]
    assert values(finding) == {"Vestrik", "Vestik"}
    assert sum(len(v.mentions) for v in finding.variants) == 5


def test_plurals_peoples_and_short_forms_are_no_misspellings() -> None:
    result = compared(
        "The Israeli team met the Sixers. David Cole plays for Samuel Hart.",
        "Israel sent a team. A Sixer was hurt. Dave Cole plays for Sam Hart.",
    )
    assert [f for f in result.findings if f.type == "name"] == []


def test_a_family_is_no_other_spelling_of_its_name() -> None:
    texts = (
        "The farm belongs to Ruth Oskelund. Oskelund's neighbours saw the fire on Monday.",
        "The Oskelunds' farm burned down. The Oskelunds were away when the fire broke out.",
        "Ruth Oskelund lost her farm in a fire. Oskelund was away when the fire broke out.",
    )
    assert not [f for f in compared(*texts).findings if f.type == "name"]
    slip = (
        texts[1]
        .replace("The Oskelunds were", "Ruth Oskelunds was")
        .replace("The Oskelunds'", "The")
    )
    assert [f for f in compared(texts[0], slip, texts[2]).findings if f.type == "name"]


def test_names_that_begin_unlike_and_differ_in_more_are_two() -> None:
    texts = (
        "They crossed the Arnopick hills on Monday.",
        "They drank from the Griopick on Monday.",
    )
    assert not [f for f in compared(*texts, texts[0]).findings if f.type == "name"]


def test_a_figure_changed_in_one_of_three_reports_is_found() -> None:
    result = compared(LEAD.format("212"), LEAD.format("212"), LEAD.format("221"))
    (finding,) = [f for f in result.findings if f.type == "number"]
    assert values(finding) == {"212", "221"}
    assert finding.severity != "note"


def test_figures_that_agree_are_agreed_facts_and_one_cluster() -> None:
    result = compared(
        LEAD.format("212"), "The council said that 212 people had worked at the Brannock mill."
    )
    assert not [f for f in result.findings if f.type == "number"]
    assert any(len({c.document for c in k.claims}) == 2 for k in result.clusters)


def test_a_claim_that_gives_both_figures_takes_neither_from_the_other() -> None:
    sentence = "Traffic fell by 55 percent in Norway and by 82 percent in Sweden, Telmar said."
    result = compared(sentence, "Telmar said: " + sentence)
    assert [f for f in result.findings if f.type == "number"] == []


def test_a_copy_counts_as_one_source() -> None:
    text = LEAD.format("212")
    result = compared(text, text, "A count by the union put the jobs lost in Brannock at 300.")
    cluster = next(c for c in result.clusters if {k.document for k in c.claims} >= {"d0", "d1"})
    assert cluster.sources > cluster.independent_sources
    assert [c.copy for c in cluster.claims if c.document == "d1"] == [True]


def test_a_quotation_that_lost_a_word_is_found_and_a_cut_one_is_not() -> None:
    quote = "We never thought that the old harbour wall would give way in one night"
    result = compared(
        f"“{quote},” the mayor said on Friday.",
        f"“{quote.replace('never ', '')},” the mayor said on Friday.",
        f"“{quote[9:52]},” the mayor said.",
    )
    (finding,) = [f for f in result.findings if f.type == "quote"]
    assert len(finding.variants) == 2


def test_a_lost_not_is_a_difference_in_polarity() -> None:
    result = compared(
        "The safety board did not approve the new bridge over the Karve before it opened.",
        "The safety board did approve the new bridge over the Karve before it opened.",
    )
    assert [f.type for f in result.findings] == ["polarity"]


def test_one_quotation_from_two_mouths_is_a_difference_in_attribution() -> None:
    quote = "“Nobody told us that the lower valve was open that night,”"
    result = compared(f"{quote} Ingrid Solberg said.", f"{quote} Peter Hallam said.")
    (finding,) = [f for f in result.findings if f.type == "attribution"]
    assert values(finding) == {"Ingrid Solberg", "Peter Hallam"}


def test_two_events_told_in_like_words_are_two_stories() -> None:
    fire = (
        "A fire destroyed the {0} hotel in {1} on Friday. "
        "Firefighters from {1} saved the guests of the {0}."
    )
    found = analysed(
        documents(
            fire.format("Astoria", "Lindholm"),
            fire.format("Astoria", "Lindholm") + " The Astoria stood in Lindholm since 1911.",
            fire.format("Bellevue", "Kardova"),
            fire.format("Bellevue", "Kardova") + " The Bellevue was the pride of Kardova.",
        )
    )
    assert group_profiles(profile_of(a) for a in found) == [[0, 1], [2, 3]]


def test_the_judge_can_be_given_other_weights_for_a_while() -> None:
    before = probability("name", {"similarity": 1.0})
    with judged_by({"name": {"intercept": 0.0, "weights": {}}}):
        assert probability("name", {"similarity": 1.0}) == pytest.approx(0.5)
    assert probability("name", {"similarity": 1.0}) == before


def test_one_form_with_two_meanings_is_no_discrepancy() -> None:
    cut = (
        "The outage struck Egypt and Sudan, the operator Nilcom said. Three undersea cables were "
        "cut in January, and service to Sudan was interrupted."
    )
    texts = documents(cut, cut + " Now.", published=("2010-05-03", "2013-05-03"))
    result = compare_story(analysed(texts))
    assert all(len(values(finding)) > 1 for finding in result.findings)
