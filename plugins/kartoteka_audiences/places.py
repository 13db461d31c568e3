"""Postal codes, towns and regions in the normal form of each platform."""

from __future__ import annotations

import re
import unicodedata

from kartoteka_audiences.letters import letters_alone, lower, single_blanks

_POSTAL_CODE = re.compile(r"(?=.*[0-9])[0-9A-Za-z](?:[0-9A-Za-z -]{0,10}[0-9A-Za-z])?")
_BRITISH = re.compile(r"([a-z]{1,2}[0-9][0-9a-z]?[0-9])[a-z]{2}")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def google_postal_code(text: str) -> str | None:
    """As it is written: it is compared in clear. `30-001`, `94303-5300`, `WC2H 8LG`.

    Returns:
        None for what is no postal code in any country, so that nothing else is ever written in clear.
    """
    code = single_blanks(unicodedata.normalize("NFKC", text).translate(_DASHES))
    return code if _POSTAL_CODE.fullmatch(code) else None


def meta_postal_code(text: str, country: str | None) -> str | None:
    """Small letters without blanks. The first five digits in the USA, the code up to its sector in the United Kingdom.

    A dash is cut off nowhere else: `30-001` is a whole Polish code.

    Source: "Customer file custom audiences", Marketing API.
    """
    written = google_postal_code(text)
    if written is None:
        return None
    code = written.replace(" ", "").lower()
    if country == "US":
        return code[:5] if code[:5].isdigit() else code
    british = _BRITISH.fullmatch(code) if country == "GB" else None
    return british[1] if british else code


def meta_city(text: str) -> str:
    """Small letters of any script: no blank, no digit, no punctuation."""
    return letters_alone(lower(text))


def meta_region(text: str, country: str | None) -> str:
    """As a town. In the USA only the two letters of a state are compared; a longer name is left out."""
    region = letters_alone(lower(text))
    return "" if country == "US" and len(region) != 2 else region
