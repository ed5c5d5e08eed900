"""What has changed since a commit: the findings of a report that concern it."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

from factcheck.errors import ConfigError
from factcheck.model import Finding, Report
from factcheck.review.policy import suppress


def changed_since(commit: str, folder: Path | None = None) -> frozenset[Path]:
    """Return the files that differ from ``commit``, as absolute paths, with those not yet added.

    ``folder`` is one of the repository, by default the working directory. Where ``commit`` is on
    another branch, what counts is the commit at which the two parted.

    Raises:
        ConfigError: there is no git, no repository here, or no such commit.
    """
    here = folder or Path.cwd()
    root = Path(_git(here, "rev-parse", "--show-toplevel", failing=_NO_REPOSITORY).rstrip("\n"))
    known = _git(
        here,
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        f"{commit}^{{commit}}",
        failing=(
            f"--since {commit!r} is no commit of this repository",
            "Name a commit, a tag or a branch; where only the last commit was fetched, fetch more "
            "(fetch-depth: 0)",
        ),
    ).strip()
    parted = _try_git(here, "merge-base", known, "HEAD")
    base = parted.stdout.decode().strip() if parted.returncode == 0 else known
    failing = ("git cannot tell what changed", "Look at what 'git status' says")
    listed = _git(here, "diff", "--name-only", "--no-renames", "-z", base, "--", failing=failing)
    # Seen from the root, so that files elsewhere in the repository count as well.
    others = _git(
        root, "ls-files", "--others", "--exclude-standard", "-z", "--full-name", failing=failing
    )
    names = [name for name in (listed + others).split("\0") if name]
    return frozenset((root / name).resolve() for name in names)


_NO_REPOSITORY = (
    "--since needs a git repository, and this folder is in none",
    "Run factcheck inside the repository of the articles, or leave --since out",
)


def only_changed(report: Report, changed: frozenset[Path], commit: str) -> Report:
    """Return the report with the new findings suppressed that touch none of the changed files."""
    touched = {d.id for d in report.documents if Path(d.path).resolve() in changed}

    def judge(finding: Finding) -> Finding:
        documents = {m.document for v in finding.variants for m in v.mentions}
        if finding.status != "new" or documents & touched:
            return finding
        return suppress(finding, f"none of its articles changed since {commit}")

    return replace(report, findings=tuple(map(judge, report.findings)))


def _git(folder: Path, *arguments: str, failing: tuple[str, str]) -> str:
    """Return what git prints.

    Raises:
        ConfigError: git fails; the error has the message and the hint of ``failing``.
    """
    done = _try_git(folder, *arguments)
    if done.returncode:
        raise ConfigError(failing[0], hint=failing[1])
    return done.stdout.decode("utf-8", "surrogateescape")


def _try_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        raise ConfigError(
            "--since needs git, which cannot be run", hint="Install git, or leave --since out"
        ) from None
