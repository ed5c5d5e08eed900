"""What the site has beside the pages in docs/: a hook of MkDocs.

The reference of the configuration and of the report is made from the JSON Schemas whenever the site
is built, so that it is what the program reads and writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# Files outside docs/ that the site has: path in the repository -> path in the site.
OUTSIDE = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "reports/sample/factcheck.html": "sample.html",
}
CONFIG = "factcheck/settings/schemas/config.schema.json"
REPORT = "factcheck/report/schema/report.schema.json"
ARTICLES = "factcheck/read/schema/articles.schema.json"
BASELINE = "factcheck/settings/schemas/baseline.schema.json"

Schema = Mapping[str, Any]


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are made, and the files outside docs/."""
    from mkdocs.structure.files import File

    made = {"configuration.md": configuration(), "contract.md": contract()}
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))
    for source, path in OUTSIDE.items():
        files.append(File.generated(config, path, abs_src_path=str(ROOT / source)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Let links into the repository lead to the same pages of the site."""
    for source, path in OUTSIDE.items():
        markdown = markdown.replace(f"](../{source})", f"]({path})")
    return markdown.replace("](docs/", "](")


def configuration() -> str:
    """Return the page on the configuration."""
    schema = _schema(CONFIG)
    lines = [
        "# Configuration",
        "",
        f"{schema['description']} The nearest file upwards is used; `--config` names another one. "
        "An environment variable (`FACTCHECK_FAIL_ON` for `fail-on`) stands above the file, an "
        "option of the command line above both. `factcheck check -v` says where each setting is "
        "from, and a key that does not exist is named with its line and the nearest one that does.",
        "",
        *_tables(schema["properties"]),
    ]
    return "\n".join([*lines, "", "`factcheck schema config` prints the JSON Schema.", ""])


def contract() -> str:
    """Return the page on the JSON report and the other files that programs read and write."""
    report = _schema(REPORT)
    lines = [
        "# The report",
        "",
        f"{report['description']} `factcheck schema report` prints the JSON Schema. The same "
        "articles give the same bytes, whatever the order in which they are given.",
        "",
        *_tables(report["properties"]),
    ]
    for name, part in report["$defs"].items():
        lines += ["", f"## {name}", "", *_tables(part["properties"], f"{name}.", "###")]
    articles, baseline = _schema(ARTICLES), _schema(BASELINE)
    article = articles["$defs"]["article"]["properties"]
    lines += ["", "## Articles as JSON", "", articles["description"], "", *_tables(article)]
    entries = _tables(baseline["properties"], level="###")
    lines += ["", "## The baseline", "", baseline["description"], "", *entries]
    return "\n".join([*lines, ""])


def _tables(keys: Mapping[str, Schema], outer: str = "", level: str = "##") -> Iterator[str]:
    """Yield a table of keys, and one more for each of them that has keys of its own."""
    yield from _table(keys)
    for name, key in keys.items():
        if inside := key.get("items", key).get("properties"):
            about = [key["description"], ""] if "description" in key else []
            yield from ("", f"{level} {outer}{name}", "", *about, *_table(inside))


def _table(keys: Mapping[str, Schema]) -> Iterator[str]:
    """Yield a table of keys: what they mean, what they may be, and what holds without them."""
    usual = any("default" in key for key in keys.values())
    yield f"| key | meaning | values |{' without it |' if usual else ''}"
    yield f"| --- | --- | --- |{' --- |' if usual else ''}"
    for name, key in keys.items():
        cells = [f"`{name}`", _text(key.get("description", "")), _values(key)]
        if usual:
            known = "default" in key and key["default"] not in ([], {})
            cells.append(f"`{json.dumps(key['default'])}`" if known else "")
        yield f"| {' | '.join(cells)} |"


def _values(key: Schema) -> str:
    """Return in words what a value may be."""
    if "$ref" in key:
        name = key["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "const" in key:
        return f"`{json.dumps(key['const'])}`"
    if "enum" in key:
        return ", ".join(f"`{choice}`" for choice in key["enum"])
    if "oneOf" in key:
        return " or ".join(_values(choice) for choice in key["oneOf"])
    kinds = key.get("type", "any")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_of(kind, key) for kind in kinds)


def _of(kind: str, key: Schema) -> str:
    if kind == "array" and "items" in key:
        inside = _values(key["items"])
        return f"list of {inside}"
    if kind == "object" and "enum" in key.get("propertyNames", {}):
        names = ", ".join(f"`{name}`" for name in key["propertyNames"]["enum"])
        return f"table: {names} to {_values(key['additionalProperties'])}"
    words = {
        "object": "table",
        "string": "text",
        "integer": "whole number",
        "boolean": "true, false",
    }
    return words.get(kind, kind)


def _text(description: str) -> str:
    """Return a description as a cell, with its keys and paths as code."""
    text = description.replace("|", "\\|")
    return re.sub(r"docs/([\w-]+)\.md", r"[\1](\1.md)", text)


def _schema(path: str) -> Any:
    return json.loads((ROOT / path).read_text("utf-8"))
