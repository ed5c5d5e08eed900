"""Tests of the parts of the page: word diffs, collations, matrix, timeline, articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import ClaimEntry, Document, Report, StoryEntry, TimelineEvent
from factcheck.report.page import matrix, timeline
from factcheck.report.page.collate import Witness, collate
from factcheck.report.page.lookup import Index
from factcheck.report.page.reading import article_views
from factcheck.report.page.sides import cluster_view, finding_view, normalized_to_show
from factcheck.report.worddiff import cut, differing_letters, differing_words, medoid
from tests.support import build

TEXT = st.text(alphabet="ab .,'\n", max_size=60)


def marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with the spans in ``[brackets]``."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


# --- which words differ --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "left_marked", "right_marked"),
    [
        (
            "Five people died in the fire.",
            "Six people died in the fire.",
            "[Five] people died in the fire.",
            "[Six] people died in the fire.",
        ),
        (
            "The ferry sank off Merrow on Saturday.",
            "The old ferry sank off Merrow.",
            "The ferry sank off Merrow [on Saturday].",
            "The [old] ferry sank off Merrow.",
        ),
        ("“It’s over,” he said.", '"It\'s over," HE said.', None, None),
        ("Birds sing in spring.", "The court fined the firm on Monday.", None, None),
    ],
)
def test_differing_words_are_found_and_nothing_else(
    left: str, right: str, left_marked: str | None, right_marked: str | None
) -> None:
    left_spans, right_spans = differing_words(left, right)
    assert marked(left, left_spans) == (left_marked or left)
    assert marked(right, right_spans) == (right_marked or right)


def test_a_lone_common_word_between_long_differences_is_no_agreement() -> None:
    left = "Alice went home early from the party last night, the neighbours said on Monday morning."
    right = "Alice went home late with the others at noon, the neighbours said on Monday morning."
    spans, _ = differing_words(left, right)
    assert marked(left, spans).startswith("Alice went home [early from the party last night]")


@given(TEXT, TEXT)
def test_differing_spans_lie_inside_and_apart(left: str, right: str) -> None:
    for text, spans in zip((left, right), differing_words(left, right), strict=True):
        flat = [edge for span in spans for edge in span]
        assert flat == sorted(flat)
        assert all(0 <= a < b <= len(text) for a, b in spans)


@given(TEXT, st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from("xyz"))))
def test_cutting_along_marks_loses_no_character(
    text: str, marks: list[tuple[int, int, str]]
) -> None:
    marks = [(min(a, b), max(a, b), name) for a, b, name in marks]
    pieces = cut(text, 0, len(text), marks)
    assert "".join(p.text for p in pieces) == text
    for piece in pieces:
        for place in range(piece.start, piece.end):
            covering = {name for a, b, name in marks if a <= place < b}
            assert covering <= piece.marks


@pytest.mark.parametrize(
    ("value", "other", "shown"),
    [
        ("Palantir", "Plantir", "P[a]lantir"),
        ("Plantir", "Palantir", "P[]lantir"),
        ("Quennell", "Quenell", "Quen[n]ell"),
        ("Skarvoy", "Skarvøy", "Skarv[o]y"),
        ("Arkwright", "Whitcombe", "Arkwright"),
        ("same", "same", "same"),
    ],
)
def test_a_slip_shows_the_letters_it_lies_in(value: str, other: str, shown: str) -> None:
    assert marked(value, differing_letters(value, other)) == shown


def test_the_most_typical_wording_is_the_one_closest_to_all() -> None:
    assert medoid(["birds sing", "five died in the fire", "six died in the fire there"]) == 1


# --- sentences laid over each other --------------------------------------------------------------


def laid_over(*sentences: tuple[str, str]) -> str:
    """Return the collation of ``(sentence, value)`` as ``shared {0: this | 1: that} shared``."""
    texts = [text for text, _ in sentences]
    witnesses = [
        Witness(text, (text.index(value), text.index(value) + len(value)))
        for text, value in sentences
    ]
    parts = []
    for step in collate(witnesses):
        readings = [
            f"{','.join(map(str, r.witnesses))}: {texts[r.witnesses[0]][r.start : r.end]}"
            for r in step.readings
        ]
        shared = step.readings[0]
        parts.append(
            texts[0][shared.start : shared.end]
            if len(readings) == 1
            else "{" + " | ".join(readings) + "}"
        )
    return "".join(parts)


def test_sentences_are_laid_over_each_other_with_each_value_in_one_piece() -> None:
    assert (
        laid_over(
            ("The Maren Gray was carrying 84 people, the coast guard said.", "84 people"),
            ("The Maren Gray had 48 people on board, the coast guard said.", "48 people"),
        )
        == "The Maren Gray{0: was carrying 84 people | 1: had 48 people on board}"
        "the coast guard said."
    )


def test_those_who_say_the_same_share_a_reading() -> None:
    assert (
        laid_over(
            ("At least five people died in the fire.", "five"),
            ("At least six people died in the fire.", "six"),
            ("At least five people died in the big fire.", "five"),
        )
        == "At least{0,2: five | 1: six}people died in the{0,1:  | 2: big}fire."
    )


def test_sentences_of_their_own_are_not_laid_over_each_other() -> None:
    assert laid_over(("Five died.", "Five"), ("The toll rose to six on Monday.", "six")) == ""
    assert laid_over(("Five died.", "Five")) == ""


@given(st.lists(TEXT.filter(lambda text: bool(text.strip())), min_size=2, max_size=4))
def test_every_witness_has_exactly_one_reading_at_every_step(texts: list[str]) -> None:
    for step in collate([Witness(text, (0, 1)) for text in texts]):
        numbers = sorted(n for reading in step.readings for n in reading.witnesses)
        assert numbers == list(range(len(texts)))
        for reading in step.readings:
            assert 0 <= reading.start <= reading.end <= len(texts[reading.witnesses[0]])


# --- findings and clusters -----------------------------------------------------------------------


def test_the_sentences_shown_first_are_those_most_alike() -> None:
    texts = {
        "a": "In 2019 five boats burned down. The mayor said that five boats were lost that night.",
        "b": "The mayor said that six boats were lost that night.",
    }
    plan = build.finding([("a", "five"), ("a", "five", 1)], [("b", "six")])
    report = build.report(texts, [plan])
    view = finding_view(report.findings[0], Index(report))
    first = view.sides[0]
    assert "".join(p.text for p in first.quote.pieces).startswith("The mayor said that five")
    assert ["".join(p.text for p in q.pieces) for q in first.more] == [
        "In 2019 five boats burned down."
    ]
    assert view.compared


def test_a_value_is_one_mark_even_where_its_words_differ() -> None:
    texts = {"a": "They saw two big dogs run.", "b": "They saw two small cats run."}
    plan = build.finding([("a", "two big dogs")], [("b", "two small cats")])
    report = build.report(texts, [plan])
    view = finding_view(report.findings[0], Index(report))
    for side in view.sides:
        values = [p.text for p in side.quote.pieces if "value" in p.marks]
        assert values == [side.variant.value]


@pytest.mark.parametrize(
    ("value", "normalized", "shown"),
    [
        ("six dozen", "72", "72"),
        ("Palantir", "palantir", ""),
        ("U.S.", "us", ""),
        ("$340 million", "USD 340000000", "USD 340,000,000"),
        ("40 to 50 million", "40000000-50000000", "40,000,000-50,000,000"),
        ("June 26", "2018-06-26", "2018-06-26"),
    ],
)
def test_a_normalised_value_is_shown_where_it_explains(
    value: str, normalized: str, shown: str
) -> None:
    assert normalized_to_show(build.Variant(value, normalized, 1, 1, ())) == shown


def test_copies_come_after_originals_and_are_marked() -> None:
    texts = {"wire": "Five died at sea.", "copy": "Five died at sea.", "own": "At sea five died."}
    places = [
        ("copy", "Five died at sea"),
        ("wire", "Five died at sea"),
        ("own", "At sea five died"),
    ]
    report = build.report(texts, clusters=[places], copies={"copy": "wire"})
    view = cluster_view(report.clusters[0], Index(report))
    assert [(q.document, q.copy) for q in view.wordings][-1] == ("copy", True)
    assert not view.wordings[0].copy


# --- matrix --------------------------------------------------------------------------------------


def test_the_matrix_has_a_cell_per_article_with_gaps_and_every_value_once() -> None:
    texts = {"a": "Five died. Later six died.", "b": "Six died.", "c": "Nothing.", "d": "Rain."}
    report = build.report(
        texts,
        [build.finding([("a", "Five")], [("a", "six"), ("b", "Six")], fact="the dead")],
        [build.agreed(("a", "died"), ("a", "died", 1), ("b", "died"), label="what happened")],
    )
    findings = {f.fingerprint: f for f in report.findings}
    rows = matrix.rows(report.stories[0], report.facts, findings, report.documents)
    assert [row.fact.label for row in rows] == ["the dead", "what happened"]
    shown = [[[(g.variant, g.value) for g in cell] for cell in row.cells] for row in rows]
    assert shown == [
        [[(0, "Five"), (1, "six")], [(1, "Six")], [], []],
        [[(0, "died")], [(0, "died")], [], []],
    ]
    turned = matrix.rows(report.stories[0], report.facts, findings, report.documents[::-1])
    assert [row.cells for row in turned] == [row.cells[::-1] for row in rows]


def test_what_one_article_alone_says_is_told_apart_unless_it_is_disputed() -> None:
    texts = {"a": "Five died. Later six died.", "b": "It rained."}
    report = build.report(
        texts,
        [build.finding([("a", "Five")], [("a", "six")], fact="the dead")],
        [
            build.agreed(("a", "Later"), label="only a"),
            build.agreed(("a", "died"), ("b", "rained"), label="both"),
        ],
    )
    findings = {f.fingerprint: f for f in report.findings}
    rows = matrix.rows(report.stories[0], report.facts, findings, report.documents)
    assert {row.fact.label: row.lone for row in rows} == {
        "the dead": False, "both": False, "only a": True,
    }  # fmt: skip


def test_columns_follow_the_dates_and_then_the_names_as_people_count() -> None:
    dates = {"p10": None, "p2": None, "late": "2020-02-02", "early": "2020-02-01"}
    documents = [build.document(name, "x", published=day) for name, day in dates.items()]
    assert [d.id for d in matrix.by_date(documents)] == ["early", "late", "p2", "p10"]


def test_letters_go_on_after_z() -> None:
    assert [matrix.letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


# --- timeline ------------------------------------------------------------------------------------


def drawn(*events: tuple[str, str, str], disputed: bool = False) -> timeline.Drawing:
    """Return the timeline of events, each as (document, first, last)."""
    names = tuple(sorted({document for document, _, _ in events}))
    timeline_events = tuple(
        TimelineEvent(
            "s", document, n, n + 1, "x", first, last, f"event {n}", "event",
            "f" if disputed else None,
        )
        for n, (document, first, last) in enumerate(events)
    )  # fmt: skip
    rivals = {(e.document, e.start, e.end): matrix.letter(n) for n, e in enumerate(timeline_events)}
    drawing = timeline.draw(StoryEntry("s", "story", names), timeline_events, rivals)
    assert drawing
    return drawing


def test_later_dates_stand_further_right_and_all_inside_the_drawing() -> None:
    days = [
        "1940-05-01",
        "1999-12-31",
        "2018-06-26",
        "2018-06-27",
        "2018-07-30",
        "2018-06-26T18:00",
    ]
    drawing = drawn(*(("a", day, day) for day in days))
    marks = drawing.marks
    assert [m.event.first for m in marks] == sorted(days)
    xs = [m.x for m in marks]
    assert xs == sorted(xs)
    assert len(set(xs)) == len(xs)
    assert all(0 < m.x + m.width < drawing.width and 0 < m.y < drawing.height for m in marks)
    assert [b.label for b in drawing.breaks] == ["60 years", "18 years"]


def test_labels_of_one_article_never_overlap() -> None:
    drawing = drawn(*(("a", f"2018-06-{day:02}", f"2018-06-{day:02}") for day in range(1, 29)))
    rows: dict[float, list[timeline.Mark]] = {}
    for mark in drawing.marks:
        rows.setdefault(mark.y, []).append(mark)
    for marks in rows.values():
        for left, right in pairwise(marks):
            assert right.x > left.x + 22 + len(left.label) * 6
    labels = [t for t in drawing.ticks if t.label]
    assert all(b.x - a.x >= 80 for a, b in pairwise(labels))


def test_a_year_is_drawn_as_a_period_and_labelled_as_one() -> None:
    drawing = drawn(
        ("a", "1987-01-01", "1987-12-31"),
        ("a", "2019-11-09", "2019-11-09"),
        ("a", "2019-11-30", "2019-11-30"),
    )
    assert [t.label for t in drawing.ticks] == ["1987", "9 Nov 2019", "30 Nov 2019"]
    assert drawing.marks[0].width > 0
    assert drawing.marks[1].width == 0


def test_rival_dates_are_joined_across_lanes() -> None:
    drawing = drawn(
        ("a", "2018-06-26", "2018-06-26"),
        ("b", "2018-06-28", "2018-06-28"),
        ("c", "2018-06-29", "2018-06-29"),
        disputed=True,
    )
    assert [m.rival for m in drawing.marks] == ["A", "B", "C"]
    assert len(drawing.rivals) == 2


def test_two_dates_are_no_timeline_and_articles_without_a_date_have_no_lane() -> None:
    days = ["2018-06-26", "2018-06-27", "2018-06-28"]
    events = tuple(
        TimelineEvent("s", "a", n, n + 1, "x", day, day, "e", "event") for n, day in enumerate(days)
    )
    story = StoryEntry("s", "story", ("a", "b"))
    assert timeline.draw(story, events[:2], {}) is None
    drawing = timeline.draw(story, events, {})
    assert drawing
    assert [lane.document for lane in drawing.lanes] == ["a"]
    assert drawing.undated == ("b",)


def test_weekdays_of_an_unknown_week_stand_in_their_likeliest_order() -> None:
    # Saturday, Sunday and Tuesday: the longest gap is that from Tuesday to Saturday.
    drawing = drawn(
        ("a", "-W-2", "-W-2"), ("a", "-W-7", "-W-7"), ("b", "-W-6", "-W-6"), ("b", "-W-7", "-W-7")
    )
    assert drawing.relative
    assert [m.when for m in drawing.marks] == ["Saturday", "Sunday", "Sunday", "Tuesday"]
    assert drawing.ticks[0].label == "day 1, Saturday"
    assert {t.label for t in drawing.ticks[1:]} <= {"day 2, Sunday", "day 4, Tuesday", ""}
    by_day = {m.event.first: m.x for m in drawing.marks}
    assert by_day["-W-6"] < by_day["-W-7"] < by_day["-W-2"]


def test_weekdays_are_left_out_where_there_are_dates_and_two_are_no_timeline() -> None:
    days = ["2018-06-26", "2018-06-27", "2018-06-28"]
    drawing = drawn(*(("a", day, day) for day in days), ("a", "-W-1", "-W-1"))
    assert not drawing.relative
    assert len(drawing.marks) == 3
    with pytest.raises(AssertionError):
        drawn(("a", "-W-1", "-W-1"), ("a", "-W-2", "-W-2"))


def test_what_is_no_date_is_left_out_and_nothing_is_drawn_without_dates() -> None:
    event = TimelineEvent("s", "a", 0, 1, "x", "someday", "someday", "e", "event")
    assert timeline.draw(StoryEntry("s", "story", ("a",)), (event,), {}) is None


# --- strength of marks ---------------------------------------------------------------------------


def test_only_the_odd_one_out_is_marked_as_wrong() -> None:
    texts = {"a": "Five died.", "b": "Five died.", "c": "Six died."}
    plan = build.finding([("a", "Five"), ("b", "Five")], [("c", "Six")], severity="warning")
    views = article_views(Index(build.report(texts, [plan])))
    assert [[d.strength for d in v.disputes.values()] for v in views] == [
        ["backed"], ["backed"], ["warning"],
    ]  # fmt: skip


def test_of_two_that_differ_neither_is_called_right_and_a_copy_backs_nothing() -> None:
    texts = {"a": "Five died.", "b": "Five died.", "c": "Six died."}
    plan = build.finding([("a", "Five"), ("b", "Five")], [("c", "Six")])
    views = article_views(Index(build.report(texts, [plan], copies={"b": "a"})))
    assert {d.strength for v in views for d in v.disputes.values()} == {"error"}


# --- reading view --------------------------------------------------------------------------------


def reading(text: str, *claims: tuple[int, int], excluded: tuple[tuple[int, int], ...] = ()) -> str:
    """Return an article's blocks as ``[id: text]`` for a claim, paragraphs separated by ``/``."""
    document = Document("d", "d.txt", text, "0" * 64, excluded=excluded)
    entries = tuple(ClaimEntry(f"k{n}", "d", a, b, "single") for n, (a, b) in enumerate(claims))
    report = build.report({"x": ""})
    full = Report(report.tool, (document,), report.stories, (), (), (), entries, ())
    (article,) = article_views(Index(full))
    return " / ".join(
        "".join(
            (f"[{b.claim.id if b.starts_claim else '…'}: " if b.claim else "")
            + "".join(p.text for p in b.pieces)
            + ("]" if b.claim else "")
            for b in paragraph
        )
        for paragraph in article.paragraphs
    )


