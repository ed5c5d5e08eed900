"""Measure on events nobody has read: ``python -m benchmarks.round --pack 1 --folder round1``.

A round has three steps, each a run of this command over one folder:

1. ``--prepare`` runs ``factcheck check`` on every event of the pack and writes ``sheet.json``: what
   is to be judged, in an order that says nothing, without confidence, severity or message, and
   with the words around each place. Two readers answer with a file of verdicts each.
2. ``--compare A B`` lists the items on which two readers differ, for a third look.
3. ``--score A B [THIRD]`` counts: the third reader decides where the first two differ. With
   ``--read DIR`` also the conflicts that somebody found who read an event in full, one file an
   event, in the form of ``gold/NAME.json``. ``--keep FILE`` keeps the judgements by offsets,
   without a sentence of the articles: they are labels from then on.

A file of verdicts is JSON: ``{"e02/f01": {"verdict": "conflict", "cause": "two spellings"}, ...}``.
Verdicts of findings are ``conflict`` (an editor wants to be told), ``drift`` (a later update,
rounding, another visible reason) and ``false``; of clusters ``same`` and ``different`` (do the
claims say the same thing: one proposition, the same actors, every value fitting?).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.labelled import ALARMS, Scorer

FINDING_VERDICTS = ("conflict", "drift", "false")
CLUSTER_VERDICTS = ("same", "different")
MOST_NOTES = 20
MOST_CLUSTERS = 10
CONTEXT = 220

Item = dict[str, Any]
Verdicts = Mapping[str, Mapping[str, str]]


def prepare(events: Path, folder: Path) -> list[Item]:
    """Check every event of a pack, write ``sheet.json`` for the readers, and return its items."""
    from factcheck import Config, check
    from factcheck.report.json import render

    reports = {}
    for event in sorted(p for p in events.iterdir() if p.is_dir()):
        text = render(check([event], Config()))
        (folder / f"{event.name}.json").write_text(text, encoding="utf-8")
        reports[event.name] = json.loads(text)
        print(f"{event.name}: {len(reports[event.name]['findings'])} findings", file=sys.stderr)
    sheet = items(reports)
    shown = [{k: v for k, v in item.items() if k != "hidden"} for item in sheet]
    (folder / "sheet.json").write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n")
    return sheet


def items(reports: Mapping[str, dict[str, Any]]) -> list[Item]:
    """Return the findings and clusters to be judged, by event, in an order that says nothing.

    These are all alarms, :data:`MOST_NOTES` notes of the pack and :data:`MOST_CLUSTERS`
    corroborated clusters of each event, chosen by digest. What a reader must not see is under the
    key ``hidden``.
    """
    notes = [
        (event, finding["fingerprint"])
        for event, report in reports.items()
        for finding in report["findings"]
        if finding["severity"] == "note"
    ]
    chosen = set(sorted(notes, key=lambda n: _digest(*n))[:MOST_NOTES])
    sheet = []
    for event, report in reports.items():
        paths = {d["id"]: Path(d["path"]).name for d in report["documents"]}
        texts = {d["id"]: d["text"] for d in report["documents"]}
        findings = [
            f
            for f in report["findings"]
            if f["severity"] in ALARMS or (event, f["fingerprint"]) in chosen
        ]
        findings.sort(key=lambda f: _digest(event, f["fingerprint"]))
        clusters = [c for c in report["clusters"] if c["verdict"] == "corroborated"]
        clusters.sort(key=lambda c: _digest(event, c["id"]))
        for number, finding in enumerate(findings, 1):
            sheet.append(
                {
                    "item": f"{event}/f{number:02}",
                    "type": finding["type"],
                    "fact": finding["fact"],
                    "variants": [
                        [_place(m, paths, texts) for m in v["mentions"]]
                        for v in finding["variants"]
                    ],
                    "hidden": {k: finding[k] for k in ("severity", "confidence", "fingerprint")},
                }
            )
        for number, cluster in enumerate(clusters[:MOST_CLUSTERS], 1):
            claims = [
                {"article": paths[c["document"]], **{k: c[k] for k in ("start", "end", "text")}}
                for c in cluster["claims"]
            ]
            sheet.append({"item": f"{event}/c{number:02}", "claims": claims, "hidden": {}})
    return sheet


def _digest(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


def _place(mention: Item, paths: Mapping[str, str], texts: Mapping[str, str]) -> Item:
    text, start, end = texts[mention["document"]], mention["start"], mention["end"]
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return {
        "article": paths[mention["document"]],
        "start": start,
        "end": end,
        "shown": " ".join(f"{before}[[{text[start:end]}]]{after}".split()),
    }


def read_items(folder: Path) -> dict[str, Item]:
    """Return the items of a prepared round by name, with what readers did not see.

    Raises:
        SystemExit: the sheet was made from other reports.
    """
    reports = {p.stem: json.loads(p.read_text("utf-8")) for p in _reports(folder)}
    by_name = {i["item"]: i for i in items(reports)}
    sheet = {i["item"] for i in json.loads((folder / "sheet.json").read_text())}
    if set(by_name) != sheet:
        raise SystemExit(f"{folder}/sheet.json is of other reports: prepare the round again")
    return by_name


def _reports(folder: Path) -> list[Path]:
    return sorted(folder.glob("e[0-9][0-9].json"))


def check_verdicts(verdicts: Verdicts, named: Mapping[str, Item], path: Path) -> None:
    """Check that every verdict is an allowed one, on an item of the sheet.

    Raises:
        SystemExit: one is not; the message names it.
    """
    for name, answer in verdicts.items():
        if name not in named:
            raise SystemExit(f"{path}: no item {name}")
        allowed = FINDING_VERDICTS if "variants" in named[name] else CLUSTER_VERDICTS
        if answer.get("verdict") not in allowed:
            raise SystemExit(f"{path}: {name} is {answer.get('verdict')!r}, not one of {allowed}")


def differing(a: Verdicts, b: Verdicts, named: Iterable[str]) -> list[str]:
    """Return the names of the items on which two readers differ, or which one left out."""
    return [n for n in named if a.get(n, {}).get("verdict") != b.get(n, {}).get("verdict")]


def decided(
    a: Verdicts, b: Verdicts, third: Verdicts, named: Iterable[str]
) -> dict[str, Mapping[str, str]]:
    """Return the verdict on each item: that of both readers, or the third where they differ.

    Raises:
        SystemExit: an item on which they differ has no third verdict.
    """
    named = list(named)
    disputed = set(differing(a, b, named))
    if missing := sorted(disputed - set(third)):
        raise SystemExit(f"no third verdict on {', '.join(missing)}")
    return {n: third[n] if n in disputed else a[n] for n in named}


def table(judged: Sequence[Item], read: Mapping[str, Sequence[Item]]) -> Iterator[str]:
    """Yield the lines of a round's tables, as Markdown, from the judgements that are kept."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for item in judged:
        if "severity" not in item:
            continue
        severity = item["severity"]
        groups = [severity, *(["alarms", f"alarms: {item['type']}"] if severity != "note" else [])]
        for group in groups:
            rows[group][item["verdict"]] += 1
    yield "| | told | conflict | drift | false | right |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    order = ["alarms", "error", "warning", "note", *sorted(r for r in rows if ":" in r)]
    for group in (g for g in order if g in rows):
        counted = rows[group]
        cells = [counted.total(), *(counted[v] for v in FINDING_VERDICTS)]
        yield f"| {group} | {' | '.join(map(str, cells))} | {right(counted, group):.2f} |"
    same = [item["verdict"] == "same" for item in judged if "severity" not in item]
    if same:
        yield ""
        yield (
            f"Of {len(same)} corroborated clusters {sum(same)} say the same thing: "
            f"{sum(same) / len(same):.2f}."
        )
    conflicts = [i for issues in read.values() for i in issues if i["kind"] == "conflict"]
    if conflicts:
        hits = sum(i["told"] in ALARMS for i in conflicts)
        yield ""
        yield (
            f"Of {len(conflicts)} conflicts in {len(read)} events read in full {hits} are told: "
            f"{hits / len(conflicts):.2f}."
        )


