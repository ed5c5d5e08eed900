"""Which spellings that differ are one name and a slip, and which are two words."""

from __future__ import annotations

from collections import Counter

import pytest

from factcheck.facts.fact import CandidateFact
from factcheck.facts.spellings import name_facts
from factcheck.model import Document
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Screening
from factcheck.pairs.near_spellings import Spelling, near_spellings
from factcheck.pairs.spellings import spelling_pairs, spellings
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed


def compared(*texts: str) -> tuple[set[frozenset[str]], Counter[str]]:
    """Return the pairs of spellings that may be one name, and what each filter held back."""
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    screening = Screening()
    pairs = spelling_pairs(StoryComparison(StoryView(analysed(documents)), screening))
    return {frozenset((p.rare.form, p.common.form)) for p in pairs}, screening.counts


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "inflected-names",
            (
                "The Bank of Osterby sold the Kelso Award on Monday. The Kelso Award is old.",
                "The Kelso Awards were given in Osterby. Ona Lund has two Kelso Awards.",
            ),
        ),
        (
            "peoples",
            (
                "Voters in Kosovo rejected the plan. The government of Kosovo resigned.",
                "Most Kosovars rejected the plan, said Ona Lund. Many Kosovars had doubts.",
            ),
        ),
        (
            "two-lands",
            (
                "Austrian officials met in Osterby. The Austrian minister left. Austrians cheered.",
                "Australian officials met in Osterby, said Ona Lund. Australians cheered.",
            ),
        ),
        (
            "names-side-by-side",
            (
                "Letters came for Conal Rourke of Osterby, who was glad.",
                "The firm misspelled the name of Conal Rourke as Conal Rourne in its letters.",
            ),
        ),
        (
            "names-in-one-article",
            (
                "Gerda Holmen met Gerda Holmer in Osterby. Holmer is a judge.",
                "Gerda Holmen spoke first. Then the judge, Gerda Holmer, spoke.",
                "A bus hit Gerda Holmen. It was driven by Ona Lund.",
            ),
        ),
        (
            "accepted-spellings",
            (
                "In Libya, Masoud Harari was freed. Libya is calm. Masoud slept.",
                "In Libya, Massoud Harari was freed. Libya was calm. Massoud rested.",
            ),
        ),
        (
            "given-name-variants",
            (
                "In Greece, Vassilis Tarantos spoke. Greece is calm.",
                "In Greece, Vassilios Tarantos spoke.",
            ),
        ),
        (
            "two-full-names",
            (
                "The mayor, Ursula Karamantis, spoke. Voters liked Ursula Karamantis.",
                "The mayor, Ursula Karamantis, spoke to the painter Boris Karavantis.",
            ),
        ),
        (  # a given name and a surname
            "two-full-names",
            (
                "In the novel Della Brook loves a vampire. Della is young. Della leaves.",
                "The film about the vampire stars Ona Dell in the lead role.",
            ),
        ),
        (  # a well-known word in a longer name
            "two-full-names",
            (
                "The flaw lies in ActivKey controls. Attackers use ActivKey to get in.",
                "The firm told the members of its Garwick Active Defence Program.",
            ),
        ),
        (  # two bodies
            "two-full-names",
            (
                "People fled the town, the Kelso Tribune reported. The Kelso Tribune has pictures.",
                "People fled the town, the Garwick Tribuna reported.",
            ),
        ),
        (
            "derived-names",
            (
                "The navy held twelve Finns on Monday. Most Finns were angry.",
                "The navy held twelve Finnish sailors on Monday. The Finnish press was angry.",
            ),
        ),
        (  # two endings of one stem
            "derived-names",
            (
                "Most of the Garvic Calvinist voters stayed at home. Calvinist pastors sighed.",
                "Most of the Garvic Calvinism schools stayed open. The pastors sighed.",
            ),
        ),
        (  # a people of an irregular name
            "derived-names",
            (
                "The man came from Britain. He had left Britain in May.",
                "The man is a Briton. He left in May.",
            ),
        ),
        (  # the same word, in another part of the name
            "two-full-names",
            (
                "The governor, Mohamed Hassan Nur, spoke. Voters liked Mohamed Hassan Nur.",
                "The president, Hassan Sheikh Mohamud, spoke. The governor was silent.",
            ),
        ),
        (
            "glued-words",
            (
                "Ona Tarrant was ill. Ona Tarrant died.",
                "Ona Tarrantwas ill. Her town mourned.",
            ),
        ),
        (
            "accepted-spellings",
            (
                "Jürgen Brückner led the search. Brückner is a ranger.",
                "Juergen Brueckner led the search. Brueckner is a ranger.",
            ),
        ),
    ],
)
def test_two_words_or_two_accepted_spellings_are_no_slip(name: str, texts: tuple[str, ...]) -> None:
    pairs, withheld = compared(*texts)
    assert pairs == set()
    assert withheld[name] >= 1


