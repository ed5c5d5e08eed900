"""Makes corpora of fictional news stories for the benchmarks: any number, each a little different.

A story is one invented event (people, places and firms put together from syllables, figures, a
date) told by several invented outlets, each in its own choice of wordings and sentences. Now and
then an outlet slips in one figure or one name. The same seed makes the same corpus.

Run ``python -m benchmarks.stories FOLDER --documents 1000`` to write one as text files.
"""

# ruff: noqa: E501
from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SENTENCES = 20
PER_STORY = 4
# One article in so many has one wrong figure or name.
SLIP = 8

_STARTS = "Bran Kel Vor Mar Sel Tor Hal Lin Os Ar Dun Fen Gri Hol Jor Kar Lom Nor Per Rov Sto Ul Ves Wil Yar Zan Cor Del Eb Fro".split()
_MIDDLES = "a e i o u an el in or ar und est ov ik em al".split()
_PLACES = "holm stad burg vik dale ford mere haven moor gate wick ness field port bridge".split()
_FAMILIES = "sen son man berg ler ski ova etti ard ini ez low court well strom".split()
_FIRST = "Anna Boris Clara David Elena Felix Greta Hugo Irene Jonas Karin Leo Maria Nils Olga Paul Rosa Stefan Tilda Viktor".split()
_FIRMS = "Works Mills Foods Steel Motors Power Textiles Timber Shipping Glass Paper Cement Dairy Tools Chemicals Optics Breweries Railways Ceramics Plastics".split()
_STREETS = "Street Road Lane Avenue Square Hill Row Quay Terrace Close".split()
_OUTLETS = "Courier Gazette Herald Ledger Monitor Observer Post Register Tribune Times".split()
_TRADES = "engineer nurse teacher carpenter driver pharmacist farmer lawyer baker welder".split()

# Each event: the headlines, then its facts. A fact is a list of ways to state it.
_EVENTS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "fire": (
        ("Fire in {place} kills {dead}", "{dead} dead as blaze sweeps {street} in {place}"),
        (
            ("A fire in a block of flats on {street} in {place} killed {dead} people on {day}.",
             "{dead} people died on {day} when a blaze tore through flats on {street} in {place}."),
            ("Another {hurt} residents were taken to hospital with burns.",
             "Hospitals in {place} treated {hurt} people who had been hurt."),
            ("The flames began on floor {floor} of the building shortly after midnight.",
             "Firefighters said the blaze broke out on floor {floor}."),
            ("About {many} firefighters fought the flames until dawn.",
             "It took {many} firefighters six hours to bring the blaze under control."),
        ),
    ),
    "quake": (
        ("Earthquake shakes {place}", "Quake near {place} leaves {dead} dead"),
        (
            ("An earthquake of magnitude {size} struck the town of {place} on {day}.",
             "The town of {place} was hit on {day} by a {size}-magnitude quake."),
            ("At least {dead} people were killed, the governor's office said.",
             "Officials put the death toll at {dead}."),
            ("Some {many} houses collapsed in {place} and the villages around it.",
             "In and around {place} about {many} homes were destroyed."),
            ("The tremor was felt {far} kilometres away.",
             "People {far} kilometres from {place} ran out of their houses."),
        ),
    ),
    "merger": (
        ("{firm} buys {other}", "{firm} agrees to take over {other} for ${money} million"),
        (
            ("{firm} said on {day} it would buy its rival {other} for ${money} million.",
             "In a deal worth ${money} million, {firm} agreed on {day} to take over {other}."),
            ("{other}, based in {place}, employs {many} people.",
             "The buyer promised to keep all {many} workers of {other} in {place}."),
            ("Shares of {firm} fell by {size} percent after the announcement.",
             "Investors were not impressed: the stock of {firm} lost {size} percent."),
            ("The two firms expect to save ${dead} million a year.",
             "Savings of ${dead} million a year are planned."),
        ),
    ),
    "trial": (
        ("{person} jailed for {years} years", "Court in {place} sentences {person}"),
        (
            ("A court in {place} on {day} sentenced {person} to {years} years in prison for fraud.",
             "{person} was jailed for {years} years on {day} by judges in {place}."),
            ("{surname}, {age}, a former {trade}, had taken ${money},000 from {many} pensioners.",
             "The judges found that the {age}-year-old {trade} stole ${money},000 from {many} "
             "pensioners."),
            ("The trial heard {hurt} witnesses over {dead} days.",
             "In {dead} days of hearings the court questioned {hurt} witnesses."),
            ("Lawyers for {surname} said they would appeal.",
             "The defence announced an appeal."),
        ),
    ),
    "storm": (
        ("Storm floods {place}", "{many} flee as floods reach {place}"),
        (
            ("A storm flooded {place} on {day} and forced {many} people out of their homes.",
             "{many} people had to leave their homes in {place} on {day} as the water rose."),
            ("The river stood {size} metres above its usual level.",
             "The water reached {size} metres above normal, the highest in {years} years."),
            ("{dead} people are missing.", "Rescuers were still looking for {dead} people."),
            ("Power failed in {far} villages.", "In {far} villages the lights went out."),
        ),
    ),
    "strike": (
        ("Workers walk out at {firm}", "Strike stops {firm} in {place}"),
        (
            ("About {many} workers of {firm} in {place} stopped work on {day}.",
             "Work at {firm} in {place} came to a halt on {day} when {many} workers walked out."),
            ("Their union demands {size} percent more pay.",
             "The union asks for a rise of {size} percent."),
            ("The firm offered ${dead} a week, which the union called an insult.",
             "An offer of ${dead} a week was turned down."),
            ("It is the first strike there in {years} years.",
             "The plant had seen no strike for {years} years."),
        ),
    ),
}  # fmt: skip

