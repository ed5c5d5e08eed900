"""What a report says of claims: corroborated, disputed, related or found in one place only."""

from __future__ import annotations

import hashlib

from factcheck.facts.compare import StoryResult, compare_story
from factcheck.model import ClaimEntry, Document
from tests.support.analysed import analysed

RECOVERED = "Divers recovered the anchor of the schooner Perpetua off Brannock on Tuesday."
PASSIVE = "The anchor of the schooner Perpetua was recovered off Brannock by divers on Tuesday."


def compared(*texts: str) -> StoryResult:
    documents = [
        Document(f"d{n}", f"d{n}.txt", text, hashlib.sha256(text.encode()).hexdigest())
        for n, text in enumerate(texts)
    ]
    return compare_story(analysed(documents))


def entry(result: StoryResult, document: str, number: int = 0) -> ClaimEntry:
    return [c for c in result.claims if c.document == document][number]


def test_a_claim_is_corroborated_by_another_source_that_says_the_same() -> None:
    result = compared(RECOVERED, PASSIVE)
    (cluster,) = result.clusters
    assert (cluster.verdict, cluster.independent_sources) == ("corroborated", 2)
    assert {entry(result, d).status for d in ("d0", "d1")} == {"corroborated"}


def test_what_is_on_the_same_matter_is_related() -> None:
    result = compared(RECOVERED, "The anchor of the schooner Perpetua is three metres long.")
    assert [k.verdict for k in result.clusters] == ["related"]
    assert {c.status for c in result.claims} == {"related"}
    assert not any(v.borne_out for c in result.claims for v in c.values)


def test_what_only_one_article_writes_of_is_single() -> None:
    result = compared(RECOVERED, f"{PASSIVE} The fair in Oslo had forty stalls.")
    assert [c.status for c in result.claims] == ["corroborated", "corroborated", "single"]
    assert entry(result, "d1", 1).values == ()


def test_a_copy_is_no_corroboration() -> None:
    result = compared(RECOVERED, RECOVERED)
    (cluster,) = result.clusters
    assert (cluster.verdict, cluster.independent_sources) == ("related", 1)
    assert {c.status for c in result.claims} == {"related"}


def test_values_that_no_other_source_gives_are_not_borne_out() -> None:
    longer = (
        "Divers recovered the anchor of the schooner Perpetua off Brannock on Tuesday, "
        "with two cranes and 31 helpers."
    )
    result = compared(longer, PASSIVE)
    claim = entry(result, "d0")
    assert claim.status == "corroborated"
    found = {v.text: v.borne_out for v in claim.values}
    assert found["Perpetua"] and found["Tuesday"]
    assert not found["31"]
    for value in claim.values:
        assert longer[value.start : value.end] == value.text
    assert all(v.borne_out for v in entry(result, "d1").values)


def test_each_two_claims_of_a_cluster_say_the_same() -> None:
    # Each is a little like the next, the first and the last are of two things.
    chain = (
        "Divers recovered the anchor of the schooner Perpetua.",
        "Divers recovered the anchor and the bell of the schooner Perpetua, which sank in a storm.",
        "The bell of the schooner Perpetua, which sank in a storm, hangs in the town hall.",
        "The bell in the town hall of Brannock is rung on Sundays.",
    )
    result = compared(*chain)
    for cluster in result.clusters:
        if cluster.verdict == "corroborated":
            assert not {"d0", "d3"} <= {c.document for c in cluster.claims}


def test_sources_that_differ_on_a_value_are_disputed_and_not_corroborated() -> None:
    lead = "The mill in Brannock employed {} people when it closed in March, the council said."
    result = compared(lead.format(340), lead.format(290))
    assert result.findings
    assert {k.verdict for k in result.clusters} == {"disputed"}
    assert {c.status for c in result.claims} == {"disputed"}
    assert not any(v.borne_out for c in result.claims for v in c.values if v.kind == "number")


def test_a_disputed_cluster_is_shown_once() -> None:
    lead = "The mill in Brannock employed {} people when it closed in March, {}."
    result = compared(
        lead.format(340, "the council said"),
        lead.format(340, "according to the council"),
        lead.format(290, "the council said"),
    )
    assert [f.type for f in result.findings] == ["number"]
    disputed = [{c.document for c in k.claims} for k in result.clusters if k.verdict == "disputed"]
    assert disputed == [{"d0", "d1", "d2"}]
