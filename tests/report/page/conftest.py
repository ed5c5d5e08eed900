"""Fixtures for the tests of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import browser, page_reports


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running browser for all tests."""
    with browser.started() as running:
        yield running


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., browser.Opened]]:
    contexts = []

    def opened(text: str, fragment: str = "", **options: Any) -> browser.Opened:
        path = tmp_path / "factcheck.html"
        path.write_text(
            page_reports.rendered(text) if text in page_reports.REPORTS else text, encoding="utf-8"
        )
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        opened_page = browser.Opened(context.new_page())
        opened_page.page.on("request", lambda request: opened_page.requests.append(request.url))
        opened_page.page.on("pageerror", lambda error: opened_page.complaints.append(str(error)))
        opened_page.page.on("console", lambda message: opened_page.complaints.append(message.text))
        opened_page.page.goto(path.as_uri() + fragment)
        return opened_page

    yield opened
    for context in contexts:
        context.close()
