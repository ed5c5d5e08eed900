"""Pairs -> facts: one slot of the story with its rival values, each with all its mentions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from factcheck import judge
from factcheck.kinds.quotes import words_of
from factcheck.link.candidates import spot
from factcheck.link.groups import Groups
from factcheck.link.publication import dated_apart
from factcheck.link.slots import SLOT_KINDS, Pair, judged_as, slot_pairs
from factcheck.link.spelling import spelling_pairs
from factcheck.link.statements import attribution_rivals, namesake_rivals, polarity_rivals
from factcheck.link.utterances import changes
from factcheck.link.view import NO_CLAIM, Located, Spot, StoryView
from factcheck.model import FindingType, Relation

# Candidates less likely than this are dropped; what is reported, and how loudly, is decided later.
LEAST = 0.25
# A value joins a fact when its slot fits those of the values in it this well on average.
JOIN = 0.35


@dataclass(frozen=True, slots=True)
class FactVariant:
    """One value of a fact: how it is shown, its normalised form, and where it stands."""

    shown: str
    normalized: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class CandidateFact:
    """A fact with rival values, how likely it is a discrepancy, and why.

    ``lead`` is the value that describes the slot best; the label is made from it where the fact
    has no ``label`` of its own. ``heads`` are the things its mentions count.
    """

    type: FindingType
    kind: str
    relation: Relation
    reason: str
    confidence: float
    signals: Mapping[str, float]
    variants: tuple[FactVariant, ...]
    lead: Located | None = None
    label: str = ""
    evidence: Mapping[str, float] = field(default_factory=dict)
    heads: tuple[str, ...] = ()


def candidate_facts(story: StoryView) -> list[CandidateFact]:
    """Return all facts of the story on which values differ, likely or not so likely."""
    facts = [
        *name_facts(story),
        *quote_facts(story),
        *slot_facts(story),
        *stated_facts(story),
        *publication_facts(story),
    ]
    return [_weighed(fact) for fact in facts]


def fact_kind(kind: str) -> str:
    """Return the kind by which whole facts are judged: all values in slots alike."""
    return "slot" if kind in SLOT_KINDS else kind


def _weighed(fact: CandidateFact) -> CandidateFact:
    """Return the fact with its confidence corrected for what all its mentions tell together.

    The likeliest of many pairs looks likelier than it is, and a document that gives several of
    the rival values hardly contradicts itself.
    """
    given: dict[int, set[str]] = defaultdict(set)
    for variant in fact.variants:
        for place in variant.spots:
            given[place.document].add(variant.normalized)
    documents = len(given)
    first = {s.document for s in fact.variants[0].spots}
    others = set(given) - first
    chance = min(0.99, max(0.01, fact.confidence))
    evidence = {
        "pair": math.log(chance / (1 - chance)),
        "documents": min(1.0, (documents - 2) / 6),
        "many_values": sum(len(v) > 1 for v in given.values()) / documents,
        "variants": min(1.0, (len(fact.variants) - 2) / 4),
        "lone_outlier": float(len(others) == 1 and len(first) >= 3),
        "drift": float(fact.relation == "drift"),
    }
    confidence = judge.fact_probability(fact_kind(fact.kind), evidence)
    return replace(
        fact,
        evidence=evidence,
        confidence=fact.confidence if confidence is None else confidence,
    )


def _variant(mentions: Iterable[Located]) -> FactVariant:
    held = sorted(mentions, key=lambda m: m.number)
    written: dict[str, int] = defaultdict(int)
    for mention in held:
        written[mention.value.text] += 1
    shown = min(written, key=lambda t: (-written[t], t.isupper(), t))
    return FactVariant(shown, held[0].value.normalized, tuple(spot(m) for m in held))


def _ordered(variants: Iterable[FactVariant]) -> tuple[FactVariant, ...]:
    """Return the variants, the one that most documents give first."""
    return tuple(
        sorted(
            variants,
            key=lambda v: (-len({s.document for s in v.spots}), -len(v.spots), v.normalized),
        )
    )


def name_facts(story: StoryView) -> list[CandidateFact]:
    """Return the names that are spelled in two or more ways."""
    likely = []
    for pair in spelling_pairs(story):
        confidence = judge.probability("name", pair.signals)
        if confidence >= LEAST:
            likely.append((confidence, pair))
    likely.sort(key=lambda c: (-c[0], c[1].rare.form, c[1].common.form))
    groups = Groups()
    forms = {s.form: s for _, p in likely for s in (p.rare, p.common)}
    number = {form: n for n, form in enumerate(sorted(forms))}
    for _, pair in likely:
        groups.join(number[pair.rare.form], number[pair.common.form])
    members: dict[int, list[str]] = defaultdict(list)
    for form in sorted(forms):
        members[groups.find(number[form])].append(form)
    facts = []
    for group in members.values():
        confidence, best = next(c for c in likely if c[1].rare.form in group)
        facts.append(
            CandidateFact(
                "name",
                "name",
                "conflict",
                "the spellings differ",
                confidence,
                best.signals,
                _ordered(_variant(forms[f].mentions) for f in group),
                best.common.mentions[0],
            )
        )
    return facts


def quote_facts(story: StoryView) -> list[CandidateFact]:
    """Return the utterances that are quoted in different words."""
    found = [(judge.probability("quote", c.signals), c) for c in changes(story)]
    found = [f for f in found if f[0] >= LEAST]
    groups = Groups()
    spans: list[tuple[int, int, int, int]] = []
    for number, (_, change) in enumerate(found):
        for located, (start, end) in ((change.first, change.a), (change.second, change.b)):
            for other, document, other_start, other_end in spans:
                if document == located.document and start < other_end and other_start < end:
                    groups.join(other, number)
            spans.append((number, located.document, start, end))
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(found)):
        members[groups.find(number)].append(number)
    facts = []
    for group in members.values():
        best = max(group, key=lambda n: (found[n][0], -n))
        confidence, change = found[best]
        places: dict[tuple[str, ...], dict[Spot, None]] = defaultdict(dict)
        for number in group:
            told = found[number][1]
            for located, (start, end) in ((told.first, told.a), (told.second, told.b)):
                text = story.analyses[located.document].document.text[start:end]
                words = tuple(_words(text))
                places[words][Spot(located.document, located.claim, start, end)] = None
        places = _without_cuts(places)
        variants = [
            FactVariant(
                story.analyses[next(iter(spots)).document].document.text[
                    next(iter(spots)).start : next(iter(spots)).end
                ],
                " ".join(words),
                tuple(sorted(spots, key=lambda s: (s.document, s.start))),
            )
            for words, spots in places.items()
        ]
        if len(variants) > 1:
            facts.append(
                CandidateFact(
                    "quote",
                    "quote",
                    "drift" if change.signals["function_words"] else "conflict",
                    _said(change.removed, change.added),
                    confidence,
                    change.signals,
                    _ordered(variants),
                    change.first,
                )
            )
    return facts


def _without_cuts(
    places: Mapping[tuple[str, ...], Mapping[Spot, None]],
) -> dict[tuple[str, ...], dict[Spot, None]]:
    """Return the wordings with each that is cut from one other put to that one.

    A wording that may be cut from several says for none of them and is left out.
    """
    whole: dict[tuple[str, ...], dict[Spot, None]] = {}
    for words, spots in sorted(places.items(), key=lambda p: (-len(p[0]), p[0])):
        spoken = tuple(w for w in words if w[0].isalnum())
        longer = [w for w in whole if _is_part(spoken, w)]
        if not longer:
            whole[words] = dict(spots)
        elif len(longer) == 1:
            whole[longer[0]].update(spots)
    return whole


def _is_part(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    size = len(words)
    return any(longer[n : n + size] == words for n in range(len(longer) - size + 1))


def _words(text: str) -> list[str]:
    return [w.form for w in words_of(text, 0, len(text))]


def _said(removed: tuple[str, ...], added: tuple[str, ...]) -> str:
    if removed and added:
        return f'one has "{" ".join(removed)}", the other "{" ".join(added)}"'
    return f'"{" ".join(removed or added)}" stands in one and not in the other'


def slot_facts(story: StoryView) -> list[CandidateFact]:
    """Return the slots of the story for which numbers, dates and the like differ."""
    links: dict[int, dict[int, float]] = defaultdict(dict)
    rivals: list[tuple[float, Pair]] = []
    for pair in slot_pairs(story):
        confidence = judge.probability(judged_as(pair), pair.signals)
        links[pair.a.number][pair.b.number] = links[pair.b.number][pair.a.number] = confidence
        if confidence >= LEAST and pair.comparison.relation in ("conflict", "drift"):
            rivals.append((confidence, pair))
    rivals.sort(key=lambda c: (-c[0], c[1].a.number, c[1].b.number))
    taken: set[int] = set()
    facts: list[CandidateFact] = []
    for confidence, best in rivals:
        if best.a.number in taken or best.b.number in taken:
            continue
        members = _grown([best.a.number, best.b.number], links, taken)
        taken.update(members)
        by_value: dict[str, list[Located]] = defaultdict(list)
        for member in sorted(members):
            value = story.values[member]
            by_value[value.value.normalized].append(value)
        kind = best.a.value.kind
        facts.append(
            CandidateFact(
                "date" if kind == "date" else "number",
                judged_as(best),
                best.comparison.relation,
                best.comparison.reason,
                confidence,
                best.signals,
                _ordered(_variant(v) for v in by_value.values()),
                best.a,
                heads=tuple(story.values[m].value.slot.head for m in sorted(members)),
            )
        )
    return facts


def _grown(seed: list[int], links: Mapping[int, Mapping[int, float]], taken: set[int]) -> list[int]:
    """Return ``seed`` with every value whose mean link to all members so far is strong enough."""
    members = list(seed)
    waiting = {n for m in seed for n in links[m]} - taken - set(seed)
    while waiting:
        strength, best = max(
            (sum(links[c].get(m, 0.0) for m in members) / len(members), -c) for c in waiting
        )
        if strength < JOIN:
            break
        members.append(-best)
        waiting = (waiting | set(links[-best])) - taken - set(members)
    return members


def stated_facts(story: StoryView) -> list[CandidateFact]:
    """Return the statements that differ in polarity or speaker, and people in mistaken names."""
    types: dict[str, tuple[FindingType, str, str]] = {
        "polarity": ("polarity", "one denies what the other states", "whether it happened"),
        "attribution": ("attribution", "the speakers differ", "who said it"),
        "namesake": ("entity", "the same initials, another surname", "surname after the initials"),
    }
    found_facts: list[CandidateFact] = []
    found = (polarity_rivals(story), attribution_rivals(story), namesake_rivals(story))
    for rival in (r for rivals in found for r in rivals):
        kind, reason, label = types[rival.kind]
        shown = [" ".join(s.split()) for s in rival.shown]
        forms = rival.forms or tuple(s.casefold() for s in shown)
        variants = _ordered(
            FactVariant(s, form, spots)
            for s, form, spots in zip(shown, forms, (rival.first, rival.second), strict=True)
        )
        fact = CandidateFact(
            kind, rival.kind, "conflict", reason,
            judge.probability(rival.kind, rival.signals), rival.signals, variants, label=label,
        )  # fmt: skip
        found_facts.append(fact)
    return _merged(found_facts)


def _merged(facts: list[CandidateFact]) -> list[CandidateFact]:
    """Return the facts with those united that share a place: one fact, one finding."""
    groups = Groups()
    seen: dict[Spot, int] = {}
    for number, fact in enumerate(facts):
        for variant in fact.variants:
            for place in variant.spots:
                groups.join(seen.setdefault(place, number), number)
    members: dict[int, list[CandidateFact]] = defaultdict(list)
    for number, fact in enumerate(facts):
        members[groups.find(number)].append(fact)
    merged = []
    for held in members.values():
        lead = max(held, key=lambda f: (f.confidence, f.variants[0].normalized))
        spots: dict[str, dict[Spot, None]] = defaultdict(dict)
        shown: dict[str, str] = {}
        for fact in held:
            for variant in fact.variants:
                shown.setdefault(variant.normalized, variant.shown)
                spots[variant.normalized].update(dict.fromkeys(variant.spots))
        variants = [
            FactVariant(shown[n], n, tuple(sorted(p, key=lambda s: (s.document, s.start))))
            for n, p in spots.items()
        ]
        merged.append(replace(lead, variants=_ordered(variants)))
    return merged


def publication_facts(story: StoryView) -> list[CandidateFact]:
    """Return the publication dates that lie months apart on articles telling the same news."""
    pairs = dated_apart(story)
    if not pairs:
        return []
    spots: dict[str, list[Spot]] = defaultdict(list)
    shown: dict[str, str] = {}
    for number in sorted({n for p in pairs for n in (p.a, p.b)}):
        document = story.analyses[number].document
        if document.published is None or document.published_span is None:
            continue
        start, end = document.published_span
        spots[document.published].append(Spot(number, NO_CLAIM, start, end))
        shown[document.published] = document.text[start:end]
    if len(spots) < 2:
        return []
    signals = {"shared_passages": min(1.0, pairs[0].shared / 10)}
    return [
        CandidateFact(
            "date",
            "published",
            "conflict",
            f"{pairs[0].days} days apart, though the articles share {pairs[0].shared} passages",
            judge.probability("published", signals),
            signals,
            _ordered(FactVariant(shown[d], d, tuple(s)) for d, s in spots.items()),
            label="date that the report of the event carries",
        )
    ]
