"""Which of the configured sources an article belongs to."""

from __future__ import annotations

from urllib.parse import urlsplit

from factcheck.model import Document
from factcheck.settings.config import Config, Source


def configured(document: Document, config: Config) -> Source | None:
    """Return the configured source of an article: by its name, its folder or its URL's domain."""
    for source in config.sources:
        if document.source == source.name:
            return source
    path, host = config.from_root(document.path), _host(document.url)
    for source in config.sources:
        if any(path.startswith(folder.strip("/") + "/") for folder in source.folders):
            return source
        if any(host == d.lower() or host.endswith(f".{d.lower()}") for d in source.domains):
            return source
    return None


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # an address that is none, such as "http://["
        return ""
