"""When an article was published: what counts as such a date, and which year it means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Document
from factcheck.read.publication import find_publication, with_publication

BODY = "The ferry left the quay at noon. Nobody saw it again that day.\n\nThe owner said little."


def document(text: str, path: str = "harbour/a.txt", published: str | None = None) -> Document:
    return Document(id=path, path=path, text=text, sha256="", published=published)


def published(text: str) -> tuple[str | None, str | None]:
    """Return the date of an article read alone, and the words it stands in."""
    (result,) = with_publication([document(text)])
    span = result.published_span
    return result.published, text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("line", "words", "day"),
    [
        ("March 4, 2014", "March 4, 2014", "2014-03-04"),
        ("4 March 2014 11:55", "4 March 2014", "2014-03-04"),
        ("MARCH 4, 2014 AT 1: 10PM", "MARCH 4, 2014", "2014-03-04"),
        ("Published: Mar. 4th, 2014 4:59 PM EST", "Mar. 4th, 2014", "2014-03-04"),
        ("Last Updated: Tuesday, 4 March 2014, 02:24 GMT", "Tuesday, 4 March 2014", "2014-03-04"),
        ("Posted on Tue Mar 4, 2014 08:45 AM PST", "Tue Mar 4, 2014", "2014-03-04"),
        ("11: 39am UK, Tuesday 04 March 2014", "Tuesday 04 March 2014", "2014-03-04"),
        ("By Ann Quayle | 2014-03-04", "2014-03-04", "2014-03-04"),
        ("Published: 04 Mar 2014 11:25 GMT+02:00", "04 Mar 2014", "2014-03-04"),
        ("03/14/2014", "03/14/2014", "2014-03-14"),
        ("14.03.2014", "14.03.2014", "2014-03-14"),
        ("QUAYTOWN, March 4, 2014 (Newswire) - A boat sank.", "March 4, 2014", "2014-03-04"),
        ("PORT ROYAL--(BUSINESS NEWS)--March 4, 2014--Boats.", "March 4, 2014", "2014-03-04"),
        ("date 2014-03-04 The ferry never came back.", "2014-03-04", "2014-03-04"),
        ("March 4, 2014 1:35 pm. The ferry never came back.", "March 4, 2014", "2014-03-04"),
    ],
)
def test_a_date_at_the_top_is_the_date_of_publication(line: str, words: str, day: str) -> None:
    assert published(f"Ferry lost\n\n{line}\n\n{BODY}") == (day, words)


@pytest.mark.parametrize(
    "line",
    [
        "On March 4, 2014 the ferry left for the last time.",
        "March 4, 2014 was a bad day for the harbour.",
        "Published on March 4, 2014 it became a bestseller.",
        "The ferry, built on March 4, 2014, was lost.",
        "The report was published on March 4, 2014.",
        "September 11",
        "From 2014-03-04 to 2014-03-09 the harbour was shut.",
        "Flight 03/14/2014/77",
        "February 30, 2014",
    ],
)
def test_a_date_that_is_news_is_no_date_of_publication(line: str) -> None:
    assert published(f"{line}\n\n{BODY}") == (None, None)
    assert published(f"{BODY}\n\n{line}") == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "A version of this article appeared in print on March 4, 2014, on page 3.",
        "This story was originally published March 4, 2014 5:30 PM.",
        "March 4, 2014",
    ],
)
def test_a_note_at_the_end_dates_the_article(line: str) -> None:
    assert published(f"{BODY}\n\n{line}\n") == ("2014-03-04", "March 4, 2014")


def test_the_first_publication_goes_before_a_later_change() -> None:
    text = f"Updated: March 6, 2014\nOriginally published March 4, 2014\n\n{BODY}"
    assert published(text) == ("2014-03-04", "March 4, 2014")


def test_dates_that_head_the_parts_of_a_chronology_are_not_taken() -> None:
    days = "\n\n".join(f"March {n}, 2014\n\nThe ferry waited." for n in range(1, 5))
    assert published(days) == (None, None)


PRINT_NOTE = f"{BODY}\n\nA version of this article appeared in the Tuesday, March 4 print edition"


@pytest.mark.parametrize(("fellow", "year"), [("2014-03-03", "2014"), ("2008-02-20", "2008")])
def test_a_weekday_and_the_other_documents_give_the_year(fellow: str, year: str) -> None:
    result = with_publication([document(PRINT_NOTE), document(BODY, "harbour/b.txt", fellow)])
    assert result[0].published == f"{year}-03-04"
    assert result[0].published_span is not None
    assert PRINT_NOTE[slice(*result[0].published_span)] == "Tuesday, March 4"


def test_the_years_an_article_mentions_give_the_year_when_it_is_alone() -> None:
    text = PRINT_NOTE.replace("that day", "since 2012")
    assert published(text) == ("2014-03-04", "Tuesday, March 4")


def test_a_year_is_left_open_when_nothing_tells_it() -> None:
    assert published(PRINT_NOTE) == (None, None)
    far = with_publication([document(PRINT_NOTE), document(BODY, "harbour/b.txt", "1999-01-01")])
    assert far[0].published is None


def test_documents_of_the_same_folder_go_before_the_rest_of_the_run() -> None:
    documents = [
        document(PRINT_NOTE),
        document(BODY, "harbour/b.txt", "2014-05-01"),
        document(BODY, "tunnel/c.txt", "2008-03-04"),
    ]
    assert with_publication(documents)[0].published == "2014-03-04"


@pytest.mark.parametrize("year", ["2013", "2014"])
def test_a_full_date_in_the_article_decides_between_the_years_of_its_fellows(year: str) -> None:
    told = f"HALDEN, March 4 (AP) - The ferry was lost on March 2, {year}, its owner said."
    fellows = [document(BODY, f"harbour/{y}.txt", f"{y}-03-05") for y in ("2013", "2014")]
    assert with_publication([document(told), *fellows])[0].published == f"{year}-03-04"


@pytest.mark.parametrize(
    ("fellow", "day"), [("2014-03-05", "2014-03-04"), ("2014-04-05", "2014-04-03")]
)
def test_the_other_documents_tell_day_from_month(fellow: str, day: str) -> None:
    documents = [document(f"03/04/2014\n\n{BODY}"), document(BODY, "harbour/b.txt", fellow)]
    assert with_publication(documents)[0].published == day


def test_the_date_in_the_metadata_wins_and_is_shown_where_the_text_has_it() -> None:
    text = f"March 4, 2014\n\n{BODY}"
    (agrees,) = with_publication([document(text, published="2014-03-04")])
    assert agrees.published_span == (0, 13)
    (differs,) = with_publication([document(text, published="2014-03-05")])
    assert (differs.published, differs.published_span) == ("2014-03-05", None)


def test_a_given_day_holds_only_where_the_article_says_nothing() -> None:
    given = {"a": "2014-03-09"}
    silent, telling = document(BODY, "harbour/a.txt"), document(f"March 4, 2014\n\n{BODY}")
    (dated,) = with_publication([replace(silent, id="a")], given)
    assert (dated.published, dated.published_span) == ("2014-03-09", None)
    assert with_publication([replace(telling, id="a")], given)[0].published == "2014-03-04"
    assert with_publication([replace(silent, id="b")], given)[0].published is None


def test_a_given_day_supplies_the_year_that_a_dateline_leaves_out() -> None:
    told = replace(document(f"HALDEN, March 4 (AP) - {BODY}"), id="a")
    assert with_publication([told], {"a": "2011-03-05"})[0].published == "2011-03-04"
    # Another article's day helps too, where nothing nearer is known.
    fellow = replace(document(BODY, "harbour/b.txt"), id="b")
    assert with_publication([told, fellow], {"b": "2012-03-05"})[0].published == "2012-03-04"


DATES = ["March 4, 2014", "4/3/14", "2014-03-04", "Tuesday,", "Nov. 31", "99", "1:30 pm"]
OTHERS = ["Posted", "by Ann", "at", "LONDON, ", " (AP) - ", "This article appeared", "é", " "]
PIECES = st.sampled_from([*DATES, *OTHERS, "\n", "\r\n", "\u2028"])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    for hit in find_publication(text):
        assert text[hit.start : hit.end] == hit.text
        assert hit.candidates == tuple(sorted(set(hit.candidates)))
    (result,) = with_publication([document(text)])
    assert (result.published is None) <= (result.published_span is None)
