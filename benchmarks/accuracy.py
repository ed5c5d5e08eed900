"""Measure factcheck on labelled stories: ``python -m benchmarks.accuracy --data ../shared/eval``.

No story is scored with weights that were fitted on it: ``benchmarks.fit`` fits the judge once for
each topic on all the others. ``--markdown docs/accuracy.md`` measures everything there is to
measure and writes the tables into that page, between its markers, and the numbers beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import (
    agreement,
    drafts,
    faults,
    field,
    fit,
    funnel,
    pair_examples,
    peers,
    ranking,
    relations,
    tables,
)
from benchmarks.judged import ROUND, judged_events
from benchmarks.labelled import (
    GOLD,
    SIXTEEN,
    Models,
    Prepared,
    Score,
    Scorer,
    cases,
    corpus_cases,
    findings_only,
    prepare,
    report_on,
    total,
)
from benchmarks.round import rounds_table
from benchmarks.second import Second
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.judge import judged_by
from factcheck.stories.story import StoryView

# What a quick run is held to, and the models of each topic that never saw it.
KEPT = Path(__file__).with_name("quick.json")
# Sections that are printed and have no place in the page.
PRINTED = ("peer", "ablation")
# The judgements of rounds and of clusters, by offsets.
ROUNDS = Path(__file__).with_name("rounds")
# Faults of a type in one story of the fixtures.
MOST_FAULTS = 6


def fit_judge(
    prepared: Sequence[Prepared], data: Path
) -> tuple[fit.Fitted, list[pair_examples.Example], dict[str, Models]]:
    """Return the judge fitted once a topic, its examples, and for each case the models to use.

    A labelled story is judged by models that never saw its topic, a story of the corpus by models
    that never saw its part of the corpus, the seeds by models that saw everything else.
    """
    of_stories = [p for p in prepared if p.case.group in (*GOLD, "mixed")]
    views = {p.case.name: StoryView(p.analyses) for p in of_stories}
    examples = list(pair_examples.examples(views, data))
    made = [p for p in prepared if p.case.group == "corpus"]
    examples += pair_examples.corpus_examples(made)
    events = list(judged_events(ROUNDS, data.parent / "events"))
    examples += pair_examples.round_examples(events)
    fitted = fit.fit_once(views, made, events, examples, data)
    return fitted, examples, {p.case.name: fitted.for_story(p.case.name) for p in prepared}


def measure(
    prepared: Sequence[Prepared],
    models: dict[str, Models],
    scorer: Scorer,
    folder: Path | None,
    made: Callable[[Prepared], dict[str, Any]] = report_on,
) -> list[Score]:
    """Return the score of the report that ``made`` returns on each case.

    The reports go to ``folder`` where there is one.
    """
    scored = []
    for one in prepared:
        with judged_by(models[one.case.name]):
            report = made(one)
        if folder is not None:
            name = one.case.name.replace("/", "-")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.json").write_text(json.dumps(report, indent=1), "utf-8")
        scored.append(scorer.score(one.case, report))
    return scored


def measure_peer(prepared: Sequence[Prepared], scorer: Scorer) -> list[Score]:
    """Return the peer's score of each case."""
    return [scorer.score(one.case, peers.report_on(one)) for one in prepared]


def ablation(prepared: Sequence[Prepared], models: dict[str, Models], scorer: Scorer) -> str:
    """Return what is lost and won in findings when one signal counts for nothing.

    The models are not fitted anew without it: this is what the signal does, not what could stand in
    for it.
    """
    compared = {
        p.case.name: [StoryComparison(StoryView(story)) for story in p.stories] for p in prepared
    }

    def counts(changed: dict[str, Models]) -> list[int]:
        scored = []
        for one in prepared:
            with judged_by(changed[one.case.name]):
                report = findings_only(one, compared[one.case.name])
            scored.append(scorer.score(one.case, report))
        whole = total(scored).counts
        return [whole[c] for c in ("conflicts_hit", "alarms", "alarm_hits", "traps_hit")]

    before = counts(models)
    rows = []
    for name in sorted(
        {s for m in models.values() for kind in m.values() for s in kind["weights"]}
    ):
        after = counts({story: _without(name, m) for story, m in models.items()})
        kinds = sorted({k for m in models.values() for k in m if name in m[k]["weights"]})
        rows.append((name, ", ".join(kinds), [y - x for x, y in zip(before, after, strict=True)]))
    rows.sort(key=lambda r: (r[2][0], r[2][2] - r[2][1], r[0]))
    head = ["signal left out", "kinds", "conflicts found", "alarms", "right alarms", "traps"]
    moved = [[name, kinds, *(f"{d:+d}" for d in ds)] for name, kinds, ds in rows if any(ds)]
    idle = ", ".join(name for name, _, deltas in rows if not any(deltas))
    return (
        f"{tables.table(head, moved)}\n\nWithout any of these alone nothing changes: {idle or '–'}."
    )


