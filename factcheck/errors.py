"""The exceptions factcheck raises, in one tree; each says what the caller can do about it.

``FactcheckError`` is the only class a caller needs to catch. The command line turns every one of
them into one line on standard error and exit status 2, never into a traceback.
"""

from __future__ import annotations


class FactcheckError(Exception):
    """Base of everything factcheck raises on purpose.

    ``hint`` is one sentence that says what to do next; it may be empty.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message


class InputError(FactcheckError):
    """What was given to read cannot be read, or there is nothing in it: give other paths."""


class ConfigError(FactcheckError):
    """The configuration or a command-line option is wrong: correct the named key."""


class ModelError(FactcheckError):
    """A model is missing, damaged or not the one that was asked for: install or name another."""


class OutputError(FactcheckError):
    """A report cannot be written: free space, or choose another output folder."""


class EngineError(FactcheckError):
    """The engine that should do the work cannot be reached or failed: use ``--engine local``."""