_COMMON: tuple[tuple[str, ...], ...] = (
    ('"{quote}," said {official}, the mayor of {place}.',
     'The mayor of {place}, {official}, said: "{quote}."'),
    ("{official} will visit {street} on {later}.", "A visit by {official} is planned for {later}."),
    ("{person}, a {trade} of {age}, saw it from {street}.",
     "It was seen by {person}, {age}, who works as a {trade} in {place}."),
    ("An inquiry led by {official} is to report within {weeks} weeks.",
     "{official} expects the results of an inquiry in {weeks} weeks."),
    ("{place} has {people} inhabitants and lies {far} kilometres from {town}.",
     "The town of {people} people is {far} kilometres from {town}."),
)  # fmt: skip

_FILLERS = (
    "People of {place} gathered on {street} in the evening.",
    "The council of {place} called a special meeting in the old town hall.",
    "{surname} could not be reached by telephone.",
    "Schools near {street} stayed closed until further notice.",
    "A spokeswoman for {firm} declined to say more.",
    "Neighbours from {town} sent food, blankets and money.",
    "Trains between {place} and {town} ran late all day.",
    "Many shops on {street} did not open.",
    "The regional newspaper of {town} had warned of it as early as last spring.",
    "Nobody in {place} remembers anything like it.",
    "{official} has held the office since the last election.",
    "The family of {surname} has lived in {place} for generations.",
    "Reporters from {town} were kept behind a barrier.",
    "The church on {street} rang its bells at noon.",
    "Others in {town} asked why it had taken so long.",
    "A team of experts has arrived from {town}.",
    "The weather in {place} is expected to stay dry.",
    "Volunteers handed out tea and bread near {street}.",
)

