"""Reports for the tests of the page: the labelled fixtures, a very large one, a hostile one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.model import (
    ClaimEntry,
    Cluster,
    ClusterClaim,
    Fact,
    Finding,
    Mention,
    Report,
    Signal,
    StoryEntry,
    TimelineEvent,
    Tool,
    Variant,
)
from factcheck.report.page import html
from tests.support import build

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PUBLISHED = {
    "island-courier": "2019-11-10",
    "daily-packet": "2019-11-10",
    "harbour-times": "2019-11-10",
    "coast-radio": "2019-11-11",
    "metro-gazette": "2019-11-12",
    "ledger-street": "2023-02-03",
    "city-sentinel": "2023-02-04",
    "court-report": "2023-02-03",
    "valley-tribune": "2023-02-04",
    "newsline-live": "2023-02-03",
    "techwire": "2021-03-16",
    "morning-herald": "2021-03-17",
    "bay-examiner": "2021-10-12",
}
COPIES = {"daily-packet": "island-courier"}
EVENTS = [
    ("island-courier", "Saturday evening", "2019-11-09T18:50", "ferry capsizes"),
    ("harbour-times", "6.15 p.m.", "2019-11-09T18:15", "ferry leaves harbour"),
    ("harbour-times", "1987", "1987-01-01/1987-12-31", "ferry built"),
    ("seafarer-weekly", "1978", "1978-01-01/1978-12-31", "ferry built"),
    ("seafarer-weekly", "19:20", "2019-11-09T19:20", "ferry capsizes"),
    ("metro-gazette", "18:50", "2019-11-09T18:50", "ferry capsizes"),
    ("harbour-times", "1993", "1993-01-01/1993-12-31", "the Lady Clare sinks"),
    ("metro-gazette", "since 1993", "1993-01-01/1993-12-31", "the Lady Clare sinks"),
    ("coast-radio", "Wednesday", "2019-11-13", "service for the dead"),
    ("ledger-street", "March 20", "2023-03-20", "sentence begins"),
    ("court-report", "March 20, 2023", "2023-03-20", "sentence begins"),
    ("valley-tribune", "March 27", "2023-03-27", "sentence begins"),
    ("bay-examiner", "Tuesday, Oct. 12", "2021-10-12", "date of the report"),
]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text, roughly."""
    spans, at = [], 0
    while at < len(text):
        start, end = build.sentence(text, at, at + 1)
        if end - start > 20:
            spans.append((start, end))
        at = max(end, at + 1)
        while at < len(text) and text[at].isspace():
            at += 1
    return spans


@cache
def stories(*names: str) -> Report:
    """Return a report of the fixture stories that follows their labels, made without a model."""
    report = Report(Tool("factcheck", "0.1.0", {"encoder": "none"}), (), (), (), (), (), (), ())
    for number, name in enumerate(names or ("ferry", "court", "letter")):
        part = _story(name, f"s{number}")
        report = replace(
            report,
            **{
                field: (*getattr(report, field), *getattr(part, field))
                for field in (
                    "documents",
                    "stories",
                    "clusters",
                    "findings",
                    "facts",
                    "claims",
                    "timeline",
                )
            },
        )
    return report


