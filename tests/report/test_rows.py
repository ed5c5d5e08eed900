"""CSV and JSON lines: a row for each place of each finding."""

from __future__ import annotations

import csv
import io
import json

from factcheck.report import rows
from tests.support import build
from tests.support import hostile_report as hostile

TEXTS = {"packet": "It sank.\n=Five died, all.", "courier": 'Six "died".'}
DEAD = build.finding([("packet", "=Five")], [("courier", "Six")])


def test_csv_and_json_lines_have_the_rows_of_the_report() -> None:
    report = build.report(TEXTS, [DEAD])
    lines = [json.loads(line) for line in rows.render_jsonl(report).splitlines()]
    assert lines == report.rows()
    table = list(csv.DictReader(io.StringIO(rows.render_csv(report), newline="")))
    assert [row["document"] for row in table] == ["packet", "courier"]
    assert [row["path"] for row in table] == ["articles/packet.txt", "articles/courier.txt"]
    assert table[1]["sentence"] == 'Six "died".'


def test_what_is_not_known_is_empty_and_no_cell_is_a_formula() -> None:
    report = build.report(TEXTS, [DEAD], documents={"courier": {"anchors": None}})
    first, second = csv.DictReader(io.StringIO(rows.render_csv(report), newline=""))
    assert first["text"] == "'=Five"
    assert (second["line"], second["column"]) == ("", "")


def test_no_finding_leaves_the_header_alone() -> None:
    report = build.report(TEXTS)
    assert rows.render_csv(report) == ",".join(rows.COLUMNS) + "\r\n"
    assert rows.render_jsonl(report) == ""


def test_hostile_articles_make_rows_that_are_read_again() -> None:
    report = hostile.report()
    mentions = sum(len(v.mentions) for f in report.findings for v in f.variants)
    assert len(rows.render_jsonl(report).split("\n")) == mentions + 1
    assert len(list(csv.DictReader(io.StringIO(rows.render_csv(report), newline="")))) == mentions
