"""factcheck: where several articles about the same events agree, disagree, and who says what.

The public face: :func:`check`, :func:`verify`, :func:`diff` and :func:`load`, what they take
(:class:`Article`, :class:`Config`), and what they return. Nothing heavy is imported before one of
them is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model import VERSION

if TYPE_CHECKING:
    from factcheck.errors import FactcheckError
    from factcheck.model import Document, Finding, Mention, Report, Variant
    from factcheck.pipeline import check
    from factcheck.read.article import Article
    from factcheck.report.json import load
    from factcheck.review.changes import Changes, diff
    from factcheck.settings.config import Config, Ignore, Source
    from factcheck.settings.vocabulary import Vocabulary
    from factcheck.verification.model import VerifyReport
    from factcheck.verification.verdicts import verify

__version__ = VERSION
__all__ = [
    "Article",
    "Changes",
    "Config",
    "Document",
    "FactcheckError",
    "Finding",
    "Ignore",
    "Mention",
    "Report",
    "Source",
    "Variant",
    "VerifyReport",
    "Vocabulary",
    "__version__",
    "check",
    "diff",
    "load",
    "verify",
]

# Where each public name lives, and what it is called there.
_HOMES = {
    "Article": ("read.article", "Article"),
    "Changes": ("review.changes", "Changes"),
    "Config": ("settings.config", "Config"),
    "Document": ("model", "Document"),
    "FactcheckError": ("errors", "FactcheckError"),
    "Finding": ("model", "Finding"),
    "Ignore": ("settings.config", "Ignore"),
    "Mention": ("model", "Mention"),
    "Report": ("model", "Report"),
    "Source": ("settings.config", "Source"),
    "Variant": ("model", "Variant"),
    "VerifyReport": ("verification.model", "VerifyReport"),
    "Vocabulary": ("settings.vocabulary", "Vocabulary"),
    "check": ("pipeline", "check"),
    "diff": ("review.changes", "diff"),
    "load": ("report.json", "load"),
    "verify": ("verification.verdicts", "verify"),
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    from importlib import import_module

    module, called = home
    return getattr(import_module(f"factcheck.{module}"), called)


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
