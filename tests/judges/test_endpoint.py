"""A language model behind an address: what is sent, what counts, and how it fails."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from factcheck.errors import ConfigError
from factcheck.judges.endpoint import Endpoint
from factcheck.judges.opening import open_judge
from factcheck.judges.posting import KEY
from factcheck.judges.question import Opinion, UnansweredError
from factcheck.settings.config import Config
from tests.support.judging import Received, Reply, question, said, server, trickling, verdict

FERRY = question(
    "The ferry sank off ⟦Dunmore⟧.", "The ferry sank off ⟦Arrin⟧.", finding="f", type="place"
)


def ask(reply: Reply, *questions: Any, patience: float = 5.0) -> tuple[list[Any], list[Received]]:
    with server(reply) as known:
        opinions = list(Endpoint(known.address, patience).opinions(questions or [FERRY]))
    return opinions, known.received


def test_one_question_is_one_request_with_a_fixed_seed_and_a_schema(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(KEY, raising=False)
    (opinion,), (request,) = ask(lambda r, _: (200, said(verdict(r), 77)))
    assert opinion == Opinion("conflict", 0.95, (19, 26), (19, 24), "place", 77)
    assert request.path == "/v1/chat/completions"
    assert request.body["model"] == "small"
    assert request.body["temperature"] == 0 and isinstance(request.body["seed"], int)
    form = request.body["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["schema"]["properties"]["verdict"]["enum"][1] == "conflict"
    assert "Authorization" not in request.headers


def test_a_server_lets_a_model_choose_how_sure_it_is_and_whatever_it_says_is_read() -> None:
    """Servers hold a model to choices; many take no notice of a least and a greatest number."""
    _, (request,) = ask(lambda r, _: (200, said(verdict(r))))
    sent = request.body["response_format"]["json_schema"]["schema"]
    assert sent.keys().isdisjoint(("$schema", "$id"))
    choices = sent["properties"]["confidence"]["enum"]
    assert choices == sorted(set(choices)) and choices[0] == 0 and choices[-1] == 1
    # A server without schemas may give any other number from 0 to 1; beyond them is no answer.
    (opinion,), requests = ask(lambda r, _: (200, said(verdict(r, confidence=0.87))))
    assert opinion.confidence == 0.87 and len(requests) == 1
    (opinion,), requests = ask(lambda r, _: (200, said(verdict(r, confidence=2017))))
    assert opinion.verdict == "unclear" and len(requests) == 2


def test_a_key_is_sent_as_a_header_and_stands_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(KEY, "sesame-5512")
    _, (request,) = ask(lambda r, _: (200, said(verdict(r))))
    assert request.headers["Authorization"] == "Bearer sesame-5512"
    with server(lambda r, _: (401, b"wrong key sesame-5512")) as known:
        judge = Endpoint(known.address)
        with pytest.raises(UnansweredError) as caught:
            list(judge.opinions([FERRY]))
    told = [str(caught.value), judge.identity, judge.described, judge.name, judge.asked(FERRY)]
    assert "401" in told[0] and KEY in told[0]
    assert not any("sesame" in text for text in told)


def test_nonsense_is_asked_again_once_and_then_unclear() -> None:
    def second_time(request: Received, number: int) -> tuple[int, Any]:
        return 200, said("It depends." if number == 1 else verdict(request))

    (opinion,), requests = ask(second_time)
    assert opinion.verdict == "conflict" and opinion.tokens == 100
    assert [len(r.body["messages"]) for r in requests] == [2, 4]
    (opinion,), requests = ask(lambda *_: (200, said("It depends.")))
    assert opinion.verdict == "unclear" and len(requests) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"content": null, "refusal": "I cannot"}}]}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_response_without_an_answer_is_unclear(body: bytes) -> None:
    (opinion,), _ = ask(lambda *_: (200, body))
    assert opinion.verdict == "unclear"


def test_a_server_that_knows_no_schema_is_asked_without_one() -> None:
    def plain(request: Received, _: int) -> tuple[int, Any]:
        if "response_format" in request.body:
            return 400, b"unknown field"
        return 200, said(verdict(request))

    opinions, requests = ask(plain, FERRY, FERRY)
    assert [o.verdict for o in opinions] == ["conflict", "conflict"]
    assert len(requests) == 3


def refusing(*wrong: str, shape: Callable[[str], Any]) -> Reply:
    """Return a server that refuses what it is sent under these names, one after the other."""

    def reply(request: Received, _: int) -> tuple[int, Any]:
        for name in wrong:
            if name in request.body:
                return 400, json.dumps(shape(name)).encode()
        return 200, said(verdict(request))

    return reply


@pytest.mark.parametrize(
    "shape",
    [
        lambda name: {"error": {"message": "no", "param": name, "code": "unsupported_parameter"}},
        lambda name: {"error": {"message": f"Parameter '{name}' is not known.", "param": None}},
        lambda name: {"error": f"unknown field `{name}`"},
        lambda name: {"detail": [{"loc": ["body", name], "msg": "extra", "input": 7}]},
        lambda name: {"object": "error", "message": f'"{name}" is not supported', "code": 400},
    ],
)
def test_what_a_server_refuses_by_name_is_sent_otherwise_or_not_at_all(
    shape: Callable[[str], Any],
) -> None:
    wrong = ("max_tokens", "temperature", "seed")
    opinions, requests = ask(refusing(*wrong, shape=shape), FERRY, FERRY)
    assert [o.verdict for o in opinions] == ["conflict", "conflict"]
    # Three refusals are met once, and remembered.
    assert len(requests) == 5
    last = requests[-1].body
    assert last.keys().isdisjoint(wrong) and "response_format" in last
    assert last["max_completion_tokens"] >= requests[0].body["max_tokens"]
    assert requests[1].body["temperature"] == 0


def test_a_refusal_that_names_nothing_that_was_sent_loses_the_question_alone() -> None:
    """Neither a name that was not sent nor one far behind the reason changes the next request."""
    for told in ({"error": {"param": "messages"}}, {"error": {"message": "x " * 200 + "'seed'"}}):
        replies = refusing("seed", shape=lambda _, told=told: told)  # type: ignore[misc]
        opinions, requests = ask(replies, FERRY, FERRY)
        assert opinions == [None, None]
        assert all(r.body["seed"] == requests[0].body["seed"] for r in requests)


def test_a_server_that_refuses_the_schema_gets_one_without_lengths() -> None:
    """As servers that hold a model to a part of JSON Schema alone."""

    def strict(request: Received, _: int) -> tuple[int, Any]:
        form = request.body["response_format"]["json_schema"]
        if "maxLength" in json.dumps(form):
            why = "Invalid schema for response_format 'opinion': 'maxLength' is not permitted."
            return 400, {"error": {"message": why, "param": "response_format"}}
        assert all("type" in part for part in form["schema"]["properties"].values())
        return 200, said(verdict(request))

    opinions, requests = ask(strict, FERRY, FERRY)
    assert [o.verdict for o in opinions] == ["conflict", "conflict"]
    assert len(requests) == 3


def test_a_server_that_refuses_everything_is_left_after_a_few_requests() -> None:
    names = ["temperature", "seed", "max_tokens", "max_completion_tokens", "response_format"]

    def never(request: Received, _: int) -> tuple[int, Any]:
        wrong = next((name for name in names if name in request.body), "model")
        return 400, {"error": {"param": wrong}}

    opinions, requests = ask(never, FERRY)
    assert opinions == [None] and len(requests) == 7


def test_a_redirect_is_not_followed() -> None:
    with server(lambda r, _: (200, said(verdict(r)))) as other:
        elsewhere = other.address.split("#")[0].encode()
        with pytest.raises(UnansweredError, match="status 307"):
            ask(lambda *_: (307, elsewhere))
    assert other.received == []


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with server(lambda *_: (500, b"")) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address.split("/v1")[0])
        monkeypatch.setenv("no_proxy", "")
        (opinion,), requests = ask(lambda r, _: (200, said(verdict(r))))
    assert opinion.verdict == "conflict" and len(requests) == 1 and proxy.received == []


def test_one_late_answer_is_passed_over_and_three_end_the_asking() -> None:
    def late(request: Received, number: int) -> tuple[int, Any]:
        if number == 1:
            time.sleep(0.6)
        return 200, said(verdict(request))

    opinions, _ = ask(late, FERRY, FERRY, patience=0.2)
    assert opinions[0] is None and opinions[1].verdict == "conflict"

    def never(*_: object) -> tuple[int, Any]:
        time.sleep(0.6)
        return 200, b""

    with pytest.raises(UnansweredError, match=r"no answer within .*3 times"):
        ask(never, *[FERRY] * 5, patience=0.2)


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"])
def test_an_answer_that_comes_byte_by_byte_is_late_like_one_that_never_comes(begun: bytes) -> None:
    """Each byte comes well within the time-out; all of them would take twenty seconds."""
    began = time.monotonic()
    with trickling(begun, every=0.05) as known:
        judge = Endpoint(known.address, patience=0.3)
        with pytest.raises(UnansweredError, match=r"no answer within .*3 times"):
            list(judge.opinions([FERRY] * 4))
        assert len(known.received) == 3
    assert time.monotonic() - began < 5


def test_a_slow_answer_that_is_whole_in_time_counts() -> None:
    def slow(request: Received, _: int) -> tuple[int, Any]:
        time.sleep(0.3)
        return 200, said(verdict(request))

    (opinion,), _ = ask(slow, patience=10.0)
    assert opinion.verdict == "conflict"


@pytest.mark.parametrize("status", [400, 413, 422, 500, 503])
def test_a_question_that_the_server_cannot_take_is_passed_over(status: int) -> None:
    """As one that is too long for it: the next is asked, with the schema as before."""

    def short_ones(request: Received, _: int) -> tuple[int, Any]:
        if "Bergen" in request.body["messages"][1]["content"]:
            return status, b"too long"
        return 200, said(verdict(request))

    long = question("The ferry sank off ⟦Bergen⟧.", "The ferry sank off ⟦Arrin⟧.", finding="g")
    opinions, requests = ask(short_ones, FERRY, long, FERRY)
    assert [o and o.verdict for o in opinions] == ["conflict", None, "conflict"]
    assert "response_format" in requests[-1].body
    with pytest.raises(UnansweredError, match=f"status {status}, 3 times in a row"):
        ask(short_ones, *[long] * 5)


def test_a_lost_connection_ends_the_asking_after_what_was_answered() -> None:
    found = []
    dies = server(lambda r, n: (200, said(verdict(r))) if n < 3 else (0, b""))
    with dies as known, pytest.raises(UnansweredError, match="connection was lost"):
        for opinion in Endpoint(known.address).opinions([FERRY] * 5):
            found.append(opinion)  # noqa: PERF402
    assert len(found) == 2
    with pytest.raises(UnansweredError, match="nobody listens"):
        list(Endpoint(known.address).opinions([FERRY]))


def test_an_exchange_in_the_form_that_the_documentation_of_ollama_gives() -> None:
    """Written after its documentation, not recorded: Ollama itself takes no part in the tests."""

    def ollama(request: Received, _: int) -> tuple[int, Any]:
        assert request.body.keys() <= {
            "model", "messages", "temperature", "seed", "max_tokens", "stream", "response_format",
        }  # fmt: skip
        if request.body["model"] != "small":
            error = {"message": "model not found", "type": "not_found_error", "param": None}
            return 404, {"error": error}
        body = said(verdict(request), 61) | {
            "id": "chatcmpl-812", "object": "chat.completion", "created": 1764000000,
            "model": "small", "system_fingerprint": "fp_ollama",
        }  # fmt: skip
        body["choices"][0]["message"]["reasoning"] = "The places differ."
        return 200, body

    (opinion,), _ = ask(ollama)
    assert (opinion.verdict, opinion.tokens) == ("conflict", 61)
    with server(ollama) as known, pytest.raises(UnansweredError, match="status 404; check"):
        list(Endpoint(known.address.replace("#small", "#missing")).opinions([FERRY]))


def test_what_an_ollama_without_schemas_answers_is_read_at_once() -> None:
    """Before version 0.5 it takes a schema and ignores it, so that a model may write around it."""

    def older(request: Received, _: int) -> tuple[int, Any]:
        told = (
            f"Here is my answer:\n```json\n{json.dumps(verdict(request))}\n```\nThe places differ."
        )
        return 200, said(told, 90)

    (opinion,), requests = ask(older)
    assert (opinion.verdict, opinion.tokens, len(requests)) == ("conflict", 90, 1)


def test_a_model_that_thinks_until_its_tokens_are_used_up_is_unclear() -> None:
    """As Ollama tells it: the thoughts in a field of their own, and no content."""

    def thinking(*_: object) -> tuple[int, Any]:
        body = said("", 700)
        body["choices"][0] |= {"finish_reason": "length"}
        body["choices"][0]["message"]["reasoning"] = '{"verdict": "conflict"'
        return 200, body

    (opinion,), requests = ask(thinking)
    assert (opinion.verdict, opinion.tokens, len(requests)) == ("unclear", 1400, 2)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:11434/v1", "names no model"),
        ("http://#model", "no host"),
        ("http://127.0.0.1:99999999/v1#m", "no host or port"),
        ("http://ann:secret@desk:80/v1#m", "holds a password"),
        ("https://desk/v1?key=secret#m", "a query"),
    ],
)
def test_an_address_that_cannot_be_meant_is_an_error_that_repeats_no_secret(
    address: str, reason: str
) -> None:
    with pytest.raises(ConfigError, match=reason) as caught:
        Endpoint(address)
    assert "secret" not in str(caught.value)


def test_offline_forbids_an_address_and_nothing_is_asked_by_default() -> None:
    with server(lambda r, _: (200, said(verdict(r)))) as known:
        with pytest.raises(ConfigError, match="offline"):
            open_judge(Config(second_opinion=known.address))
        assert open_judge(Config(second_opinion=known.address, offline=False)) is not None
        assert open_judge(Config()) is None
    assert known.received == []
    with pytest.raises(ConfigError, match="second-opinion is not valid"):
        Config(second_opinion="gpt", offline=False)
