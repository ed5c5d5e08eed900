"""One registry of the types of finding; schemas, rules and settings follow from it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import reduce
from importlib.resources import files

import pytest

from factcheck.errors import ConfigError, InputError
from factcheck.report import json as json_report
from factcheck.settings import load as settings
from factcheck.settings.finding_types import BUILT_IN, type_names
from factcheck.settings.schema import EXTENSIBLE, SCHEMAS
from tests.support import build

PLACES = [
    (n, path) for n, places in EXTENSIBLE.items() for path, names in places if names == type_names
]


@pytest.mark.parametrize(("name", "path"), PLACES)
def test_the_schemas_are_shipped_with_the_types_that_ship(name: str, path: tuple[str, ...]) -> None:
    package, file = SCHEMAS[name]
    shipped = json.loads(files(package).joinpath(file).read_text("utf-8"))
    assert reduce(lambda part, key: part[key], path, shipped) == [kind.name for kind in BUILT_IN]


def test_every_list_of_types_in_a_schema_is_filled_in() -> None:
    names = [kind.name for kind in BUILT_IN]
    filled = {name: sum(n == name for n, _ in PLACES) for name in SCHEMAS}
    for name, (package, file) in SCHEMAS.items():
        shipped = json.loads(files(package).joinpath(file).read_text("utf-8"))
        assert _lists(shipped, names) == filled[name], name


def _lists(part: object, wanted: list[str]) -> int:
    """Return how often a list of names occurs in a schema."""
    if part == wanted:
        return 1
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return sum(_lists(value, wanted) for value in inner)


def test_a_type_that_there_is_not_has_no_severity() -> None:
    with pytest.raises(ConfigError, match=r"unknown key 'qoute' \(did you mean 'quote'\?\)"):
        settings.load({"severity": {"qoute": "off"}}, environ={})


def test_a_report_with_a_type_that_is_not_known_here_is_refused() -> None:
    texts = {"a": "Five died.", "b": "Six died."}
    report = build.report(texts, [build.finding([("a", "Five")], [("b", "Six")])])
    foreign = replace(report, findings=(replace(report.findings[0], type="plate"),))
    with pytest.raises(InputError, match="findings of the type 'plate', which is not known here"):
        json_report.parse(json_report.render(foreign), "old.json")


def test_each_sentence_names_the_values_and_each_rule_its_type_only_once() -> None:
    for kind in BUILT_IN:
        message = kind.message("the toll", first="5", others="6", reason=": why")
        assert "5" in message
        assert "6" in message
    assert len({kind.rule for kind in BUILT_IN}) == len({kind.name for kind in BUILT_IN}) == 9
