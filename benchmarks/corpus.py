"""Stories labelled by construction: read, check, and use as labels.

A ``.story`` file (docs/corpus.md) holds several invented reports of one event in which every value
is marked with the fact it tells. The labels are dense: of any two marked values it is known whether
they tell one fact, and how they relate. ``python -m benchmarks.corpus FILE...`` checks files.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

TYPES = (
    "number", "date", "place", "entity", "name", "quote", "attribution", "polarity", "other",
)  # fmt: skip
Relation = Literal["same", "fits", "drift", "conflict"]

_MARK = re.compile(r"\[\[([\w-]+)\.([A-Z])\|([^\[\]]+)\]\]")
_VARIANT = re.compile(r"\s+([A-Z]) = ([^|]*)(?:\|(.*))?$")
_FIGURE = re.compile(r"\b\d[\d,.]*\b")
_RELATIONS = re.compile(r"(true|conflict|drift|fits [A-Z])(,.*)?$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked value in an article: its fact, its variant and its offsets."""

    fact: str
    variant: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One report: its text without marks, and the marks by offsets into it."""

    source: str
    published: str
    style: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a story: its type, the question it answers, and its variants.

    ``relations`` has for each variant how it relates to the true one: ``true``, ``conflict``,
    ``drift`` or ``fits X``; a reason may follow after a comma.
    """

    name: str
    type: str
    question: str
    values: Mapping[str, str]
    relations: Mapping[str, str]

    def relation(self, a: str, b: str) -> Relation:
        """Return how two variants of the fact relate."""
        if a == b:
            return "same"
        roots = {self._root(a), self._root(b)}
        if len(roots) == 1:
            return "fits"
        kinds = {self.relations[root].split(",")[0] for root in roots}
        return "conflict" if "conflict" in kinds else "drift" if "drift" in kinds else "conflict"

    def _root(self, variant: str) -> str:
        """Return the variant that this one fits, or itself if it fits none."""
        seen = {variant}
        while (relation := self.relations[variant].split(",")[0]).startswith("fits "):
            variant = relation.removeprefix("fits ")
            if variant in seen:
                break
            seen.add(variant)
        return variant


@dataclass(frozen=True)
class Story:
    """A story as read from its file; ``faults`` are messages on what is wrong with the file."""

    path: Path
    name: str
    topic: str
    event: str
    facts: Mapping[str, Fact]
    articles: tuple[Article, ...]
    faults: tuple[str, ...]


