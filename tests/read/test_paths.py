"""Tests of the files that a run reads, their ids, and the problems with those it cannot read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.model import Document, Problem
from factcheck.read import identify, read_documents
from factcheck.read.article import Article
from factcheck.settings.config import Config, Source

TEXT = "The ferry left the quay at noon."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str | None = None) -> None:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((f"{TEXT} {path}" if text is None else text).encode())


def read(*paths: str, **settings: object) -> tuple[list[Document], list[Problem]]:
    return read_documents(paths, Config(**settings))  # type: ignore[arg-type]


def paths_of(*paths: str, **settings: object) -> list[str]:
    return [document.path for document in read(*paths, **settings)[0]]


def test_a_folder_gives_its_known_files_at_any_depth_sorted() -> None:
    for name in ("b.txt", "a.txt", "sub/c.md", "sub/deep/d.TXT", "e.jpeg", "Makefile"):
        write(f"in/{name}")
    assert paths_of("in") == ["in/a.txt", "in/b.txt", "in/sub/c.md", "in/sub/deep/d.TXT"]


def test_files_that_are_not_read_are_named_a_line_for_each_kind() -> None:
    for name in ("a.txt", "sub/e.JPEG", "f.jpeg", "g.jpeg", "h.jpeg", "Makefile", "old.tar.gz"):
        write(f"in/{name}")
    problems = [(p.path, p.reason) for p in read("in")[1]]
    assert problems == [
        ("in", "holds 1 .gz file of no format that is read: old.tar.gz"),
        ("in", "holds 1 file without an ending: Makefile"),
        ("in", "holds 4 .jpeg files of no format that is read: f.jpeg, g.jpeg, h.jpeg, ..."),
    ]
    assert not any(problem.used for problem in read("in")[1])


def test_files_that_are_excluded_or_hidden_are_not_named() -> None:
    for name in ("a.txt", "b.jpeg", "raw/c.png", ".d.png", ".git/e", "factcheck.sarif"):
        write(f"in/{name}")
    assert read("in", exclude=("*.jpeg", "raw/"))[1] == []


@pytest.mark.parametrize(
    "address",
    [
        "https://post.example/1?id=2",
        "HTTP://post.example",
        "www.post.example/a*",
        "https:/a.example",
    ],
)
def test_an_address_is_not_fetched_and_the_run_says_so(address: str) -> None:
    with pytest.raises(InputError) as caught:
        read(address)
    assert (
        caught.value.message == f"{address} is an address, and nothing is fetched from the network"
    )
    assert "Save the page from your browser" in caught.value.hint


def test_a_file_that_is_named_like_an_address_is_read() -> None:
    write("www.post.example.txt")
    assert paths_of("www.post.example.txt") == ["www.post.example.txt"]


def test_hidden_files_and_the_programs_own_reports_are_no_articles() -> None:
    for name in (".hidden.txt", ".git/x.txt", "factcheck.json", "factcheck.md", "factcheck.html"):
        write(f"in/{name}")
    write("in/a.txt")
    assert paths_of("in") == ["in/a.txt"]


def test_a_file_that_is_named_is_read_whatever_its_ending() -> None:
    write("notes")
    write("draft.tmp")
    assert paths_of("notes", "draft.*") == ["draft.tmp", "notes"]


def test_globs_take_files_at_any_depth() -> None:
    for name in ("in/a.txt", "in/sub/b.txt", "in/sub/c.log"):
        write(name)
    assert paths_of("in/**/*.txt") == ["in/a.txt", "in/sub/b.txt"]


def test_the_order_and_repetition_of_paths_change_nothing() -> None:
    for name in ("in/a.txt", "in/b.txt", "other/c.txt"):
        write(name)
    first = read("in", "other/c.txt", "in/a.txt", "./in/../in/b.txt")
    assert read("in/a.txt", "./in/../in/b.txt", "other/c.txt", "in", "in") == first
    assert [d.path for d in first[0]] == ["in/a.txt", "in/b.txt", "other/c.txt"]


def test_a_name_with_glob_characters_is_first_of_all_a_name() -> None:
    write("in/[1].txt")
    write("in/1.txt")
    assert paths_of("in/[1].txt") == ["in/[1].txt"]


def test_include_and_exclude_choose_among_the_files_found() -> None:
    for name in ("in/a.txt", "in/drafts/b.txt", "in/c.md"):
        write(name)
    assert paths_of("in", include=("*.txt",)) == ["in/a.txt", "in/drafts/b.txt"]
    assert paths_of("in", exclude=("drafts/",)) == ["in/a.txt", "in/c.md"]


def test_where_include_and_exclude_leave_nothing_the_error_says_so() -> None:
    write("in/a.txt")
    with pytest.raises(InputError, match="no articles in in that 'include' and 'exclude' let"):
        read("in", include=("*.md",))


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["gone.txt"], "gone.txt does not exist"),
        (["*.txt"], "*.txt matches no file"),
        (["empty"], "no articles in empty"),
        ([], "an empty list of paths"),
        ([""], "'' is not a path"),
        (["a\0b"], "is not a path"),
        (["blank"], "nothing could be read: blank is empty"),
    ],
)
def test_nothing_to_read_is_one_clear_error(paths: list[str], message: str) -> None:
    Path("empty").mkdir()
    write("blank", " \n\t\n")
    with pytest.raises(InputError) as caught:
        read(*paths)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_bad_file_is_named_and_the_others_are_read() -> None:
    write("in/a.txt")
    write("in/b.txt", "")
    write("in/c.txt", "x" * 100)
    documents, problems = read("in", max_bytes=99)
    assert [d.path for d in documents] == ["in/a.txt"]
    assert [(p.path, p.reason) for p in problems] == [
        ("in/b.txt", "is empty"),
        ("in/c.txt", "is larger than 99 bytes"),
    ]


def test_files_and_folders_without_permission_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    # Not by their mode, which does not stop the superuser.
    write("in/a.txt")
    write("in/b.txt")
    write("in/shut/c.txt")
    scan, opened = os.scandir, Path.open

    def shut_scan(path: str) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    def shut_open(self: Path, *args: object) -> object:
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", shut_scan)
    monkeypatch.setattr(Path, "open", shut_open)
    documents, problems = read("in")
    assert [d.path for d in documents] == ["in/a.txt"]
    assert [(p.path, p.reason) for p in problems] == [
        ("in/b.txt", "cannot be read: Permission denied"),
        ("in/shut", "cannot be opened: Permission denied"),
    ]


def test_a_file_that_vanishes_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/a.txt")
    write("in/b.txt")
    opened = Path.open

    def vanish(self: Path, *args: object) -> object:
        if self.name == "b.txt":
            self.unlink()
        return opened(self, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", vanish)
    documents, problems = read("in")
    assert [d.path for d in documents] == ["in/a.txt"]
    assert [(p.path, p.reason) for p in problems] == [
        ("in/b.txt", "cannot be read: No such file or directory")
    ]


def test_links_in_a_circle_end_and_links_that_lead_out_are_not_followed() -> None:
    write("secret/key.txt")
    write("in/a.txt")
    Path("in/self").symlink_to(".", target_is_directory=True)
    Path("in/loop.txt").symlink_to("loop.txt")
    Path("in/same.txt").symlink_to("a.txt")
    Path("in/out.txt").symlink_to("../secret/key.txt")
    Path("in/outer").symlink_to("../secret", target_is_directory=True)
    documents, problems = read("in")
    assert [d.path for d in documents] == ["in/a.txt"]
    assert [p.path for p in problems] == ["in/loop.txt", "in/out.txt", "in/outer"]
    assert paths_of("in/out.txt") == ["in/out.txt"]


def test_a_pipe_in_a_folder_does_not_make_a_run_wait_and_is_named() -> None:
    write("in/a.txt")
    os.mkfifo("in/pipe.txt")
    assert paths_of("in") == ["in/a.txt"]
    (problem,) = read("in")[1]
    assert (problem.path, problem.reason) == (
        "in/pipe.txt",
        "is a pipe, a socket or a device, and was not read",
    )
    assert read("in", exclude=("pipe.txt",))[1] == []


def test_a_file_name_that_is_no_utf8_can_be_shown() -> None:
    Path("in").mkdir()
    with open(b"in/caf\xe9.txt", "wb") as stream:  # noqa: PTH123
        stream.write(TEXT.encode())
    ((document,), _) = read("in")
    assert document.path == "in/caf�.txt"
    assert document.id.encode() == "caf�".encode()


def test_standard_input_holds_one_article_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b'{"text": "The ferry left."}\n\n{"text": "It sank.", "id": "wreck"}\n{"text": 3}\n'
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
    documents, problems = read("-")
    assert [(d.id, d.path, d.text) for d in documents] == [
        ("stdin/1", "stdin", "The ferry left."),
        ("wreck", "stdin", "It sank."),
    ]
    assert [(p.path, p.reason) for p in problems] == [("stdin", "line 4: text is 3, not a text")]


# --- ids ------------------------------------------------------------------------------------------


def ids(*paths: str) -> list[str]:
    return identify([Article(path=path, text="") for path in paths])


def test_an_id_is_the_shortest_end_of_the_path_that_is_unique() -> None:
    assert ids("in/a.txt", "in/b.txt") == ["a", "b"]
    assert ids("x/a.txt", "y/a.txt", "y/b.txt") == ["x/a", "y/a", "b"]
    assert ids("x/a.txt", "x/a.md") == ["a.txt", "a.md"]
    assert ids("k/x/a.txt", "l/x/a.txt", "a.txt") == ["k/x/a", "l/x/a", "a.txt"]


@given(st.lists(st.text("abc./", min_size=1, max_size=8).map(lambda s: f"d/{s}x"), unique=True))
def test_ids_are_unique_whatever_the_paths(paths: list[str]) -> None:
    result = ids(*paths)
    assert len(set(result)) == len(paths)
    assert all(result)


# --- sources and duplicates -----------------------------------------------------------------------


def test_a_source_comes_from_the_configuration_the_metadata_or_the_address() -> None:
    write("post/a.txt")
    write("b.json", '{"text": "B", "source": "Quay Times", "url": "https://www.quay.example/1"}')
    write("c.json", '{"text": "C", "url": "https://www.quay.example/2"}')
    write("d.json", '{"text": "D", "url": "https://news.harbour.example/3"}')
    write("e.txt")
    sources = (
        Source("Harbour Post", domains=("harbour.example",), folders=("post",)),
        Source("Elsewhere", folders=("else", "e.txt")),
    )
    documents, _ = read(".", sources=sources)
    assert {d.id: d.source for d in documents} == {
        "a": "Harbour Post",
        "b": "Quay Times",
        "c": "quay.example",
        "d": "Harbour Post",
        "e": "Elsewhere",  # a single file
    }


@pytest.mark.parametrize(
    "again",
    [
        '{"text": "The ferry\\nleft  the quay at noon. ", "url": "https://b.example/9"}',
        '{"text": "The ferry left the quay at noon.", "url": "http://www.a.example/1/#top"}',
    ],
)
def test_the_same_article_twice_counts_once_and_is_named(again: str) -> None:
    write("a.json", '{"text": "The ferry left the quay at noon.", "url": "https://a.example/1"}')
    write("b.json", again)
    documents, problems = read(".")
    assert [d.path for d in documents] == ["a.json"]
    assert [(p.path, p.reason) for p in problems] == [("b.json", "is the same article as a.json")]


def test_the_same_address_with_other_words_is_another_version_and_is_read() -> None:
    write("a.json", '{"text": "The ferry left the quay at noon.", "url": "https://a.example/1"}')
    write("b.json", '{"text": "The ferry left the quay at one.", "url": "https://a.example/1"}')
    documents, problems = read(".")
    assert [d.path for d in documents] == ["a.json", "b.json"]
    assert problems == []


# --- languages ------------------------------------------------------------------------------------

GERMAN = (
    "Die Fähre verließ am Freitag um zwölf Uhr den Hafen mit vierzig Menschen an Bord, sagte der"
    " Hafenmeister. Niemand hat sie danach wieder gesehen, was in der Stadt für Unruhe sorgte."
)
CHINESE = "渡轮于周五中午载着四十人离开码头。港务长表示,当天再也没有人见过它。船主拒绝置评。" * 4


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (CHINESE, "zh")])
def test_an_article_in_another_language_is_named_and_left_out(text: str, code: str) -> None:
    write("a.txt")
    write("b.txt", text)
    documents, problems = read(".")
    assert [d.path for d in documents] == ["a.txt"]
    assert [(p.path, p.reason) for p in problems] == [
        ("b.txt", f"is not in English but in '{code}', and was left out")
    ]


def test_a_stated_language_is_believed() -> None:
    write("a.txt")
    write("b.json", '{"text": "Non capisco.", "language": "it"}')
    assert [p.path for p in read(".")[1]] == ["b.json"]


def test_names_and_numbers_alone_do_not_make_a_text_foreign() -> None:
    write("a.txt", "Ferry toll: Quayle 3, Marsh 4, Okonkwo 5. " * 9)
    assert paths_of("a.txt") == ["a.txt"]


# --- what a run imports ---------------------------------------------------------------------------


def test_plain_text_is_read_without_the_libraries_of_other_formats() -> None:
    write("a.txt", "The ferry left the quay at noon and was lost in a storm from the north. " * 3)
    code = (
        "import sys; from factcheck.read import read_documents;"
        "import factcheck.settings.config as c;"
        "read_documents(['a.txt'], c.Config());"
        "print([m for m in ('trafilatura', 'lxml', 'markdown_it', 'yaml', 'pypdf', 'docx',"
        " 'py3langid', 'charset_normalizer', 'jsonschema', 'spacy', 'torch') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout == "[]\n"


def test_progress_hears_of_every_file_and_problem() -> None:
    heard: list[object] = []
    progress = SimpleNamespace(
        step=lambda name, total: heard.append((name, total)),
        advance=lambda: heard.append("advance"),
        problem=lambda problem: heard.append(problem.path),
    )
    write("a.txt")
    write("b.txt", "")
    read_documents(["."], Config(), progress)  # type: ignore[arg-type]
    assert heard == [("reading", 2), "advance", "b.txt", "advance"]
