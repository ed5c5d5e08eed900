"""Roles: what is found beside a name, which roles exclude each other, and who holds a post."""

from __future__ import annotations

import hashlib

import pytest

from factcheck.facts.fact import CandidateFact
from factcheck.facts.findings import NOTE, severity_of
from factcheck.facts.statements import stated_facts
from factcheck.language import parser
from factcheck.language.parser import ParsedDocument
from factcheck.language.titles import read_role
from factcheck.model import Document, Value
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import StoryView
from factcheck.values import kinds
from factcheck.values.roles import Roles, holder_of, only_one, role_of
from tests.support.analysed import analysed


def found(text: str) -> list[Value]:
    sentences = next(iter(parser.parse([(text, ())])))
    values = list(Roles().find(ParsedDocument(text, tuple(sentences))))
    for value in values:
        assert text[value.start : value.end] == value.text
    return values


def given(text: str) -> list[tuple[str, str]]:
    return [(v.text, " ".join(holder_of(v))) for v in found(text)]


def facts(*texts: str) -> list[CandidateFact]:
    documents = [
        Document(f"d{n}", f"d{n}.txt", text, hashlib.sha256(text.encode()).hexdigest())
        for n, text in enumerate(texts)
    ]
    story = StoryView(analysed(documents))
    return [f for f in stated_facts(StoryComparison(story)) if f.kind in ("role", "holder")]


def told(*texts: str) -> list[CandidateFact]:
    return [f for f in facts(*texts) if severity_of(f) is not None]


def relation(a: str, b: str) -> str:
    """How the roles of Ann Lee in two sentences relate, whichever comes first."""
    first, second = (found(f"{role} Ann Lee spoke in court.")[-1] for role in (a, b))
    forth, back = (kinds()["role"].compare(*pair) for pair in ((first, second), (second, first)))
    assert forth.relation == back.relation
    return forth.relation


@pytest.mark.parametrize(
    ("sentence", "role", "holder"),
    [
        ("Assistant District Attorney Carla Novak closed the case.",
         "Assistant District Attorney", "carla novak"),
        ("The case was closed by Sgt. Tom Reed on Monday.", "Sgt.", "tom reed"),
        ("Tellis general manager B.J. Orr resigned.", "general manager", "bj orr"),
        ("Ann Lee, the harbour's director of operations, resigned.",
         "director of operations", "ann lee"),
        ("The firm's founder, Ann Lee, resigned.", "founder", "ann lee"),
        ("Nordwell is a payroll software company that sells to schools.",
         "payroll software company", "nordwell"),
        ("Nordwell, an insurance company, denied it.", "insurance company", "nordwell"),
        ("The mayor of Torvik, Anders Dahl, closed the road.", "mayor", "anders dahl"),
        ("Former Torvik mayor Anders Dahl closed the road.", "mayor", "anders dahl"),
        ("The road was closed by Anders Dahl, who is the fire chief of Torvik.",
         "fire chief", "anders dahl"),
        ("Superior Court Judge Helen Marsh spoke.", "Superior Court Judge", "helen marsh"),
        ("The board under chairman Ann Lee advised it.", "chairman", "ann lee"),
        ("Owner Karl Brandt sold the mill.", "Owner", "karl brandt"),
    ],
)  # fmt: skip
def test_a_role_is_the_title_words_alone_with_its_holder(
    sentence: str, role: str, holder: str
) -> None:
    assert given(sentence) == [(role, holder)]