@dataclass
class _Reading:
    """The parts of a story file that have been read so far."""

    head: dict[str, str] = field(default_factory=dict)
    facts: dict[str, tuple[str, str, dict[str, str], dict[str, str]]] = field(default_factory=dict)
    articles: list[tuple[list[str], list[str]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_story(path: Path) -> Story:
    """Return the story in a file; its ``faults`` say what is wrong with the file."""
    reading = _Reading()
    fact = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("article |"):
            parts = [part.strip() for part in line.split("|")[1:]]
            if len(parts) != 3:
                reading.faults.append(f"{number}: not 'article | source | date | style'")
            reading.articles.append(([*parts, "", "", ""][:3], []))
        elif reading.articles:
            reading.articles[-1][1].append(line)
        elif line.startswith("fact "):
            fact = _fact_line(line, number, reading)
        elif fact and (match := _VARIANT.match(line)):
            letter, value, relation = match[1], match[2].strip(), (match[3] or "").strip()
            _, _, values, relations = reading.facts[fact]
            if letter in values:
                reading.faults.append(f"{number}: variant {letter} of {fact} twice")
            values[letter] = value
            relations[letter] = relation or ("true" if len(values) == 1 else "")
        elif ":" in line and not fact:
            key, value = line.split(":", 1)
            reading.head[key.strip()] = value.strip()
        elif line.strip():
            reading.faults.append(f"{number}: not understood: {line[:60]}")
    facts = {n: Fact(n, *parts) for n, parts in reading.facts.items()}
    articles = tuple(_article(*parts) for parts in reading.articles)
    faults = [*reading.faults, *_faults(reading.head, facts, articles)]
    return Story(
        path,
        reading.head.get("story", path.stem),
        reading.head.get("topic", ""),
        reading.head.get("event", ""),
        facts,
        articles,
        tuple(faults),
    )


def _fact_line(line: str, number: int, reading: _Reading) -> str:
    parts = [part.strip() for part in line[5:].split("|")]
    if len(parts) != 3 or parts[1] not in TYPES:
        reading.faults.append(f"{number}: not 'fact NAME | TYPE | QUESTION': {line[:60]}")
        parts = [*parts, "other", ""][:3]
    if parts[0] in reading.facts:
        reading.faults.append(f"{number}: fact {parts[0]} twice")
    reading.facts[parts[0]] = (parts[1], parts[2], {}, {})
    return parts[0]


def _article(parts: Sequence[str], lines: Sequence[str]) -> Article:
    marked = "\n".join(lines).strip()
    text, marks, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        marks.append(Mark(match[1], match[2], len(text), len(text) + len(match[3])))
        text += match[3]
        position = match.end()
    return Article(parts[0], parts[1], parts[2], text + marked[position:], tuple(marks))


def _faults(
    head: Mapping[str, str], facts: Mapping[str, Fact], articles: Sequence[Article]
) -> Iterator[str]:
    yield from (f"no {key}" for key in ("story", "topic", "event") if not head.get(key))
    if len(articles) < 3:
        yield "fewer than three articles"
    used: set[tuple[str, str]] = set()
    for fact in facts.values():
        for letter, relation in fact.relations.items():
            target = relation.removeprefix("fits ").split(",")[0]
            if not _RELATIONS.match(relation):
                yield f"{fact.name}.{letter}: {relation!r} is no relation"
            elif relation.startswith("fits ") and target not in fact.values:
                yield f"{fact.name}.{letter} fits {target}, which there is not"
    for number, article in enumerate(articles, 1):
        where = f"article {number} ({article.source})"
        try:
            date.fromisoformat(article.published)
        except ValueError:
            yield f"{where}: {article.published!r} is no date"
        for mark in article.marks:
            used.add((mark.fact, mark.variant))
            if mark.fact not in facts or mark.variant not in facts[mark.fact].values:
                yield f"{where}: there is no {mark.fact}.{mark.variant}"
        if "[[" in article.text or "]]" in article.text:
            yield f"{where}: a mark is broken"
        spans = [(m.start, m.end) for m in article.marks]
        for figure in _FIGURE.finditer(article.text):
            if not any(a < figure.end() and figure.start() < b for a, b in spans):
                yield f"{where}: the figure {figure[0]} is not marked"
    for fact in facts.values():
        yield from (
            f"{fact.name}.{letter} is marked nowhere"
            for letter in fact.values
            if (fact.name, letter) not in used
        )


def gold(story: Story) -> dict[str, Any]:
    """Return the labels of a story in the form of ``gold/NAME.json``.

    A fact is an issue if its variants in the articles conflict or drift; variants that fit one
    another are one value. A fact for which two articles give the same variant is an agreement.
    There are no traps: all other pairs of marked values are two facts, and ``marks`` has the places
    of all values. ``relations`` says how the variants of each fact relate, two by two.
    """
    issues, agreements = [], []
    for fact in story.facts.values():
        places: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for number, article in enumerate(story.articles, 1):
            for mark in article.marks:
                if mark.fact == fact.name:
                    places[mark.variant].append(
                        {
                            "doc": str(number),
                            "start": mark.start,
                            "end": mark.end,
                            "text": article.text[mark.start : mark.end],
                        }
                    )
        relations = {fact.relation(a, b) for a, b in combinations(sorted(places), 2)}
        if kinds := relations & {"conflict", "drift"}:
            issues.append(
                {
                    "id": f"{story.name}/{fact.name}",
                    "type": fact.type,
                    "kind": "conflict" if "conflict" in kinds else "drift",
                    "fact": fact.question,
                    "values": list(_values(fact, places)),
                }
            )
        for variant, mentions in places.items():
            if len({m["doc"] for m in mentions}) > 1:
                agreements.append({"fact": fact.question, "variant": variant, "mentions": mentions})
    marks = [
        {
            "doc": str(number), "start": mark.start, "end": mark.end,
            "fact": mark.fact, "variant": mark.variant,
        }
        for number, article in enumerate(story.articles, 1)
        for mark in article.marks
    ]  # fmt: skip
    relations = {
        fact.name: {f"{a}{b}": fact.relation(a, b) for a in fact.values for b in fact.values}
        for fact in story.facts.values()
    }
    return {
        "event": story.event, "issues": issues, "traps": [], "agreements": agreements,
        "marks": marks, "relations": relations,
    }  # fmt: skip


def _values(fact: Fact, places: Mapping[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Yield the values of a fact: variants that fit one another are one value."""
    groups: list[list[str]] = []
    for variant in sorted(places):
        for group in groups:
            if all(fact.relation(variant, other) in ("same", "fits") for other in group):
                group.append(variant)
                break
        else:
            groups.append([variant])
    for group in groups:
        yield {
            "value": fact.values[group[0]],
            "mentions": [mention for variant in group for mention in places[variant]],
        }


def write_articles(story: Story, folder: Path) -> None:
    """Write the articles of a story as ``1.json``, ``2.json`` ..., for a run over them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, article in enumerate(story.articles, 1):
        data = {
            "text": article.text, "source": article.source, "published": article.published,
        }  # fmt: skip
        (folder / f"{number}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def counts(stories: Iterable[Story]) -> Counter[str]:
    """Return how many articles, words, marks, facts and conflicts by type the stories have."""
    total: Counter[str] = Counter()
    for story in stories:
        labels = gold(story)
        total["stories"] += 1
        total["articles"] += len(story.articles)
        total["words"] += sum(len(a.text.split()) for a in story.articles)
        total["marked values"] += sum(len(a.marks) for a in story.articles)
        total["facts"] += len(story.facts)
        total["agreements"] += len(labels["agreements"])
        for issue in labels["issues"]:
            total[f"{issue['kind']}s"] += 1
            total[f"{issue['kind']}s: {issue['type']}"] += 1
    return total


def main(argv: Sequence[str] | None = None) -> int:
    """Check story files; the status is 1 where one has a fault."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    stories = [read_story(path) for path in parser.parse_args(argv).files]
    for story in stories:
        for fault in story.faults:
            print(f"{story.path}: {fault}")
    print(", ".join(f"{name} {n}" for name, n in sorted(counts(stories).items())))
    return int(any(story.faults for story in stories))


if __name__ == "__main__":
    sys.exit(main())
