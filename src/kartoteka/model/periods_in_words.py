"""Periods as the spoken language writes them. In the project file they are English, whatever is spoken."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kartoteka.language import N_, ngettext
from kartoteka.language import gettext as _
from kartoteka.model.periods import Period


def period_in_words(period: Period) -> str:
    """`2 weeks`, `2 tygodnie`, `2 semaines`, `2 недели`: as a name, in the nominative."""
    number, unit = period.counted()
    return _LENGTHS[unit](number)


def every_in_words(period: Period) -> str:
    """`every 2 weeks`, `co 2 tygodnie`, `toutes les 2 semaines`, `каждые 2 недели`."""
    number, unit = period.counted()
    # Languages that have plural forms say exactly one in a way of its own, which 21 does not share.
    return _(_EVERY_ONE[unit]) if number == 1 else _EVERY[unit](number)


_LENGTHS: Mapping[str, Callable[[int], str]] = {
    "day": lambda number: ngettext("{number} day", "{number} days", number, number=number),
    "week": lambda number: ngettext("{number} week", "{number} weeks", number, number=number),
    "month": lambda number: ngettext("{number} month", "{number} months", number, number=number),
    "year": lambda number: ngettext("{number} year", "{number} years", number, number=number),
}
_EVERY_ONE: Mapping[str, str] = {
    "day": N_("every 1 day"),
    "week": N_("every 1 week"),
    "month": N_("every 1 month"),
    "year": N_("every 1 year"),
}
_EVERY: Mapping[str, Callable[[int], str]] = {
    "day": lambda number: ngettext("every {number} day", "every {number} days", number, number=number),
    "week": lambda number: ngettext("every {number} week", "every {number} weeks", number, number=number),
    "month": lambda number: ngettext("every {number} month", "every {number} months", number, number=number),
    "year": lambda number: ngettext("every {number} year", "every {number} years", number, number=number),
}
