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
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

SENTENCES = 20
PER_STORY = 4
# One article in so many has one wrong figure, name or day.
SLIP = 8
# The events of a corpus happen within so many days.
WINDOW = 90
# The share of sentences of colour and lesser facts that say where they are from.
FRAMED = 0.3

_DATA = Path(__file__).parent / "events"
_SENTENCE_END = re.compile(r"[.?!]\"?(?=\s|$)")
_SENTENCE_START = re.compile(r"(?:^|(?<=[.?!] )|(?<=[.?!]\" ))(?:[a-z]|\d(?= ))")
_SUM = re.compile(r"\{cur\}\{(\w+)\}")
_SLOT = re.compile(r"\{(\w+)")
# Words that begin a sentence and are written small within one.
_OPENERS = frozenset(
    "A All An At Both For From Half In It Many Most On One Some The There They".split()
)
_SMALL = "zero one two three four five six seven eight nine".split()
# The pools of first names, and of the words that say what kind of thing a name belongs to.
_POOLS = {"he": "men", "she": "women"}
_SORTS = ("streets", "firms", "titles", "subjects", "awards", "beasts", "outlets")
_NO_NAMES = {"cur", "trade", "a_trade"}
_HE = {"he": ("he", "his", "him"), "she": ("she", "her", "her")}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented: ``{chief}`` is the full name, ``{chief.last}`` the family's."""

    first: str
    last: str
    he: str
    his: str
    him: str
    age: int

    def __str__(self) -> str:
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: ``{dead}`` as the outlet writes it, ``{dead:d}`` in digits whatever its size.

    ``{dead:about}`` and ``{dead:over}`` are rounded, with the word that says so.
    """

    value: int | float
    year: bool = False
    in_words: bool = False

    def __format__(self, spec: str) -> str:
        value = self.value
        if self.year or isinstance(value, float):
            return str(value)
        if spec in ("about", "over"):
            step = 10 ** max(0, len(str(value)) - 2)
            rounded = (value + (step // 2 if spec == "about" else 0)) // step * step
            if rounded == value:
                return f"{value:,}"
            return f"{'about' if spec == 'about' else 'more than'} {rounded:,}"
        return _SMALL[value] if self.in_words and not spec and value < 10 else f"{value:,}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day: ``{day}`` as the outlet writes it, ``{day:date}`` always with day and month."""

    value: date
    style: str = "%B {}"

    def __format__(self, spec: str) -> str:
        style = "%B {}" if spec and "{}" not in self.style else self.style
        return self.value.strftime(style).format(self.value.day)


Known: TypeAlias = "str | Person | Number | Day"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: what there is to know, and how it is told.

    A fact is a list of ways to state it, the most important fact first; a quotation is a speaker
    and what was said. All texts have slots in braces.
    """

    people: tuple[str, ...]
    numbers: Mapping[str, tuple[float, float]]
    headlines: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    fillers: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpus; articles with the same ``story`` report the same event.

    ``slip`` is what the article has wrong, if anything: the slot, what is right, what is told.
    """

    name: str
    story: int
    text: str
    slip: tuple[str, str, str] | None = None


def articles(
    documents: int, *, seed: int = 0, sentences: int = SENTENCES, per_story: int = PER_STORY
) -> Iterator[Article]:
    """Yield ``documents`` articles of about ``sentences`` sentences, ``per_story`` to an event."""
    for number in range(documents):
        story, copy = divmod(number, per_story)
        yield _tell(seed, story, copy, sentences)


def write(folder: Path, documents: int, *, seed: int = 0, sentences: int = SENTENCES) -> None:
    """Write the corpus as text files, a thousand to a folder."""
    for number, article in enumerate(articles(documents, seed=seed, sentences=sentences)):
        path = folder / f"{number // 1000:04d}" / f"{article.name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article.text, encoding="utf-8")


def kind_of(seed: int, story: int) -> str:
    """Return the name of the kind of event that a story is about."""
    return _event(seed, story)[0]


