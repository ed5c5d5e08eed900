"""The costly steps as functions of one argument, and the packing of their results as bytes.

Each depends only on its argument: an engine may call it anywhere and repeatedly, and the cache may
replace the call. The models, and the setting of the matrix libraries, are one for all threads of a
process, so each step runs in one thread at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from factcheck.claims.analysis import Analysis, texts_of
from factcheck.claims.packing import Claims, pack_claims, unpack_claims
from factcheck.facts.result import StoryResult
from factcheck.language import encoder
from factcheck.model import Document
from factcheck.settings.vocabulary import Vocabulary

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_PARSING, _ENCODING, _COMPARING = Lock(), Lock(), Lock()

# Texts, and the name and precision of the encoder.
EncodingTask = tuple[Sequence[str], str, encoder.Precision]
# The documents of a story with their packed claims, the packed vector of each of their texts, the
# names of the filters that are switched off, and what the configuration says of names.
StoryTask = tuple[Sequence[tuple[Document, bytes]], Mapping[str, bytes], Sequence[str], Vocabulary]


def find_all_claims(documents: Sequence[Document]) -> list[bytes]:
    """Return the claims of each document, packed and without the document's id."""
    if not documents:
        return []
    from factcheck.claims.extract import claims_of

    with _PARSING:
        return [pack_claims(claims) for claims in claims_of(documents)]


def encode_texts(task: EncodingTask) -> list[bytes]:
    """Return the packed vector of each text."""
    texts, model, precision = task
    if not texts:
        return []
    with _ENCODING:
        return [pack_vector(vector) for vector in encoder.encode(texts, model, precision)]


def compare_packed(task: StoryTask) -> bytes:
    """Return the packed result of one story."""
    from factcheck.facts.compare import compare_story

    with one_thread():
        return pack_result(compare_story(story_analyses(task), task[2], task[3]))


def story_analyses(task: StoryTask) -> tuple[Analysis, ...]:
    """Return the analyses of the documents of one story."""
    packed, vectors, _, _ = task
    return tuple(
        analysis(document, unpack_claims(claims, document), vectors) for document, claims in packed
    )


@contextmanager
def one_thread() -> Iterator[None]:
    """One story at a time is compared, and its matrix products use one thread.

    They are small: several threads would only wait for each other.
    """
    with _COMPARING, _matrix_libraries().limit(limits=1, user_api="blas"):
        yield


@cache
def _matrix_libraries() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def analysis(document: Document, claims: Claims, vectors: Mapping[str, bytes]) -> Analysis:
    """Return the analysis of a document from its claims and the packed vectors of their texts.

    ``vectors`` may contain those of other documents too.
    """
    packed = [vectors[text] for text in texts_of(document, claims)]
    width = len(next(iter(vectors.values()), b"")) // 2
    return Analysis(document, claims, unpack_vector(b"".join(packed)).reshape(len(packed), width))


def pack_vector(vector: encoder.Vector) -> bytes:
    """Return a vector as bytes: its numbers in whole encoder steps, two bytes each."""
    return (vector * encoder.STEPS).astype("<i2").tobytes()


def unpack_vector(data: bytes) -> encoder.Vector:
    """Return the vector in ``data``, exactly as it was packed."""
    return np.frombuffer(data, "<i2").astype(np.float32) / np.float32(encoder.STEPS)


def pack_result(result: StoryResult) -> bytes:
    """Return the result of one story as bytes."""
    return msgspec.msgpack.encode(result)


def unpack_result(data: bytes) -> StoryResult:
    """Return the result of a story from its bytes."""
    return msgspec.msgpack.decode(data, type=StoryResult)
