"""One document against others: each of its claims supported, contradicted or not found.

The steps are those of :mod:`factcheck.pipeline`; draft and evidence are compared as one story. A
claim is *contradicted* if it has a part in a discrepancy in which more independent sources have
another value than have its value. It is *supported* if it stands in the evidence word for word, or
if passages of the evidence together tell what it says and give every name, number, date and
quotation in it. A claim with nothing to check is *not checkable*. Any other claim is *not found*:
the evidence supports none of it, or only a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

import numpy as np

from factcheck.claims.analysis import Analysis
from factcheck.facts.compare import compare_story
from factcheck.facts.filters import switched_off
from factcheck.model import SEVERITIES, VERSION, Progress, Report, Severity, Tool, Value
from factcheck.pipeline import assemble, models
from factcheck.read.given import Input, Inputs, listed
from factcheck.review.decisions import Decisions
from factcheck.run.engine import open_engine
from factcheck.run.following import OnProgress, following
from factcheck.run.steps import Session, analyses
from factcheck.run.store import open_store
from factcheck.settings.config import Config
from factcheck.stories.grouping import SAME_STORY, profile_of, similarity, tabulate
from factcheck.stories.story import StoryView
from factcheck.values.names import Names
from factcheck.verification.contradictions import concerning, contradicts, rivals_of
from factcheck.verification.drafts import read_inputs
from factcheck.verification.evidence import Evidence
from factcheck.verification.model import MissingValue, Rival, Verdict, VerifiedClaim, VerifyReport

# How severe a contradiction is that rests on single sentences.
OF_RIVALS: Severity = "warning"


def verify(
    draft: Input,
    against: Inputs,
    config: Config | None = None,
    progress: Progress | OnProgress | None = None,
) -> VerifyReport:
    """Return a verdict on every claim of ``draft``, with the articles in ``against`` as evidence.

    Both are paths or articles in memory, as for :func:`factcheck.check`. The draft may be among the
    paths of the evidence; it and copies of it are then left out of the evidence.

    Raises:
        InputError: the draft is not one readable article, or there is no evidence.
        ModelError: a model is missing or not the one asked for.
        ConfigError: a setting is wrong.
    """
    settings = config or Config()
    progress = following(progress)
    off = switched_off(settings.filters)
    inputs = read_inputs(draft, listed(against), settings, progress)
    if progress is not None:
        progress.step("reading claims", len(inputs.evidence) + 1)
    with open_store(settings) as store, closing(open_engine(settings)) as engine:
        session = Session(store, engine, settings.model, settings.precision)
        related = _related(analyses(session, [inputs.draft, *inputs.evidence], progress))
    if progress is not None:
        progress.step("comparing")
    result = compare_story(tuple(related), off, settings.vocabulary)
    report = assemble([a.document for a in related], list(inputs.problems), [result], settings)
    report = Decisions.load(settings).apply(report)
    claims = tuple(verdicts(StoryView(tuple(related)), report))
    if progress is not None:
        progress.done()
    related_ids = {a.document.id for a in related}
    return VerifyReport(
        tool=Tool("factcheck", VERSION, models(settings)),
        draft=inputs.draft,
        evidence=tuple(d for d in inputs.evidence if d.id in related_ids),
        unrelated=tuple(sorted({d.path for d in inputs.evidence if d.id not in related_ids})),
        claims=claims,
        problems=inputs.problems,
        copies=inputs.copies,
    )


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
    document = draft.document
    evidence = Evidence(story)
    findings = [f for f in report.findings if f.status == "new"]
    decided = [f for f in report.findings if f.status != "new"]
    for number, claim in enumerate(draft.claims):
        related = list(concerning(findings, document, claim))
        against = [f for f in related if contradicts(f, document, number, evidence)]
        severities = [f.severity for f in against]
        verbatim = bool(evidence.verbatim(number))
        missing = evidence.missing(number)
        rivals: tuple[Rival, ...] = ()
        if not severities and not verbatim:
            rivals = tuple(rivals_of(number, missing, evidence, decided))
            severities += [OF_RIVALS for _ in rivals]
        verdict: Verdict = "not found"
        if severities:
            verdict = "contradicted"
        elif not evidence.checkable(number):
            verdict = "not checkable"
        elif verbatim or (not missing and evidence.tells(number)):
            verdict = "supported"
        yield VerifiedClaim(
            claim.start,
            claim.end,
            document.text[claim.start : claim.end],
            verdict,
            min(severities, key=SEVERITIES.index, default=None),
            evidence.passages(number, supported=verdict == "supported"),
            tuple(related),
            tuple(_joined(missing, document.text)) if verdict == "not found" else (),
            rivals,
            tuple(f.fingerprint for f in against),
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