_QUOTES = (
    "We will not forget this day and we will not leave anyone alone",
    "Nobody could have foreseen what happened here this week",
    "This town has seen worse and it has always stood together",
    "I promise that every question will be answered in public",
    "It is too early to speak of causes and I will not do so",
)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpus; articles with the same ``story`` report the same event."""

    name: str
    story: int
    text: str


def articles(
    documents: int, *, seed: int = 0, sentences: int = SENTENCES, per_story: int = PER_STORY
) -> Iterator[Article]:
    """Yield ``documents`` articles of about ``sentences`` sentences, ``per_story`` to an event."""
    for number in range(documents):
        story, copy = divmod(number, per_story)
        yield Article(f"s{story:06d}-{copy}", story, _tell(seed, story, copy, sentences))


def write(folder: Path, documents: int, *, seed: int = 0, sentences: int = SENTENCES) -> None:
    """Write the corpus as text files, a thousand to a folder."""
    for number, article in enumerate(articles(documents, seed=seed, sentences=sentences)):
        path = folder / f"{number // 1000:04d}" / f"{article.name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article.text, encoding="utf-8")


def _event(seed: int, story: int) -> tuple[str, dict[str, str]]:
    """Return the kind of an event and what there is to know of it."""
    rng = random.Random(f"{seed} {story}")
    day = date(2019, 1, 1) + timedelta(days=rng.randrange(2_000))
    place, town = _place(rng), _place(rng)
    surname, official = _surname(rng), _surname(rng)
    firm, other = rng.sample(_FIRMS, 2)
    return rng.choice(sorted(_EVENTS)), {
        "place": place, "town": town, "street": f"{_word(rng)} {rng.choice(_STREETS)}",
        "firm": f"{_word(rng)}{rng.choice(_MIDDLES)} {firm}", "other": f"{_word(rng)} {other}",
        "person": f"{rng.choice(_FIRST)} {surname}", "surname": surname,
        "official": f"{rng.choice(_FIRST)} {official}", "trade": rng.choice(_TRADES),
        "day": f"{day:%B} {day.day}", "later": f"{day + timedelta(days=9):%B} {(day + timedelta(days=9)).day}",
        "dead": str(rng.randint(2, 60)), "hurt": str(rng.randint(61, 400)),
        "many": f"{rng.randint(1_000, 90_000):,}", "floor": str(rng.randint(2, 30)),
        "size": f"{rng.randint(11, 89) / 10}", "far": str(rng.randint(12, 300)),
        "money": str(rng.randint(10, 900)), "years": str(rng.randint(3, 40)),
        "age": str(rng.randint(22, 80)), "weeks": str(rng.randint(2, 20)),
        "people": f"{rng.randint(3_000, 400_000):,}", "quote": rng.choice(_QUOTES),
    }  # fmt: skip


def _tell(seed: int, story: int, copy: int, sentences: int) -> str:
    kind, known = _event(seed, story)
    rng = random.Random(f"{seed} {story} {copy}")
    told = dict(known)
    if rng.randrange(SLIP) == 0:
        slip = rng.choice(("dead", "many", "place", "surname"))
        told[slip] = _slipped(rng, told[slip])
    headlines, facts = _EVENTS[kind]
    body = [rng.choice(ways) for ways in facts]
    rest = [rng.choice(ways) for ways in _COMMON]
    rest += rng.sample(_FILLERS, min(len(_FILLERS), max(0, sentences - len(body) - len(rest))))
    rng.shuffle(rest)
    lines = [line.format_map(told) for line in body + rest]
    paragraphs = [" ".join(lines[n : n + 3]) for n in range(0, len(lines), 3)]
    title = rng.choice(headlines).format_map(told)
    outlet = f"The {known['town']} {rng.choice(_OUTLETS)}"
    return "\n\n".join([title, f"{outlet} reports from {told['place']}.", *paragraphs]) + "\n"


def _slipped(rng: random.Random, value: str) -> str:
    if value.replace(",", "").isdigit():
        return f"{int(value.replace(',', '')) + rng.randint(1, 9):,}"
    n = rng.randrange(1, len(value) - 1)
    return value[:n] + value[n + 1 :]


def _word(rng: random.Random) -> str:
    return rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(("r", "l", "n", "k", "t", "d"))


def _place(rng: random.Random) -> str:
    return rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(_PLACES)


def _surname(rng: random.Random) -> str:
    return rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(_FAMILIES)


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
