"""What a judge is asked about: few pairs of claims of a story, the most promising first.

First come the findings that the built-in judge leaves open: contradictions that are no errors and
have no visible reason. Then come claims of two articles that are each other's best match, where
the comparison found nothing to compare: no two values are rivals, and each says what the other
does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from factcheck.facts.findings import NOTE, WARNING
from factcheck.facts.result import rank
from factcheck.judges.addressed import is_addressed, speaks_to_machine
from factcheck.judges.question import Question, Side
from factcheck.model import Finding, Mention
from factcheck.pairs.comparison import StoryComparison
from factcheck.settings.finding_types import NAME, QUOTE
from factcheck.stories.independence import source_of
from factcheck.stories.story import StoryView

# Claims that are less alike tell of two things.
LEAST_ALIKE = 0.55
# Sentences before and after a claim that are shown with it.
AROUND = 2
# A claim of fewer or more characters is not asked about.
SHORTEST, LONGEST = 20, 700
# The tags of verbs of which a sentence has one; without any it is a headline or a fragment.
_FINITE = ("VBD", "VBZ", "VBP", "MD")
# How a name is spelt and what was said to the letter take no inference.
_BY_LETTER = frozenset((NAME.name, QUOTE.name))


def questions(
    comparison: StoryComparison, findings: Sequence[Finding], budget: int
) -> list[Question]:
    """Return at most ``budget`` questions on a story, the most promising first."""
    chooser = _Chooser(comparison.story)
    both = (*chooser.open_findings(findings), *chooser.nearest_claims(comparison, findings))
    return list(islice(both, budget))


class _Chooser:
    """A story whose sentences have been looked at for what speaks to a machine."""

    def __init__(self, story: StoryView) -> None:
        self.story = story
        self._texts = [a.document.text for a in story.analyses]
        self._addressed: dict[int, bool] = {}
        self._first: dict[str, int] = {}
        for number, claim in enumerate(story.claims):
            self._first.setdefault(claim.document, number)

    def open_findings(self, findings: Sequence[Finding]) -> Iterator[Question]:
        """Yield a question on each finding that the built-in judge leaves open."""
        for finding in sorted(filter(is_open, findings), key=rank):
            pairs = [
                pair
                for pair in product(*(v.mentions for v in finding.variants[:2]))
                if pair[0].document != pair[1].document
            ]
            numbered = [
                (a, b, m, n)
                for a, b in pairs
                if (m := self._claim_at(a)) is not None and (n := self._claim_at(b)) is not None
            ]
            # The two places that are most alike are most likely of one event.
            numbered.sort(key=lambda p: (-self.story.cosines.of(p[2], p[3]), p[2], p[3]))
            for a, b, m, n in numbered:
                if self._may_be_shown(m) and self._may_be_shown(n):
                    yield Question(
                        self._marked(m, a), self._marked(n, b), finding.fingerprint,
                        finding.type, finding.relation if finding.relation == "drift" else
                        "conflict", finding.confidence,
                    )  # fmt: skip
                    break

    def nearest_claims(
        self, comparison: StoryComparison, findings: Sequence[Finding]
    ) -> Iterator[Question]:
        """Yield a question on claims that match best and hold nothing that can be compared."""
        story = self.story
        taken = {
            (min(m, n), max(m, n))
            for finding in findings
            for a, b in product(*(v.mentions for v in finding.variants[:2]))
            if (m := self._claim_at(a)) is not None and (n := self._claim_at(b)) is not None
        }
        taken |= {
            (min(p.a.claim, p.b.claim), max(p.a.claim, p.b.claim)) for p in comparison.slot_pairs
        }
        twins = sorted(
            set(story.cosines.twins(LEAST_ALIKE)) - taken,
            key=lambda pair: (-story.cosines.of(*pair), pair),
        )
        for m, n in twins:
            documents = story.claim_document[m], story.claim_document[n]
            if (
                source_of(story, documents[0]) != source_of(story, documents[1])
                and story.copies[m] != story.copies[n]
                and self._may_be_shown(m)
                and self._may_be_shown(n)
                and self._each_says_more(m, n)
            ):
                yield Question(self._side(m), self._side(n))

    def _each_says_more(self, m: int, n: int) -> bool:
        """Return True if each claim has a word that the other lacks, or only one of them denies.

        Whatever one claim merely adds does not contradict the other.
        """
        a, b = self.story.claims[m], self.story.claims[n]
        apart = set(a.content) - set(b.content), set(b.content) - set(a.content)
        return all(apart) or a.negated != b.negated

    def _claim_at(self, mention: Mention) -> int | None:
        """Return the number of the claim that contains a mention as a whole, None without one."""
        first = self._first.get(mention.document)
        if first is None:
            return None
        document = self.story.claim_document[first]
        own = self.story.analyses[document].claims
        number = bisect_right(own, mention.start, key=lambda claim: claim.start) - 1
        inside = number >= 0 and mention.end <= own[number].end
        return first + number if inside else None

    def _may_be_shown(self, number: int) -> bool:
        claim = self.story.claims[number]
        return (
            SHORTEST <= claim.end - claim.start <= LONGEST
            and any(word.tag in _FINITE for word in claim.words)
            and not self._is_addressed(number)
        )

    def _is_addressed(self, number: int) -> bool:
        if number not in self._addressed:
            text = self._texts[self.story.claim_document[number]]
            self._addressed[number] = is_addressed(self.story.claims[number], text)
        return self._addressed[number]

    def _side(self, number: int) -> Side:
        """Return a claim with what stands around it, less what speaks to the reader."""
        claim, document = self.story.claims[number], self.story.claim_document[number]
        article = self.story.analyses[document].document
        title = article.title or ""
        return Side(
            document,
            number,
            claim.start,
            self._text(number),
            before=self._told(number, -1),
            after=self._told(number, 1),
            title="" if speaks_to_machine(title) else " ".join(title.split()),
            published=article.published or "",
        )

    def _marked(self, number: int, mention: Mention) -> Side:
        begin = self.story.claims[number].start
        return replace(self._side(number), marked=(mention.start - begin, mention.end - begin))

    def _told(self, number: int, step: int) -> str:
        """Return the nearest sentences of the document before (-1) or after (1) a claim."""
        document = self.story.claim_document
        told: list[str] = []
        near = number + step
        while len(told) < AROUND and 0 <= near < len(document):
            if document[near] != document[number]:
                break
            if not self._is_addressed(near):
                told.append(" ".join(self._text(near).split()))
            near += step
        return " ".join(told[::step])

    def _text(self, number: int) -> str:
        claim = self.story.claims[number]
        return self._texts[self.story.claim_document[number]][claim.start : claim.end]


def is_open(finding: Finding) -> bool:
    """Return True if the built-in judge has left a finding open.

    It is a contradiction that is no error; a note that is likelier than a note needs to be has a
    visible reason, and drift is one.
    """
    if finding.relation != "conflict" or finding.type in _BY_LETTER:
        return False
    if finding.severity == "note":
        return NOTE <= finding.confidence < WARNING
    return finding.severity == "warning"
