"""A small real cross-encoder as a judge, made in a moment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.errors import ModelError
from factcheck.judges.nli import CrossEncoder, class_labels, deciding
from factcheck.judges.question import Opinion
from tests.support.judging import cross_encoder, question

SAME = question("The council approved the bridge", "The council approved the bridge")
DENIED = question("The council approved the bridge", "The council not approved the bridge")
APART = question("The council approved the bridge", "Flood closed a school road friday")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cross_encoder(tmp_path_factory.mktemp("nli"))


def ask(folder: Path, *questions: object) -> list[Opinion]:
    return list(CrossEncoder(str(folder)).opinions(list(questions)))  # type: ignore[arg-type]


def test_a_cross_encoder_tells_agreement_contradiction_and_two_facts(folder: Path) -> None:
    opinions = ask(folder, SAME, DENIED, APART)
    assert [o.verdict for o in opinions] == ["agree", "conflict", "different facts"]
    assert all(0.5 <= o.confidence <= 1 and o.tokens > 10 for o in opinions)


def test_an_answer_does_not_depend_on_the_company_or_the_order(folder: Path) -> None:
    alone = [ask(folder, q)[0] for q in (SAME, DENIED, APART)]
    many = [APART, DENIED, *[question(f"The mayor closed the road {'in town ' * n}", "He said")
                             for n in range(9)], SAME]  # fmt: skip
    together = ask(folder, *many)
    assert [together[-1], together[1], together[0]] == alone


def test_both_directions_are_asked(folder: Path) -> None:
    (one,) = ask(folder, DENIED)
    (other,) = ask(folder, question(DENIED.second.text, DENIED.first.text))
    assert (one.verdict, one.confidence) == (other.verdict, other.confidence)


def test_the_values_in_question_decide_and_else_the_words_that_only_one_claim_has() -> None:
    marked = question("Fire closed ⟦two⟧ roads", "Fire closed ⟦six⟧ roads")
    first, second = deciding(marked)
    assert first == (12, 15) and second == (12, 15)
    plain = question("The mayor opened the bridge on Monday", "The mayor razed the bridge")
    first, second = deciding(plain)
    assert first and plain.first.text[slice(*first)] == "opened the bridge on Monday"
    assert second and plain.second.text[slice(*second)] == "razed"


def test_the_classes_are_read_from_the_configuration(folder: Path, tmp_path: Path) -> None:
    assert class_labels(folder) == {"contradiction": 0, "entailment": 1, "neutral": 2}
    turned = cross_encoder(tmp_path / "turned", ("neutral", "contradiction", "entailment"))
    assert class_labels(turned) == {"neutral": 0, "contradiction": 1, "entailment": 2}
    # The same weights under other names mean something else.
    (opinion,) = ask(turned, SAME)
    assert opinion.verdict == "conflict"


def test_classes_without_names_are_an_error(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    config = json.loads((tmp_path / "config.json").read_text())
    config["id2label"] = {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="does not name its classes"):
        CrossEncoder(str(tmp_path))


def test_a_missing_model_is_an_error_that_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no model of inference"):
        CrossEncoder("nobody/has-this-model")
    with pytest.raises(ModelError, match=r"no model\.safetensors"):
        CrossEncoder(str(tmp_path))


def test_other_weights_are_another_judge(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    copy = CrossEncoder(str(tmp_path))
    assert copy.identity == CrossEncoder(str(folder)).identity
    config = json.loads((tmp_path / "config.json").read_text())
    (tmp_path / "other").mkdir()
    for file in folder.iterdir():
        (tmp_path / "other" / file.name).write_bytes(file.read_bytes())
    config["layer_norm_eps"] = 1e-3
    (tmp_path / "other" / "config.json").write_text(json.dumps(config))
    assert CrossEncoder(str(tmp_path / "other")).identity != copy.identity
