"""The files that docs/ci.md shows are read by their readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.settings import load as settings
from factcheck.settings.finding_types import BUILT_IN
from tests.docs.conftest import STATUS
from tests.support import build, command

_BLOCK = re.compile(r"```(\w+)\n(.*?)```\n", re.DOTALL)


@pytest.fixture
def page(root: Path) -> Path:
    return root / "docs" / "ci.md"


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


@pytest.mark.parametrize("name", ["docs/ci.md", "README.md"])
def test_the_action_is_used_with_inputs_it_has(root: Path, name: str) -> None:
    page = root / name
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
    assert "status 1" in run(check + STATUS)
    for path in (*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()):
        assert Path(path).exists()
