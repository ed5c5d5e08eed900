"""One document against others: each of its claims supported, contradicted or not found.

The steps are those of :mod:`factcheck.pipeline`; draft and evidence are compared as one story. A
claim is *contradicted* if it has a part in a discrepancy in which more independent sources have
another value than have its value. It is *supported* if passages of the evidence say the same, and
every name, number, date and quotation in it is in the evidence. Any other claim is *not found*: the
evidence supports none of it, or only a part.
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
    Savable,
    Severity,
    Tool,
    Value,
    Variant,
)
from factcheck.pipeline import assemble, models
from factcheck.read import read_documents
from factcheck.read.article import Article
from factcheck.read.given import Input, Inputs, listed, name_of
from factcheck.review import comments as inline
from factcheck.review import policy
from factcheck.run.engine import open_engine
from factcheck.run.following import OnProgress, following
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
class MissingValue:
    """A value of a claim that is not in the evidence."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class VerifiedClaim:
    """A claim of the draft with its verdict and the evidence.

    ``severity`` is that of the strongest contradiction, None where there is none. ``findings`` are
    all discrepancies in which the claim has a part, also those in which most sources agree with it.
    ``passages`` are the evidence for it, the nearest first; for a claim not found, the nearest.
    ``unfound`` are the values that are not in the evidence; it is empty for a contradicted claim.
    """

    start: int
    end: int
    text: str
    verdict: Verdict
    severity: Severity | None
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
    unfound: tuple[MissingValue, ...]


@dataclass(frozen=True, slots=True)
class VerifyReport(Savable):
    """The verdicts on a draft. ``evidence`` are the documents of the same story.

    ``unrelated`` are the paths of the documents on other events.
    """

    tool: Tool
    draft: Document
    evidence: tuple[Document, ...]
    unrelated: tuple[str, ...]
    claims: tuple[VerifiedClaim, ...]
    problems: tuple[Problem, ...] = ()
    schema_version: str = "1"

    def __repr__(self) -> str:
        """Return a short description: the draft and the number of claims with each verdict."""
        counts = ", ".join(f"{count} {verdict}" for verdict, count in self.counts().items())
        return f"<VerifyReport on {self.draft.id!r}: {counts}>"

    def counts(self) -> dict[Verdict, int]:
        """Return the number of claims with each verdict."""
        counted = Counter(c.verdict for c in self.claims)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    def failing(self, fail_on: Severity | None) -> tuple[VerifiedClaim, ...]:
        """Return the claims contradicted at or above a severity, none for None."""
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on else ()
        return tuple(c for c in self.claims if c.severity in failing)


def verify(
    draft: Input,
    against: Inputs,
    config: Config | None = None,
    progress: Progress | OnProgress | None = None,
) -> VerifyReport:
    """Return a verdict on every claim of ``draft``, with the articles in ``against`` as evidence.

    Both are paths or articles in memory, as for :func:`factcheck.check`. The draft may be among the
    paths of the evidence; it is then left out of the evidence.

    Raises:
        InputError: the draft is not one readable article, or there is no evidence.
        ModelError: a model is missing or not the one asked for.
        ConfigError: a setting is wrong.
    """
    settings = config or Config()
    progress = following(progress)
    off = switched_off(settings.filters)
    document, evidence, problems = _read(draft, listed(against), settings, progress)
    if progress is not None:
        progress.step("reading claims", len(evidence) + 1)
    with open_store(settings) as store, closing(open_engine(settings)) as engine:
        session = Session(store, engine, settings.model, settings.precision)
        related = _related(analyses(session, [document, *evidence], progress))
    if progress is not None:
        progress.step("comparing")
    result = compare_story(tuple(related), off, settings.vocabulary)
    report = assemble([a.document for a in related], problems, [result], settings)
    report = policy.apply(report, settings)
    if settings.comments:
        report = inline.apply(report)
    if progress is not None:
        progress.done()
    related_ids = {a.document.id for a in related}
    return VerifyReport(
        tool=Tool("factcheck", VERSION, models(settings)),
        draft=document,
        evidence=tuple(d for d in evidence if d.id in related_ids),
        unrelated=tuple(sorted({d.path for d in evidence if d.id not in related_ids})),
        claims=tuple(verdicts(StoryView(tuple(related)), report)),
        problems=tuple(problems),
    )


