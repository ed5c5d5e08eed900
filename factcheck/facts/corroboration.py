"""The clusters of a story, and what is known of each of its claims.

A claim is corroborated if one of an independent source says the same; what is only on the same
matter is related. Which claims say the same is decided in :mod:`factcheck.pairs.support`.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from factcheck.facts.clusters import ClaimCluster, cluster_claims
from factcheck.facts.findings import identifier
from factcheck.model import (
    Claim,
    ClaimEntry,
    ClaimStatus,
    ClaimValue,
    Cluster,
    ClusterClaim,
    Fact,
    Finding,
    Mention,
    Value,
    Verdict,
)
from factcheck.pairs.sayings import bears_out
from factcheck.pairs.support import Support
from factcheck.settings.finding_types import ENTITY, OTHER
from factcheck.stories.independence import independent_sources, source_of
from factcheck.stories.story import StoryView
from factcheck.values import slot_kinds
from factcheck.values.names import Names
from factcheck.values.quotes import Quotes


@dataclass(frozen=True)
class Corroboration:
    """A story with its findings, its facts, and which of its claims say the same."""

    support: Support
    story_id: str
    findings: Sequence[Finding]
    facts: Sequence[Fact]

    @property
    def view(self) -> StoryView:
        """The claims of the story."""
        return self.support.story

    @cached_property
    def _starts(self) -> dict[str, tuple[int, list[int]]]:
        """For each document the number of its first claim, and where its claims begin."""
        starts: dict[str, tuple[int, list[int]]] = {}
        for number, claim in enumerate(self.view.claims):
            starts.setdefault(claim.document, (number, []))[1].append(claim.start)
        return starts

    def _claim_at(self, mention: Mention) -> int:
        """Return the number of the claim in which a value is mentioned."""
        first, starts = self._starts[mention.document]
        return first + max(0, bisect.bisect_right(starts, mention.start) - 1)

    @cached_property
    def groups(self) -> list[ClaimCluster]:
        """The groups of claims that say the same, of related ones, and of those that agree."""
        groups = cluster_claims(self.support)
        known = [set(g.claims) for g in groups]
        for fact in self.facts:
            # Statements without a figure come from such groups; a figure may stand in none yet.
            if fact.status == "agreed" and fact.type not in (OTHER.name, ENTITY.name):
                agreeing = {self._claim_at(m) for m in fact.variants[0].mentions}
                if not any(agreeing <= claims for claims in known):
                    groups.append(ClaimCluster(tuple(sorted(agreeing))))
                    known.append(agreeing)
        return sorted(groups, key=lambda g: g.claims)

    @cached_property
    def _disputes(self) -> list[list[set[int]]]:
        """For each finding but the notes, the claims that give each of its values."""
        return [
            [{self._claim_at(m) for m in v.mentions} for v in f.variants]
            for f in self.findings
            if f.severity != "note"
        ]

    @cached_property
    def _disputed(self) -> set[int]:
        return {claim for sides in self._disputes for side in sides for claim in side}

    @cached_property
    def shown(self) -> list[ClaimCluster]:
        """The groups that a report shows: a disputed group is not shown inside another one."""
        disputed = [set(g.claims) for g in self.groups if self._verdict(g) == "disputed"]
        return [
            group
            for group in self.groups
            if self._verdict(group) != "disputed"
            or not any(set(group.claims) < larger for larger in disputed)
        ]

    def clusters(self) -> list[Cluster]:
        """Return the clusters of the story, in the order of their first claims."""
        clusters = []
        for group in self.shown:
            places = [(self.view.claim_document[c], c) for c in group.claims]
            clusters.append(
                Cluster(
                    id=self._cluster_id(group),
                    story=self.story_id,
                    verdict=self._verdict(group),
                    sources=len({source_of(self.view, d) for d, _ in places}),
                    independent_sources=independent_sources(self.view, places),
                    claims=tuple(self._cluster_claim(c, set(group.claims)) for c in group.claims),
                )
            )
        return clusters

    def _cluster_id(self, group: ClaimCluster) -> str:
        claims = (self.view.claims[c] for c in group.claims)
        return identifier("cluster", *((claim.document, claim.start) for claim in claims))

    def _cluster_ids(self, groups: Sequence[ClaimCluster]) -> tuple[str, ...]:
        """Return the ids of groups, those of claims that say the same first."""
        same = sorted({self._cluster_id(g) for g in groups if g.same})
        related = sorted({self._cluster_id(g) for g in groups if not g.same})
        return (*same, *related)

    def _verdict(self, group: ClaimCluster) -> Verdict:
        if group.same:
            if not self._disputed.isdisjoint(group.claims):
                return "disputed"
            places = ((self.view.claim_document[c], c) for c in group.claims)
            return "corroborated" if independent_sources(self.view, places) > 1 else "related"
        for sides in self._disputes:
            if sum(not side.isdisjoint(group.claims) for side in sides) > 1:
                return "disputed"
        return "related"

    def _cluster_claim(self, number: int, cluster: set[int]) -> ClusterClaim:
        claim, copies = self.view.claims[number], self.view.copies
        text = self._text(number)[claim.start : claim.end]
        is_copy = any(other < number and copies[other] == copies[number] for other in cluster)
        return ClusterClaim(claim.document, claim.start, claim.end, text, is_copy)

    def _text(self, number: int) -> str:
        return self.view.analyses[self.view.claim_document[number]].document.text

    def claims(self) -> tuple[ClaimEntry, ...]:
        """Return what is known of each claim, in the order of the claims."""
        same, own = _by_claim(g for g in self.groups if g.same), _by_claim(self.shown)
        told: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for finding in self.findings:
            for mention in (m for v in finding.variants for m in v.mentions):
                told[mention.document].append((mention.start, mention.end, finding.fingerprint))
        entries = []
        for number, claim in enumerate(self.view.claims):
            found = sorted(
                {f for s, e, f in told[claim.document] if s < claim.end and claim.start < e}
            )
            others = {other for group in same[number] for other in group.claims}
            witnesses = list(self.support.corroborated(number, sorted(others)))
            status: ClaimStatus = "single"
            if found:
                status = "disputed"
            elif own[number]:
                status = "corroborated" if witnesses else "related"
            entries.append(
                ClaimEntry(
                    identifier("claim", claim.document, claim.start),
                    claim.document,
                    claim.start,
                    claim.end,
                    status,
                    self._cluster_ids(own[number]),
                    tuple(found),
                    tuple(self._values(claim, number, witnesses)) if own[number] else (),
                )
            )
        return tuple(entries)

    @cached_property
    def _agreed(self) -> set[tuple[str, int]]:
        """The places of the values on which sources agree."""
        return {
            (m.document, m.start)
            for f in self.facts
            if f.status == "agreed"
            for m in f.variants[0].mentions
        }

    def _values(self, claim: Claim, number: int, witnesses: Sequence[int]) -> Iterator[ClaimValue]:
        """Yield the values of a claim, words of a name as one, and whether they are borne out."""
        text = self._text(number)
        last: ClaimValue | None = None
        for value in claim.values:
            if not _is_shown(value):
                continue
            borne_out = (claim.document, value.start) in self._agreed or any(
                bears_out(self.support.sayings.side(w), value) for w in witnesses
            )
            current = ClaimValue(value.kind, value.start, value.end, value.text, borne_out)
            if last is not None and _goes_on(last, current, text):
                joined = text[last.start : current.end]
                both = last.borne_out and current.borne_out
                last = replace(last, end=current.end, text=joined, borne_out=both)
                continue
            if last is not None:
                yield last
            last = current
        if last is not None:
            yield last


def _by_claim(groups: Iterable[ClaimCluster]) -> dict[int, list[ClaimCluster]]:
    """Return the groups of each claim, by its number."""
    groups_of: dict[int, list[ClaimCluster]] = defaultdict(list)
    for group in groups:
        for number in group.claims:
            groups_of[number].append(group)
    return groups_of


def _goes_on(last: ClaimValue, current: ClaimValue, text: str) -> bool:
    """Return True if a value is the next word of the name before it."""
    between = text[last.end : current.start]
    return last.kind == current.kind == Names.name and between in (" ", "-")


def _is_shown(value: Value) -> bool:
    return value.kind in (Names.name, Quotes.name) or value.kind in slot_kinds()