def test_an_abbreviated_rank_counts_though_the_parser_ends_a_sentence_there() -> None:
    assert given("According to police spokesman Const. Will Frame, no one was hurt.") == [
        ("police spokesman", "will frame"),
        ("Const.", "will frame"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Stephen King and Martin Dean met on Friday.",
        "In a statement Novak said the weather was fine.",
        "Ann Lee is not a surgeon.",
        "Ann Lee would be a surgeon.",
        "The school reopened on Monday.",
        "He tried the case with fellow prosecutor Ann Lee.",
    ],
)
def test_names_dates_and_denials_give_no_role(sentence: str) -> None:
    assert given(sentence) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Constable", "Const."), ("Sergeant", "Sgt."), ("District Attorney", "D.A."),
        ("chief executive", "CEO"), ("chief executive officer", "chief executive"),
        ("General Manager", "GM"), ("vice president", "vice-president"), ("Sen.", "Senator"),
        ("spokesman", "spokeswoman"), ("lawyer", "attorney"), ("English author", "British author"),
    ],
)  # fmt: skip
def test_short_and_full_forms_are_one_role(a: str, b: str) -> None:
    assert relation(a, b) == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sgt.", "Deputy"), ("prosecutor", "Assistant District Attorney"),
        ("President", "chief executive"), ("coach", "head coach"), ("coach", "assistant coach"),
        ("Deputy Public Defender", "public defender"), ("Sgt.", "Staff Sergeant"),
        ("Col.", "Lt. Col."), ("Judge", "prosecutor"),
        ("heart surgeon", "brain surgeon"), ("former mayor", "mayor"), ("acting mayor", "mayor"),
        ("former captain", "colonel"), ("actress", "singer"), ("Swedish singer", "singer"),
        ("professor", "associate professor"),
        ("spokesman", "Sgt."), ("State Rep.", "Rep."), ("Mayor", "Cllr"),
        ("security chief", "security head"), ("sales director", "marketing manager"),
    ],
)  # fmt: skip
def test_roles_that_one_person_may_have_are_compatible(a: str, b: str) -> None:
    assert relation(a, b) == "compatible"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("District Attorney", "Assistant District Attorney"), ("director", "deputy director"),
        ("Sgt.", "Lt."), ("Capt.", "Pvt."), ("CEO", "CFO"),
        ("First Vice President", "Second Vice President"),
        ("Swedish singer", "Danish singer"), ("Republican Sen.", "Democratic Sen."),
        ("staff sergeant", "master sergeant"),
        ("Commodore", "Commander"), ("sales director", "sales manager"),
        ("senior engineer", "assistant senior engineer"),
    ],
)  # fmt: skip
def test_roles_that_exclude_each_other_conflict(a: str, b: str) -> None:
    assert relation(a, b) == "conflict"


def test_a_commander_of_others_may_have_another_rank() -> None:
    (general,) = found("Brigadier General Ann Lee spoke.")
    (commander,) = found("Ann Lee, the commander, spoke.")
    (rank,) = found("Commander Ann Lee spoke.")
    compare = kinds()["role"].compare
    assert compare(general, commander).relation == "compatible"
    assert compare(general, rank).relation == "conflict"


def test_fields_of_companies_differ_unless_one_is_a_case_of_the_other() -> None:
    firms = ("payroll software company", "insurance company", "software company", "tech firm",
             "internet company")  # fmt: skip
    payroll, insurance, software, tech, internet = (
        found(f"Nordwell, a {firm}, denied it.")[0] for firm in firms
    )
    compare = kinds()["role"].compare
    assert compare(payroll, insurance).relation == "conflict"
    for other in (software, tech, internet):
        assert compare(payroll, other).relation == "compatible"


def test_a_body_has_one_general_manager_and_many_spokesmen() -> None:
    assert only_one(read_role(["general", "manager"]))
    assert only_one(read_role(["foreign", "minister"]))
    for words in (["spokesman"], ["minister"], ["vice", "president"], ["former", "mayor"]):
        assert not only_one(read_role(words))


def test_a_value_tells_its_role() -> None:
    (value,) = found("Former Deputy Fire Chief Karl Lund spoke.")
    role = role_of(value)
    assert (role.office, role.below, role.time) == ("fire chief", ("deputy",), "past")


