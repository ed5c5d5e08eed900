"""Damaged and unusual input: a clear message, the right status, never a traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

GOOD = {
    "times.txt": "The ferry Maren Gray capsized on Saturday. Nine people died in the accident.",
    "post.txt": "The ferry Maren Gray capsized on Saturday. Eight people died in the accident.",
}


@dataclass
class Outcome:
    """The exit status and the output of a run of the command."""

    status: int
    out: str
    err: str

    def report(self) -> dict[str, list[dict[str, str]]]:
        loaded: dict[str, list[dict[str, str]]] = json.loads(self.out)
        return loaded


Run = Callable[..., Outcome]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run the command in an empty folder; arguments after the paths are added by the test."""
    from factcheck.app.cli import main

    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["factcheck", *args])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capfdbinary.readouterr()
        outcome = Outcome(int(ended.value.code or 0), captured.out.decode(), captured.err.decode())
        assert "Traceback" not in outcome.out + outcome.err
        return outcome

    return run


def check_json(run: Run, *paths: str) -> Outcome:
    return run("check", *paths, "-f", "json", "-o", "-", "--no-cache", "--fail-on", "never")


def write_good(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in GOOD.items():
        (folder / name).write_text(text, "utf-8")


def one_line(message: str) -> str:
    """Return the only line of a message."""
    lines = message.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_a_folder_without_articles_is_an_error_that_says_what_to_give(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "articles").mkdir()
    outcome = run("check", "articles")
    assert outcome.status == 2
    assert outcome.out == ""
    assert "articles" in one_line(outcome.err)


def test_a_path_that_does_not_exist_is_an_error_that_names_it(run: Run, tmp_path: Path) -> None:
    write_good(tmp_path / "articles")
    outcome = run("check", "articles", "artcles/more")
    assert outcome.status == 2
    assert "artcles/more" in one_line(outcome.err)


def test_an_empty_file_alone_is_an_error_that_names_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    outcome = run("check", "empty.txt")
    assert outcome.status == 2
    assert outcome.out == ""
    assert "nothing could be read: empty.txt is empty" in outcome.err


def test_one_article_alone_has_nothing_to_be_compared_with(run: Run, tmp_path: Path) -> None:
    (tmp_path / "times.txt").write_text(GOOD["times.txt"], "utf-8")
    outcome = run("check", "times.txt", "--no-cache")
    assert outcome.status == 0
    assert "Nothing to compare with: times" in outcome.out
    assert (tmp_path / "reports" / "factcheck.json").is_file()
    assert (tmp_path / "reports" / "factcheck.html").is_file()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n\r\n"),
        ("picture.txt", bytes(range(256)) * 40),
        ("zeros.txt", b"\x00" * 5000),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_others_are_reported_on(
    run: Run, tmp_path: Path, name: str, data: bytes
) -> None:
    write_good(tmp_path / "articles")
    (tmp_path / "articles" / name).write_bytes(data)
    outcome = check_json(run, "articles")
    assert outcome.status == 0
    assert f"articles/{name}" in one_line(outcome.err)
    report = outcome.report()
    assert [d["id"] for d in report["documents"]] == ["post", "times"]
    assert [p["path"] for p in report["problems"]] == [f"articles/{name}"]
    assert report["findings"]


def test_a_file_in_latin_1_is_read(run: Run, tmp_path: Path) -> None:
    write_good(tmp_path / "articles")
    text = "Le café Zoë: the ferry Maren Gray capsized near Skarvøy. Nine people died. Déjà vu.\n"
    (tmp_path / "articles" / "latin.txt").write_bytes(text.encode("latin-1"))
    outcome = check_json(run, "articles")
    assert outcome.status == 0
    [latin] = [d for d in outcome.report()["documents"] if d["id"] == "latin"]
    assert latin["text"] == text


def test_ten_thousand_copies_of_one_sentence_do_not_hide_the_other_articles(
    run: Run, tmp_path: Path
) -> None:
    write_good(tmp_path / "articles")
    copies = "Seven people died. " * 10_000
    (tmp_path / "articles" / "loop.txt").write_text(copies, "utf-8")
    outcome = check_json(run, "articles")
    assert outcome.status == 0
    report = outcome.report()
    assert len(report["documents"]) == 3
    assert report["findings"]


def test_a_discrepancy_gives_status_one_and_never_failing_gives_zero(
    run: Run, tmp_path: Path
) -> None:
    write_good(tmp_path / "articles")
    assert run("check", "articles", "--no-cache", "--fail-on", "note").status == 1
    assert run("check", "articles", "--no-cache", "--fail-on", "never").status == 0


def test_one_article_given_twice_agrees_with_itself(run: Run, tmp_path: Path) -> None:
    write_good(tmp_path)
    outcome = check_json(run, "times.txt", "./times.txt", "times.txt")
    assert outcome.status == 0
    assert outcome.report()["findings"] == []
    assert len(outcome.report()["documents"]) == 1
