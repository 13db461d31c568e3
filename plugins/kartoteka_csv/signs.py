"""Which signs stand where their kind stands: an apostrophe within a name, a dash between blanks, quotes around words.

Where the same byte is a letter in an encoding of the Mac, of DOS or in KOI8, its place tells what it is.
"""

from __future__ import annotations

import re

GAPS = " \u00a0\u202f"
_LONGEST = 40
_BEHIND_WORDS = 0.7

_ELIDED = {
    "l",
    "d",
    "c",
    "j",
    "m",
    "n",
    "s",
    "t",
    "o",
    "qu",
    "jusqu",
    "lorsqu",
    "puisqu",
    "quelqu",
    "presqu",
    "aujourd",
    "entr",
}
"""What stands before an apostrophe: l’eau, d’or, O’Neil, jusqu’au."""

_SHORTENED = {"s", "t", "d", "m", "ll", "re", "ve"}
"""What stands behind one at the end of a word: Smith’s, don’t, we’ll."""

_CLOSED_BY = {"„": "”“", "“": "”", "«": "»", "‘": "’", "‚": "’‘", "»": "«", "‹": "›"}
_OPENED_BY = {"”": "„“", "“": "„", "»": "«", "’": "‘‚", "‘": "‚", "«": "»", "›": "‹"}
_ENDS = '\n\r;,\t|"'


def points_of_place(text: str, index: int) -> float:
    """What a character says that stands as signs of its kind do, from 0 to 1; 0 where it does not, and for a letter.

    What stands behind words, as letters do as well, says a little less.
    """
    if not _in_place(text, index):
        return 0.0
    return _BEHIND_WORDS if text[index] in "…®™" else 1.0


def _in_place(text: str, index: int) -> bool:
    sign = text[index]
    left, right = text[max(0, index - _LONGEST) : index], text[index + 1 : index + 1 + _LONGEST]
    before, after = left[-1:], right[:1]
    match sign:
        case "’" if before.isalpha() and after.isalpha():
            return _is_apostrophe(left, right)
        case "„" | "“" | "«" | "‘" | "‚" | "”" | "»" | "’" | "‹" | "›":
            return _is_quote(sign, left, right) or (sign == "’" and _is_apostrophe_at_an_end(left, right))
        case "\u00a0":
            between_figures = before.isdigit() and after.isdigit()
            return between_figures or (before.isascii() and before.isalnum() and after in tuple(":;!?»%€"))
        case "°":
            return before.isdigit() or before in ("N", "n") or (_is_gap(before) and after in ("C", "F"))
        case "–" | "—":
            return (_is_gap(before) and _is_gap(after)) or (before.isdigit() and after.isdigit())
        case "№" | "§":
            return not before.isalnum() and right.lstrip(GAPS)[:1].isdigit()
        case "…":
            return before.isascii() and before.isalnum() and not after.isalnum()
        case "•" | "©":
            return (not before.isalnum() and after in tuple(GAPS)) or (sign == "©" and not before.isalnum() and after.isdigit())
        case "®" | "™":
            return before.isascii() and before.isalpha() and not after.isalnum()
        case "½" | "¼" | "¾":
            return not before.isalpha() and not after.isalnum()
        case _:
            return False


def _is_apostrophe(left: str, right: str) -> bool:
    """`Díaz` in the Mac's encoding would be d’az: what is elided stands before a vowel, an h or a capital."""
    head = _word_at_end(left).lower()
    tail = _word_at_start(right)
    return (head in _ELIDED and (tail[0].isupper() or tail[0] in "aeiouyhéèêàâœîôûAEIOUYH")) or tail.lower() in _SHORTENED


def _is_apostrophe_at_an_end(left: str, right: str) -> bool:
    """`Jones’ Bakery`, `rock ’n’ roll`, `’t Hart`."""
    if left[-1:].isalnum():
        return not right[:1].isalnum() and (left[-1:] in ("s", "S") or _word_at_end(left) == "n")
    return _word_at_start(right) in ("n", "s", "t")


def _is_quote(sign: str, left: str, right: str) -> bool:
    """Whether it opens or closes something, and its other half stands in the same cell."""
    before, after = left[-1:], right[:1]
    opens = not before.isalnum() and (after.isalnum() or after in tuple(GAPS))
    closes = not after.isalnum() and (before.isalnum() or before in tuple(GAPS + ".!?%)"))
    cell_left, cell_right = _cell_at_end(left), _cell_at_start(right)
    if opens and after and any(other in cell_right for other in _CLOSED_BY.get(sign, "")):
        return True
    return closes and bool(before) and any(other in cell_left for other in _OPENED_BY.get(sign, ""))


def _is_gap(character: str) -> bool:
    return not character or character in GAPS


def _word_at_end(text: str) -> str:
    return re.split(r"[\W\d_]", text)[-1]


def _word_at_start(text: str) -> str:
    return re.split(r"[\W\d_]", text, maxsplit=1)[0]


def _cell_at_end(text: str) -> str:
    return text[max((text.rfind(end) for end in _ENDS), default=-1) + 1 :]


def _cell_at_start(text: str) -> str:
    ends = [at for end in _ENDS if (at := text.find(end)) >= 0]
    return text[: min(ends, default=len(text))]
