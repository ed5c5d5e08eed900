"""Install a plug-in of one file the way a distribution does, and run factcheck with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def install(site: Path, module: str, group: str, name: str, attribute: str) -> None:
    """Put the file ``module`` of this folder into ``site``, as the entry point ``name``."""
    shutil.copy(HERE / f"{module}.py", site)
    metadata = site / f"{module}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}:{attribute}\n")


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run factcheck, or Python with ``-c``, with the folder ``site`` of installed packages."""
    program = list(arguments) if arguments[0] == "-c" else ["-m", "factcheck", *arguments]
    return subprocess.run(
        [sys.executable, *program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])},
        cwd=site.parent,
        capture_output=True,
        text=True,
    )
