"""Currencies by their signs and names."""

from __future__ import annotations

import pytest
from babel import Locale

from factcheck.language import lexicon
from factcheck.language.currencies import nouns, signs


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("$", "USD"), ("us$", "USD"), ("$us", "USD"), ("$au", "AUD"), ("a$", "AUD"),
        ("au$", "AUD"), ("c$", "CAD"), ("nz$", "NZD"), ("hk$", "HKD"), ("£", "GBP"), ("€", "EUR"),
        ("¥", "JPY"), ("rs", "INR"), ("₹", "INR"), ("₩", "KRW"), ("r$", "BRL"),
    ],
)  # fmt: skip
def test_a_sign_stands_for_its_currency(sign: str, code: str) -> None:
    assert signs()[sign] == code


@pytest.mark.parametrize(
    ("sign", "noun"),
    [("$", "dollar"), ("£", "pound"), ("€", "euro"), ("¥", "yen"), ("₹", "rupee"), ("₪", "shekel")],
)
def test_a_sign_is_read_out_as_its_noun(sign: str, noun: str) -> None:
    assert nouns()[sign] == noun


def test_the_plain_names_are_those_of_their_currencies() -> None:
    for noun, code in lexicon.units().currencies.items():
        if code.isupper():
            name = str(Locale("en").currencies[code]).lower()
            assert name.endswith((noun, f"new {noun}")) or noun in (code.lower(), "rs"), noun
        else:
            # Several countries have a currency of this name.
            names = [str(name).lower().split()[-1] for name in Locale("en").currencies.values()]
            assert names.count(code) > 1, noun


def test_pint_knows_every_unit_that_is_listed() -> None:
    from factcheck.values.units import unit_in_base

    for unit in lexicon.units().units.values():
        assert unit_in_base(unit) is not None, unit
