"""A cross-encoder for natural language inference as a judge: does one claim exclude the other?

Both directions are asked, because inference has one: "a boy of nine was hurt" follows from "two
brothers, nine and twelve, were hurt", and not the other way round. The model is read from a folder
and runs in this process; it knows nothing of drift and quotes nothing, so the spans that decide
are the values in question or, without values, the words that only one of the claims has.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from factcheck.errors import ModelError
from factcheck.judges.question import Opinion, Question, Side, Span, Verdict
from factcheck.language import lexicon

PREFIX = "nli:"
# Pairs per forward pass, and the number of tokens to a multiple of which they are padded. Only
# pairs of one padded length share a pass, so that an answer does not depend on the company.
BATCH = 8
STRIDE = 16
LONGEST = 256
# A class counts from this probability on; "neutral" means two facts only if it is this sure.
LEAST = 0.5
SURE_NEUTRAL = 0.9
# Probabilities are rounded to this many places, which no library's last digit reaches.
PLACES = 2
# The beginnings of the three classes' names in the configurations of models.
_CLASSES = {"entail": "entailment", "contra": "contradiction", "neutral": "neutral"}
_FILES = ("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")
# The probability of each class, in the order of the model.
Classes = tuple[float, ...]
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


class CrossEncoder:
    """A model of inference in a folder.

    Raises:
        ModelError: there is no such folder, it has no safetensors weights, or its configuration
            does not name the three classes.
    """

    def __init__(self, name: str) -> None:
        self.folder = _folder(name)
        self.labels = class_labels(self.folder)
        self.name = Path(name).name
        digest = _digest(self.folder)
        self.described = f"{self.name} (cross-encoder, sha256:{digest[:16]})"
        libraries = [f"{p} {version(p)}" for p in ("transformers", "tokenizers", "torch")]
        shape = f"{BATCH} {STRIDE} {LONGEST} {LEAST} {SURE_NEUTRAL} {PLACES}"
        self.identity = " ".join(["nli", digest, shape, *libraries])

    def asked(self, question: Question) -> str:
        """Return the two claims with their values: a model of inference is shown nothing else."""
        first, second = question.first, question.second
        return "\x1f".join(
            [first.text, second.text, str(first.marked), str(second.marked), question.type]
        )

    def opinions(self, questions: Sequence[Question]) -> Iterator[Opinion]:
        """Yield the opinion on each question, several pairs of claims in one pass.

        Raises:
            ModelError: the model is damaged.
        """
        asked = [(q.first.text, q.second.text) for q in questions]
        directions = [pair for a, b in asked for pair in ((a, b), (b, a))]
        found, tokens = self._probabilities(directions)
        for n, question in enumerate(questions):
            onward, back = 2 * n, 2 * n + 1
            yield self._opinion(question, found[onward], found[back], tokens[onward] + tokens[back])

    def _opinion(
        self,
        question: Question,
        onward: Classes,
        back: Classes,
        tokens: int,
    ) -> Opinion:
        """Return the opinion from the probabilities of the classes in both directions."""
        both = {label: (onward[n], back[n]) for label, n in self.labels.items()}
        # One side that says more than the other still agrees with it.
        agree = max(both["entailment"])
        conflict = sum(both["contradiction"]) / 2
        neutral = min(both["neutral"])
        verdict: Verdict = "unclear"
        confidence = 0.0
        if conflict >= LEAST and conflict >= agree:
            verdict, confidence = "conflict", conflict
        elif agree >= LEAST:
            verdict, confidence = "agree", agree
        elif neutral >= SURE_NEUTRAL:
            verdict, confidence = "different facts", neutral
        first, second = deciding(question)
        return Opinion(verdict, round(confidence, PLACES), first, second, question.type, tokens)

    def _probabilities(self, pairs: Sequence[tuple[str, str]]) -> tuple[list[Classes], list[int]]:
        """Return the probabilities of the classes and the number of tokens of each pair."""
        tokenizer, model = self._loaded
        longest = min(LONGEST, model.config.max_position_embeddings)
        tokens = [tokenizer(a, b, truncation=True, max_length=longest) for a, b in pairs]
        lengths = [len(one["input_ids"]) for one in tokens]
        by_length: dict[int, list[int]] = defaultdict(list)
        for row, length in enumerate(lengths):
            by_length[min(longest, -(-length // STRIDE) * STRIDE)].append(row)
        found: dict[int, Classes] = {}
        for padded, rows in sorted(by_length.items()):
            for begin in range(0, len(rows), BATCH):
                part = rows[begin : begin + BATCH]
                # The last batch is filled by repeating a pair; these rows are not used.
                full = [tokens[row] for row in [*part, *part[:1] * (BATCH - len(part))]]
                batch = tokenizer.pad(
                    full, padding="max_length", max_length=padded, return_tensors="pt"
                )
                found.update(zip(part, _classes(model, batch), strict=False))
        return [found[row] for row in range(len(pairs))], lengths

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        """The tokenizer and the model, without network access.

        Raises:
            ModelError: the model is damaged or of another kind.
        """
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        folder = str(self.folder)
        try:
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            model = AutoModelForSequenceClassification.from_pretrained(
                folder, local_files_only=True, use_safetensors=True
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(
                f"the model of inference in {folder} cannot be loaded: {error}",
                hint="Check that it is a complete cross-encoder with a fast tokenizer",
            ) from None
        return tokenizer, model.eval()


def _classes(model: Any, batch: Any) -> Iterator[Classes]:
    """Yield the probability of each class for each pair of a batch, computed by one thread."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with torch.inference_mode():
            chances = torch.softmax(model(**batch).logits.float(), dim=1)
    finally:
        torch.set_num_threads(before)
    yield from (tuple(row) for row in chances.tolist())


