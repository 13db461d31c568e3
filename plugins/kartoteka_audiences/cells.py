"""Several values in one cell."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"[;,|\r\n\v\f\u2028\u2029]")
_BETWEEN_PHONES = re.compile(rf"{_BETWEEN.pattern}|\s/\s")
"""A slash within a number (`022/555`) is part of it."""


def emails_in(cell: str) -> list[str]:
    """What stands between `;`, `,`, `|` and line breaks. A blank ends no address: it would make one of a stranger's."""
    return _pieces(_BETWEEN, cell)


def phones_in(cell: str) -> list[str]:
    """What stands between `;`, `,`, `|`, line breaks and a slash with blanks around it."""
    return _pieces(_BETWEEN_PHONES, cell)


def _pieces(between: re.Pattern[str], cell: str) -> list[str]:
    return [piece.strip() for piece in between.split(cell) if piece.strip()]