def _without(signal: str, models: Models) -> Models:
    changed: dict[str, Any] = msgspec.to_builtins(models)
    for kind in changed.values():
        if signal in kind["weights"]:
            kind["weights"][signal] = 0.0
    return changed


def quick(
    data: Path,
    models: Mapping[str, Models],
    folder: Path | None = None,
    made: Callable[[Prepared], dict[str, Any]] = report_on,
) -> list[Score]:
    """Return the scores of the labelled stories, judged by models kept from a whole run."""
    prepared = [prepare(case) for case in cases(data) if case.group in GOLD]
    held_out = {p.case.name: models[pair_examples.topic(p.case.name)] for p in prepared}
    return measure(prepared, held_out, Scorer(data), folder, made)


def numbers(scored: Sequence[Score]) -> dict[str, dict[str, float]]:
    """Return the shares that must not fall, of each group of labelled stories."""
    shares = {}
    for group in GOLD:
        counts = total([s for s in scored if GOLD[s.name not in SIXTEEN] == group]).counts
        shares[group] = {
            name: round(counts[part] / max(1, counts[whole]), 3)
            for name, (part, whole) in tables.RATIOS.items()
            if name in ("alarm precision", "recall", "agreement")
        }
    return shares


def green(data: Path) -> list[str]:
    """Return the cases from the field and the minimal inputs that come out as they should."""
    right = [m.name for m in field.minimal(data / "minimal.jsonl") if m.right]
    return sorted([*right, *(case.name for case in field.cases(data) if case.green)])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the measurement from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled stories")
    parser.add_argument("--stories", help="only these, comma-separated; also mixed/1 and seeds")
    parser.add_argument(
        "--quick", action="store_true", help="the labelled stories alone, judged by kept models"
    )
    parser.add_argument(
        "--corpus",
        nargs="*",
        type=Path,
        default=[Path("fixtures/corpus")],
        metavar="DIR",
        help="folders of stories labelled by construction (fixtures/corpus); none to leave it out",
    )
    parser.add_argument("--field", type=Path, metavar="DIR", help="the cases from the field")
    parser.add_argument("--peer", action="store_true", help="also: the peer beside factcheck")
    parser.add_argument("--ablation", action="store_true", help="also: what each signal is worth")
    parser.add_argument("--work", type=Path, default=Path("reports/accuracy"), metavar="DIR")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables into it")
    parser.add_argument(
        "--second-opinion", metavar="NAME", help="also: the same with this model asked"
    )
    parser.add_argument("--budget", type=int, default=200, help="questions a story for it (200)")
    given = parser.parse_args(argv)
    if not (given.data / "score.py").is_file():
        parser.error(f"{given.data} holds no score.py: give the folder of labelled stories")
    if given.markdown and (given.quick or given.stories):
        parser.error("--markdown takes all stories: leave --quick and --stories out")
    if given.markdown and given.second_opinion:
        parser.error("the page has the tables of the built-in judge: leave --markdown out")
    for name, text in sections(given):
        print(f"\n## {name}\n\n{text}", flush=True)
        if given.markdown and name not in PRINTED:
            page = given.markdown.read_text("utf-8")
            given.markdown.write_text(tables.written_into(page, {name: text}), "utf-8")
    return 0


