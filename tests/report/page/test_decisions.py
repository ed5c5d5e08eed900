"""The page in a real browser: corrections, the worklist, undoing, reasons offered again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.model import Report
from factcheck.report.page import html
from factcheck.review import baseline
from tests.support import build, page_reports
from tests.support.browser import Opened

pytestmark = pytest.mark.slow

TEXTS = {
    "gull": "The kiln burst on Monday.\n\nFive potters were hurt. A neighbour counted five vans.",
    "heron": "A kiln burst. Five potters were hurt.",
    "wren": "A kiln burst. Six, potters said, were hurt. “Six”, said one.",
}


def kiln(*more: build.FindingPlan) -> Report:
    places = [("gull", "Five"), ("heron", "Five")]
    return build.report(
        TEXTS,
        [
            build.finding(
                places, [("wren", "Six"), ("wren", "Six", 1)], fact="the hurt", fingerprint="f1"
            ),
            *more,
        ],
        documents={name: {"path": f"desk, {name}.txt"} for name in TEXTS},
    )


BURST = build.finding(
    [("gull", "burst")], [("heron", "burst")], fact="what it did", fingerprint="f2", confidence=0.5
)


def saved(opened: Opened, button: str, folder: Path) -> str:
    with opened.page.expect_download() as download:
        opened.page.click(button)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_text(encoding="utf-8")


def to_fix(opened: Opened, note: str = "") -> None:
    opened.page.keyboard.press("f")
    opened.page.fill("#decide-by", "Ada Brandt")
    if note:
        opened.page.fill("#decide-reason", note)
    opened.page.press("#decide-to", "Enter")


def test_a_correction_goes_on_the_worklist_with_its_places(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_page(html.render(kiln()), "#findings")
    opened.page.keyboard.press("j")
    opened.page.keyboard.press("f")
    assert opened.page.input_value("#decide-to") == "Five"  # Two sources against one.
    ticked = opened.page.locator("#decide-places input:checked")
    assert ticked.count() == 1
    assert "wren “Six” 1:15, 1:46" in opened.page.inner_text("#decide-places label:has(:checked)")
    opened.page.keyboard.press("Escape")
    to_fix(opened, 'says "who"?')
    assert "to fix: “Five” in wren" in opened.page.inner_text(".finding")
    markdown = saved(opened, "#save-markdown", tmp_path)
    assert markdown == (
        "# Corrections\n\n## desk, wren.txt\n\n"
        '- 1:15  “Six” → “Five” (says "who"?) [f1]\n'
        '- 1:46  “Six” → “Five” (says "who"?) [f1]\n'
    )
    rows = list(csv.DictReader(saved(opened, "#save-csv", tmp_path).splitlines()))
    assert list(rows[0]) == [
        "document", "line", "column", "start", "end", "old", "new", "note", "fingerprint",
    ]  # fmt: skip
    for row in rows:
        assert TEXTS["wren"][int(row["start"]) : int(row["end"])] == row["old"] == "Six"
        assert (row["document"], row["new"], row["note"], row["fingerprint"]) == (
            "desk, wren.txt", "Five", 'says "who"?', "f1",
        )  # fmt: skip
    # What is to fix is not accepted.
    assert '"accepted": []' in saved(opened, "#save", tmp_path)


def test_where_sources_stand_even_an_editor_must_say_what_is_right(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page(html.render(kiln(BURST)), "#finding-f2")
    opened.page.keyboard.press("f")
    assert opened.page.input_value("#decide-to") == ""
    opened.page.fill("#decide-by", "Ada Brandt")
    opened.page.press("#decide-to", "Enter")
    assert opened.page.locator("#decide").is_visible()
    opened.page.fill("#decide-to", "cracked")  # A third value: both are wrong.
    assert opened.page.locator("#decide-places input:checked").count() == 2
    for box in opened.page.locator("#decide-places input").all():
        box.uncheck()
    opened.page.press("#decide-to", "Enter")
    assert opened.page.locator("#decide").is_visible()  # Nowhere is no correction.
    opened.page.locator("#decide-places input").first.check()
    opened.page.press("#decide-to", "Enter")
    assert opened.count(".finding[data-decided=fix]") == 1


def test_a_worklist_and_a_baseline_are_read_back(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    text = html.render(kiln(BURST))
    opened = open_page(text, "#findings")
    opened.page.keyboard.press("j")
    to_fix(opened, "checked, by phone")
    opened.decide("d", "Not\nthe same.")
    before = opened.page.locator(".decision").all_inner_texts()
    files = [tmp_path / "factcheck-worklist.csv", tmp_path / "factcheck-baseline.json"]
    saved(opened, "#save-csv", tmp_path)
    saved(opened, "#save", tmp_path)
    other = open_page(text, "#findings")  # Another browser, which knows nothing yet.
    assert other.page.inner_text("#decided") == "0 of 2 decided"
    other.page.set_input_files("#existing", files)
    other.until("document.getElementById('decided').textContent === '2 of 2 decided'")
    assert other.page.locator(".decision").all_inner_texts() == before


def test_files_read_one_after_the_other_add_up_and_what_they_say_can_be_taken_back(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    entries = tuple(
        baseline.Accepted(name, "number", "the hurt", ("A", "B"), "why", "Ada", "2020-01-02")
        for name in ("f1", "elsewhere")
    )
    (tmp_path / "baseline.json").write_text(baseline.render(entries), encoding="utf-8")
    head = "document,line,column,start,end,old,new,note,fingerprint\n"
    line = '"desk, gull.txt",1,10,9,14,burst,cracked,"so ""it"" is",f2\n'
    (tmp_path / "worklist.csv").write_text(head + line, encoding="utf-8")
    opened = open_page(html.render(kiln(BURST)), "#findings")
    for name in ("baseline.json", "worklist.csv"):
        opened.page.set_input_files("#existing", tmp_path / name)
        opened.until(f"document.getElementById('loaded').textContent.startsWith('{name}')")
    assert opened.page.inner_text("#decided") == "2 of 2 decided"
    assert '(so "it" is) [f2]' in saved(opened, "#save-markdown", tmp_path)
    loaded = saved(opened, "#save", tmp_path)
    assert '"f1"' in loaded
    assert '"elsewhere"' in loaded
    opened.page.locator("#finding-f1").get_by_text("Reopen").click()
    kept = saved(opened, "#save", tmp_path)
    assert '"f1"' not in kept
    assert '"elsewhere"' in kept


def test_a_correction_is_in_place_after_an_edit_that_moves_it(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_page(html.render(kiln()), "#findings")
    opened.page.keyboard.press("j")
    to_fix(opened)
    report = kiln()
    added = "A new first line.\n" + TEXTS["wren"]
    moved = build.report(
        {**TEXTS, "wren": added},
        [build.finding([("gull", "Five"), ("heron", "Five")], [("wren", "Six")], fingerprint="f1")],
        documents={name: {"path": f"desk, {name}.txt"} for name in TEXTS},
    )
    assert report.findings[0].fingerprint == moved.findings[0].fingerprint
    path = Path(opened.page.url.removeprefix("file://").partition("#")[0])
    path.write_text(html.render(moved), encoding="utf-8")
    opened.page.reload()
    assert "- 2:15  “Six” → “Five” [f1]" in saved(opened, "#save-markdown", tmp_path)


def test_undo_takes_back_one_decision_after_the_other(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.keyboard.press("j")
    opened.decide("a", "One.")
    opened.decide("d", "Two.")
    opened.page.keyboard.press("u")
    assert opened.page.inner_text("#decided") == "1 of 8 decided"
    second = opened.page.locator(".finding").nth(1)
    assert second.locator("summary").first.evaluate("e => e === document.activeElement")
    opened.page.click("#toast-undo")
    assert opened.page.inner_text("#decided") == "0 of 8 decided"
    assert not opened.page.locator("#toast-undo").is_visible()
    opened.page.reload()
    assert opened.count(".finding[data-decided]") == 0


def test_the_last_reasons_are_offered_and_a_full_stop_repeats_the_last_decision(
    open_page: Callable[..., Opened],
) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.keyboard.press("j")
    opened.decide("d", "Two ferries.")
    opened.page.keyboard.press("d")
    assert opened.page.locator("#decide-offers button").all_inner_texts() == ["Two ferries."]
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.input_value("#decide-reason") == "Two ferries."
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press(".")
    assert opened.page.inner_text("#decided") == "3 of 8 decided"
    # The content and not what is drawn: a card that has just folded may not be drawn yet.
    shown = opened.page.locator(".finding[data-decided] .decision").all_text_contents()
    assert [" ".join(text.split()) for text in shown] == ["dismissed: Two ferries."] * 3


def test_a_finding_is_decided_beside_its_sentence(open_page: Callable[..., Opened]) -> None:
    opened = open_page("ferry", "#articles")
    opened.page.keyboard.press("n")
    opened.page.locator("#panel-body section").first.wait_for()
    opened.decide("a", "Both are official.")
    panel = opened.page.locator("#panel-body [data-decided=accepted]")
    assert "accepted: Both are official." in panel.first.inner_text()
    assert opened.page.evaluate("document.documentElement.dataset.view") == "articles"
    assert "1 of 8" in opened.page.locator("#decided").text_content()


def test_on_a_phone_saving_is_one_step_away(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_page("ferry", "#findings", viewport={"width": 390, "height": 844})
    assert not opened.page.locator("#save").is_visible()
    opened.page.click("#to-save")
    assert opened.focused("id") == "save"
    assert '"accepted": []' in saved(opened, "#save", tmp_path)


def test_without_storage_leaving_asks_until_everything_is_saved(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_page("ferry", "#findings")
    opened.page.evaluate(
        "(() => { Storage.prototype.setItem = () => { throw new Error('full'); }; })()"
    )
    leaving = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert opened.page.evaluate(leaving)
    opened.page.keyboard.press("j")
    opened.decide("a", "Known.")
    assert "keeps nothing" in opened.page.inner_text("#toast")
    assert not opened.page.evaluate(leaving)
    saved(opened, "#save", tmp_path)
    assert opened.page.evaluate(leaving)


def test_what_a_report_calls_accepted_can_be_opened_again(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    text = html.render(
        kiln(
            build.finding(
                [("gull", "kiln")],
                [("heron", "kiln")],
                fingerprint="f3",
                status="accepted",
                reason="It stood.",
            )
        )
    )
    opened = open_page(text, "#finding-f3")
    assert "f3" in saved(opened, "#save", tmp_path)
    opened.page.locator("#finding-f3").get_by_text("Reopen").click()
    assert opened.page.inner_text("#decided") == "0 of 2 decided"
    assert "f3" not in saved(opened, "#save", tmp_path)


def test_a_story_of_24_is_decided_with_the_keyboard_and_again_in_place_after_an_edit(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_page(html.render(page_reports.big(8, 24)), "#findings")
    keys = opened.page.keyboard
    keys.press("j")
    presses = 0
    for n in range(24):
        if n in (0, 1):
            opened.decide("ad"[n], "Looked at it.")
        elif n % 2:
            keys.press("f")
            keys.press("Enter")
            presses += 2
        else:
            keys.press("d")
            keys.press("ArrowDown")
            keys.press("Enter")
            presses += 3
    assert opened.page.inner_text("#decided") == "24 of 24 decided"
    assert presses < 60
    assert "last one" in opened.page.inner_text("#toast")
    worklist = saved(opened, "#save-markdown", tmp_path)
    assert worklist.count("\n- ") == 11
    path = Path(opened.page.url.removeprefix("file://").partition("#")[0])
    path.write_text(
        path.read_text(encoding="utf-8").replace("the water stood high", "the water stood low"),
        encoding="utf-8",
    )
    opened.page.reload()
    assert opened.page.inner_text("#decided") == "24 of 24 decided"