def _story(name: str, story: str) -> Report:
    gold = json.loads((FIXTURES / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    texts = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((FIXTURES / name).glob("*.txt"))
    }
    documents = tuple(
        build.document(
            key,
            text,
            path=f"{name}/{key}.txt",
            source=key.replace("-", " ").title(),
            published=PUBLISHED.get(key),
        )
        for key, text in texts.items()
    )

    def mention(m: dict[str, Any]) -> Mention:
        text = texts[m["doc"]]
        around = build.sentence(text, m["start"], m["end"])
        return Mention(m["doc"], m["start"], m["end"], m["text"], *around)

    def variant(value: str, places: list[dict[str, Any]]) -> Variant:
        mentions = tuple(mention(m) for m in places)
        names = {m.document for m in mentions}
        alone = {COPIES.get(n, n) for n in names}
        return Variant(mentions[0].text, value, len(names), len(alone), mentions)

    findings, facts, clusters = [], [], []
    for n, issue in enumerate(gold["issues"]):
        variants = tuple(variant(v["value"], v["mentions"]) for v in issue["values"])
        drift = issue["kind"] == "drift"
        values_given = " against ".join(
            f"“{v.value}” ({v.sources} {'source' if v.sources == 1 else 'sources'})"
            for v in variants
        )
        findings.append(
            Finding(
                build.hashlib.sha256(issue["id"].encode()).hexdigest()[:16],
                issue["type"],
                "note" if drift else "warning" if n % 4 == 3 else "error",
                0.6 + n * 0.05,
                "drift" if drift else "conflict",
                story,
                issue["fact"],
                f"The articles differ on {issue['fact']}: {values_given}.",
                variants,
                (
                    Signal("same slot", 0.91, 1.4, "the values fill one slot in both sentences"),
                    Signal("same event", 0.84, 1.1, "the sentences share names and a day"),
                    Signal("one source against many", 0.5, -0.3, "only one article says otherwise"),
                ),
            )
        )
        facts.append(
            Fact(
                f"{story}-f{n}",
                story,
                issue["type"],
                issue["fact"],
                "disputed",
                findings[-1].fingerprint,
                variants,
            )
        )
    for n, agreement in enumerate(gold["agreements"]):
        one = variant(agreement["mentions"][0]["text"], agreement["mentions"])
        label = agreement["fact"]
        facts.append(Fact(f"{story}-a{n}", story, "other", label, "agreed", None, (one,)))
        claims = tuple(
            ClusterClaim(
                m.document,
                m.context_start,
                m.context_end,
                texts[m.document][m.context_start : m.context_end],
                m.document in COPIES,
            )
            for m in one.mentions
        )
        clusters.append(
            Cluster(
                f"{story}-c{n}", story, "corroborated", one.sources, one.independent_sources, claims
            )
        )
    entries = []
    for key, text in texts.items():
        for start, end in sentences(text):
            own = [
                f.fingerprint
                for f in findings
                for v in f.variants
                for m in v.mentions
                if m.document == key and start <= m.start < end
            ]
            shared = [
                c.id
                for c in clusters
                for claim in c.claims
                if claim.document == key and claim.start < end and start < claim.end
            ]
            entries.append(
                ClaimEntry(
                    f"{key}:{start}",
                    key,
                    start,
                    end,
                    "disputed" if own else "corroborated" if shared else "single",
                    tuple(dict.fromkeys(shared)),
                    tuple(dict.fromkeys(own)),
                )
            )
    return Report(
        Tool("factcheck", "0.1.0", {}),
        documents,
        (StoryEntry(story, gold["event"], tuple(texts)),),
        tuple(clusters),
        tuple(findings),
        tuple(facts),
        tuple(entries),
        tuple(_events(story, texts, tuple(findings))),
    )


def _events(
    story: str, texts: dict[str, str], findings: tuple[Finding, ...]
) -> list[TimelineEvent]:
    events = [
        TimelineEvent(story, key, 0, 10, texts[key][:10], when, when, "published", "published")
        for key, when in PUBLISHED.items()
        if key in texts
    ]
    for key, wanted, when, label in EVENTS:
        if key not in texts:
            continue
        start = texts[key].index(wanted)
        first, _, last = when.partition("/")
        finding = next(
            (
                f.fingerprint
                for f in findings
                for v in f.variants
                for m in v.mentions
                if f.type == "date"
                and m.document == key
                and m.start < start + len(wanted)
                and start < m.end
            ),
            None,
        )
        end = start + len(wanted)
        events.append(
            TimelineEvent(
                story, key, start, end, wanted, first, last or first, label, "event", finding
            )
        )
    return events


@cache
def big(articles: int = 200, findings: int = 1000, per_story: int = 8) -> Report:
    """Return a report of many stories with many findings, as of a newsroom's archive."""
    places = ["Aldmoor", "Brenwick", "Carrow", "Dunley", "Elsthorpe", "Fenholm", "Garside"]
    texts, titles, plans = {}, {}, []
    in_stories = -(-articles // per_story)
    each = -(-findings // in_stories)
    for s in range(in_stories):
        names = [f"paper{s:02}x{d}" for d in range(min(per_story, articles - s * per_story))]
        place = places[s % len(places)]
        titles[f"The flood at {place}, part {s + 1}"] = names
        for d, name in enumerate(names):
            lines = [
                f"On street {n} of {place} {n * 3 + (d == n % per_story)} households were without "
                f"power for days, said the town's engineer number {n}, and the water stood high."
                for n in range(each)
            ]
            texts[name] = f"The flood at {place}\n\n" + "\n\n".join(lines)
        for n in range(each):
            if len(plans) == findings:
                break
            odd = names[n % len(names)]
            same = [(m, f"{n * 3} households") for m in names if m != odd]
            plans.append(
                build.finding(
                    same,
                    [(odd, f"{n * 3 + 1} households")],
                    fact=f"households without power on street {n} of {place}",
                    message=f"Street {n} of {place}: {n * 3} households against {n * 3 + 1}.",
                    severity=("error", "warning", "note")[n % 3],
                )
            )
    return build.report(texts, plans, stories=titles)


HOSTILE = [
    "<script>window.ran = 1</script>",
    "</noscript><script>window.ran = 2</script>",
    "</style><script>window.ran = 3</script>",
    "<img src=x onerror='window.ran = 4'>",
    '"><svg onload=window.ran=5>',
    "' onmouseover='window.ran = 6",
    "<a href='javascript:window.ran=7'>here</a>",
    "{{ 7 * 7 }} {% raw %} ${window.ran = 8}",
    "<!-- --><![CDATA[ ]]> &lt;b&gt; &#60;b&#62;",
    "evil \u202egnp.exe\u202c \u2066isolate\u2069 zero\u200bwidth \x07bell \x00nul \x1b[31mred",
    "lone \ud800 surrogate",
    "W" * 10_000,
    "<iframe src='http://127.0.0.1:9/'></iframe><link rel=stylesheet href='//127.0.0.1:9/x.css'>",
    "<base href='http://127.0.0.1:9/'><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<noscript><style>*{display:none}</style>",
]


def hostile(padding: int = 0) -> Report:
    """Return a report in which every string that an article or its file can give is an attack."""
    body = "\n\n".join(f"Sentence {n} is {attack} five." for n, attack in enumerate(HOSTILE))
    names = {"a": body, "b": body.replace("five", "six")}
    plans = [
        build.finding(
            [("a", "five", n)],
            [("b", "six", n)],
            fact=f"fact {n} {attack}",
            message=f"Message {n} {attack}",
            fingerprint=f"fp {n} \"'<>&{attack[:20]}",
            explanation=(Signal(attack, 0.5, 1.0, attack),),
        )
        for n, attack in enumerate(HOSTILE)
    ]
    plans += [
        build.finding([("a", "five", 0)], [("b", "six", 0)], fact=f"padding {n}")
        for n in range(padding)
    ]
    attack = " ".join(HOSTILE)
    return build.report(
        names,
        plans,
        clusters=[[("a", "Sentence 0"), ("b", "Sentence 0")]],
        agreed=[build.agreed(("a", HOSTILE[1]), ("b", HOSTILE[1]), label=attack)],
        timeline=[build.Event(("a", "Sentence 1"), "2026-01-02", label=attack)],
        stories={attack: ["a", "b"]},
        documents={
            "a": {"url": "javascript:window.ran=9", "title": attack, "source": attack},
            "b": {"url": 'https://example.org/"><script>window.ran=10</script>', "path": attack},
        },
        problems=[build.Problem(attack, attack, attack)],
    )


REPORTS: dict[str, Callable[[], Report]] = {
    "stories": stories,
    "ferry": lambda: stories("ferry"),
    "lazy": lambda: big(24, 80),
    "big": big,
    "hostile": hostile,
    "hostile and lazy": lambda: hostile(80),
    "nothing found": lambda: build.report({"a": "One.", "b": "Two."}),
    "nothing at all": lambda: build.report({"a": ""}),
}


@cache
def rendered(name: str) -> str:
    """Return the page of one of :data:`REPORTS`."""
    return html.render(REPORTS[name]())
