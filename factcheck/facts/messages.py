"""The message of a finding: one plain sentence with everything that differs in sight."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.facts.fact import CandidateFact, FactVariant
from factcheck.facts.labels import Label
from factcheck.facts.passages import difference, differing
from factcheck.facts.spans import extents
from factcheck.facts.told import around_statement
from factcheck.facts.typical import LONG, asked_by, typical_of
from factcheck.model import Variant
from factcheck.settings.finding_types import finding_types
from factcheck.stories.story import StoryView
from factcheck.values.base import shortened
from factcheck.values.names import fold

# Words on either side of the first one that differs in a long quotation.
AROUND = 6
# A value of more characters is shortened.
LONGEST_VALUE = 100
# A name of a fact that begins with one of these is a question.
_ASKING = frozenset(("whether", "who", "where", "what", "which", "when", "why", "how", "in"))


def message_of(
    fact: CandidateFact, variants: Sequence[Variant], label: Label, story: StoryView
) -> str:
    """Return one plain sentence for a sub-editor."""
    values = _told_apart([shortened(v, LONGEST_VALUE) for v in shown(fact, story)], fact)
    if fact.settled:
        return _against_vocabulary(fact, variants)
    first, *others = (
        f"“{value}” ({_sources(v)})" for value, v in zip(values, variants, strict=True)
    )
    why = fact.reason
    if fact.kind == "quote":
        why = difference(*(" ".join(v.shown.split()) for v in fact.variants[:2]))
    reason = f": {why}" if why else ""
    named = f"“{label.text}”" if label.text == label.template else _with_article(label.text)
    return finding_types()[fact.type].message(named, first, _listed(others), reason)


def _against_vocabulary(fact: CandidateFact, variants: Sequence[Variant]) -> str:
    """Return the message on a name whose right spelling the configuration has."""
    wrong = [f"“{v.value}” ({_sources(v)})" for v in variants if v.normalized != fold(fact.settled)]
    return f"The vocabulary has the name “{fact.settled}”, but articles write {_listed(wrong)}."


def shown(fact: CandidateFact, story: StoryView) -> list[str]:
    """Return each value of a fact as its message shows it, in the order of the variants."""
    if fact.kind == "quote":
        return _quotations([" ".join(v.shown.split()) for v in fact.variants])
    if fact.kind == "polarity":
        return [_statement(v, story) for v in fact.variants]
    if fact.kind not in ("slot", "identifier"):
        return [v.shown for v in fact.variants]
    groups = [extents(story, v.spots) for v in fact.variants]
    asked = asked_by(groups)
    return [
        typical_of([asked.shown(e) for e in group]) if group else variant.shown
        for variant, group in zip(fact.variants, groups, strict=True)
    ]


def _statement(variant: FactVariant, story: StoryView) -> str:
    clauses = (around_statement(story, spot, LONG) for spot in variant.spots)
    return next((c for c in clauses if c), variant.shown)


def _quotations(texts: Sequence[str]) -> list[str]:
    """Return quotations cut around the first word in which they differ, if they are long."""
    first, *others = texts
    if max(map(len, texts)) <= LONGEST_VALUE // 2:
        return list(texts)
    return [differing(first, others[0], AROUND), *(differing(o, first, AROUND) for o in others)]


def _told_apart(values: list[str], fact: CandidateFact) -> list[str]:
    """Return the values with their normalised forms where two of them look alike."""
    alike = {v for v in values if values.count(v) > 1}
    return [
        f"{value} = {variant.normalized}" if value in alike else value
        for value, variant in zip(values, fact.variants, strict=True)
    ]


def _with_article(name: str) -> str:
    """Return "the role of Ana Ruiz" for "role of Ana Ruiz", and a question as it is."""
    asks = name.split(" ", 1)[0] in _ASKING
    return name if asks else f"the {name}"


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _sources(variant: Variant) -> str:
    n = variant.sources
    return f"{n} source" if n == 1 else f"{n} sources"
