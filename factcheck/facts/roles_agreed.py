"""Who is who: the role that independent sources give a person or an organisation alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.facts.typical import name_start, typical_of
from factcheck.model import GAP
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.roles import by_holder
from factcheck.stories.independence import witnesses
from factcheck.stories.story import Located, StoryView
from factcheck.values.roles import surname_of

# The most characters between a name and a role after it, as in "Palantir, a".
FARTHEST = 12


class AgreedRole(NamedTuple):
    """A role with its mentions: its holder and the role as most articles write them."""

    name: str
    role: str
    template: str
    values: tuple[Located, ...]
    independent: int


def roles_alike(comparison: StoryComparison) -> Iterator[AgreedRole]:
    """Yield for each holder the role that most independent sources give, two at least."""
    story = comparison.story
    for holders in by_holder(comparison.inventory.roles):
        given: dict[str, list[Located]] = defaultdict(list)
        for held in holders:
            given[held.located.value.normalized].append(held.located)
        best: tuple[tuple[int, int, str], list[Located]] | None = None
        for form, values in sorted(given.items()):
            key = (-witnesses(story, values), -len(values), form)
            if best is None or key < best[0]:
                best = key, values
        if best is not None and best[0][0] < -1:
            values = best[1]
            role = typical_of([" ".join(v.value.text.split()) for v in values])
            name, template = _written(story, values)
            yield AgreedRole(name, role, template, tuple(values), -best[0][0])


def _written(story: StoryView, values: Sequence[Located]) -> tuple[str, str]:
    """Return the name of the holder and the words with a gap for the role, as most write them.

    A name of more than one word comes first.
    """
    written: Counter[tuple[str, str]] = Counter()
    for located in values:
        text = story.analyses[located.document].document.text
        first, last = surname_of(located.value)
        start, end = located.value.start, located.value.end
        begin = name_start(story.claims[located.claim], first)
        if begin < end <= first:
            begin = end
        name = " ".join(text[begin:last].split())
        between = " ".join(text[last:start].split()) if last <= start else ""
        if len(between) > FARTHEST:
            between = ","
        after = f"{name}{between} {GAP}".replace(" ,", ",")
        written[name, after if last <= start else f"{GAP} {name}"] += 1
    return min(written, key=lambda w: (" " not in w[0], -written[w], w))
