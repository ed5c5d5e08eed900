"""No pattern that meets an article's text needs more than proportional work.

For every compiled pattern of the package, texts are made of what the pattern looks for, over and
over, with an end that does not fit; text of twice the length may take twice the steps.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

import factcheck
from factcheck.read import boilerplate
from tests.support.steps import Counter, TooManyStepsError, count, literals

pytestmark = pytest.mark.slow

# Patterns over configuration files, which their author writes for himself.
OWN_FILES = ("factcheck.settings.toml_lines",)
UNITS = ("a", "A", "1", " ", "\n", ".", ",", "-", "'", '"', "(", "a ", "A ", "1 ", "1,", "A. ", "€")
MOST_LITERALS = 24
# A part that may repeat up to a fixed number of times grows like a square up to that number.
LENGTHS = ((64, 128), (900, 1800))
GROWTH = 2.6


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    seen = set()
    for module in pkgutil.walk_packages(factcheck.__path__, "factcheck."):
        if module.name in OWN_FILES or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            # Patterns that are made of a language's words are compiled when first used.
            late = getattr(value, "__annotations__", {}).get("return") == "re.Pattern[str]"
            value = value() if late and hasattr(value, "cache_info") else value
            for held in value if isinstance(value, (tuple, list)) else [value]:
                if isinstance(held, re.Pattern) and isinstance(held.pattern, str):
                    if held not in seen:
                        yield f"{module.name.removeprefix('factcheck.')}.{name}", held
                    seen.add(held)


def with_deep_stack(work: Callable[[], None]) -> None:
    """Run ``work`` where a pattern may repeat a group as often as the text is long."""
    failures: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:
            failures.append(error)

    limit, size = sys.getrecursionlimit(), threading.stack_size(256 * 1024 * 1024)
    sys.setrecursionlimit(60_000)
    try:
        thread = threading.Thread(target=guarded)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    if failures:
        raise failures[0]


def grows_out_of_proportion(pattern: re.Pattern[str], unit: str, most: int = 4_000_000) -> bool:
    for short, long in LENGTHS:
        steps = [count(pattern, (unit * n)[:n] + "\0", most) for n in (short, long)]
        if steps[1] <= GROWTH * steps[0]:
            return False
    return True


def units(pattern: re.Pattern[str]) -> list[str]:
    wanted = literals(pattern)[:MOST_LITERALS]
    return list(dict.fromkeys([*UNITS, *wanted, *(f"{w} " for w in wanted)]))


# Rules that are only ever held against one whole line, and only against a short one.
WHOLE = [*boilerplate.line_rules(), boilerplate.HEADING, boilerplate.ABOUT]
SEARCHED = [pytest.param(n, p, id=n) for n, p in patterns() if p not in WHOLE]
MOST_STEPS = 60_000


@pytest.mark.parametrize("pattern", WHOLE)
def test_a_rule_for_whole_lines_takes_few_steps_on_the_longest(pattern: re.Pattern[str]) -> None:
    def work() -> None:
        for unit in units(pattern):
            text = (unit * boilerplate.LONGEST_NOTE)[: boilerplate.LONGEST_NOTE - 1] + "\0"
            assert Counter(pattern, text, MOST_STEPS).run_whole() <= MOST_STEPS, unit

    with_deep_stack(work)


@pytest.mark.parametrize(("name", "pattern"), SEARCHED)
def test_twice_the_text_takes_twice_the_steps(name: str, pattern: re.Pattern[str]) -> None:
    def work() -> None:
        for unit in units(pattern):
            assert not grows_out_of_proportion(pattern, unit), f"{name} on {unit!r} * n"

    with_deep_stack(work)


@pytest.mark.parametrize("explosive", [r"(a+)+b", r"(a|a)*b", r"\s*x", r"(\w+\s?)*:"])
def test_the_count_shows_what_explodes(explosive: str) -> None:
    def work() -> None:
        try:
            found = grows_out_of_proportion(
                re.compile(explosive), " " if "x" in explosive else "a", 400_000
            )
        except TooManyStepsError:
            found = True
        assert found

    with_deep_stack(work)


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"\bcat\b|dogs?", "cat dogs concat", 2),
        (r"(?P<q>['\"]).*?(?P=q)", "'a' \"b\" 'c\"", 2),
        (r"(?<!\d)\d{2,3}(?!\d)", "1 22 333 4444", 2),
        (r"(?i:ABC)$", "abc", 1),
        (r"[^\W\d_]+", "ab1_cd", 2),
    ],
)
def test_the_count_finds_what_the_engine_finds(pattern: str, text: str, matches: int) -> None:
    from tests.support.steps import Counter

    counter = Counter(re.compile(pattern), text, 10_000)
    counter.run()
    assert counter.matches == matches == len(re.findall(pattern, text))
