"""A language model behind an OpenAI-compatible address as a judge.

Only the address that is configured is ever contacted: no redirect is followed, no proxy used, and
nothing that an article names is opened. A key comes from the environment and goes into one header,
nowhere else; messages tell an error by its status alone, because servers repeat what they got.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from factcheck.errors import ConfigError
from factcheck.judges import prompt
from factcheck.judges.posting import KEY, Address
from factcheck.judges.question import Opinion, Question, UnansweredError
from factcheck.judges.refusals import MOST_TOKENS, refused, without

SCHEMES = ("http://", "https://")
SEED = 7
# Seconds for one answer, from the first try to connect to its last byte.
PATIENCE = 120.0
# So many questions in a row without any answer, and the model is given up.
MOST_FAILURES = 3
# What a server says that does not take a request as it is; it is asked for less.
_REFUSALS = (400, 422, 501)
# What it says where it can do nothing with this question, as one too long for it: the next may do.
_NOT_THIS_ONE = (400, 413, 422, 500, 502, 503, 504)
_HINTS = {
    401: f"set {KEY} to a valid key",
    403: f"set {KEY} to a valid key",
    404: "check the address and the name of the model",
    429: "its limit is reached",
}


class _NotThisOneError(Exception):
    """The server can do nothing with this question."""


class Endpoint:
    """A model at an address, as ``http://127.0.0.1:11434/v1#MODEL``.

    Raises:
        ConfigError: the address has no model, no host, or holds a name and password.
    """

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        parts = _split(address)
        path = f"{parts.path.rstrip('/')}/chat/completions"
        self._address = Address(parts.scheme == "https", str(parts.hostname), parts.port, path)
        self._patience = patience
        # What the server takes; what it refuses is found out once and not sent again.
        self._forms = [*map(_response_format, prompt.sent_schemas()), {}]
        self._settings = {"temperature": 0, "seed": SEED, "max_tokens": MOST_TOKENS}
        self.name = parts.fragment
        self.described = f"{self.name} (OpenAI-compatible, prompt {prompt.VERSION})"
        self.identity = json.dumps(
            ["openai", self.name, prompt.VERSION, prompt.TASK, prompt.AGAIN,
             prompt.answer_schema(), prompt.sent_schemas(), SEED, MOST_TOKENS]
        )  # fmt: skip

    def asked(self, question: Question) -> str:
        """Return the messages of the question, as they are sent, and what its answer may be on."""
        return json.dumps(
            [prompt.messages(question), bool(question.finding), question.type], ensure_ascii=False
        )

    def opinions(self, questions: Sequence[Question]) -> Iterator[Opinion | None]:
        """Yield the opinion on each question, one after the other, None where there is none.

        It is None where the answer does not come in time, or where the server can do nothing with
        the question. An answer that is no answer is unclear.

        Raises:
            UnansweredError: nobody listens, access is denied, or nothing was answered in a row.
        """
        failures = 0
        for question in questions:
            try:
                yield self._opinion(question)
                failures = 0
            except (TimeoutError, _NotThisOneError) as error:
                failures += 1
                if failures >= MOST_FAILURES:
                    why = str(error) or f"no answer within {self._patience:.0f} s"
                    raise UnansweredError(f"{why}, {failures} times in a row") from None
                yield None

    def _opinion(self, question: Question) -> Opinion:
        """Return the opinion on one question, after one retry if the answer is none."""
        told = prompt.messages(question)
        tokens = 0
        for _ in range(2):
            text, used = self._answer(told)
            tokens += used
            opinion = prompt.read_answer(text, question, tokens)
            if opinion is not None:
                return opinion
            told = [*told, {"role": "assistant", "content": text[:500] or "…"},
                    {"role": "user", "content": prompt.AGAIN}]  # fmt: skip
        return Opinion(tokens=tokens)

    def _answer(self, told: Sequence[Mapping[str, str]]) -> tuple[str, int]:
        """Return the text that the model answers, "" for a refusal, and the tokens it took."""
        forms = list(self._forms)
        while True:
            asked = {"model": self.name, "messages": list(told), "stream": False}
            status, data = self._address.post(asked | self._settings | forms[0], self._patience)
            if status not in _REFUSALS:
                break
            if name := refused(data, self._settings):
                self._settings = without(self._settings, name)
            elif len(forms) > 1:
                # Without a word on the schema, it may be the schema or the question itself.
                forms = forms[1:] if refused(data, forms[0]) else forms[-1:]
            else:
                break
        if status in _NOT_THIS_ONE:
            raise _NotThisOneError(f"status {status}")
        if status != 200:
            hint = f"; {_HINTS[status]}" if status in _HINTS else ""
            raise UnansweredError(f"status {status}{hint}")
        # A question that fails either way says nothing about the schema.
        self._forms = forms
        return _read(data)


def _response_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    named = {"name": "opinion", "strict": True, "schema": schema}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def _read(data: bytes) -> tuple[str, int]:
    """Return text and tokens of a response, "" for one that is none."""
    try:
        loaded = json.loads(data)
        message = loaded["choices"][0]["message"]
        text = message.get("content")
        used = (loaded.get("usage") or {}).get("total_tokens", 0)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "", 0
    return (text if isinstance(text, str) else ""), (used if isinstance(used, int) else 0)


def _split(address: str) -> Any:
    """Return the parts of an address.

    Raises:
        ConfigError: as :class:`Endpoint`.
    """
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    # The address is not repeated in the message: it may hold a password.
    example = "Write it as http://127.0.0.1:11434/v1#MODEL"
    if not usable:
        raise ConfigError("the address of the second opinion has no host or port", hint=example)
    if parts.username or parts.password or parts.query:
        raise ConfigError(
            "the address of the second opinion holds a password or a query",
            hint=f"{example}; a key belongs into {KEY}",
        )
    if not parts.fragment:
        raise ConfigError("the address of the second opinion names no model", hint=example)
    return parts
