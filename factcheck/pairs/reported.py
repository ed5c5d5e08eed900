"""One statement in indirect speech that two articles give to different speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from factcheck.language.titles import is_title
from factcheck.model import Value
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import (
    MUCH_IS_SAID,
    NEARLY_THE_SAME,
    SAME_WORDS,
    SignalDefinition,
    values_of,
)
from factcheck.pairs.speakers import (
    Speaker,
    rivals,
    same_speaker,
    speaks_of,
    statement_of,
)
from factcheck.stories.story import Located, Spot, StoryView
from factcheck.values import kinds, slot_kinds
from factcheck.values.speakers import SpeakerPayload

# Two statements say the same when they are this much alike and share this many telling words:
# what is shorter or looser, two people may well say.
ALIKE = 0.6
FEWEST_SHARED = 4
# From here on they are the same in meaning, and in words.
SAME_MEANING, SAME_SHARE = 0.8, 0.6


class _Statements(NamedTuple):
    """Two statements of two speakers.

    ``person`` says that these are people and no bodies, ``posts_known`` that a post is known of
    either, ``same_post`` that they speak for one body by one post, and ``both_speak`` that one of
    the articles has both speakers.
    """

    story: StoryView
    a: Located
    b: Located
    cosine: float
    person: bool
    posts_known: bool
    same_post: bool
    both_speak: bool


SIGNALS: tuple[SignalDefinition[_Statements], ...] = (
    SignalDefinition(
        "near",
        NEARLY_THE_SAME,
        1,
        lambda s: min(1.0, round((s.cosine - ALIKE) / (SAME_MEANING - ALIKE), 3)),
    ),
    SignalDefinition(
        "wording",
        SAME_WORDS,
        1,
        lambda s: min(1.0, round(s.story.overlap(_words(s.a), _words(s.b)) / SAME_SHARE, 3)),
    ),
    SignalDefinition(
        "length",
        MUCH_IS_SAID,
        1,
        lambda s: min(1.0, len({*_words(s.a)} & {*_words(s.b)}) / 8),
    ),
    SignalDefinition(
        "predicate",
        "the same is said to have happened",
        1,
        lambda s: float(_payload(s.a).predicate == _payload(s.b).predicate),
    ),
    SignalDefinition("figures", "they give the same figures", 1, lambda s: float(not s.person)),
    SignalDefinition(
        "same_post", "the speakers hold the same office", 1, lambda s: float(s.same_post)
    ),
    SignalDefinition(
        "other_post",
        "the speakers do not speak for one body",
        -1,
        lambda s: float(s.posts_known and not s.same_post),
    ),
    SignalDefinition(
        "both_speak",
        "one of the articles has both speakers",
        -1,
        lambda s: float(s.person and s.both_speak),
    ),
)


def reported_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of one statement that two articles give to two people, or to two bodies."""
    story = comparison.story
    known = comparison.speakers.named
    said = [s for s in story.of_kind("speaker") if s.value.slot.label and s.number in known]
    if not said:
        return
    rows = [s.claim for s in said]
    cosines = story.cosines.block(rows, rows)
    posts = _posts(said, known)
    voices: dict[int, set[Speaker]] = defaultdict(set)
    for located in said:
        voices[located.document].add(known[located.number])
    for i, j in np.argwhere(np.triu(cosines >= ALIKE, 1)).tolist():
        a, b = said[i], said[j]
        one, other = known[a.number], known[b.number]
        if a.document == b.document or not rivals(one, other) or _cut_copy(story, a, b):
            continue
        figures = _figures_agree(story, a, b)
        if figures is None or not _one_statement(a, b):
            continue
        person = one.label == "PERSON"
        if not person and not figures:
            continue  # What happened, any authority may say; what it measured, only one.
        if speaks_of(story, a, other) or speaks_of(story, b, one):
            continue
        # An article that lets both say it shows that both did.
        near_a, near_b = (
            [said[n] for n in np.flatnonzero(row >= ALIKE).tolist()]
            for row in (cosines[i], cosines[j])
        )
        if any(
            held.document == mine.document
            and same_speaker(known[held.number], theirs)
            and bool(_figures_agree(story, held, mine)) == figures
            for near, mine, theirs in ((near_a, b, one), (near_b, a, other))
            for held in near
        ):
            continue
        held_a, held_b = posts[one.name[-1]], posts[other.name[-1]]
        both = any(same_speaker(v, other) for v in voices[a.document]) or any(
            same_speaker(v, one) for v in voices[b.document]
        )
        yield Rival(
            "reported",
            (a.spot,),
            (b.spot,),
            (one.written, other.written),
            values_of(
                SIGNALS,
                _Statements(
                    story,
                    a,
                    b,
                    float(cosines[i, j]),
                    person,
                    bool(held_a and held_b),
                    any(_speaks_for_body(p) for p in held_a & held_b),
                    both,
                ),
            ),
            (_form(one), _form(other)),
            label=f"who said “{_shortened(a.value.slot.label)}”",
        )


def _cut_copy(story: StoryView, a: Located, b: Located) -> bool:
    """Tell whether "he" says one sentence, word for word: only what stood before it differs."""
    pronouns = "PRONOUN" in (_payload(a).label, _payload(b).label)
    texts = [
        story.text(Spot(s.document, s.claim, claim.start, claim.end))
        for s, claim in ((a, story.claims[a.claim]), (b, story.claims[b.claim]))
    ]
    return pronouns and texts[0] == texts[1]


def _one_statement(a: Located, b: Located) -> bool:
    """Tell whether two statements share telling words and are not on the speakers' own doings."""
    x, y = _payload(a), _payload(b)
    shared = len({*x.said} & {*y.said})
    return shared >= FEWEST_SHARED and x.negated == y.negated and not (x.own or y.own)


def _payload(located: Located) -> SpeakerPayload:
    return SpeakerPayload.of(located.value)


def _words(located: Located) -> tuple[str, ...]:
    return _payload(located).said


def _posts(said: Iterable[Located], known: Mapping[int, Speaker]) -> dict[str, set[str]]:
    """Return the posts that the articles give each person, by surname."""
    posts: dict[str, set[str]] = defaultdict(set)
    for located in said:
        posts[known[located.number].name[-1]].update(_payload(located).posts)
    return posts


def _figures_agree(story: StoryView, a: Located, b: Located) -> bool | None:
    """Return whether both statements give the same values in slots, None where they differ."""
    found = False
    for kind in slot_kinds():
        first, second = _values(story, a, kind), _values(story, b, kind)
        fewer, more = sorted((first, second), key=len)
        for value in fewer:
            relations = {kinds()[kind].compare(value, other).relation for other in more}
            if not relations & {"same", "compatible"}:
                return None
            found = True
    return found


def _values(story: StoryView, located: Located, kind: str) -> list[Value]:
    """Return the values of a kind in a statement."""
    start, end = statement_of(located)
    return [
        v
        for v in story.claims[located.claim].values
        if v.kind == kind and start <= v.start and v.end <= end
    ]


def _speaks_for_body(post: str) -> bool:
    """Tell an officer, who speaks for a body with one voice, from experts and bystanders."""
    return is_title(post.split()[-1])


def _form(speaker: Speaker) -> str:
    return speaker.name[-1] if speaker.label == "PERSON" else " ".join(speaker.name)


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
