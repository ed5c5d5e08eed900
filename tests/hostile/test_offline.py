"""Offline means offline: a run opens no socket and fetches nothing that an article names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

# An audit hook cannot be removed or bypassed by Python code: whatever makes, connects or resolves
# a socket, in any library, ends the run.
GUARD = """
import sys

def forbid(event, args):
    if event.startswith(("socket.", "urllib.", "http.client", "ftplib", "smtplib")):
        print("FORBIDDEN", event, args, file=sys.stderr, flush=True)
        raise PermissionError(event)

sys.addaudithook(forbid)
"""
ARTICLES = {
    "a.txt": "The ferry left the quay at noon on Friday. Five people were killed when it sank.\n",
    "b.txt": "The ferry left the quay at noon on Friday. Six people were killed when it sank.\n",
    "c.html": "<!doctype html><html><head><title>Ferry</title>"
    '<link rel="stylesheet" href="http://x.example/a.css"><base href="http://x.example/"></head>'
    "<body><article><p>The ferry left the quay at noon on Friday, the harbour master said.</p>"
    "<p>Five people were killed when it sank off the northern islands, he told reporters.</p>"
    '<img src="http://x.example/p.png"><script src="http://x.example/a.js"></script>'
    "</article></body></html>",
    "d.md": "![p](http://x.example/p.png) The ferry left the quay at noon. [x](http://x.example/)\n",
}


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.run(
        [sys.executable, "-c", GUARD + code, *arguments],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )


# A reader of HTML imports libraries that another run imports with the parser only.
@pytest.mark.parametrize("names", [tuple(ARTICLES), ("a.txt", "b.txt")])
def test_a_run_over_articles_with_addresses_in_them_opens_no_socket(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        (tmp_path / name).write_text(ARTICLES[name])
    code = "from factcheck.app.cli import main\nsys.argv[0] = 'factcheck'\nmain()\n"
    output = tmp_path / "reports"
    result = run(code, "check", str(tmp_path), "--offline", "--no-cache", "-o", str(output))
    assert "FORBIDDEN" not in result.stderr
    assert result.returncode in (0, 1), result.stderr
    assert (output / "factcheck.json").exists()


def test_the_guard_sees_a_socket() -> None:
    result = run("import socket\nsocket.create_connection(('127.0.0.1', 9))\n")
    assert "FORBIDDEN socket." in result.stderr
    assert result.returncode == 1
