"""The library as a program or a notebook uses it: what it takes, returns, saves and shows."""

from __future__ import annotations

import contextlib
import csv
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import factcheck
from factcheck import Article, Config, Ignore, Source, check, load
from factcheck.errors import ConfigError, InputError
from factcheck.read import read_documents
from factcheck.read.given import listed
from factcheck.report.json import render
from tests.support import build

ONE = (
    "A ferry ran aground at Port Aransa on Monday, the harbour office in Vellmar said.\n\n"
    "Captain Ilse Brandvik said that 84 people were on board the Merrow when it struck.\n"
)
TWO = (
    "The ferry Merrow ran aground at Port Aransa on Monday, Vellmar police said.\n\n"
    "Captain Ilse Brandwik told reporters that 48 people were on board the Merrow.\n"
)
CONFIG = Config(use_cache=False)


@pytest.fixture
def small() -> factcheck.Report:
    texts = {"times": "Dorvane said five died.\nIt rained.", "post": "Dorvan <b> said five died."}
    return build.report(
        texts, findings=[build.finding([("times", "Dorvane")], [("post", "Dorvan")], type="name")]
    )


def test_dir_shows_the_face_and_all_of_it_is_there() -> None:
    assert set(factcheck.__all__) <= set(dir(factcheck))
    for name in factcheck.__all__:
        assert getattr(factcheck, name) is not None
    assert "TYPE_CHECKING" not in dir(factcheck)


def test_a_path_is_one_path_and_no_list_of_letters(tmp_path: Path) -> None:
    assert listed("articles/") == ["articles/"]
    assert listed(tmp_path) == [tmp_path]
    assert listed(Article(text="x")) == [Article(text="x")]
    assert listed(name for name in ("a", "b")) == ["a", "b"]
    with pytest.raises(InputError, match="no-such-folder does not exist"):
        check("no-such-folder", CONFIG)


@pytest.mark.parametrize("wrong", [7, None, b"a.txt", {"text": ONE}, [{"text": ONE}], ["a", 1]])
def test_what_is_neither_path_nor_article_is_a_type_error(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"Article\(text=\.\.\.\)"):
        check(wrong, CONFIG)  # type: ignore[arg-type]


def test_texts_in_memory_are_read_as_files_are() -> None:
    given = [
        Article(text=ONE, source="The Packet", published="2024-03-05T10:00:00Z"),
        Article(text=TWO, name="evening post"),
        Article(text=" \n", name="nothing"),
    ]
    documents, problems = read_documents(given, CONFIG)
    assert [(d.id, d.path, d.source) for d in documents] == [
        ("article-1", "article-1", "The Packet"),
        ("evening post", "evening post", None),
    ]
    assert documents[0].text == ONE
    assert documents[0].published == "2024-03-05"
    assert documents[0].locate(ONE.index("Captain")) == (3, 1)
    assert [(p.path, p.reason) for p in problems] == [("nothing (nothing)", "is empty")]


def test_articles_of_one_name_have_two_ids_and_a_wrong_field_is_named() -> None:
    twins = [Article(text=ONE, name="a"), Article(text=TWO, name="a")]
    documents, _ = read_documents(twins, CONFIG)
    assert len({d.id for d in documents}) == 2
    with pytest.raises(InputError, match=r"the article x: published is 'May', not a day"):
        read_documents([Article(text=ONE, name="x", published="May")], CONFIG)
    with pytest.raises(InputError, match="half of a character"):
        read_documents([Article(text="a \ud800 b")], CONFIG)


def test_a_report_is_saved_in_the_format_of_the_ending_and_loaded_again(
    small: factcheck.Report, tmp_path: Path
) -> None:
    assert small.save(tmp_path / "x.html") == tmp_path / "x.html"
    assert "<!doctype html>" in (tmp_path / "x.html").read_text("utf-8").lower()
    small.save(str(tmp_path / "x.json"))
    assert load(tmp_path / "x.json") == small
    small.save(tmp_path / "x.codequality.json")
    with pytest.raises(InputError, match="is not a factcheck report"):
        load(tmp_path / "x.codequality.json")
    small.save(tmp_path / "notes", "markdown")
    small.save(tmp_path / "x.md")
    assert (tmp_path / "notes").read_bytes() == (tmp_path / "x.md").read_bytes()
    assert "Dorvan" in small.save(tmp_path / "x.txt").read_text("utf-8")


def test_an_unknown_ending_or_a_folder_is_said(small: factcheck.Report, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"x\.docx: no format has such an ending.*\.html"):
        small.save(tmp_path / "x.docx")
    with pytest.raises(ConfigError, match="is a folder of files"):
        small.save(tmp_path / "x.parquet")
    with pytest.raises(InputError, match="cannot read"):
        load(tmp_path / "none.json")


def test_changes_are_saved_too(small: factcheck.Report, tmp_path: Path) -> None:
    assert factcheck.diff.__name__ == "diff"
    changes = factcheck.diff(small, small)
    assert repr(changes) == "<Changes: 0 appeared, 0 changed, 0 gone, 1 unchanged>"
    assert changes.save(tmp_path / "d.html").exists()
    with pytest.raises(ConfigError, match="no format has such an ending"):
        changes.save(tmp_path / "d.sarif")


