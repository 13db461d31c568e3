"""A tier's name as part of a column's: columns are lower-case letters a-z, digits and underscores, names are anything."""

from __future__ import annotations

import re
import unicodedata

_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i ye g u".split(),
        strict=True,
    )
)
_SILENT = {"ъ": "", "ь": ""}
_LETTERS = str.maketrans({**_LATIN, **_CYRILLIC, **_SILENT})


def column_name(name: str) -> str:
    """`segment_1`, `fidele`, `postoyannyy`: letters lose their marks, Cyrillic ones become Latin, any other its number."""
    # Before the marks are taken off, or й would be и.
    latin = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(letter)).lower()
    return re.sub(r"[^a-z0-9_]", lambda found: f"u{ord(found[0]):x}" if found[0].isalnum() else "_", plain)
