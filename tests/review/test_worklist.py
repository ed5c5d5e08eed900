"""Tests of the worklist: as CSV and back, as Markdown, and after an edit of the articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import ConfigError
from factcheck.model import Report
from factcheck.report import worklist as markdown
from factcheck.review import worklist
from factcheck.review.worklist import Correction
from tests.support import build

TEXTS = {"packet": "It sank.\nFive died.", "courier": "Six died.", "radio": "Six in all. Six died."}
DEAD = build.finding(
    [("packet", "Five")], [("courier", "Six"), ("radio", "Six"), ("radio", "Six", 1)],
    fingerprint="dead",
)  # fmt: skip


def correction(**fields: object) -> Correction:
    usual = {"document": "articles/radio.txt", "line": 1, "column": 13, "start": 12, "end": 15,
             "old": "Six", "new": "Five", "note": "", "fingerprint": "dead"}  # fmt: skip
    return Correction(**{**usual, **fields})  # type: ignore[arg-type]


def report(texts: dict[str, str] = TEXTS) -> Report:
    return build.report(texts, [DEAD])


def test_the_csv_has_a_row_a_place_in_the_order_of_the_articles() -> None:
    rows = worklist.to_csv([correction(), correction(document="articles/courier.txt", start=0)])
    assert rows.split("\r\n") == [
        "document,line,column,start,end,old,new,note,fingerprint",
        "articles/courier.txt,1,13,0,15,Six,Five,,dead",
        "articles/radio.txt,1,13,12,15,Six,Five,,dead",
        "",
    ]


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    st.builds(
        correction,
        document=_texts,
        old=_texts | st.sampled_from(["=1+1", "'=x", "''-x", "'tis", "@a", 'a,b\r\n"c"']),
        new=_texts,
        note=_texts,
        line=st.none() | st.just(7),
        column=st.none() | st.just(3),
    )
)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, made: Correction
) -> None:
    file = tmp_path_factory.getbasetemp() / "list.csv"
    file.write_bytes(worklist.to_csv([made]).encode())
    assert worklist.load(file) == (made,)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "'=1"])
def test_no_cell_is_a_formula_for_a_spreadsheet(text: str) -> None:
    row = worklist.to_csv([correction(old=text)]).split("\r\n")[1]
    assert f"'{text}" in row


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "document,line\n\n", "\x00"])
def test_another_file_is_no_worklist_and_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text)
    with pytest.raises(ConfigError, match=r"list.csv: it needs the columns document, line"):
        worklist.load(file)


def test_the_markdown_has_a_heading_an_article_and_an_item_a_place() -> None:
    made = [correction(note="as the *police* say"), correction(document="b.pdf", line=None)]
    assert markdown.render(made) == (
        "# Corrections\n\n"
        "## articles/radio.txt\n\n"
        "- 1:13  “Six” → “Five” (as the \\*police\\* say) [dead]\n\n"
        "## b.pdf\n\n"
        "- 12-15  “Six” → “Five” [dead]\n"
    )
    assert markdown.render([]) == "# Corrections\n\nNone.\n"


def test_after_an_edit_a_correction_is_at_its_new_place() -> None:
    edited = {**TEXTS, "radio": "A correction.\n\nSix in all. Six died."}
    (moved,), done = worklist.renewed([correction()], report(edited))
    assert (moved.line, moved.column, moved.start) == (3, 1, 15)
    assert (moved.new, moved.note, done) == ("Five", "", ())


def test_of_two_like_places_the_nearer_one_is_meant() -> None:
    (kept,), _ = worklist.renewed([correction()], report())
    assert kept == correction()
    (first,), _ = worklist.renewed([correction(start=1)], report())
    assert first.start == 0


def test_a_correction_is_done_when_its_article_has_the_old_words_no_more() -> None:
    made = [correction(), correction(document="elsewhere.txt")]
    wanted, done = worklist.renewed(made, build.report(TEXTS))
    assert [c.document for c in wanted] == ["elsewhere.txt"]  # not in this report
    assert [c.document for c in done] == ["articles/radio.txt"]
