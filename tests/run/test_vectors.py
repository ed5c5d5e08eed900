"""The vector of a text is that of the text alone, and vectors multiply exactly."""

from __future__ import annotations

import random

import numpy as np
import pytest

from factcheck.language.encoder import BATCH, DEFAULT, STEPS, Vectors, encode, load_encoder
from factcheck.run.tasks import pack_vector, unpack_vector

TEXTS = [
    "The ferry sank off Karsund.",
    "Five people were killed when the ferry sank off the port of Karsund on Tuesday night.",
    "“We have lost five neighbours,” said Greta Halvorsen, the mayor.",
    "Ferries will run every hour.",
    "",
    "Word " * 400,
    *(f"Engine number {n} of the ferry had been repaired {n} times." for n in range(2 * BATCH)),
]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return encode(TEXTS)


def test_company_does_not_move_a_vector(vectors: Vectors) -> None:
    order = list(range(len(TEXTS)))
    random.Random(1).shuffle(order)
    assert (encode([TEXTS[n] for n in order]) == vectors[order]).all()
    for n in (0, 1, 4, 5, 9):
        assert (encode([TEXTS[n]])[0] == vectors[n]).all()


@pytest.mark.slow
def test_the_number_of_threads_does_not_move_a_vector(
    vectors: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    before = torch.get_num_threads()
    for threads in ("1", "2", "5"):
        monkeypatch.setenv("OMP_NUM_THREADS", threads)
        assert (encode(TEXTS) == vectors).all()
    assert torch.get_num_threads() == before


def test_products_are_exact_in_any_order_of_summation(vectors: Vectors) -> None:
    steps = np.round(vectors.astype(np.float64) * STEPS).astype(np.int64)
    exact = (steps @ steps.T) / STEPS**2
    assert (vectors @ vectors.T == exact).all()
    shuffled = np.random.default_rng(0).permutation(vectors.shape[1])
    assert (vectors[:, shuffled] @ vectors[:, shuffled].T == exact).all()
    for i in range(5):
        assert all(float(np.dot(vectors[i], row)) == exact[i, j] for j, row in enumerate(vectors))


@pytest.mark.slow
def test_rounding_moves_no_cosine_by_a_thousandth(vectors: Vectors) -> None:
    plain = load_encoder(DEFAULT).encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
    assert np.abs(vectors @ vectors.T - plain @ plain.T).max() < 0.001


def test_an_encoder_is_loaded_once_however_it_is_asked_for() -> None:
    assert load_encoder(DEFAULT) is load_encoder(DEFAULT, "float32")
    assert load_encoder(DEFAULT, precision="bfloat16") is load_encoder(DEFAULT, "bfloat16")
    assert load_encoder(DEFAULT) is not load_encoder(DEFAULT, "bfloat16")


def test_bfloat16_moves_vectors_little_and_company_does_not_move_them(vectors: Vectors) -> None:
    coarse = encode(TEXTS, DEFAULT, "bfloat16")
    assert not (coarse == vectors).all()
    assert np.abs(coarse @ coarse.T - vectors @ vectors.T).max() < 0.02
    assert (encode(TEXTS[::-1], DEFAULT, "bfloat16") == coarse[::-1]).all()
    assert (encode(TEXTS[1:2], DEFAULT, "bfloat16")[0] == coarse[1]).all()


def test_packing_keeps_a_vector_as_it_is(vectors: Vectors) -> None:
    for vector in vectors:
        assert (unpack_vector(pack_vector(vector)) == vector).all()


def test_no_texts_give_no_vectors_of_the_usual_width() -> None:
    assert encode([]).shape == (0, 384)
