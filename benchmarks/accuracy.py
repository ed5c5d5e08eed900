"""Measure factcheck on labelled stories: ``python -m benchmarks.accuracy --data ../shared/eval``.

No story is scored with weights that were fitted on it: ``benchmarks.fit`` fits the judge anew for
each story on all the others. ``--markdown docs/accuracy.md`` measures everything there is to
measure and writes the tables into that page, between its markers, and the numbers beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import faults, fit, peers, tables
from benchmarks.labelled import (
    Models,
    Prepared,
    Score,
    Scorer,
    cases,
    findings_only,
    prepare,
    report_on,
    total,
)
from factcheck.pairs.judge import judged_by
from factcheck.stories.story import StoryView

# Stories of a quick run: small ones that hold names, numbers, dates and quotations.
QUICK = ("3a", "5a", "33a", "35a")
# What a quick run is held to, and the models that its stories were never in.
KEPT = Path(__file__).with_name("quick.json")
# Faults of a type in one story of the fixtures.
MOST_FAULTS = 6


def held_out_models(prepared: Sequence[Prepared], data: Path) -> dict[str, Models]:
    """Return for each case the judge's models, fitted on labelled stories of other topics.

    ``prepared`` must hold all of ``gold`` and ``mixed``; the seeds are in no fit.
    """
    views = {p.case.name: StoryView(p.analyses) for p in prepared if p.case.group != "seeds"}
    fitted = fit.fit_once(views, data)
    return {p.case.name: fitted.for_story(p.case.name) for p in prepared}


def measure(
    prepared: Sequence[Prepared], models: dict[str, Models], scorer: Scorer, folder: Path | None
) -> list[Score]:
    """Return the score of each case; the reports go to ``folder`` where there is one."""
    scored = []
    for one in prepared:
        with judged_by(models[one.case.name]):
            report = report_on(one)
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
    views = {p.case.name: [StoryView(story) for story in p.stories] for p in prepared}

    def counts(changed: dict[str, Models]) -> list[int]:
        scored = []
        for one in prepared:
            with judged_by(changed[one.case.name]):
                report = findings_only(one, views[one.case.name])
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


def quick(data: Path, models: dict[str, Models], folder: Path | None = None) -> list[Score]:
    """Return the scores of the quick stories, judged by models kept from an earlier fit."""
    prepared = [prepare(c) for c in cases(data) if c.name in QUICK]
    return measure(prepared, models, Scorer(data), folder)


def numbers(scored: Sequence[Score]) -> dict[str, float]:
    """Return the shares that must not fall, of all ``scored`` together."""
    counts = total(list(scored)).counts
    return {
        name: round(counts[part] / max(1, counts[whole]), 3)
        for name, (part, whole) in tables.RATIOS.items()
        if name in ("alarm precision", "recall", "agreement")
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run the measurement from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled stories")
    parser.add_argument("--stories", help="only these, comma-separated; also mixed/1 and seeds")
    parser.add_argument(
        "--quick", action="store_true", help="only a few small stories, judged as kept"
    )
    parser.add_argument("--no-peer", action="store_true", help="leave the peer out")
    parser.add_argument("--ablation", action="store_true", help="also: what each signal is worth")
    parser.add_argument("--work", type=Path, default=Path("reports/accuracy"), metavar="DIR")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables into it")
    given = parser.parse_args(argv)
    if not (given.data / "score.py").is_file():
        parser.error(f"{given.data} holds no score.py: give the folder of labelled stories")
    if given.markdown and (given.quick or given.stories):
        parser.error("--markdown takes all stories: leave --quick and --stories out")
    for name, text in sections(given):
        print(f"\n## {name}\n\n{text}", flush=True)
        if given.markdown:
            page = given.markdown.read_text("utf-8")
            given.markdown.write_text(tables.written_into(page, {name: text}), "utf-8")
    return 0


def sections(given: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Yield the sections of the measurement as they are ready: a name, and Markdown."""
    if given.quick:
        kept = json.loads(KEPT.read_text("utf-8"))
        yield "scores", tables.scores(quick(given.data, kept["models"], given.work))
        return
    if given.markdown:
        tables_of_faults = faults.run(Path("fixtures"), MOST_FAULTS)
        yield from zip(("faults", "copies", "verify"), tables_of_faults, strict=True)
    yield from run(given, given.stories.split(",") if given.stories else None)


def run(given: argparse.Namespace, names: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    """Yield the sections that need labelled stories: ``names``, or all of them."""
    scorer = Scorer(given.data)
    # Even for a few stories all are read: the judge is fitted on the others.
    needed = [
        c for c in cases(given.data) if names is None or c.group != "seeds" or c.name in names
    ]
    known = {c.name for c in needed}
    if unknown := [name for name in names or () if name not in known]:
        raise SystemExit(f"no labelled story {unknown[0]!r}; there are: {', '.join(sorted(known))}")
    everything = []
    for case in needed:
        start = time.monotonic()
        everything.append(prepare(case))
        print(f"{case.name}: read in {time.monotonic() - start:.0f} s", file=sys.stderr)
    models = held_out_models(everything, given.data)
    prepared = [p for p in everything if names is None or p.case.name in names]
    scores = measure(prepared, models, scorer, given.work)
    if given.markdown:
        keep(models, [s for s in scores if s.name in QUICK])
    by_group = {
        group: [s for p, s in zip(prepared, scores, strict=True) if p.case.group == group]
        for group in ("gold", "mixed", "seeds")
    }
    gold, mixed = by_group["gold"], by_group["mixed"]
    whole = total(gold)
    if gold:
        error = tables.calibration_error(whole)
        yield "scores", tables.scores([*gold, whole])
        yield "types", tables.types(whole)
        yield (
            "reliability",
            f"Expected calibration error over {len(whole.alarms)} alarms: {error:.3f}.\n\n"
            f"{tables.reliability(whole)}",
        )
    if mixed:
        yield "mixed", tables.scores([*mixed, total(mixed)])
    if by_group["seeds"]:
        yield "seeds", tables.scores(by_group["seeds"])
    if names is None:
        yield "targets", tables.targets(whole, total(mixed))
    of_gold = [p for p in prepared if p.case.group == "gold"]
    if of_gold and not given.no_peer:
        peer = total(measure_peer(of_gold, scorer), "contrachecker")
        yield "peer", tables.scores([total(gold, "factcheck"), peer])
    if of_gold and (given.ablation or given.markdown):
        yield "ablation", ablation(of_gold, models, scorer)


def keep(models: dict[str, Models], scored: Sequence[Score]) -> None:
    """Write down what the quick run is held to: the models of its stories, and their numbers."""
    kept = {"numbers": numbers(scored), "models": {name: models[name] for name in QUICK}}
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
