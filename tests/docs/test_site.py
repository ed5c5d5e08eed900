"""The documentation builds as a site, strictly and without a connection, and has every key."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

MKDOCS = shutil.which(
    "mkdocs", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
)
_LOADED = re.compile(
    r"<(?:script|img|link|iframe)\b[^>]*?\b(?:src|href)=\"?((?:https?:)?//[^\s\">]+)"
)
# Python runs this file before anything else: whoever opens a connection fails.
NO_NETWORK = """
import socket
def refuse(*_): raise OSError("the site is built without a network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the site, built without a network."""
    if MKDOCS is None:
        pytest.skip("MkDocs is not installed (extra 'docs'): the site is not built")
    out = tmp_path_factory.mktemp("site")
    (out / "sitecustomize.py").write_text(NO_NETWORK)
    built = subprocess.run(
        [MKDOCS, "build", "--strict", "--site-dir", str(out / "site")],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(out), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return out / "site"


def test_every_page_is_in_the_site_and_loads_nothing_from_elsewhere(root: Path, site: Path) -> None:
    for page in (root / "docs").glob("*.md"):
        assert (site / f"{page.stem}.html").exists()
    for page in site.glob("*.html"):
        loaded = [a for a in _LOADED.findall(page.read_text("utf-8")) if "canonical" not in a]
        assert not loaded or page.name == "sample.html", page.name


def test_the_site_has_the_sample_report(root: Path, site: Path) -> None:
    sample = root / "reports" / "sample" / "factcheck.html"
    assert (site / "sample.html").read_bytes() == sample.read_bytes()
    assert 'href="sample.html"' in (site / "index.html").read_text("utf-8")


def keys(schema: object) -> set[str]:
    """Return the names of all properties in a schema."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema), set())
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties", {})
    inside = [v for k, v in schema.items() if k != "properties"]
    return set(own).union(*map(keys, own.values()), *map(keys, inside))


@pytest.mark.parametrize(
    ("page", "schema"),
    [
        ("configuration", "factcheck/settings/schemas/config.schema.json"),
        ("contract", "factcheck/report/schema/report.schema.json"),
        ("contract", "factcheck/read/schema/articles.schema.json"),
        ("contract", "factcheck/settings/schemas/baseline.schema.json"),
    ],
)
def test_the_reference_has_every_key_and_says_what_it_is(
    root: Path, page: str, schema: str
) -> None:
    spec = importlib.util.spec_from_file_location("made", root / "docs" / "hooks.py")
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    text: str = getattr(made, page)()
    described = set(re.findall(r"^\| `([^`]+)` \| \S", text, re.MULTILINE))
    assert keys(json.loads((root / schema).read_text("utf-8"))) <= described


def test_the_examples_of_extending_are_the_plugins_that_are_tested(root: Path) -> None:
    page = (root / "docs" / "extending.md").read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    plugins = [p.read_text("utf-8") for p in (root / "tests/support/plugins").glob("toy_*.py")]
    assert len(examples) == 2
    for example in examples:
        assert any(example in plugin for plugin in plugins)


def test_the_site_is_published_from_a_strict_build(root: Path) -> None:
    workflow = yaml.safe_load((root / ".github/workflows/site.yml").read_text("utf-8"))
    steps = [s.get("run", "") for s in workflow["jobs"]["build"]["steps"]]
    assert any("mkdocs build --strict" in run for run in steps)
    assert workflow["jobs"]["publish"]["needs"] == "build"
