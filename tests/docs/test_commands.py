"""Every command that the documentation shows works.

Console sessions are run, and show what really happens; ``UPDATE_DOCS=1 pytest
tests/docs/test_commands.py`` writes their output into the pages again. Commands in other blocks
need something that a test has not (a network, a model, hours): they are read as the program or
``make`` reads them.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

from factcheck.app.cli import app

DOCS = Path(__file__).resolve().parents[2] / "docs"
_BLOCK = re.compile(r"```(\w+)\n(.*?)```\n", re.DOTALL)
_COMMAND = re.compile(r"\$ .*\n(?:> .*\n)*")
# A line of a block that is no console session, if it is a command of a shell.
_SHOWN = re.compile(
    r"^ *(?:\$ )?((?:factcheck|make|python3?|pip|duckdb|ollama|llama-server|ray|export|git|mkdocs"
    r"|\.venv/bin/\w+) .*)$",
    re.MULTILINE,
)
# Programs of others.
OTHERS = {
    "duckdb", "export", "llama-server", "mkdocs", "mypy", "ollama", "pip", "pytest", "ray", "ruff",
}  # fmt: skip


def pages(language: str) -> list[str]:
    """Return the names of the pages with a block in a language."""
    return sorted(
        page.name
        for page in DOCS.glob("*.md")
        if any(m[1] == language for m in _BLOCK.finditer(page.read_text("utf-8")))
    )


@pytest.mark.parametrize("name", pages("console"))
def test_every_console_session_shows_what_really_happens(
    run: Callable[[str], str], name: str
) -> None:
    page = DOCS / name
    text = page.read_text("utf-8")

    def session(match: re.Match[str]) -> str:
        if match[1] != "console":
            return match[0]
        commands = _COMMAND.findall(match[2])
        return "```console\n" + "".join(c + run(typed(c)) for c in commands) + "```\n"

    real = _BLOCK.sub(session, text)
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(real, "utf-8")
    else:
        assert real == text


def typed(command: str) -> str:
    """Return what was typed, without the shell's prompts."""
    return "\n".join(line[2:] for line in command.splitlines())


def shown() -> Iterator[tuple[str, str]]:
    """Yield each command that is shown in another block than a console session, with its page."""
    for page in (
        *sorted(DOCS.glob("*.md")),
        DOCS.parent / "README.md",
        DOCS.parent / "CONTRIBUTING.md",
    ):
        text = page.read_text("utf-8")
        fenced = [m[2] for m in _BLOCK.finditer(text) if m[1] in ("sh", "bash")]
        indented = re.findall(r"^ {4,}\S.*$", _BLOCK.sub("", text), re.MULTILINE)
        for command in _SHOWN.findall("\n".join((*fenced, *indented))):
            yield page.name, command.partition("  #")[0].partition(" && ")[0].strip()


@pytest.mark.parametrize(("page", "command"), sorted(set(shown())))
def test_every_other_command_is_one_that_there_is(page: str, command: str, root: Path) -> None:
    program, *arguments = shlex.split(command)
    if program == "factcheck":
        read_by_factcheck(arguments)
    elif program == "make":
        assert re.search(rf"^{arguments[0]}:", (root / "Makefile").read_text("utf-8"), re.MULTILINE)
    elif program.startswith("python"):
        assert arguments[0] == "-m"
        module = importlib.util.find_spec(arguments[1])
        assert module and module.origin
        source = Path(module.origin).read_text("utf-8")
        for option in (a.partition("=")[0] for a in arguments[2:] if a.startswith("--")):
            assert f'"{option}"' in source, option
    else:
        assert Path(program).name in OTHERS


def read_by_factcheck(arguments: list[str]) -> None:
    """Raise an error if factcheck would not take the arguments."""
    group = typer.main.get_command(app)
    with group.make_context("factcheck", list(arguments)) as outer:
        name, command, rest = group.resolve_command(outer, list(arguments))  # type: ignore[attr-defined]
        command.make_context(name, rest, parent=outer).close()


@pytest.mark.parametrize(
    "command", ["factcheck chekc articles", "factcheck check", "factcheck check a --baselin b"]
)
def test_a_command_that_there_is_not_would_be_noticed(command: str) -> None:
    with pytest.raises(Exception, match=r"No such|Missing"):
        read_by_factcheck(shlex.split(command)[1:])
