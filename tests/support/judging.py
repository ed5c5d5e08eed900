"""Judges for tests: a small real cross-encoder, and a scripted server on loopback."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from factcheck.judges.question import Question, Side

ONE = "the council bridge harbour mayor board of in on approved opened reopened town plan was open"
OTHER = "road school closed friday he she said flood fire rain a did close monday"


def question(first: str, second: str, **more: Any) -> Question:
    """Return a question on two claims; words in ⟦⟧ are the values in question."""
    return Question(_side(0, first), _side(1, second), **more)


def _side(number: int, text: str) -> Side:
    begin, end = text.find("⟦"), text.find("⟧")
    marked = (begin, end - 1) if begin >= 0 else None
    return Side(number, number, 0, text.replace("⟦", "").replace("⟧", ""), marked)


LABELS = ("CONTRADICTION", "entail", "Neutral")


def cross_encoder(folder: Path, labels: Sequence[str] = LABELS) -> Path:
    """Make a real cross-encoder of two layers in ``folder``, fitted for a moment, and return it.

    It has learned that "not" in one of two claims makes them contradict each other, that claims of
    the same words agree, and that words of :data:`OTHER` tell of two things.
    """
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    torch.manual_seed(3)
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = {word: n for n, word in enumerate([*special, *ONE.split(), *OTHER.split(), "not"])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )  # fmt: skip
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]",
    )  # fmt: skip
    model = BertForSequenceClassification(
        BertConfig(
            vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=2, num_attention_heads=4,
            intermediate_size=64, max_position_embeddings=128, num_labels=3,
            initializer_range=0.3,
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
            id2label=dict(enumerate(labels)),
        )
    )  # fmt: skip
    _fit(model, fast)
    model.save_pretrained(folder)
    fast.save_pretrained(folder)
    return folder


def _fit(model: Any, tokenizer: Any) -> None:
    import random

    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    drawn = random.Random(5)
    steps = torch.optim.Adam(model.parameters(), lr=3e-3)
    for _ in range(240):
        pairs, classes = [], []
        for _ in range(32):
            kind = drawn.randrange(3)
            first = drawn.choices(ONE.split(), k=drawn.randrange(3, 10))
            second = list(first)
            if kind == 0:
                second.insert(drawn.randrange(len(first)), "not")
            if kind == 2:
                second = drawn.choices(OTHER.split(), k=len(first))
            two = [" ".join(first), " ".join(second)]
            drawn.shuffle(two)
            pairs.append(two)
            classes.append(kind)
        two_lists = [a for a, _ in pairs], [b for _, b in pairs]
        batch = tokenizer(*two_lists, padding=True, return_tensors="pt")
        loss = model(**batch, labels=torch.tensor(classes)).loss
        loss.backward()
        steps.step()
        steps.zero_grad()
    model.eval()
    torch.set_num_threads(threads)


@dataclass
class Received:
    """One request as the server got it."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Server:
    """A server on loopback, with everything that it has received."""

    address: str
    received: list[Received] = field(default_factory=list)
    stop: Callable[[], None] = lambda: None


Reply = Callable[[Received, int], tuple[int, Any]]


@contextlib.contextmanager
def server(reply: Reply) -> Iterator[Server]:
    """Serve ``reply(request, number)``, status and body, until the end of the context.

    A body that is a dict is an answer of the model; bytes are sent as they are; a status of 0 cuts
    the connection.
    """
    known = Server("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            received = Received(self.path, dict(self.headers), json.loads(data))
            known.received.append(received)
            status, body = reply(received, len(known.received))
            if status == 0:
                self.connection.close()
                return
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", raw.decode())
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked may have gone
                self.wfile.write(raw)

        def log_message(self, *_: object) -> None: ...

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    known.address = f"http://127.0.0.1:{listening.server_port}/v1#small"

    def stop() -> None:
        listening.shutdown()
        listening.server_close()

    known.stop = stop
    try:
        yield known
    finally:
        stop()


@contextlib.contextmanager
def trickling(begun: bytes, every: float, count: int = 400) -> Iterator[Server]:
    """Serve ``begun`` and then ``count`` bytes, one every so many seconds, whoever asks."""
    known = Server("")

    def serve(accepted: socket.socket) -> None:
        with accepted, contextlib.suppress(OSError):
            accepted.recv(65536)
            known.received.append(Received("", {}, {}))
            accepted.sendall(begun)
            for _ in range(count):
                time.sleep(every)
                accepted.sendall(b"H")

    def listen() -> None:
        with contextlib.suppress(OSError):  # closed at the end of the context
            while True:
                accepted = listening.accept()[0]
                threading.Thread(target=serve, args=(accepted,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        known.address = f"http://127.0.0.1:{listening.getsockname()[1]}/v1#small"
        threading.Thread(target=listen, daemon=True).start()
        yield known


def said(answer: object, tokens: int = 50) -> dict[str, Any]:
    """Return the body of a response in which a model says ``answer``."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    message = {"role": "assistant", "content": text}
    return {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"total_tokens": tokens}}  # fmt: skip


def sides_of(request: Received) -> tuple[dict[str, str], dict[str, str]]:
    """Return the two articles of a request."""
    shown = json.loads(request.body["messages"][1]["content"])
    return shown["article 1"], shown["article 2"]


def verdict(
    request: Received, name: str = "conflict", confidence: float = 0.95, about: str = "other"
) -> dict[str, Any]:
    """Return an answer that quotes the values in question or the last words of both claims."""
    words = []
    for side in sides_of(request):
        claim = side["claim"]
        if "⟦" in claim:
            words.append(claim[claim.index("⟦") + 1 : claim.index("⟧")])
        else:
            words.append(" ".join(claim.rstrip(".").split()[-3:]))
    return {"verdict": name, "words_1": words[0], "words_2": words[1], "about": about,
            "confidence": confidence}  # fmt: skip
