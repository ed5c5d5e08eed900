"""Tests of the readers of text formats: the text as shown, and its metadata."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Document
from factcheck.read import formats, read_documents
from factcheck.read.article import Article, Content, UnreadableError
from factcheck.read.pdf import undivided
from factcheck.settings.config import Config
from tests.support.reading import LIMIT, article, document, fault, raw_word, results

# --- characters -----------------------------------------------------------------------------------

CURLY = "“We won’t pay £5,” said José Müller – of the ‘Quay’.\r\nIt left.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_text_is_kept_as_decoded_in_every_common_encoding(encoding: str) -> None:
    assert article(CURLY.encode(encoding)).text == CURLY


def test_bytes_that_windows_1252_lacks_make_it_latin_1() -> None:
    assert article(b"The caf\xe9 \x81 was shut.").text == "The café \x81 was shut."


def test_characters_that_look_alike_are_not_made_alike() -> None:
    text = 'cafe\u0301 café co\u00adop a\u00a0b zero\u200bwidth ﬁre “x” "y" 🚢\x00 \u2028 end'
    assert article(text).text == text


@pytest.mark.parametrize(
    "text", ["He wonâ€™t go.", "The cafÃ© is shut.", "It cost Â£5.", "a\ufffdb"]
)
def test_text_that_was_damaged_before_is_reported_and_kept(text: str) -> None:
    result = article(text)
    assert result.text == text
    assert len(result.notes) == 1


def test_text_that_only_looks_odd_is_not_reported() -> None:
    assert article("À Paris, Ünal paid £5 – “très cher” – for a naïve façade.").notes == ()


@pytest.mark.parametrize("data", [b"\x00\x01\x02\xff" * 50, b"ab\x00" * 9 + b"\xff", b"\xff\xfea"])
def test_what_is_no_text_is_named(data: bytes) -> None:
    assert fault(data, "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_are_either_text_or_named(data: bytes) -> None:
    try:
        outcomes = results(data)
    except UnreadableError as error:
        assert error.reason
    else:
        for result in outcomes:
            assert isinstance(result, UnreadableError) or result.text.encode() is not None


# --- which reader ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "reader"),
    [
        (b"plain", "a", "text"),
        (b"plain", "a.log", "text"),
        (b"# x", "a.MD", "markdown"),
        (b"plain", "a.html", "html"),
        (b"\n <!DOCTYPE html><p>", "a.txt", "html"),
        ("<html>".encode("utf-16"), "a", "html"),
        (b"<?xml version='1.0'?><html>", "a", "html"),
        (b"<b>bold</b> move", "a.txt", "text"),
        (b"[1]", "a.json", "json"),
        (b"%PDF-1.4", "a.txt", "pdf"),
        (b"\x1f\x8b", "a.txt", "gzipped"),
        (b"PK\x03\x04", "a.txt", "zipped"),
        (b"PK\x03\x04..word/document.xml", "a", "docx"),
    ],
)
def test_the_reader_is_chosen_by_content_and_then_by_ending(
    data: bytes, name: str, reader: str
) -> None:
    assert formats.detect(Content(name, data, name, LIMIT)).name == reader


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.docx"),
        (b"{\\rtf1", "a.txt"),
        (b"\x89PNG\r\n", "a.txt"),
        (b"plain", "a.pdf"),
        (b"plain", "a.docx"),
        (b"plain", "a.zip"),
        (b"plain", "a.gz"),
        (b"x" * 257 + b"ustar", "a.tar"),
    ],
)
def test_what_is_of_another_format_is_named(data: bytes, name: str) -> None:
    assert fault(data, name)


# --- Markdown -------------------------------------------------------------------------------------

MARKDOWN = """---
title: Ferry lost
date: 2014-03-04
publisher: Harbour Post
link: https://post.example/ferry
---
# Ferry *lost* again

