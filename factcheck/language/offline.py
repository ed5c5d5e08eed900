"""Imports libraries that would otherwise open a socket while they are imported."""

from __future__ import annotations

import importlib
import socket
from types import ModuleType


def import_without_sockets(name: str) -> ModuleType:
    """Import and return the module ``name``; urllib3 opens no socket if it is imported with it.

    spaCy and trafilatura import urllib3, which then binds a local socket to test for IPv6. The
    result of that test is not needed here.

    Raises:
        ImportError: there is no such module.
    """
    before = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        return importlib.import_module(name)
    finally:
        socket.has_ipv6 = before
