"""What a server refuses by name, and what is sent instead.

Hosted models differ in what they take: one wants the most tokens under another name, one has no
temperature to choose, one no seed. A server that says which it is gets the next request without.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

MOST_TOKENS = 300
# Models that take the most tokens under this name count their thoughts among them.
_INSTEAD: Mapping[str, Mapping[str, Any]] = {"max_tokens": {"max_completion_tokens": 2000}}
# A reason is read this far: some servers repeat the request behind it.
_REASON = 200
_QUOTED = re.compile(r"""['"`](\w+)['"`]""")


def refused(data: bytes, sent: Mapping[str, Any]) -> str | None:
    """Return the name of the first sent parameter that a refusal names, None without one."""
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return next((name for name in _named(loaded) if name in sent), None)


def without(settings: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return settings less the one that was refused, and what stands for it elsewhere."""
    kept = {key: value for key, value in settings.items() if key != name}
    return kept | dict(_INSTEAD.get(name, {}))


def _named(refusal: Any) -> Iterator[str]:
    """Yield the names of parameters in a refusal: in its fields first, then in its words."""
    if not isinstance(refusal, dict):
        return
    error = refusal.get("error")
    told = error if isinstance(error, dict) else refusal
    if isinstance(told.get("param"), str):
        yield told["param"].split(".")[0]
    details = refusal.get("detail")
    for detail in details if isinstance(details, list) else ():
        place = detail.get("loc") if isinstance(detail, dict) else None
        yield from (part for part in place or () if isinstance(part, str))
    reason = error if isinstance(error, str) else told.get("message")
    if isinstance(reason, str):
        yield from _QUOTED.findall(reason[:_REASON])
