"""The order of the steps, and nothing else:

paths -> documents -> claims -> stories -> clusters and findings -> report.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.facts.result import StoryResult, rank
from factcheck.language.encoder import DEFAULT, model_digest
from factcheck.language.parser import parser_identity
from factcheck.model import VERSION, Document, Problem, Progress, Report, Tool
from factcheck.read import read_documents
from factcheck.read.given import Inputs, listed
from factcheck.run.engine import open_engine
from factcheck.run.following import OnProgress, following
from factcheck.run.steps import Session, compare_stories, find_claims, find_stories
from factcheck.run.store import open_store
from factcheck.settings.config import Config

if TYPE_CHECKING:
    from factcheck.run.opinions import SecondOpinion


def check(
    articles: Inputs,
    config: Config | None = None,
    progress: Progress | OnProgress | None = None,
) -> Report:
    """Return the report on ``articles``: where they agree and where they differ.

    Each is a path (a file, a folder, a glob, or ``-`` for JSON lines on standard input) or an
    :class:`~factcheck.read.article.Article` in memory; one of them need not be in a list. The order
    of paths does not matter. ``progress`` is called with the name of the step, how much of it is
    done, and how much there is to do or None.

    Any number of threads may call this at a time.

    Raises:
        TypeError: something in ``articles`` is neither a path nor an article.
        InputError: a path does not exist, an article is wrong, or nothing could be read.
        ModelError: a model is missing or not the one asked for.
        ConfigError: a setting is wrong.
        EngineError: the engine cannot be reached or failed.
    """
    ((documents, problems, results),) = _run(articles, config or Config(), progress)
    return assemble(documents, problems, results, config or Config())


def check_in_parts(
    articles: Inputs,
    config: Config | None = None,
    progress: Progress | OnProgress | None = None,
    stories: int = 1_000,
) -> Iterator[Report]:
    """Yield the report in parts of at most ``stories`` stories, for corpora too large for one.

    Problems are in the first part. Raises the same errors as :func:`check`.
    """
    for documents, problems, results in _run(articles, config or Config(), progress, stories):
        yield assemble(documents, problems, results, config or Config())


def _run(
    articles: Inputs,
    config: Config,
    progress: Progress | OnProgress | None,
    stories_per_part: int = sys.maxsize,
) -> Iterator[tuple[Sequence[Document], Sequence[Problem], list[StoryResult]]]:
    """Yield documents, problems and results of at most ``stories_per_part`` stories at a time."""
    progress = following(progress)
    off: tuple[str, ...] = ()
    if config.filters:
        # Imported here: the list of filters brings the whole comparison, which a cached run spares.
        from factcheck.facts.filters import switched_off

        off = switched_off(config.filters)
    second = second_opinion(config)
    documents, problems = read_documents(listed(articles), config, progress)
    if progress is not None:
        progress.step("reading claims", len(documents))
    with open_store(config) as store, closing(open_engine(config)) as engine:
        session = Session(store, engine, config.model, config.precision, off, config.vocabulary)
        claims = find_claims(session, documents, progress)
        if progress is not None:
            progress.step("grouping")
        stories = find_stories(session, documents, claims)
        if progress is not None:
            progress.step("comparing stories", len(stories))
        for begin in range(0, len(stories), stories_per_part):
            part = stories[begin : begin + stories_per_part]
            results = list(compare_stories(session, documents, claims, part, progress))
            if progress is not None:
                for result in results:
                    progress.withheld(result.withheld)
            if second is not None:
                results, unanswered = _revised(
                    session, second, documents, claims, results, progress
                )
                problems = [*problems, *unanswered]
            yield [documents[n] for story in part for n in story], problems, results
            problems = []
    if progress is not None:
        progress.done()


def _revised(
    session: Session,
    second: SecondOpinion,
    documents: Sequence[Document],
    claims: Sequence[bytes],
    results: Sequence[StoryResult],
    progress: Progress | None,
) -> tuple[list[StoryResult], list[Problem]]:
    from factcheck.run.opinions import with_second_opinions

    return with_second_opinions(session, second, documents, claims, results, progress)


def second_opinion(config: Config) -> SecondOpinion | None:
    """Return the judge that is asked besides the built-in one, None where none is configured.

    Raises:
        ConfigError: the setting names no judge, or one that offline forbids.
        ModelError: its model is missing.
    """
    if config.second_opinion is None:
        return None
    # Imported here, as everything of it: a run without a second opinion needs none of it.
    from factcheck.judges.opening import open_judge
    from factcheck.run.opinions import SecondOpinion

    judge = open_judge(config)
    return None if judge is None else SecondOpinion(judge, config.budget)


def assemble(
    documents: Sequence[Document],
    problems: Sequence[Problem],
    results: Sequence[StoryResult],
    config: Config,
) -> Report:
    """Return the report of all stories, the strongest findings first."""
    ordered = sorted(results, key=lambda r: r.story.documents)
    return Report(
        tool=Tool("factcheck", VERSION, models(config)),
        documents=tuple(sorted(documents, key=lambda d: d.id)),
        stories=tuple(r.story for r in ordered),
        clusters=tuple(c for r in ordered for c in r.clusters),
        findings=tuple(sorted((f for r in ordered for f in r.findings), key=rank)),
        facts=tuple(f for r in ordered for f in r.facts),
        claims=tuple(c for r in ordered for c in r.claims),
        timeline=tuple(e for r in ordered for e in r.timeline),
        problems=tuple(problems),
    )


def models(config: Config) -> dict[str, str]:
    """Return purpose -> model, with its digest or version."""
    name = config.model if config.model == DEFAULT else Path(config.model).name
    encoder = f"{name} sha256:{model_digest(config.model)}"
    if config.precision != Config().precision:
        encoder += f" {config.precision}"
    named = {"encoder": encoder, "parser": parser_identity()}
    if (second := second_opinion(config)) is not None:
        named["second opinion"] = second.judge.described
    return named
