"""Claims survive the cache with the payloads of their values, whatever the kind."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from factcheck.claims import packing
from factcheck.claims.extract import claims_of
from factcheck.claims.packing import pack_claims, unpack_claims
from factcheck.errors import ConfigError
from factcheck.model import Claim, Document, Payload, Value
from factcheck.values import kinds
from factcheck.values.dates import KIND
from factcheck.values.days import DatePayload
from factcheck.values.names import NamePayload

TEXT = """The mayor of Osterby, Marit Halvorsen, said on Friday that at least 30 people had died.
The quake struck 50 km south of Karsund in northern Norway at 9:40 p.m. on 12 May 2019.
"We have lost more than five good neighbours," she said. The firm did not sell the old mill.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return Document("a", "a.txt", TEXT, "0" * 64, published="2019-05-14")


@pytest.fixture(scope="module")
def claims(document: Document) -> tuple[Claim, ...]:
    (document_claims,) = claims_of([document])
    return document_claims


def test_claims_with_every_kind_of_value_are_unpacked_as_they_were(
    document: Document, claims: tuple[Claim, ...]
) -> None:
    values = [v for c in claims for v in c.values]
    assert {v.kind for v in values} == set(kinds())
    assert {v.kind for v in values if v.payload is None} == {"quote"}
    assert unpack_claims(pack_claims(claims), document) == claims


def test_claims_are_those_of_the_document_that_asks_for_them(
    document: Document, claims: tuple[Claim, ...]
) -> None:
    renamed = unpack_claims(pack_claims(claims), replace(document, id="b"))
    assert {c.document for c in renamed} == {"b"}
    assert pack_claims(renamed) == pack_claims(claims)


def test_a_payload_that_its_kind_does_not_declare_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Other(Payload):
        colour: str

    value = Value("date", 0, 4, "2019", "2019", payload=Other("red"))
    with pytest.raises(TypeError, match="'date' does not declare Other"):
        pack_claims([Claim("a", 0, 0, 4, (value,))])


def test_values_of_a_kind_that_is_not_installed_are_named_as_such(
    document: Document, claims: tuple[Claim, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = pack_claims(claims)
    monkeypatch.setattr(packing, "kinds", lambda: {"date": KIND})
    packing._codes.cache_clear()
    packing._claims_decoder.cache_clear()
    try:
        with pytest.raises(ConfigError, match="a kind that is not installed here"):
            unpack_claims(packed, document)
    finally:
        packing._codes.cache_clear()
        packing._claims_decoder.cache_clear()


def test_a_payload_is_only_that_of_its_own_kind() -> None:
    value = Value("date", 0, 4, "2019", "2019", payload=DatePayload("year", year=2019))
    assert DatePayload.of(value).year == 2019
    with pytest.raises(TypeError, match="the date '2019' has no NamePayload"):
        NamePayload.of(value)
