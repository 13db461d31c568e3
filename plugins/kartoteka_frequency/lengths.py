"""Which of two periods is the longer one, by the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from kartoteka import Period

# Four years from a leap year have every month in both lengths.
_CALENDAR = tuple(date(2024, 1, 1) + timedelta(days=number) for number in range(1461))


def at_least_as_long(one: Period, other: Period) -> bool:
    """Whether `one` reaches as far as `other` from every day: 31 days reach as far as 1 month, 30 days do not."""
    return all(one.after(day) >= other.after(day) for day in _CALENDAR)


def is_longer(one: Period, other: Period) -> bool:
    """Whether `one` never falls short of `other`, and sometimes reaches further."""
    return at_least_as_long(one, other) and not at_least_as_long(other, one)
