"""What a run already knows is looked up; only the rest is computed, and kept.

The units are those of the method: the claims of a document, the vector of a text, the grouping of
a set of documents, the result of a story. Every step goes through the store, with or without a
cache file, so that a result never depends on where it came from, and no more than a chunk of
documents or one story is held at a time.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import EntryPoint, PackageNotFoundError, requires, version
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import msgspec

from factcheck.claims.analysis import Analysis, texts_of
from factcheck.claims.packing import Claims, unpack_claims
from factcheck.facts.compare import StoryResult
from factcheck.language.encoder import Precision, encoder_identity
from factcheck.language.parser import parser_identity
from factcheck.model import Document, Progress
from factcheck.run import tasks as work
from factcheck.run.engine import Engine
from factcheck.run.store import Store, digest
from factcheck.settings.registry import KINDS, distribution
from factcheck.stories.grouping import Profile, group_profiles, profile_of
from factcheck.values import Kind

# Documents parsed and encoded together: enough to fill batches, few enough to bound memory and
# what is lost when a run is cut off.
CHUNK = 32

# The files on which the values of each step depend. Their content is part of every key, so that
# changed code never meets values that older code has computed.
FINDING = (
    "model.py",
    "errors.py",
    "settings/__init__.py",
    "settings/finding_types.py",
    "settings/registry.py",
    "language/*",
    "language/*/*.toml",
    "values/*",
    "claims/*",
    "run/tasks.py",
)
GROUPING = (*FINDING, "similarity/*", "stories/*")
COMPARING = (*GROUPING, "pairs/*", "facts/*")

_ROOT = Path(__file__).parent.parent

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")
# A document under the key of its claims.
Named = tuple[bytes, Document]


@dataclass(frozen=True, slots=True)
class Session:
    """What the steps of one run share."""

    store: Store
    engine: Engine
    model: str
    precision: Precision = "float32"
    # The names of the filters that are switched off, sorted.
    off: tuple[str, ...] = ()
    # The seconds that each function of the work took so far, wherever it was called.
    spent: dict[Callable[..., object], float] = field(default_factory=dict)

    @property
    def encoder(self) -> str:
        """What tells the encoder apart from others, for the keys of what depends on it."""
        return encoder_identity(self.model, self.precision)


@dataclass(frozen=True, slots=True)
class _Encoding:
    """A chunk on its way through the encoder: which texts it has, knows already, and waits for."""

    chunk: list[Named]
    claims: list[Claims]
    keys: dict[str, bytes]
    held: dict[bytes, bytes]
    new: list[str]


@cache
def code_digest(files: tuple[str, ...]) -> bytes:
    """Return the digest of the package's files that match one of the patterns ``files``."""
    return _digest_of(_ROOT, (path for pattern in files for path in _ROOT.glob(pattern)))


def _digest_of(root: Path, paths: Iterable[Path]) -> bytes:
    """Return the digest of files below ``root``, of their names and what is in them."""
    hashed = hashlib.sha256()
    for path in sorted({path for path in paths if path.is_file()}):
        data = path.read_bytes()
        hashed.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode())
        hashed.update(data)
    return hashed.digest()


@cache
def libraries() -> tuple[str, ...]:
    """Return names and versions of Python, of the packages that factcheck stands on, of plug-ins.

    Raises:
        ConfigError: a kind of value of another package cannot be loaded.
    """
    try:
        names = {re.split(r"[^\w.-]", line)[0] for line in requires("factcheck") or ()}
    except PackageNotFoundError:  # run from a plain copy of the source
        names = set()
    found = [f"python {sys.version_info[0]}.{sys.version_info[1]}"]
    for name in sorted(names):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return (*found, *map(_plugin_identity, KINDS.plugins()))


def _plugin_identity(plugin: EntryPoint) -> str:
    """Return name and version of the package that brings a kind, and the digest of its code.

    The code is the module of the kind, or the whole package that the module is part of.
    """
    KINDS.load(plugin.name, Kind)
    file = Path(sys.modules[plugin.module].__file__ or "")
    root, paths = file.parent, iter([file])
    if (root / "__init__.py").is_file():
        while (root.parent / "__init__.py").is_file():
            root = root.parent
        paths = root.rglob("*.py")
    released = plugin.dist.version if plugin.dist else ""
    return f"{distribution(plugin)} {released} {plugin.value} {_digest_of(root, paths).hex()}"


