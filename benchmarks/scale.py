"""How time and memory grow with the corpus, the models' work being cached.

A handful of generated stories is analysed for real. Larger corpora are made of it by giving every
copy of a story its own names (of the same length, so that all offsets hold) and its own vectors
(some signs flipped, so that the sentences of one copy are to each other as before and to those of
others hardly alike). What the models would have said of the copies is put into the cache; the run
that is measured is then the real one, from the files to the report.

    python -m benchmarks.scale --documents 1000,4000          whole runs
    python -m benchmarks.scale --grouping 5000,20000,100000   grouping alone
    python -m benchmarks.scale --ray 200                      one worker, then two
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks import stories
from benchmarks.measure import in_process, peak
from factcheck import pipeline
from factcheck.claims.analysis import texts_of
from factcheck.claims.packing import unpack_claims
from factcheck.language.encoder import DEFAULT, STEPS, encoder_identity
from factcheck.model import Document
from factcheck.read import read_documents
from factcheck.report import parquet
from factcheck.run.engine import open_engine
from factcheck.run.keys import claims_key, vector_key
from factcheck.run.steps import Session, find_claims
from factcheck.run.store import open_store
from factcheck.settings.config import Config
from factcheck.stories.grouping import Profile, group_profiles

SELF = "benchmarks.scale"
# The share of a vector's signs that a copy flips.
FLIPPED = 0.5
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnprstvwz"


def base_stories() -> list[int]:
    """Return the numbers of the stories that are analysed for real: the first of each kind."""
    first_of_kind: dict[str, int] = {}
    for story in range(20 * len(stories.kinds())):
        first_of_kind.setdefault(stories.kind_of(0, story), story)
    return sorted(first_of_kind.values())


def renamer(story: int, copy: int) -> Callable[[str], str]:
    """Return a function that replaces the names of a story in a text by names as long."""
    words = stories.names_of(0, story)
    new: dict[str, str] = {}
    for word in sorted(words):
        rng = random.Random(f"{word} {copy}")
        letters = [rng.choice(_VOWELS if c in _VOWELS else _CONSONANTS) for c in word]
        new[word] = rng.choice(words[word] or ["".join(letters)])
    names = "|".join(sorted(words, key=len, reverse=True))
    # Only whole words: a name may also be a part of a word that all stories share.
    pattern = re.compile(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])", re.IGNORECASE)

    def rename(match: re.Match[str]) -> str:
        word = new[match[0].lower()]
        if match[0].isupper():
            return word.upper()
        return word.capitalize() if match[0][0].isupper() else word

    return lambda text: pattern.sub(rename, text)


def renamed(value: Any, rename: Callable[[str], str]) -> Any:
    """Return plain data with all its strings renamed."""
    if isinstance(value, str):
        return rename(value)
    if isinstance(value, list):
        return [renamed(each, rename) for each in value]
    if isinstance(value, dict):
        return {key: renamed(each, rename) for key, each in value.items()}
    return value


def fill(folder: Path, cache: Path, documents: int) -> None:
    """Write a corpus of copies to ``folder``, and the results of the models to ``cache``."""
    base = folder.parent / "base"
    chosen = base_stories()
    for article in stories.articles((max(chosen) + 1) * stories.PER_STORY):
        if article.story in chosen:
            base.mkdir(exist_ok=True)
            (base / f"{article.name}.txt").write_text(article.text, encoding="utf-8")
    config = Config(cache_dir=cache)
    encoder = encoder_identity(DEFAULT)
    originals, _ = read_documents([str(base)], config)
    with open_store(config) as store, closing(open_engine(config)) as engine:
        keys = find_claims(Session(store, engine, DEFAULT), originals)
        data = store.get("claims", keys)
        texts = {
            t: vector_key(t, encoder)
            for d, k in zip(originals, keys, strict=True)
            for t in texts_of(d, unpack_claims(data[k], d))
        }
        vectors = store.get("vector", list(texts.values()))
        width = len(next(iter(vectors.values()))) // 2
        for number in range(documents // len(originals) + 1):
            flips = np.where(np.random.default_rng(number).random(width) < FLIPPED, -1, 1)
            claims: dict[bytes, bytes] = {}
            moved: dict[bytes, bytes] = {}
            for document, key in zip(originals, keys, strict=True):
                story = int(re.findall(r"s(\d+)-", document.path)[0])
                if number * len(originals) + chosen.index(story) * stories.PER_STORY >= documents:
                    continue
                rename = renamer(story, number)
                copy = replace(document, text=rename(document.text))
                path = folder / f"{number:05d}" / Path(document.path).name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(copy.text, encoding="utf-8")
                packed = renamed(msgspec.msgpack.decode(data[key]), rename)
                claims[claims_key(_as_read(path, copy))] = msgspec.msgpack.encode(packed)
                for text in texts_of(document, unpack_claims(data[key], document)):
                    new = rename(text)
                    if new != text:
                        vector = np.frombuffer(vectors[texts[text]], "<i2") * flips
                        moved[vector_key(new, encoder)] = vector.astype("<i2").tobytes()
            store.put("claims", claims)
            store.put("vector", moved)


def _as_read(path: Path, copy: Document) -> Document:
    """Return the copy as reading its file gives it; new names do not change what is excluded."""
    return replace(copy, path=str(path), sha256=sha256(copy.text.encode()).hexdigest())


def run(folder: Path, cache: Path, output: Path, kind: str) -> dict[str, float]:
    """Do a whole run in this process; return its time in seconds and memory in MB."""
    config = Config(cache_dir=cache)
    clock, used = time.perf_counter(), time.process_time()
    story_count, claim_count = 0, 0

    def counted() -> Iterator[Any]:
        nonlocal story_count, claim_count
        for part in pipeline.check_in_parts([folder], config):
            story_count += len(part.stories)
            claim_count += len(part.claims)
            yield part

    if kind == "parquet":
        parquet.write(counted(), output)
    else:
        report = pipeline.check([folder], config)
        story_count, claim_count = len(report.stories), len(report.claims)
    return {
        "stories": story_count,
        "claims": claim_count,
        "peak": peak(),
        "wall": time.perf_counter() - clock,
        "cpu": time.process_time() - used,
    }


def measure_runs(sizes: list[int]) -> None:
    """Measure whole runs of growing corpora, first with the models' work cached, then again."""
    costs: list[tuple[int, float]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="factcheck-scale-") as name:
            folder, cache = Path(name, "corpus"), Path(name, "cache")
            fill(folder, cache, size)
            for what in ("models cached", "all cached"):
                cost = in_process(SELF, "run", str(folder), str(cache), str(Path(name, "out")))
                size_on_disk = sum(f.stat().st_size for f in cache.iterdir()) / 1e6
                print(
                    f"{size:7} documents, {what}: cpu {cost.cpu:.1f} s, clock {cost.wall:.1f} s, "
                    f"cache {size_on_disk:.0f} MB, {cost.measured}",
                    flush=True,
                )
                if what == "models cached":
                    costs.append((size, cost.measured["cpu"]))
    exponent(costs)


