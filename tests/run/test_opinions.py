"""A run with a second opinion: what it changes, what is kept, and what happens when it fails."""

from __future__ import annotations

import json
import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from factcheck.app.progress import Lines
from factcheck.errors import ConfigError
from factcheck.judges import opening
from factcheck.judges.endpoint import Endpoint
from factcheck.judges.posting import KEY
from factcheck.model import Report
from factcheck.pipeline import check
from factcheck.report.format import Display, Format, TextFormat
from factcheck.report.json import render
from factcheck.run.store import FILENAME
from factcheck.settings.config import Config
from factcheck.settings.load import load
from factcheck.settings.registry import REPORT_FORMATS
from tests.support.command import run
from tests.support.judging import Received, cross_encoder, said, server, trickling, verdict

ARTICLES = {
    "a.txt": "The ferry Maren sank in the sound on Friday. The ferry had passed its safety "
    "inspection in spring. The crew of the ferry was saved by a passing trawler.\n",
    "b.txt": "The ferry Maren went down in the sound on Friday. The ferry had failed its safety "
    "inspection in spring. The crew of the ferry was saved by a navy helicopter.\n",
    "c.txt": "The ferry Maren was lost in the sound on Friday with no loss of life. The ferry's "
    "crew swam to the shore after the ferry sank in the sound.\n",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    return folder


def config(tmp_path: Path, address: str | None, **more: Any) -> Config:
    return Config(
        cache_dir=tmp_path / "cache", second_opinion=address, offline=address is None, **more
    )


def conflicts(request: Received, _: int) -> tuple[int, Any]:
    return 200, said(verdict(request))


def severities(report: Report) -> dict[str, tuple[str, float]]:
    return {f.fingerprint: (f.severity, f.confidence) for f in report.findings}


def test_a_run_asks_and_its_rerun_asks_nothing_and_gives_the_same_bytes(
    articles: Path, tmp_path: Path
) -> None:
    plain = check([articles], config(tmp_path, None))
    with server(conflicts) as known:
        first = check([articles], config(tmp_path, known.address))
        count = len(known.received)
        again = check([articles], config(tmp_path, known.address))
        assert len(known.received) == count > 1
    # Not even the server is needed any more.
    assert (
        render(again) == render(first) == render(check([articles], config(tmp_path, known.address)))
    )
    added = severities(first).keys() - severities(plain).keys()
    assert added and severities(plain).keys() <= severities(first).keys()
    assert all(f.severity != "error" for f in first.findings if f.fingerprint in added)
    assert first.tool.models["second opinion"] == "small (OpenAI-compatible, prompt 2)"
    assert first.problems == ()


def test_without_the_option_no_byte_of_any_report_differs(articles: Path, tmp_path: Path) -> None:
    """Nor after a run with it that has filled the same cache with other results."""

    def reports(folder: str) -> dict[str, str]:
        report = check([articles], Config(cache_dir=tmp_path / folder))
        forms = [f for f in REPORT_FORMATS.load_all(Format) if isinstance(f, TextFormat)]
        return {form.name: form.render(report, Display()) for form in forms}

    before = reports("one")
    assert len(before) > 5
    with server(conflicts) as known:
        assert render(check([articles], config(tmp_path, known.address))) != before["json"]
    assert reports("cache") == before
    assert not any("second opinion" in text for text in before.values())


def test_the_budget_limits_the_questions_and_the_cost_is_shown(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with server(conflicts) as known:
        check([articles], config(tmp_path, known.address, budget=1), Lines())
        assert len(known.received) == 1
        shown = capsys.readouterr().err
        assert "second opinion: 1 questions, 0 answered before; 50 tokens" in shown
        check([articles], config(tmp_path, known.address, budget=2), Lines())
        assert len(known.received) == 2
    assert "second opinion: 2 questions, 1 answered before; 50 tokens" in capsys.readouterr().err


def test_a_server_that_dies_in_the_middle_loses_nothing(articles: Path, tmp_path: Path) -> None:
    plain = check([articles], config(tmp_path, None))
    with server(lambda r, n: conflicts(r, n) if n == 1 else (0, b"")) as dying:
        partly = check([articles], config(tmp_path, dying.address))
    assert len(dying.received) == 2
    (problem,) = partly.problems
    assert problem.used and "small answered 1 of " in problem.reason
    assert "connection was lost" in problem.reason and "\n" not in problem.reason
    # The one answer counts, and for the rest the built-in judge stands.
    changed = [k for k, v in severities(partly).items() if severities(plain).get(k) != v]
    assert len(changed) == 1
    with server(conflicts) as back:
        whole = check([articles], config(tmp_path, back.address))
        asked_now = len(back.received)
    fresh = Config(cache_dir=tmp_path / "fresh", offline=False)
    with server(conflicts) as other:
        assert render(whole) == render(
            check([articles], Config(**{**_plain(fresh), "second_opinion": other.address}))
        )
        assert asked_now == len(other.received) - 1


def _plain(one: Config) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Config.__dataclass_fields__}


def test_nonsense_refusals_and_a_dead_address_leave_the_built_in_judge(
    articles: Path, tmp_path: Path
) -> None:
    plain = check([articles], config(tmp_path, None))
    for number, body in enumerate((b"<html>", said("I will not."), said({"verdict": 1}))):
        with server(lambda *_, body=body: (200, body)) as known:  # type: ignore[misc]
            own = Config(cache_dir=tmp_path / str(number), second_opinion=known.address,
                         offline=False)  # fmt: skip
            assert check([articles], own).findings == plain.findings
    own = Config(cache_dir=tmp_path / "dead", second_opinion=known.address, offline=False)
    report = check([articles], own)
    assert report.findings == plain.findings
    assert "nobody listens" in report.problems[0].reason


def test_a_key_stands_in_no_report_log_or_cache(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    key = "sesame-5512-open"
    monkeypatch.setenv(KEY, key)

    def echoing(request: Received, number: int) -> tuple[int, Any]:
        assert request.headers["Authorization"] == f"Bearer {key}"
        return conflicts(request, number) if number == 1 else (403, f"bad key {key}".encode())

    with caplog.at_level(logging.DEBUG), server(echoing) as known:
        report = check([articles], config(tmp_path, known.address), Lines(verbose=True))
    assert key not in render(report) and key not in caplog.text
    assert key not in "".join(capsys.readouterr())
    rows = sqlite3.connect(tmp_path / "cache" / FILENAME).execute("SELECT value FROM entries")
    assert not any(key.encode() in value for (value,) in rows)
    assert not any(key.encode() in f.read_bytes() for f in (tmp_path / "cache").iterdir())


def test_a_cross_encoder_in_a_folder_needs_no_connection(articles: Path, tmp_path: Path) -> None:
    folder = cross_encoder(tmp_path / "encoder")
    own = Config(cache_dir=tmp_path / "cache", second_opinion=f"nli:{folder}")
    assert own.offline
    first = check([articles], own)
    assert first.tool.models["second opinion"].startswith("encoder (cross-encoder, sha256:")
    again = check([articles], own)
    assert render(again) == render(first)
    assert render(check([articles], Config(use_cache=False, second_opinion=f"nli:{folder}"))) == (
        render(first)
    )


def test_an_address_is_contacted_unless_a_person_says_offline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    address = "http://127.0.0.1:9/v1#small"
    assert load(environ={}).config.offline
    assert not load({"second-opinion": address}, environ={}).config.offline
    assert load({"second-opinion": "nli:x"}, environ={}).config.offline
    assert load({"second-opinion": address, "offline": True}, environ={}).config.offline
    (tmp_path / "factcheck.toml").write_text(f'second-opinion = "{address}"\noffline = true\n')
    assert load(environ={}).config.offline
    with pytest.raises(ConfigError, match="second-opinion"):
        load({"second-opinion": "gpt-4"}, environ={})


def test_the_command_line_refuses_an_address_offline(
    articles: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with server(conflicts) as known:
        told = ["check", str(articles), "--second-opinion", known.address, "--no-cache",
                "-o", str(tmp_path / "out"), "-f", "json"]  # fmt: skip
        refused = run(capfdbinary, *told, "--offline")
        assert refused.status == 2 and "offline" in refused.err
        assert known.received == []
        done = run(capfdbinary, *told, "--budget", "1")
        assert done.status in (0, 1), done.err
        assert len(known.received) == 1 and "second opinion: 1 questions" in done.err
    report = json.loads((tmp_path / "out" / "factcheck.json").read_text())
    assert report["tool"]["models"]["second opinion"].startswith("small")


@pytest.mark.slow
def test_on_ray_the_same_is_asked_and_the_same_bytes_come_out(
    articles: Path, tmp_path: Path
) -> None:
    """The workers choose and compare; the process that was started asks."""
    pytest.importorskip("ray", reason="the package ray is not installed")
    with server(conflicts) as known:
        here = check([articles], config(tmp_path / "here", known.address))
        asked = [r.body for r in known.received]
        there = check([articles], config(tmp_path / "there", known.address, engine="ray", jobs=1))
    assert [r.body for r in known.received[len(asked) :]] == asked != []
    assert render(there) == render(here)


def test_an_answer_that_trickles_in_is_late_and_the_run_goes_on(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = check([articles], config(tmp_path, None))
    monkeypatch.setattr(opening, "Endpoint", lambda address: Endpoint(address, patience=0.3))
    with trickling(b"HTTP/1.1 200 OK\r\n\r\n", every=0.05) as known:
        report = check([articles], config(tmp_path, known.address))
    assert report.findings == plain.findings
    assert "3 times in a row" in report.problems[0].reason
