"""The invariants of the report contract, on fixture stories that were edited at random."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factcheck.model import Mention, Report
from factcheck.pipeline import check
from factcheck.report import json as json_report
from factcheck.settings.config import Config
from tests.conftest import ROOT, STORY_PATHS

pytestmark = pytest.mark.slow

SCHEMA = Draft202012Validator(
    json.loads(files("factcheck.report").joinpath("schema/report.schema.json").read_text("utf-8"))
)
STORIES = {
    path: {p.stem: p.read_text("utf-8") for p in sorted((ROOT / path).glob("*.txt"))}
    for path in STORY_PATHS
}
LONGEST_MENTION = 160
"""Characters; only quotations may be longer."""

# A run takes about a second: few examples, and always the same ones.
few = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def drop_paragraph(text: str, at: float) -> str:
    paragraphs = text.split("\n\n")
    del paragraphs[int(at * len(paragraphs))]
    return "\n\n".join(paragraphs)


def repeat_paragraph(text: str, at: float) -> str:
    paragraphs = text.split("\n\n")
    paragraphs.append(paragraphs[int(at * len(paragraphs))])
    return "\n\n".join(paragraphs)


def change_digit(text: str, at: float) -> str:
    digits = [m.start() for m in re.finditer(r"\d", text)]
    if not digits:
        return text
    i = digits[int(at * len(digits))]
    return text[:i] + str((int(text[i]) + 1) % 10) + text[i + 1 :]


def lose_letter(text: str, at: float) -> str:
    i = int(at * len(text))
    return text[:i] + text[i + 1 :]


def insert(text: str, at: float, what: str) -> str:
    i = int(at * len(text))
    return text[:i] + what + text[i:]


EDITS = {
    "drop a paragraph": drop_paragraph,
    "repeat a paragraph": repeat_paragraph,
    "change a digit": change_digit,
    "lose a letter": lose_letter,
    "emoji": lambda text, at: insert(text, at, " 🚢👩‍💻 "),
    "combining mark": lambda text, at: insert(text, at, "\u0301"),
    "direction mark": lambda text, at: insert(text, at, "\u202e"),
    "quotation mark": lambda text, at: insert(text, at, "“"),
    "carriage return": lambda text, at: text.replace("\n", "\r\n"),
    "not a letter": lambda text, at: insert(text, at, "\x00"),
}


@st.composite
def edited_stories(draw: st.DrawFn) -> dict[str, str]:
    """Some articles of one story, in some order, with a few edits."""
    story = STORIES[draw(st.sampled_from(sorted(STORIES)))]
    names = draw(st.lists(st.sampled_from(sorted(story)), min_size=2, unique=True))
    texts = {name: story[name] for name in names}
    places = st.floats(0, 1, exclude_max=True)
    edits = draw(
        st.lists(
            st.tuples(st.sampled_from(names), st.sampled_from(sorted(EDITS)), places), max_size=4
        )
    )
    for name, edit, at in edits:
        texts[name] = EDITS[edit](texts[name], at)
    return texts


def run(texts: dict[str, str]) -> Report:
    """Check the texts as files, in the order of the dict."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in texts.items():
            paths.append(Path(folder, f"{name}.txt"))
            paths[-1].write_bytes(text.encode())
        return check([p.as_posix() for p in paths], Config(use_cache=False))


def mentions(report: Report) -> Iterator[Mention]:
    for holder in (*report.findings, *report.facts):
        for variant in holder.variants:
            yield from variant.mentions


def assert_contract(report: Report) -> None:
    SCHEMA.validate(json.loads(json_report.render(report)))
    assert json_report.parse(json_report.render(report)) == report
    assert_verbatim(report)
    assert_tight(report)
    assert_variants(report)
    assert_links(report)


def assert_verbatim(report: Report) -> None:
    texts = {d.id: d.text for d in report.documents}
    shown = [*mentions(report), *(c for cluster in report.clusters for c in cluster.claims)]
    for place in [*shown, *report.timeline]:
        assert place.text
        assert texts[place.document][place.start : place.end] == place.text
    for claim in report.claims:
        assert 0 <= claim.start < claim.end <= len(texts[claim.document])
    for document in report.documents:
        for start, end in [*document.excluded, document.published_span or (0, 1)]:
            assert 0 <= start < end <= len(document.text)


