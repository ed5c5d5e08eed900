"""One document against others: each of its claims supported, contradicted or not found.

The steps are those of :mod:`factcheck.pipeline`; draft and evidence are compared as one story. A
claim is *contradicted* when a discrepancy sets it against more independent sources than stand with
it. It is *supported* when passages of the evidence say the same and every name, number, date and
quotation in it stands in the evidence, too. All else is *not found*: nothing in the evidence speaks
for it, or not for all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from factcheck.claims.analysis import Analysis
from factcheck.errors import InputError
from factcheck.facts.compare import compare_story
from factcheck.facts.filters import switched_off
from factcheck.model import (
    SEVERITIES,
    VERSION,
    Claim,
    Document,
    Finding,
    Mention,
    Problem,
    Progress,
    Report,
    Severity,
    Tool,
    Value,
    Variant,
)
from factcheck.pipeline import assemble, models
from factcheck.read import read_documents
from factcheck.review import comments as inline
from factcheck.review import policy
from factcheck.run.engine import open_engine
from factcheck.run.steps import Session, analyses
from factcheck.run.store import open_store
from factcheck.settings.config import Config
from factcheck.stories.grouping import SAME_STORY, profile_of, similarity, tabulate
from factcheck.stories.story import StoryView
from factcheck.values.names import Names
from factcheck.verification.evidence import Evidence, Passage

Verdict = Literal["supported", "contradicted", "not found"]
VERDICTS: tuple[Verdict, ...] = ("contradicted", "not found", "supported")


@dataclass(frozen=True, slots=True)
class Unfound:
    """A value of a claim that no passage on the same matter gives."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class VerifiedClaim:
    """A claim of the draft, what the evidence says of it, and where.

    ``severity`` is that of the strongest contradiction, None where there is none. ``findings`` are
    all discrepancies that the claim takes part in, also those in which most sources side with it.
    ``passages`` are the evidence for it, the nearest first; for a claim not found, what comes near.
    """

    start: int
    end: int
    text: str
    verdict: Verdict
    severity: Severity | None
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
    unfound: tuple[Unfound, ...]


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What the evidence says of a draft. ``unrelated`` are paths that tell of something else."""

    tool: Tool
    draft: Document
    evidence: tuple[Document, ...]
    unrelated: tuple[str, ...]
    claims: tuple[VerifiedClaim, ...]
    problems: tuple[Problem, ...] = ()
    schema_version: str = "1"

    def counts(self) -> dict[Verdict, int]:
        """Return how many claims there are of each verdict."""
        counted = Counter(c.verdict for c in self.claims)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    def failing(self, fail_on: Severity | None) -> tuple[VerifiedClaim, ...]:
        """Return the claims contradicted at or above a severity; none for None."""
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on else ()
        return tuple(c for c in self.claims if c.severity in failing)


def verify(
    draft: str | Path,
    against: Sequence[str | Path],
    config: Config | None = None,
    progress: Progress | None = None,
) -> VerifyReport:
    """Say of every claim of ``draft`` what the articles in ``against`` say of it.

    The draft may lie among the paths of the evidence; it is no evidence for itself.

    Raises:
        InputError: the draft is not one readable article, or there is nothing to hold it against.
        ModelError: a model is missing or not the one asked for.
        ConfigError: a setting is wrong.
    """
    settings = config or Config()
    off = switched_off(settings.filters)
    document, evidence, problems = _read(str(draft), [str(p) for p in against], settings, progress)
    if progress is not None:
        progress.step("reading claims", len(evidence) + 1)
    with open_store(settings) as store, closing(open_engine(settings)) as engine:
        session = Session(store, engine, settings.model, settings.precision)
        related = _related(analyses(session, [document, *evidence], progress))
    if progress is not None:
        progress.step("comparing")
    result = compare_story(tuple(related), off)
    report = assemble([a.document for a in related], problems, [result], settings)
    report = policy.apply(report, settings)
    if settings.comments:
        report = inline.apply(report)
    if progress is not None:
        progress.done()
    held = {a.document.id for a in related}
    return VerifyReport(
        tool=Tool("factcheck", VERSION, models(settings)),
        draft=document,
        evidence=tuple(d for d in evidence if d.id in held),
        unrelated=tuple(sorted({d.path for d in evidence if d.id not in held})),
        claims=tuple(verdicts(StoryView(tuple(related)), report)),
        problems=tuple(problems),
    )


def _read(
    draft: str, against: Sequence[str], config: Config, progress: Progress | None
) -> tuple[Document, list[Document], list[Problem]]:
    """Return the draft, the evidence without it, and what could not be read."""
    drafts, problems = read_documents([draft], config, progress)
    if len(drafts) != 1:
        raise InputError(
            f"{draft} holds {len(drafts)} articles", hint="Verify one article at a time"
        )
    document = drafts[0]
    read, more = read_documents(list(against), config, progress)
    here = Path(document.path).resolve()
    evidence = [d for d in read if Path(d.path).resolve() != here]
    if not evidence:
        raise InputError(
            f"there is nothing to hold {draft} against",
            hint="Give other articles than the draft with --against",
        )
    if document.id in {d.id for d in evidence}:
        document = replace(document, id=f"{document.id} (draft)")
    return document, evidence, sorted({*problems, *more}, key=lambda p: (p.path, p.reason))


def _related(found: Sequence[Analysis]) -> list[Analysis]:
    """Return the first analysis, and those of the others that report the same event."""
    table = tabulate(profile_of(a) for a in found)
    likeness = similarity(table, np.array([0]), np.arange(len(found)))[0].tolist()
    others = zip(found[1:], likeness[1:], strict=True)
    return [found[0], *(a for a, alike in others if alike >= SAME_STORY)]


def verdicts(story: StoryView, report: Report) -> Iterator[VerifiedClaim]:
    """Yield the claims of the first document of ``story``, held against the others.

    ``report`` is the comparison of all of them.
    """
    draft = story.analyses[0]
    evidence = Evidence(story)
    findings = [f for f in report.findings if f.status == "new"]
    for number, claim in enumerate(draft.claims):
        here = [f for f in findings if _touched(f, draft, claim.start, claim.end)]
        against = [f for f in here if _contradicts(f, draft, claim, evidence.backing(number))]
        passages = evidence.passages(number)
        missing = [v for v in claim.values if not evidence.gives(v, number)]
        unfound = tuple(_joined(missing, draft.document.text))
        verdict: Verdict = "not found"
        if against:
            verdict = "contradicted"
        elif evidence.says(number) and not unfound:
            verdict = "supported"
        yield VerifiedClaim(
            claim.start,
            claim.end,
            draft.document.text[claim.start : claim.end],
            verdict,
            min((f.severity for f in against), key=SEVERITIES.index, default=None),
            passages,
            tuple(here),
            () if against else unfound,
        )


def _joined(values: Sequence[Value], text: str) -> Iterator[Unfound]:
    """Yield the values that were not found, the words of one name as one."""
    held: Unfound | None = None
    for value in values:
        follows = held is not None and held.kind == value.kind == Names.name
        if held is not None and follows and text[held.end : value.start] == " ":
            held = Unfound(Names.name, held.start, value.end, text[held.start : value.end])
            continue
        if held is not None:
            yield held
        held = Unfound(value.kind, value.start, value.end, value.text)
    if held is not None:
        yield held


def _touched(finding: Finding, draft: Analysis, start: int, end: int) -> list[Variant]:
    """Return the variants of a finding that stand in this claim of the draft."""
    return [
        v
        for v in finding.variants
        if any(
            m.document == draft.document.id and m.start < end and start < m.end for m in v.mentions
        )
    ]


def _contradicts(
    finding: Finding, draft: Analysis, claim: Claim, backing: Sequence[tuple[Value, int]]
) -> bool:
    """Tell whether more independent sources stand against the claim than with it.

    Where the evidence is silent and the draft gives both values, it contradicts itself.
    """
    mine = _touched(finding, draft, claim.start, claim.end)
    others = [v for v in finding.variants if v not in mine]
    support = max((_sources(v, draft) for v in mine), default=0)
    for variant in mine:
        for mention in variant.mentions:
            for value, documents in backing:
                if mention.document == claim.document and _overlap(mention, value):
                    support = max(support, documents)
    contrary = max((_sources(v, draft) for v in others), default=0)
    return bool(others) and (contrary > support or contrary == support == 0)


def _overlap(mention: Mention, value: Value) -> bool:
    return mention.start < value.end and value.start < mention.end


def _sources(variant: Variant, draft: Analysis) -> int:
    """Return how many independent sources other than the draft give the variant."""
    documents = {m.document for m in variant.mentions}
    others = documents - {draft.document.id}
    if not others:
        return 0
    return max(1, variant.independent_sources - (len(others) < len(documents)))
