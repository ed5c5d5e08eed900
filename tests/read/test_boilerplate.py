"""Which lines make no claims; above all, that no line of reporting is taken for one of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.read.boilerplate import find_boilerplate

BODY = """Ferry lost off the northern islands

The ferry left the quay at noon on Friday with 40 people on board.

Nobody saw it again that day, the harbour master said.

The owner declined to comment."""


def excluded(text: str) -> list[str]:
    return [text[start:end] for start, end in find_boilerplate(text)]


@pytest.mark.parametrize(
    "line",
    [
        "5 min read",
        "Load more",
        "See all Sport See all Weather",
        "See all Quay.TV See all Video",
        "Tags Harbour Ann Quayle",
        "Filed under: ferries, harbours",
        "Home | News | Sport | Weather",
        "Advertisement",
        "12 comments",
        "Share this on Facebook",
        "Image: Shutterstock",
        "Photo credit: Ann Quayle",
        "Photo by Ann Quayle",
        "The ferry in better days: REUTERS/Ann Quayle",
        "The ferry in better days. (AP Photo/Ann Quayle)",
        "The ferry in better days Credit: Ann Quayle/Getty Images",
        "Copyright 2014 The Harbour Post. All rights reserved.",
        "© The Harbour Post",
        "This article originally appeared at harbourpost.example",
        "A version of this article appeared in the Tuesday, March 4 print edition",
        "This story was originally published March 4, 2014 5:30 PM.",
        "Reporting by Ann Quayle in Port Royal; Editing by Bob Marsh",
        "The Harbour Agency contributed to this report.",
        "Sign up for our newsletter and never miss a boat",
        "Follow Ann Quayle on Twitter @quayle",
        "READ MORE: The harbours that nobody visits",
        "By Ann Quayle, Harbour Post",
        "By ANN QUAYLE and BOB MARSH",
        "Updated: 9:45 p.m.",
        "Published: March 4, 2014 4:59 PM EST",
        "https://harbourpost.example/ferry",
        "* * *",
        "By Ann QuayleMarch 04, 2014",
        "Ann QuayleMarch 4, 2014",
        "Mar 4, 20147 min read",
        "Reading time: 7 minutes",
        "1.2K Shares",
        "Share 45 Tweet 12 Pin 3",
        "3 hours ago",
        "World2 days agoTunnel strike enters its third week",
        "We and our 731 partners store information on your device.",
        "Join 48,000 readers and get our newsletter.",
        "This page was last edited on 8 August 2016, at 08:08.",
        '[2] "Ferry lost". The Harbour Post. 15 May 2013. Retrieved 3 June 2014.',
        "Correction, March 6: The ferry had 40 people on board, not 14.",
        "An earlier version of this story said that the ferry had left at ten.",
        "This article was corrected to say that the ferry left at noon.",
    ],
)
def test_a_line_that_makes_no_claim_is_excluded(line: str) -> None:
    text = f"{BODY}\n\n{line}\n"
    assert excluded(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law was changed in 1998 to protect the harbour's songs.",
        "Sources: harbour master to resign over lost ferry",
        "Source: Captain was asleep",
        "Category 5 Hurricane Slams Northern Islands",
        "Images by satellites show an empty sea.",
        "Reporting by the newspaper led to the harbour master's resignation.",
        "This report was published by the commission in 2010 and blamed the owner.",
        "Support our sailors, the minister told the crowd.",
        "More in the north are missing",
        "Share prices of the owner fell by 12 percent.",
        "Search for ferry called off",
        "Video shows the ferry leaving the quay at noon.",
        "Photos of the ferry were found on the captain's phone.",
        "Comments by the owner angered the families.",
        "Advertisement revenue paid for the ferry.",
        "By Friday the search had been called off.",
        "By noon 40 people were missing",
        "The search ended at 9:45 p.m.",
        "Tags were found on the wreck.",
        "Contact with the ferry was lost at noon.",
        "Follow-up searches found nothing.",
        "The ferry was insured with Reuters Marine.",
        "It was bought by the Associated Press",
        "Ann Quayle, an editor at the Harbour Post, was on board.",
        "Ann Quayle was a reporter for the Harbour Post for 20 years.",
        '"I love my work and my career as an editor," Quayle had said.',
        "Read next to the wreck, the names of the dead took an hour.",
        "Recommended speed was exceeded, the inquiry found.",
        "He gave $5 at 3:15.",
    ],
)
def test_a_line_of_reporting_stays(line: str) -> None:
    assert excluded(f"{BODY}\n\n{line}\n") == []
    assert excluded(f"{line}\n\n{BODY}\n") == []


def test_a_list_of_teasers_ends_where_prose_begins() -> None:
    text = (
        f"{BODY}\n\nRead Next\n\nThe harbours that nobody visits\n\nWhat is a quay?\n\n"
        "The search goes on today.\n\nNobody has been found"
    )
    assert excluded(text) == ["Read Next\n\nThe harbours that nobody visits\n\nWhat is a quay?"]


def test_prose_broken_into_short_lines_is_no_list_of_teasers() -> None:
    text = f"{BODY}\n\nRead more\nThe search for the ferry went on through\nthe night, he said."
    assert excluded(text) == ["Read more"]


@pytest.mark.parametrize(
    "biography",
    [
        "Ann Quayle is a reporter for the Harbour Post who covers ferries.",
        "Being a content editor with years of experience, I write for a blog and love to read. My"
        " passion is boats.",
    ],
)
def test_what_authors_say_of_themselves_at_the_end_is_excluded(biography: str) -> None:
    assert excluded(f"By Ann Quayle\n\n{BODY}\n\n{biography}") == ["By Ann Quayle", biography]


def test_a_reporter_in_the_news_is_no_author() -> None:
    line = "Ann Quayle is a reporter for the Harbour Post."
    assert excluded(f"{BODY}\n\nQuayle was on board.\n\n{line}") == []


def test_a_date_glued_to_the_first_sentence_is_cut_off_alone() -> None:
    assert excluded(f"date 2014-03-04 The ferry left.\n\n{BODY}") == ["date 2014-03-04"]


def test_credits_in_brackets_are_cut_off_the_last_sentence() -> None:
    tail = "(Reporting by Ann Quayle; editing by Bob Marsh)"
    assert excluded(f"{BODY} {tail}\n") == [tail]


def test_comments_for_the_program_make_no_claims() -> None:
    mark = "<!-- factcheck: ignore[number] known -->"
    assert excluded(f"{BODY} {mark}\n") == [mark]
    assert excluded(f"// factcheck: ignore-next-line\n{BODY}") == ["// factcheck: ignore-next-line"]
    assert excluded(f"{BODY}\n\n# 1 in sales\n") == []


def test_what_is_too_long_for_a_word_makes_no_claim() -> None:
    noise = "“" * 399 + "x"
    assert excluded(f"{BODY} {noise} and on.\n") == [noise]
    assert excluded(f"{BODY} {noise[1:]} and on.\n") == []


def test_neighbouring_lines_are_one_span() -> None:
    assert excluded(f"{BODY}\r\n\r\nMost Popular\r\n\r\n  Load more \r\n") == [
        "Most Popular\r\n\r\n  Load more"
    ]


WORDS = ["Read Next", "Tags", "By", "Ann Quayle", "©", "2014", ":", "REUTERS/", "(", ")", "I", "my"]
SHAPES = [
    "\n",
    "\r\n",
    "\n\n",
    " ",
    ".",
    "|",
    "is a reporter for",
    "editor",
    "blog",
    "love to",
    "the",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS + SHAPES), max_size=40).map("".join)))
def test_spans_lie_in_the_text_sorted_and_apart(text: str) -> None:
    end = 0
    for start, stop in find_boilerplate(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop + 1


@pytest.mark.parametrize(
    "line",
    [
        "By Ines QuintMay 10, 2023, 9:14 AM MDT203",
        "by Olav Penn23 Nov 2015 10:02am | 88 Comments",
        "Harbour News Desk 8 May 2020 @ 07:44 5Comments",
        "by Hollis Grane Sep 22, 2016 at 9:40am",
        "Ona Halvern | 4 March 2014, 17:30 | 3 min read",
    ],
)
def test_a_signature_with_a_time_stamp_makes_no_claim(line: str) -> None:
    text = (
        f"Ferry lost\n\n{line}\n\nThe ferry sank at noon on May 9, 2020 at Holm, the police said.\n"
    )
    (span,) = [text[a:b] for a, b in find_boilerplate(text) if line[:8] in text[a:b]]
    assert line in span


@pytest.mark.parametrize(
    "line",
    [
        "The ferry left at 9:14 a.m. on May 10, 2023 with 203 people.",
        "Storm Hits Harbour, Ferry Lost With All Hands On May 10, 2023 at 9:14 a.m.",
    ],
)
def test_a_sentence_with_day_and_time_stays_a_claim(line: str) -> None:
    text = f"Ferry lost\n\n{line}\n\nThe ferry sank at noon.\n"
    assert not any(line[:20] in text[a:b] for a, b in find_boilerplate(text))


def test_the_signature_of_a_post_is_no_claim() -> None:
    text = "He lives. — Ona Halvern (@onahalvern) January 4, 2015 Thousands came to the square.\n"
    assert any("January 4, 2015" in text[a:b] for a, b in find_boilerplate(text))


@pytest.mark.parametrize(
    "line",
    [
        "Share 45 percent of it with the crew.",
        "We store 40 tonnes of grain on the quay.",
        "Three days ago the harbour froze.",
        "The correction of the chart took a week.",
        "This story was told to us in Port Royal.",
        "McCarthy sailed on 4 March 2014 with 40 people",
        "1. The crew left at noon, (all of them) said the owner.",
    ],
)
def test_look_alikes_of_the_lines_of_a_page_stay(line: str) -> None:
    assert excluded(f"{BODY}\n\n{line}\n\nThe search ended on Sunday.") == []


def test_a_correction_within_a_paragraph_ends_its_claims() -> None:
    note = "An earlier version of this article said that 14 people were on board."
    assert excluded(f"{BODY} {note}") == [note]
    assert excluded(f"{BODY} The owner said an earlier version of this ship sank.") == []


def test_a_list_of_references_goes_and_a_section_of_that_name_stays() -> None:
    listed = "References\nQuayle, Ann (2012). Ferries. Port Royal: Harbour Press.\n[2] The Log."
    assert excluded(f"{BODY}\n\n{listed}\n\nThe search ended.") == [listed]
    prose = "References\nThe owner showed us three of his letters."
    assert excluded(f"{BODY}\n\n{prose}") == []
    assert excluded(f"{BODY} Forty died.[3] They sailed at noon.[4][5]") == ["[3]", "[4][5]"]


TEASERS = """Why the harbour of Port Royal froze over
Three sailors found after nine days at sea
Minister says that the bridge will stay closed"""


def test_headlines_after_the_last_paragraph_are_teasers() -> None:
    assert excluded(f"{BODY}\n\n{TEASERS}") == [TEASERS]
    two = TEASERS.rsplit("\n", 1)[0]
    assert excluded(f"{BODY}\n\n{two}") == []
    assert excluded(f"{BODY}\n\nThe council has three plans:\n{TEASERS}") == []
    assert excluded(f"{BODY}\n\n{TEASERS}\n\nThe search ended on Sunday.") == []
