"""Results in the store are not computed again, and the report is the same with and without."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.pipeline import check
from factcheck.report.json import render
from factcheck.run import keys as incremental
from factcheck.run import tasks as work
from factcheck.settings.config import Config

HEAVY = ("torch", "spacy", "sklearn", "scipy", "sentence_transformers", "transformers")

TOWER = """Fire in Lindholm tower

A fire in a block of flats in Lindholm killed five people on Tuesday, the fire service said.
The blaze began on the ninth floor at dawn. "{words}," said Greta Halvorsen, the mayor of Lindholm.
About 120 residents were brought to a school nearby.
"""
BRIDGE = """Bridge at Karsund closed

Engineers closed the bridge at Karsund on Friday after finding {cracks} cracks in a pillar.
The bridge carries 14,000 cars a day. Minister Olav Brekke promised repairs by May.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for n, words in enumerate(
        ("We have lost five neighbours", "We lost five neighbours", "We mourn")
    ):
        (folder / f"tower-{n}.txt").write_text(TOWER.format(words=words))
    for n, cracks in enumerate((3, 4, 7)):
        (folder / f"bridge-{n}.txt").write_text(BRIDGE.format(cracks=cracks))
    return folder


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(cache_dir=tmp_path / "cache")


class Count:
    """Counts the computed results: documents parsed, texts encoded, stories compared."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.documents = self.texts = self.stories = 0
        parse, encode, compare = work.find_all_claims, work.encode_texts, work.compare_packed

        def find_all_claims(documents):  # type: ignore[no-untyped-def]
            self.documents += len(documents)
            return parse(documents)

        def encode_texts(task):  # type: ignore[no-untyped-def]
            self.texts += len(task[0])
            return encode(task)

        def compare_packed(task):  # type: ignore[no-untyped-def]
            self.stories += 1
            return compare(task)

        for function in (find_all_claims, encode_texts, compare_packed):
            monkeypatch.setattr(work, function.__name__, function)

    def take(self) -> tuple[int, int, int]:
        """Return the counts and begin again at zero."""
        counts = (self.documents, self.texts, self.stories)
        self.documents = self.texts = self.stories = 0
        return counts


def begin(articles: Path, config: Config) -> subprocess.Popen[str]:
    """Start a run in a separate process."""
    program = f"""
        import json, sys
        from pathlib import Path
        from factcheck import Config, check
        from factcheck.report.json import render
        config = Config(cache_dir=Path({str(config.cache_dir)!r}))
        report = render(check([{str(articles)!r}], config))
        print(json.dumps({{"report": report, "modules": list(sys.modules)}}))
    """
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(articles: Path, config: Config) -> tuple[str, set[str]]:
    """Return the report of a run in a separate process, and the heavy modules it imported."""
    output, errors = begin(articles, config).communicate(timeout=300)
    assert errors == ""
    result = json.loads(output)
    return result["report"], {name.split(".")[0] for name in result["modules"]} & set(HEAVY)


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Count:
    return Count(monkeypatch)


def test_another_precision_is_another_encoder(articles: Path, config: Config, count: Count) -> None:
    plain = render(check([articles], config))
    _, texts, stories = count.take()
    coarse = render(check([articles], replace(config, precision="bfloat16")))
    # Sentences are parsed once, whoever multiplies their vectors.
    assert count.take() == (0, texts, stories)
    assert "bfloat16" in coarse
    assert "bfloat16" not in plain
    assert render(check([articles], config)) == plain
    assert count.take() == (0, 0, 0)


def test_an_unchanged_run_computes_nothing_and_gives_the_same_bytes(
    articles: Path, config: Config, count: Count
) -> None:
    first = render(check([articles], config))
    documents, texts, stories = count.take()
    assert (documents, stories) == (6, 2)
    assert texts > 10
    assert render(check([articles], config)) == first
    assert count.take() == (0, 0, 0)


def test_results_of_other_filters_are_never_mixed(
    articles: Path, config: Config, count: Count
) -> None:
    every = render(check([articles], config))
    _, _, stories = count.take()
    names = ("unlike-slots", "unlikely-figures", "unsure-facts")
    off = replace(config, filters=dict.fromkeys(names, False))
    more = render(check([articles], off))
    assert count.take() == (0, 0, stories)
    assert more != every
    assert render(check([articles], config)) == every
    assert render(check([articles], off)) == more
    assert count.take() == (0, 0, 0)
    # A filter that is switched on, as it is anyway, is the same setting.
    assert render(check([articles], replace(config, filters={"families": True}))) == every
    assert count.take() == (0, 0, 0)


def test_the_cache_changes_no_byte(articles: Path, config: Config) -> None:
    without = render(check([articles], Config(use_cache=False)))
    assert render(check([articles], config)) == without
    assert render(check([articles], config)) == without


def test_one_new_sentence_costs_one_document_its_new_texts_and_its_story(
    articles: Path, config: Config, count: Count
) -> None:
    check([articles], config)
    count.take()
    path = articles / "bridge-1.txt"
    path.write_text(path.read_text() + "\nFerries will run every hour.\n")
    cached = render(check([articles], config))
    assert count.take() == (1, 1, 1)
    assert cached == render(check([articles], Config(use_cache=False)))


def test_equal_sentences_are_encoded_once(articles: Path, config: Config, count: Count) -> None:
    check([articles], config)
    _, texts, _ = count.take()
    report = json.loads(render(check([articles], config)))
    text = {d["id"]: d["text"] for d in report["documents"]}
    claims = {text[c["document"]][c["start"] : c["end"]] for c in report["claims"]}
    assert len(report["claims"]) > len(claims)
    (articles / "tower-9.txt").write_text("Another heading\n" + TOWER.format(words="We mourn"))
    check([articles], config)
    assert count.take()[1] == 1
    assert texts < len(report["claims"]) + 40


def test_a_run_in_another_company_gives_a_story_the_same_findings(
    articles: Path, config: Config, count: Count
) -> None:
    alone = check(sorted(articles.glob("bridge-*.txt")), config)
    count.take()
    together = check([articles], config)
    assert count.take()[0] == 3
    of = {f.fingerprint: (f.confidence, f.message, f.explanation) for f in together.findings}
    for finding in alone.findings:
        assert of[finding.fingerprint] == (finding.confidence, finding.message, finding.explanation)


def test_another_source_name_compares_the_story_again(
    articles: Path, config: Config, count: Count
) -> None:
    check([articles], config)
    count.take()
    (articles / "bridge-0.txt").rename(articles / "bridge-report.txt")
    again = check([articles], config)
    assert count.take() == (0, 0, 1)
    assert "bridge-report" in {d for s in again.stories for d in s.documents}


def test_changed_code_computes_again(
    articles: Path, config: Config, count: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    check([articles], config)
    count.take()
    real = incremental.code_digest

    def other(files: tuple[str, ...]) -> bytes:
        return b"changed" if files == incremental.RESULT_FILES else real(files)

    monkeypatch.setattr(incremental, "code_digest", other)
    check([articles], config)
    assert count.take() == (0, 0, 2)


@pytest.mark.parametrize(
    ("module", "files"),
    [("factcheck.claims.extract", "CLAIM_FILES"), ("factcheck.facts.compare", "RESULT_FILES")],
)
def test_the_digest_of_the_code_covers_every_module_that_a_step_imports(
    module: str, files: str
) -> None:
    program = f"import {module}, sys; print(*[m for m in sys.modules if m.startswith('factcheck')])"
    names = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    root = Path(incremental.__file__).parents[1]
    covered = {path for pattern in getattr(incremental, files) for path in root.glob(pattern)}
    # What every part of the program imports and no value depends on.
    harmless = {root / name for name in ("__init__.py",)}
    for name in names:
        path = root.joinpath(*name.split(".")[1:])
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        assert path in covered | harmless, f"{path} is missing in incremental.{files}"


@pytest.mark.slow
def test_a_run_without_changes_imports_no_model(articles: Path, config: Config) -> None:
    first, heavy = run(articles, config)
    assert {"torch", "spacy"} <= heavy
    second, heavy = run(articles, config)
    assert second == first
    assert heavy == set()


def test_a_damaged_cache_gives_the_same_report(
    articles: Path, config: Config, caplog: pytest.LogCaptureFixture
) -> None:
    first = render(check([articles], config))
    assert config.cache_dir is not None
    (file,) = config.cache_dir.glob("*.sqlite")
    file.write_bytes(b"\0" * 50_000)
    assert render(check([articles], config)) == first
    assert len(caplog.records) == 1


def test_parts_that_were_pruned_are_computed_again(
    articles: Path, config: Config, count: Count
) -> None:
    from factcheck.run.store import open_store

    first = render(check([articles], config))
    count.take()
    with open_store(config) as store:
        for kind in ("claims", "vector", "story", "stories"):
            store._connection.execute("DELETE FROM entries WHERE kind = ?", (kind,))
        store._connection.commit()
    assert render(check([articles], config)) == first
    assert count.take()[2] == 2


def test_numbers_of_any_length_survive_the_cache(tmp_path: Path, config: Config) -> None:
    folder = tmp_path / "numbers"
    folder.mkdir()
    for n, number in enumerate(("9" * 40, "1" * 25)):
        text = (
            f"The archive in Lindholm holds {number} files.\nIt cost $1e999 or {number}.5 euros.\n"
        )
        (folder / f"{n}.txt").write_text(text + "The archivist Greta Halvorsen counted them.\n")
    first = render(check([folder], config))
    assert render(check([folder], config)) == first


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_a_cache_that_the_next_run_goes_on_with(
    articles: Path, config: Config
) -> None:
    process = begin(articles, config)
    assert config.cache_dir is not None
    while not list(config.cache_dir.glob("*.sqlite")) and process.poll() is None:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert run(articles, config)[0] == render(check([articles], Config(use_cache=False)))


@pytest.mark.slow
def test_two_runs_at_once_on_one_cache_agree(articles: Path, config: Config) -> None:
    expected = render(check([articles], Config(use_cache=False)))
    for process in [begin(articles, config), begin(articles, config)]:
        output, errors = process.communicate(timeout=300)
        assert (json.loads(output)["report"], errors) == (expected, "")
