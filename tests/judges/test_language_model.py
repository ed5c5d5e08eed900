"""A real language model on a real server, end to end.

So small a model judges badly. What it proves is the protocol: schema, cache, determinism, and what
happens when its server dies.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from factcheck.app.progress import Lines
from factcheck.judges.endpoint import Endpoint
from factcheck.judges.posting import Address
from factcheck.judges.question import VERDICTS
from factcheck.pipeline import check
from factcheck.report.json import render
from factcheck.settings.config import Config
from tests.judges.test_addressed import CLAIM, DENIAL, HOSTILE, LEFT, RIGHT, asked, outcome, story
from tests.support.language_model import MISSING, MODEL, language_model, weights

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(weights() is None, reason=MISSING),
]

Served = tuple[str, "Popen[str]"]


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with language_model() as known:
        yield known


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(" ".join([*LEFT, CLAIM]))
    (folder / "b.txt").write_text(" ".join([*RIGHT, DENIAL]))
    return folder


def config(folder: Path, address: str, **more: Any) -> Config:
    return Config(cache_dir=folder, second_opinion=address, offline=False, **more)


def test_its_answers_fit_the_schema_and_are_the_same_each_time(served: Served) -> None:
    given = asked(story([*LEFT, CLAIM], [*RIGHT, DENIAL]))[:2]
    first = list(Endpoint(served[0]).opinions(given))
    assert len(first) == len(given) > 0
    for opinion in first:
        assert opinion is not None
        assert opinion.verdict in VERDICTS and opinion.tokens > 100
    assert list(Endpoint(served[0]).opinions(given)) == first


def test_the_schema_holds_it_to_answers_that_need_no_second_try(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = []
    post = Address.post
    monkeypatch.setattr(Address, "post", lambda *told: sent.append(told) or post(*told))
    given = asked(story([*LEFT, CLAIM], [*RIGHT, DENIAL]))[:3]
    assert None not in list(Endpoint(served[0]).opinions(given))
    assert len(sent) == len(given)


def test_a_run_with_it_names_it_and_its_rerun_asks_nothing(
    served: Served, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = config(tmp_path / "cache", served[0], budget=2)
    first = check([articles], own, Lines())
    assert "second opinion: 2 questions, 0 answered before" in capsys.readouterr().err
    assert first.tool.models["second opinion"] == f"{MODEL} (OpenAI-compatible, prompt 2)"
    again = check([articles], own, Lines())
    assert "2 answered before; 0 tokens" in capsys.readouterr().err
    assert render(again) == render(first)


def test_twenty_texts_with_orders_change_no_verdict(
    served: Served, articles: Path, tmp_path: Path
) -> None:
    own = config(tmp_path / "cache", served[0], budget=2)
    before = outcome(check([articles], own).findings)
    assert before
    attacked = "\n\n".join([*LEFT, *HOSTILE, CLAIM])
    (articles / "a.txt").write_text(attacked)
    assert outcome(check([articles], own).findings) == before


def test_a_server_killed_in_the_middle_loses_nothing(articles: Path, tmp_path: Path) -> None:
    with language_model() as (address, process):

        class Killer(Lines):
            def advance(self, n: int = 1, *, sentences: int = 0, known: bool = False) -> None:
                super().advance(n, sentences=sentences, known=known)
                if n and self._steps and self._steps[-1].name.startswith("asking"):
                    process.kill()

        report = check([articles], config(tmp_path / "cache", address), Killer())
    (problem,) = report.problems
    assert f"{MODEL} answered 1 of " in problem.reason
    plain = check([articles], Config(use_cache=False))
    assert {f.fingerprint for f in plain.findings} <= {f.fingerprint for f in report.findings}
