"""Find the configured source of an article."""

from __future__ import annotations

from urllib.parse import urlsplit

from factcheck.model import Document
from factcheck.settings.config import Config, Source


def configured_source(document: Document, config: Config) -> Source | None:
    """Return the configured source of an article: by name, folder or domain."""
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
    except ValueError:  # not a valid address, such as "http://["
        return ""
