"""The action's steps, run in a fresh folder as a runner would run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import mill

pytestmark = pytest.mark.slow

SHIPPED = ("factcheck", "pyproject.toml", "README.md", "LICENSE", "action.yml")


@pytest.fixture(scope="module")
def action(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the files of the action, as a runner would fetch them."""
    copy = tmp_path_factory.mktemp("action")
    for name in SHIPPED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy(source, copy / name)
    return copy


@dataclass
class Runner:
    """The parts of a runner that the action needs: expressions, conditions, files for outputs."""

    action: Path
    home: Path
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    event: Mapping[str, str] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    log: str = ""

    def run(self) -> int:
        """Run every step whose condition holds; return the exit status of the last one."""
        described = yaml.safe_load((self.action / "action.yml").read_text("utf-8"))
        self.inputs = {
            name: self.inputs.get(name, declared["default"])
            for name, declared in described["inputs"].items()
        }
        status = 0
        for step in described["runs"]["steps"]:
            if not self._wanted(step.get("if", "")):
                continue
            if "uses" in step:
                self._check_use(step)
                continue
            status = self._shell(step)
            if status:
                break
        return status

    def _lookup(self, name: str) -> str:
        context, _, key = name.partition(".")
        match context, key:
            case "inputs", _:
                return self.inputs[key]
            case "github", "action_path":
                return str(self.action)
            case "runner", "temp":
                return str(self.home / "temp")
            case "steps", _:
                return self.outputs.get(key.rpartition(".")[2], "")
            case "github", _ if key in self.event:
                return self.event[key]
        return name  # the others only make up the names of caches

    def _expand(self, text: str) -> str:
        return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda m: self._lookup(m[1]), text)

    def _wanted(self, condition: str) -> bool:
        terms = re.findall(r"([\w.-]+) (==|!=) '(\w*)'", condition)
        assert condition.count("'") == 2 * len(terms)
        return all((self._lookup(a) == b) == (sign == "==") for a, sign, b in terms)

    def _check_use(self, step: Mapping[str, Any]) -> None:
        self.used.append(step["uses"].partition("@")[0])
        for name in ("path", "sarif_file"):
            value = self._expand(step.get("with", {}).get(name, ""))
            if step["uses"].startswith(("github/", "actions/upload")) and value:
                assert (self.home / "work" / value).exists(), value

    def _shell(self, step: Mapping[str, Any]) -> int:
        assert "${{" not in step["run"], "inputs must reach scripts by the environment only"
        output, summary = self.home / "output", self.home / "summary"
        output.touch()
        site = self.home / "site"
        places = (site / "bin", self.home / "bin", Path(sys.executable).parent)
        environ = {
            **os.environ,
            **{name: self._expand(str(v)) for name, v in step.get("env", {}).items()},
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            # The packages are here already; what is installed is factcheck, into a fresh place.
            "PATH": os.pathsep.join([*map(str, places), os.environ["PATH"]]),
            "PYTHONPATH": str(site),
            "PIP_TARGET": str(site),
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this as "no isolation"
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.home / "work",
            env=environ,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.log += done.stdout
        self.outputs |= dict(line.split("=", 1) for line in output.read_text().splitlines())
        return done.returncode


def runner(action: Path, tmp_path: Path, **inputs: str) -> Runner:
    mill.write(tmp_path / "work")
    renamed = {name.replace("_", "-"): value for name, value in inputs.items()}
    return Runner(action, tmp_path, renamed)


def test_the_action_installs_compares_uploads_and_fails(action: Path, tmp_path: Path) -> None:
    acted = runner(action, tmp_path, fail_on="warning")
    assert acted.run() == 1, acted.log
    assert acted.outputs == {"status": "1"}
    assert acted.used == [
        "actions/setup-python",
        "actions/cache",
        "actions/cache",
        "github/codeql-action/upload-sarif",
        "actions/upload-artifact",
    ]
    assert re.search("^::(error|warning) file=articles/", acted.log, re.MULTILINE)
    assert "## factcheck: 1 " in (tmp_path / "summary").read_text("utf-8")
    report = json.loads((tmp_path / "work/reports/factcheck.json").read_text("utf-8"))
    assert len(report["documents"]) == len(mill.ARTICLES)
    assert (tmp_path / "site/factcheck/settings/schemas/config.schema.json").is_file()


GH = """#!/usr/bin/env bash
# Stands for GitHub's command line: keeps one comment in a file.
kept="$(dirname "$0")/../comment"
echo "$*" >> "$kept.calls"
case "$*" in
  *--paginate*) [ ! -f "$kept" ] || echo 4711 ;;
  *"--method POST "*/issues/12/comments*|*"--method PATCH "*/issues/comments/4711*)
    last="${!#}"; cp "${last#body=@}" "$kept" ;;
  *) exit 1 ;;
esac
"""


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Ines", "-c", "user.email=ines@example.org"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_a_pull_request_has_one_comment_that_is_written_anew(action: Path, tmp_path: Path) -> None:
    acted = runner(
        action,
        tmp_path,
        fail_on="never",
        comment="true",
        upload_sarif="false",
        arguments="--since\nHEAD\n",
    )
    work = tmp_path / "work"
    git(work, "init", "--quiet")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "before")
    acted.event = {
        "event_name": "pull_request",
        "repository": "desk/articles",
        "event.pull_request.number": "12",
        "event.pull_request.base.sha": git(work, "rev-parse", "HEAD"),
    }
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH)
    (tmp_path / "bin/gh").chmod(0o755)
    comment, calls = tmp_path / "comment", tmp_path / "comment.calls"

    assert acted.run() == 0, acted.log
    assert not comment.exists()  # nothing has changed, so nothing is said
    edited = work / "articles" / mill.EDITED
    edited.write_text(edited.read_text("utf-8").replace(mill.BEFORE, mill.AFTER), "utf-8")
    assert acted.run() == 0, acted.log
    said = comment.read_text("utf-8")
    assert said.startswith(
        "<!-- the changes of this pull request, by factcheck -->\n## factcheck: 1 "
    )
    assert "<b>34</b>" in said
    edited.write_text(edited.read_text("utf-8").replace(mill.AFTER, mill.BEFORE), "utf-8")
    assert acted.run() == 0, acted.log
    assert "0 appeared, 0 changed, 0 gone" in comment.read_text("utf-8")
    methods = re.findall("--method (\\w+)", calls.read_text("utf-8"))
    assert methods == ["POST", "PATCH"]
    assert git(work, "worktree", "list").count("\n") == 0


def test_inputs_with_blanks_and_shell_characters_are_arguments_and_nothing_else(
    action: Path, tmp_path: Path
) -> None:
    acted = runner(
        action,
        tmp_path,
        paths="my articles/$(touch owned)/*.txt\nmore; touch owned\n",
        arguments="--strict\n--no-cache\n",
        fail_on="never",
        output="a report",
    )
    assert acted.run() == 2
    assert acted.outputs == {"status": "2"}
    assert "more; touch owned does not exist" in acted.log
    assert not list(tmp_path.rglob("owned"))
    assert acted.used == ["actions/setup-python", "actions/cache", "actions/cache"]
