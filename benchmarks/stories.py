"""Makes corpora of fictional news stories for the benchmarks: any number, each a little different.

A story is one invented event of one of some two dozen kinds (``benchmarks/events``): people, places
and firms put together from syllables, figures, a day, and who said what about it. Several outlets
tell it, each in its own wordings, at its own length, with its own way of writing dates and small
numbers. Now and then an outlet slips in one figure, one name or the day. The same seed makes the
same corpus.

Run ``python -m benchmarks.stories FOLDER --documents 1000`` to write one as text files.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from benchmarks.invented import (
    NO_NAMES,
    POOLS,
    SLOT,
    SMALL,
    Day,
    Known,
    Number,
    Person,
    event,
    kinds,
    person,
    shared,
    slipped,
)

SENTENCES = 20
PER_STORY = 4
# The share of lesser facts and sentences of colour that name their source.
FRAMED = 0.3

_SENTENCE_END = re.compile(r"[.?!]\"?(?=\s|$)")
_SENTENCE_START = re.compile(r"(?:^|(?<=[.?!] )|(?<=[.?!]\" ))(?:[a-z]|\d(?= ))")
_SUM = re.compile(r"\{cur\}\{(\w+)\}")
# Words that begin a sentence and are in lower case within one.
_OPENERS = frozenset(
    "A All An At Both For From Half In It Many Most On One Some The There They".split()
)
# The pools of words that say what kind of thing a name belongs to.
_SORTS = ("streets", "firms", "titles", "subjects", "awards", "beasts", "outlets")


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpus; articles with the same ``story`` report the same event.

    ``slip`` is the error in the article, if any: the slot, the right and the wrong value.
    """

    name: str
    story: int
    text: str
    slip: tuple[str, str, str] | None = None


def articles(
    documents: int, *, seed: int = 0, sentences: int = SENTENCES, per_story: int = PER_STORY
) -> Iterator[Article]:
    """Yield ``documents`` articles of about ``sentences`` sentences, ``per_story`` on an event."""
    for number in range(documents):
        story, copy = divmod(number, per_story)
        yield _article(seed, story, copy, sentences)


def write(folder: Path, documents: int, *, seed: int = 0, sentences: int = SENTENCES) -> None:
    """Write the corpus as text files, a thousand in each folder."""
    for number, article in enumerate(articles(documents, seed=seed, sentences=sentences)):
        path = folder / f"{number // 1000:04d}" / f"{article.name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article.text, encoding="utf-8")


def kind_of(seed: int, story: int) -> str:
    """Return the name of the kind of event that a story is about."""
    return event(seed, story)[0]


def names_of(seed: int, story: int) -> dict[str, tuple[str, ...]]:
    """Return the words, in lower case, that name people, places, firms and the like in a story.

    Each word has the words of the same length and pool by which it may be replaced. An invented
    word has none and may be replaced by any letters. A word that the articles also use in lower
    case is left out. A name that an article misspells is there in both spellings.
    """
    _, known = event(seed, story)
    versions = [known, *(slipped(seed, story, copy)[0] for copy in range(PER_STORY))]
    named = {
        _last(each)
        for version in versions
        for slot, each in version.items()
        if slot not in NO_NAMES
    }
    written = " ".join(_article(seed, story, copy, SENTENCES).text for copy in range(PER_STORY))
    plain = set(re.findall(r"\b[a-z]+\b", written))
    words = {word for name in [*named, *_outlets(seed, story)] for word in name.split()}
    names = {word.lower(): _stand_ins(word, _SORTS) for word in words}
    for each in known.values():
        if isinstance(each, Person):
            names[each.first.lower()] = _stand_ins(each.first, (POOLS[each.he],))
    return {word: others for word, others in names.items() if word and word not in plain}


def _last(known: Known) -> str:
    if isinstance(known, Person):
        return known.last
    return known if isinstance(known, str) else ""


def _stand_ins(word: str, pools: Sequence[str]) -> tuple[str, ...]:
    """Return the words of the pools that are as long as ``word``, () if it is in no pool."""
    pool_words = {each for pool in pools for name in shared()[pool] for each in name.split()}
    alike = sorted(each.lower() for each in pool_words if len(each) == len(word))
    return tuple(alike) if word in pool_words and len(alike) > 1 else ()


