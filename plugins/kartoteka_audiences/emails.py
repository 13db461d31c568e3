"""E-mail addresses in the normal form of each platform."""

from __future__ import annotations

import re

from kartoteka_audiences.letters import lower

_GOOGLES = ("gmail.com", "googlemail.com")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_POSSIBLE = re.compile(r'[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\.]+(?:\.[^\s@<>(),;:"\\.]+)+')


def google_email(text: str) -> str | None:
    """Small letters and no blanks. At Gmail, dots before the `@` and everything from a `+` on lead to the same person.

    Source: "Format user data", Data Manager API, and the guidelines for hashed Customer Match files.

    Returns:
        None for what is no address.
    """
    address = _possible("".join(text.split()))
    if address is None:
        return None
    name, _, domain = address.partition("@")
    if domain in _GOOGLES:
        name = name.partition("+")[0].replace(".", "")
    return f"{name}@{domain}" if name else None


def meta_email(text: str) -> str | None:
    """Small letters, no blank at either end; the dots stay, at Gmail too.

    Source: "Customer information parameters", Conversions API.

    Returns:
        None for what is no address.
    """
    return _possible(text)


def _possible(text: str) -> str | None:
    address = lower(_INVISIBLE.sub("", text).strip())
    return address if _POSSIBLE.fullmatch(address) else None