def names_of(seed: int, story: int) -> dict[str, tuple[str, ...]]:
    """Return the words, in small letters, that name people, places, firms and the like in a story.

    With a word of a pool come those of its length that may stand in for it; for an invented one,
    which comes with none, any letters will do. A word that is also used in small letters by the
    story's articles, as no name, is not among them. A name that an article misspells is there in
    both spellings.
    """
    _, known = _event(seed, story)
    told = [known, *(_slipped(seed, story, copy)[0] for copy in range(PER_STORY))]
    named = {_last(each) for event in told for slot, each in event.items() if slot not in _NO_NAMES}
    written = " ".join(_tell(seed, story, copy, SENTENCES).text for copy in range(PER_STORY))
    plain = set(re.findall(r"\b[a-z]+\b", written))
    words = {word for name in [*named, *_outlets(seed, story)] for word in name.split()}
    names = {word.lower(): _stand_ins(word, _SORTS) for word in words}
    for person in known.values():
        if isinstance(person, Person):
            names[person.first.lower()] = _stand_ins(person.first, (_POOLS[person.he],))
    return {word: others for word, others in names.items() if word and word not in plain}


def _last(known: Known) -> str:
    if isinstance(known, Person):
        return known.last
    return known if isinstance(known, str) else ""


def _stand_ins(word: str, pools: Sequence[str]) -> tuple[str, ...]:
    """Return the words of the pools that are as long as this one, if it is one of them."""
    held = {each for pool in pools for name in _words()[pool] for each in name.split()}
    alike = sorted(each.lower() for each in held if len(each) == len(word))
    return tuple(alike) if word in held and len(alike) > 1 else ()