def _article(seed: int, story: int, copy: int, sentences: int) -> Article:
    """Return the article of one outlet on an event."""
    kind = kinds()[event(seed, story)[0]]
    pools = shared()
    values, slip = slipped(seed, story, copy)
    outlet = _outlets(seed, story)[copy % PER_STORY]
    rng = random.Random(f"{seed} {story} {copy}")
    wanted = round(sentences * rng.uniform(0.65, 1.35))
    day = values["day"]
    assert isinstance(day, Day)
    published = Day(day.value + timedelta(days=rng.randint(0, 2)), rng.choice(("%B {}", "{} %B")))
    styles = {"day": replace(day, style=rng.choice((published.style, published.style, "%A")))}
    in_words = rng.random() < 0.5
    for slot, value in values.items():
        if isinstance(value, Number):
            values[slot] = replace(value, in_words=in_words)
        elif isinstance(value, Day):
            values[slot] = styles.get(slot, replace(value, style=published.style))

    facts = [rng.choice(ways) for ways in kind.facts[: max(4, round(wanted * 0.36))]]
    # The quotations of an event are the same in all articles, as are the people asked.
    asked = random.Random(f"{seed} {story} quotes").sample(kind.quotes, min(4, len(kind.quotes)))
    rest = [_quote(rng, *quote) for quote in rng.sample(asked, min(len(asked), 1 + wanted // 8))]
    missing = wanted - sum(map(_length, facts + rest))
    own = rng.sample(kind.fillers, max(0, min(len(kind.fillers), round(missing * 0.65))))
    missing -= len(own)
    rest += own + rng.sample(pools["shared"], max(0, min(len(pools["shared"]), missing)))
    facts[2:] = [_framed(rng, line) for line in facts[2:]]
    rest = [_framed(rng, line) for line in rest]
    lines = [_filled(line, values) for line in _woven(rng, facts, rest)]
    lines = _shortened(lines, [(str(p), p.last) for p in values.values() if isinstance(p, Person)])
    if rng.randrange(3):
        firms = (str(values["firm"]), str(values["other"]))
        lines = _shortened(lines, [(firm, firm.split()[0]) for firm in firms])
    if slip and not any(slip[0] in SLOT.findall(line) for line in facts):
        slip = None

    staff = random.Random(f"{outlet} {rng.randrange(5)}")
    reporter = person(staff, staff.choice(pools["starts"]))
    title = _filled(rng.choice(kind.headlines), values)
    dated = f"{published:date}, {published.value.year}"
    place = values["place"]
    if (byline := rng.randrange(3)) == 0:
        head = f"By {reporter}\n{dated}"
    elif byline == 1:
        head = f"{outlet}\n{dated}"
    else:
        head = f"By {reporter}, {outlet}"
        lines[0] = f"{str(place).upper()}, {published:date} — {lines[0]}"
    body: list[str] = []
    while lines:
        size = rng.randint(1, 3)
        body.append(" ".join(lines[:size]))
        del lines[:size]
    text = "\n\n".join([title, head, *body]) + "\n"
    return Article(f"s{story:06d}-{copy}", story, text, slip)


def _outlets(seed: int, story: int) -> list[str]:
    """Return the names of the outlets that report an event, one for each article."""
    return random.Random(f"{seed} {story} outlets").sample(shared()["outlets"], PER_STORY)


def _woven(rng: random.Random, facts: Sequence[str], rest: Sequence[str]) -> list[str]:
    """Return the first two facts, then the other facts in their order, mixed with the rest."""
    later = [*facts[2:], *rest]
    turns = [n < len(facts) - 2 for n in range(len(later))]
    rng.shuffle(turns)
    others, colour = iter(facts[2:]), iter(rng.sample(rest, len(rest)))
    return [*facts[:2], *(next(others if turn else colour) for turn in turns)]


def _framed(rng: random.Random, line: str) -> str:
    """Return a line, sometimes with words before it that name its source."""
    first, _, others = line.partition(" ")
    if first not in _OPENERS or rng.random() > FRAMED:
        return line
    return rng.choice(shared()["frames"]).replace("{}", f"{first.lower()} {others}")


def _shortened(lines: Sequence[str], names: Sequence[tuple[str, str]]) -> list[str]:
    """Return the lines with each name in full at its first use, and short after that.

    Quotations are not changed.
    """
    parts = "\n".join(lines).split('"')
    for full, short in names:
        seen = False
        for n in range(0, len(parts), 2):
            before, name, after = parts[n].partition(full)
            rest = after.replace(full, short)
            parts[n] = before + (short if seen else name) + rest if name else before
            seen = seen or bool(name)
    return '"'.join(parts).split("\n")


def _length(text: str) -> int:
    return len(_SENTENCE_END.findall(text))


def _filled(line: str, values: Mapping[str, Known]) -> str:
    """Return the line with its slots filled; sentences begin with a capital, not a digit."""

    def begun(match: re.Match[str]) -> str:
        return (SMALL[int(match[0])] if match[0].isdigit() else match[0]).capitalize()

    # All outlets write sums of money in digits.
    line = _SUM.sub(r"{cur}{\1:d}", line)
    return _SENTENCE_START.sub(begun, line.format_map(values))


def _quote(rng: random.Random, speaker: str, words: str) -> str:
    """Return a quotation in one of several ways to write it."""
    first, _, second = words.partition(". ")
    after = f"{speaker}," if "," in speaker else speaker
    more = f' "{second}."' if second else ""
    return rng.choice((
        f'"{first}," said {speaker}.{more}',
        f'"{first}," {after} said.{more}',
        f'{after[:1].upper()}{after[1:]} said: "{words}."',
        f'"{first}," {after} told reporters.{more}',
    ))  # fmt: skip


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    write(options.folder, options.documents, seed=options.seed, sentences=options.sentences)


if __name__ == "__main__":
    main()
