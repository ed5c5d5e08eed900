"""The command line: exit status, streams and files in every combination."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from factcheck.errors import ModelError
from factcheck.model import Problem, Report
from tests.support import build, command

Run = Callable[..., command.Result]

TEXTS = {
    "packet": "Five people died when the ferry sank.",
    "courier": "Six people died when the ferry sank.",
}


def report(severity: str = "error", **keys: Any) -> Report:
    finding = build.finding([("packet", "Five")], [("courier", "Six")], severity=severity)
    return build.report(TEXTS, [finding], **keys)


@pytest.fixture
def run(
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Run:
    monkeypatch.chdir(tmp_path)
    for variable in [v for v in os.environ if v.startswith("FACTCHECK_")]:
        monkeypatch.delenv(variable)
    return lambda *arguments: command.run(capfdbinary, *arguments)


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
@pytest.mark.parametrize("fail_on", [None, "error", "warning", "note", "never"])
def test_the_exit_status_is_1_for_something_new_at_or_above_fail_on(
    run: Run, monkeypatch: pytest.MonkeyPatch, severity: str, fail_on: str | None
) -> None:
    command.use_pipeline(monkeypatch, report(severity))
    option = ["--fail-on", fail_on] if fail_on else []
    order = ["error", "warning", "note"]
    reached = fail_on != "never" and order.index(severity) <= order.index(fail_on or "error")
    assert run("check", "articles", "-f", "json", *option).status == int(reached)


def test_nothing_new_is_status_0(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    command.use_pipeline(monkeypatch, build.report(TEXTS))
    assert run("check", "articles").status == 0


def test_the_result_goes_to_standard_output_and_everything_else_to_standard_error(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem("articles/x.pdf", "is encrypted", "Remove the password.")
    command.use_pipeline(monkeypatch, report(problems=[problem]))
    result = run("check", "articles")
    assert "Five" in result.out
    assert "wrote" not in result.out
    assert "factcheck: articles/x.pdf: is encrypted. Remove the password.\n" in result.err
    assert "factcheck: wrote reports/factcheck.json\n" in result.err
    assert sorted(p.name for p in Path("reports").iterdir()) == [
        "factcheck.html",
        "factcheck.json",
    ]


def test_quiet_leaves_the_result_and_the_problems(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    command.use_pipeline(monkeypatch, report(problems=[Problem("a.txt", "is empty")]))
    result = run("check", "articles", "-q")
    assert "Five" in result.out
    assert result.err == "factcheck: a.txt: is empty\n"


def test_json_to_standard_output_is_the_report_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command.use_pipeline(monkeypatch, report())
    result = run("check", "articles", "-f", "json", "-o", "-")
    assert json.loads(result.out)["findings"][0]["fact"] == "the fact"
    assert list(tmp_path.iterdir()) == []
    assert result.status == 1


def test_every_format_is_written_under_its_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    command.use_pipeline(monkeypatch, report())
    formats = "json,html,sarif,junit,markdown,github,codequality"
    result = run("check", "articles", "-f", formats, "-o", "out")
    assert sorted(p.name for p in Path("out").iterdir()) == [
        "factcheck.codequality.json",
        "factcheck.html",
        "factcheck.json",
        "factcheck.junit.xml",
        "factcheck.md",
        "factcheck.sarif",
    ]
    assert result.out.startswith("::error file=articles/")


def test_two_formats_cannot_share_standard_output_and_no_work_is_begun(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[object] = []
    command.use_pipeline(monkeypatch, lambda *_: begun.append(1) or report())
    result = run("check", "articles", "-f", "json,sarif", "-o", "-")
    assert (result.status, result.out, begun) == (2, "", [])
    assert "--output - prints one format, not 2 (json, sarif)" in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "PATH"),
        (["check", "a", "--nope"], "--nope"),
        (["check", "a", "-f", "jsn"], "did you mean 'json'?"),
        (["check", "a", "--fail-on", "eror"], "did you mean 'error'?"),
        (["check", "a", "--jobs", "0"], "--jobs"),
        (["check", "a", "--config", "no.toml"], "no.toml"),
        (["check", "a", "--baseline", "no.json"], "no.json"),
        (["diff", "a.json", "b.json"], "a.json"),
        (["baseline", "a.json"], "a.json"),
        (["schema", "reprot"], "did you mean 'report'?"),
        (["nonsense"], "nonsense"),
    ],
)
def test_a_wrong_command_is_status_2_and_names_what_is_wrong(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    command.use_pipeline(monkeypatch, report())
    result = run(*arguments)
    assert result.status == 2
    assert message in result.err
    assert result.out == ""
    assert "Traceback" not in result.err


def test_an_expected_error_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(*_: object) -> Report:
        raise ModelError("the model\x1b[2J is missing", hint="Run: pip install it")

    command.use_pipeline(monkeypatch, check)
    result = run("check", "articles")
    assert result.status == 2
    assert result.err == "factcheck: the model⟨U+001B⟩[2J is missing. Run: pip install it\n"


def test_an_unexpected_error_is_one_line_too_and_a_traceback_only_on_request(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    command.use_pipeline(monkeypatch, lambda *_: {}["missing"])
    result = run("check", "articles")
    assert result.status == 2
    assert result.err.startswith("factcheck: internal error, KeyError")
    assert result.err.count("\n") == 1
    with pytest.raises(KeyError):
        run("check", "articles", "-v")


def test_partly_unreadable_input_keeps_the_status_unless_strict(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    command.use_pipeline(
        monkeypatch, build.report(TEXTS, problems=[Problem("b.pdf", "is truncated")])
    )
    assert run("check", "articles").status == 0
    strict = run("check", "articles", "--strict")
    assert strict.status == 2
    assert "b.pdf: is truncated" in strict.err


def test_no_readable_input_at_all_is_status_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    command.use_pipeline(monkeypatch, build.report({}, stories={}))
    result = run("check", "articles")
    assert result.status == 2
    assert "nothing readable" in result.err


def test_the_default_text_is_guarded_where_github_reads_the_log(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    command.use_pipeline(monkeypatch, report())
    lines = run("check", "articles", "-f", "text").out.splitlines()
    assert lines[0].startswith("::stop-commands::")
    assert lines[-1] == f"::{lines[0].removeprefix('::stop-commands::')}::"
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert run("check", "articles", "-f", "text").out.splitlines() == lines[1:-1]


def test_verbose_says_which_settings_hold_and_from_where(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    command.use_pipeline(monkeypatch, report())
    Path("factcheck.toml").write_text("jobs = 2\n")
    lines = run("check", "articles", "-v", "-f", "json").err.splitlines()
    assert "factcheck: configuration: factcheck.toml" in lines
    assert "factcheck: jobs from factcheck.toml:1" in lines
    assert "factcheck: format from --format" in lines


def test_a_name_with_a_workflow_command_in_it_is_none_on_standard_error(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem("::error::x\n::warning::y ##[error]z", "is empty")
    command.use_pipeline(monkeypatch, report(problems=[problem]))
    lines = run("check", "articles", "-q").err.splitlines()
    assert lines == ["factcheck: ::error::x ::warning::y ##\\[error]z: is empty"]


@pytest.mark.parametrize("name", ["report", "config", "baseline"])
def test_schemas_are_printed_as_json(run: Run, name: str) -> None:
    result = run("schema", name)
    assert result.status == 0
    assert json.loads(result.out)["$schema"].endswith("2020-12/schema")


def test_help_and_version_load_nothing_heavy() -> None:
    heavy = [
        "torch",
        "spacy",
        "numpy",
        "sentence_transformers",
        "jinja2",
        "rich",
        "jsonschema",
        "msgspec",
    ]
    program = (
        "import sys\n"
        "from factcheck.app.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        f"sys.exit(', '.join(set({heavy}) & set(sys.modules)) or 0)\n"
    )
    for arguments in (["--help"], ["--version"], ["check", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr


SLOW = """
import sys, time, types
from factcheck.app import cli
module = types.ModuleType("factcheck.pipeline")
def check(*_):
    print("working", file=sys.stderr, flush=True)
    time.sleep(60)