def sections(given: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Yield the sections of the measurement as they are ready: a name, and Markdown."""
    if given.quick:
        kept = json.loads(KEPT.read_text("utf-8"))
        scored = quick(given.data, kept["models"], given.work)
        yield from _of_groups(scored, "")
        if given.second_opinion:
            second = Second(given.second_opinion, given.budget)
            scored = quick(given.data, kept["models"], None, second.report_on)
            yield from _of_groups(scored, f" with {second.second.judge.name}")
            yield "cost", second.cost(len(scored))
        return
    yield "rounds", rounds_table(ROUNDS)
    yield from run(given, given.stories.split(",") if given.stories else None)
    if given.field:
        yield "field", field.summary(given.field)
    if given.markdown:
        tables_of_faults = faults.run(Path("fixtures"), MOST_FAULTS)
        yield from zip(("faults", "copies", "verify"), tables_of_faults, strict=True)
        yield "drafts", drafts.verdicts_as_read(given.data, given.corpus)


def _of_groups(scored: Sequence[Score], how: str) -> Iterator[tuple[str, str]]:
    for group in GOLD:
        of_group = [s for s in scored if GOLD[s.name not in SIXTEEN] == group]
        yield f"{group}{how}", tables.scores([total(of_group, group)])


def read_cases(given: argparse.Namespace, names: Sequence[str] | None) -> list[Prepared]:
    """Return all cases that a measurement of ``names`` needs, read and analysed.

    Even for a few stories all labelled ones are read: the judge is fitted on the others.
    """
    needed = [*cases(given.data), *corpus_cases(given.corpus, given.work / "corpus")]
    if names is not None:
        needed = [c for c in needed if c.group in (*GOLD, "mixed") or c.name in names]
    known = {c.name for c in needed}
    if unknown := [name for name in names or () if name not in known]:
        raise SystemExit(f"no labelled story {unknown[0]!r}; there are: {', '.join(sorted(known))}")
    prepared = []
    for number, case in enumerate(needed, 1):
        start = time.monotonic()
        prepared.append(prepare(case))
        took = time.monotonic() - start
        print(f"{number}/{len(needed)} {case.name}: read in {took:.0f} s", file=sys.stderr)
    return prepared


def run(given: argparse.Namespace, names: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    """Yield the sections that need labelled stories: ``names``, or all of them."""
    scorer = Scorer(given.data)
    everything = read_cases(given, names)
    fitted, examples, models = fit_judge(everything, given.data)
    prepared = [p for p in everything if names is None or p.case.name in names]
    scores = measure(prepared, models, scorer, given.work)
    gold_names = {p.case.name for p in prepared if p.case.group in GOLD}
    if given.markdown:
        keep(fitted, [s for s in scores if s.name in gold_names], given.field)
    by_group = {
        group: [s for p, s in zip(prepared, scores, strict=True) if p.case.group == group]
        for group in (*GOLD, "mixed", "seeds", "corpus")
    }
    totals = {group: total(held, group) for group, held in by_group.items() if held}
    yield "scores", tables.scores(list(totals.values()))
    if given.second_opinion:
        second = Second(given.second_opinion, given.budget)
        asked = measure(prepared, models, scorer, None, second.report_on)
        with_it = [
            total([s for p, s in zip(prepared, asked, strict=True) if p.case.group == group], group)
            for group in totals
        ]
        yield f"scores with {second.second.judge.name}", tables.scores(with_it)
        yield "cost", second.cost(len(prepared))
    gold = [s for group in GOLD for s in by_group[group]]
    for group in (g for g in (*GOLD, "corpus") if by_group[g]):
        yield f"types-{group}", tables.types(totals[group])
    if gold:
        yield "stories", tables.scores(gold)
        error = tables.calibration_error(total(gold))
        yield (
            "reliability",
            f"Expected calibration error over {len(total(gold).alarms)} alarms: {error:.3f}.\n\n"
            f"{tables.reliability(total(gold))}",
        )
    of_gold = [p for p in prepared if p.case.group in GOLD]
    if of_gold:
        yield "funnel", funnel.lost(of_gold, models)
    if names is None:
        of_news = [e for e in examples if not e.story.startswith((pair_examples.CORPUS, ROUND))]
        yield "pairs", ranking.quality(of_news, fitted)
    of_corpus = [p for p in prepared if p.case.group == "corpus"]
    if of_corpus:
        yield "funnel-corpus", funnel.lost(of_corpus, models)
        yield "relations", relations.relations(of_corpus)
        made = [e for e in examples if e.story.startswith(pair_examples.CORPUS)]
        yield "pairs-corpus", ranking.quality(made, fitted)
    yield "agreement", agreement.precision(ROUNDS, given.work)
    if of_gold and given.peer:
        peer = total(measure_peer(of_gold, scorer), "contrachecker")
        yield "peer", tables.scores([total(gold, "factcheck"), peer])
    if of_gold and given.ablation:
        yield "ablation", ablation(of_gold, models, scorer)


def keep(fitted: fit.Fitted, scored: Sequence[Score], cases_from_the_field: Path | None) -> None:
    """Write down what the quick run is held to: shares, green cases, and the models by topic."""
    topics = sorted({pair_examples.topic(score.name) for score in scored})
    kept = {
        "numbers": numbers(scored),
        "green": green(cases_from_the_field) if cases_from_the_field else [],
        "models": {topic: fitted.without[topic] for topic in topics},
    }
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
