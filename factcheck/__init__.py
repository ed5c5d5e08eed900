"""factcheck: where several articles about the same events agree, disagree, and who says what.

The public face: :func:`check`, :func:`verify`, :func:`diff`, :class:`Report`, :class:`Config`.
Nothing heavy is imported before one of them is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.config import Config
    from factcheck.model import Report
    from factcheck.pipeline import check
    from factcheck.verification import verify

__version__ = "0.1.0"
__all__ = ["Config", "Report", "__version__", "check", "verify"]

_HOMES = {"check": "pipeline", "Config": "config", "Report": "model", "verify": "verification"}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"factcheck.{home}"), name)
