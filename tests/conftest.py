"""What several test modules share: the fixture stories, and one run over them."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from factcheck.model import Report

ROOT = Path(__file__).resolve().parent.parent
STORY_PATHS = ("fixtures/court", "fixtures/ferry", "fixtures/letter")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def fixtures(root: Path) -> Path:
    """The folder of the fixture stories."""
    return root / "fixtures"


@pytest.fixture(scope="session")
def fixture_report(root: Path) -> Report:
    """The report on all fixture stories, made once, without a cache."""
    from factcheck.pipeline import check
    from factcheck.settings.config import Config

    with contextlib.chdir(root):
        return check(STORY_PATHS, Config(use_cache=False))
