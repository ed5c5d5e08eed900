"""The page in Firefox: every view shows, keys decide, decisions stay, no network is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.report.page import html
from tests.report.page.test_siblings import verified
from tests.support import firefox, page_reports
from tests.support.firefox import Firefox

pytestmark = pytest.mark.slow

ENTER, ESCAPE = "\ue007", "\ue00c"
VIEWS = ("overview", "findings", "matrix", "timeline", "claims", "articles", "compare")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox.started(tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    path = tmp_path / "factcheck.html"
    path.write_text(page_reports.rendered("ferry"), encoding="utf-8")
    return path


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_shows_alone_and_asks_nothing_of_a_network(
    running: Firefox, ferry: Path, view: str
) -> None:
    running.open(f"{ferry.as_uri()}#{view}")
    shown = (
        "[...document.querySelectorAll('.view')].filter(v => v.checkVisibility()).map(v => v.id)"
    )
    assert running.ask(shown) == [view]
    assert running.ask("document.documentElement.scrollWidth <= innerWidth")
    assert running.ask("performance.getEntriesByType('resource').length") == 0


def test_keys_decide_and_the_decision_is_there_after_a_reload(
    running: Firefox, ferry: Path
) -> None:
    running.open(f"{ferry.as_uri()}#findings")
    running.press("j", "a")
    running.until("document.getElementById('decide').open")
    running.ask("document.getElementById('decide-by').value = 'Ada Brandt'")
    running.press(*"Both stand.", ENTER)
    running.until("document.getElementById('decided').textContent.startsWith('1 of')")
    running.press(".")
    running.until("document.getElementById('decided').textContent.startsWith('2 of')")
    running.press("u")
    running.until("document.getElementById('decided').textContent.startsWith('1 of')")
    running.open(f"{ferry.as_uri()}#findings")
    assert running.ask("document.querySelector('[data-decided] .decision').textContent").endswith(
        "Both stand."
    )


def test_search_lights_and_clears(running: Firefox, ferry: Path) -> None:
    running.open(f"{ferry.as_uri()}#findings")
    running.press("/", *"no such word")
    visible = "document.querySelectorAll('.finding:not([hidden])').length"
    running.until(f"{visible} === 0")
    running.press(ESCAPE)
    running.until(f"{visible} === 8")


def test_the_page_of_a_draft_has_its_keys(running: Firefox, tmp_path: Path) -> None:
    path = tmp_path / "verify.html"
    path.write_text(html.render_verified(verified()), encoding="utf-8")
    running.open(path.as_uri())
    running.press("j")
    assert running.ask("document.activeElement.id") == "contradicted-1"
    running.press("?")
    assert running.ask("document.getElementById('help').open")
