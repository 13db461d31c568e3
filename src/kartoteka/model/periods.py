"""Periods such as `2 weeks` or `6 months`, and how they are added to a day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from kartoteka.language import gettext as _

_PERIOD = re.compile(r"\s*(\d+)\s*(day|week|month|quarter|year)s?\s*", re.IGNORECASE)
_LONGEST_IN_DAYS = 365 * 1000
_DIGITS = 10  # a longer number is read as too long a period whatever it is
_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "quarter": (3, 0), "year": (12, 0)}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time on the calendar: whole months, or whole days, never both.

    Adding months is calendar arithmetic: 31 January + 1 month is the last day of February. So a period is always added
    and never subtracted: months are not symmetric.
    """

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `14 days`, `2 weeks`, `1 month`, `1 quarter`, `2 years`.

        Raises:
            ValueError: It is not a whole number above nothing and one of those units, or longer than `LONGEST`.
        """
        match = _PERIOD.fullmatch(text)
        if match is None or not match[1].strip("0"):
            raise ValueError(
                _("{text!r} is not a period; write a whole number and day, week, month, quarter or year: '2 weeks'", text=text)
            )
        months, days = _UNITS[match[2].lower()]
        number = int(match[1]) if len(match[1]) < _DIGITS else 10**_DIGITS
        period = cls(months * number, days * number)
        if period.months > LONGEST.months or period.days > _LONGEST_IN_DAYS:
            raise ValueError(_("{text!r} is too long; the longest period is {longest}", text=text, longest=LONGEST))
        return period

    def __mul__(self, times: int) -> Period:
        return Period(self.months * times, self.days * times)

    def __str__(self) -> str:
        number, unit = self.counted()
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"

    def counted(self) -> tuple[int, str]:
        """How many of which unit, the largest that fits: `(2, "week")`, `(1, "year")`."""
        if self.months:
            return (self.months // 12, "year") if self.months % 12 == 0 else (self.months, "month")
        return (self.days // 7, "week") if self.days % 7 == 0 else (self.days, "day")

    def after(self, day: date) -> date:
        """The day that is this period after `day`."""
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1])) + timedelta(days=self.days)

    @property
    def at_most_days(self) -> int:
        """A bound that it never exceeds, in days; for cutting off what cannot matter."""
        return self.days + self.months * 31

    @property
    def at_least_days(self) -> int:
        """A bound that it never falls short of, in days."""
        return self.days + self.months * 28


LONGEST = Period(months=12 * 1000)
"""What may be written. The calendar ends with the year 9999, and rules add several periods to a day."""
LATEST_AS_OF = date(2999, 12, 31)
"""The last day that rules may look back from, for the same reason."""