The **ferry** left the [quay](http://quay.example) at noon &amp; never
came back, said `Quayle`.

| dead | missing |
|------|---------|
| five | six     |

![the ferry](ferry.png)

1. first
2. > second

```
print("code")
```
"""


def test_markdown_is_read_as_it_is_shown(tmp_path: Path) -> None:
    result, problems = document(MARKDOWN, "a.md", tmp_path)
    assert result.text == (
        "Ferry lost again\n\nThe ferry left the quay at noon & never\ncame back, said Quayle.\n\n"
        'dead\n\nmissing\n\nfive\n\nsix\n\nfirst\n\nsecond\n\nprint("code")'
    )
    assert (result.title, result.source, result.url) == (
        "Ferry lost", "Harbour Post", "https://post.example/ferry",
    )  # fmt: skip
    assert result.published == "2014-03-04"
    assert [result.text[slice(*span)] for span in result.excluded] == ['print("code")']
    assert problems == []


@pytest.mark.parametrize(
    "word", ["Ferry", "lost", "ferry", "quay", "noon", "came", "Quayle", "five", "six", "second"]
)
def test_words_of_markdown_are_found_in_the_file(word: str, tmp_path: Path) -> None:
    result, _ = document(MARKDOWN, "a.md", tmp_path)
    place = result.locate(result.text.index(word))
    assert raw_word(MARKDOWN, place, len(word)) == word


def test_front_matter_that_is_broken_is_named_and_the_rest_is_read() -> None:
    result = article("---\ntitle: [a\n---\nThe ferry left.", "a.md")
    assert result.text == "The ferry left."
    assert [note.reason.split(":")[0] for note in result.notes] == ["its front matter is not YAML"]


def test_front_matter_may_be_toml() -> None:
    result = article('+++\ntitle = "Lost"\ndate = 2014-03-04\n+++\nThe ferry left.', "a.md")
    assert (result.text, result.title, result.published) == (
        "The ferry left.",
        "Lost",
        "2014-03-04",
    )
    assert result.anchors
    assert result.anchors[0][1] == 5
    broken = article("+++\ntitle = \n+++\nThe ferry left.", "a.md")
    assert broken.text == "The ferry left."
    assert [note.reason.split(":")[0] for note in broken.notes] == ["its front matter is not TOML"]
    assert article("+++ is a mark.\n\nThe ferry left.", "a.md").text.startswith("+++ is a mark.")


def test_struck_out_words_and_marks_of_notes_are_no_text_of_markdown() -> None:
    result = article("The crew was ~~14~~ 12.[^1]\n\nIt sank.\n\n[^1]: By radio.", "a.md")
    assert result.text.split() == "The crew was 12. It sank. By radio.".split()


def test_a_date_in_front_matter_that_is_none_is_named() -> None:
    result = article("---\ndate: soon\n---\nThe ferry left.", "a.md")
    assert result.published is None
    assert [note.reason for note in result.notes] == ["its front matter gives 'soon' as its date"]


def test_the_first_heading_is_the_title_where_there_is_no_other() -> None:
    assert article("# Ferry *lost*\n\nIt left.", "a.md").title == "Ferry lost"


@given(st.text(alphabet="ab *_`[](){}<>#&;\\\n|-!>1.", max_size=120))
def test_places_in_any_markdown_are_places_in_the_file(source: str) -> None:
    result = article(source, "a.md")
    lines = source.split("\n")
    assert result.anchors is not None
    assert list(result.anchors) == sorted(result.anchors)
    for offset, line, column in result.anchors:
        assert 0 <= offset <= len(result.text)
        assert 1 <= line <= len(lines) + 1
        assert column >= 1


# --- HTML -----------------------------------------------------------------------------------------

PAGE = """<!doctype html><html><head><title>Ferry lost - Harbour Post</title>
<meta charset="{charset}"><meta property="og:site_name" content="Harbour Post">
<link rel="canonical" href="https://post.example/ferry">
<meta property="article:published_time" content="2014-03-05T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry lost</h1>
<p>The ferry left the café quay at noon on Friday with 40 people on board, the master said.</p>
<p>Nobody saw it again that day, he said. It had been built on June 3, 1999. The owner declined
to comment on the loss of his ship, as he always has.</p>
<p>The search went on through the night and was called off when a storm came from the north.</p>
<script>alert("no")</script></article><footer>Copyright 2014 Harbour Post</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_page_gives_its_main_text_and_what_it_says_of_itself(charset: str) -> None:
    result = article(PAGE.format(charset=charset).encode(charset), "a.html")
    assert "The ferry left the café quay at noon on Friday" in result.text
    assert "alert" not in result.text
    assert "Sport" not in result.text
    assert (result.title, result.source, result.url, result.published) == (
        "Ferry lost", "Harbour Post", "https://post.example/ferry", "2014-03-05",
    )  # fmt: skip


@pytest.mark.parametrize("word", ["ferry", "board", "again", "storm", "north"])
def test_words_of_a_page_are_found_in_its_source(word: str, tmp_path: Path) -> None:
    page = PAGE.format(charset="utf-8")
    page = page.replace("at noon", "at\n <b>noon</b><!-- > -->&nbsp;").replace(
        "with", "<s>no</s> with"
    )
    result, _ = document(page, "a.html", tmp_path)
    place = result.locate(result.text.index(word, result.text.index("The ferry")))
    assert raw_word(page, place, len(word)) == word


def test_tables_that_lay_out_a_page_are_read_cell_by_cell() -> None:
    prose = PAGE.split("<article>")[1].split("<script>")[0].replace("<p>", "", 1)
    links = '<a href="/a">Home</a><br><a href="/b">Sport</a>'
    page = f"<html><body><table><tr><td>{links}</td><td>{prose}"
    text = article(page + "</td></tr></table></body></html>", "a.html").text
    assert "The ferry left the café quay at noon on Friday with 40 people on board" in text
    assert "|" not in text
    assert "Sport" not in text
    assert "\nNobody saw it again" in text


def test_tables_of_data_stay_tables() -> None:
    table = (
        "<table><tr><th>dead</th><th>missing</th></tr><tr><td>five</td><td>six</td></tr></table>"
    )
    page = PAGE.format(charset="utf-8").replace("<script>", f"{table}<script>")
    assert "| five | six |" in article(page, "a.html").text


HELD = "The ferry left the quay at noon with 40 people. Nobody saw it again, he said on Friday."


def test_a_page_that_shows_only_a_teaser_is_read_from_its_data() -> None:
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "articleBody": HELD}, 5]})
    head = f'<html><head><title>Lost</title><script type="application/ld+json">{data}</script>'
    page = f"{head}</head><body><article><p>Subscribe.</p></article></body></html>"
    assert article(page, "a.html").text == HELD
    whole = PAGE.format(charset="utf-8").replace("<title>", f"{head[12:]}<title>")
    assert HELD not in article(whole, "a.html").text


