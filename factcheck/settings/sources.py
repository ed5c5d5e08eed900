"""Find the configured source and the configured publication date of an article."""

from __future__ import annotations

from urllib.parse import urlsplit

from factcheck.model import Document
from factcheck.settings.config import Config, Source
from factcheck.settings.globs import glob_matches


def configured_source(document: Document, config: Config) -> Source | None:
    """Return the configured source of an article: by name, folder or domain."""
    for source in config.sources:
        if document.source == source.name:
            return source
    path, host = config.from_root(document.path), _host(document.url)
    for source in config.sources:
        if any(f"{path}/".startswith(folder.strip("/") + "/") for folder in source.folders):
            return source
        if any(host == d.lower() or host.endswith(f".{d.lower()}") for d in source.domains):
            return source
    return None


def configured_day(path: str, config: Config) -> str | None:
    """Return the publication date that the configuration gives for the article at ``path``.

    The last pattern that matches holds, so that a particular one can follow a general one.
    """
    relative = config.from_root(path) if config.dates else path
    days = [day for glob, day in config.dates.items() if glob_matches(glob, relative)]
    return days[-1] if days else None


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # not a valid address, such as "http://["
        return ""
