"""Customers whom a competitor serves: until when, and when to approach them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kartoteka import NOBODY, ColumnType, Day, Frame, Period, add_period

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

COLUMNS: dict[str, ColumnType] = {"competitor_until": Day, "approach_on": Day}


def with_competitor(customers: Frame, approach: Period, as_of: date) -> Frame:
    """Adds `_competitor`, whether a competitor's contract runs past the as-of date, and `COLUMNS`, empty where none does.

    A contract that ends on the as-of date does not run past it. `approach_on` is the end of the contract less a period,
    counted back on the calendar: 31 May less 3 months is the last day of February.
    """
    import narwhals.stable.v2 as nw

    until = nw.col("competitor_until")
    marked = customers.with_columns(_competitor=(is_named() & (until > nw.lit(as_of))).fill_null(False))
    ends = nw.when(nw.col("_competitor")).then(until)
    return marked.with_columns(competitor_until=ends, approach_on=add_period(ends, approach * -1))


def is_named() -> nw.Expr:
    """Whether `competitor` names one; never empty."""
    import narwhals.stable.v2 as nw

    name = nw.col("competitor").str.to_lowercase()
    return (~name.is_null() & ~name.is_in(list(NOBODY))).fill_null(False)


def is_without_end() -> nw.Expr:
    """Whether a competitor is named, and the end of its contract is not."""
    import narwhals.stable.v2 as nw

    return is_named() & nw.col("competitor_until").is_null()


def is_without_name(as_of: date) -> nw.Expr:
    """Whether a contract runs past the as-of date, and nothing says with whom. A word for *none* does say something."""
    import narwhals.stable.v2 as nw

    return nw.col("competitor").is_null() & (nw.col("competitor_until") > nw.lit(as_of)).fill_null(False)
