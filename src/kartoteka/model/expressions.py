"""What engines do differently, done once: periods, days between days, division.

These give the same value and type on DuckDB and on Polars, row for row. Use them instead of `dt.offset_by`, `-` between
days and `/`.
"""

from __future__ import annotations

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
    return _day_number(later) - _day_number(earlier)


def divide(a: nw.Expr, b: nw.Expr) -> nw.Expr:
    """`a / b` as `nw.Float64`, whatever numbers they are; empty where either is empty or `b` is zero."""
    import narwhals.stable.v2 as nw

    dividend, divisor = a.cast(nw.Float64), b.cast(nw.Float64)
    # One engine multiplies by the reciprocal where the divisor is a constant, and the last digit differs: make it a column.
    # What is added is nothing, but for empty dividends.
    spread = divisor + dividend.is_null().cast(nw.Float64)
    return dividend / nw.when(divisor != 0).then(spread)


def _day_number(day: nw.Expr) -> nw.Expr:
    """Days since a fixed day, from year and day of the year: all that every engine gives as plain numbers."""
    import narwhals.stable.v2 as nw

    years = day.dt.year().cast(nw.Int64) - 1
    leap_days = (years / 4).floor() - (years / 100).floor() + (years / 400).floor()
    return years * 365 + leap_days.cast(nw.Int64) + day.dt.ordinal_day().cast(nw.Int64)
