"""Run the command line inside the test's process, with the pipeline that the test gives."""

from __future__ import annotations

import signal
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from factcheck.app import cli
from factcheck.model import Report


@dataclass(frozen=True)
class Result:
    """The result of a command: its exit status and what it wrote to the two streams."""

    status: int
    out: str
    err: str


def run(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> Result:
    """Run ``factcheck ARGUMENTS`` in this process."""
    before_argv, before_signal = sys.argv, signal.getsignal(signal.SIGTERM)
    sys.argv = ["factcheck", *arguments]
    capfdbinary.readouterr()
    try:
        cli.main()
        status = 0
    except SystemExit as stop:
        status = int(stop.code or 0)
    finally:
        sys.argv = before_argv
        signal.signal(signal.SIGTERM, before_signal)
    out, err = capfdbinary.readouterr()
    return Result(status, out.decode(), err.decode())


def use_pipeline(monkeypatch: pytest.MonkeyPatch, check: Report | Callable[..., Report]) -> None:
    """Let ``factcheck check`` take its report from ``check`` instead of reading and comparing."""
    module = types.ModuleType("factcheck.pipeline")
    module.check = check if callable(check) else lambda *_: check  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "factcheck.pipeline", module)
    monkeypatch.setattr("factcheck.pipeline", module, raising=False)
