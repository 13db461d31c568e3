"""What engines do differently, done once: periods, days between days, division.

These give the same value and type on DuckDB and on Polars, row for row. Use them instead of `dt.offset_by`, `-` between
days and `/`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kartoteka.model.periods import Period

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def add_period(day: nw.Expr, period: Period) -> nw.Expr:
    """The day that is `period` after `day`, as `Period.after` has it: 31 January + 1 month is the last day of February.

    Args:
        day: Days (`nw.Date`); an empty day gives an empty day.
        period: Months are added first, then days.

    Returns:
        Days (`nw.Date`). Some engines turn a day into a timestamp when something is added; this does not.
    """
    import narwhals.stable.v2 as nw

    moved = day
    if period.months:
        moved = moved.dt.offset_by(f"{period.months}mo").cast(nw.Date)
    for days in _apart_from_months(period.days):
        moved = moved.dt.offset_by(f"{days}d").cast(nw.Date)
    return moved


def _apart_from_months(days: int) -> tuple[int, ...]:
    """The days in one step, or in two where an engine could take them for months.

    DuckDB 2.0 holds intervals of 30 days and of 1 month for equal, and of `day + 30 days` and `day + 1 month` in one query
    computes only the first, for both.
    """
    if days == 0:
        return ()
    return (1, days - 1) if days % 30 == 0 else (days,)


def days_between(earlier: nw.Expr, later: nw.Expr) -> nw.Expr:
    """Whole days from `earlier` to `later` (`nw.Int64`): negative where `later` lies before, empty where either is empty."""
    import narwhals.stable.v2 as nw

    # Both are whole numbers of days and far below 2 ** 53 of any unit, so that the division is exact.
    return (_length(earlier, later) / _one_day()).cast(nw.Int64)


def is_longer_than_days(earlier: nw.Expr, later: nw.Expr, days: int) -> nw.Expr:
    """Whether there are more than `days` from `earlier` to `later`: `days_between` without its division, for many rows."""
    return _length(earlier, later) > days * _one_day()


def divide(a: nw.Expr, b: nw.Expr) -> nw.Expr:
    """`a / b` as `nw.Float64`, whatever numbers they are; empty where either is empty or `b` is zero."""
    import narwhals.stable.v2 as nw

    dividend, divisor = a.cast(nw.Float64), b.cast(nw.Float64)
    # One engine multiplies by the reciprocal where the divisor is a constant, and the last digit differs: make it a column.
    # What is added is nothing, but for empty dividends.
    spread = divisor + dividend.is_null().cast(nw.Float64)
    return dividend / nw.when(divisor != 0).then(spread)


def _length(earlier: nw.Expr, later: nw.Expr) -> nw.Expr:
    """What lies between, in the engine's own unit: days for some, milliseconds or microseconds for others."""
    import narwhals.stable.v2 as nw

    return (later - earlier).cast(nw.Int64)


def _one_day() -> nw.Expr:
    """One day in that unit: a constant, which engines compute once."""
    import narwhals.stable.v2 as nw

    return _length(nw.lit(date(2024, 1, 1)), nw.lit(date(2024, 1, 2)))
