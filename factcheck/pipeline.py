"""The order of the steps, and nothing else:

paths -> documents -> claims -> stories -> clusters and findings -> report.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import factcheck
from factcheck.claims import analyse
from factcheck.compare import StoryResult, compare_story, rank
from factcheck.config import Config
from factcheck.language.encoder import DEFAULT, model_digest
from factcheck.language.parser import parser_identity
from factcheck.link.stories import group_stories
from factcheck.model import Document, Problem, Report, Tool
from factcheck.read import read_documents

if TYPE_CHECKING:
    from factcheck.progress import Progress


def check(
    paths: Sequence[str | Path], config: Config | None = None, progress: Progress | None = None
) -> Report:
    """Read the articles that ``paths`` stand for and report where they agree and disagree.

    ``paths`` are files, folders, globs or ``-`` for JSON lines on standard input; their order does
    not matter.

    Raises:
        InputError: a path does not exist, or nothing could be read.
        ModelError: a model is missing or not the one asked for.
        ConfigError: a setting is wrong.
    """
    settings = config or Config()
    if progress is not None:
        progress.step("reading")
    documents, problems = read_documents([str(p) for p in paths], settings, progress)
    if progress is not None:
        progress.step("reading claims", len(documents))
    analyses = list(analyse(documents, settings.model, progress))
    stories = group_stories(analyses)
    if progress is not None:
        progress.step("comparing stories", len(stories))
    results = []
    for story in stories:
        results.append(compare_story(story))
        if progress is not None:
            progress.advance(1)
    if progress is not None:
        progress.done()
    return assemble(documents, problems, results, settings)


def assemble(
    documents: Sequence[Document],
    problems: Sequence[Problem],
    results: Sequence[StoryResult],
    config: Config,
) -> Report:
    """Return the report of all stories, the strongest findings first."""
    ordered = sorted(results, key=lambda r: r.story.documents)
    return Report(
        tool=Tool("factcheck", factcheck.__version__, models(config.model)),
        documents=tuple(sorted(documents, key=lambda d: d.id)),
        stories=tuple(r.story for r in ordered),
        clusters=tuple(c for r in ordered for c in r.clusters),
        findings=tuple(sorted((f for r in ordered for f in r.findings), key=rank)),
        facts=tuple(f for r in ordered for f in r.facts),
        claims=tuple(c for r in ordered for c in r.claims),
        timeline=tuple(e for r in ordered for e in r.timeline),
        problems=tuple(problems),
    )


def models(encoder: str) -> dict[str, str]:
    """Return the models in use by what they do, with the digest or version of each."""
    name = encoder if encoder == DEFAULT else Path(encoder).name
    return {"encoder": f"{name} sha256:{model_digest(encoder)}", "parser": parser_identity()}
