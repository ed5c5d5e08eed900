"""The work in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class LocalEngine:
    """Works one item ahead in a separate thread.

    Chained maps overlap in this way: the encoder, which leaves Python's lock free most of the time,
    works on one chunk of documents while the parser works on the next.
    """

    def map(
        self, function: Callable[[T], R], items: Iterable[T], *, models: bool = False
    ) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order; ``models`` makes no difference here."""
        previous: Future[R] | None = None
        with ThreadPoolExecutor(1) as thread:
            try:
                for item in items:
                    following = thread.submit(function, item)
                    if previous is not None:
                        yield previous.result()
                    previous = following
                if previous is not None:
                    yield previous.result()
            finally:
                thread.shutdown(cancel_futures=True)

    def close(self) -> None:
        """Do nothing: there are no workers to release."""
