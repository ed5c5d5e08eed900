"""Plant faults and count those found: ``python -m benchmarks.faults [--data DIR]``.

Each fault goes alone into a copy of one article of a story; only that story is compared again.
Found is a fault when an alarm sets the planted words apart from the original value elsewhere. An
alarm that the untouched story does not raise and that says nothing of the planted words is a false
one. And a story made of an article and copies of it, verbatim or typographically altered, must be
silent.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks import plant, tables
from benchmarks.labelled import ALARMS, analysed, corpus_cases, prepare
from benchmarks.plant import Fault
from factcheck.claims.analysis import Analysis
from factcheck.facts.compare import compare_story
from factcheck.model import Document, Finding, Mention
from factcheck.pipeline import assemble
from factcheck.read import read_documents
from factcheck.settings.config import Config
from factcheck.stories.story import StoryView
from factcheck.verification.verdicts import verdicts

SEED = 20181


@dataclass(frozen=True)
class Outcome:
    """The result of a run with one fault: the finding on it, if any, and the false alarms."""

    story: str
    fault: Fault
    finding: Finding | None
    false_alarms: tuple[Finding, ...]


def stories(data: Path) -> dict[str, tuple[Analysis, ...]]:
    """Return the analysed articles of each folder of ``data`` that holds any."""
    root = data / "ecbplus" if (data / "ecbplus").is_dir() else data
    by_folder = {}
    for folder in sorted(f for f in root.iterdir() if f.is_dir() and any(f.glob("*.txt"))):
        documents, _ = read_documents([str(folder)], Config(), None)
        by_folder[folder.name] = analysed(documents)
    return by_folder


def labelled_stories(folder: Path, most: int, skip: int = 0) -> dict[str, tuple[Analysis, ...]]:
    """Return the analysed articles of up to ``most`` stories labelled by construction.

    They are spread evenly over the folder; ``skip`` of the first are passed over, so that a mend
    made from some stories can be tried on others.
    """
    names = [p.stem for p in sorted(folder.glob("*.story"))]
    chosen = set(names[skip :: max(1, len(names) // most)][:most])
    with tempfile.TemporaryDirectory() as work:
        return {
            case.name: prepare(case).analyses
            for case in corpus_cases([folder], Path(work))
            if case.name.split("/")[-1] in chosen
        }


def inject(name: str, story: Sequence[Analysis], most: int) -> Iterator[Outcome]:
    """Yield the outcome of up to ``most`` faults of each type in one story."""
    before = compare_story(tuple(story)).findings
    for kind in plant.TYPES:
        for fault in plant.faults(story, kind, _random(name, kind))[:most]:
            yield _outcome(name, story, fault, before)


def _outcome(
    name: str, story: Sequence[Analysis], fault: Fault, before: Sequence[Finding]
) -> Outcome:
    untouched = [a.document for a in story]
    number = next(n for n, d in enumerate(untouched) if d.id == fault.document)
    faulty = analysed([plant.apply(untouched[number], fault)])[0]
    findings = compare_story((*story[:number], faulty, *story[number + 1 :])).findings
    matching = [f for f in findings if sets_apart(f, fault)]
    return Outcome(
        name,
        fault,
        min(matching, key=lambda f: (f.severity not in ALARMS, f.type != fault.type), default=None),
        tuple(
            f
            for f in findings
            if f.severity in ALARMS and not _about(f, fault) and not _known(f, before)
        ),
    )


def sets_apart(finding: Finding, fault: Fault) -> bool:
    """Return True if a finding sets the planted words apart from the original value elsewhere."""
    planted = [any(_planted(m, fault) for m in v.mentions) for v in finding.variants]
    original = [any(_witness(m, fault) for m in v.mentions) for v in finding.variants]
    return any(p and o for a, p in enumerate(planted) for b, o in enumerate(original) if a != b)


def _known(finding: Finding, before: Sequence[Finding]) -> bool:
    """Return True if an earlier finding of any severity has two of the same mentions."""

    def texts(one: Finding) -> set[tuple[str, str]]:
        return {(m.document, m.text) for v in one.variants for m in v.mentions}

    return any(f.type == finding.type and len(texts(f) & texts(finding)) > 1 for f in before)


def _about(finding: Finding, fault: Fault) -> bool:
    return any(_planted(m, fault) for v in finding.variants for m in v.mentions)


def _planted(mention: Mention, fault: Fault) -> bool:
    # A word that was dropped has no characters; a mention around the gap counts.
    end = fault.start + max(1, len(fault.new))
    return (
        mention.document == fault.document and mention.start <= end and fault.start <= mention.end
    )


def _witness(mention: Mention, fault: Fault) -> bool:
    return any(
        mention.document == document and mention.start < end and start < mention.end
        for document, start, end in fault.witnesses
    )


def copies(story: Sequence[Analysis]) -> Iterator[tuple[Document, tuple[Finding, ...]]]:
    """Yield each article of a story with the alarms that it and copies of it raise together.

    Alarms on the article alone are left out, because it may contradict itself. One copy is
    verbatim, one has the other kind of quotation marks and apostrophes, one lacks every fifth
    sentence.
    """
    for analysis in story:
        document = analysis.document
        altered = [
            replace(document, id=f"{document.id} verbatim"),
            _edited(document, "typography", _other_marks(document.text)),
            _edited(document, "cut", _cut(analysis)),
        ]
        own = compare_story((analysis,)).findings
        alarms = compare_story((analysis, *analysed(altered))).findings
        yield document, tuple(f for f in alarms if f.severity in ALARMS and not _known(f, own))


def verify_table(
    by_name: Mapping[str, Sequence[Analysis]], most: int, *, verbose: bool = False
) -> str:
    """Return a table of the verdicts on sentences before and after a fault is planted, by type."""
    counted: Counter[tuple[str, str]] = Counter()
    for name, story in by_name.items():
        for kind in plant.TYPES:
            for fault in plant.faults(story, kind, _random(name, kind))[:most]:
                number = next(n for n, a in enumerate(story) if a.document.id == fault.document)
                others = (*story[:number], *story[number + 1 :])
                faulty = analysed([plant.apply(story[number].document, fault)])[0]
                for state, draft in (("before", story[number]), ("after", faulty)):
                    verdict = _verdict((draft, *others), fault.start)
                    if (
                        verbose
                        and verdict != {"before": "supported", "after": "contradicted"}[state]
                    ):
                        _print_verdict(name, fault, state, verdict, draft.document, others)
                    counted[kind, state] += 1
                    counted[kind, f"{state} {verdict}"] += 1
    for (kind, state), number in sorted(counted.items()):
        counted["all", state] += number if kind in plant.TYPES else 0
    rows = []
    for kind in (*plant.TYPES, "all"):
        shares = [
            tables.ratio(counted[kind, column], counted[kind, column.split()[0]])
            for column in (
                "before supported", "before contradicted", "after supported", "after contradicted",
            )
        ]  # fmt: skip
        rows.append([kind, *shares])
    head = [
        "fault",
        "supported before",
        "contradicted before",
        "supported with the fault",
        "contradicted with the fault",
    ]
    return tables.table(head, rows)


def _print_verdict(
    name: str,
    fault: Fault,
    state: str,
    verdict: str,
    draft: Document,
    others: Sequence[Analysis],
) -> None:
    def line(document: Document, start: int) -> str:
        end = document.text.find("\n", start)
        return document.text[document.text.rfind("\n", 0, start) + 1 : end if end > 0 else None]

    print(f"{verdict} {state} {fault.type} {name}/{fault.document}: {fault.old!r} -> {fault.new!r}")
    print(f"    draft: {line(draft, fault.start)}")
    texts = {a.document.id: a.document for a in others}
    for document, start, _ in fault.witnesses[:3]:
        print(f"    {document}: {line(texts[document], start)}")


def _verdict(story: tuple[Analysis, ...], offset: int) -> str:
    """Return the verdict on the claim of the first document that holds ``offset``."""
    result = compare_story(story)
    report = assemble([a.document for a in story], [], [result], Config())
    claims = verdicts(StoryView(story), report)
    return next((c.verdict for c in claims if c.start <= offset < c.end), "not found")


def _random(name: str, kind: str) -> Random:
    return Random(int.from_bytes(hashlib.sha256(f"{SEED} {name} {kind}".encode()).digest()))


def _edited(document: Document, name: str, text: str) -> Document:
    # Offsets into the original no longer fit, so every line of a copy may make claims.
    return replace(
        document, id=f"{document.id} {name}", text=text, excluded=(), published_span=None
    )


def _other_marks(text: str) -> str:
    if "“" in text or "’" in text:
        return text.translate(str.maketrans("“”‘’", "\"\"''"))
    opened = False
    changed = []
    for char in text:
        if char == '"':
            opened = not opened
            char = "“" if opened else "”"
        changed.append("’" if char == "'" else char)
    return "".join(changed)


def _cut(analysis: Analysis) -> str:
    text = analysis.document.text
    for claim in reversed(analysis.claims[4::5]):
        passage = text[claim.start : claim.end]
        if not any(mark in passage for mark in '"“”'):
            text = text[: claim.start] + text[claim.end :]
    return text


def faults_table(outcomes: Sequence[Outcome]) -> str:
    """Return a table of the planted faults that were found, by type, with severity and type."""
    rows = []
    for kind in (*plant.TYPES, "all"):
        chosen = [o for o in outcomes if kind in (o.fault.type, "all")]
        findings = [o.finding for o in chosen if o.finding]
        alarms = [f for f in findings if f.severity in ALARMS]
        typed = sum(
            o.finding is not None
            and o.finding.severity in ALARMS
            and o.finding.type == o.fault.type
            for o in chosen
        )
        rows.append(
            [
                kind,
                len(chosen),
                tables.ratio(len(alarms), len(chosen)),
                tables.ratio(sum(f.severity == "error" for f in findings), len(chosen)),
                len(findings) - len(alarms),
                tables.ratio(typed, len(alarms)),
                sum(len(o.false_alarms) for o in chosen),
            ]
        )
    head = ["fault", "planted", "found", "as error", "as note", "typed right", "false alarms"]
    return tables.table(head, rows)


def run(data: Path, most: int, *, verbose: bool = False) -> tuple[str, str, str]:
    """Return three tables: planted faults found, alarms of copies, and what verify says."""
    by_name = stories(data)
    outcomes: list[Outcome] = []
    silence: Counter[str] = Counter()
    for name, story in by_name.items():
        for outcome in inject(name, story, most):
            outcomes.append(outcome)
            if verbose:
                _print_outcome(outcome, {a.document.id: a.document for a in story})
        for document, alarms in copies(story):
            silence["articles"] += 1
            silence["alarmed"] += bool(alarms)
            silence["alarms"] += len(alarms)
            if verbose:
                for alarm in alarms:
                    print(f"copies of {name}/{document.id}: {alarm.type}: {alarm.message}")
        print(f"{name}: done", file=sys.stderr)
    head = ["articles set beside copies of themselves", "of these with an alarm", "alarms"]
    row = [silence["articles"], silence["alarmed"], silence["alarms"]]
    return (
        faults_table(outcomes),
        tables.table(head, [row]),
        verify_table(by_name, most, verbose=verbose),
    )


def _print_outcome(outcome: Outcome, documents: Mapping[str, Document]) -> None:
    fault = outcome.fault
    text = documents[fault.document].text
    around = " ".join(text[max(0, fault.start - 60) : fault.end + 60].split())
    finding = outcome.finding
    verdict = f"{finding.severity} {finding.type} {finding.confidence}" if finding else "MISSED"
    print(f"{verdict}: {fault.type} {outcome.story}/{fault.document}: {fault.old!r} ->", end=" ")
    print(f"{fault.new!r} in …{around}… ({len(fault.witnesses)} witnesses)")
    for alarm in outcome.false_alarms:
        print(f"    FALSE {alarm.severity} {alarm.type} {alarm.confidence}: {alarm.message}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("fixtures"), help="folders of articles")
    parser.add_argument("--most", type=int, default=6, help="faults of a type in one story")
    parser.add_argument(
        "--corpus", type=Path, help="verify stories labelled by construction instead"
    )
    parser.add_argument("--stories", type=int, default=10, help="of the corpus, at most")
    parser.add_argument("--skip", type=int, default=0, help="pass over the first of them")
    parser.add_argument("-v", "--verbose", action="store_true", help="tell every fault")
    options = parser.parse_args(argv)
    if options.corpus:
        labelled = labelled_stories(options.corpus, options.stories, options.skip)
        print(verify_table(labelled, options.most, verbose=options.verbose))
        return 0
    print("\n\n".join(run(options.data, options.most, verbose=options.verbose)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
