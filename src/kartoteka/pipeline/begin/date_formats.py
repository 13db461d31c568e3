"""How dates are written that landing does not read by itself: with two figures for the year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

_DAYS = ("%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%m.%d.%y", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d")
_HOURS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p")


def formats_of(values: Iterable[str]) -> Sequence[str]:
    """The formats that read every value, the likeliest first; none where none of them does."""
    given = tuple(values)
    tried = (day + hour for day in _DAYS for hour in _HOURS)
    return [format_ for format_ in tried if given and all(_reads(format_, value) for value in given)]


def _reads(format_: str, value: str) -> bool:
    try:
        datetime.strptime(value, format_)  # noqa: DTZ007  # only whether it can be read
    except ValueError:
        return False
    return True
