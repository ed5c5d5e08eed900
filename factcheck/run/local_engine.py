"""The work in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class LocalEngine:
    """Works one item ahead in a thread of its own.

    Chained maps overlap that way: the encoder, which leaves Python's lock free most of the time,
    works on one chunk of documents while the parser works on the next.
    """

    def map(
        self, function: Callable[[T], R], items: Iterable[T], *, models: bool = False
    ) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order; models stay in the process anyway."""
        ahead: Future[R] | None = None
        with ThreadPoolExecutor(1) as thread:
            try:
                for item in items:
                    following = thread.submit(function, item)
                    if ahead is not None:
                        yield ahead.result()
                    ahead = following
                if ahead is not None:
                    yield ahead.result()
            finally:
                thread.shutdown(cancel_futures=True)

    def close(self) -> None:
        """Nothing is held."""
