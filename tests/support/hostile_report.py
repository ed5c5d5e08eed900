"""A report whose articles look like markup, commands and terminal escapes."""

from __future__ import annotations

from factcheck.model import Problem, Report
from tests.support import build

# Each is harmless as text and dangerous in an output that does not escape it.
ATTACKS = (
    "::error file=x,line=1::owned",
    "%0A::set-output name=x::y",
    "##[command]owned",
    "\x1b[2J\x1b]0;owned\x07",
    "<script>alert(1)</script>",
    "]]>&amp;&lt;<![CDATA[",
    "[link](https://evil.example) ![i](https://evil.example/i.png)",
    "| cell | `code` **bold** _it_ ~~gone~~ $x$",
    "@octocat #1 GH-2 :tada: www.evil.example https://evil.example",
    "{0} {{1}} {a}",
    "\u202eoverridden\u2066",
    "\x00\x01\x08\ufffe\uffff",
    "a,b:c;d=e%f\r\ng",
    "\\[not a link\\](1)",
    "\U0001f600 e\u0301 \u00a0",
)


def report() -> Report:
    """Return a report with every attack in texts, values, facts, messages, paths and titles."""
    texts = {"one": "", "two": ""}
    findings = []
    for number, attack in enumerate(ATTACKS):
        texts["one"] += f"Start {attack} end A{number}.\n"
        texts["two"] += f"Start {attack} end B{number}.\n"
        findings.append(
            build.finding(
                [("one", f"{attack} end A{number}")],
                [("two", f"{attack} end B{number}")],
                type="quote",
                fact=f"fact {number} {attack}",
                message=f"They differ: {attack}",
                reason=attack,
                status="accepted" if number % 5 == 4 else "new",
                severity=("error", "warning", "note")[number % 3],
            )
        )
    documents = {
        "one": {"path": "articles/a,b:c %41[1](x)|é #1.txt", "source": "@one <b>"},
        "two": {"source": None, "path": "articles/::two.txt"},
    }
    problems = [Problem(f"x{attack}.txt", f"is {attack}", attack) for attack in ATTACKS]
    return build.report(
        texts,
        findings,
        [build.agreed(("one", "Start"), ("two", "Start"), label="[agreed](x) <b>")],
        stories={"<b>story</b> ::error:: \x1b[1m": ["one", "two"]},
        documents=documents,
        problems=problems,
    )
