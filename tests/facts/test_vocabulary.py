"""A vocabulary in the configuration: names that are right, names of two, words never reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck import Article, Config, Vocabulary, check
from factcheck.errors import ConfigError
from factcheck.facts.compare import compare_story
from factcheck.model import Finding
from factcheck.review.policy import apply
from factcheck.run.keys import story_key
from factcheck.settings.load import load
from tests.support import build
from tests.support.analysed import analysed


def names_of(vocabulary: Vocabulary, *texts: str) -> list[Finding]:
    documents = [build.document(f"d{n}", text) for n, text in enumerate(texts)]
    found = compare_story(analysed(documents), (), vocabulary).findings
    return [finding for finding in found if finding.type == "name"]


RIGHT = (
    "The bank is run by Harlan Vestrik from an office in Oslo.\n\n"
    "On Monday Vestrik spoke to the staff about the losses.\n"
)
WRONG = (
    "The bank is run by Harlan Vesterik from an office in Oslo.\n\n"
    "On Monday Vesterik spoke to the staff about the losses.\n"
)


def test_a_slip_of_a_right_name_is_an_error_and_the_right_one_comes_first() -> None:
    # Without a vocabulary the commoner spelling would be taken for the right one.
    (finding,) = names_of(Vocabulary(names=("Harlan Vestrik",)), WRONG, RIGHT, WRONG)
    assert finding.severity == "error"
    assert [v.value for v in finding.variants] == ["Vestrik", "Vesterik"]
    assert finding.fact == "spelling of the name Vestrik"
    assert finding.message.startswith("The vocabulary has the name “Vestrik”, but articles write")
    assert "“Vesterik”" in finding.message


def test_a_slip_is_told_where_no_article_has_the_right_name_or_there_is_one_article() -> None:
    vocabulary = Vocabulary(names=("Vestrik",))
    for texts in ((WRONG, WRONG.replace("losses", "gains")), (WRONG,)):
        (finding,) = names_of(vocabulary, *texts)
        assert [v.value for v in finding.variants] == ["Vesterik"]
        assert finding.confidence == 0.99
    assert not names_of(Vocabulary(), WRONG)


def test_one_of_two_spellings_in_use_is_a_slip_if_the_vocabulary_has_the_other() -> None:
    texts = (
        "Mayor Østby opened the bridge.\n\nØstby thanked the builders.\n",
        "Mayor Oestby opened the bridge.\n\nOestby thanked the builders.\n",
    )
    assert not [f for f in names_of(Vocabulary(), *texts) if f.severity == "error"]
    (finding,) = names_of(Vocabulary(names=("Østby",)), *texts)
    assert (finding.severity, finding.variants[0].value) == ("error", "Østby")


@pytest.mark.parametrize(
    "text",
    [
        "The Vestriks met in Oslo, and the Vestrik family paid.\n",
        "Harlan Vestrik's office is in Oslo, and VESTRIK is written on the door.\n",
        "Ana Vestra of the union spoke in Oslo about the bank.\n",
        "The bank is in Oslo, and Marlan Holt owns it.\n",
        "Harold Berg and Karlan Moe run another bank in Oslo.\n",
    ],
)
def test_what_is_no_slip_of_a_right_name_is_not_told(text: str) -> None:
    assert not names_of(Vocabulary(names=("Harlan Vestrik",)), text, RIGHT)


def test_a_known_word_is_a_slip_only_beside_another_word_of_the_name() -> None:
    vocabulary = Vocabulary(names=("Ilse Horton",))
    alone = "The minister met Mr. Norton in Oslo.\n\nOn Monday Norton praised the clinic.\n"
    assert not names_of(vocabulary, alone)
    beside = alone.replace("Mr. Norton", "Ilse Norton")
    assert [v.value for f in names_of(vocabulary, beside) for v in f.variants] == ["Norton"]


TWO = (
    "Khaled Amrani was seen at the port.\n\nPolice asked Khaled about the boat.\n",
    "Khalid Amrani was seen at the port.\n\nPolice asked Khalid about the boat.\n",
)


def test_two_people_are_never_reported_as_one() -> None:
    apart = Vocabulary(different=(("Khaled", "Khalid"),))
    assert not names_of(apart, *TWO, TWO[0])
    assert not names_of(Vocabulary(names=("Khaled", "Khalid")), *TWO, TWO[0])


def test_two_people_are_not_joined_by_a_third_spelling() -> None:
    texts = [
        text.format(name)
        for text in ("{0} Varnholm was seen at the port.\n\nPolice asked {0} about the boat.\n",)
        for name in ("Jorvald", "Jorveld", "Jorvild")
    ]
    apart = Vocabulary(different=(("Jorvald", "Jorvild"),))
    for finding in names_of(apart, *texts):
        assert not {"Jorvald", "Jorvild"} <= {v.value for v in finding.variants}
    together = names_of(Vocabulary(), *texts)
    assert any({"Jorvald", "Jorvild"} <= {v.value for v in f.variants} for f in together)


def test_what_is_never_reported_is_suppressed_with_the_reason() -> None:
    texts = {"a": "Dorvane said five died.", "b": "Dorvan said six died.", "c": "Dorven."}
    report = build.report(
        texts,
        findings=[
            build.finding([("a", "Dorvane")], [("b", "Dorvan")], type="name"),
            build.finding([("a", "five")], [("b", "six")]),
            build.finding([("a", "Dorvane")], [("b", "Dorvan")], [("c", "Dorven")], type="name"),
        ],
    )
    config = Config(vocabulary=Vocabulary(never=("dorvan", "said five")))
    found = apply(report, config).findings
    assert [f.status for f in found] == ["suppressed", "new", "new"]
    assert found[0].reason == "the vocabulary never reports “dorvan”"


def test_the_vocabulary_is_read_checked_and_part_of_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "factcheck.toml"
    file.write_text('[vocabulary]\nnames = ["A B"]\ndifferent = [["C", "D"]]\nnever = ["e"]\n')
    vocabulary = load(environ={}).config.vocabulary
    assert vocabulary == Vocabulary(("A B",), (("C", "D"),), ("e",))
    file.write_text('[vocabulary]\ndifferent = [["C"]]\n')
    with pytest.raises(ConfigError, match=r"factcheck\.toml:2: vocabulary\.different\[0\]"):
        load(environ={})
    with pytest.raises(ConfigError, match="vocabulary"):
        Config(vocabulary={"names": ["A"]})  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="is empty"):
        Config(vocabulary=Vocabulary(names=("",)))
    document = build.document("a", RIGHT)
    keys = {
        story_key([document], [b"c"], "e", (), v)
        for v in (Vocabulary(), Vocabulary(("A",)), Vocabulary(different=(("A", "B"),)))
    }
    assert len(keys) == 3
    assert story_key([document], [b"c"], "e") == story_key(
        [document], [b"c"], "e", (), Vocabulary(never=("x",))
    )


@pytest.mark.slow
def test_a_finding_of_one_spelling_is_shown_in_every_format(tmp_path: Path) -> None:
    vocabulary = Vocabulary(names=("Vestrik",))
    config = Config(use_cache=False, vocabulary=vocabulary)
    report = check(
        [Article(text=WRONG, name="a"), Article(text=WRONG.replace("losses", "gains"))], config
    )
    assert [[v.value for v in f.variants] for f in report.findings] == [["Vesterik"]]
    for ending in ("html", "json", "sarif", "junit.xml", "md", "txt", "codequality.json"):
        shown = report.save(tmp_path / f"x.{ending}").read_text("utf-8")
        assert "Vesterik" in shown
    assert report.save(tmp_path / "github", "github").exists()
