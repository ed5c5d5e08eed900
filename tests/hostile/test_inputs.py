"""Every malformed and hostile input is read or named in one line; nothing else ever happens."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.errors import InputError
from factcheck.model import Document, Problem
from factcheck.read import MOST_CHARACTERS, read_documents
from factcheck.settings.config import Config
from tests.support import hostile

pytestmark = pytest.mark.slow

pytest.importorskip("pypdf")
pytest.importorskip("docx")

CORPUS = dict(hostile.corpus())
SETTINGS = Config(max_bytes=20_000_000)


def read(path: Path) -> tuple[list[Document], list[Problem]] | str:
    try:
        return read_documents([str(path)], SETTINGS)
    except InputError as error:
        return str(error)


def test_the_corpus_is_large_and_always_the_same() -> None:
    assert len(CORPUS) >= 300
    assert dict(hostile.corpus()) == CORPUS


@pytest.mark.parametrize("name", CORPUS)
def test_an_input_is_read_or_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    path.write_bytes(CORPUS[name])
    result = read(path)
    if isinstance(result, str):
        assert path.name in result
        assert "\n" not in result
        assert len(result) < 1000
        return
    documents, problems = result
    for document in documents:
        text = document.text
        text.encode()
        assert 0 < len(text) <= MOST_CHARACTERS
        end = 0
        for start, stop in document.excluded:
            assert end <= start < stop <= len(text)
            end = stop
        if document.published_span:
            start, stop = document.published_span
            assert 0 <= start < stop <= len(text)
        assert all(0 <= anchor[0] <= len(text) for anchor in document.anchors or ())
        document.locate(len(text))
        for known in (document.id, document.path, document.title, document.source, document.url):
            (known or "").encode()
    for problem in problems:
        assert problem.reason
        assert len(problem.reason) < 400
        f"{problem.path}{problem.reason}{problem.hint}".encode()


def by_file(problems: list[Problem]) -> list[Problem]:
    """Return the problems with files, without the lines that count what a given folder holds."""
    return [p for p in problems if "of no format that is read" not in p.reason]


def test_all_of_them_together_are_one_run_that_reads_nothing_outside(tmp_path: Path) -> None:
    hostile.main(str(tmp_path / "in"))
    first = read(tmp_path / "in")
    assert not isinstance(first, str)
    assert len(first[0]) > 50
    assert len(first[1]) > 150
    assert len({document.id for document in first[0]}) == len(first[0])
    folders = [str(tmp_path / "in" / kind) for kind in hostile.KINDS]
    second = read_documents(folders[::-1], SETTINGS)
    # Not compared in an assert: a difference of two long lists takes pytest minutes to show.
    same = second[0] == first[0] and by_file(second[1]) == by_file(first[1])
    assert same, "the order of the folders makes a difference"
    secret = Path("/etc/passwd").read_text().split("\n")[0]
    assert not any(secret in document.text for document in first[0])


BOMBS = [name for name in CORPUS if "bomb" in name]
MEMORY = 900_000_000


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_named_within_bounded_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    path.write_bytes(CORPUS[name])
    code = (
        "import sys\nfrom factcheck.settings.config import Config\n"
        "from factcheck.errors import InputError\n"
        "from factcheck.read import read_documents\n"
        "try: read_documents([sys.argv[1]], Config(max_bytes=20_000_000))\n"
        "except InputError as error: print(error)\n"
    )

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    root = str(Path(__file__).resolve().parents[2])
    result = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        env={**os.environ, "PYTHONPATH": root, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        preexec_fn=bounded,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "MemoryError" not in result.stdout
