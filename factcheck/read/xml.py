"""XML of feeds, books, documents and dumps: parsed without entities, network and huge trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.read.article import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 50_000_000
MOST_TAGS = 2_000_000


def parse(data: bytes, *, recover: bool = False) -> _Element:
    """Return the root of an XML file; with ``recover``, also of one with faults in it.

    Raises:
        UnreadableError: it is not XML, or far larger than an article.
    """
    from lxml import etree

    if len(data) > MOST_BYTES or data.count(b"<") > MOST_TAGS:
        raise UnreadableError("is a larger XML file than is read", "Split it.")
    # Entities that a file declares can grow without bounds, or name other files.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=recover, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise UnreadableError(f"line {line}: is not XML", "Is the file whole?") from None
    if root is None:
        raise UnreadableError("is not XML", "Is the file whole?")
    return root


def local(element: _Element) -> str:
    """Return the name of an element without its namespace, empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child_text(element: _Element, name: str) -> str:
    """Return the text of the first child called ``name``, whatever its namespace."""
    for child in element:
        if local(child) == name:
            return " ".join("".join(child.itertext()).split())
    return ""
