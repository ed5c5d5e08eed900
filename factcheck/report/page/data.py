"""The data that the page's script needs: for decisions, worklists and comparing articles."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from factcheck.model import Finding, Report, Variant
from factcheck.report.escape import SPACES
from factcheck.report.markdown import ESCAPES
from factcheck.report.page.lookup import Index
from factcheck.report.pagetext import INVISIBLE, SHORT_NAMES, slug


def script_data(index: Index) -> Markup:
    """Return the data of documents, findings and clusters as JSON.

    It is in ASCII and has no ``<``, ``>`` and ``&``, so that no text can end its HTML element.
    A place is document (its position), line, column, start, end and text; line and column are null
    where the file has no lines, and the text where it is that of the variant.
    """
    report = index.report
    numbers = {document.id: n for n, document in enumerate(report.documents)}
    plain = {
        "documents": [
            {"id": slug(d.id), "path": d.path, "label": index.labels[d.id]}
            for d in report.documents
        ],
        "findings": {f.fingerprint: _finding(f, report, numbers) for f in report.findings},
        "clusters": {slug(c.id): c.verdict for c in report.clusters},
        # How the terminal's worklist is escaped, for that of the page.
        "escapes": ESCAPES,
        "invisible": INVISIBLE,
        "names": SHORT_NAMES,
        "spaces": SPACES,
    }
    text = json.dumps(plain, separators=(",", ":"), sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _finding(finding: Finding, report: Report, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "id": slug(finding.fingerprint),
        "type": finding.type,
        "fact": finding.fact,
        "values": sorted(v.value for v in finding.variants),
        "status": finding.status,
        "reason": finding.reason or "",
        "variants": [_variant(v, report, numbers) for v in finding.variants],
    }


def _variant(variant: Variant, report: Report, numbers: dict[str, int]) -> dict[str, Any]:
    places = []
    for m in variant.mentions:
        number = numbers[m.document]
        line, column = report.documents[number].locate(m.start) or (None, None)
        text = None if m.text == variant.value else m.text
        places.append([number, line, column, m.start, m.end, text])
    return {
        "value": variant.value,
        "backing": [variant.independent_sources, variant.sources],
        "places": places,
    }
