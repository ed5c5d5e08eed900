"""Facts are named in the articles' own words, each differently, and told in one sentence."""

from __future__ import annotations

from factcheck.facts.compare import compare_story
from factcheck.facts.cutting import main_clause, written
from factcheck.facts.fact import CandidateFact, FactVariant
from factcheck.facts.findings import to_variant
from factcheck.facts.labels import Labels
from factcheck.facts.messages import message_of
from factcheck.facts.passages import difference, differing
from factcheck.facts.result import StoryResult
from factcheck.facts.spans import extents
from factcheck.facts.typical import asked_by
from factcheck.model import GAP, Document
from factcheck.stories.story import Spot, StoryView
from tests.support.analysed import analysed


def view(*texts: str) -> StoryView:
    return StoryView(analysed([Document(f"d{n}", f"d{n}.txt", t, "") for n, t in enumerate(texts)]))


def compared(*texts: str) -> StoryResult:
    return compare_story(
        analysed([Document(f"d{n}", f"d{n}.txt", t, "") for n, t in enumerate(texts)])
    )


def spot(story: StoryView, document: int, value: str) -> Spot:
    text = story.analyses[document].document.text
    start = text.index(value)
    claim = next(
        n
        for n, c in enumerate(story.claims)
        if story.claim_document[n] == document and c.start <= start < c.end
    )
    return Spot(document, claim, start, start + len(value))


def fact(story: StoryView, *values: str, kind: str = "slot", **keys: object) -> CandidateFact:
    """Return a fact with one value for each document of a story."""
    variants = tuple(
        FactVariant(v, v.casefold(), (spot(story, n, v),)) for n, v in enumerate(values)
    )
    names = {"polarity": "polarity", "role": "entity", "quote": "quote"}
    return CandidateFact(
        names.get(kind, "number"),
        kind,
        "conflict",
        "",
        0.9,
        {},
        variants,
        **keys,  # type: ignore[arg-type]
    )


def message(story: StoryView, told: CandidateFact) -> str:
    variants = [to_variant(v, story) for v in told.variants]
    return message_of(told, variants, Labels(story).of(told), story)


def test_a_label_is_the_clause_of_a_mention_with_a_gap() -> None:
    story = view("A storm sank 9 boats in Harwick.", "The storm sank 7 boats in Harwick.")
    label = Labels(story).of(fact(story, "9", "7"))
    assert label.text == label.template
    assert label.text in ("A storm sank ▢ boats in Harwick", "The storm sank ▢ boats in Harwick")


def test_what_differs_beside_a_value_is_in_the_message_and_not_in_the_label() -> None:
    story = view(
        "The storm sank at least 10 boats in Harwick.", "The storm sank three boats in Harwick."
    )
    told = fact(story, "10", "three")
    assert Labels(story).of(told).text == "The storm sank ▢ boats in Harwick"
    assert "“at least 10” (1 source) against “three” (1 source)" in message(story, told)


def test_a_hedge_that_all_articles_have_stays_in_the_label() -> None:
    story = view(
        "The storm sank at least 10 boats in Harwick.", "A storm sank at least 7 boats there."
    )
    told = fact(story, "10", "7")
    assert "sank at least ▢ boats" in Labels(story).of(told).text
    assert "“10” (1 source) against “7”" in message(story, told)


def test_the_units_of_both_values_are_shown() -> None:
    story = view(
        "The wreck lies 75 kilometers from Harwick.", "The wreck lies 50 miles from Harwick."
    )
    told = fact(story, "75 kilometers", "50 miles")
    assert "“75 kilometers” (1 source) against “50 miles” (1 source)" in message(story, told)
    assert Labels(story).of(told).text == "The wreck lies ▢ from Harwick"


def test_what_is_counted_is_shown_where_it_differs() -> None:
    story = view("The storm sank 10 boats in Harwick.", "The storm sank 10 ferries in Harwick.")
    held = [extents(story, [spot(story, n, "10")]) for n in (0, 1)]
    asked = asked_by(held)
    assert [asked.shown(e) for group in held for e in group] == ["10 boats", "10 ferries"]
    same = view("The storm sank 10 boats in Harwick.", "The storm sank 12 boats in Harwick.")
    held = [extents(same, [spot(same, n, v)]) for n, v in enumerate(("10", "12"))]
    assert [asked_by(held).shown(e) for group in held for e in group] == ["10", "12"]


