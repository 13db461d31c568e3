"""Given and family names in the normal form of each platform."""

from __future__ import annotations

from kartoteka_audiences.letters import lower, single_blanks, without_punctuation

_BEFORE = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof"})
_AFTER = frozenset({"jr", "sr", "ii", "iii", "iv"})


def google_given_name(text: str) -> str:
    """Small letters, single blanks, accents kept, no title before it.

    Source: the guidelines for hashed Customer Match files.
    """
    words = single_blanks(lower(text)).split()
    while len(words) > 1 and words[0].rstrip(".") in _BEFORE:
        del words[0]
    return " ".join(words)


def google_family_name(text: str) -> str:
    """Small letters, single blanks, accents kept, nothing such as `Jr.` after it."""
    words = single_blanks(lower(text)).split()
    while len(words) > 1 and words[-1].rstrip(".") in _AFTER:
        del words[-1]
    return " ".join(words).rstrip(", ")


def meta_name(text: str) -> str:
    """Small letters of any script, accents kept, no punctuation.

    Source: "Customer information parameters", Conversions API.
    """
    return without_punctuation(lower(text))