@cache
def kinds() -> dict[str, Kind]:
    """Return all kinds of events by their names."""
    found: dict[str, Kind] = {}
    for path in sorted(_DATA.glob("*.toml")):
        if path.stem != "words":
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            found |= {
                name: Kind(**{f.name: _frozen(told[f.name]) for f in fields(Kind)})
                for name, told in table.items()
            }
    return found


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Return the pools of words and of sentences that all kinds of events share."""
    return _frozen(tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8")))  # type: ignore[no-any-return]


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _event(seed: int, story: int) -> tuple[str, dict[str, Known]]:
    """Return the kind of an event and what there is to know of it."""
    rng = random.Random(f"{seed} {story}")
    kind = rng.choice(sorted(kinds()))
    words = _words()
    begin = date(2019, 1, 1) + timedelta(days=random.Random(f"{seed} begin").randrange(2_000))
    day = begin + timedelta(days=rng.randrange(WINDOW))
    trade = rng.choice(words["trades"])
    # No two names of a story begin alike, lest one be taken for a slip in the other.
    starts = iter(rng.sample(words["starts"], 32))
    known: dict[str, Known] = {
        "day": Day(day),
        "before": Day(day - timedelta(days=rng.randint(8, 40))),
        "later": Day(day + timedelta(days=rng.randint(9, 40))),
        "cur": rng.choice(words["currencies"]),
        "trade": trade,
        "a_trade": f"{'an' if trade[0] in 'aeiou' else 'a'} {trade}",
        "people": Number(rng.randint(3_000, 400_000)),
        "far": Number(rng.randint(12, 290)),
        "river": _word(rng, next(starts)),
        "region": _word(rng, next(starts)),
    }
    known["title"] = f"The {rng.choice(words['titles'])} {rng.choice(words['subjects'])}"
    known["ship"] = f"{rng.choice(words['titles'])} {rng.choice(words['beasts'])}"
    known["award"] = f"{rng.choice(words['awards'])} {rng.choice(words['beasts'])}"
    for slot in ("place", "town", "city"):
        known[slot] = _word(rng, next(starts), words["towns"])
    for slot, sort in zip(("street", "square"), rng.sample(words["streets"], 2), strict=True):
        known[slot] = f"{_word(rng, next(starts))} {sort}"
    for slot, sort in zip(("firm", "other"), rng.sample(words["firms"], 2), strict=True):
        # Not all firms say in their name what they make.
        known[slot] = (
            f"{_word(rng, next(starts))} {sort}" if rng.randrange(3) else _word(rng, next(starts))
        )
    for slot in ("official", *kinds()[kind].people):
        known[slot] = _person(rng, next(starts))
    for slot, (low, high) in kinds()[kind].numbers.items():
        whole = isinstance(low, int) and isinstance(high, int)
        value = rng.randint(int(low), int(high)) if whole else round(rng.uniform(low, high), 1)
        known[slot] = Number(value, year=slot.startswith("year_"))
    return kind, known


def _tell(seed: int, story: int, copy: int, sentences: int) -> Article:
    """Tell an event as one outlet does."""
    kind = kinds()[_event(seed, story)[0]]
    words = _words()
    told, slip = _slipped(seed, story, copy)
    outlet = _outlets(seed, story)[copy % PER_STORY]
    rng = random.Random(f"{seed} {story} {copy}")
    wanted = round(sentences * rng.uniform(0.65, 1.35))
    day = told["day"]
    assert isinstance(day, Day)
    published = Day(day.value + timedelta(days=rng.randint(0, 2)), rng.choice(("%B {}", "{} %B")))
    styles = {"day": replace(day, style=rng.choice((published.style, published.style, "%A")))}
    in_words = rng.random() < 0.5
    for slot, each in told.items():
        if isinstance(each, Number):
            told[slot] = replace(each, in_words=in_words)
        elif isinstance(each, Day):
            told[slot] = styles.get(slot, replace(each, style=published.style))

    facts = [rng.choice(ways) for ways in kind.facts[: max(4, round(wanted * 0.36))]]
    # The quotations of an event are the same in all articles, as are the people asked.
    asked = random.Random(f"{seed} {story} quotes").sample(kind.quotes, min(4, len(kind.quotes)))
    rest = [_quote(rng, *quote) for quote in rng.sample(asked, min(len(asked), 1 + wanted // 8))]
    missing = wanted - sum(map(_length, facts + rest))
    own = rng.sample(kind.fillers, max(0, min(len(kind.fillers), round(missing * 0.65))))
    missing -= len(own)
    rest += own + rng.sample(words["shared"], max(0, min(len(words["shared"]), missing)))
    facts[2:] = [_framed(rng, line) for line in facts[2:]]
    rest = [_framed(rng, line) for line in rest]
    lines = [_filled(line, told) for line in _woven(rng, facts, rest)]
    lines = _shortened(lines, [(str(p), p.last) for p in told.values() if isinstance(p, Person)])
    if rng.randrange(3):
        firms = (str(told["firm"]), str(told["other"]))
        lines = _shortened(lines, [(firm, firm.split()[0]) for firm in firms])
    if slip and not any(slip[0] in _SLOT.findall(line) for line in facts):
        slip = None

    staff = random.Random(f"{outlet} {rng.randrange(5)}")
    reporter = _person(staff, staff.choice(words["starts"]))
    title = _filled(rng.choice(kind.headlines), told)
    dated = f"{published:date}, {published.value.year}"
    place = told["place"]
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
    """Return the outlets that tell an event, each its own article."""
    return random.Random(f"{seed} {story} outlets").sample(_words()["outlets"], PER_STORY)


def _woven(rng: random.Random, facts: Sequence[str], rest: Sequence[str]) -> list[str]:
    """Return the two first facts, then the others in their order with the rest in between."""
    later = [*facts[2:], *rest]
    turns = [n < len(facts) - 2 for n in range(len(later))]
    rng.shuffle(turns)
    others, colour = iter(facts[2:]), iter(rng.sample(rest, len(rest)))
    return [*facts[:2], *(next(others if turn else colour) for turn in turns)]


def _framed(rng: random.Random, line: str) -> str:
    """Return a line, sometimes with words before it that say where it is from."""
    first, _, others = line.partition(" ")
    if first not in _OPENERS or rng.random() > FRAMED:
        return line
    return rng.choice(_words()["frames"]).replace("{}", f"{first.lower()} {others}")


def _shortened(lines: Sequence[str], names: Sequence[tuple[str, str]]) -> list[str]:
    """Return the lines with each name in full where it first stands, and short after that.

    What is quoted stays as it was said.
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


