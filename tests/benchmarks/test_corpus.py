"""The corpus of stories labelled by construction is sound, and is read as its labels say."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpus

STORY = """story: kiosk
topic: robbery
event: On 3 May 2021 two men robbed a kiosk in Halden.

fact men | number | How many men robbed the kiosk?
  A = two | true
  B = three | conflict
  C = at least two | fits A
fact sum | number | How much was taken?
  A = 900 kroner
  B = 1,100 kroner | drift, counted again
fact where | place | In which town?
  A = Halden

article | Halden Post | 2021-05-04 | wire
[[men.A|Two]] men took [[sum.A|900]] kroner from a kiosk in [[where.A|Halden]].

article | Fjord News | 2021-05-04 | radio
[[men.B|Three]] men robbed a kiosk in [[where.A|Halden]].

article | Evening | 2021-05-05 | daily
[[men.C|At least two]] men were seen. The till held [[sum.B|1,100]] kroner.
"""


def story(tmp_path: Path, text: str = STORY) -> corpus.Story:
    path = tmp_path / "kiosk.story"
    path.write_text(text, encoding="utf-8")
    return corpus.read_story(path)


def test_marks_are_taken_out_and_point_into_the_text(tmp_path: Path) -> None:
    read = story(tmp_path)
    assert not read.faults
    first = read.articles[0]
    assert first.text == "Two men took 900 kroner from a kiosk in Halden."
    assert [first.text[m.start : m.end] for m in first.marks] == ["Two", "900", "Halden"]


def test_how_two_values_of_a_fact_relate(tmp_path: Path) -> None:
    men, money = (story(tmp_path).facts[name] for name in ("men", "sum"))
    assert men.relation("A", "A") == "same"
    assert men.relation("A", "C") == men.relation("C", "A") == "fits"
    assert men.relation("B", "C") == "conflict"
    assert money.relation("A", "B") == "drift"


def test_labels_say_which_facts_differ_and_which_agree(tmp_path: Path) -> None:
    labels = corpus.gold(story(tmp_path))
    conflict, drift = labels["issues"]
    assert (conflict["kind"], drift["kind"]) == ("conflict", "drift")
    assert [[m["text"] for m in v["mentions"]] for v in conflict["values"]] == [
        ["Two", "At least two"],
        ["Three"],
    ]
    assert [[m["doc"] for m in a["mentions"]] for a in labels["agreements"]] == [["1", "2"]]
    assert len(labels["marks"]) == 7
    assert labels["relations"]["men"]["AC"] == "fits"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("[[sum.A|900]]", "900", "the figure 900 is not marked"),
        ("[[sum.A|900]]", "[[total.A|900]]", "there is no total.A"),
        ("[[sum.A|900]]", "[[sum.A|900]", "a mark is broken"),
        ("fits A", "fits Z", "men.C fits Z, which there is not"),
        ("| conflict", "| wrong", "men.B: 'wrong' is no relation"),
        ("| 2021-05-05 |", "| 2021-05-32 |", "'2021-05-32' is no date"),
        ("  B = three | conflict\n", "", "there is no men.B"),
        ("fact sum | number", "fact sum | amount", "not 'fact NAME | TYPE | QUESTION'"),
        ("  A = Halden", "  A = Halden\n  B = Moss | conflict", "where.B is marked nowhere"),
    ],
)
def test_what_is_wrong_with_a_story_is_said(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert any(fault in said for said in story(tmp_path, STORY.replace(old, new, 1)).faults)


def test_the_corpus_has_no_fault_and_is_as_large_as_its_page_says(root: Path) -> None:
    stories = [corpus.read_story(p) for p in sorted((root / "fixtures/corpus").glob("*.story"))]
    assert [f"{s.path}: {fault}" for s in stories for fault in s.faults] == []
    assert len({s.name for s in stories}) == len(stories) >= 120
    counted = corpus.counts(stories)
    page = (root / "docs" / "corpus.md").read_text("utf-8")
    for name in ("stories", "articles", "words", "marked values", "facts", "conflicts", "drifts"):
        assert f"| {name} | {counted[name]:,} |" in page
