"""How fast factcheck is, beside what its models cost alone and beside other tools.

All measures are pairs taken in turn in one run of this program, so that their ratios mean
something on a machine that does other work too; processor time is given beside the clock.

    python -m benchmarks.speed --documents 100 --rounds 2
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import stories
from benchmarks.measure import Cost, in_process, peak

SELF = "benchmarks.speed"


def part_models(corpus: Path, _: Path) -> dict[str, float]:
    """Run encoder and parser alone on the corpus's sentences, by their libraries' own calls."""
    from factcheck.language.encoder import DEFAULT, load_encoder
    from factcheck.language.parser import load_parser, paragraphs
    from factcheck.read import read_documents
    from factcheck.settings.config import Config

    documents, _problems = read_documents([str(corpus)], Config())
    encoder, parser = load_encoder(DEFAULT), load_parser()
    pieces = [d.text[a:b] for d in documents for a, b in paragraphs(d.text, d.excluded)]
    clock, used = time.perf_counter(), time.process_time()
    sentences = [s.text for parsed in parser.pipe(pieces, batch_size=64) for s in parsed.sents]
    parsed_in = time.process_time() - used
    encoder.encode(sorted(set(sentences), key=len), batch_size=64, show_progress_bar=False)
    return {
        "sentences": len(sentences),
        "wall": time.perf_counter() - clock,
        "cpu": time.process_time() - used,
        "parser_cpu": parsed_in,
    }


def part_check(corpus: Path, cache: Path) -> dict[str, float]:
    """Do a whole run; models that it needs are loaded before the clock starts."""
    from factcheck import pipeline
    from factcheck.language.encoder import DEFAULT, load_encoder
    from factcheck.language.parser import load_parser
    from factcheck.settings.config import Config

    config = Config(cache_dir=cache)
    if not cache.exists():
        load_encoder(DEFAULT).encode(["warm up"], show_progress_bar=False)
        load_parser()("warm up")
    clock, used = time.perf_counter(), time.process_time()
    report = pipeline.check([corpus], config)
    return {
        "sentences": len(report.claims),
        "stories": len(report.stories),
        "peak": peak(),
        "wall": time.perf_counter() - clock,
        "cpu": time.process_time() - used,
    }


def part_peers(corpus: Path, _: Path) -> dict[str, float]:
    """Let other tools mine pairs, communities and contradictions from the same sentences."""
    from sentence_transformers import util

    from factcheck.language.encoder import DEFAULT, load_encoder
    from factcheck.language.parser import load_parser

    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*.txt"))]
    parser, encoder = load_parser(), load_encoder(DEFAULT)
    sentences = [s.text.strip() for doc in parser.pipe(texts) for s in doc.sents if s.text.strip()]
    measured: dict[str, float] = {"sentences": len(sentences)}
    used = time.process_time()
    util.paraphrase_mining(encoder, sentences, show_progress_bar=False)
    measured["paraphrase_mining_cpu"] = time.process_time() - used
    used = time.process_time()
    vectors = encoder.encode(sentences, show_progress_bar=False)
    util.community_detection(vectors, threshold=0.62, min_community_size=2)
    measured["community_detection_cpu"] = time.process_time() - used
    try:
        from contrachecker import Chunk, check_contradictions  # type: ignore[import-untyped]
    except ImportError:
        return measured
    used = time.process_time()
    check_contradictions([Chunk(id=str(n), text=text) for n, text in enumerate(texts)])
    measured["contrachecker_cpu"] = time.process_time() - used
    return measured


PARTS: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    "models": part_models,
    "check": part_check,
    "peers": part_peers,
}


def change_one(corpus: Path, mark: int) -> None:
    """Add a new sentence to one article."""
    path = sorted(corpus.rglob("*.txt"))[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nReporter number {mark} also saw it.\n", encoding="utf-8")


def measure(documents: int, rounds: int, peers: bool) -> None:
    """Run all pairs ``rounds`` times and print the medians and their ratios."""
    with tempfile.TemporaryDirectory(prefix="factcheck-speed-") as name:
        corpus, cache = Path(name, "corpus"), Path(name, "cache")
        stories.write(corpus, documents)
        runs: dict[str, list[Cost]] = {}
        for number in range(rounds):
            shutil.rmtree(cache, ignore_errors=True)
            for what, part in (
                ("models alone", "models"), ("cold", "check"), ("warm", "check"),
                ("one changed", "check"),
            ):  # fmt: skip
                if what == "one changed":
                    change_one(corpus, number)
                cost = in_process(SELF, part, str(corpus), str(cache))
                runs.setdefault(what, []).append(cost)
                print_cost(what, cost)
        if peers:
            runs["peers"] = [in_process(SELF, "peers", str(corpus), str(cache))]
            print_cost("peers", runs["peers"][0])
    for name, what in (("wall", "on the clock"), ("cpu", "of processor time")):
        cold = middle(runs["cold"], name)
        models = middle(runs["models alone"], name)
        warm, changed = middle(runs["warm"], name), middle(runs["one changed"], name)
        print(f"sentences per second {what}, cold over models alone: {models / cold:.2f} (0.75)")
        print(f"warm over cold {what}: 1/{cold / warm:.0f} (1/20 or less)")
        print(f"one changed over cold {what}: 1/{cold / changed:.0f} (1/15 or less)")


def middle(costs: list[Cost], name: str) -> float:
    """Return the median seconds, ``wall`` or ``cpu``, of the work without starting Python."""
    return statistics.median(cost.measured[name] for cost in costs)


def print_cost(what: str, cost: Cost) -> None:
    """Print one measurement."""
    measurements = ", ".join(f"{name} {value:.1f}" for name, value in cost.measured.items())
    print(
        f"{what:14} process: {cost.wall:7.1f} s, cpu {cost.cpu:7.1f} s; work: {measurements}",
        flush=True,
    )


def start_up() -> None:
    """Measure the help text, and five cached articles."""
    with tempfile.TemporaryDirectory(prefix="factcheck-speed-") as name:
        corpus = Path(name, "corpus")
        stories.write(corpus, 5)
        run = ["check", str(corpus), "--cache-dir", f"{name}/cache", "-o", f"{name}/out", "-q"]
        run += ["-f", "json,html", "--fail-on", "never"]
        in_process("factcheck", *run)
        for _ in range(3):
            print_cost("--help", in_process("factcheck", "--help"))
            print_cost("five cached", in_process("factcheck", *run))


def main() -> None:
    """Measure, or do one part of it in this process."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("part", nargs="?", choices=[*PARTS, "start-up"])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--peers", action="store_true", help="also sentence-transformers' own")
    options = parser.parse_args()
    if options.part == "start-up":
        start_up()
    elif options.part:
        print(json.dumps(PARTS[options.part](*options.paths)))
    else:
        measure(options.documents, options.rounds, options.peers)


if __name__ == "__main__":
    main()