def test_the_date_of_an_event_is_not_taken_for_that_of_the_page() -> None:
    page = PAGE.format(charset="utf-8").replace("article:published_time", "x")
    page = page.replace("2014-03-05T10:00:00Z", "x").replace("Copyright 2014", "")
    assert article(page, "a.html").published is None


def test_a_page_without_an_article_is_named() -> None:
    assert fault("<html><body></body></html>", "a.html") == "has no article that can be found in it"


# --- JSON -----------------------------------------------------------------------------------------

PRETTY = """[
  {"title": "Ferry lost",
   "text": "The \\"ferry\\"\\nleft \\u00e9 \\ud83d\\udea2 the quay.\\r\\nIt sank."},
  {"id": "two", "text": "It sank.", "published": "2014-03-04T10:00:00Z", "language": "en-GB",
   "source": null, "url": "https://post.example/2", "author": ["kept out"]}
]
"""


def test_a_list_gives_an_article_for_each_entry() -> None:
    first, second = results(PRETTY, "a.json")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text == 'Ferry lost\n\nThe "ferry"\nleft é 🚢 the quay.\r\nIt sank.'
    assert (first.name, first.title, first.published) == ("1", "Ferry lost", None)
    assert (second.name, second.published, second.language) == ("two", "2014-03-04", "en")
    assert (second.source, second.url) == (None, "https://post.example/2")


