"""Facts that two or more independent sources of a story state alike, the most important first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from typing import NamedTuple

from factcheck.facts.fact import FactVariant
from factcheck.facts.findings import identifier, to_variant
from factcheck.facts.labels import Label, Labels, role_name
from factcheck.facts.passages import UNKNOWN_SPEAKER
from factcheck.facts.quotations_agreed import (
    SHORTEST_QUOTATION,
    quoted_alike,
    speaker_of,
)
from factcheck.facts.roles_agreed import AgreedRole, roles_alike
from factcheck.facts.statements_agreed import Stated, stated_alike
from factcheck.language import lexicon
from factcheck.model import GAP, Fact, Finding
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.slots import judged_as
from factcheck.pairs.support import Support
from factcheck.settings.finding_types import ENTITY, NAME, OTHER
from factcheck.similarity.groups import Groups
from factcheck.stories.independence import witnesses
from factcheck.stories.story import Located, Spot, StoryView
from factcheck.values import kinds
from factcheck.values.base import shortened
from factcheck.values.quotes import Quotes

# Equal values are one fact if they fill one slot with at least this probability. It is low because
# the judge learned from values that differ, and equal ones fill one slot far more often.
SAME_SLOT = 0.35
# A clause repeats another one if it has this share of the shorter one's words.
REPEATED = 0.75
# The most characters of a quotation that are shown.
LONGEST_QUOTATION = 110
# A quotation of so many words says something even if it is not known who said it.
TELLING = 8
# Words with which a sentence goes on from another.
_JOINING = ("and", "because", "but", "nor", "or", "so", "than", "which", "who", "whose")
# What a quotation is about, in the identifiers of agreed facts.
_QUOTED = "words quoted"


class _Agreed(NamedTuple):
    """Equal values that give one fact, whether a finding shows one of them, their sources.

    ``speaker`` is None for all but quotations.
    """

    values: Sequence[Located]
    disputed: bool
    independent: int
    speaker: str | None


# The probability that two equal values fill one slot.
PAIRS: tuple[Filter[float], ...] = (
    Filter(
        "unlikely-agreements",
        "It is too unlikely that the two equal numbers or dates are given for one fact.",
        lambda confidence: confidence < SAME_SLOT,
    ),
)
AGREED: tuple[Filter[_Agreed], ...] = (
    Filter(
        "copied-agreements",
        "Only one independent source gives the value; the others repeat its words.",
        lambda a: a.independent < 2,
    ),
    Filter("disputed-values", "A discrepancy shows the value already.", lambda a: a.disputed),
    Filter(
        "nobodys-words",
        "No article says whose the quoted words are, and they are fewer than eight.",
        lambda a: a.speaker == UNKNOWN_SPEAKER and len(a.values[0].value.text.split()) < TELLING,
    ),
    Filter(
        "words-out-of-context",
        "The quoted words point to what stands outside of them, as “because he did it” does.",
        lambda a: a.speaker is not None and _points_outside(a.values[0].value.text, a.speaker),
    ),
    Filter(
        "mere-firsts",
        "The value is the word “first”, which is part of what is told more than a figure.",
        lambda a: a.values[0].value.text.casefold() == "first",
    ),
    Filter(
        "harmless-zeros",
        "The value is a “no” that denies neither harm nor damage.",
        lambda a: _is_zero(a.values) and _denies_no_harm(a.values),
    ),
    Filter(
        "values-of-nothing",
        "No article says what the value is about.",
        lambda a: not _is_zero(a.values) and not _has_topic(a.values),
    ),
)


class _Statement(NamedTuple):
    """A clause: its words, the words of each agreed value, and whether it has a disputed one."""

    words: frozenset[str]
    told: Sequence[frozenset[str]]
    disputed: bool


STATEMENTS: tuple[Filter[_Statement], ...] = (
    Filter(
        "disputed-statements",
        "A discrepancy is about a value in the clause.",
        lambda s: s.disputed,
    ),
    Filter(
        "repeated-statements",
        "An agreed value tells it already, in nearly the same words.",
        lambda s: any(
            len(s.words & told) >= REPEATED * min(len(s.words), len(told))
            for told in s.told
            if len(told) >= SHORTEST_QUOTATION
        ),
    ),
)


def agreed_facts(
    comparison: StoryComparison,
    story_id: str,
    findings: Sequence[Finding],
    support: Support,
    labels: Labels,
) -> list[Fact]:
    """Return what independent sources state alike, as an editor would list it.

    What most of them state near the top of their articles comes first.
    ``support`` knows which claims say the same; ``labels`` names the facts of the story, so that no
    two are called the same.
    """
    story = comparison.story
    disputed = {(m.document, m.start) for f in findings for v in f.variants for m in v.mentions}
    groups = Groups()
    joined: set[int] = set()
    for pair in comparison.slot_pairs:
        if pair.comparison.relation != "same" or pair.a.document == pair.b.document:
            continue
        if comparison.screening.passes(PAIRS, judge.probability(judged_as(pair), pair.signals)):
            groups.join(pair.a.number, pair.b.number)
            joined |= {pair.a.number, pair.b.number}
    members: dict[int, list[Located]] = defaultdict(list)
    for number in sorted(joined):
        members[groups.find(number)].append(story.values[number])
    agreed: list[_Ranked] = []
    for values in (*members.values(), *quoted_alike(comparison)):
        if len({v.document for v in values}) < 2:
            continue
        places = {(story.analyses[v.document].document.id, v.value.start) for v in values}
        independent = witnesses(story, values)
        if comparison.screening.passes(
            AGREED,
            _Agreed(values, bool(places & disputed), independent, speaker_of(story, values)),
        ):
            spots = [v.spot for v in values]
            rank = 2 if values[0].value.kind == Quotes.name else 0
            agreed.append(_Ranked(independent, rank, _depth(story, spots), tuple(values), None))
    for role in roles_alike(comparison):
        spots = [v.spot for v in role.values]
        starts = {(story.analyses[s.document].document.id, s.start) for s in spots}
        if not starts & disputed:
            depth = _depth(story, spots)
            agreed.append(_Ranked(role.independent, 1, depth, role.values, role))
    given = [(one, _fact(story, story_id, one, labels)) for one in sorted(agreed, key=_importance)]
    # A number or a day without a clause around it says nothing.
    given = [(one, fact) for one, fact in given if fact.template or not _is_figure(one)]
    # Who or what somebody is, and how a name is spelled, leaves what happened undisputed.
    contested = {
        (m.document, m.start)
        for f in findings
        for v in (f.variants[1:] if f.type in (NAME.name, ENTITY.name) else f.variants)
        for m in v.mentions
    }
    told = [_words(filled(fact)) for _, fact in given]
    for stated in stated_alike(support):
        statement = _Statement(
            _words(stated.clause), told, any(_shows(story, s, contested) for s in stated.spots)
        )
        if comparison.screening.passes(STATEMENTS, statement):
            depth = _depth(story, stated.spots)
            one = _Ranked(stated.independent, 0, depth, (), stated)
            given.append((one, _fact(story, story_id, one, labels)))
    return [fact for _, fact in sorted(given, key=lambda g: _importance(g[0]))]


def filled(fact: Fact) -> str:
    """Return what an agreed fact says: its template with the value, or its label."""
    value = fact.variants[0].value
    return fact.template.replace(GAP, value) if fact.template else fact.label


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _shows(story: StoryView, spot: Spot, disputed: Set[tuple[str, int]]) -> bool:
    """Tell whether a place has a value on which the articles differ."""
    document = story.analyses[spot.document].document.id
    return any(document == d and spot.start <= start < spot.end for d, start in disputed)


class _Ranked(NamedTuple):
    """An agreement with what its importance depends on: sources, kind, place in the articles.

    ``rank`` is 0 for what happened, 1 for who is who, 2 for what was said. ``told`` is the clause
    or the role, None for equal values.
    """

    independent: int
    rank: int
    depth: float
    values: tuple[Located, ...]
    told: Stated | AgreedRole | None


def _is_figure(one: _Ranked) -> bool:
    return one.told is None and one.values[0].value.kind != Quotes.name


def _importance(one: _Ranked) -> tuple[object, ...]:
    first = one.values[0].number if one.values else -1
    stated = one.told.claims if isinstance(one.told, Stated) else ()
    nearness = round(one.independent * (1 - one.depth), 2)
    return (-nearness, one.rank, -one.independent, first, stated)


def _depth(story: StoryView, spots: Sequence[Spot]) -> float:
    """Return how far down the articles mention it first, from 0 (at the top) to 1, on average."""
    first: dict[int, float] = {}
    for spot in spots:
        analysis = story.analyses[spot.document]
        depth = story.claims[spot.claim].index / max(1, len(analysis.claims))
        first[spot.document] = min(depth, first.get(spot.document, 1.0))
    return round(sum(first[d] for d in sorted(first)) / len(first), 3)


def _points_outside(quoted: str, speaker: str) -> bool:
    """Tell whether quoted words go on from others, or have a pronoun for what they do not name.

    A speaker who is known is "I"; in many words "it" is mostly explained.
    """
    words = re.findall(r"\w+", quoted.casefold())
    if words[:1] and words[0] in _JOINING:
        return True
    known = lexicon.words()
    pointing = {*known.third_person, "it"}
    if speaker == UNKNOWN_SPEAKER:
        return not {*pointing, *known.first_person}.isdisjoint(words)
    return len(words) < TELLING and not pointing.isdisjoint(words)


def _denies_no_harm(values: Sequence[Located]) -> bool:
    slots = [v.value.slot for v in values]
    return not any(lexicon.words().outcomes & {s.predicate, s.head, *s.window} for s in slots)


def _is_zero(values: Sequence[Located]) -> bool:
    return values[0].value.normalized == "0"


def _has_topic(values: Sequence[Located]) -> bool:
    kind = kinds()[values[0].value.kind]
    return kind.name == Quotes.name or any(kind.topic(v.value) for v in values)


def _fact(story: StoryView, story_id: str, one: _Ranked, labels: Labels) -> Fact:
    if isinstance(one.told, Stated):
        return _statement(story, story_id, one.told, labels)
    if isinstance(one.told, AgreedRole):
        return _role(story, story_id, one.told, labels)
    return _value(story, story_id, one.values, labels)


def _value(story: StoryView, story_id: str, values: Sequence[Located], labels: Labels) -> Fact:
    """Return the fact that these equal values give."""
    kind = kinds()[values[0].value.kind]
    quoted = kind.name == Quotes.name
    lead = values[0] if quoted else max(values, key=lambda v: (len(v.value.slot.label), -v.number))
    finding_type, topic = kind.finding_type.name, kind.topic(lead.value)
    given = FactVariant(lead.value.text, lead.value.normalized, tuple(v.spot for v in values))
    if quoted:
        speaker = speaker_of(story, values)
        passage = shortened(lead.value.text.rstrip(" ,;"), LONGEST_QUOTATION)
        label = labels.of_text(Label(f"{speaker}: “{passage}”"))
    else:
        label = labels.of_values(given, topic)
    return Fact(
        identifier(story_id, finding_type, lead.value.normalized, topic or _QUOTED),
        story_id, finding_type, label.text, "agreed", None, (to_variant(given, story),),
        label.template,
    )  # fmt: skip


def _statement(story: StoryView, story_id: str, stated: Stated, labels: Labels) -> Fact:
    """Return the fact that these claims state, a clause without a gap."""
    given = FactVariant(stated.clause, stated.clause.casefold(), stated.spots)
    return Fact(
        identifier(story_id, OTHER.name, given.normalized), story_id, OTHER.name,
        labels.of_text(Label(stated.clause)).text, "agreed", None, (to_variant(given, story),),
    )  # fmt: skip


def _role(story: StoryView, story_id: str, role: AgreedRole, labels: Labels) -> Fact:
    """Return the fact that somebody has a role: "CEO Ana Ruiz", "Ana Ruiz, the CEO"."""
    form = role.values[0].value.normalized
    given = FactVariant(role.role, form, tuple(v.spot for v in role.values))
    label = labels.of_text(Label(role_name(role.name, [role.role]), role.template))
    return Fact(
        identifier(story_id, ENTITY.name, form, role.name.casefold()), story_id, ENTITY.name,
        label.text, "agreed", None, (to_variant(given, story),), label.template,
    )  # fmt: skip
