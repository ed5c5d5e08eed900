"""Documents analysed as a run does it, without a cache."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.claims.analysis import Analysis
from factcheck.model import Document
from factcheck.run.local_engine import LocalEngine
from factcheck.run.steps import Session, analyses
from factcheck.run.store import open_store
from factcheck.settings.config import Config


def analysed(documents: Iterable[Document]) -> tuple[Analysis, ...]:
    """Return the analysis of each document, in order."""
    config = Config(use_cache=False)
    with open_store(config) as store:
        session = Session(store, LocalEngine(), config.model)
        return tuple(analyses(session, list(documents)))