def test_the_difference_of_paths_is_a_type_error(small: factcheck.Report) -> None:
    with pytest.raises(TypeError, match=r"str is no report: give what check\(\) or load"):
        factcheck.diff(small, "x.json")  # type: ignore[arg-type]


def test_rows_are_flat_and_need_no_pandas(small: factcheck.Report) -> None:
    rows = small.rows()
    assert [(r["document"], r["value"], r["line"], r["column"]) for r in rows] == [
        ("times", "Dorvane", 1, 1),
        ("post", "Dorvan", 1, 1),
    ]
    assert {type(v) for r in rows for v in r.values()} <= {str, int, float, type(None)}
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    assert out.getvalue().count("\n") == 3


def test_a_mention_resolves_to_line_text_and_sentence(small: factcheck.Report) -> None:
    mention = small.findings[0].variants[0].mentions[0]
    where = small.where(mention)
    assert where.document is small.document("times")
    assert (where.line, where.column, where.text) == (1, 1, "Dorvane")
    assert where.sentence == "Dorvane said five died."
    with pytest.raises(KeyError):
        small.document("nobody")


def test_what_is_shown_is_short_and_escaped(small: factcheck.Report) -> None:
    assert repr(small) == "<Report on 2 articles in 1 story: 1 error, 0 warnings, 0 notes new>"
    assert repr(small.findings[0]) == "<Finding error, name: Dorvane / Dorvan>"
    assert repr(small.documents[0]) == "<Document 'times' of 34 characters>"
    assert len(repr(Article(text=ONE * 50, source="The Packet"))) < 120
    html = build.report(
        {"a": "<i>Dorvane came.", "b": "Dorvan came."},
        findings=[build.finding([("a", "Dorvane")], [("b", "Dorvan")], fact="<i>who")],
    )._repr_html_()
    assert "&lt;i&gt;who" in html
    assert "<i>" not in html


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"fail_on": "high"}, "Config(fail_on=...): fail-on is 'high'"),
        ({"jobs": 0}, "jobs is 0, less than 1"),
        ({"formats": "json"}, "format is 'json', not a list"),
        ({"formats": ["jsonn"]}, "did you mean 'json'"),
        ({"severity": {"nmae": "off"}}, "did you mean 'name'"),
        ({"ignore": [Ignore()]}, "ignore[0] needs at least one of"),
        ({"sources": [{"name": "x"}]}, "only Source(...) may be in it"),
        ({"engine": "spark"}, "engine is 'spark'"),
        ({"thresholds": {"error": 2}}, "more than 1"),
    ],
)
def test_a_configuration_is_checked_when_it_is_made(fields: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config(**fields)  # type: ignore[arg-type]
    assert says in str(caught.value)


def test_a_right_configuration_is_taken_in_any_shape() -> None:
    config = Config(formats=["json"], cache_dir="here", sources=[Source("A", ("a.example",))])  # type: ignore[arg-type]
    assert (config.formats, config.cache_dir) == (("json",), Path("here"))
    assert Config(fail_on=None, ignore=(Ignore(type="name"),)).fail_on is None


@pytest.mark.slow
def test_memory_and_files_give_the_same_findings_and_progress_is_called(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ONE)
    (tmp_path / "two.txt").write_text(TWO)
    calls: list[tuple[str, int, int | None]] = []
    report = check(
        [Article(text=ONE, name="one"), Article(text=TWO, name="two")],
        CONFIG,
        lambda *call: calls.append(call),
    )
    with contextlib.chdir(tmp_path):
        from_files = check(tmp_path, CONFIG)
    assert [f.fingerprint for f in report.findings] == [f.fingerprint for f in from_files.findings]
    assert any("Brandwik" in v.value for f in report.findings for v in f.variants)
    assert ("reading claims", 2, 2) in calls
    assert calls[-1] == ("done", 1, 1)
    draft = Article(text=TWO, name="draft")
    verified = factcheck.verify(draft, Article(text=ONE, name="one"), CONFIG)
    assert verified.draft.id == "draft"
    assert repr(verified).startswith("<VerifyReport on 'draft': ")
    assert verified.save(tmp_path / "v.html").exists()


@pytest.mark.slow
def test_threads_get_what_one_alone_gets(tmp_path: Path) -> None:
    config = Config(cache_dir=tmp_path)
    sets = [
        [Article(text=ONE.replace("Merrow", name)), Article(text=TWO.replace("Merrow", name))]
        for name in ("Merrow", "Osprey", "Kestrel", "Heron")
    ]
    together = threading.Barrier(len(sets))

    def run(articles: list[Article]) -> str:
        together.wait()
        return render(check(articles, config))

    with ThreadPoolExecutor(len(sets)) as pool:
        at_once = list(pool.map(run, sets))
    assert at_once == [render(check(articles, CONFIG)) for articles in sets]
