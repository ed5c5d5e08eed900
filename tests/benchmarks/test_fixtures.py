"""The fixture stories and their gold files hold together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factcheck.settings.finding_types import type_names

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
STORIES = sorted(
    p.name for p in FIXTURES.iterdir() if p.is_dir() and p.name not in ("gold", "corpus", "pages")
)


def gold(story: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FIXTURES / "gold" / f"{story}.json").read_text("utf-8"))
    return loaded


def places(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "doc" in node:
            yield node
        for child in node.values():
            yield from places(child)
    elif isinstance(node, list):
        for child in node:
            yield from places(child)


def test_every_story_has_a_gold_file_and_every_gold_file_a_story() -> None:
    assert len(STORIES) >= 3
    assert sorted(p.stem for p in (FIXTURES / "gold").glob("*.json")) == STORIES


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_four_to_six_short_articles(story: str) -> None:
    articles = sorted((FIXTURES / story).iterdir())
    assert {a.suffix for a in articles} == {".txt"}
    assert 4 <= len(articles) <= 6
    for article in articles:
        assert 150 <= len(article.read_text("utf-8").split()) <= 350, article.name


@pytest.mark.parametrize("story", STORIES)
def test_every_place_named_in_the_gold_file_stands_in_its_article(story: str) -> None:
    texts = {p.stem: p.read_text("utf-8") for p in (FIXTURES / story).glob("*.txt")}
    found = list(places(gold(story)))
    assert found
    for place in found:
        assert texts[place["doc"]][place["start"] : place["end"]] == place["text"]


@pytest.mark.parametrize("story", STORIES)
def test_the_gold_file_offers_discrepancies_look_alikes_and_agreements(story: str) -> None:
    labels = gold(story)
    assert 5 <= len(labels["issues"]) <= 9
    assert len(labels["traps"]) >= 8
    assert 6 <= len(labels["agreements"]) <= 10
    assert len({issue["id"] for issue in labels["issues"]}) == len(labels["issues"])
    for issue in labels["issues"]:
        assert issue["type"] in type_names()
        assert issue["kind"] in ("conflict", "drift")
        assert len(issue["values"]) >= 2
        assert len({m["doc"] for v in issue["values"] for m in v["mentions"]}) >= 2
    for agreement in labels["agreements"]:
        assert len({m["doc"] for m in agreement["mentions"]}) >= 2
