"""Phone numbers with their country, as the international standard E.164 writes them."""

from __future__ import annotations

import re

_ABROAD = re.compile(r"^[\s(]*00")
"""How a call abroad begins in most countries."""
_EXTENSION = re.compile(r"\b(?:wew|wewn|poste)\b.*$", re.IGNORECASE)
"""Words for an extension that the library does not know."""


def has_country_code(text: str) -> bool:
    """Whether a number says itself of which country it is."""
    return text.lstrip(" (").startswith(("+", "＋")) or _ABROAD.match(text) is not None


def e164(text: str, country: str | None) -> str | None:
    """`+48225550100` for `22 555 01 00` in Poland, for `0048 22 555 01 00` and for `+48 (22) 555-01-00`.

    An extension is left out.

    Args:
        text: One number as people write it.
        country: The country in which a number without a country code is dialled, as ISO 3166 has it: `PL`.

    Returns:
        None for what is no number of its country, or has no country.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(_EXTENSION.sub("", _ABROAD.sub("+", text, count=1)), country)
    except phonenumbers.NumberParseException:
        return None
    # Only the whole number will do: one that lacks its area code may be of somebody else.
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def meta_phone(international: str) -> str:
    """The digits alone: Meta takes no `+`."""
    return international.removeprefix("+")
