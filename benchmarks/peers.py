"""Another tool on the same stories: the package contrachecker, used as its documentation says.

Each article is one chunk, each contradiction that it reports one alarm. Its claims have no
offsets, only lower-cased words. The mention of a claim is the passage of the article from its
subject to its object, or only the object where that is too long to count. All passages that match
are mentions, which is in favour of the peer.
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
    result = check_contradictions([Chunk(id=i, text=t) for i, t in texts.items()])
    findings = []
    for contradiction in result.contradictions:
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
