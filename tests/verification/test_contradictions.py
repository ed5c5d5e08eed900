"""What stands against a sentence of a draft, and what no longer does once somebody has seen it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.model import Finding
from factcheck.stories.story import StoryView
from factcheck.verification.contradictions import contradicts, rivals_of
from factcheck.verification.evidence import Evidence
from tests.support import build
from tests.support.analysed import analysed

TEXTS = {
    "draft": "The Halcyon had left Port Garrick with 18 lorries on her car deck.",
    "post": "The Halcyon had left Port Garrick with 13 lorries on her car deck.",
    "echo": "The Halcyon had left Port Garrick with 13 lorries on her car deck. Later, 25 came.",
}


@pytest.fixture
def evidence() -> Evidence:
    return Evidence(StoryView(analysed([build.document(n, t) for n, t in TEXTS.items()])))


def rivals(evidence: Evidence, *decided: Finding) -> list[str]:
    found = rivals_of(0, evidence.missing(0), evidence, decided)
    return [r.other.partition(" ")[0] for r in found]


def decided(*places: build.Place) -> Finding:
    (made,) = build.report(TEXTS, [build.finding(*([p] for p in places))]).findings
    return replace(made, status="accepted")


def test_a_rival_that_somebody_has_accepted_is_none(evidence: Evidence) -> None:
    assert rivals(evidence) == ["13"]
    assert rivals(evidence, decided(("draft", "18"), ("post", "13"))) == []


def test_what_was_decided_of_other_values_accepts_no_rival(evidence: Evidence) -> None:
    assert rivals(evidence, decided(("draft", "18"), ("echo", "25"))) == ["13"]
    assert rivals(evidence, decided(("post", "13"), ("echo", "25"))) == ["13"]


@pytest.mark.parametrize(("confidence", "against"), [(0.8, True), (0.4, False)])
@pytest.mark.parametrize("severity", ["warning", "note"])
def test_a_finding_that_is_likelier_none_contradicts_nothing(
    evidence: Evidence, confidence: float, against: bool, severity: str
) -> None:
    draft = evidence.story.analyses[0].document
    finding = decided(("draft", "18"), ("post", "13"))
    known = replace(finding, confidence=confidence, severity=severity, relation="conflict")
    assert contradicts(known, draft, 0, evidence) is against


# The slips stand in sentences that are like none of the evidence.
KNOWN = (
    "Divers who were trained in Lorrenthal reached the wreck at noon.",
    "The mayor of Lorrenthal closed the harbour. Ilse Korvald, the pilot, was asked about tides.",
)
AGAIN = "The tug was built in Lorrenthal. Ilse Korvald had warned of fog. Martin Hesse steered."


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("Her mother still keeps a bakery in Lorrrenthal.", ["Lorrenthal"]),  # a letter twice
        ("Her mother still keeps a bakery in Lorrenthla.", ["Lorrenthal"]),  # two changed places
        ("The prize for gardens went to Ilse Korvld in May.", ["Korvald"]),  # one is missing
        ("Her mother still keeps a bakery in Lorranthal.", []),  # another letter: another town
        ("The prize for gardens went to Jonas Korvld in May.", []),  # another first name
        ("Her mother still keeps a bakery in Lorrenthal.", []),
        ("The prize for gardens went to Marten Hesse in May.", []),
    ],
)
def test_a_plain_slip_in_a_well_known_name_is_found_wherever_it_stands(
    draft: str, right: list[str]
) -> None:
    texts = {"draft": draft, "post": " ".join(KNOWN), "echo": AGAIN}
    story = StoryView(analysed([build.document(n, t) for n, t in texts.items()]))
    found = rivals_of(0, Evidence(story).missing(0), Evidence(story))
    assert [r.other for r in found if r.kind == "name"] == right


def test_one_article_alone_makes_no_name_well_known() -> None:
    texts = {"draft": "Her mother keeps a bakery in Lorrrenthal.", "post": " ".join(KNOWN)}
    story = StoryView(analysed([build.document(n, t) for n, t in texts.items()]))
    assert not list(rivals_of(0, Evidence(story).missing(0), Evidence(story)))
