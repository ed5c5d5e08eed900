"""``factcheck verify`` takes the options of ``check``, and knows what was accepted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import command

DRAFT = """Ferry service to Skarholm resumes

The ferry to Skarholm will sail again from Monday, the harbour master said.

The repair of the pier at Skarholm cost 3 million euros, the harbour master said.
"""
OTHER = """Skarholm has its ferry back

The ferry to Skarholm will sail again from Monday, the harbour master said.

The repair of the pier at Skarholm cost 8 million euros, the harbour master said.
"""

Verify = Callable[..., command.Result]


@pytest.fixture
def verify(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Verify:
    monkeypatch.chdir(tmp_path)
    for variable in [v for v in os.environ if v.startswith("FACTCHECK_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    Path("draft.txt").write_text(DRAFT)
    Path("articles").mkdir()
    Path("articles/post.txt").write_text(OTHER)
    Path("articles/echo.txt").write_text(OTHER.replace("has its ferry back", "sails again"))
    return lambda *options: command.run(
        capfdbinary, "verify", "draft.txt", "--against", "articles", *options
    )


def test_concise_is_a_line_a_contradiction_in_the_draft(verify: Verify) -> None:
    result = verify("-f", "concise", "--fail-on", "note")
    assert result.status == 1
    (line,) = result.out.splitlines()
    assert line.startswith("draft.txt:5:41: ")
    assert "[number]" in line


def test_what_was_accepted_contradicts_nothing(
    verify: Verify, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    command.run(capfdbinary, "check", "draft.txt", "articles", "-f", "json", "--fail-on", "never")
    command.run(capfdbinary, "baseline", "reports/factcheck.json", "--baseline", "b.json")
    assert json.loads(Path("b.json").read_text("utf-8"))["accepted"]
    assert verify("--fail-on", "note", "--baseline", "b.json").status == 0
    assert verify("--fail-on", "note").status == 1


def test_unread_evidence_fails_a_strict_run_only(verify: Verify) -> None:
    Path("articles/empty.txt").write_text("")
    usual = verify()
    assert "articles/empty.txt" in usual.err
    assert usual.status in (0, 1)
    strict = verify("--strict")
    assert strict.status == 2
    assert "1 input could not be read" in strict.err


def test_verbose_says_where_settings_come_from_and_what_took_how_long(verify: Verify) -> None:
    result = verify("-v", "--offline", "--no-cache")
    assert "factcheck: cache from --cache" in result.err
    assert "reading claims: " in result.err