def test_two_ranks_of_one_person_are_a_warning_on_that_person() -> None:
    (fact,) = told(
        "Sgt. Maria Velez arrested the driver after a chase. Velez was praised.",
        "The driver was arrested by Lt. Maria Velez after a chase.",
    )
    assert (fact.kind, fact.type, fact.label) == ("role", "entity", "role of Maria Velez")
    assert severity_of(fact) == "warning"
    assert {v.shown for v in fact.variants} == {"Sgt.", "Lt."}


def test_a_surname_takes_the_first_name_of_its_document() -> None:
    (fact,) = told(
        "Sgt. Helen Marsh entered. The room rose for Sgt. Marsh.",
        "Helen Marsh entered. Lt. Marsh asked for a delay.",
    )
    assert {len(v.spots) for v in fact.variants} == {1, 2}


def test_two_people_of_one_surname_are_not_one_holder() -> None:
    assert not facts("Sgt. Roy Allen entered.", "Lt. Beth Allen entered.")


def test_a_document_that_gives_both_roles_is_no_witness() -> None:
    both = "Deputy Director Ann Whitlock said so. Director Ann Whitlock was sure."
    one = "Deputy Director Ann Whitlock said so."
    other = "Director Ann Whitlock said so."
    assert len(facts(one, other)) == 1
    assert not facts(one, both)


def test_more_documents_against_one_weigh_more() -> None:
    deputy = "Deputy Director Ann Whitlock said the probe was lost."
    director = "Director Ann Whitlock said the probe was lost."
    others = (
        "Engineers lost contact at noon, Deputy Director Ann Whitlock told a hearing.",
        "The deputy director of the agency, Ann Whitlock, blamed a software fault.",
    )
    (pair,), (many,) = facts(deputy, director), facts(deputy, director, *others)
    (copied,) = facts(deputy, director, deputy, deputy)
    assert pair.confidence == copied.confidence < many.confidence


def test_a_role_held_at_another_time_may_have_been_left_for_the_other() -> None:
    captain = "Capt. Pat Lowe of Eastport spoke."
    (sure,) = facts(captain, "Col. Pat Lowe signed the order.")
    assert sure.confidence >= NOTE
    assert not facts(captain, "Col. Pat Lowe, the former captain of Eastport, signed the order.")


def test_one_post_of_one_body_with_two_holders_is_told() -> None:
    (fact,) = told(
        "Lindmark police chief Eva Holm told reporters the suspect was in custody.",
        "Lindmark police chief Eva Berg told reporters the suspect was in custody.",
    )
    assert (fact.kind, fact.label) == ("holder", "who is the police chief of Lindmark")
    assert severity_of(fact) == "warning"
    assert {v.shown for v in fact.variants} == {"Holm", "Berg"}


def test_a_surname_after_initials_is_another_holder_of_the_post() -> None:
    (fact,) = told(
        "Falcons general manager T.J. Morse said the club would appeal the ban.",
        "Falcons general manager T.J. Reyes said the club would appeal the ban.",
    )
    assert fact.kind == "holder"


@pytest.mark.parametrize(
    "texts",
    [
        ("Police chief Sam Ortiz of Ashby praised the boy.",
         "Police chief Nell Dwyer of Corwin praised the boy."),
        ("Former Falcons head coach Lou Barr praised the team.",
         "Falcons head coach Ted Nuno praised the team."),
        ("Police spokesman Dan Moore said the road was closed.",
         "Police spokeswoman Lucy Chen said the road was closed."),
        ("Fire Chief Doug Petrov said the blaze began in the kitchen.",
         "Fire Chief Doug Petrow said the blaze began in the kitchen."),
        ("Torvik Mayor Anders Dahl opened the new library.",
         "The storm tore off roofs, Torvik Mayor Kristian Moe said."),
        ("Torvik Mayor Anders Dahl opened it. Torvik Mayor Kristian Moe had begun it.",
         "Torvik Mayor Kristian Moe opened it."),
    ],
)  # fmt: skip
def test_two_posts_times_spellings_and_occasions_are_no_rivals(texts: tuple[str, str]) -> None:
    assert not told(*texts)
