"""Claims as bytes, their values with the payloads that the kinds declare.

A payload is an extension of MessagePack whose code is the position of its kind among all kinds, so
that only the kind has to know the class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from msgspec.msgpack import Decoder, Encoder, Ext

from factcheck.errors import ConfigError
from factcheck.model import Claim, Document, Payload, Value
from factcheck.values import kinds

Claims = tuple[Claim, ...]


class _Packed(Payload):
    """A payload as bytes, to be written as a part of its value."""

    __slots__ = ("code", "data")

    def __init__(self, code: int, data: bytes) -> None:
        self.code = code
        self.data = data


def pack_claims(claims: Sequence[Claim]) -> bytes:
    """Return claims as bytes, without the id of their document, which may be renamed.

    Raises:
        TypeError: a value has a payload that its kind does not declare.
    """
    plain = [
        replace(claim, document="", values=tuple(map(_packed, claim.values))) for claim in claims
    ]
    return _ENCODER.encode(plain)


def unpack_claims(data: bytes, document: Document) -> Claims:
    """Return the claims in ``data`` as those of ``document``.

    Raises:
        ConfigError: they have values of a kind that is not installed on this machine.
    """
    return tuple(replace(claim, document=document.id) for claim in _claims_decoder().decode(data))


def _packed(value: Value) -> Value:
    payload = value.payload
    if payload is None:
        return value
    code, expected = _codes()[value.kind]
    if expected is None or not isinstance(payload, expected):
        raise TypeError(f"the kind {value.kind!r} does not declare {type(payload).__name__}")
    return replace(value, payload=_Packed(code, _ENCODER.encode(payload)))


@cache
def _codes() -> dict[str, tuple[int, type[Payload] | None]]:
    return {name: (code, kind.payload) for code, (name, kind) in enumerate(kinds().items())}


@cache
def _claims_decoder() -> Decoder[Claims]:
    payloads = [Decoder(payload) for _, payload in _codes().values()]

    def unpack(code: int, data: memoryview) -> object:
        if code >= len(payloads):
            raise ConfigError(
                "there are values of a kind that is not installed here",
                hint="Install the same packages on all machines",
            )
        return payloads[code].decode(data)

    return Decoder(Claims, ext_hook=unpack)


def _encode_packed(packed: Any) -> Ext:
    return Ext(packed.code, packed.data)


_ENCODER = Encoder(enc_hook=_encode_packed)
