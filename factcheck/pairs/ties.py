"""Whether two statements speak of the same persons or things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from factcheck.stories.story import Located, StoryView
from factcheck.values.clauses import Phrase
from factcheck.values.polarity import StatementPayload

# How surely a pronoun stands for what is named in the same sentence or in so many before it, or
# "the inspection" for "the safety inspection".
RESOLVED = 0.7
BEFORE = 2
SAME_PRONOUN = 0.3
Role = Literal["subject", "object"]
ROLES: tuple[Role, ...] = ("subject", "object")
_SPEAKING = frozenset("i me we us you".split())
_THIRD = frozenset("he him she her it they them who which that".split())


def tied(story: StoryView, a: Located, b: Located, role: Role) -> float:
    """Return how surely two statements speak of the same in one role.

    It is 1, 0 where that is open, and -1 for two things.
    """
    x, y = _part(a, role), _part(b, role)
    found = _tie(x, y)
    for located, pronoun, other in ((a, x, y), (b, y, x)):
        if found == 0 and pronoun and other and pronoun.pronoun in _THIRD and not other.pronoun:
            # What a pronoun stands for is named shortly before.
            first = located.claim - BEFORE
            near = [
                n
                for n in range(max(0, first), located.claim + 1)
                if story.claim_document[n] == located.document
            ]
            wanted = other.names[-1:] or (other.head, other.text)
            known = set[str]().union(*(story.forms(n, "name") for n in near))
            if not other.names:
                known.update(*(story.claims[n].content for n in near))
            found = RESOLVED if known.intersection(wanted) else 0.0
    return found


def _part(located: Located, role: Role) -> Phrase | None:
    payload = StatementPayload.of(located.value)
    return payload.subject if role == "subject" else payload.object


def is_open(a: Phrase | None, b: Phrase | None) -> bool:
    """Tell whether a name stands against a common noun: "Telmar" may be "the firm", or not."""
    return bool(a and b and not a.pronoun and not b.pronoun and _tie(a, b) == 0)


def _tie(a: Phrase | None, b: Phrase | None) -> float:
    """Return how surely two phrases name the same: 1, 0 where it is open, -1 for two things."""
    if a is None or b is None:
        return 0.0
    if a.gender and b.gender and a.gender != b.gender:
        return -1.0
    if a.pronoun or b.pronoun:
        # Who speaks of himself is nobody that another tells of.
        if a.pronoun == b.pronoun:
            return SAME_PRONOUN
        return -1.0 if {a.pronoun, b.pronoun} & _SPEAKING else 0.0
    if a.narrowed != b.narrowed:
        return -1.0
    if a.names and b.names:
        return _names_tie(a.names, b.names)
    if a.names or b.names:
        return float(a.text == b.text)
    if a.head != b.head or (a.of and b.of and not set(a.of) & set(b.of)):
        return -1.0
    return 1.0 if bool(a.of) == bool(b.of) else RESOLVED


def _names_tie(a: Sequence[str], b: Sequence[str]) -> float:
    """Compare two names word by word: one surname with two first names is two people."""
    if a[-1] == b[-1]:
        return -1.0 if len(a) == len(b) > 1 and a[0] != b[0] else 1.0
    return RESOLVED if set(a) & set(b) else -1.0
