"""Show that a change of the code's shape changes no byte of a report.

``python -m benchmarks.unchanged --write before.json`` keeps the digest of the JSON report of each
fixture, of the seeds and of twelve labelled stories; ``--against before.json`` names those whose
report is another one now, and ends with status 1 if there is any.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from factcheck import Config, check
from factcheck.report.json import render

FIXTURES = Path("fixtures")
STORIES = ("1a", "3a", "8a", "14a", "20b", "24b", "7a", "12b", "16b", "21a", "37b", "44a")
"""Six labelled stories of each group; those that the evaluation folder lacks are skipped."""


def folders(data: Path) -> Iterator[Path]:
    """Yield the folders whose reports are compared; each is checked by itself."""
    yield from (FIXTURES / name for name in ("court", "ferry", "letter"))
    yield data.parent / "seeds"
    yield from (data / "ecbplus" / name for name in STORIES)


def digests(data: Path, cache: Path | None) -> dict[str, str]:
    """Return the SHA-256 of the JSON report of each folder that exists, by its path."""
    by_folder = {}
    for folder in folders(data):
        if not folder.is_dir():
            print(f"{folder}: not there, skipped", file=sys.stderr)
            continue
        config = Config(cache_dir=cache) if cache else Config()
        report = render(check([folder], config))
        by_folder[folder.as_posix()] = hashlib.sha256(report.encode()).hexdigest()
        print(f"{folder}: {by_folder[folder.as_posix()][:16]}", file=sys.stderr, flush=True)
    return by_folder


def main() -> int:
    """Write the digests, or compare them with those written before."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--cache", type=Path, help="keep what was computed in this folder")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", type=Path, metavar="FILE")
    action.add_argument("--against", type=Path, metavar="FILE")
    options = parser.parse_args()
    now = digests(options.data, options.cache)
    if options.write:
        options.write.write_text(json.dumps(now, indent=1) + "\n")
        return 0
    before = json.loads(options.against.read_text())
    changed = sorted(name for name in now if before.get(name) != now[name])
    print(f"{len(now) - len(changed)} of {len(now)} reports are the same bytes")
    for name in changed:
        print(f"changed: {name}")
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main())
