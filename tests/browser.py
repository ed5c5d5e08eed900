"""The browser that the tests of the page drive: Debian's Chromium, never a downloaded one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def chromium() -> Path:
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
def started() -> Iterator[object]:
    """Give a running browser; skip the test where Playwright or Chromium is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium()
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(path), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
