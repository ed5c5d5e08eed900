"""Debian's Firefox, driven by its own protocol (Marionette), which needs no driver.

Playwright drives only a Firefox that it has built itself, and that is never downloaded here.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

NAMES = ("firefox-esr", "firefox")
SECONDS = 60


class Firefox:
    """A session of a running Firefox."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._buffer = b""
        self._number = 0
        self._message()  # It greets first.
        self.tell("WebDriver:NewSession", strictFileInteractability=False)

    def tell(self, command: str, **parameters: Any) -> Any:
        """Send a command and return its result."""
        self._number += 1
        data = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._message()
        assert error is None, error
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def open(self, address: str) -> None:
        """Open an address, also where only its fragment differs from the present one."""
        self.tell("WebDriver:Navigate", url="about:blank")
        self.tell("WebDriver:Navigate", url=address)

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        return self.tell("WebDriver:ExecuteScript", script=f"return {expression};", args=[])

    def press(self, *keys: str) -> None:
        """Press and release keys, one after the other."""
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": pressed}]
        self.tell("WebDriver:PerformActions", actions=actions)

    def until(self, condition: str) -> None:
        """Wait until a condition in the page is true."""
        for _ in range(200):
            if self.ask(condition):
                return
            time.sleep(0.05)
        raise AssertionError(f"never came true: {condition}")

    def _message(self) -> Any:
        while b":" not in self._buffer:
            self._buffer += self._received()
        length, _, rest = self._buffer.partition(b":")
        while len(rest) < int(length):
            rest += self._received()
        self._buffer = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def _received(self) -> bytes:
        received = self._socket.recv(1 << 16)
        assert received, "Firefox has closed the connection"
        return received


def _connected(port: int) -> socket.socket:
    for _ in range(SECONDS * 4):
        with suppress(OSError):
            return socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
        time.sleep(0.25)
    raise AssertionError("Firefox does not answer")


@contextmanager
def started(folder: Path) -> Iterator[Firefox]:
    """Yield a running Firefox with a new profile in ``folder``; skip where none is installed."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Firefox: install Debian's package 'firefox-esr' to test the page in it")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(
        f'user_pref("marionette.port", {port});\n'
        'user_pref("browser.shell.checkDefaultBrowser", false);\n'
        'user_pref("datareporting.policy.dataSubmissionEnabled", false);\n',
        encoding="utf-8",
    )
    running = subprocess.Popen(
        [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield Firefox(port)
    finally:
        running.terminate()
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            running.kill()
