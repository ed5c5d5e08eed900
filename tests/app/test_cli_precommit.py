"""The pre-commit hook, run for real on a local clone."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import mill

pytestmark = pytest.mark.slow

pytest.importorskip("pre_commit", reason="needs the package pre-commit")
if shutil.which("git") is None:
    pytest.skip("needs git", allow_module_level=True)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ines", "-c", "user.email=ines@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """A repository with the hook as it stands in the working tree."""
    copy = tmp_path / "factcheck-repository"
    copy.mkdir()
    for name in ("factcheck", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        source = root / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy(source, copy / name)
    git(copy, "init", "--quiet")
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "--message", "all")
    return copy


def hook(project: Path, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"],
        cwd=project,
        capture_output=True,
        text=True,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "FACTCHECK_"))},
            "PRE_COMMIT_HOME": str(home),
            "FACTCHECK_CACHE_DIR": str(home / "results"),
            # Everything but factcheck itself is taken from here instead of being fetched again.
            "PIP_NO_DEPS": "1",
            "PIP_NO_INDEX": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PYTHONPATH": os.pathsep.join(site.getsitepackages()),
        },
    )


def test_the_hook_fails_for_what_is_new_and_passes_once_it_is_accepted(
    clone: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    mill.write(project)
    (project / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {clone}\n    rev: HEAD\n    hooks:\n      - id: factcheck\n"
    )
    (project / "factcheck.toml").write_text('fail-on = "warning"\n')
    git(project, "init", "--quiet")
    git(project, "add", "--all")

    failed = hook(project, tmp_path / "home")
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "212" in failed.stdout
    assert "221" in failed.stdout

    for arguments in (
        ["check", "articles", "--format", "json", "--fail-on", "never"],
        ["baseline", "reports/factcheck.json"],
    ):
        subprocess.run([sys.executable, "-m", "factcheck", *arguments], cwd=project, check=True)
    git(project, "add", "--all")
    passed = hook(project, tmp_path / "home")
    assert passed.returncode == 0, passed.stdout + passed.stderr