def test_claims_stand_in_their_paragraphs() -> None:
    assert reading("One. Two.\n\n\n  Three.", (0, 4), (14, 20)) == "[k0: One.] Two. / [k1: Three.]"


def test_a_claim_across_paragraphs_has_its_id_once() -> None:
    assert reading("One\n\ntwo.", (0, 9)) == "[k0: One] / […: two.]"


def test_overlapping_claims_keep_every_character_and_every_id() -> None:
    assert reading("abcdefgh", (0, 5), (1, 3), (4, 8)) == "[k0: abcde][k1: ][k2: fgh]"


def test_a_value_outside_every_claim_is_one_mark_with_an_address() -> None:
    texts = {"a": "Date 2018-06-26\n\nFive died.", "b": "Date 2018-11-20\n\nSix died."}
    report = build.report(texts, [build.finding([("a", "2018-06-26")], [("b", "2018-11-20")])])
    index = Index(replace(report, claims=()))
    (first, _) = article_views(index)
    pieces = [p for paragraph in first.paragraphs for block in paragraph for p in block.pieces]
    assert [p.text for p in pieces if first.dispute(p)] == ["2018-06-26"]
    assert index.anchor("a", 5) == "at-a-5"
    assert first.link_targets == {5}


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_no_word_of_an_article_is_lost_whatever_the_claims(
    text: str, spans: list[tuple[int, int]]
) -> None:
    claims = [(a, b) for a, b in spans if a < b <= len(text)]
    document = Document("d", "d.txt", text, "0" * 64)
    entries = tuple(ClaimEntry(f"k{n}", "d", a, b, "single") for n, (a, b) in enumerate(claims))
    base = build.report({"x": ""})
    (article,) = article_views(Index(Report(base.tool, (document,), (), (), (), (), entries, ())))
    blocks = [b for paragraph in article.paragraphs for b in paragraph]
    shown = "".join(p.text for b in blocks for p in b.pieces)
    assert "".join(shown.split()) == "".join(text.split())
    opened = [b.claim.id for b in blocks if b.claim and b.starts_claim]
    assert len(opened) == len(set(opened))
    assert set(opened) == {c.id for c in entries if text[c.start : c.end].strip()}


def test_no_two_parts_of_the_script_give_one_name_to_two_things(root: Path) -> None:
    parts = sorted((root / "factcheck/report/page/templates/script").glob("*.js"))
    assert len(parts) > 10
    declared = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
    names = Counter(name for part in parts for name in declared.findall(part.read_text("utf-8")))
    assert [name for name, count in names.items() if count > 1] == []