module.check = check
sys.modules["factcheck.pipeline"] = module
import factcheck
factcheck.pipeline = module
cli.main()
"""


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_says_so_by_its_status_and_leaves_no_file(
    tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, "check", "articles"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background has them ignore interruptions.
        preexec_fn=partial(signal.signal, sent, signal.SIG_DFL),
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "working\n"
        process.send_signal(sent)
        rest = process.stderr.read()
    assert process.returncode == status
    assert "Traceback" not in rest
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_leaves_early_does_not_change_the_status(tmp_path: Path) -> None:
    program = SLOW.replace("time.sleep(60)", "return REPORT").replace(
        "cli.main()",
        f"sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})\n"
        "from tests.app import test_cli\nREPORT = test_cli.report()\ncli.main()",
    )
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-c", program, "check", "articles", "-q", "-f", "json", "-o", "-"],
        cwd=tmp_path,
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "working\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_standard_output_is_said_in_one_line(tmp_path: Path) -> None:
    program = SLOW.replace("time.sleep(60)", "return REPORT").replace(
        "cli.main()",
        f"sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})\n"
        "from tests.app import test_cli\nREPORT = test_cli.report()\ncli.main()",
    )
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", program, "check", "articles", "-q", "-f", "json", "-o", "-"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr == (
        "working\nfactcheck: cannot write to standard output: No space left on device\n"
    )


def test_stale_and_accepted_findings_are_told_apart(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    command.use_pipeline(monkeypatch, report())
    assert run("check", "articles", "-f", "json").status == 1
    accept = run("baseline", "reports/factcheck.json", "--reason", "both are right", "--by", "Ines")
    assert "1 accepted, 0 kept, 0 stale" in accept.err
    assert run("check", "articles").status == 0

    finding = report().findings[0]
    other = replace(report(), findings=(replace(finding, fingerprint="other"),))
    command.use_pipeline(monkeypatch, other)
    result = run("check", "articles")
    assert result.status == 1
    assert "stale, matches nothing any more: number: the fact (Five / Six)" in result.err


def test_colour_is_forced_by_the_environment_and_no_color_is_stronger(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    command.use_pipeline(monkeypatch, report())
    assert "\x1b[" not in run("check", "articles", "-f", "text").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check", "articles", "-f", "text").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check", "articles", "-f", "text").out


def test_the_environment_says_how_wide_lines_are(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    command.use_pipeline(monkeypatch, report())
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, run("check", "articles", "-f", "text").out.splitlines())) <= 50
    monkeypatch.delenv("COLUMNS")
    assert max(map(len, run("check", "articles", "-f", "text").out.splitlines())) > 50


def test_remarks_on_comments_are_printed_and_change_no_status(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {**TEXTS, "packet": f"{TEXTS['packet']}\n<!-- factcheck: ignroe -->"}
    command.use_pipeline(monkeypatch, build.report(texts))
    result = run("check", "articles", "-f", "text", "--strict")
    assert result.status == 0
    assert "articles/packet.txt: line 2: a comment says 'ignroe'" in result.err
    assert "not read" not in result.out
