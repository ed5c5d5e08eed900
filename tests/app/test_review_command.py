"""``factcheck review``: a dialogue over plain lines, its files, and taking it up again."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.report import json as report_json
from tests.support import build, command

TEXTS = {
    "packet": "Five died near Bram.\nThe ferry was built in 1961.",
    "courier": "Six died near Brem.\nThe ferry was built in 1916. It rained in Brem.",
}
FINDINGS = [
    build.finding([("packet", "Five")], [("courier", "Six")], fact="dead", fingerprint="aaaa1"),
    build.finding(
        [("packet", "Bram")], [("courier", "Brem"), ("courier", "Brem", 1)],
        type="name", severity="warning", fact="town", fingerprint="bbbb2",
    ),
    build.finding(
        [("packet", "1961")], [("courier", "1916")],
        type="date", severity="note", fact="year", fingerprint="cccc3",
    ),
]  # fmt: skip

Review = Callable[..., command.Result]


@pytest.fixture
def review(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Review:
    """Run a review with the given lines as the input."""
    monkeypatch.chdir(tmp_path)
    for variable in [v for v in os.environ if v.startswith("FACTCHECK_")]:
        monkeypatch.delenv(variable)
    Path("report.json").write_text(report_json.render(build.report(TEXTS, FINDINGS)))

    def run(*lines: str, options: tuple[str, ...] = ()) -> command.Result:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return command.run(capfdbinary, "review", "report.json", "--by", "Ines", *options)

    return run


def entries() -> list[dict[str, object]]:
    file = Path(".factcheck-baseline.json")
    accepted: list[dict[str, object]] = json.loads(file.read_text("utf-8"))["accepted"]
    return accepted


def test_one_finding_after_the_other_is_shown_with_the_keys_and_decided(review: Review) -> None:
    done = review("a", "both stand", "d", "", "f", "1", "ask the yard")
    assert done.status == 0
    assert "0 of 3 decided  number  aaaa1" in done.out
    assert "articles/courier.txt:1:1" in done.out
    assert "[a]ccept  [d]ismiss  to [f]ix  [s]kip  [u]ndo  [q]uit" in done.out
    assert done.out.endswith("3 of 3 decided.\n")
    town, dead = entries()
    assert (dead["fingerprint"], dead["reason"], dead["by"]) == ("aaaa1", "both stand", "Ines")
    assert (town["fingerprint"], town["reason"], town["dismissed"]) == ("bbbb2", "—", True)
    assert Path("factcheck-worklist.md").read_text("utf-8") == (
        "# Corrections\n\n## articles/courier.txt\n\n"
        "- 2:24  “1916” → “1961” (ask the yard) [cccc3]\n"
    )
    assert "decisions are in factcheck-worklist.csv" in done.err


def test_it_is_taken_up_where_it_was_left_by_quitting_or_by_the_end_of_the_input(
    review: Review,
) -> None:
    assert review("a", "seen", "q").out.endswith("1 of 3 decided.\n")
    second = review("d")  # the input ends at the question for a reason
    assert "1 of 3 decided  name  bbbb2" in second.out
    assert len(entries()) == 1
    assert review("d", "another town").out.endswith("2 of 3 decided.\n")
    assert len(entries()) == 2
    assert "2 of 3 decided  date  cccc3" in review("q").out


def test_a_skipped_finding_is_undecided_and_undo_goes_back(review: Review) -> None:
    done = review("s", "a", "seen", "u", "u", "u", "a", "first", "q")
    assert "There is nothing to undo." in done.out
    assert [e["fingerprint"] for e in entries()] == ["aaaa1"]


def test_the_last_decision_can_be_taken_back_too(review: Review) -> None:
    done = review("a", "x", "a", "y", "a", "z", "u", "d", "not the same ship", "")
    assert done.out.count("That was the last one.") == 2
    assert {e["reason"] for e in entries()} == {"x", "y", "not the same ship"}


def test_an_earlier_reason_is_offered_under_a_number(review: Review) -> None:
    done = review("a", "as the harbour counts", "a", "1", "q")
    assert "  1  as the harbour counts\n" in done.out
    assert {e["reason"] for e in entries()} == {"as the harbour counts"}


def test_the_places_to_fix_can_be_chosen_and_the_words_given(review: Review) -> None:
    review("s", "f", "Bremm", "2, 3", "", "q")
    rows = Path("factcheck-worklist.csv").read_text("utf-8").splitlines()[1:]
    assert rows == [
        "articles/courier.txt,1,15,14,18,Brem,Bremm,,bbbb2",
        "articles/courier.txt,2,43,62,66,Brem,Bremm,,bbbb2",
    ]
    assert not Path(".factcheck-baseline.json").exists()


def test_a_right_figure_that_is_also_a_number_of_the_list_stands_in_quotation_marks(
    review: Review,
) -> None:
    review("f", '"2"', "1", "", "q")
    assert ",Five,2,,aaaa1" in Path("factcheck-worklist.csv").read_text("utf-8")


def test_an_empty_answer_to_what_is_right_leads_back_to_the_keys(review: Review) -> None:
    done = review("f", "", "a", "seen", "q")
    assert [e["fingerprint"] for e in entries()] == ["aaaa1"]
    assert done.out.count("[a]ccept") == 3


def test_an_unknown_key_explains_the_keys(review: Review) -> None:
    assert "quit: what was decided is kept" in review("x", "q").out


def test_what_was_accepted_elsewhere_is_not_asked_again(review: Review, tmp_path: Path) -> None:
    other = "other.json"
    review("a", "seen", "q", options=("--baseline", other))
    assert not Path(".factcheck-baseline.json").exists()
    assert "1 of 3 decided  name" in review("q", options=("--baseline", other)).out


def test_decisions_become_labelled_pairs_with_offsets(review: Review) -> None:
    review("a", "both stand", "d", "", "f", "1", "")
    done = review(options=("--export-labels", "labels.json"))
    assert (done.status, done.out) == (0, "")
    pairs = json.loads(Path("labels.json").read_text("utf-8"))["pairs"]
    assert [(p["fingerprint"], p["verdict"]) for p in pairs] == [
        ("aaaa1", "accepted"), ("bbbb2", "dismissed"), ("cccc3", "to fix"),
    ]  # fmt: skip
    for pair in pairs:
        for side in (pair["left"], pair["right"]):
            text = TEXTS[Path(side["path"]).stem]
            assert text[side["start"] : side["end"]] == side["text"]
            assert side["text"] in side["sentence"]


def test_a_worklist_that_is_no_csv_is_refused(review: Review) -> None:
    refused = review("q", options=("--worklist", "list.md"))
    assert refused.status == 2
    assert "--worklist list.md does not end in .csv" in refused.err


def test_hostile_text_cannot_speak_to_the_terminal(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"packet": "Fi\x1b[2Jve died.", "courier": "Six died."}
    hostile = build.finding([("packet", "Fi\x1b[2Jve")], [("courier", "Six")])
    Path("report.json").write_text(report_json.render(build.report(texts, [hostile])))
    done = review("f", "2", "", "q")
    assert "\x1b" not in done.out
    assert "\x1b" not in Path("factcheck-worklist.md").read_text("utf-8")