def test_a_pronoun_is_replaced_only_where_one_person_can_be_meant() -> None:
    one = view(
        "Maria Velez lives in Oslo. She led the choir for 9 years.",
        "Maria Velez lives in Oslo. She led the choir for 7 years.",
    )
    assert Labels(one).of(fact(one, "9", "7")).text.startswith("[Maria Velez] led the choir for ▢")
    later = view(
        "Maria Velez lives in Oslo. It rained. She led the choir for 9 years.",
        "Maria Velez lives in Oslo. It rained. She led the choir for 7 years.",
    )
    assert Labels(later).of(fact(later, "9", "7")).text.startswith("[Maria Velez] led the choir")
    two = view(
        "Maria Velez met Laura Hart. She led the choir for 9 years.",
        "Maria Velez met Laura Hart. She led the choir for 7 years.",
    )
    assert Labels(two).of(fact(two, "9", "7")).text.startswith("led the choir for ▢")


def test_two_facts_of_a_story_are_never_called_the_same() -> None:
    story = view("The storm sank 9 boats in Harwick.", "The storm sank 7 boats in Harwick.")
    labels = Labels(story)
    names = [labels.of(fact(story, "9", "7")).text for _ in range(4)]
    assert len({n.casefold() for n in names}) == 4


def test_a_role_is_told_after_the_name_of_its_holder() -> None:
    texts = (
        "Work goes on at Veltran, a software firm in Oslo.",
        "Work goes on at Veltran, a shipping firm in Oslo.",
    )
    story = view(*texts)
    told = fact(story, "software firm", "shipping firm", kind="role", label="role of Veltran")
    label = Labels(story).of(told)
    assert (label.text, label.template) == ("Veltran, a ▢", "Veltran, a ▢")


def test_both_sides_of_a_denial_are_told_in_clauses() -> None:
    story = view(
        "The mayor had met the builders in May.",
        "The mayor denied that she had met the builders in May.",
    )
    told = fact(story, "had met the builders", "had met the builders", kind="polarity")
    assert Labels(story).of(told).text == "whether the mayor had met the builders in May"
    assert "had met the builders" in message(story, told)


def test_long_quotations_are_cut_around_the_first_word_that_differs() -> None:
    before = "we have always said that the old bridge of this town "
    after = " be open for everybody who wants to cross it on foot or by bicycle"
    one, other = f"{before}must{after}", f"{before}should{after}"
    assert differing(one, other, 3) == "…of this town must be open for…"
    assert differing(other, one, 3) == "…of this town should be open for…"
    assert difference(one, other) == 'one has "must", the other "should"'
    assert differing(one, other, 3, gap=True) == f"…of this town {GAP} be open for…"


def test_that_a_quotation_begins_earlier_is_no_difference_in_its_words() -> None:
    assert differing("And so we say it must go on", "we say it should go on", 2) == (
        "…say it must go on"
    )
    assert differing("And we go on", "we go on", 4) == "And we go on"


def test_agreed_facts_have_two_independent_sources_and_the_most_important_come_first() -> None:
    lead = "The council of Harwick closed the old bridge on Monday."
    result = compared(
        f"{lead} The bridge is 120 metres long.",
        "Harwick council has closed the old bridge on Monday. It is narrow.",
        "The council of Harwick has closed its old bridge. It says that it is 120 metres long.",
    )
    agreed = [f for f in result.facts if f.status == "agreed"]
    assert agreed and all(f.variants[0].independent_sources > 1 for f in agreed)
    counts = [f.variants[0].independent_sources for f in agreed]
    assert counts == sorted(counts, reverse=True)
    closed = [f for f in agreed if "closed" in f.label]
    assert closed and closed[0] is agreed[0]
    assert any(f.template and "120" in f.template.replace(GAP, f.variants[0].value) for f in agreed)


def test_copies_of_one_text_agree_on_nothing() -> None:
    text = "The council of Harwick closed the old bridge on Monday. The bridge is 120 metres long."
    result = compared(text, f"{text} More follows.")
    assert [f.label for f in result.facts if f.status == "agreed"] == []


def test_what_articles_dispute_is_no_agreed_statement() -> None:
    result = compared(
        "The steel mill in Brannock employed 120 people when it closed in March.",
        "The steel mill in Brannock employed 120 people when it closed in March, they said.",
        "The steel mill in Brannock employed 150 people when it closed in March.",
    )
    disputed = [f for f in result.facts if f.status == "disputed"]
    assert disputed
    assert not [f for f in result.facts if f.status == "agreed" and "employed" in f.label]