def assert_tight(report: Report) -> None:
    for mention in mentions(report):
        assert mention.text == mention.text.strip()
        assert 0 <= mention.context_start <= mention.start
        assert mention.end <= mention.context_end
    for finding in report.findings:
        if finding.type != "quote":
            for variant in finding.variants:
                assert all(len(m.text) <= LONGEST_MENTION for m in variant.mentions)


def assert_variants(report: Report) -> None:
    for finding in report.findings:
        assert len(finding.variants) >= 2
        assert len({v.normalized for v in finding.variants}) == len(finding.variants)
    for holder in (*report.findings, *report.facts):
        places = Counter(m for v in holder.variants for m in v.mentions)
        assert set(places.values()) == {1}, "a place gives one value, once"
        for variant in holder.variants:
            assert variant.sources == len({m.document for m in variant.mentions})
            assert 1 <= variant.independent_sources <= variant.sources
    for cluster in report.clusters:
        assert cluster.sources == len({c.document for c in cluster.claims}) >= 2
        assert 1 <= cluster.independent_sources <= cluster.sources


def assert_links(report: Report) -> None:
    findings = {f.fingerprint: f for f in report.findings}
    clusters = {c.id for c in report.clusters}
    members = {s.id: set(s.documents) for s in report.stories}
    assert len(findings) == len(report.findings)
    assert sorted(d for story in members.values() for d in story) == sorted(
        d.id for d in report.documents
    )
    for holder in (*report.findings, *report.facts):
        named = {m.document for v in holder.variants for m in v.mentions}
        assert named <= members[holder.story]
    for fact in report.facts:
        assert (fact.status == "disputed") == (fact.finding is not None)
        assert fact.finding is None or fact.finding in findings
    for claim in report.claims:
        assert set(claim.findings) <= set(findings)
        assert set(claim.clusters) <= clusters


@few
@given(edited_stories())
def test_whatever_the_articles_say_the_report_keeps_the_contract(texts: dict[str, str]) -> None:
    assert_contract(run(texts))


@settings(few, max_examples=4)
@given(edited_stories(), st.randoms(use_true_random=False))
def test_the_order_of_the_paths_changes_nothing(
    texts: dict[str, str], shuffler: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in texts.items():
            paths.append(Path(folder, f"{name}.txt"))
            paths[-1].write_bytes(text.encode())
        given_order = [p.as_posix() for p in paths]
        other_order = shuffler.sample(given_order, len(given_order))
        first = check(given_order, Config(use_cache=False))
        second = check(other_order, Config(use_cache=False))
    assert json_report.render(first) == json_report.render(second)


def test_the_report_on_the_fixture_stories_keeps_the_contract(fixture_report: Report) -> None:
    assert len(fixture_report.stories) == len(STORY_PATHS)
    assert fixture_report.findings
    assert fixture_report.clusters
    assert_contract(fixture_report)


@pytest.mark.parametrize("story", STORY_PATHS)
def test_fingerprints_survive_edits_elsewhere_and_another_folder(story: str) -> None:
    texts = STORIES[story]
    edited = {
        name: f"{text}\n\nReaders may write to the letters desk. The crossword is on page 40.\n"
        for name, text in texts.items()
    }
    before, after = run(texts), run(edited)
    assert before.findings
    assert {f.fingerprint for f in before.findings} <= {f.fingerprint for f in after.findings}


def test_the_hash_seed_and_the_order_of_the_paths_change_no_byte(tmp_path: Path) -> None:
    outputs = []
    for seed, paths in (("1", STORY_PATHS), ("77", STORY_PATHS[::-1])):
        command = [
            sys.executable, "-m", "factcheck", "check", *paths,
            "-f", "json", "-o", "-", "--no-cache", "--fail-on", "never",
        ]  # fmt: skip
        ran = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "HOME": str(tmp_path)},
            capture_output=True,
        )
        assert ran.returncode == 0, ran.stderr.decode()
        outputs.append(ran.stdout)
    assert json.loads(outputs[0])["findings"]
    assert outputs[0] == outputs[1]
