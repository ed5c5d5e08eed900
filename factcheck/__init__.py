"""factcheck: where several articles about the same events agree, disagree, and who says what.

The public face: :func:`check`, :func:`verify`, :func:`diff`, :class:`Report`, :class:`Config`.
Nothing heavy is imported before one of them is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model import VERSION

if TYPE_CHECKING:
    from factcheck.model import Report
    from factcheck.pipeline import check
    from factcheck.review.changes import compare as diff
    from factcheck.settings.config import Config
    from factcheck.verification.verdicts import verify

__version__ = VERSION
__all__ = ["Config", "Report", "__version__", "check", "diff", "verify"]

# Where each public name lives, and what it is called there.
_HOMES = {
    "Config": ("settings.config", "Config"),
    "Report": ("model", "Report"),
    "check": ("pipeline", "check"),
    "diff": ("review.changes", "compare"),
    "verify": ("verification.verdicts", "verify"),
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    from importlib import import_module

    module, called = home
    return getattr(import_module(f"factcheck.{module}"), called)