def claims_key(document: Document) -> bytes:
    """Return the key of a document's claims: all that finding them looks at."""
    return digest(
        "claims", code_digest(FINDING), libraries(), parser_identity(),
        document.text, document.published, document.excluded,
    )  # fmt: skip


def vector_key(text: str, encoder: str) -> bytes:
    """Return the key of a text's vector."""
    return digest("vector", code_digest(("language/encoder.py",)), encoder, text)


def profile_key(claims: bytes, encoder: str) -> bytes:
    """Return the key of the profile by which a document is put into a story."""
    return digest("profile", code_digest(GROUPING), claims, encoder)


def grouping_key(profiles: Sequence[bytes], documents: Sequence[Document]) -> bytes:
    """Return the key of the stories of all documents of a run."""
    return digest("stories", profiles, [(d.id, d.published) for d in documents])


def story_key(
    documents: Sequence[Document], claims: Sequence[bytes], encoder: str, off: Sequence[str] = ()
) -> bytes:
    """Return the key of a story's result: its documents as they stand, in order, and the code.

    ``off`` are the names of the filters that are switched off, sorted.
    """
    plain = [(c, msgspec.to_builtins(d)) for d, c in zip(documents, claims, strict=True)]
    return digest("story", code_digest(COMPARING), encoder, plain, off)


def find_claims(
    session: Session, documents: Sequence[Document], progress: Progress | None = None
) -> list[bytes]:
    """See that the store has claims, vectors and profile of each document; return the claims' keys.

    Raises:
        ModelError: a model is needed and cannot be loaded.
        EngineError: the engine failed.
    """
    keys = [claims_key(document) for document in documents]
    complete = session.store.has(profile_key(key, session.encoder) for key in keys)
    waiting = [
        (key, document)
        for key, document in zip(keys, documents, strict=True)
        if profile_key(key, session.encoder) not in complete
    ]
    if progress is not None:
        progress.advance(len(documents) - len(waiting), known=True)
    for chunk, claims, vectors in _encoded(session, _parsed(session, waiting)):
        profiles, sentences = {}, 0
        for (key, document), made in zip(chunk, claims, strict=True):
            found = work.analysis(document, made, vectors)
            profiles[profile_key(key, session.encoder)] = msgspec.msgpack.encode(profile_of(found))
            sentences += len(made)
        session.store.put("profile", profiles)
        if progress is not None:
            progress.advance(len(chunk), sentences=sentences)
            parts = {"parsing": work.find_all_claims, "encoding": work.encode_texts}
            progress.spent({part: session.spent[function] for part, function in parts.items()})
    return keys


def _parsed(
    session: Session, waiting: Iterable[Named]
) -> Iterator[tuple[list[Named], list[bytes]]]:
    """Yield the documents in chunks with the packed claims of each."""

    def tasks() -> Iterator[tuple[tuple[list[Named], dict[bytes, bytes]], list[Document]]]:
        for chunk in _chunked(waiting, CHUNK):
            held = session.store.get("claims", [key for key, _ in chunk])
            yield (chunk, held), [document for key, document in chunk if key not in held]

    for (chunk, held), found in _paired(session, work.find_all_claims, tasks(), models=True):
        new = dict(zip((key for key, _ in chunk if key not in held), found, strict=True))
        session.store.put("claims", new)
        known = held | new
        yield chunk, [known[key] for key, _ in chunk]


