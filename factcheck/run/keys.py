"""The keys of what a run computes: everything that a result depends on, its code included.

A result is looked up by its key before anything is computed, so that changed articles, settings,
models, libraries or code never meet a result of the old ones.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import EntryPoint, PackageNotFoundError, requires, version
from pathlib import Path

import msgspec

from factcheck.language.parser import parser_identity
from factcheck.model import DISTRIBUTION, Document
from factcheck.run.store import digest
from factcheck.settings.registry import KINDS, distribution
from factcheck.settings.vocabulary import NO_VOCABULARY, Vocabulary
from factcheck.values import Kind

# The files on which the results of each step depend. Their content is part of every key, so that
# changed code never uses results of older code.
CLAIM_FILES = (
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
STORY_FILES = (*CLAIM_FILES, "similarity/*", "stories/*")
RESULT_FILES = (*STORY_FILES, "settings/vocabulary.py", "pairs/*", "facts/*")

_ROOT = Path(__file__).parent.parent


@cache
def code_digest(files: tuple[str, ...]) -> bytes:
    """Return the digest of the package's files that match one of the patterns ``files``."""
    return _digest_of(_ROOT, (path for pattern in files for path in _ROOT.glob(pattern)))


def _digest_of(root: Path, paths: Iterable[Path]) -> bytes:
    """Return the digest of the names, below ``root``, and contents of files."""
    hashed = hashlib.sha256()
    for path in sorted({path for path in paths if path.is_file()}):
        data = path.read_bytes()
        hashed.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode())
        hashed.update(data)
    return hashed.digest()


@cache
def libraries() -> tuple[str, ...]:
    """Return names and versions of Python, of the packages that factcheck uses, and of plug-ins.

    Raises:
        ConfigError: a kind of value of another package cannot be loaded.
    """
    try:
        names = {re.split(r"[^\w.-]", line)[0] for line in requires(DISTRIBUTION) or ()}
    except PackageNotFoundError:  # run from a plain copy of the source
        names = set()
    versions = [f"python {sys.version_info[0]}.{sys.version_info[1]}"]
    for name in sorted(names):
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return (*versions, *map(_plugin_identity, KINDS.plugins()))


def _plugin_identity(plugin: EntryPoint) -> str:
    """Return name and version of the package that adds a kind, and the digest of its code.

    The code is the module of the kind, or the whole package that contains the module.
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
    """Return the key of a document's claims, from everything that finding them depends on."""
    return digest(
        "claims", code_digest(CLAIM_FILES), libraries(), parser_identity(),
        document.text, document.published, document.excluded,
    )  # fmt: skip


def vector_key(text: str, encoder: str) -> bytes:
    """Return the key of a text's vector."""
    return digest("vector", code_digest(("language/encoder.py",)), encoder, text)


def profile_key(claims: bytes, encoder: str) -> bytes:
    """Return the key of the profile by which a document is put into a story."""
    return digest("profile", code_digest(STORY_FILES), claims, encoder)


def grouping_key(profiles: Sequence[bytes], documents: Sequence[Document]) -> bytes:
    """Return the key of the stories of all documents of a run."""
    return digest("stories", profiles, [(d.id, d.published) for d in documents])


def story_key(
    documents: Sequence[Document],
    claims: Sequence[bytes],
    encoder: str,
    off: Sequence[str] = (),
    vocabulary: Vocabulary = NO_VOCABULARY,
) -> bytes:
    """Return the key of a story's result, from its documents in order, and the code.

    ``off`` are the names of the filters that are switched off, sorted. What the ``vocabulary``
    never reports is no part of a result.
    """
    plain = [(c, msgspec.to_builtins(d)) for d, c in zip(documents, claims, strict=True)]
    names = (vocabulary.names, vocabulary.different)
    return digest("story", code_digest(RESULT_FILES), encoder, plain, off, names)
