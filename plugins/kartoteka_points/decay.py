"""How points fade: worth half after each whole period since a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import partial

import narwhals.stable.v2 as nw

from kartoteka import Period


def decayed(points: nw.Expr, since: nw.Expr, halves_every: Period, as_of: date, cap: int) -> nw.Expr:
    """`points / 2^n` to the nearest whole number, a half up; `n` is how many periods have passed.

    `n` is the largest number for which the day + n periods is on or before the as-of date. Where the day is empty or after
    the as-of date, there are no points.

    Args:
        points: Whole points (`nw.Int64`), never more than `cap`.
        since: Days (`nw.Date`).
    """
    left = nw.when(since <= nw.lit(as_of)).then(points).otherwise(nw.lit(0, dtype=nw.Int64))
    for halvings, last_day in enumerate(last_days(halves_every, as_of, cap.bit_length() + 1), start=1):
        half = 2 ** (halvings - 1)
        left = nw.when(since <= nw.lit(last_day)).then((points + half) // (2 * half)).otherwise(left)
    return left


def last_days(period: Period, as_of: date, most: int) -> Iterator[date]:
    """For 1, 2, … `most` periods the last day from which so many have passed on the as-of date.

    Periods are only added, so the day is searched for. Later days never end earlier, so there is one.
    """
    for times in range(1, most + 1):
        ordinal = bisect_right(range(1, as_of.toordinal() + 1), as_of, key=partial(_after, period * times))
        if ordinal == 0:
            return
        yield date.fromordinal(ordinal)


def _after(period: Period, ordinal: int) -> date:
    try:
        return period.after(date.fromordinal(ordinal))
    except (ValueError, OverflowError):
        return date.max
