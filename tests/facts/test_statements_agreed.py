"""A clause is stated only where the same is done, not where its nouns stand."""

from __future__ import annotations

from factcheck.facts.statements_agreed import stated_alike
from factcheck.facts.typical import owned
from factcheck.model import Document
from factcheck.pairs.support import Support
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

CLAUSE = "Workers of the Calder mill protest the sale of its looms to the army."


def sources_of(other: str) -> int:
    documents = [
        Document(id=f"d{n}", path=f"d{n}.txt", text=text, sha256=str(n))
        for n, text in enumerate((CLAUSE, other))
    ]
    return max(
        (s.independent for s in stated_alike(Support(StoryView(analysed(documents))))), default=1
    )


def test_the_same_deed_of_others_in_other_words_states_a_clause() -> None:
    assert (
        sources_of("The workers of the Calder mill protested the sale of looms to the army.") == 2
    )


def test_another_deed_with_the_same_nouns_does_not() -> None:
    rejected = (
        "Shareholders of the Calder mill rejected a ban on the sale of its looms to the army."
    )
    assert sources_of(rejected) == 1


def test_a_subject_with_their_does_not_stand_alone() -> None:
    def begins_with_owner(text: str) -> bool:
        (analysis,) = analysed([Document(id="a", path="a.txt", text=text, sha256="")])
        (claim,) = analysis.claims
        return any(owned(claim, word) for word in claim.words)

    assert begins_with_owner("Their last album was sold in every harbour.")
    assert not begins_with_owner("The band sold its last album in every harbour.")