def class_labels(folder: Path) -> Mapping[str, int]:
    """Return the number of each of the three classes, as the model's configuration has them.

    Raises:
        ModelError: the configuration does not name them.
    """
    try:
        named = json.loads((folder / "config.json").read_bytes()).get("id2label", {})
    except (OSError, ValueError, AttributeError):
        named = {}
    found = {
        full: int(number)
        for number, label in named.items()
        for start, full in _CLASSES.items()
        if str(label).lower().startswith(start)
    }
    if set(found) != set(_CLASSES.values()):
        raise ModelError(
            f"the model in {folder.as_posix()} does not name its classes",
            hint="Its config.json needs an id2label with entailment, neutral and contradiction",
        )
    return found


def deciding(question: Question) -> tuple[Span | None, Span | None]:
    """Return the marked values of both claims or, without them, the words in which they differ."""
    a, b = question.first, question.second
    if a.marked is not None and b.marked is not None:
        return a.marked, b.marked
    return _own_words(a, b), _own_words(b, a)


def _own_words(side: Side, other: Side) -> Span | None:
    """Return the span from the first to the last word of weight that the other claim lacks."""
    known = {m.group().casefold() for m in _WORD.finditer(other.text)}
    words = list(_WORD.finditer(side.text))
    own = [m for m in words if m.group().casefold() not in known]
    weighty = [m for m in own if m.group().casefold() not in lexicon.words().function_words]
    chosen = weighty or own or words
    return (chosen[0].start(), chosen[-1].end()) if chosen else None


def _folder(name: str) -> Path:
    """Return the folder of a model: that folder, or where the hub's cache on this machine has it.

    Raises:
        ModelError: there is none with safetensors weights.
    """
    folder = Path(name).expanduser()
    if not folder.is_dir():
        os.environ["HF_HUB_OFFLINE"] = "1"
        from transformers.utils.hub import cached_file

        try:
            found = cached_file(name, "config.json", local_files_only=True)
        except (OSError, ValueError):
            found = None
        if found is None:
            raise ModelError(
                f"there is no model of inference {name!r} on this machine",
                hint=f"Give the folder of a cross-encoder, or download it: hf download {name}",
            )
        folder = Path(found).parent
    if not (folder / "model.safetensors").is_file():
        raise ModelError(
            f"the folder {name!r} holds no model.safetensors",
            hint="Save the model in the safetensors format; pickled weights are never loaded",
        )
    return folder


@cache
def _digest(folder: Path) -> str:
    """Return the SHA-256 of weights, settings and vocabulary."""
    hashed = hashlib.sha256()
    for name in _FILES:
        if (folder / name).is_file():
            with (folder / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            hashed.update(f"{name} {digest}\n".encode())
    return hashed.hexdigest()