def _encoded(
    session: Session, parsed: Iterable[tuple[list[Named], list[bytes]]]
) -> Iterator[tuple[list[Named], list[Claims], dict[str, bytes]]]:
    """Yield the claims with the packed vectors of all texts; no text is encoded twice."""
    under_way: set[bytes] = set()

    def tasks() -> Iterator[tuple[_Encoding, work.EncodingTask]]:
        for chunk, packed in parsed:
            documents = [document for _, document in chunk]
            claims = [unpack_claims(p, d) for p, d in zip(packed, documents, strict=True)]
            keys = {
                text: vector_key(text, session.encoder)
                for document, made in zip(documents, claims, strict=True)
                for text in texts_of(document, made)
            }
            held = session.store.get("vector", list(keys.values()))
            new = [t for t, key in keys.items() if key not in held and key not in under_way]
            under_way.update(keys[text] for text in new)
            yield _Encoding(chunk, claims, keys, held, new), (new, session.model, session.precision)

    for context, found in _paired(session, work.encode_texts, tasks(), models=True):
        new = {context.keys[text]: data for text, data in zip(context.new, found, strict=True)}
        session.store.put("vector", new)
        under_way.difference_update(new)
        known = context.held | new
        # The rest was under way when this chunk was looked at, and has arrived before it.
        known |= session.store.get("vector", [k for k in context.keys.values() if k not in known])
        yield (
            context.chunk, context.claims, {text: known[key] for text, key in context.keys.items()}
        )  # fmt: skip


def find_stories(
    session: Session, documents: Sequence[Document], claims: Sequence[bytes]
) -> list[list[int]]:
    """Return the stories as the numbers of their documents."""
    profiles = [profile_key(key, session.encoder) for key in claims]
    key = grouping_key(profiles, documents)
    held = session.store.get("stories", [key])
    if key in held:
        return msgspec.msgpack.decode(held[key], type=list[list[int]])

    def read() -> Iterator[Profile]:
        for chunk in _chunked(zip(profiles, documents, claims, strict=True), 1_000):
            found = session.store.get("profile", [name for name, _, _ in chunk])
            for name, document, claim in chunk:
                if name in found:
                    yield msgspec.msgpack.decode(found[name], type=Profile)
                else:  # another process has pruned the store meanwhile
                    data, vectors = _material(session, document, claim)
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
    """Yield the result of each story: first those that are known, then those to be computed.

    Raises:
        EngineError: the engine failed.
    """
    waiting: list[tuple[bytes, Sequence[int]]] = []
    for chunk in _chunked(stories, 100):
        keys = [
            story_key(
                [documents[n] for n in story],
                [claims[n] for n in story],
                session.encoder,
                session.off,
            )
            for story in chunk
        ]
        held = session.store.get("story", keys)
        for key, story in zip(keys, chunk, strict=True):
            if key not in held:
                waiting.append((key, story))
                continue
            yield work.unpack_result(held[key])
            if progress is not None:
                progress.advance(known=True)

    def tasks() -> Iterator[tuple[bytes, work.StoryTask]]:
        for key, story in waiting:
            held: list[tuple[Document, bytes]] = []
            vectors: dict[str, bytes] = {}
            for number in story:
                data, found = _material(session, documents[number], claims[number])
                held.append((documents[number], data))
                vectors |= found
            yield key, (held, vectors, session.off)

    for key, data in _paired(session, work.compare_packed, tasks()):
        session.store.put("story", {key: data})
        yield work.unpack_result(data)
        if progress is not None:
            progress.advance()


def analyses(
    session: Session, documents: Sequence[Document], progress: Progress | None = None
) -> list[Analysis]:
    """Return the analysis of each document, for work that holds all of them at once.

    Raises:
        ModelError: a model is needed and cannot be loaded.
        EngineError: the engine failed.
    """
    found = []
    for document, key in zip(documents, find_claims(session, documents, progress), strict=True):
        data, vectors = _material(session, document, key)
        found.append(work.analysis(document, unpack_claims(data, document), vectors))
    return found


def _material(session: Session, document: Document, key: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return a document's packed claims, and the vector of each of its texts.

    They are in the store, unless another process has just pruned it.
    """
    data = session.store.get("claims", [key]).get(key) or work.find_all_claims([document])[0]
    texts = texts_of(document, unpack_claims(data, document))
    keys = {text: vector_key(text, session.encoder) for text in texts}
    held = session.store.get("vector", list(keys.values()))
    gone = [text for text, name in keys.items() if name not in held]
    again = dict(
        zip(gone, work.encode_texts((gone, session.model, session.precision)), strict=True)
    )
    return data, {text: again.get(text) or held[name] for text, name in keys.items()}


def _paired(
    session: Session,
    function: Callable[[T], R],
    tasks: Iterable[tuple[C, T]],
    *,
    models: bool = False,
) -> Iterator[tuple[C, R]]:
    """Map ``function`` over the tasks, and hand on with each result what came with its task."""
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
