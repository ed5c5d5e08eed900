"""A peer on the same stories: the package contrachecker, as its documentation says to use it.

Each article is one chunk, each contradiction it reports one alarm. A claim of the peer has no
offsets, only lower-cased words; its mention is the passage from its subject to its object, or the
object alone where that is too long to count, found again in the article. Where a passage occurs
more than once, every place is credited to it: the mapping errs in the peer's favour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from benchmarks.labelled import Prepared

# Mentions longer than this count for nothing in score.py.
LONGEST = 160


def report_on(prepared: Prepared) -> dict[str, Any]:
    """Return the peer's contradictions in the shape of a factcheck report.

    Raises:
        ModuleNotFoundError: contrachecker is not installed.
    """
    from contrachecker import Chunk, check_contradictions  # type: ignore[import-untyped]

    texts = {d.id: d.text for d in prepared.documents}
    found = check_contradictions([Chunk(id=i, text=t) for i, t in texts.items()])
    findings = []
    for contradiction in found.contradictions:
        pair = (contradiction.claim_a, contradiction.claim_b)
        findings.append(
            {
                "type": "other",
                "severity": "warning",
                "confidence": contradiction.confidence,
                "status": "new",
                "variants": [
                    {"value": c.object, "mentions": list(_mentions(c, texts))} for c in pair
                ],
            }
        )
    return {
        "documents": [{"id": d.id, "path": d.path} for d in prepared.documents],
        "findings": findings,
        "clusters": [],
    }


def _mentions(claim: Any, texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    text = texts[claim.source_chunk_id]
    between = r"[^.!?]*?"
    pattern = re.escape(claim.subject) + between + f"({re.escape(claim.object)})"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        whole = match.end() - match.start() <= LONGEST
        start = match.start() if whole else max(match.start(1), match.end() - LONGEST)
        yield {"document": claim.source_chunk_id, "start": start, "end": match.end()}
