"""What pip installs with factcheck is what factcheck imports."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest


def distribution(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def imported(module: Path) -> set[str]:
    """Return the top-level packages a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_every_package_that_is_imported_is_declared(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {
        distribution(requirement)
        for group in (project["dependencies"], *project["optional-dependencies"].values())
        for requirement in group
    }
    installed = packages_distributions()
    ours = {*sys.stdlib_module_names, "factcheck"}
    undeclared = {
        f"{module.relative_to(root)}: {package}"
        for module in (root / "factcheck").rglob("*.py")
        for package in imported(module) - ours
        if not {distribution(d) for d in installed.get(package, [package])} & declared
    }
    if undeclared:
        pytest.fail(f"not in pyproject.toml: {', '.join(sorted(undeclared))}")