@pytest.mark.parametrize(
    ("texts", "pair"),
    [
        (
            (
                "Harlan Vestrik spoke in Osterby. Critics of Harlan Vestrik left.",
                "The plan of Harlan Vestriks was praised in Osterby.",
            ),
            {"vestrik", "vestriks"},
        ),
        (
            (
                "Harlan Morenos spoke in Osterby. The letter asks Mr. Morenos to stop.",
                "The letter is asking Moreno to stop the sale. Harlan Morenos has yet to reply.",
            ),
            {"moreno", "morenos"},
        ),
        (
            (
                "The Marine Mammal Protection Act is old. The Marine Mammal Protection Act holds.",
                "The Marine Mammals Protection Act is to be changed.",
            ),
            {"mammal", "mammals"},
        ),
        (
            (
                "Jürgen Brückner led the search. Brückner is a ranger.",
                "Jürgen Brückmer led the search for the boy.",
            ),
            {"bruckner", "bruckmer"},
        ),
        (  # an English name has one spelling
            (
                "Hugh Tanner spoke in Osterby. Tanner is ill.",
                "Hugh Tannar spoke in Osterby.",
                "Hugh Taner spoke in Osterby. Taner is ill.",
            ),
            {"taner", "tanner"},
        ),
        (  # and so has a name in a story of a land with Latin letters
            (
                "In Germany, Sabine Thormann spoke. Thormann is ill.",
                "In Germany, Sabine Thorman spoke. Thorman is ill.",
            ),
            {"thorman", "thormann"},
        ),
        (  # a surname is derived from no other
            (
                "The lawyer Cormac Devane spoke in Osterby. Mr. Devane then left.",
                "The lawyer Cormac Devaney spoke in Osterby. Mr. Devaney then left.",
            ),
            {"devane", "devaney"},
        ),
        (  # the letters of an acronym have changed places
            (
                "The quake was felt in Bram, the USGB said. The USGB has maps.",
                "The quake was felt in Bram, the UGSB said.",
            ),
            {"usgb", "ugsb"},
        ),
        (  # one letter of an acronym stands twice for another
            (
                "The quake was felt in Bram, the KSBK Institute said. The KSBK Institute has maps.",
                "The quake was felt in Bram, the SKBS Institute said.",
            ),
            {"ksbk", "skbs"},
        ),
        (  # an article does not transliterate one person's name in two ways
            (
                "Karim Nambiar was held in Osterby. Mr. Nambiar wept. Then Nambyar went home.",
                "The police held Karim Nambiar in Osterby. Nambiar wept.",
            ),
            {"nambiar", "nambyar"},
        ),
        (  # in the same name on both sides, an island is no people
            (
                "Staff at Kelso Islands Auto Repair were told to close.",
                "Staff at Kelso Island Auto Repair were told to close.",
            ),
            {"island", "islands"},
        ),
        (  # nobody introduces Talt
            (
                "Mark Telt ran the bureau. Telt was ill. Mark Telt died.",
                "Mark Telt ran the bureau. The job went to another man when Talt was passed over, "
                "and Telt was hurt.",
                "Mark Telt, who ran the bureau, is dead. Telt was old.",
            ),
            {"talt", "telt"},
        ),
    ],
)
def test_a_slip_in_a_name_is_a_pair(texts: tuple[str, ...], pair: set[str]) -> None:
    assert pair in compared(*texts)[0]


