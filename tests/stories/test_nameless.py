"""Texts without capitalised names group by what they say, and the format makes no difference."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from factcheck.model import Document
from factcheck.read import read_documents
from factcheck.settings.config import Config
from factcheck.stories.grouping import group_profiles, profile_of
from tests.support import build
from tests.support.analysed import analysed

PUMP = (
    "the pump weighs {kg} kilograms and lifts water to a height of 18 metres.\n\n"
    "its motor takes 1,200 watts and is cooled by the water that it pumps.\n\n"
    "the hose has a diameter of 38 millimetres and must not be bent.\n"
)
PRICES = (
    "consumer prices rose by {share} percent in the year to may, the office says.\n\n"
    "food became dearer by 2.1 percent, while the price of fuel fell for the fourth month.\n\n"
    "rents rose by 1.9 percent, more than in any month since the survey began.\n"
)
GALE = (
    "A GALE OF FORCE {force} IS EXPECTED OFF THE NORTHERN COAST FROM MIDNIGHT.\n\n"
    "FERRIES WILL NOT SAIL BEFORE NOON AND SMALL BOATS SHOULD STAY IN THE HARBOUR.\n"
)
WARNED = (
    "A gale of force 9 is expected off the northern coast from midnight.\n\n"
    "Ferries will not sail before noon, and small boats should stay in the harbour.\n"
)


def groups(*texts: str) -> list[list[int]]:
    documents = [build.document(f"d{n}", text) for n, text in enumerate(texts)]
    return group_profiles(profile_of(a) for a in analysed(documents))


def test_texts_without_names_group_by_what_they_say() -> None:
    texts = (
        PUMP.format(kg=14),
        PRICES.format(share="2.4"),
        PUMP.format(kg=41).replace("lifts water", "raises water"),
        PRICES.format(share="2.6").replace("became dearer", "cost more"),
    )
    assert groups(*texts) == [[0, 2], [1, 3]]


def test_bulletins_in_capitals_group_with_each_other_and_with_plain_ones() -> None:
    assert groups(GALE.format(force=9), GALE.format(force=8), WARNED) == [[0, 1, 2]]
    assert groups(GALE.format(force=9), PUMP.format(kg=14).upper()) == [[0], [1]]


def test_names_that_differ_still_part_what_is_worded_alike() -> None:
    quake = (
        "An earthquake of magnitude 6.1 struck near {0} in {1} on Monday, killing 12 people.\n\n"
        "Rescuers from {2} dug through the rubble, {3} of the fire service said.\n"
    )
    texts = (
        quake.format("Vellmar", "Austrano", "Port Aransa", "Ilse Brandvik"),
        quake.format("Kirovka", "Belmoria", "Tarnsk", "Dmitri Holub"),
    )
    assert groups(*texts) == [[0], [1]]


@pytest.fixture
def in_all_formats(root: Path, tmp_path: Path) -> dict[str, list[Document]]:
    """The articles of two fixture stories as text, JSON lines, Markdown and HTML."""
    files = sorted([*(root / "fixtures/ferry").iterdir(), *(root / "fixtures/court").iterdir()])
    texts = {file.stem: file.read_text("utf-8") for file in files}

    def write(ending: str, made: Sequence[tuple[str, str]]) -> list[Document]:
        folder = tmp_path / ending
        folder.mkdir()
        for name, text in made:
            (folder / f"{name}.{ending}").write_text(text, "utf-8")
        return read_documents([str(folder)], Config(use_cache=False))[0]

    def page(text: str) -> str:
        title, *paragraphs = (html.escape(p) for p in text.split("\n\n") if p.strip())
        body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
        menu = "<nav><a href='/'>Home</a><a href='/w'>Weather in Vellmar</a></nav>"
        return (
            f"<!doctype html><html lang=en><head><title>{title}</title></head><body>{menu}"
            f"<article><h1>{title}</h1>\n{body}</article></body></html>"
        )

    lines = "\n".join(json.dumps({"id": n, "text": t}) for n, t in texts.items())
    return {
        "txt": write("txt", list(texts.items())),
        "md": write("md", list(texts.items())),
        "jsonl": write("jsonl", [("all", lines)]),
        "html": write("html", [(n, page(t)) for n, t in texts.items()]),
    }


@pytest.mark.slow
def test_the_same_articles_group_alike_in_all_formats(
    in_all_formats: dict[str, list[Document]],
) -> None:
    stories = {}
    for name, documents in in_all_formats.items():
        found = group_profiles(profile_of(a) for a in analysed(documents))
        stories[name] = sorted(sorted(documents[n].id for n in group) for group in found)
    assert len(stories["txt"]) == 2
    assert all(found == stories["txt"] for found in stories.values())
