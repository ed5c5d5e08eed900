"""Libraries that open a socket by being imported are kept from it."""

from __future__ import annotations

import importlib
import socket
from types import ModuleType


def import_without_sockets(name: str) -> ModuleType:
    """Import and return the module ``name`` so that urllib3, if it comes along, opens no socket.

    spaCy and trafilatura bring urllib3, which on import binds a socket to this machine to see
    whether it speaks IPv6. Nothing here uses what it finds out.
    """
    had = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        return importlib.import_module(name)
    finally:
        socket.has_ipv6 = had
