"""The fuzz targets hold for whatever bytes come to mind, without an hour of fuzzing."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import hostile


def target(name: str) -> ModuleType:
    path = Path(__file__).resolve().parents[1] / "support" / "fuzz" / f"fuzz_{name}.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


READERS, LINES, EXTRACTORS = target("readers"), target("lines"), target("extractors")
SMALL = [data for _, data in hostile.corpus() if 0 < len(data) < 2000]
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(st.binary(max_size=400) | st.sampled_from(SMALL), st.integers(0, len(READERS.ENDINGS) - 1))
def test_any_bytes_under_any_ending_are_read_or_named(data: bytes, ending: int) -> None:
    READERS.one_input(bytes([ending]) + data)


@MANY
@given(st.text().map(str.encode) | st.sampled_from(SMALL))
def test_any_text_has_lines_whose_spans_hold(data: bytes) -> None:
    LINES.one_input(data)


@MANY
@given(st.binary(max_size=60), st.text(max_size=120))
def test_any_text_has_claims_whose_spans_hold(pieces: bytes, tail: str) -> None:
    data = pieces + tail.encode()[: len(pieces)]
    EXTRACTORS.one_input(data)


def test_a_target_notices_a_wrong_span(monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.read import boilerplate

    monkeypatch.setattr(boilerplate, "merge_spans", lambda spans: ((0, 10_000),))
    with pytest.raises(AssertionError):
        LINES.one_input(b"The ferry left.")