def test_a_noun_that_follows_both_makes_them_one_name() -> None:
    common = "Shoppers bought Elmentar cheese in Osterby. The Elmentar cheese was old."
    story = analysed_view(common, common, "Shoppers bought Elementary cheese in Osterby.")
    near = near_spellings(*(story[form] for form in ("elmentar", "elementary")), set())
    assert near.in_phrase
    story = analysed_view(common, common, "Shoppers bought Elementary said the clerk.")
    near = near_spellings(*(story[form] for form in ("elmentar", "elementary")), set())
    assert not near.in_phrase


def analysed_view(*texts: str) -> dict[str, Spelling]:
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    return spellings(StoryView(analysed(documents)))


def facts(*texts: str) -> list[CandidateFact]:
    documents = [Document(f"d{n}", f"d{n}.txt", text, str(n)) for n, text in enumerate(texts)]
    return name_facts(StoryComparison(StoryView(analysed(documents))))


def test_a_name_of_another_script_in_two_spellings_is_a_note() -> None:
    common = "Sanaq fell. Troops in Yemen took Hadibaa and left Hadibaa in the night."
    (fact,) = facts(common, common, common.replace("Hadibaa", "Hadeba"))
    assert (fact.loudest, fact.relation) == ("note", "drift")
    (slip,) = facts(common, common, common.replace("Hadibaa", "Habidaa"))
    assert (slip.loudest, slip.relation) == ("error", "conflict")


def test_a_whole_name_in_another_transliteration_is_one_note() -> None:
    common = "Colonel Moustafa Ghaddari sent condolences to the town of Osterby."
    other = "Colonel Mustafa Gadhari sent condolences to the town of Osterby."
    found = facts(common, common, other.replace("Mustafa", "Mostafa"))
    assert [f.loudest for f in found] == ["note"]
    assert {v.shown for v in found[0].variants} == {"Moustafa Ghaddari", "Mostafa Gadhari"}


def test_an_article_with_rules_of_its_own_for_foreign_names_makes_notes() -> None:
    common = "The minister Qasem Rahimi met the envoy Nader Sultani. Rahimi and Sultani left."
    own = common.replace("Rahimi", "Raheemi").replace("Sultani", "Soltani")
    found = facts(common, common, own)
    assert {f.loudest for f in found} == {"note"}
    single = facts(common, common, common.replace("Sultani", "Solteni"))
    assert {f.loudest for f in single} == {"error"}


def test_two_ways_in_which_several_write_a_name_make_no_error() -> None:
    common = "Troops left Hadibaa in the night. They had taken Hadibaa in May."
    (fact,) = facts(common, common, *[common.replace("Hadibaa", "Hadeba")] * 2)
    assert (fact.loudest, fact.relation) == ("warning", "conflict")
    (single,) = facts(common, common, common.replace("Hadibaa", "Hadeba"))
    assert single.loudest == "error"


def test_a_slip_copied_with_the_words_around_it_is_no_second_name() -> None:
    agency = "Nine Temuri men were seized. It was noon while a Tenuri boat sank near Osterby."
    copied = "It was Friday while a Tenuri boat sank near Osterby, and the sea was rough."
    other = "Temuri smugglers were seized off Osterby, the navy said. Temuri boats are small."
    pairs, _ = compared(agency, copied, other, other)
    assert frozenset(("temuri", "tenuri")) in pairs
    _, held = compared(agency, copied.replace("a Tenuri boat", "two Tenuri men"), other, other)
    assert held["names-in-one-article"] == 1


@pytest.mark.parametrize(
    ("place", "loudest"), [("Osterby, New York", "error"), ("Osterby, Kerala", "note")]
)
def test_a_state_tells_whether_a_name_is_romanised(place: str, loudest: str) -> None:
    text = (
        f"Police in {place}, stopped a man from Hadibaa. India had asked for him. Hadibaa is old."
    )
    (fact,) = [
        f
        for f in facts(text, text, text.replace("Hadibaa", "Hadeba"))
        if "Hadibaa" in {v.shown for v in f.variants}
    ]
    assert fact.loudest == loudest


def test_a_surname_alone_is_short_for_the_full_name_of_its_article() -> None:
    one = "Marla Catten spoke for the council. Marla Catten said nothing more."
    other = "Senator Timo Cotten left on Friday. Cotten was glad. He is old."
    _, held = compared(one, one, other)
    assert held["two-full-names"] == 1
    pairs, _ = compared(one, one, other.replace("Timo Cotten", "A man from Osterby"))
    assert frozenset(("catten", "cotten")) in pairs
