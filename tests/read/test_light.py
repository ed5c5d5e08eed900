"""Tests of the readers of light markup, subtitles and notebooks: what is shown, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.read.article import Article
from tests.support.reading import article, document, fault, raw_word

RST = """\
==========
Ferry lost
==========

:Date: 2014-03-04
:Publisher: Harbour Post

The **ferry** left the `quay <http://quay.example>`_ at *noon*. [1]_
It carried :ref:`forty people <list>` and\\ one ``dog``.

.. note::
   :class: wide

   Nobody saw it again.

.. code-block:: python

   crew = 999

.. a remark that nobody sees
   over two lines

The log said::

   crew 888

- first
- second

The master was born in
1999. Nobody knew.

+------+------+
| dead | five |
+------+------+

.. figure:: ferry.png
   :width: 3

   The quay at night.

.. [1] By radio.
"""
ADOC = """\
// made by hand
= Ferry lost
Ann Quayle <ann@post.example>
v2.0, 2014-03-04
:publisher: Harbour Post
:toc:

== At *noon*

NOTE: The ferry left the https://quay.example[quay^] with _forty_ people.footnote:[By radio.]

[source,python]
----
crew = 999
----

////
It came back.
////

.The dead
|===
|dead |five
|===

* first `item`
** second <<list,item>>

It was [line-through]#blue# red.
include::more.adoc[]
image::ferry.png[The ferry]
"""
ORG = """\
#+TITLE: Ferry lost
#+DATE: <2014-03-04 Tue>
#+PUBLISHER: Harbour Post
#+OPTIONS: toc:nil

