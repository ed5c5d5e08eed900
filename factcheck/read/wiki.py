"""Dumps of MediaWiki: the newest version of every article. Needs the extra ``documents``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.feeds import day
from factcheck.read.pdf import NEEDS_EXTRA
from factcheck.read.xml import child_text, local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_PAGE = 1_000_000
MOST_PAGES = 20_000
MOST_OPEN = 100
# Tags whose content is no text of the article, or was withdrawn.
_APART = frozenset(
    "ref references table gallery math chem score timeline syntaxhighlight source pre nowiki s del"
    " strike templatestyles imagemap graph".split()
)
# Templates that only set how their text looks, and which of their arguments is the text.
_WRAPPERS = {"nowrap": 1, "nobr": 1, "small": 1, "big": 1, "abbr": 1, "lang": 2, "em": 1, "sic": 1}
_MEASURES = ("convert", "cvt")
_FILES = ("file:", "image:", "category:", "media:")
_DEEPEST = 60


def read(content: Content) -> Reading:
    """Yield the article of each page; talk, templates and redirects are none.

    Raises:
        UnreadableError: the file is damaged, or has no articles.
    """
    try:
        import mwparserfromhell
    except ImportError:
        raise UnreadableError(
            "is a dump of a wiki, which needs mwparserfromhell", NEEDS_EXTRA
        ) from None
    root = parse(content.data)
    pages = [page for page in root if local(page) == "page" and _is_article(page)]
    if not pages:
        raise UnreadableError("is a dump of a wiki without articles", "Export the pages again.")
    site = next((child_text(e, "sitename") for e in root if local(e) == "siteinfo"), "")
    for number, page in enumerate(pages, 1):
        title = child_text(page, "title") or str(number)
        if number > MOST_PAGES:
            yield UnreadableError(f"has more than {MOST_PAGES:,} pages", "Split it.")
            return
        revision = [e for e in page if local(e) == "revision"][-1]
        source = next((e.text or "" for e in revision if local(e) == "text"), "")
        fault = _fault(source)
        if fault:
            yield UnreadableError(f"the page {title[:60]!r} {fault}", "Give its text.")
            continue
        text = _tidy("".join(_shown(mwparserfromhell.parse(source).nodes, 0)))
        yield Article(
            path=content.path,
            text=text,
            name="" if len(pages) == 1 else title[:200],
            title=title,
            source=site or None,
            published=day(child_text(revision, "timestamp")),
            anchors=None,
        )


def _is_article(page: _Element) -> bool:
    names = [local(child) for child in page]
    return child_text(page, "ns") in ("", "0") and "redirect" not in names and "revision" in names


def _fault(source: str) -> str:
    """Return why a page is not read, empty if it is."""
    if len(source) > LONGEST_PAGE:
        return "is too long"
    # The library tries what each of them could begin, in time that grows with their square.
    marks = (("{{", "}}"), ("[[", "]]"), ("{|", "|}"))
    opened = max(source.count(begin) - source.count(end) for begin, end in marks)
    return "leaves its markup open" if opened > MOST_OPEN else ""


def _shown(nodes: Any, depth: int) -> Iterator[str]:
    """Yield what a reader sees of the nodes of a page."""
    from mwparserfromhell import nodes as kinds

    if depth > _DEEPEST:
        return
    for node in nodes:
        if isinstance(node, kinds.Text):
            yield str(node.value)
        elif isinstance(node, kinds.Wikilink):
            yield from _link(node, depth)
        elif isinstance(node, kinds.ExternalLink):
            yield from _shown(node.title.nodes if node.title else (), depth + 1)
        elif isinstance(node, kinds.Heading):
            yield "\n\n"
            yield from _shown(node.title.nodes, depth + 1)
            yield "\n\n"
        elif isinstance(node, kinds.HTMLEntity):
            yield str(node.normalize())
        elif isinstance(node, kinds.Template):
            yield from _template(node, depth)
        elif isinstance(node, kinds.Tag):
            tag = str(node.tag).strip().lower()
            if tag == "br":
                yield "\n"
            elif tag not in _APART and node.contents is not None:
                yield from _shown(node.contents.nodes, depth + 1)


def _link(node: Any, depth: int) -> Iterator[str]:
    title = str(node.title).strip()
    if not title.lower().startswith(_FILES):
        yield from _shown((node.text or node.title).nodes, depth + 1)


def _template(node: Any, depth: int) -> Iterator[str]:
    """Yield the text of a template that wraps one; of all others nothing is known."""
    name = str(node.name).strip().lower()
    if name in _MEASURES and node.has("1") and node.has("2"):
        yield f"{str(node.get('1').value).strip()} {str(node.get('2').value).strip()}"
    elif name in _WRAPPERS and node.has(str(_WRAPPERS[name])):
        yield from _shown(node.get(str(_WRAPPERS[name])).value.nodes, depth + 1)


def _tidy(text: str) -> str:
    """Return text without the empty lines and the rests that its templates leave."""
    lines = [line.strip(" \t") for line in text.split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()


READER = Reader(
    "wiki",
    read,
    recognises=lambda content: b"<mediawiki" in content.data[:1000],
    certain=True,
    text="the newest version of each article (an `.xml` dump of MediaWiki), without markup, tables,"
    " templates and notes",
    metadata="title, site, day of the version",
    lines="no",
)
