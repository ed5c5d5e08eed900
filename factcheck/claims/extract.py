"""Documents -> claims: each sentence with its values, its speaker and its vector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.language import lexicon, parser
from factcheck.language.lexicon import sense
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.model import Claim, Document, Value, Word
from factcheck.values import kinds
from factcheck.values.speakers import Speakers

if TYPE_CHECKING:
    from spacy.tokens import Token

# A sentence that a document repeats (headline, lead, caption) makes at most this many claims.
MOST_REPEATS = 3
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


def claims_of(documents: Sequence[Document]) -> list[tuple[Claim, ...]]:
    """Return the claims of each document.

    Raises:
        ModelError: the parser cannot be loaded.
    """
    parsed = parser.parse((d.text, d.excluded) for d in documents)
    return [find_claims(d, sentences) for d, sentences in zip(documents, parsed, strict=True)]


def find_claims(document: Document, sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """Return the claims of a parsed document; a value belongs to the claim in which it begins."""
    parsed = ParsedDocument(document.text, tuple(sentences), document.published)
    values = sorted(
        (v for kind in kinds().values() for v in kind.find(parsed)),
        key=lambda v: (v.start, v.end, v.kind),
    )
    claims: list[Claim] = []
    position = 0
    seen: Counter[str] = Counter()
    for index, sentence in enumerate(sentences):
        last = index + 1 == len(sentences)
        limit = len(document.text) + 1 if last else sentences[index + 1].start
        in_sentence: list[Value] = []
        while position < len(values) and values[position].start < limit:
            if values[position].start >= sentence.start:
                in_sentence.append(values[position])
            position += 1
        # Repeating a sentence does not add weight to what the document says.
        seen[sentence.span.text] += 1
        if seen[sentence.span.text] <= MOST_REPEATS:
            claims.append(_claim(document.id, len(claims), sentence, tuple(in_sentence)))
    return tuple(claims)


def _claim(document: str, index: int, sentence: Sentence, values: tuple[Value, ...]) -> Claim:
    tokens = list(sentence.span)
    return Claim(
        document=document,
        index=index,
        start=sentence.start,
        end=sentence.end,
        values=values,
        speaker=next((v.text for v in values if v.kind == Speakers.name), None),
        negated=any(t.dep_ == "neg" for t in tokens),
        hedged=any(t.lower_ in lexicon.words().hedges for t in tokens),
        content=tuple(
            sorted(
                {
                    sense(str(t.lemma_).lower())
                    for t in tokens
                    if t.pos_ in _CONTENT and not t.is_stop and t.text.strip()
                }
            )
        ),
        words=tuple(_word(t, sentence) for t in tokens),
    )


def _word(token: Token, sentence: Sentence) -> Word:
    start, end = sentence.bounds(token)
    telling = token.pos_ in _CONTENT and not token.is_stop and token.text.strip()
    return Word(
        start=start,
        end=end,
        head=int(token.head.i - sentence.span.start),
        dep=str(token.dep_),
        tag=str(token.tag_),
        lemma=sense(str(token.lemma_).lower()) if telling else "",
    )