def test_sentences_that_deny_each_other_are_no_agreed_statement() -> None:
    result = compared(
        "The council of Harwick closed the old bridge on Monday.",
        "The council of Harwick has not closed the old bridge on Monday.",
    )
    assert [f.label for f in result.facts if f.status == "agreed" and f.type == "other"] == []


def test_a_label_does_not_take_a_name_as_one_article_alone_writes_it() -> None:
    common = "The storm sank {} boats in Harwick."
    story = view(common.format(9), "The storm sank 7 boats in Horwick.", common.format(9))
    assert story.lone_names == {"horwick"}
    told = fact(story, "9", "7")
    assert Labels(story).of(told).text == "The storm sank ▢ boats in Harwick"
    alone = view("The storm sank 9 boats in Harwick.", "The storm sank 7 boats in Horwick.")
    assert alone.lone_names == frozenset()


def test_a_role_is_not_named_by_a_slip_in_the_name_of_its_holder() -> None:
    text = "Work goes on at Veltran, a {} firm in Oslo."
    story = view(text.format("software"), text.format("shipping").replace("Veltran", "Veltarn"),
                 text.format("software"))  # fmt: skip
    slip = fact(story, "software firm", "shipping firm", kind="role", label="role of Veltran")
    assert Labels(story).of(slip).text == "Veltran, a ▢"


def test_an_agreed_value_has_a_whole_clause_around_it_or_is_not_listed() -> None:
    story = view("In the harbour of Harwick: 14 boats, all of them red.", "They had 14 boats.")
    variant = FactVariant("14", "14", (spot(story, 0, "14"),))
    assert Labels(story).of_values(variant, "boats").template is None
    told = view("Reports say that the storm sank 14 boats in Harwick on the way.", "It sank 14.")
    variant = FactVariant("14", "14", (spot(told, 0, "14"),))
    template = Labels(told).of_values(variant, "boats").template
    assert template is not None and "storm sank ▢ boats" in template


def test_nouns_that_share_their_last_word_are_not_parted() -> None:
    text = "Ona Lund will face fraud and arson charges after the fire in Harwick."
    story = view(text)
    cut = main_clause(story.claims[0], text, 40)
    assert cut is not None
    assert written(cut, text) == "Ona Lund will face fraud and arson charges"


def test_a_first_time_is_no_agreed_figure() -> None:
    result = compared(
        "It was the first time that the bridge of Harwick was closed, the council said on Monday.",
        "For the first time the bridge of Harwick was closed. Buses went round by the coast.",
    )
    assert not [f for f in result.facts if f.variants[0].value.casefold() == "first"]


def test_quoted_words_that_point_elsewhere_are_no_agreed_fact() -> None:
    def agreed(quoted: str, said: str) -> list[str]:
        result = compared(
            f"The bridge of Harwick was closed. “{quoted}” {said}. It rained on Monday.",
            f"Harwick lies on the coast. “{quoted}” {said} in the evening. Buses were late.",
        )
        return [f.label for f in result.facts if f.status == "agreed" and f.type == "quote"]

    assert agreed("The old bridge must go before the winter comes,", "Ona Lund said")
    assert not agreed("Because the old bridge must go before the winter comes,", "Ona Lund said")
    assert not agreed("It did not hold at all,", "Ona Lund said")


def test_an_agreed_statement_does_not_end_where_a_name_or_an_of_goes_on() -> None:
    lead = "The council of Harwick opened a new refuge{} on Monday."
    result = compared(
        lead.format(" for the wild cats of the old docks and the northern fish market"),
        "Harwick council has opened a new refuge for wild cats of its docks. It rained.",
        "On Monday the council of Harwick opened its new refuge for wild cats.",
    )
    labels = [f.label for f in result.facts if f.status == "agreed" and f.type == "other"]
    assert not [label for label in labels if label.endswith("refuge")]


def test_a_distance_keeps_the_place_from_which_it_is() -> None:
    story = view("The new town lies 25 miles from Bagrad.", "It lies by the sea.")
    variant = FactVariant("25 miles", "25 miles", (spot(story, 0, "25 miles"),))
    assert Labels(story).of_values(variant, "x").text == "The new town lies ▢ from Bagrad"
