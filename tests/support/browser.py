"""The browser that the tests of the page drive: Debian's Chromium, never a downloaded one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def installed() -> Path:
    """Return Chromium's path; install the package where that is possible, else skip the test."""
    if CHROMIUM.exists():
        return CHROMIUM
    if not Path("/etc/debian_version").exists() or os.geteuid() or not shutil.which("apt-get"):
        pytest.skip(f"no {CHROMIUM}: install Debian's package 'chromium' to run the page's tests")
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr or done.stdout).strip().splitlines()[-1:]
            pytest.skip(f"'{' '.join(command)}' failed, so the page is not tested: {reason}")
    return CHROMIUM


@contextmanager
def started() -> Iterator[Any]:
    """Yield a running browser; skip the test where Playwright or Chromium is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = installed()
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(path), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Opened:
    """An open page, with the requests and the complaints that it has made so far."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def count(self, selector: str) -> int:
        return int(self.page.locator(selector).count())

    def shown(self, selector: str) -> int:
        return int(self.page.locator(f"{selector} >> visible=true").count())

    def until(self, condition: str) -> None:
        """Wait until a JavaScript condition is true.

        Playwright's own waiting evaluates strings inside the page, which the page's policy forbids.
        """
        for _ in range(400):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"never came true: {condition}")

    def until_shown(self, number: int) -> None:
        """Wait until this number of findings is listed."""
        listed = "document.querySelectorAll('.finding:not([hidden])').length"
        self.until(f"{listed} === {number}")

    def decide(self, key: str, reason: str, by: str = "Ada Brandt") -> None:
        """Accept (``a``) or dismiss (``d``) the finding that the keys have reached."""
        self.page.keyboard.press(key)
        self.page.fill("#decide-by", by)
        self.page.fill("#decide-reason", reason)
        self.page.press("#decide-reason", "Enter")

    def focused(self, expression: str) -> Any:
        return self.page.evaluate(f"document.activeElement.{expression}")


@cache
def _axe() -> str:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is missing")
    return next(Path(axe.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


def violations(opened: Opened) -> list[str]:
    """Return what axe-core complains about on the page in its present state."""
    # The policy of the page lets no foreign script in, so axe comes through the debugger.
    opened.page.evaluate(_axe() + "\n;undefined")
    result = opened.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{v['id']}: {node['html'][:200]} {node['failureSummary']}"
        for v in result["violations"]
        for node in v["nodes"]
    ]
