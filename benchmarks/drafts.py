"""How verdicts on drafts compare with what readers say: ``python -m benchmarks.drafts``.

Readers held each sentence of one article of a story against all others of it and said whether they
bear it out (``rounds/drafts.json``, by offsets): *supported*, *partly*, *contradicted*, *disputed*
(some bear it out, others stand against it), *not found*, or *nothing* to check. Sixteen stories are
news, thirty made up; the sentences of ten of these were read twice, and those are left out on which
the two readers differ (nine of 109).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.labelled import analysed, corpus_cases, prepare
from benchmarks.tables import ratio, table
from factcheck.claims.analysis import Analysis
from factcheck.facts.compare import compare_story
from factcheck.pipeline import assemble
from factcheck.read import read_documents
from factcheck.settings.config import Config
from factcheck.stories.story import StoryView
from factcheck.verification.model import VERDICTS
from factcheck.verification.verdicts import verdicts

READ = Path(__file__).with_name("rounds") / "drafts.json"
READ_AS = ("supported", "disputed", "partly", "not found", "contradicted", "nothing")

Row = dict[str, Any]


def verdicts_as_read(data: Path, corpus: Iterable[Path]) -> str:
    """Return a table of the verdicts by what readers say, for news and for stories made up.

    ``data`` is the folder of labelled news, ``corpus`` those of stories labelled by construction.
    """
    by_story: dict[str, list[Row]] = defaultdict(list)
    for row in json.loads(READ.read_text("utf-8")):
        by_story[row["story"]].append(row)
    lines = []
    for group, stories in (("news", _news(data, by_story)), ("made up", _made(corpus, by_story))):
        counted: Counter[tuple[str, str]] = Counter()
        for name, articles in stories:
            for row, verdict in _judged(by_story[name], articles):
                counted[row["read"], verdict] += 1
        for read in READ_AS:
            total = sum(counted[read, v] for v in VERDICTS)
            shares = (ratio(counted[read, v], total) for v in VERDICTS)
            lines.append([f"{group}: {read}", total, *shares])
    return table(["what readers say", "sentences", *VERDICTS], lines)


def _news(data: Path, by_story: Iterable[str]) -> Iterator[tuple[str, tuple[Analysis, ...]]]:
    for name in sorted(by_story):
        folder = data / "ecbplus" / name
        if folder.is_dir():
            yield name, tuple(analysed(read_documents([str(folder)], Config())[0]))


def _made(
    corpus: Iterable[Path], by_story: Iterable[str]
) -> Iterator[tuple[str, tuple[Analysis, ...]]]:
    wanted = set(by_story)
    with tempfile.TemporaryDirectory() as work:
        for case in corpus_cases(corpus, Path(work)):
            name = case.name.removeprefix("corpus/")
            if name in wanted:
                yield name, tuple(prepare(case).analyses)


def _judged(rows: Iterable[Row], articles: tuple[Analysis, ...]) -> Iterator[tuple[Row, str]]:
    """Yield the rows of one draft with the verdicts on them, those whose claims are still found."""
    rows = list(rows)
    draft = next(a for a in articles if Path(a.document.path).stem == Path(rows[0]["draft"]).stem)
    story = (draft, *(a for a in articles if a is not draft))
    documents = [a.document for a in story]
    report = assemble(documents, [], [compare_story(story)], Config())
    found = {(c.start, c.end): c.verdict for c in verdicts(StoryView(story), report)}
    for row in rows:
        if verdict := found.get((row["start"], row["end"])):
            yield row, verdict


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drafts", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument(
        "--corpus",
        nargs="*",
        type=Path,
        default=[Path("fixtures/corpus"), Path("../shared/corpus/stories")],
    )
    given = parser.parse_args()
    print(verdicts_as_read(given.data, given.corpus))


if __name__ == "__main__":
    main()
