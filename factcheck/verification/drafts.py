"""What is verified against what: the draft, and the articles that are evidence for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.errors import InputError
from factcheck.model import Document, Problem, Progress
from factcheck.read import read_documents
from factcheck.read.article import Article
from factcheck.read.given import Input, name_of
from factcheck.settings.config import Config
from factcheck.values.spoken import words_of


@dataclass(frozen=True, slots=True)
class Inputs:
    """The draft and the evidence as read; ``copies`` are the paths of copies of the draft."""

    draft: Document
    evidence: tuple[Document, ...]
    copies: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_inputs(
    draft: Input, against: Sequence[Input], config: Config, progress: Progress | None
) -> Inputs:
    """Return the draft and the evidence; the draft itself and copies of it are none.

    Raises:
        InputError: the draft is not one readable article, or there is no evidence.
    """
    drafts, problems = read_documents([draft], config, progress)
    if len(drafts) != 1:
        raise InputError(
            f"{name_of(draft)} holds {len(drafts)} articles", hint="Verify one article at a time"
        )
    document = drafts[0]
    read, more_problems = read_documents(list(against), config, progress)
    file = None if isinstance(draft, Article) else Path(document.path).resolve()
    others = [d for d in read if Path(d.path).resolve() != file]
    words = _words(document)
    copies = [d for d in others if _words(d) == words]
    evidence = [d for d in others if d not in copies]
    if not evidence:
        reason = f" but copies of it: {', '.join(d.path for d in copies)}" if copies else ""
        raise InputError(
            f"there is nothing to hold {name_of(draft)} against{reason}",
            hint="Give other articles than the draft with --against",
        )
    if document.id in {d.id for d in evidence}:
        document = replace(document, id=f"{document.id} (draft)")
    every = sorted({*problems, *more_problems}, key=lambda p: (p.path, p.reason))
    paths = tuple(sorted({d.path for d in copies}))
    return Inputs(document, tuple(evidence), paths, tuple(every))


def _words(document: Document) -> list[str]:
    """Return the words of an article in the form that is compared, whatever its typography."""
    words = words_of(document.text, 0, len(document.text))
    return [w.form for w in words if w.form[0].isalnum()]
