"""One request to the configured address, and no longer than a person would wait for it.

The time-out is a total one: a server that sends a byte now and then is late like one that sends
none. The request therefore runs on a thread of its own, which is left behind when its time is over,
whatever it waits for: the name of the host, the handshake, the headers or the answer.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import queue
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.judges.question import UnansweredError

KEY = "FACTCHECK_SECOND_OPINION_KEY"
# An answer of more bytes is not read.
LONGEST_ANSWER = 1_000_000

# Status and body of a response, or the error instead of one.
_Outcome = tuple[int, bytes] | Exception


@dataclass(frozen=True, slots=True)
class Address:
    """Where requests go; no redirect is followed, and no proxy used."""

    secure: bool
    host: str
    port: int | None
    path: str

    def post(self, body: Mapping[str, Any], patience: float) -> tuple[int, bytes]:
        """Return status and body of the response to one request.

        Raises:
            TimeoutError: it was not whole within ``patience`` seconds.
            UnansweredError: nobody listens, or the connection was lost.
        """
        connection = self._connection(patience)
        outcomes: queue.SimpleQueue[_Outcome] = queue.SimpleQueue()
        asking = threading.Thread(
            target=lambda: outcomes.put(self._outcome(connection, body)), daemon=True
        )
        asking.start()
        try:
            outcome = outcomes.get(timeout=patience)
        except queue.Empty:
            raise TimeoutError from None
        finally:
            _hang_up(connection)
        if isinstance(outcome, TimeoutError):
            raise TimeoutError  # without its words, which differ from one system to the next
        if isinstance(outcome, Exception):
            raise UnansweredError(_reason(outcome)) from None
        return outcome

    def _connection(self, patience: float) -> http.client.HTTPConnection:
        if not self.secure:
            return http.client.HTTPConnection(self.host, self.port, timeout=patience)
        return http.client.HTTPSConnection(
            self.host, self.port, timeout=patience, context=ssl.create_default_context()
        )

    def _outcome(self, connection: http.client.HTTPConnection, body: Mapping[str, Any]) -> _Outcome:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if os.environ.get(KEY):
            headers["Authorization"] = f"Bearer {os.environ[KEY]}"
        try:
            connection.request("POST", self.path, json.dumps(body).encode(), headers)
            response = connection.getresponse()
            return response.status, response.read(LONGEST_ANSWER)
        except Exception as error:  # it is told on the thread that asked
            return error
        finally:
            connection.close()


def _hang_up(connection: http.client.HTTPConnection) -> None:
    """Wake the thread that still waits, and let the server know that nobody does any more."""
    open_socket = connection.sock
    if open_socket is not None:
        with contextlib.suppress(OSError):
            # That of an encrypted socket would wait for the other side.
            socket.socket.shutdown(open_socket, socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    """Return in a few words why there was no response, without what was sent."""
    if isinstance(error, ConnectionRefusedError):
        return "nobody listens there"
    if isinstance(error, socket.gaierror):
        return "there is no such host"
    if isinstance(error, ssl.SSLError):
        return "its certificate or protocol was refused"
    if isinstance(error, OSError | http.client.HTTPException):
        return "the connection was lost"
    if isinstance(error, ValueError):
        return "the key or the address holds characters that cannot be sent"
    raise error
