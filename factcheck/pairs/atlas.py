"""Which place lies in or by which, read off the articles of a story: there is no gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from factcheck.stories.story import Located, StoryView
from factcheck.values.gazetteer import DISTRICTS, folded
from factcheck.values.places import PlacePayload


class Atlas:
    """What the articles of a story tell of places: which lies in or by which, who names which."""

    def __init__(self, story: StoryView, places: Sequence[Located]) -> None:
        self._outer: dict[str, set[str]] = defaultdict(set)
        for district, town in DISTRICTS.items():
            self._outer[district].add(town)
        self._beside: set[frozenset[str]] = set()
        for place in places:
            payload = PlacePayload.of(place.value)
            if payload.shape != "named":
                continue
            words, subject = payload.words, payload.subject
            chain = [words, *payload.within]
            for n, inner in enumerate(chain):
                self._outer[inner].update(chain[n + 1 :])
            if subject.kind == "town" and payload.relation == "near":
                self._beside.add(frozenset((subject.anchor, words)))
            elif subject.kind in ("town", "house", "branch"):
                self._outer[subject.anchor].add(words)
        self._texts = [
            " ".join(["", *filter(None, map(folded, a.document.text.split())), ""])
            for a in story.analyses
        ]

    def related(self, a: str, b: str) -> bool:
        """Tell whether one place lies in the other, or is told to lie by it."""
        return frozenset((a, b)) in self._beside or self._lies_in(a, b) or self._lies_in(b, a)

    def _lies_in(self, inner: str, outer: str) -> bool:
        seen: set[str] = set()
        ahead = [inner]
        while ahead:
            place = ahead.pop()
            if place == outer:
                return True
            if place not in seen:
                seen.add(place)
                ahead.extend(sorted(self._outer.get(place, ())))
        return False

    def names(self, document: int, place: str) -> bool:
        """Tell whether a document names a place anywhere."""
        return f" {place} " in self._texts[document]