def _filled(line: str, told: Mapping[str, Known]) -> str:
    """Return the line with its slots filled, and sentences begun with a capital, not a digit."""

    def begun(found: re.Match[str]) -> str:
        return (_SMALL[int(found[0])] if found[0].isdigit() else found[0]).capitalize()

    # Sums of money are in digits in any outlet.
    line = _SUM.sub(r"{cur}{\1:d}", line)
    return _SENTENCE_START.sub(begun, line.format_map(told))


def _quote(rng: random.Random, speaker: str, said: str) -> str:
    """Return a quotation as one of the ways to write it."""
    first, _, second = said.partition(". ")
    after = f"{speaker}," if "," in speaker else speaker
    more = f' "{second}."' if second else ""
    return rng.choice((
        f'"{first}," said {speaker}.{more}',
        f'"{first}," {after} said.{more}',
        f'{after[:1].upper()}{after[1:]} said: "{said}."',
        f'"{first}," {after} told reporters.{more}',
    ))  # fmt: skip


def _slipped(
    seed: int, story: int, copy: int
) -> tuple[dict[str, Known], tuple[str, str, str] | None]:
    """Return what an article tells: what is known, now and then with one thing wrong."""
    name, known = _event(seed, story)
    rng = random.Random(f"{seed} {story} {copy} slip")
    if rng.randrange(SLIP):
        return known, None
    # The first facts are in all articles, so a reader of two of them can see the slip.
    used = {slot for ways in kinds()[name].facts[:4] for way in ways for slot in _SLOT.findall(way)}
    slot = rng.choice(sorted(used - {*_NO_NAMES, "before", "later", "title", "ship", "award"}))
    right = known[slot]
    wrong: Known
    if isinstance(right, Number):
        wrong = replace(right, value=_other_number(rng, right.value))
    elif isinstance(right, Day):
        wrong = replace(right, value=right.value + timedelta(days=rng.choice((-3, -2, -1, 1))))
    elif isinstance(right, Person):
        wrong = replace(right, last=_misspelt(rng, right.last))
    else:
        first, *others = right.split(" ", 1)
        wrong = " ".join([_misspelt(rng, first), *others])
    return {**known, slot: wrong}, (slot, f"{right}", f"{wrong}")


def _other_number(rng: random.Random, value: int | float) -> int | float:
    """Return another number that a tired hand may write for this one."""
    if isinstance(value, float):
        return round(value + rng.choice((-0.4, -0.2, 0.1, 0.3, 1.0)), 1)
    digits = list(str(value))
    n = rng.randrange(max(1, len(digits) - 1))
    digits[n : n + 2] = reversed(digits[n : n + 2])
    swapped = int("".join(digits))
    if digits[0] != "0" and swapped != value and rng.random() < 0.5:
        return swapped
    return value + rng.randint(1, 9)


def _misspelt(rng: random.Random, name: str) -> str:
    """Return the name with one letter too few, too many or in the wrong place."""
    n = rng.randrange(2, len(name) - 1)
    ways = [name[:n] + name[n + 1 :], name[:n] + name[n] + name[n:]]
    if name[n] != name[n - 1]:
        ways.append(name[: n - 1] + name[n] + name[n - 1] + name[n + 1 :])
    return rng.choice(ways)


def _word(rng: random.Random, start: str, endings: Sequence[str] = ()) -> str:
    """Return an invented proper name of mostly three or four syllables."""
    words = _words()
    middle = "".join(rng.choice(words["middles"]) for _ in range(rng.choice((1, 1, 1, 1, 2))))
    return start + middle + rng.choice(endings or words["ends"])


def _person(rng: random.Random, start: str) -> Person:
    words = _words()
    he = rng.choice(("he", "she"))
    first = rng.choice(words[_POOLS[he]])
    last = _word(rng, start, words["families"])
    return Person(first, last, *_HE[he], age=rng.randint(22, 79))


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    write(given.folder, given.documents, seed=given.seed, sentences=given.sentences)


if __name__ == "__main__":
    main()
