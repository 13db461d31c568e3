"""What a spreadsheet would run as a formula, made harmless in files that people open in one."""

from __future__ import annotations

import re

_BLANKS = r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*"
_SIGNS = "=@＝＋－＠﹢﹣﹦﹫"
_FORMULA = re.compile(rf"{_BLANKS}[{_SIGNS}+\-]|[\t\r\n]")

_END = r'(?=[;,|\t"\r\n]|\Z)'
_NUMBER = rf"[+\-]+(?:[0-9][0-9 .,()/\u00a0\u202f\-]*)?{_END}"
_WITHIN = re.compile(rf'(?:\A|(?<=[;,|\t"\r\n]))([ \u00a0\u200b-\u200f\u202f\u2060\ufeff]*)(?=[{_SIGNS}]|(?!{_NUMBER})[+\-])')


def defused(cell: str) -> str:
    """A cell with an apostrophe in front where a spreadsheet would run it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def defused_within(text: str) -> str:
    """A text with an apostrophe wherever a spreadsheet that cuts it at another delimiter would begin a formula.

    A whole row in one cell is such a text: a spreadsheet of a country with decimal commas cuts at semicolons, wherever they
    stand. Numbers with a sign and telephone numbers stay.
    """
    return _WITHIN.sub(r"\1'", text)
