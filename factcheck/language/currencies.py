"""Currencies: their signs and plain names, from the Unicode CLDR that ``babel`` ships.

``en/units.toml`` adds the signs that the CLDR has not, and what a sum is of where no country is
named. The CLDR is loaded when a currency is first asked for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from factcheck.language import lexicon


@cache
def signs() -> dict[str, str]:
    """Return the sign of each currency that has one ("hk$", "£"), in lower case, and its code."""
    from babel import Locale

    known = {
        str(sign).lower(): str(code)
        for code, sign in Locale("en").currency_symbols.items()
        if code != "XXX" and any(unicodedata.category(c) == "Sc" for c in sign)
    }
    return known | lexicon.units().currency_signs


@cache
def sign_pattern() -> str:
    """Return a regular expression for a sign before a sum, without groups: "HK$", "£", "Rs. "."""
    return "|".join(map(_written, sorted(signs(), key=lambda sign: (-len(sign), sign))))


def _written(sign: str) -> str:
    begin = r"\b" if sign[0].isalpha() else ""
    end = r"\.?\s" if sign.isalpha() else ""
    # Where case is ignored, only ASCII counts as such: "ſ" is in no sign.
    return f"{begin}(?a:{re.escape(sign)}){end}"


@cache
def nouns() -> dict[str, str]:
    """Return what a currency is called for each sign of one character: "dollar" for "$"."""
    from babel import Locale

    names = Locale("en").currencies
    return {
        sign: str(names[code]).split()[-1].lower()
        for sign, code in signs().items()
        if len(sign) == 1
    }
