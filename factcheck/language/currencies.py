"""Currencies: their signs and plain names, from the Unicode CLDR that ``babel`` ships.

``en/units.toml`` adds signs that are not in the CLDR, and the currency of signs and names without a
country ("$", "dollar"). The CLDR is loaded when a currency is first needed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from factcheck.language import lexicon


@cache
def signs() -> dict[str, str]:
    """Return currency sign, in lower case ("hk$", "£") -> currency code ("HKD", "GBP")."""
    from babel import Locale

    by_sign = {
        str(sign).lower(): str(code)
        for code, sign in Locale("en").currency_symbols.items()
        if code != "XXX" and any(unicodedata.category(c) == "Sc" for c in sign)
    }
    return by_sign | lexicon.units().currency_signs


@cache
def sign_pattern() -> str:
    """Return a regular expression, without groups, for a sign before a sum ("HK$", "£", "Rs. ")."""
    return "|".join(map(_sign_pattern, sorted(signs(), key=lambda sign: (-len(sign), sign))))


def _sign_pattern(sign: str) -> str:
    """Return a regular expression for one sign; letters are followed by a space."""
    begin = r"\b" if sign[0].isalpha() else ""
    end = r"\.?\s" if sign.isalpha() else ""
    # "(?a:": with re.IGNORECASE, "s" must not match the letter "ſ".
    return f"{begin}(?a:{re.escape(sign)}){end}"


@cache
def nouns() -> dict[str, str]:
    """Return sign of one character -> noun for its currency ("$" -> "dollar")."""
    from babel import Locale

    names = Locale("en").currencies
    return {
        sign: str(names[code]).split()[-1].lower()
        for sign, code in signs().items()
        if len(sign) == 1
    }
