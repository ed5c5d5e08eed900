"""docs/ci.md and docs/review.md show real output: their console sessions are run.

The files that they show are read by their readers. ``UPDATE_DOCS=1 pytest
tests/docs/test_ci_page.py`` writes the output into the pages again.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.settings import load as settings
from factcheck.settings.finding_types import BUILT_IN
from tests.support import build, command, mill

_BLOCK = re.compile(r"```(\w+)\n(.*?)```\n", re.DOTALL)
_STATUS = '; echo "status $?"'


@pytest.fixture
def page(root: Path) -> Path:
    return root / "docs" / "ci.md"


@pytest.fixture
def run(
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    root: Path,
) -> Callable[[str], str]:
    """Run one line of a console session in the folder with the articles."""
    mill.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    for variable in [v for v in os.environ if v.startswith(("FACTCHECK_", "GITHUB_"))]:
        monkeypatch.delenv(variable)
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
        call, pipe, rest = line.removesuffix(_STATUS).partition(" | ")
        result = command.run(capfdbinary, *shlex.split(call)[1:])
        out = result.out + result.err
        if pipe:
            out = subprocess.run(
                ["bash", "-c", rest], check=True, input=out, capture_output=True, text=True
            ).stdout
        return out + (f"status {result.status}\n" if line.endswith(_STATUS) else "")

    return once


@pytest.mark.parametrize("name", ["ci.md", "review.md"])
def test_every_console_session_shows_what_really_happens(
    root: Path, run: Callable[[str], str], name: str
) -> None:
    page = root / "docs" / name
    text = page.read_text("utf-8")

    def session(match: re.Match[str]) -> str:
        if match[1] != "console":
            return match[0]
        lines = [line for line in match[2].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"{line}\n{run(line[2:])}" for line in lines) + "```\n"

    real = _BLOCK.sub(session, text)
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(real, "utf-8")
    else:
        assert real == text


def blocks(page: Path, language: str) -> dict[str, str]:
    """Return the blocks that begin with a comment naming their file."""
    found = [m[2] for m in _BLOCK.finditer(page.read_text("utf-8")) if m[1] == language]
    return {text.partition("\n")[0].removeprefix("# "): text for text in found}


def test_the_configuration_shown_is_valid(page: Path, run: Callable[[str], str]) -> None:
    Path("factcheck.toml").write_text(blocks(page, "toml")["factcheck.toml"])
    config = settings.load(environ={}).config
    assert config.sources[0].trust == "low"
    assert config.ignore[0].path == "archive/**"


def test_the_types_of_finding_are_all_listed(page: Path) -> None:
    table = "".join(f"| {kind.name} | {kind.title} |\n" for kind in BUILT_IN)
    assert f"| type | what is found |\n| --- | --- |\n{table}\n" in page.read_text("utf-8")


def test_the_action_is_used_with_inputs_it_has(page: Path, root: Path) -> None:
    workflow = yaml.safe_load(blocks(page, "yaml")[".github/workflows/articles.yml"])
    step = workflow["jobs"]["factcheck"]["steps"][-1]
    described = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    assert set(step["with"]) <= set(described["inputs"])


def test_the_hook_is_used_by_the_name_it_has(page: Path, root: Path) -> None:
    used = yaml.safe_load(blocks(page, "yaml")[".pre-commit-config.yaml"])
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert used["repos"][0]["hooks"][0]["id"] == hooks[0]["id"]


def test_the_gitlab_job_writes_the_artifacts_it_names(
    page: Path, run: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    job: dict[str, Any] = yaml.safe_load(blocks(page, "yaml")[".gitlab-ci.yml"])["factcheck"]
    texts = {"a": "Five died.", "b": "Six died."}
    found = build.finding([("a", "Five")], [("b", "Six")])
    command.use_pipeline(monkeypatch, build.report(texts, [found]))
    check = next(line for line in job["script"] if line.startswith("factcheck "))
    assert "status 1" in run(check + _STATUS)
    for path in (*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()):
        assert Path(path).exists()
