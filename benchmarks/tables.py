"""The tables of the measurement, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.labelled import Alarm, Score
from factcheck.settings.finding_types import BUILT_IN

BINS = 10
TYPES = tuple(kind.name for kind in BUILT_IN)

# Title of a column -> the two counts of score.py whose ratio is shown.
RATIOS = {
    "alarm precision": ("alarm_hits", "alarms"),
    "error precision": ("error_hits", "errors"),
    "recall": ("conflicts_hit", "conflicts"),
    "drift": ("drifts_hit", "drifts"),
    "traps": ("traps_hit", "traps"),
    "agreement": ("agreements_hit", "agreements"),
}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; the first column is left-aligned, all others right."""
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    lines += ["| " + " | ".join(str(c) for c in row) + " |" for row in rows]
    return "\n".join(lines)


def ratio(part: int, whole: int) -> str:
    """Return a share with two decimals, and the counts that it comes from."""
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "–"


def scores(rows: Sequence[Score]) -> str:
    """Return the table of scores, one row each, as score.py counts."""
    return table(
        ["story", *RATIOS, "repeats", "notes", "crossing"],
        (
            [
                s.name,
                *(ratio(s.counts[a], s.counts[b]) for a, b in RATIOS.values()),
                s.counts["repeats"],
                s.counts["n_note"],
                s.counts["crossing"],
            ]
            for s in rows
        ),
    )


def types(score: Score) -> str:
    """Return a table, by type, of the conflicts found and the alarms that were right."""
    rows = []
    for kind in TYPES:
        alarms = [a for a in score.alarms if a.type == kind]
        conflicts = score.counts[f"conflicts_{kind}"]
        if alarms or conflicts:
            recall = ratio(score.counts[f"conflicts_hit_{kind}"], conflicts)
            rows.append([kind, recall, ratio(sum(a.right for a in alarms), len(alarms))])
    return table(["type", "recall of labelled conflicts", "precision of alarms"], rows)


def reliability(score: Score) -> str:
    """Return a table of how many alarms are right, by confidence, in ten bins of equal width."""
    rows = []
    for low, alarms in enumerate(_bins(score)):
        if alarms:
            mean = sum(a.confidence for a in alarms) / len(alarms)
            right = ratio(sum(a.right for a in alarms), len(alarms))
            rows.append([f"{low / BINS:.1f} to {(low + 1) / BINS:.1f}", f"{mean:.2f}", right])
    return table(["confidence", "mean confidence", "right"], rows)


def calibration_error(score: Score) -> float:
    """Return the expected calibration error over the alarms, 0 to 1.

    Source of the method: Naeini, Cooper and Hauskrecht 2015, ten bins of equal width.
    """
    error = 0.0
    for alarms in _bins(score):
        if alarms:
            gap = sum(a.confidence for a in alarms) - sum(a.right for a in alarms)
            error += abs(gap) / len(score.alarms)
    return error


def _bins(score: Score) -> list[list[Alarm]]:
    bins: list[list[Alarm]] = [[] for _ in range(BINS)]
    for alarm in score.alarms:
        bins[min(BINS - 1, int(alarm.confidence * BINS))].append(alarm)
    return bins


def written_into(page: str, sections: Mapping[str, str]) -> str:
    """Return ``page`` with each section between its markers: ``<!-- NAME -->``, ``<!-- end -->``.

    Raises:
        ValueError: the page has no place for a section.
    """
    for name, text in sections.items():
        begin, end = f"<!-- {name} -->\n", "<!-- end -->"
        before, marker, rest = page.partition(begin)
        if not marker or end not in rest:
            raise ValueError(f"the page has no place for {name}: it lacks {begin.strip()} … {end}")
        after = rest[rest.index(end) :]
        page = f"{before}{begin}\n{text}\n\n{after}"
    return page