def right(counted: Counter[str], group: str) -> float:
    """Return the share of a group's findings that were right.

    An alarm on a drift is right, but an error must be a conflict.
    """
    hits = counted["conflict"] + (counted["drift"] if group != "error" else 0)
    return hits / counted.total()


def rounds_table(folder: Path) -> str:
    """Return the table of all rounds kept in a folder, the newest last."""
    packs = [json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("pack*.json"))]
    lines = [
        "| pack | commit | alarms | alarm precision | error precision | corroborated | recall |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for pack in packs:
        alarms = Counter(i["verdict"] for i in pack["judged"] if i.get("severity") in ALARMS)
        errors = Counter(i["verdict"] for i in pack["judged"] if i.get("severity") == "error")
        same = [i["verdict"] == "same" for i in pack["judged"] if "severity" not in i]
        read = [i for e in pack["read"].values() for i in e if i["kind"] == "conflict"]
        hits = sum(i["told"] in ALARMS for i in read)
        cells = [
            str(pack["pack"]), pack["commit"], str(alarms.total()),
            f"{right(alarms, 'alarms'):.2f}" if alarms else "–",
            f"{right(errors, 'error'):.2f} ({errors['conflict']}/{errors.total()})"
            if errors else "–",
            f"{sum(same) / len(same):.2f} ({sum(same)}/{len(same)})" if same else "–",
            f"{hits / len(read):.2f} ({hits}/{len(read)})" if read else "–",
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def read_in_full(
    folder: Path, reports: Mapping[str, Item], scorer: Scorer
) -> dict[str, list[Item]]:
    """Return the issues that readers found in events read in full, by event and by offsets.

    ``told`` is the highest severity of a finding on the issue, "" where there is none.
    """
    by_event: dict[str, list[Item]] = {}
    for path in sorted(folder.glob("*.json")):
        issues = json.loads(path.read_text("utf-8"))["issues"]
        loudest = scorer.loudest_severities({"issues": issues}, reports[path.stem])
        by_event[path.stem] = [
            {
                "id": issue["id"],
                "type": issue["type"],
                "kind": issue["kind"],
                "told": loudest.get(issue["id"], ""),
                "values": [
                    [[m["doc"], m["start"], m["end"]] for m in value["mentions"]]
                    for value in issue["values"]
                ],
            }
            for issue in issues
        ]
    return by_event


def without_words(
    named: Mapping[str, Item], verdicts: Mapping[str, Mapping[str, str]]
) -> list[Item]:
    """Return the judgements by offsets, without a word of the articles."""
    judgements = []
    for name, item in named.items():
        groups = item["variants"] if "variants" in item else [item["claims"]]
        judgements.append(
            {
                "item": name,
                **({"type": item["type"]} if "type" in item else {}),
                **{k: v for k, v in item["hidden"].items() if k != "fingerprint"},
                "places": [[[p["article"], p["start"], p["end"]] for p in g] for g in groups],
                "verdict": verdicts[name]["verdict"],
            }
        )
    return judgements


def _verdicts(path: Path, named: Mapping[str, Item]) -> Verdicts:
    read: Verdicts = json.loads(path.read_text(encoding="utf-8"))
    check_verdicts(read, named, path)
    return read


def main(argv: Sequence[str] | None = None) -> int:
    """Do one step of a round."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=Path, default=Path("../shared/events"))
    parser.add_argument("--pack", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="where reports and sheet lie")
    step = parser.add_mutually_exclusive_group(required=True)
    step.add_argument("--prepare", action="store_true")
    step.add_argument("--compare", nargs=2, type=Path, metavar=("A", "B"))
    step.add_argument("--score", nargs="+", type=Path, metavar="VERDICTS")
    parser.add_argument("--read", type=Path, metavar="DIR", help="what full reading found")
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"), help="for score.py")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the judgements by offsets")
    parser.add_argument("--commit", default="", help="the commit whose reports were judged")
    options = parser.parse_args(argv)
    if options.prepare:
        options.folder.mkdir(parents=True, exist_ok=True)
        sheet = prepare(options.events / f"pack{options.pack}", options.folder)
        print(f"{len(sheet)} items to judge in {options.folder / 'sheet.json'}")
        return 0
    named = read_items(options.folder)
    if options.compare:
        first, second = (_verdicts(path, named) for path in options.compare)
        for name in differing(first, second, named):
            print(name, first.get(name), second.get(name))
        return 0
    first, second, *rest = (_verdicts(path, named) for path in options.score)
    verdicts = decided(first, second, rest[0] if rest else {}, named)
    judged = without_words(named, verdicts)
    read: dict[str, list[Item]] = {}
    if options.read:
        reports = {p.stem: json.loads(p.read_text("utf-8")) for p in _reports(options.folder)}
        read = read_in_full(options.read, reports, Scorer(options.data))
    differing_on = len(differing(first, second, named))
    print(f"Pack {options.pack}; two readers differ on {differing_on} of {len(named)} items.\n")
    print("\n".join(table(judged, read)))
    if options.keep:
        record = {"pack": options.pack, "commit": options.commit, "judged": judged, "read": read}
        options.keep.write_text(_laid_out(record), encoding="utf-8")
    return 0


def _laid_out(record: Mapping[str, Any]) -> str:
    """Return JSON with one line for each item, so that versions can be compared line by line."""
    lines = [json.dumps(item, ensure_ascii=False) for item in record["judged"]]
    events = [
        json.dumps(event) + ": [\n" + ",\n".join(json.dumps(i) for i in issues) + "\n]"
        for event, issues in record["read"].items()
    ]
    head = f'"pack": {record["pack"]}, "commit": {json.dumps(record["commit"])}'
    judged, read = ",\n".join(lines), ",\n".join(events)
    return f'{{{head},\n"judged": [\n{judged}\n],\n"read": {{\n{read}\n}}}}\n'


if __name__ == "__main__":
    sys.exit(main())
