"""Logistic regressions in which each weight has the sign that the sentence of its signal says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

# Inverse strength of the L2 penalty; the same for all kinds, so that nothing is tuned per kind.
STRENGTH = 1.0
# The range of a weight, by the sign of its signal.
ALLOWED = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}


def signed_logistic(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    names: Sequence[str],
    signs: Sequence[int],
    weight: npt.NDArray[np.float64],
) -> dict[str, Any]:
    """Return a logistic regression in which no weight has another sign than is allowed.

    ``rows`` is of shape ``(examples, signals)``, ``signs`` 1, -1 or 0 (either) for each signal.
    """
    from scipy.optimize import minimize

    labels = np.where(right, 1.0, -1.0)

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        margins = labels * (rows @ weights[1:] + weights[0])
        pull = -labels * weight / (1.0 + np.exp(margins))
        error = float((weight * np.logaddexp(0, -margins)).sum())
        gradient = np.concatenate([[pull.sum()], rows.T @ pull + weights[1:] / STRENGTH])
        return error + float((weights[1:] ** 2).sum()) / (2 * STRENGTH), gradient

    found = minimize(
        loss,
        np.zeros(len(names) + 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, None), *(ALLOWED[sign] for sign in signs)],
        options={"maxiter": 2000},
    ).x
    return {
        "intercept": round(float(found[0]), 3),
        "weights": {n: round(float(w), 3) for n, w in zip(names, found[1:], strict=True)},
    }


def calibrated(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    names: Sequence[str],
    signs: Sequence[int],
    weight: npt.NDArray[np.float64],
    by_hand: bool,
) -> dict[str, Any]:
    """Return a logistic regression shrunk towards believing the best pair as it stands.

    Few facts are labelled; where they say little, the slope of ``pair`` stays near 1, the intercept
    and the other weights near 0. No weight has another sign than ``signs`` allow, the slope is at
    most 1 and the intercept at most 0, but where the weights of pairs are set ``by_hand``.
    """
    from scipy.optimize import minimize

    expected = np.array([0.0, *(1.0 if n == "pair" else 0.0 for n in names)])

    def loss(weights: npt.NDArray[np.float64]) -> float:
        logits = rows @ weights[1:] + weights[0]
        errors = (weight * np.logaddexp(0, np.where(right, -logits, logits))).sum()
        return float(errors + ((weights - expected) ** 2).sum() / (2 * STRENGTH))

    # The stories that rules were written on cannot make a pair surer than it is, unless nothing but
    # them tells how sure it is.
    bounds = [
        (None, None if by_hand else 0.0),
        *((0.0, 1.0) if n == "pair" else ALLOWED[s] for n, s in zip(names, signs, strict=True)),
    ]
    found = minimize(loss, expected, method="L-BFGS-B", bounds=bounds).x
    return {
        "intercept": round(float(found[0]), 3),
        "weights": {n: round(float(w), 3) for n, w in zip(names, found[1:], strict=True)},
    }