def exponent(costs: list[tuple[int, float]]) -> None:
    """Print the power of the size with which the cost grew from the first to the last."""
    (small, low), (large, high) = costs[0], costs[-1]
    if small != large:
        power = math.log(high / low) / math.log(large / small)
        print(f"grew from {small} to {large} with the power {power:.2f} (1.15 or less)")


def profiles(documents: int) -> Iterator[Profile]:
    """Yield made-up profiles, four of each event, in random order."""
    rng = np.random.default_rng(0)
    common = rng.normal(size=384)
    order = rng.permutation(documents)
    for number in order.tolist():
        event = number // stories.PER_STORY
        centre = np.random.default_rng(event).normal(size=384)
        meaning = 0.5 * common + centre + 0.9 * np.random.default_rng([number, 1]).normal(size=384)
        steps = np.round(meaning / np.linalg.norm(meaning) * STEPS).astype("<i2")
        mixed = random.Random(event)
        names = [f"name{mixed.randrange(documents)}" for _ in range(12)]
        mentioned = random.Random(number).sample(names, 8)
        yield Profile(steps.tobytes(), dict.fromkeys(sorted({*mentioned, "common"}), 1))


def grouping(documents: int) -> dict[str, float]:
    """Group made-up profiles in this process; return its time in seconds and memory in MB."""
    inputs = list(profiles(documents))
    clock, used = time.perf_counter(), time.process_time()
    groups = group_profiles(inputs)
    return {
        "stories": len(groups),
        "peak": peak(),
        "of four": sum(len(group) == stories.PER_STORY for group in groups),
        "wall": time.perf_counter() - clock,
        "cpu": time.process_time() - used,
    }


def measure_grouping(sizes: list[int]) -> None:
    """Measure grouping alone."""
    costs = []
    for size in sizes:
        cost = in_process(SELF, "group", str(size))
        print(f"{size:7} documents grouped: {cost.measured}", flush=True)
        costs.append((size, cost.measured["cpu"]))
    exponent(costs)


def ray_run(folder: Path, workers: int) -> dict[str, float]:
    """Do a run on a Ray cluster of this machine with ``workers`` workers; models are loaded."""
    config = Config(engine="ray", jobs=workers, use_cache=False)
    engine = open_engine(config)
    warm = Path(tempfile.mkdtemp(prefix="factcheck-scale-"))
    stories.write(warm, 4 * workers, seed=1)
    pipeline.check([warm], config)
    clock = time.perf_counter()
    report = pipeline.check([folder], config)
    wall = time.perf_counter() - clock
    engine.close()
    return {"documents": len(report.documents), "wall": wall}


def measure_ray(documents: int) -> None:
    """Measure one worker, two, and one again."""
    with tempfile.TemporaryDirectory(prefix="factcheck-scale-") as name:
        stories.write(Path(name), documents)
        walls: dict[int, list[float]] = {1: [], 2: []}
        for workers in (1, 2, 1):
            cost = in_process(SELF, "ray", name, str(workers))
            print(f"{workers} workers: {cost.measured}", flush=True)
            walls[workers].append(cost.measured["wall"])
        print(f"two workers over one: {sum(walls[1]) / 2 / walls[2][0]:.2f} (1.6 or more)")


def main() -> None:
    """Measure, or do one part of it in this process."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("part", nargs="?", choices=["run", "group", "ray"])
    parser.add_argument("arguments", nargs="*")
    parser.add_argument("--documents", default="")
    parser.add_argument("--grouping", default="")
    parser.add_argument("--ray", type=int, default=0)
    parser.add_argument("--format", default="parquet", choices=["parquet", "json"])
    options = parser.parse_args()
    words = options.arguments
    if options.part == "run":
        print(json.dumps(run(Path(words[0]), Path(words[1]), Path(words[2]), options.format)))
    elif options.part == "group":
        print(json.dumps(grouping(int(words[0]))))
    elif options.part == "ray":
        print(json.dumps(ray_run(Path(words[0]), int(words[1]))))
    if options.grouping:
        measure_grouping([int(n) for n in options.grouping.split(",")])
    if options.documents:
        measure_runs([int(n) for n in options.documents.split(",")])
    if options.ray:
        measure_ray(options.ray)


if __name__ == "__main__":
    main()
