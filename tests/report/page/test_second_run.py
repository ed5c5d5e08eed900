"""From a real check to decisions on the page, an edit, a second check: everything is in place."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factcheck.report import json as report_json
from factcheck.report.page import html
from tests.support import bridge, build, command, mill
from tests.support.browser import Opened

pytestmark = pytest.mark.slow

# What each article adds to those of the mill: each sentence is a finding more.
MORE = {
    "valley-herald.txt": "Halvorsen said 23 fire engines came.\nThe mill was built in 1904.\n",
    "river-post.txt": "Halvorsen said 32 fire engines came.\nThe mill was built in 1940.\n",
    "coast-echo.txt": "Halvorsen said 23 fire engines came.\nThe mill was built in 1904.\n",
}
DECISION = "document.querySelectorAll('.finding[data-decided]').length"

# All that Markdown, a code host or a terminal would take for more than text.
HOSTILE = (
    "@desk *now* <b>&amp; GH-1 #2 :tada: http://x.example www.x.example 1|2 \u202e\u00a0\u0007_end"
)

Run = Callable[..., command.Result]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run the command in a folder with three articles that differ in three facts."""
    folder = mill.write(tmp_path)
    for name, text in MORE.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)
    monkeypatch.chdir(tmp_path)
    for variable in [v for v in os.environ if v.startswith("FACTCHECK_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("FACTCHECK_FAIL_ON", "never")
    return lambda *arguments: command.run(capfdbinary, *arguments)


def decided(opened: Opened) -> dict[str, str]:
    """Return what the page says was decided on, by the finding's address."""
    cards = opened.page.locator(".finding[data-decided]").all()
    return {
        str(card.get_attribute("id")): str(card.locator(".decision").first.text_content())
        for card in cards
    }


def fetched(opened: Opened, button: str, target: Path) -> bytes:
    with opened.page.expect_download() as download:
        opened.page.click(button)
    download.value.save_as(target)
    return target.read_bytes()


def findings() -> dict[str, dict[str, Any]]:
    report = json.loads(Path("reports/factcheck.json").read_text("utf-8"))
    return {f["fingerprint"]: f for f in report["findings"]}


def test_decisions_are_in_place_on_the_page_of_a_second_check_after_an_edit(
    run: Run, open_page: Callable[..., Opened]
) -> None:
    assert run("check", "articles", "-f", "json,html").status == 0
    before = findings()
    assert len(before) >= 3
    opened = open_page(Path("reports/factcheck.html").read_text("utf-8"), "#findings")
    keys = opened.page.keyboard
    keys.press("j")
    keys.press("f")
    opened.page.fill("#decide-by", "Ada Brandt")
    keys.press("Enter")
    opened.decide("a", "Two counts.")
    keys.press(".")
    first = decided(opened)
    assert len(first) == 3
    assert sorted(text.split(":")[0] for text in first.values()) == [
        "accepted", "accepted", "to fix",
    ]  # fmt: skip

    # An edit elsewhere: a sentence in front moves all that follows.
    mill_edit = Path("articles/valley-herald.txt")
    text = mill_edit.read_text("utf-8")
    moved = text.replace("A fire destroyed", "Smoke was seen from far away.\nA fire destroyed")
    assert moved != text
    mill_edit.write_text(moved, "utf-8")
    assert run("check", "articles", "-f", "json,html").status == 0
    after = findings()
    assert set(before) <= set(after)
    assert {name: f for name, f in before.items() if f != after[name]}  # The places did move.

    opened.page.goto(Path("reports/factcheck.html").resolve().as_uri() + "#findings")
    assert opened.page.evaluate(DECISION) == 3
    assert decided(opened) == first
    assert opened.page.inner_text("#decided") == f"3 of {len(after)} decided"


class Hands:
    """A reader who has only a keyboard, and counts."""

    def __init__(self, opened: Opened) -> None:
        self.keyboard = opened.page.keyboard
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keyboard.press(key)
        self.presses += len(keys)


def test_a_story_of_24_findings_is_decided_by_keys_and_stays_so_after_an_edit(
    run: Run, open_page: Callable[..., Opened]
) -> None:
    """Act out a whole review, from the first look at the page to the second check."""
    folder = Path("bridge")
    folder.mkdir()
    odd = bridge.write(folder)[0]
    assert run("check", "bridge", "-f", "json,html").status == 0
    before = findings()
    assert len(before) == 24
    opened = open_page(Path("reports/factcheck.html").read_text("utf-8"))
    hands = Hands(opened)
    progress = "document.getElementById('decided').textContent"

    def decided_are(number: int, of: int = 24) -> None:
        opened.until(f"{progress} === '{number} of {of} decided'")

    hands.press("2", "j")
    opened.page.locator("#findings").wait_for()
    # The articles copy each other, so no value has more independent sources: an arrow picks it.
    # The first decision asks for a name, once.
    hands.press("f", "ArrowDown", "Enter", *"Ada Brandt", "Enter")
    decided_are(1)
    for number in range(2, 13):
        hands.press("f", "ArrowDown", "Enter")
        decided_are(number)
    # A reason is typed once; afterwards it is offered again, and a full stop repeats the decision.
    hands.press("a", *"both counts", "Enter")
    hands.press("d", "ArrowUp", "Enter")
    hands.press(*"....")
    decided_are(18)
    hands.press("u")
    decided_are(17)
    hands.press(*".....")
    decided_are(22)
    # The last two are decided from the reading view, beside their sentences.
    left = opened.page.locator(".finding:not([data-decided])").first.get_attribute("id")
    opened.page.goto(opened.page.url.partition("#")[0] + "#articles")
    while opened.count("#panel-body [data-fingerprint]:not([data-decided])") == 0:
        hands.press("n")
        assert hands.presses < 200
    hands.press("a", "ArrowUp", "Enter")
    decided_are(23)
    opened.page.goto(opened.page.url.partition("#")[0] + "#findings?status=open")
    opened.page.locator("#findings").wait_for()
    hands.press("j", "a", "Enter")
    decided_are(24)
    assert left in decided(opened)
    # Five minutes are 300 seconds: 24 times ten to read, and a minute for the keys.
    assert hands.presses <= 120, hands.presses
    first = decided(opened)
    kinds = Counter(text.split(":")[0] for text in first.values())
    assert kinds == {"accepted": 3, "dismissed": 9, "to fix": 12}
    with opened.page.expect_download() as download:
        opened.page.click("#save-csv")
    download.value.save_as("worklist.csv")
    rows = io.StringIO(Path("worklist.csv").read_text("utf-8"), newline="")
    wanted = list(csv.DictReader(rows))
    assert len({row["fingerprint"] for row in wanted}) == 12

    # One article is corrected where the worklist says so, and grows by a sentence in front.
    text = odd.read_text("utf-8")
    mine = [row for row in wanted if row["document"] == odd.as_posix()]
    others = {row["fingerprint"] for row in wanted if row not in mine}
    done = {row["fingerprint"] for row in mine} - others
    assert done
    for row in sorted(mine, key=lambda row: -int(row["start"])):
        start, end = int(row["start"]), int(row["end"])
        assert text[start:end] == row["old"]
        text = text[:start] + row["new"] + text[end:]
    odd.write_text(text.replace("The bridge", "Fog lay over the fjord.\nThe bridge", 1), "utf-8")
    assert run("check", "bridge", "-f", "json,html").status == 0
    after = findings()
    assert set(after) == set(before) - done
    opened.page.goto(Path("reports/factcheck.html").resolve().as_uri() + "#findings")
    decided_are(len(after), len(after))
    again = decided(opened)
    assert again == {name: told for name, told in first.items() if name in again}


def test_the_page_and_the_terminal_write_the_same_worklist(
    run: Run,
    open_page: Callable[..., Opened],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    # One file has lines and one, like a PDF, has none; one value looks like a formula.
    texts = {"gull": "Five vans came.\nIt is =1+1 now.", "wren": "Six vans came. It is now."}
    report = build.report(
        texts,
        [
            build.finding([("gull", "Five")], [("wren", "Six")], fact="cars", fingerprint="f1"),
            build.finding([("gull", "=1+1")], [("wren", "now")], fact="sum", fingerprint="f2"),
        ],
        documents={
            "gull": {"path": "desk, a/[gull] #1_*.txt"},
            "wren": {"path": "desk, a/wren.pdf", "anchors": None},
        },
    )
    assert report.documents[1].locate(0) is None
    Path("report.json").write_text(report_json.render(report), "utf-8")
    answers = ["f", "Seven", "", HOSTILE, "f", "-2", "", HOSTILE]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
    done = run("review", "report.json", "--by", "Ada Brandt")
    terminal = Path("factcheck-worklist.csv").read_bytes()
    in_markdown = Path("factcheck-worklist.md").read_bytes()
    assert terminal.count(b"\r\n") == 5, done.out

    opened = open_page(html.render(report), "#findings")
    opened.page.keyboard.press("j")
    for right in ("Seven", "-2"):
        opened.page.keyboard.press("f")
        opened.page.fill("#decide-by", "Ada Brandt")
        opened.page.fill("#decide-to", right)
        opened.page.fill("#decide-reason", HOSTILE)
        for box in opened.page.locator("#decide-places input").all():
            box.check()
        opened.page.press("#decide-to", "Enter")
    assert opened.page.inner_text("#decided") == "2 of 2 decided"
    target = tmp_path / "page.csv"
    assert fetched(opened, "#save-csv", target) == terminal
    assert fetched(opened, "#save-markdown", target) == in_markdown
    assert rb"\*now\* &lt;b\>&amp;amp; GH<!-- -->-1" in in_markdown
    assert b'"desk, a/wren.pdf",,,0,3,Six,Seven,' in terminal

    # Each reads what the other wrote.
    other = open_page(html.render(report), "#findings")
    other.page.set_input_files("#existing", Path("factcheck-worklist.csv"))
    other.until("document.getElementById('decided').textContent === '2 of 2 decided'")
    assert fetched(other, "#save-csv", target) == terminal
    assert fetched(other, "#save-markdown", target) == in_markdown
