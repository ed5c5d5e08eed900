"""People and things that two articles call by different names or titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.link.rival import Rival
from factcheck.link.view import Located, Spot, StoryView


def namesake_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of surnames that follow the same initials ("A.J. Smith", "A.J. Butler").

    Two people of one story rarely share two initials; where no article has both names, one of
    them is likely the wrong one.
    """
    by_initials: dict[str, dict[str, list[Located]]] = defaultdict(lambda: defaultdict(list))
    for located in story.of_kind("name"):
        data = located.value.data
        initials = data.get("initials")
        if initials and not data["after"]:
            by_initials[str(initials)][located.value.normalized].append(located)
    for held in by_initials.values():
        surnames = sorted(held, key=lambda s: (-len({m.document for m in held[s]}), s))
        for n, a in enumerate(surnames):
            for b in surnames[n + 1 :]:
                documents = [{m.document for m in held[s]} for s in (a, b)]
                if documents[0] & documents[1]:
                    continue
                cosine = max(
                    float(story.similarity[x.claim, y.claim]) for x in held[a] for y in held[b]
                )
                yield Rival(
                    "namesake",
                    tuple(Spot(m.document, m.claim, m.value.start, m.value.end) for m in held[a]),
                    tuple(Spot(m.document, m.claim, m.value.start, m.value.end) for m in held[b]),
                    (held[a][0].value.text, held[b][0].value.text),
                    {"cosine": cosine},
                )
