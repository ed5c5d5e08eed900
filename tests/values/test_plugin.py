"""A kind of value from another package travels all the way: found, paired, judged and reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from factcheck.settings.finding_types import BUILT_IN, FindingType
from tests.support.plugins.install import install, run

ARTICLE = """Van hits cyclist in Osterby

A white van with the licence plate {plate} hit a cyclist on the harbour bridge on Monday.
The driver fled, the police of Osterby said. {more}
"""
MORE = ("The cyclist broke an arm.", "Nobody else was hurt.", "The bridge was closed for an hour.")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages, the toy kind among them."""
    folder = tmp_path / "site"
    folder.mkdir()
    install(folder, "toy_kind", "factcheck.values", "licence plate", "KIND")
    return folder


@pytest.fixture
def articles(site: Path) -> Path:
    folder = site.parent / "articles"
    folder.mkdir()
    plates = ("KX63 ABC", "KX63ABC", "KX63 ABD")
    for number, (plate, more) in enumerate(zip(plates, MORE, strict=True)):
        (folder / f"{number}.txt").write_text(ARTICLE.format(plate=plate, more=more))
    return folder


@pytest.mark.slow
def test_plates_that_differ_are_one_finding_of_their_own_type(site: Path, articles: Path) -> None:
    (site.parent / "factcheck.toml").write_text('[severity]\nplate = "warning"\n')
    done = run(site, "check", "articles", "-f", "json,sarif,html", "--no-cache")
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    reports = site.parent / "reports"
    report = json.loads((reports / "factcheck.json").read_text("utf-8"))
    (finding,) = report["findings"]
    assert (finding["type"], finding["severity"]) == ("plate", "warning")
    assert finding["fact"] == "which car: van hit cyclist"
    assert finding["message"].startswith(
        "The car is given two plates (which car: van hit cyclist): "
    )
    # The way in which a plate is spaced makes no other value of it.
    assert {v["normalized"]: len(v["mentions"]) for v in finding["variants"]} == {
        "KX63ABC": 2,
        "KX63ABD": 1,
    }
    schema = json.loads(run(site, "schema", "report").stdout)
    Draft202012Validator(schema).validate(report)
    assert _rules(json.loads((reports / "factcheck.sarif").read_text("utf-8")))[-1] == (
        "plate",
        "PlateConflict",
    )
    page = (reports / "factcheck.html").read_text("utf-8")
    assert 'name="type" value="plate"' in page


def _rules(log: Any) -> list[tuple[str, str]]:
    """Return id and name of each rule, and see that the result is of the last one."""
    (run_,) = log["runs"]
    rules = [(rule["id"], rule["name"]) for rule in run_["tool"]["driver"]["rules"]]
    (result,) = run_["results"]
    assert rules[result["ruleIndex"]][0] == result["ruleId"] == "plate"
    assert len(rules) == len(BUILT_IN) + 1
    return rules


@pytest.mark.slow
def test_a_plate_against_which_the_other_articles_stand_is_contradicted(
    site: Path, articles: Path
) -> None:
    done = run(site, "verify", "articles/2.txt", "--against", "articles", "-f", "json", "-o", "-")
    claims = json.loads(done.stdout)["claims"]
    assert [c["verdict"] for c in claims if "KX63" in c["text"]] == ["contradicted"]


def test_the_schemas_list_the_type_only_where_the_package_is_installed(site: Path) -> None:
    assert '"plate"' in run(site, "schema", "baseline").stdout
    (site / "toy_kind.py").unlink()
    for file in (*site.glob("*.dist-info/*"), *site.glob("*.dist-info")):
        file.unlink() if file.is_file() else file.rmdir()
    assert '"plate"' not in run(site, "schema", "baseline").stdout


def test_the_keys_of_the_cache_change_with_the_code_of_the_plug_in(site: Path) -> None:
    program = "from factcheck.run.keys import libraries; print(libraries()[-1])"
    before = run(site, "-c", program).stdout
    assert before.startswith("toy_kind 1.0 toy_kind:KIND ")
    assert run(site, "-c", program).stdout == before
    file = site / "toy_kind.py"
    file.write_text(file.read_text("utf-8").replace("car and year differ", "the cars differ"))
    assert run(site, "-c", program).stdout != before


def test_a_kind_that_cannot_be_loaded_is_named_with_its_package(site: Path) -> None:
    (site / "toy_kind.py").write_text("import a_package_that_is_not_there\n")
    done = run(site, "check", ".")
    assert done.returncode == 2
    assert "'licence plate' of toy_kind cannot be loaded: ModuleNotFoundError" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_kind_has_the_name_of_its_entry_point(site: Path) -> None:
    (site / "toy_kind-1.0.dist-info" / "entry_points.txt").write_text(
        "[factcheck.values]\nplate = toy_kind:KIND\n"
    )
    done = run(site, "check", ".", "--no-cache")
    assert done.returncode == 2
    assert "the kind of value 'licence plate' is registered as 'plate'" in done.stderr


def test_a_kind_may_not_take_the_name_of_what_ships(site: Path) -> None:
    (site / "toy_kind-1.0.dist-info" / "entry_points.txt").write_text(
        "[factcheck.values]\nnumber = toy_kind:KIND\n"
    )
    done = run(site, "schema", "config")
    assert done.returncode == 2
    assert "toy_kind brings a kind of value 'number', which is there already" in done.stderr


def test_two_types_of_finding_may_not_have_one_name(site: Path) -> None:
    file = site / "toy_kind.py"
    file.write_text(file.read_text("utf-8").replace('"plate",', '"date",'))
    done = run(site, "schema", "config")
    assert done.returncode == 2
    assert "toy_kind brings a type of finding 'date', which is there already" in done.stderr


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("Plate", "{first}"), ("a,b", "{first}"), ("plate", "{firts}"), ("plate", "{")],
)
def test_a_type_of_finding_has_a_plain_name_and_a_sentence_that_can_be_filled_in(
    name: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=r"no name for a type|no template"):
        FindingType(name, "Rule", "title", "help", sentence)
