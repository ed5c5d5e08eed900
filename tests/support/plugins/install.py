"""Installs a plug-in of one file the way a distribution does: a module and its metadata."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent


def install(site: Path, module: str, group: str, name: str, attribute: str) -> None:
    """Put the file ``module`` of this folder into ``site``, as the entry point ``name``."""
    shutil.copy(HERE / f"{module}.py", site)
    metadata = site / f"{module}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}:{attribute}\n")
