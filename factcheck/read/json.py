"""JSON and JSON lines: one article or many, checked against the schema ``articles``."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from factcheck.read import json_feed
from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.decode import decode, defects
from factcheck.read.headline import titled
from factcheck.settings.schema import explain, load_schema

HINT = "'factcheck schema articles' prints what is allowed."
# Other usual names of a key, which count where the key itself is missing.
OTHER_NAMES = {"text": ("body", "content", "articleBody"), "title": ("headline",)}
SHOWN_KEYS = 8
MOST_FAULTS = 20
LONGEST_REASON = 200
_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")
_IN_STRING = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|\""
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A JSON object: ``start`` is its offset in the file, ``places`` those of the values by key."""

    start: int
    values: Mapping[str, Any]
    places: Mapping[str, int]


def read(content: Content) -> Reading:
    """Yield the articles of a file; for a broken line or entry an error, and the others are read.

    Raises:
        UnreadableError: the file is not text, or has no article.
    """
    source = decode(content.data)
    starts = [0, *(m.end() for m in re.finditer("\n", source))]
    entries = list(_entries(source, starts, content.ending == ".json"))
    if not entries:
        raise UnreadableError("holds no article", HINT)
    alone = len(entries) == 1 and source.lstrip().startswith("{")
    if alone and isinstance(entries[0], Entry) and json_feed.is_feed(entries[0].values):
        yield from json_feed.read_feed(content.path, entries[0].values)
        return
    faults = 0
    for number, entry in enumerate(entries, 1):
        result: Article | UnreadableError
        if isinstance(entry, Entry):
            entry = _usual(entry)
            name = entry.values.get("id") or ("" if alone else str(number))
            result = _article(content.path, str(name), entry, source, starts)
        else:
            result = entry
        faults += isinstance(result, UnreadableError)
        if faults > MOST_FAULTS:
            yield UnreadableError(f"has more than {MOST_FAULTS} faults, and was not read on", HINT)
            return
        yield result


# --- JSON with offsets --------------------------------------------------------------------------


def _entries(source: str, starts: list[int], whole: bool) -> Iterator[Entry | UnreadableError]:
    """Yield the objects of a list, the only object, or the object of each line."""
    begin = _skip(source, 0)
    if not source[begin:]:
        return
    if source[begin] == "[":
        yield from _caught(_list(source, begin, starts))
        return
    if whole:
        first = list(_caught(_alone(source, begin)))
        # Files of JSON lines often have the ending .json.
        if isinstance(first[0], Entry) or len(starts) == 1 or "\n{" not in source:
            yield from first
            return
    for number, start in enumerate(starts, 1):
        end = starts[number] if number < len(starts) else len(source)
        line = source[start:end].rstrip()
        if line:
            yield from _caught(_alone(line, _skip(line, 0), start), number)


def _caught(
    entries: Iterator[Entry | UnreadableError], line: int | None = None
) -> Iterator[Entry | UnreadableError]:
    """Yield ``entries`` up to the first fault, and then an error that says what it is."""
    try:
        yield from entries
    except json.JSONDecodeError as error:
        where = f"line {line or error.lineno}, column {error.colno}"
        yield UnreadableError(f"{where}: is not JSON: {error.msg}", HINT)
    except (ValueError, RecursionError) as error:
        where = f"line {line}: " if line else ""
        what = "is nested too deeply" if isinstance(error, RecursionError) else str(error)
        yield UnreadableError(f"{where}{what}", HINT)


def _list(source: str, position: int, starts: list[int]) -> Iterator[Entry | UnreadableError]:
    """Yield the objects of the list at ``position``, which must be all that the text has.

    For another value, the result has an error. ``starts`` are the offsets of the lines.

    Raises:
        json.JSONDecodeError: the text is not JSON.
    """
    position = _skip(source, position + 1)
    if source[position : position + 1] == "]":
        return
    while True:
        if other := _no_object(source, position):
            what, after = other
            yield UnreadableError(f"line {bisect_right(starts, position)}: {what}", HINT)
            position = after
        else:
            entry, position = _object(source, position)
            yield entry
        position = _skip(source, position)
        if source[position : position + 1] == "]":
            break
        position = _expect(source, position, ",")
    _end(source, position + 1)


def _alone(source: str, position: int, offset: int = 0) -> Iterator[Entry]:
    """Yield the object at ``position``, which must be all that the text has.

    ``offset`` is where ``source`` begins in the file.

    Raises:
        json.JSONDecodeError: the text is not JSON.
        ValueError: it is JSON, but no object.
    """
    if other := _no_object(source, position):
        what, after = other
        _end(source, after)
        raise ValueError(what)
    entry, position = _object(source, position)
    _end(source, position)
    places = {key: place + offset for key, place in entry.places.items()}
    yield Entry(entry.start + offset, entry.values, places)


def _object(source: str, position: int) -> tuple[Entry, int]:
    """Return the object at ``position`` and the offset of its end.

    The decoder of the standard library does not say at which offset a value begins.

    Raises:
        json.JSONDecodeError: there is no object.
    """
    start = position
    values: dict[str, Any] = {}
    places: dict[str, int] = {}
    position = _expect(source, position, "{")
    if source[position : position + 1] == "}":
        return Entry(start, values, places), position + 1
    while True:
        if source[position : position + 1] != '"':
            raise json.JSONDecodeError("a key in double quotes is missing", source, position)
        key, position = _DECODER.raw_decode(source, position)
        places[key] = _expect(source, _skip(source, position), ":")
        values[key], position = _DECODER.raw_decode(source, places[key])
        position = _skip(source, position)
        if source[position : position + 1] == "}":
            return Entry(start, values, places), position + 1
        position = _expect(source, position, ",")


