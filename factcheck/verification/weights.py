"""The fitted weights of what the evidence gives and tells."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factcheck.pairs.fitted import Fitted

WEIGHTS = Path(__file__).with_name("weights.json")
_FITTED = Fitted(WEIGHTS)
weighed_by = _FITTED.replaced_by


def figures() -> Mapping[str, Any]:
    """Return the model of two figures given for one fact."""
    return _model("figures")


def claims() -> Mapping[str, Any]:
    """Return the model of a claim that the evidence tells."""
    return _model("claims")


def rivals() -> Mapping[str, Any]:
    """Return the model of two figures of which one is wrong."""
    return _model("rivals")


def _model(name: str) -> Mapping[str, Any]:
    model: Mapping[str, Any] = _FITTED.in_use()[name]
    return model
