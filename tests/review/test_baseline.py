"""Tests of accepted findings: the file, the marks, stale entries, and the order of decisions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import ConfigError
from factcheck.model import Report
from factcheck.review import baseline
from factcheck.review.baseline import Accepted
from factcheck.settings.config import Config
from factcheck.settings.finding_types import type_names
from tests.support import build

TEXTS = {"packet": "Five died near Bram.", "courier": "Six died near Brem."}


def report(**keys: Any) -> Report:
    return build.report(
        TEXTS,
        [
            build.finding([("packet", "Five")], [("courier", "Six")], fact="dead", fingerprint="a"),
            build.finding(
                [("packet", "Bram")],
                [("courier", "Brem")],
                type="name",
                fact="town",
                fingerprint="b",
                **keys,
            ),
        ],
    )


def accept(entries: tuple[Accepted, ...] = (), **keys: Any) -> baseline.Update:
    keys = {"reason": "both stand", "by": "Ines", "on": "2026-03-01", **keys}
    return baseline.update(keys.pop("report", report()), entries, **keys)


def entry(fingerprint: str) -> Accepted:
    return Accepted(fingerprint, "date", "day", ("Monday",), "why", "Ola", "2025-01-02")


def test_the_file_is_sorted_indented_and_says_what_why_who_and_when() -> None:
    assert baseline.render(accept().entries) == (
        "{\n"
        '  "schema_version": "1",\n'
        '  "accepted": [\n'
        "    {\n"
        '      "fingerprint": "b",\n'
        '      "type": "name",\n'
        '      "fact": "town",\n'
        '      "values": [\n'
        '        "Bram",\n'
        '        "Brem"\n'
        "      ],\n"
        '      "reason": "both stand",\n'
        '      "by": "Ines",\n'
        '      "date": "2026-03-01"\n'
        "    },\n"
        "    {\n"
        '      "fingerprint": "a",\n'
        '      "type": "number",\n'
        '      "fact": "dead",\n'
        '      "values": [\n'
        '        "Five",\n'
        '        "Six"\n'
        "      ],\n"
        '      "reason": "both stand",\n'
        '      "by": "Ines",\n'
        '      "date": "2026-03-01"\n'
        "    }\n"
        "  ]\n"
        "}\n"
    )


def test_accepted_findings_are_marked_with_their_reason_and_others_stay_new() -> None:
    accepted = tuple(e for e in accept().entries if e.fingerprint == "a")
    marked, stale = baseline.apply(report(), accepted)
    assert {f.fingerprint: (f.status, f.reason) for f in marked.findings} == {
        "a": ("accepted", "both stand"),
        "b": ("new", None),
    }
    assert stale == ()


def test_an_entry_that_matches_nothing_is_stale_and_a_suppressed_finding_is_a_match() -> None:
    entries = (*accept().entries, entry("gone"))
    marked, stale = baseline.apply(report(status="suppressed"), entries)
    assert stale == (entry("gone"),)
    assert [f.status for f in marked.findings] == ["accepted", "suppressed"]


def test_an_update_keeps_what_was_said_and_drops_nothing_unless_told() -> None:
    old = replace(accept().entries[0], reason="old reason", by="Ola", date="2025-05-05")
    update = accept((old, entry("gone")))
    assert old in update.entries
    assert entry("gone") in update.entries
    assert (len(update.added), len(update.kept), len(update.stale)) == (1, 1, 1)
    pruned = accept((old, entry("gone")), prune=True)
    assert entry("gone") not in pruned.entries
    assert pruned.stale == (entry("gone"),)


def test_suppressed_findings_are_not_accepted() -> None:
    assert [e.fingerprint for e in accept(report=report(status="suppressed")).added] == ["a"]


def test_an_update_by_the_same_report_changes_no_byte() -> None:
    first = accept().entries
    again = accept(first, reason="another", by="another", on="2027-01-01").entries
    assert baseline.render(again) == baseline.render(first)


ENTRIES = st.builds(
    Accepted,
    fingerprint=st.text(min_size=1, max_size=5),
    type=st.sampled_from(type_names()),
    fact=st.text(max_size=20),
    values=st.lists(st.text(max_size=9), min_size=1, max_size=3).map(tuple),
    reason=st.text(max_size=20),
    by=st.text(max_size=9),
    date=st.dates().map(str),
    dismissed=st.booleans(),
)


@given(st.lists(ENTRIES, unique_by=lambda e: e.fingerprint), st.randoms())
def test_what_is_written_is_read_again_and_order_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Accepted], shuffler: Any
) -> None:
    text = baseline.render(tuple(entries))
    shuffler.shuffle(entries)
    assert baseline.render(tuple(entries)) == text
    file = tmp_path_factory.getbasetemp() / "baseline.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert set(baseline.load(file)) == set(entries)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{\n<<<<<<< ours\n", "b.json:2: this is not valid JSON"),
        ("[]", "b.json: the file is [], not a table"),
        ('{"schema_version": "2", "accepted": []}', "schema_version is '2', not '1'"),
        ('{"schema_version": "1", "accepted": [{}]}', "accepted[0] lacks 'fingerprint'"),
        ('{"schema_version": "1", "acepted": []}', "did you mean 'accepted'?"),
        ("[" * 100_000, "not valid JSON"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        baseline.load(file)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_type_names_the_entry(tmp_path: Path) -> None:
    plain = json.loads(baseline.render(accept().entries))
    plain["accepted"][1]["type"] = "nubmer"
    file = tmp_path / "b.json"
    file.write_text(json.dumps(plain))
    with pytest.raises(ConfigError, match=r"accepted\[1\]\.type .* \(did you mean 'number'"):
        baseline.load(file)


def test_the_usual_file_is_found_beside_the_configuration(tmp_path: Path) -> None:
    config = Config(root=tmp_path)
    assert baseline.find(config) is None
    baseline.default_path(config).write_text("{}")
    assert baseline.find(config) == tmp_path / ".factcheck-baseline.json"
    assert baseline.find(replace(config, baseline=Path("other"))) == Path("other")


def test_a_date_that_is_none_is_refused() -> None:
    assert baseline.iso_date("2026-02-03") == "2026-02-03"
    with pytest.raises(ConfigError, match="is no date"):
        baseline.iso_date("yesterday")
