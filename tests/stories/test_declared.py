"""Stories that the input or the configuration declares, and what is said of articles alone."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck import Article, Config
from factcheck.errors import ConfigError, InputError
from factcheck.model import Document
from factcheck.read import read_documents
from factcheck.report.text import NO_CLAIM, NO_OTHER, ONLY_ONE
from factcheck.run.keys import story_key
from factcheck.run.local_engine import LocalEngine
from factcheck.run.steps import Session, find_claims, find_stories
from factcheck.run.store import open_store
from tests.report.test_text import plain
from tests.support import build

FERRY = "The ferry Merrow ran aground off Port Aransa on Monday, Captain Ilse Brandvik said."
COURT = "Judge Tomas Arkwell fined the Ledger Street brewery in Vellmar for its labels."


def documents(*articles: Article, **settings: object) -> list[Document]:
    config = Config(use_cache=False, **settings)  # type: ignore[arg-type]
    return read_documents(list(articles), config)[0]


def grouped(documents: list[Document]) -> list[list[str]]:
    config = Config(use_cache=False)
    with open_store(config) as store:
        session = Session(store, LocalEngine(), config.model)
        stories = find_stories(session, documents, find_claims(session, documents))
    return [[documents[n].id for n in story] for story in stories]


def test_the_story_of_an_article_in_json_is_read(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": FERRY, "story": "wreck"},
        {"id": "b", "text": COURT, "story": 7},
        {"id": "c", "text": FERRY + " It rained.", "story": ""},
        {"id": "d", "text": COURT + " It rained."},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with contextlib.chdir(tmp_path):
        read, problems = read_documents(["a.jsonl"], Config(use_cache=False))
    assert [d.story for d in read] == ["wreck", "7", None, None]
    assert not problems


def test_a_story_that_is_no_name_is_an_error() -> None:
    with pytest.raises(InputError, match="story"):
        documents(Article(text=FERRY, story="x" * 201))


def test_the_configuration_makes_one_story_of_all_or_of_each_folder() -> None:
    articles = [
        Article(path="monday/a.txt", text=FERRY),
        Article(path="monday/b.txt", text=COURT),
        Article(path="tuesday/c.txt", text=FERRY + " It rained.", story="own"),
    ]
    assert [d.story for d in documents(*articles)] == [None, None, "own"]
    assert [d.story for d in documents(*articles, story="one")] == ["one"] * 3
    assert [d.story for d in documents(*articles, story="folder")] == ["monday/", "monday/", "own"]
    with pytest.raises(ConfigError, match="story is 'all'"):
        Config(story="all")  # type: ignore[arg-type]


def test_declared_stories_hold_together_what_is_not_alike_and_part_what_is() -> None:
    one = documents(Article(text=FERRY, name="a"), Article(text=COURT, name="b"))
    assert grouped(one) == [["a"], ["b"]]
    together = [replace(d, story="s") for d in one]
    assert grouped(together) == [["a", "b"]]
    alike = documents(Article(text=FERRY, name="a"), Article(text=FERRY + " It rained.", name="b"))
    assert grouped(alike) == [["a", "b"]]
    apart = [replace(alike[0], story="s"), alike[1]]
    assert grouped(apart) == [["a"], ["b"]]


def test_a_declared_story_is_part_of_the_key_of_its_result() -> None:
    document = documents(Article(text=FERRY))[0]
    named = replace(document, story="s")
    assert story_key([document], [b"c"], "e") != story_key([named], [b"c"], "e")


def test_why_an_article_is_alone_is_said() -> None:
    texts = {"a": "Five left.", "b": "Six left.", "c": "Prices", "d": "Ten came."}
    report = build.report(
        texts,
        clusters=[[("a", "Five"), ("b", "Six")], [("d", "Ten")]],
        stories={"one": ["a"], "two": ["b"], "three": ["c"], "four": ["d"]},
        documents={"b": {"story": "wreck"}},
    )
    shown = " ".join(plain(report).split())
    assert f"Nothing to compare with: a and d. {NO_OTHER}" in shown.replace("a, d", "a and d")
    assert "b. No other article is of the story 'wreck'" in shown
    assert f"c. {NO_CLAIM}" in shown
    alone = " ".join(plain(build.report({"a": "Five left."})).split())
    assert f"Nothing to compare with: a. {ONLY_ONE}" in alone
