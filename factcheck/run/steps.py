"""The cached steps: results of earlier runs are looked up, the rest is computed and stored.

The units are the claims of a document, the vector of a text, the stories of a run and the result of
a story. Every step uses the store, with or without a cache file, so that a result does not depend
on where it came from. Only a chunk of documents or one story is in memory at a time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from time import perf_counter
from typing import TypeVar

import msgspec

from factcheck.claims.analysis import Analysis, texts_of
from factcheck.claims.packing import Claims, unpack_claims
from factcheck.facts.result import StoryResult
from factcheck.language.encoder import Precision, encoder_identity
from factcheck.model import Document, Progress
from factcheck.run import tasks as work
from factcheck.run.engine import Engine
from factcheck.run.keys import claims_key, grouping_key, profile_key, story_key, vector_key
from factcheck.run.store import Store
from factcheck.settings.vocabulary import NO_VOCABULARY, Vocabulary
from factcheck.stories.grouping import Profile, group_profiles, profile_of

# Documents parsed and encoded together: enough to fill batches, few enough to limit the memory, and
# the work that is lost when a run is interrupted.
CHUNK = 32

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")
# The key of a document's claims, and the document.
KeyedDocument = tuple[bytes, Document]


@dataclass(frozen=True, slots=True)
class Session:
    """What the steps of one run share."""

    store: Store
    engine: Engine
    model: str
    precision: Precision = "float32"
    # The names of the filters that are switched off, sorted.
    off: tuple[str, ...] = ()
    vocabulary: Vocabulary = NO_VOCABULARY
    # The seconds that each function has taken so far, summed over all workers.
    spent: dict[Callable[..., object], float] = field(default_factory=dict)

    @property
    def encoder(self) -> str:
        """The identity of the encoder, part of the keys of all results that depend on it."""
        return encoder_identity(self.model, self.precision)


@dataclass(frozen=True, slots=True)
class _Encoding:
    """A chunk being encoded: the keys of its texts, their stored vectors, and its new texts."""

    chunk: list[KeyedDocument]
    claims: list[Claims]
    keys: dict[str, bytes]
    stored: dict[bytes, bytes]
    new: list[str]


def find_claims(
    session: Session, documents: Sequence[Document], progress: Progress | None = None
) -> list[bytes]:
    """Put claims, vectors and profile of each document in the store; return the claims' keys.

    Raises:
        ModelError: a model is needed and cannot be loaded.
        EngineError: the engine failed.
    """
    keys = [claims_key(document) for document in documents]
    complete = session.store.has(profile_key(key, session.encoder) for key in keys)
    missing = [
        (key, document)
        for key, document in zip(keys, documents, strict=True)
        if profile_key(key, session.encoder) not in complete
    ]
    if progress is not None:
        progress.advance(len(documents) - len(missing), known=True)
    for chunk, claims, vectors in _encoded(session, _parsed(session, missing)):
        profiles, sentences = {}, 0
        for (key, document), document_claims in zip(chunk, claims, strict=True):
            profile = profile_of(work.analysis(document, document_claims, vectors))
            profiles[profile_key(key, session.encoder)] = msgspec.msgpack.encode(profile)
            sentences += len(document_claims)
        session.store.put("profile", profiles)
        if progress is not None:
            progress.advance(len(chunk), sentences=sentences)
            parts = {"parsing": work.find_all_claims, "encoding": work.encode_texts}
            progress.spent({part: session.spent[function] for part, function in parts.items()})
    return keys


def _parsed(
    session: Session, documents: Iterable[KeyedDocument]
) -> Iterator[tuple[list[KeyedDocument], list[bytes]]]:
    """Yield the documents in chunks, each with the packed claims of its documents."""

    def tasks() -> Iterator[tuple[tuple[list[KeyedDocument], dict[bytes, bytes]], list[Document]]]:
        for chunk in _chunked(documents, CHUNK):
            stored = session.store.get("claims", [key for key, _ in chunk])
            yield (chunk, stored), [document for key, document in chunk if key not in stored]

    for (chunk, stored), computed in mapped(session, work.find_all_claims, tasks(), models=True):
        new = dict(zip((key for key, _ in chunk if key not in stored), computed, strict=True))
        session.store.put("claims", new)
        known = stored | new
        yield chunk, [known[key] for key, _ in chunk]


def _encoded(
    session: Session, parsed: Iterable[tuple[list[KeyedDocument], list[bytes]]]
) -> Iterator[tuple[list[KeyedDocument], list[Claims], dict[str, bytes]]]:
    """Yield chunks with their claims and the packed vector of each text; none is encoded twice."""
    under_way: set[bytes] = set()

    def tasks() -> Iterator[tuple[_Encoding, work.EncodingTask]]:
        for chunk, packed in parsed:
            documents = [document for _, document in chunk]
            claims = [unpack_claims(p, d) for p, d in zip(packed, documents, strict=True)]
            keys = {
                text: vector_key(text, session.encoder)
                for document, document_claims in zip(documents, claims, strict=True)
                for text in texts_of(document, document_claims)
            }
            stored = session.store.get("vector", list(keys.values()))
            new = [t for t, key in keys.items() if key not in stored and key not in under_way]
            under_way.update(keys[text] for text in new)
            task = new, session.model, session.precision
            yield _Encoding(chunk, claims, keys, stored, new), task

    for context, computed in mapped(session, work.encode_texts, tasks(), models=True):
        new = {context.keys[text]: data for text, data in zip(context.new, computed, strict=True)}
        session.store.put("vector", new)
        under_way.difference_update(new)
        known = context.stored | new
        # Earlier chunks were encoding the rest when this one was looked up, and are done by now.
        known |= session.store.get("vector", [k for k in context.keys.values() if k not in known])
        yield (
            context.chunk, context.claims, {text: known[key] for text, key in context.keys.items()}
        )  # fmt: skip


def find_stories(
    session: Session, documents: Sequence[Document], claims: Sequence[bytes]
) -> list[list[int]]:
    """Return for each story the indices of its documents in ``documents``.

    Documents whose story is declared are put together by its name; those of all others are found.
    """
    declared: dict[str, list[int]] = {}
    others: list[int] = []
    for number, document in enumerate(documents):
        if document.story is None:
            others.append(number)
        else:
            declared.setdefault(document.story, []).append(number)
    found = _find_stories(session, [documents[n] for n in others], [claims[n] for n in others])
    return sorted([*declared.values(), *([others[n] for n in story] for story in found)])


def _find_stories(
    session: Session, documents: Sequence[Document], claims: Sequence[bytes]
) -> list[list[int]]:
    """Return the stories among documents of which none is declared, as lists of their numbers."""
    profiles = [profile_key(key, session.encoder) for key in claims]
    key = grouping_key(profiles, documents)
    stored = session.store.get("stories", [key])
    if key in stored:
        return msgspec.msgpack.decode(stored[key], type=list[list[int]])

    def read() -> Iterator[Profile]:
        for chunk in _chunked(zip(profiles, documents, claims, strict=True), 1_000):
            packed = session.store.get("profile", [profile for profile, _, _ in chunk])
            for profile, document, claims_of_document in chunk:
                if profile in packed:
                    yield msgspec.msgpack.decode(packed[profile], type=Profile)
                else:  # another process has pruned the store meanwhile
                    data, vectors = _claims_and_vectors(session, document, claims_of_document)
                    unpacked = unpack_claims(data, document)
                    yield profile_of(work.analysis(document, unpacked, vectors))

    groups = group_profiles(read())
    session.store.put("stories", {key: msgspec.msgpack.encode(groups)})
    return groups


def compare_stories(
    session: Session,
    documents: Sequence[Document],
    claims: Sequence[bytes],
    stories: Sequence[Sequence[int]],
    progress: Progress | None = None,
) -> Iterator[StoryResult]:
    """Yield the result of each story: first those in the store, then those to be computed.

    Raises:
        EngineError: the engine failed.
    """
    waiting: list[tuple[bytes, Sequence[int]]] = []
    for chunk in _chunked(stories, 100):
        keys = [key_of_story(session, documents, claims, story) for story in chunk]
        stored = session.store.get("story", keys)
        for key, story in zip(keys, chunk, strict=True):
            if key not in stored:
                waiting.append((key, story))
                continue
            yield work.unpack_result(stored[key])
            if progress is not None:
                progress.advance(known=True)

    def tasks() -> Iterator[tuple[bytes, work.StoryTask]]:
        for key, story in waiting:
            yield key, story_task(session, documents, claims, story)

    for key, data in mapped(session, work.compare_packed, tasks()):
        session.store.put("story", {key: data})
        yield work.unpack_result(data)
        if progress is not None:
            progress.advance()


def key_of_story(
    session: Session,
    documents: Sequence[Document],
    claims: Sequence[bytes],
    story: Sequence[int],
) -> bytes:
    """Return the key of the result of one story, given by the numbers of its documents."""
    return story_key(
        [documents[n] for n in story],
        [claims[n] for n in story],
        session.encoder,
        session.off,
        session.vocabulary,
    )


def story_task(
    session: Session,
    documents: Sequence[Document],
    claims: Sequence[bytes],
    story: Sequence[int],
) -> work.StoryTask:
    """Return what the comparison of one story needs, from the store."""
    packed: list[tuple[Document, bytes]] = []
    vectors: dict[str, bytes] = {}
    for number in story:
        document = documents[number]
        data, own_vectors = _claims_and_vectors(session, document, claims[number])
        packed.append((document, data))
        vectors |= own_vectors
    return packed, vectors, session.off, session.vocabulary


def analyses(
    session: Session, documents: Sequence[Document], progress: Progress | None = None
) -> list[Analysis]:
    """Return the analysis of each document, for work that needs all of them in memory.

    Raises:
        ModelError: a model is needed and cannot be loaded.
        EngineError: the engine failed.
    """
    result = []
    for document, key in zip(documents, find_claims(session, documents, progress), strict=True):
        data, vectors = _claims_and_vectors(session, document, key)
        result.append(work.analysis(document, unpack_claims(data, document), vectors))
    return result


def _claims_and_vectors(
    session: Session, document: Document, key: bytes
) -> tuple[bytes, dict[str, bytes]]:
    """Return a document's packed claims, and the vector of each of its texts.

    They are in the store, unless another process has just pruned it; then they are recomputed.
    """
    data = session.store.get("claims", [key]).get(key) or work.find_all_claims([document])[0]
    texts = texts_of(document, unpack_claims(data, document))
    keys = {text: vector_key(text, session.encoder) for text in texts}
    stored = session.store.get("vector", list(keys.values()))
    missing = [text for text, name in keys.items() if name not in stored]
    recomputed = dict(
        zip(missing, work.encode_texts((missing, session.model, session.precision)), strict=True)
    )
    return data, {text: recomputed.get(text) or stored[name] for text, name in keys.items()}


def mapped(
    session: Session,
    function: Callable[[T], R],
    tasks: Iterable[tuple[C, T]],
    *,
    models: bool = False,
) -> Iterator[tuple[C, R]]:
    """Map ``function`` over the tasks; yield each result with the context of its task."""
    contexts: deque[C] = deque()

    def items() -> Iterator[T]:
        for context, task in tasks:
            contexts.append(context)
            yield task

    for result, seconds in session.engine.map(partial(_timed, function), items(), models=models):
        session.spent[function] = session.spent.get(function, 0.0) + seconds
        yield contexts.popleft(), result


def _timed(function: Callable[[T], R], item: T) -> tuple[R, float]:
    began = perf_counter()
    return function(item), perf_counter() - began


def _chunked(items: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk
