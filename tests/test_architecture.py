"""The rooms of the house: imports go one way, and the top level stays small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import factcheck

PACKAGE = Path(factcheck.__file__).parent
# From the ground up; a module imports its own room and those before it, also for types alone.
FLOORS = (
    "errors", "model", "settings", "language", "read", "values", "claims", "similarity", "stories",
    "pairs", "facts", "judges", "run", "pipeline", "review", "verification", "report",
    "report.page", "app", "__init__", "__main__",
)  # fmt: skip


def modules() -> dict[str, Path]:
    """Return the modules of the package by name, without its own name in front."""
    by_name = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        named = parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts
        by_name[".".join(named)] = path
    return by_name


MODULES = modules()


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a file imports anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "factcheck" and len(parts) > 1:
                while ".".join(parts[1:]) not in MODULES:
                    parts.pop()
                yield ".".join(parts[1:])


IMPORTS = {name: set(imported(path)) - {name} for name, path in MODULES.items()}


def room(module: str) -> str:
    return "report.page" if f"{module}.".startswith("report.page.") else module.split(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str) -> None:
    floor = FLOORS.index(room(module))
    higher = {m for m in IMPORTS[module] if FLOORS.index(room(m)) > floor}
    assert not higher, f"{module} imports what stands above it"


def test_no_module_imports_itself_by_way_of_others() -> None:
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join([*trail[trail.index(module) :], module])
        if module not in done:
            for other in sorted(IMPORTS[module]):
                walk(other, (*trail, module))
            done.add(module)

    for module in MODULES:
        walk(module, ())


def test_the_top_level_holds_five_modules() -> None:
    assert sorted(path.stem for path in PACKAGE.glob("*.py")) == [
        "__init__", "__main__", "errors", "model", "pipeline",
    ]  # fmt: skip
