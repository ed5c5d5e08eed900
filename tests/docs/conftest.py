"""What the tests of the documentation share: a folder with articles, and commands run in it."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import command, mill

STATUS = '; echo "status $?"'


@pytest.fixture
def run(
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    root: Path,
) -> Callable[[str], str]:
    """Run one line of a console session in a folder with articles and the fixture stories."""
    mill.write(tmp_path)
    for story in ("court", "ferry", "letter"):
        shutil.copytree(root / "fixtures" / story, tmp_path / "fixtures" / story)
    monkeypatch.chdir(tmp_path)
    for variable in [v for v in os.environ if v.startswith(("FACTCHECK_", "GITHUB_"))]:
        monkeypatch.delenv(variable)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    # The page shows no line that is written only where a machine is slow.
    monkeypatch.setattr("factcheck.app.progress.QUIET_SECONDS", float("inf"))

    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environ = {**os.environ, "PATH": here, "PYTHONPATH": str(root)}

    def shell(line: str) -> str:
        return subprocess.run(
            ["bash", "-c", line], check=True, capture_output=True, text=True, env=environ
        ).stdout

    def once(line: str) -> str:
        typed, piped, call = line.partition(" | factcheck ")
        if piped:
            monkeypatch.setattr("sys.stdin", io.StringIO(shell(typed)))
            line = f"factcheck {call}"
        if not line.startswith("factcheck "):
            return shell(line)
        call, pipe, rest = line.removesuffix(STATUS).partition(" | ")
        result = command.run(capfdbinary, *shlex.split(call)[1:])
        out = result.out + result.err
        if pipe:
            out = subprocess.run(
                ["bash", "-c", rest], check=True, input=out, capture_output=True, text=True
            ).stdout
        return out + (f"status {result.status}\n" if line.endswith(STATUS) else "")

    return once