* DONE At /noon/ :sea:ship:
:PROPERTIES:
:ID: 7
:END:
SCHEDULED: <2014-03-09 Sun>
It *left* the [[http://quay.example][quay]] with =forty= people on <2014-03-03 Mon>, +no+.[fn:1]
# a remark
#+BEGIN_SRC python
crew = 999
#+END_SRC
#+BEGIN_QUOTE
Nobody saw it again.
#+END_QUOTE
| dead | five |
|------+------|
- [X] first ~item~
"""
PAGES = {"a.rst": RST, "a.adoc": ADOC, "a.org": ORG}


def test_restructuredtext_is_read_as_it_is_shown() -> None:
    assert article(RST, "a.rst").text == (
        "Ferry lost\n\n"
        "The ferry left the quay at noon.\nIt carried forty people andone dog.\n\n"
        "Nobody saw it again.\n\nThe log said:\nfirst\nsecond\n\n"
        "The master was born in\n1999. Nobody knew.\n\n"
        "dead\nfive\n\nThe quay at night.\n\nBy radio."
    )


def test_asciidoc_is_read_as_it_is_shown() -> None:
    assert article(ADOC, "a.adoc").text == (
        "Ferry lost\n\nAt noon\n\nThe ferry left the quay with forty people.\n\n"
        "The dead\ndead\nfive\n\nfirst item\nsecond item\n\nIt was  red."
    )


def test_org_is_read_as_it_is_shown() -> None:
    assert article(ORG, "a.org").text == (
        "At noon\nIt left the quay with forty people on 2014-03-03, .\n"
        "Nobody saw it again.\ndead\nfive\nfirst item"
    )


@pytest.mark.parametrize("name", PAGES)
def test_light_markup_says_its_title_outlet_and_day(name: str) -> None:
    result = article(PAGES[name], name)
    assert (result.title, result.source, result.published) == (
        "Ferry lost", "Harbour Post", "2014-03-04",
    )  # fmt: skip
    assert "crew" not in result.text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("word", ["noon", "left", "quay", "forty", "people", "dead", "first"])
def test_words_of_light_markup_are_found_in_the_file(name: str, word: str, tmp_path: Path) -> None:
    result, _ = document(PAGES[name], name, tmp_path)
    place = result.locate(result.text.index(word))
    assert raw_word(PAGES[name], place, len(word)) == word


def test_marks_that_mark_nothing_stay() -> None:
    text = "It cost 5 * 3 * 2 dollars, file_name_here and a/b/c or 2 + 2 + 2 = 6."
    for name in PAGES:
        assert article(text, name).text == text
    assert article("Wait...\n\n...\n\nIt sank.", "a.rst").text == "Wait...\n\n...\n\nIt sank."


def test_blocks_that_are_never_closed_lose_nothing() -> None:
    assert article("It left.\n----\nIt sank.", "a.adoc").text == "It left.\nIt sank."
    assert article("It left.\n#+BEGIN_SRC\nIt sank.", "a.org").text == "It left.\nIt sank."
    assert article(":A:\nIt sank.", "a.org").text == "It sank."


@given(st.sampled_from(sorted(PAGES)), st.text(alphabet="ab *_`[]<>:.|=+-#/~\\\n 1", max_size=100))
def test_places_in_any_light_markup_are_places_in_the_file(name: str, source: str) -> None:
    result = article(source, name)
    lines = source.split("\n")
    assert result.anchors is not None
    assert list(result.anchors) == sorted(result.anchors)
    for offset, line, column in result.anchors:
        assert 0 <= offset <= len(result.text) + 1
        assert 1 <= line <= len(lines)
        if offset < len(result.text) and result.text[offset] != "\n":
            assert lines[line - 1][column - 1] == result.text[offset]


# --- subtitles ------------------------------------------------------------------------------------

SRT = """1
00:00:01,000 --> 00:00:02,500
<i>The ferry</i> left &amp; sank.
- Nobody saw it.

2
00:00:03,000 --> 00:00:04,000
{\\an8}Not even 40 people.
"""
VTT = """WEBVTT - a film

NOTE
nobody sees this 999

STYLE
::cue { color: red }

intro
00:01.000 --> 00:02.500 align:start
<v Ann Quayle>The ferry left.</v>
"""


def test_subtitles_give_what_is_spoken() -> None:
    assert article(SRT, "a.srt").text == (
        "The ferry left & sank.\n- Nobody saw it.\nNot even 40 people."
    )
    assert article(VTT, "a.vtt").text == "The ferry left."
    assert article("\ufeff" + VTT, "film").text == "The ferry left."


@pytest.mark.parametrize("word", ["ferry", "sank", "Nobody", "people"])
def test_words_of_subtitles_are_found_in_the_file(word: str, tmp_path: Path) -> None:
    result, _ = document(SRT, "a.srt", tmp_path)
    assert raw_word(SRT, result.locate(result.text.index(word)), len(word)) == word


def test_a_file_without_times_is_no_file_of_subtitles() -> None:
    assert fault("The ferry left.", "a.srt").startswith("has no times")


# --- notebooks ------------------------------------------------------------------------------------


def notebook(*cells: dict[str, object]) -> str:
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": cells})


def test_a_notebook_gives_its_cells_of_text() -> None:
    result = article(
        notebook(
            {"cell_type": "markdown", "source": ["# Lost\n", "The **ferry** left."]},
            {"cell_type": "code", "source": "crew = 999", "outputs": [{"text": "888"}]},
            {"cell_type": "markdown", "source": "It sank."},
        ),
        "a.ipynb",
    )
    assert (result.text, result.title, result.anchors) == (
        "Lost\n\nThe ferry left.\n\nIt sank.", "Lost", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "data", ["[]", "5", '{"cells": 5}', '{"cells": [5, {}]}', notebook(), '{"worksheets": [5]}']
)
def test_a_notebook_without_text_is_named(data: str) -> None:
    assert fault(data, "a.ipynb") == "has no cells of text"


def test_what_is_no_notebook_is_named() -> None:
    assert fault("{", "a.ipynb") == "is not JSON, as a notebook is"
    assert fault("[" * 100_000, "a.ipynb") == "is not JSON, as a notebook is"


# --- front matter ---------------------------------------------------------------------------------


def test_front_matter_may_be_json() -> None:
    result = article('{\n "title": "Lost",\n "date": "2014-03-04"\n}\n\nThe ferry left.', "a.md")
    assert (result.text, result.title, result.published) == (
        "The ferry left.", "Lost", "2014-03-04",
    )  # fmt: skip
    assert isinstance(result, Article)
    assert result.anchors
    assert result.anchors[0][1] == 6


@pytest.mark.parametrize("text", ["{curly} it left.", '{"a": 1} it left.', '{"a": 1}'])
def test_a_text_that_begins_with_a_brace_is_no_front_matter(text: str) -> None:
    assert article(text, "a.md").text == text