def _read(
    draft: Input, against: Sequence[Input], config: Config, progress: Progress | None
) -> tuple[Document, list[Document], list[Problem]]:
    """Return the draft, the evidence without the draft, and the inputs that cannot be used."""
    drafts, problems = read_documents([draft], config, progress)
    if len(drafts) != 1:
        raise InputError(
            f"{name_of(draft)} holds {len(drafts)} articles", hint="Verify one article at a time"
        )
    document = drafts[0]
    read, more_problems = read_documents(list(against), config, progress)
    draft_file = None if isinstance(draft, Article) else Path(document.path).resolve()
    evidence = [d for d in read if Path(d.path).resolve() != draft_file]
    if not evidence:
        raise InputError(
            f"there is nothing to hold {name_of(draft)} against",
            hint="Give other articles than the draft with --against",
        )
    if document.id in {d.id for d in evidence}:
        document = replace(document, id=f"{document.id} (draft)")
    return document, evidence, sorted({*problems, *more_problems}, key=lambda p: (p.path, p.reason))


def _related(analysed: Sequence[Analysis]) -> list[Analysis]:
    """Return the first analysis, and those of the other documents that report the same event."""
    table = tabulate(profile_of(a) for a in analysed)
    similarities = similarity(table, np.array([0]), np.arange(len(analysed)))[0].tolist()
    others = zip(analysed[1:], similarities[1:], strict=True)
    declared = analysed[0].document.story
    return [
        analysed[0],
        *(
            a
            for a, value in others
            if value >= SAME_STORY or (declared is not None and a.document.story == declared)
        ),
    ]


def verdicts(story: StoryView, report: Report) -> Iterator[VerifiedClaim]:
    """Yield a verdict on each claim of the first document of ``story``, in order.

    ``report`` is the comparison of all documents of the story.
    """
    draft = story.analyses[0]
    evidence = Evidence(story)
    findings = [f for f in report.findings if f.status == "new"]
    for number, claim in enumerate(draft.claims):
        related = [f for f in findings if _variants_in(f, draft, claim.start, claim.end)]
        contradictions = [
            f for f in related if _contradicts(f, draft, claim, evidence.document_counts(number))
        ]
        passages = evidence.passages(number)
        missing = [v for v in claim.values if not evidence.contains(v, number)]
        unfound = tuple(_joined(missing, draft.document.text))
        verdict: Verdict = "not found"
        if contradictions:
            verdict = "contradicted"
        elif evidence.supports(number) and not unfound:
            verdict = "supported"
        yield VerifiedClaim(
            claim.start,
            claim.end,
            draft.document.text[claim.start : claim.end],
            verdict,
            min((f.severity for f in contradictions), key=SEVERITIES.index, default=None),
            passages,
            tuple(related),
            () if contradictions else unfound,
        )


def _joined(values: Sequence[Value], text: str) -> Iterator[MissingValue]:
    """Yield the values that are not in the evidence; neighbouring words of a name are one value."""
    current: MissingValue | None = None
    for value in values:
        follows = current is not None and current.kind == value.kind == Names.name
        if current is not None and follows and text[current.end : value.start] == " ":
            current = MissingValue(
                Names.name, current.start, value.end, text[current.start : value.end]
            )
            continue
        if current is not None:
            yield current
        current = MissingValue(value.kind, value.start, value.end, value.text)
    if current is not None:
        yield current


def _variants_in(finding: Finding, draft: Analysis, start: int, end: int) -> list[Variant]:
    """Return the variants of a finding with a mention in ``[start:end]`` of the draft."""
    return [
        v
        for v in finding.variants
        if any(
            m.document == draft.document.id and m.start < end and start < m.end for m in v.mentions
        )
    ]


def _contradicts(
    finding: Finding,
    draft: Analysis,
    claim: Claim,
    document_counts: Sequence[tuple[Value, int]],
) -> bool:
    """Return True if more independent sources have another value than have that of the claim.

    ``document_counts`` are the values of the claim with how many documents also have each. The
    result is also True if only the draft has the values: then it contradicts itself.
    """
    own = _variants_in(finding, draft, claim.start, claim.end)
    others = [v for v in finding.variants if v not in own]
    support = max((_independent_sources(v, draft) for v in own), default=0)
    for variant in own:
        for mention in variant.mentions:
            for value, documents in document_counts:
                if mention.document == claim.document and _overlaps(mention, value):
                    support = max(support, documents)
    contrary = max((_independent_sources(v, draft) for v in others), default=0)
    return bool(others) and (contrary > support or contrary == support == 0)


def _overlaps(mention: Mention, value: Value) -> bool:
    return mention.start < value.end and value.start < mention.end


def _independent_sources(variant: Variant, draft: Analysis) -> int:
    """Return how many independent sources other than the draft have the variant."""
    documents = {m.document for m in variant.mentions}
    others = documents - {draft.document.id}
    if not others:
        return 0
    return max(1, variant.independent_sources - (len(others) < len(documents)))
