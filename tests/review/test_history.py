"""Tests of --since: what has changed since a commit, in a real repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from factcheck.errors import ConfigError
from factcheck.review import history
from tests.support import build, command

if shutil.which("git") is None:
    pytest.skip("needs git", allow_module_level=True)

TEXTS = {"packet": "Five died.", "courier": "Six died.", "radio": "It sank on Monday.",
         "gazette": "It sank on Friday."}  # fmt: skip
DEAD = build.finding([("packet", "Five")], [("courier", "Six")], fact="dead")
DAY = build.finding([("radio", "Monday")], [("gazette", "Friday")], type="date", fact="day")


def git(*arguments: str) -> str:
    identity = ["-c", "user.name=Ines", "-c", "user.email=ines@example.org"]
    done = subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)
    return done.stdout.decode().strip()


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of four committed articles, in the working directory."""
    for variable in [v for v in os.environ if v.startswith(("FACTCHECK_", "GIT_"))]:
        monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text)
    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "all")
    return folder


def commit(file: Path, text: str) -> None:
    file.write_text(text)
    git("add", "--all")
    git("commit", "--quiet", "--message", file.name)


def test_changed_files_are_those_committed_edited_added_and_not_yet_known(articles: Path) -> None:
    commit(articles / "packet.txt", "Seven died.")
    (articles / "radio.txt").write_text("It sank on Tuesday.")
    (articles / "näw\tone.txt").write_text("It sank.")
    assert history.changed_since("HEAD~1") == {
        articles / "packet.txt",
        articles / "radio.txt",
        articles / "näw\tone.txt",
    }
    assert articles / "packet.txt" not in history.changed_since("HEAD")


def test_all_of_the_repository_counts_from_a_folder_in_it(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "packet.txt").write_text("Seven died.")
    (articles.parent / "other.txt").write_text("It sank.")
    monkeypatch.chdir(articles)
    assert history.changed_since("HEAD") == {articles / "packet.txt", articles.parent / "other.txt"}


def test_what_changed_on_the_other_branch_is_not_ours(articles: Path) -> None:
    git("checkout", "--quiet", "-b", "draft")
    commit(articles / "radio.txt", "It sank on Tuesday.")
    git("checkout", "--quiet", "main")
    commit(articles / "packet.txt", "Seven died.")
    git("checkout", "--quiet", "draft")
    assert history.changed_since("main") == {articles / "radio.txt"}


@pytest.mark.parametrize("name", ["nowhere", "--output=owned", "HEAD:articles/packet.txt"])
def test_what_is_no_commit_is_said_and_never_an_option(articles: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=r"is no commit of this repository.*fetch-depth"):
        history.changed_since(name)
    assert not (articles.parent / "owned").exists()


def test_outside_a_repository_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="needs a git repository"):
        history.changed_since("HEAD", tmp_path)


def test_without_git_it_is_said(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(articles))
    with pytest.raises(ConfigError, match="needs git, which cannot be run"):
        history.changed_since("HEAD")


def test_only_findings_that_touch_a_changed_article_fail(
    articles: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    command.use_pipeline(monkeypatch, build.report(TEXTS, [DEAD, DAY]))

    def check() -> command.Result:
        return command.run(capfdbinary, "check", "articles", "-f", "concise", "--since", "HEAD")

    silent = check()
    assert (silent.status, silent.out, silent.err) == (0, "", "")
    (articles / "courier.txt").write_text("Six died. ")
    assert check().status == 1
    (line,) = check().out.splitlines()
    assert "error[number]" in line


def test_the_others_say_why_they_are_silent_and_an_acceptance_stays(articles: Path) -> None:
    accepted = build.finding(*DEAD.variants, fact="dead", status="accepted", reason="both")
    report = history.only_changed(build.report(TEXTS, [accepted, DAY]), frozenset(), "v1")
    assert [(f.status, f.reason) for f in report.findings] == [
        ("accepted", "both"),
        ("suppressed", "none of its articles changed since v1"),
    ]
