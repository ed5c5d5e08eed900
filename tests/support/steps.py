"""Count the steps that a backtracking search takes, for tests that forbid explosive patterns.

The pattern is parsed by the standard library's own parser and matched in the order in which its
engine tries alternatives, without that engine's shortcuts: the count is at least what the engine
takes. Unlike measured time, it is the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any


class TooManyStepsError(Exception):
    """The search took more steps than it was allowed."""


class Counter:
    """A search for every match of ``pattern`` in ``text``, with the number of its steps.

    ``most`` is the number of steps from which on it raises :class:`TooManyStepsError`.
    """

    def __init__(self, pattern: re.Pattern[str], text: str, most: int) -> None:
        self.steps = 0
        self.matches = 0
        self.most = most
        self.text = text
        self.groups: dict[int, str] = {}
        self.items, self.flags = _parsed(pattern)

    def run(self) -> int:
        """Return the steps that finding all matches takes."""
        position = 0
        while position <= len(self.text):
            ends = self._sequence(self.items, 0, position, self.flags)
            end = next(ends, None)
            self.matches += end is not None
            position = max(end or 0, position + 1)
        return self.steps

    def run_whole(self) -> int:
        """Return the steps that trying to match the whole text takes."""
        for end in self._sequence(self.items, 0, 0, self.flags):
            if end == len(self.text):
                break
        return self.steps

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self.most:
            raise TooManyStepsError

    def _sequence(self, items: list[Any], index: int, at: int, flags: int) -> Iterator[int]:
        if index == len(items):
            yield at
            return
        for end in self._node(items[index], at, flags):
            yield from self._sequence(items, index + 1, end, flags)

    def _node(self, item: Any, at: int, flags: int) -> Iterator[int]:
        self._step()
        op, value = item
        if op in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            if self._one(item, at, flags):
                yield at + 1
        elif op is c.AT:
            if self._at(value, at, flags):
                yield at
        elif op is c.BRANCH:
            for branch in value[1]:
                yield from self._sequence(list(branch), 0, at, flags)
        elif op is c.SUBPATTERN:
            group, add, remove, body = value
            for end in self._sequence(list(body), 0, at, (flags | add) & ~remove):
                if group:
                    self.groups[group] = self.text[at:end]
                yield end
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            ends = self._repeat(value, at, flags, lazy=op is c.MIN_REPEAT)
            yield from [next(ends)][:1] if op is c.POSSESSIVE_REPEAT else ends
        elif op is c.ATOMIC_GROUP:
            for end in self._sequence(list(value), 0, at, flags):
                yield end
                return
        elif op in (c.ASSERT, c.ASSERT_NOT):
            direction, body = value
            start = at if direction > 0 else at - body.getwidth()[0]
            body_end = start >= 0 and next(self._sequence(list(body), 0, start, flags), None)
            if (body_end is not None and body_end is not False) == (op is c.ASSERT):
                yield at
        elif op is c.GROUPREF:
            known = self.groups.get(value)
            if known is not None and self.text.startswith(known, at):
                yield at + len(known)
        else:
            raise NotImplementedError(str(op))

    def _repeat(
        self, value: tuple[int, Any, Any], at: int, flags: int, *, lazy: bool
    ) -> Iterator[int]:
        low, high, body = value
        most = len(self.text) + 1 if high is c.MAXREPEAT else int(high)
        items = list(body)
        if len(items) == 1 and items[0][0] in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            end = at
            while end - at < most and self._one(items[0], end, flags):
                self._step()
                end += 1
            ends = range(at + low, end + 1)
            for stop in ends if lazy else reversed(ends):
                self._step()
                yield stop
            return
        yield from self._again(items, 0, low, most, at, flags, lazy)

    def _again(
        self, items: list[Any], done: int, low: int, most: int, at: int, flags: int, lazy: bool
    ) -> Iterator[int]:
        if lazy and done >= low:
            yield at
        if done < most:
            for end in self._sequence(items, 0, at, flags):
                if end > at or done < low:
                    yield from self._again(items, done + 1, low, most, end, flags, lazy)
        if not lazy and done >= low:
            yield at

    def _one(self, item: Any, at: int, flags: int) -> bool:
        self._step()
        if at >= len(self.text):
            return False
        op, value = item
        char = self.text[at]
        if op is c.ANY:
            return char != "\n" or bool(flags & re.DOTALL)
        forms = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
        codes = [ord(form) for form in forms if len(form) == 1]
        if op is c.IN:
            return self._in(value, codes, char)
        return (value in codes) == (op is c.LITERAL)

    @staticmethod
    def _in(members: list[Any], codes: list[int], char: str) -> bool:
        wanted = members[0][0] is not c.NEGATE
        for op, value in members:
            if op is c.LITERAL and value in codes:
                return wanted
            if op is c.RANGE and any(value[0] <= code <= value[1] for code in codes):
                return wanted
            if op is c.CATEGORY and re.match(CATEGORIES[value], char):
                return wanted
        return not wanted

    def _at(self, where: Any, at: int, flags: int) -> bool:
        before, after = self.text[at - 1 : at] if at else "", self.text[at : at + 1]
        if where in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
            line = where is c.AT_BEGINNING and flags & re.MULTILINE
            return at == 0 or bool(line and before == "\n")
        if where in (c.AT_END, c.AT_END_STRING):
            last = where is c.AT_END and self.text[at:] == "\n"
            line = where is c.AT_END and flags & re.MULTILINE
            return not after or last or bool(line and after == "\n")
        edge = bool(re.match(r"\w", before)) != bool(re.match(r"\w", after))
        return edge == (where is c.AT_BOUNDARY)


@cache
def _parsed(pattern: re.Pattern[str]) -> tuple[list[Any], int]:
    tree = _parser.parse(pattern.pattern, pattern.flags)
    return list(tree), tree.state.flags


CATEGORIES = {
    c.CATEGORY_DIGIT: r"\d",
    c.CATEGORY_NOT_DIGIT: r"\D",
    c.CATEGORY_SPACE: r"\s",
    c.CATEGORY_NOT_SPACE: r"\S",
    c.CATEGORY_WORD: r"\w",
    c.CATEGORY_NOT_WORD: r"\W",
}


def literals(pattern: re.Pattern[str]) -> list[str]:
    """Return the runs of literal characters in ``pattern``, each once."""
    runs: dict[str, None] = {}

    def walk(tree: Any) -> None:
        run = ""
        for op, value in tree:
            if op is c.LITERAL:
                run += chr(value)
                continue
            if run:
                runs[run] = None
            run = ""
            if op is c.BRANCH:
                for branch in value[1]:
                    walk(branch)
            elif op is c.IN:
                runs.update(dict.fromkeys(chr(v) for o, v in value if o is c.LITERAL))
            elif op is c.SUBPATTERN:
                walk(value[3])
            elif op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
                walk(value[2])
            elif op in (c.ASSERT, c.ASSERT_NOT):
                walk(value[1])
            elif op is c.ATOMIC_GROUP:
                walk(value)
        if run:
            runs[run] = None

    walk(_parser.parse(pattern.pattern, pattern.flags))
    return list(runs)


def count(pattern: re.Pattern[str], text: str, most: int = 5_000_000) -> int:
    """Return how many steps it takes to find all matches of ``pattern`` in ``text``.

    Raises:
        TooManyStepsError: it takes more than ``most``.
    """
    return Counter(pattern, text, most).run()
