"""One quotation that two articles lay into different mouths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.link.rival import Rival
from factcheck.link.view import Located, Spot, StoryView

# A quotation of fewer words may well be two people's.
FEWEST_WORDS = 5
# A sentence that begins within this many characters after a quotation tells who spoke.
AFTER_QUOTE = 4


def attribution_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of one quotation that two articles lay into different mouths."""
    by_words: dict[tuple[str, ...], list[Located]] = defaultdict(list)
    for quote in story.of_kind("quote"):
        words = quote.value.normalized.split()
        if len(words) >= FEWEST_WORDS:
            by_words[tuple(words[:FEWEST_WORDS])].append(quote)
    for held in by_words.values():
        for n, a in enumerate(held):
            for b in held[n + 1 :]:
                if a.document == b.document:
                    continue
                first, second = speaker_of(story, a), speaker_of(story, b)
                if first is None or second is None:
                    continue
                names = (
                    _people(story, a.document, *first[1:]),
                    _people(story, b.document, *second[1:]),
                )
                # Only two named people are surely two: an agency may quote either of them.
                if not names[0] or not names[1] or _one_person(*names):
                    continue
                yield Rival(
                    "attribution",
                    (Spot(a.document, a.claim, first[1], first[2]),),
                    (Spot(b.document, b.claim, second[1], second[2]),),
                    (first[0], second[0]),
                    {"length": min(1.0, len(a.value.normalized.split()) / 12)},
                    (names[0][-1], names[1][-1]),
                )


def speaker_of(story: StoryView, quote: Located) -> tuple[str, int, int] | None:
    """Return who is said to have spoken a quotation, with the offsets of the words that say it."""
    document = story.analyses[quote.document].document
    numbers = [quote.claim]
    following = quote.claim + 1
    # The parser may part «"We knew," she said.» at the closing mark.
    if (
        following < len(story.claims)
        and story.claim_document[following] == quote.document
        and story.claims[following].start - quote.value.end <= AFTER_QUOTE
    ):
        numbers.append(following)
    for number in numbers:
        claim = story.claims[number]
        if not claim.speaker:
            continue
        start = document.text.find(claim.speaker, claim.start, claim.end)
        if start >= 0 and not quote.value.start <= start < quote.value.end:
            return claim.speaker, start, start + len(claim.speaker)
    return None


def _one_person(a: list[str], b: list[str]) -> bool:
    """Tell whether two names, word by word, may be one person's: same surname, or one in full."""
    return a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a)


def _people(story: StoryView, document: int, start: int, end: int) -> list[str]:
    """Return the folded words of people's names between two offsets of a document."""
    return [
        n.value.normalized
        for n in story.of_kind("name")
        if n.document == document
        and start <= n.value.start < end
        and n.value.data["label"] == "PERSON"
    ]