def _no_object(source: str, position: int) -> tuple[str, int] | None:
    """Return what to say of a JSON value that is no object, and the offset of its end; else None.

    The result is also None where there is no JSON.

    Raises:
        RecursionError: the value is nested too deeply.
    """
    if source[position : position + 1] == "{":
        return None
    try:
        value, end = _DECODER.raw_decode(source, position)
    except json.JSONDecodeError:
        return None
    kind = {str: "a text", list: "a list", bool: "true or false", type(None): "null"}
    return f"{kind.get(type(value), 'a number')} stands where an article should be", end


def _skip(source: str, position: int) -> int:
    """Return the first offset from ``position`` on that is not white space."""
    match = _SPACE.match(source, position)
    return match.end() if match else position


def _expect(source: str, position: int, mark: str) -> int:
    """Return the offset after ``mark`` and white space.

    Raises:
        json.JSONDecodeError: ``mark`` is not at ``position``.
    """
    if source[position : position + 1] != mark:
        raise json.JSONDecodeError(f"{mark!r} is missing", source, position)
    return _skip(source, position + 1)


def _end(source: str, position: int) -> None:
    """Check that only white space follows.

    Raises:
        json.JSONDecodeError: something else follows.
    """
    position = _skip(source, position)
    if position < len(source):
        raise json.JSONDecodeError("more follows", source, position)


# --- articles -----------------------------------------------------------------------------------


def _usual(entry: Entry) -> Entry:
    """Return an entry with the usual names of its keys, and with a number as its id as text."""
    values, places = dict(entry.values), dict(entry.places)
    for key, others in OTHER_NAMES.items():
        other = next((name for name in others if isinstance(values.get(name), str)), None)
        if values.get(key) is None and other is not None:
            values[key], places[key] = values[other], places[other]
    if isinstance(values.get("id"), int) and not isinstance(values["id"], bool):
        values["id"] = str(values["id"])
    return Entry(entry.start, values, places)


def _article(
    path: str, name: str, entry: Entry, source: str, starts: list[int]
) -> Article | UnreadableError:
    """Return the article of a JSON object, or the first fault in it.

    ``starts`` are the offsets at which the lines of ``source`` begin.
    """
    if "text" not in entry.values:
        line = bisect_right(starts, entry.start)
        reason = f"line {line}: the file lacks 'text'{_seen(entry)}"
        return UnreadableError(reason[:LONGEST_REASON], HINT)
    if faults := faults_of(entry.values):
        field, reason = faults[0]
        line = bisect_right(starts, entry.places.get(field, entry.start))
        return UnreadableError(f"line {line}: {reason}"[:LONGEST_REASON], HINT)
    text = entry.values["text"]
    published, language = entry.values.get("published"), entry.values.get("language")
    article = Article(
        path=path,
        text=text,
        name=name,
        title=entry.values.get("title") or None,
        source=entry.values.get("source") or None,
        url=entry.values.get("url") or None,
        published=published[:10] if published else None,
        language=language[:2].lower() if language else None,
        anchors=tuple(_anchors(source, entry.places["text"], starts)),
        notes=defects(text),
        story=str(named) if (named := entry.values.get("story")) not in (None, "") else None,
    )
    _, line, column = next(_anchors(source, entry.places.get("title", entry.start), starts))
    return titled(article, (line, column))


def _seen(entry: Entry) -> str:
    """Return the keys that an object has instead of those that it should have."""
    keys = ", ".join(" ".join(key.split())[:30] for key in list(entry.values)[:SHOWN_KEYS])
    return f"; its keys: {keys}".encode("utf-8", "replace").decode() if keys else ""


def faults_of(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with the keys of an article: the key, and why in plain words."""
    schema = load_schema("articles")["$defs"]["article"]
    faults = [(str(*list(where)[:1]), reason) for where, reason in explain(values, schema)]
    return faults or _more_faults(values)


def _more_faults(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return faults that a schema cannot find: a day that does not exist, half of a character."""
    published = values.get("published")
    if published:
        try:
            date.fromisoformat(published[:10])
        except ValueError:
            return [("published", f"published is {published!r}, a day that does not exist")]
    for key in ("text", "id", "title", "source", "url", "story"):
        try:
            str(values.get(key) or "").encode()
        except UnicodeEncodeError:
            return [(key, f"{key} holds half of a character (a lone surrogate)")]
    return []


def _anchors(source: str, place: int, starts: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the anchors of the JSON string at ``place``: at its beginning and after every escape.

    Each is an offset into the text of the string, and line and column in the file, from 1.
    """
    line = bisect_right(starts, place)
    base = starts[line - 1]
    offset, position = 0, place + 1
    yield 0, line, position - base + 1
    for match in _IN_STRING.finditer(source, position):
        if match.group() == '"':
            return
        offset += match.start() - position + 1
        position = match.end()
        yield offset, line, position - base + 1


READER = Reader(
    "json",
    read,
    endings=(".json", ".jsonl", ".ndjson"),
    text="`text` (or `body`, `content`) of one article, of each in a list, or of one article a"
    " line; the items of a JSON Feed",
    metadata="the keys below",
)
