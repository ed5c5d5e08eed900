"""What a piece of work costs: clock, processor time and memory, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of processor time, and what the work says itself."""

    wall: float
    cpu: float
    said: dict[str, float]


def peak() -> float:
    """Return the peak memory of this process in MB (Linux; elsewhere 0).

    What the parent's wait tells would count the parent's own memory at the moment of the fork.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def in_process(module: str, *arguments: str) -> Cost:
    """Run ``python -m module arguments`` and return its cost.

    Its last line on standard output may be a JSON object; that is what it says itself.
    """
    command = [sys.executable, "-m", module, *arguments]
    began = os.times()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed with status {process.returncode}")
    last = output.strip().splitlines()[-1:] or [""]
    said = json.loads(last[0]) if last[0].startswith("{") else {}
    return Cost(
        os.times().elapsed - began.elapsed,
        used.ru_utime + used.ru_stime,
        said,
    )
