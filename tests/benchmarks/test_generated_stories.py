"""The generated stories of the benchmarks are varied, whole, and the same each time."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import invented, scale, stories
from benchmarks.stories import Article, articles

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def corpus() -> list[Article]:
    return list(articles(400))


@pytest.mark.parametrize("name", sorted(invented.kinds()))
def test_a_kind_of_event_has_all_it_needs_and_uses_it(name: str) -> None:
    kind = invented.kinds()[name]
    assert len(kind.headlines) >= 3
    assert len(kind.facts) >= 6
    assert all(len(set(ways)) == len(ways) >= 2 for ways in kind.facts)
    assert min(len(kind.fillers), len(kind.quotes) + 3) >= 8
    said = (" ".join(texts) for texts in (*kind.facts, *kind.quotes, kind.headlines, kind.fillers))
    used = set(invented.SLOT.findall(" ".join(said)))
    own = {*kind.people, *kind.numbers}
    assert own <= used, "what nobody tells need not be known"
    assert used - own <= set(invented.event(0, 0)[1]), "a slot that nothing fills"


def test_the_same_seed_gives_the_same_articles_and_another_others(corpus: list[Article]) -> None:
    assert list(articles(40)) == corpus[:40]
    assert not {a.text for a in articles(40, seed=1)} & {a.text for a in corpus}


def test_articles_are_longer_and_shorter_around_what_was_asked(corpus: list[Article]) -> None:
    for wanted, told in ((20, corpus), (12, list(articles(400, sentences=12)))):
        sizes = [stories._length(a.text) for a in told]
        assert sum(sizes) / len(sizes) == pytest.approx(wanted, abs=1)
        assert min(sizes) < 0.8 * wanted < 1.2 * wanted < max(sizes)


def test_articles_are_plain_text_with_nothing_left_to_fill(corpus: list[Article]) -> None:
    for article in corpus:
        assert not re.search(r"[{}]|  |\.\.|,,|\ba [aeio]|[$€£]\D", article.text), article.text
        title, head, *body = article.text.strip().split("\n\n")
        assert body and head and not title.endswith(".")
        assert all(re.match(r"[\"A-Z0-9]", paragraph) for paragraph in body)


def test_different_events_share_few_sentences(corpus: list[Article]) -> None:
    told: dict[str, set[int]] = {}
    for article in corpus:
        for sentence in re.split(r"(?<=[.?!])\"?\s", article.text):
            told.setdefault(sentence, set()).add(article.story)
    assert len(told) > 0.5 * sum(stories._length(a.text) for a in corpus)
    assert sum(len(events) > 1 for events in told.values()) < 0.15 * len(told)


def test_one_article_in_eight_tells_something_else_than_the_others(corpus: list[Article]) -> None:
    slips = [(a, *a.slip) for a in corpus if a.slip]
    assert len(corpus) / 12 < len(slips) < len(corpus) / 5
    for article, slot, right, wrong in slips:
        assert right != wrong
        # An outlet writes days and small or round figures in its own way.
        if slot in ("place", "town", "firm"):
            assert wrong.split()[0].lower() in article.text.lower(), (article.name, slot, wrong)
    assert len(Counter(slot for _, slot, _, _ in slips)) > 10


def test_a_copy_has_other_names_and_every_letter_in_its_place() -> None:
    for story in range(20):
        rename = scale.renamer(story, 3)
        names = stories.names_of(0, story)
        for article in articles(80):
            if article.story != story:
                continue
            renamed = rename(article.text)
            assert len(renamed) == len(article.text)
            old, new = re.findall(r"\w+", article.text), re.findall(r"\w+", renamed)
            assert all(a == b or a.lower() in names for a, b in zip(old, new, strict=True))
            assert [a.isupper() for a in old] == [b.isupper() for b in new]
            changed = {a for a, b in zip(old, new, strict=True) if a != b}
            assert len(changed) >= 4


def test_a_corpus_is_written_in_folders(tmp_path: Path) -> None:
    stories.write(tmp_path, 5)
    written = sorted(tmp_path.rglob("*.txt"))
    assert [path.read_text("utf-8") for path in written] == [a.text for a in articles(5)]


def test_every_kind_of_event_is_among_the_base_of_large_corpora() -> None:
    chosen = scale.base_stories()
    assert {stories.kind_of(0, story) for story in chosen} == set(invented.kinds())