@pytest.mark.parametrize("word", ["Ferry lost", "The", "left", "the quay", "It sank"])
def test_words_of_json_are_found_in_the_file(word: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(PRETTY)
    result = read_documents([str(tmp_path)], Config())[0][0]
    place = result.locate(result.text.index(word))
    assert raw_word(PRETTY, place, len(word)) == word


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_places_in_any_json_text_are_places_in_the_file(text: str, ascii_only: bool) -> None:
    line = json.dumps({"text": text}, ensure_ascii=ascii_only)
    try:
        result = article("\n" + line + "\n", "a.jsonl")
    except UnicodeEncodeError:
        return
    json_document = Document("a", "a", text, "", anchors=result.anchors)
    assert result.text == text
    for offset, char in enumerate(text):
        place = json_document.locate(offset)
        if char.isalnum() and (char.isascii() or not ascii_only):
            assert raw_word("\n" + line, place, 1) == char


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "cut', "line 2, column 10: is not JSON: Unterminated string starting at"),
        ('{"text": 5}', "line 2: text is 5, not a text"),
        ('{"text": ""}', "line 2: text is empty"),
        ('{"txt": "x", "5": 6}', "line 2: the file lacks 'text'; its keys: txt, 5"),
        ('{"body": 5}', "line 2: the file lacks 'text'; its keys: body"),
        ('{"text": 5, "body": "x"}', "line 2: text is 5, not a text"),
        ('{"text": "x", "id": true}', "line 2: id is"),
        ('{"text": "x", "url": []}', "line 2: url is [], not a text or null"),
        ('{"text": "x", "published": "2014-02-30"}', "line 2: published is '2014-02-30', a day"),
        ('{"text": "x", "published": "soon"}', "line 2: published is 'soon', not a day as YYYY"),
        ('{"text": "\\ud800"}', "line 2: text holds half of a character"),
        ('["x"]', "line 2: a list stands where an article should be"),
        ("null", "line 2: null stands where an article should be"),
        ("The ferry", "line 2, column 1: is not JSON: '{' is missing"),
        ("5 6", "line 2, column 3: is not JSON: more follows"),
        ('{"text": "x"} {"text": "y"}', "line 2, column 15: is not JSON: more follows"),
        ('{"text": "x",}', "line 2, column 14: is not JSON: a key in double quotes is missing"),
        ('{"text" "x"}', "line 2, column 9: is not JSON: ':' is missing"),
        ('{"a": ' + "[" * 100_000, "line 2: is nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "line 2: Exceeds the limit"),
    ],
)
def test_a_faulty_line_is_named_by_line_and_field_and_the_others_are_read(
    line: str, reason: str
) -> None:
    outcomes = results('{"text": "One."}\n' + line + '\n\n{"text": "Two."}\n', "a.jsonl")
    assert [r.text for r in outcomes if isinstance(r, Article)] == ["One.", "Two."]
    (only,) = [r for r in outcomes if isinstance(r, UnreadableError)]
    assert only.reason.startswith(reason)


@pytest.mark.parametrize("key", ["body", "content", "articleBody"])
def test_other_usual_keys_and_numbers_as_ids_are_taken(key: str, tmp_path: Path) -> None:
    source = json.dumps({"id": 7, "headline": "Lost", key: "It left\nthe quay."})
    result = article(source, "a.json")
    assert (result.name, result.title, result.text) == ("7", "Lost", "Lost\n\nIt left\nthe quay.")
    place = document(source, "a.json", tmp_path)[0].locate(len("Lost\n\nIt left\n"))
    assert raw_word(source, place, 3) == "the"


def test_an_entry_that_is_no_article_is_named_and_the_others_of_the_list_are_read() -> None:
    outcomes = results('[{"text": "One."}, 5,\n "x", null, [[]], {"text": "Two."}]', "a.json")
    assert [r.text for r in outcomes if isinstance(r, Article)] == ["One.", "Two."]
    assert [r.reason for r in outcomes if isinstance(r, UnreadableError)] == [
        f"line {line}: {what} stands where an article should be"
        for line, what in [(1, "a number"), (2, "a text"), (2, "null"), (2, "a list")]
    ]


def test_a_list_that_is_cut_off_gives_the_entries_before() -> None:
    outcomes = results('[{"text": "One."},\n {"text": "Tw', "a.json")
    assert [r.text for r in outcomes if isinstance(r, Article)] == ["One."]
    assert isinstance(outcomes[-1], UnreadableError)
    assert outcomes[-1].reason.startswith("line 2, column 11")


def test_one_object_over_many_lines_is_one_article_and_lines_may_be_called_json() -> None:
    assert article('{\n "text":\n "One."\n}\n', "a.json").text == "One."
    assert len(results('{"text": "One."}\n{"text": "Two."}\n', "a.json")) == 2


def test_a_file_full_of_faults_is_given_up() -> None:
    outcomes = results("nonsense\n" * 1000, "a.jsonl")
    assert len(outcomes) == 21
    assert isinstance(outcomes[-1], UnreadableError)
    assert outcomes[-1].reason == "has more than 20 faults, and was not read on"


def test_the_example_in_the_documentation_is_read() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text()
    example = page.split("```json\n")[1].split("```")[0]
    result = article(example, "a.json")
    assert (result.name, result.source, result.published) == (
        "post-1",
        "Harbour Post",
        "2014-03-04",
    )


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("Said Kravchen-\nko. Kravchenko left.", "Said Kravchenko.\nKravchenko left."),
        ("It was closed for re-\npairs in May.", "It was closed for repairs\nin May."),
        ("The ice-\nbreakerlike hull", "The ice-\nbreakerlike hull"),  # a hyphen of its own
        ("From 1914-\nsome say later", "From 1914-\nsome say later"),
        ("North-\nSouth", "North-\nSouth"),
    ],
)
def test_a_word_that_the_end_of_a_line_divides_is_put_together(drawn: str, read: str) -> None:
    assert undivided(drawn) == read
