"""The cost of a piece of work: clock, processor time and memory, in a process of its own."""

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
    """The cost of a process: seconds on the clock and of processor time.

    ``measured`` are the numbers that the process printed about its work, by name.
    """

    wall: float
    cpu: float
    measured: dict[str, float]


def peak() -> float:
    """Return the peak memory of this process in MB (Linux; elsewhere 0).

    The number that ``os.wait4`` gives the parent would include the parent's memory at the fork.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    match = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(match[1]) / 1024 if match else 0.0


def in_process(module: str, *arguments: str) -> Cost:
    """Run ``python -m module arguments`` and return its cost.

    If its last line on standard output is a JSON object, that is what it ``measured``.

    Raises:
        SystemExit: the process ended with another status than 0 or 1.
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
    measured = json.loads(last[0]) if last[0].startswith("{") else {}
    return Cost(
        os.times().elapsed - began.elapsed,
        used.ru_utime + used.ru_stime,
        measured,
    )
