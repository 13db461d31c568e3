"""The size of a customer: what its headcount is, and which band takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from kartoteka import ColumnType, Frame, HeadcountBounds, Integer, Text, headcount_bounds
from kartoteka_headcount.bands import NO_HEADCOUNT, NOT_UNDERSTOOD, STRADDLES, UNKNOWN, Band, Stretch, sizes
from kartoteka_headcount.codes import insee_bounds

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

Straddle = Literal["unknown", "lower", "upper"]

COLUMNS: dict[str, ColumnType] = {
    "size_band": Text,
    "headcount_at_least": Integer,
    "headcount_at_most": Integer,
    "reason": Text,
}


def with_size(customers: Frame, bands: Sequence[Band], straddle: Straddle, codes: str | None) -> Frame:
    """Adds `COLUMNS`.

    A number in `employees` goes before a text in `employees_band`. The size is that of all headcounts from
    `headcount_at_least` to `headcount_at_most`; where they are not all of one size, that of the end which `straddle` names,
    or `unknown`.

    Args:
        customers: Has `employees` (whole numbers) and `employees_band` (texts), each of which may be empty.
        bands: From best to worst.
        straddle: What decides where a headcount reaches over a bound.
        codes: `insee` where numbers in `employees_band` are codes.
    """
    import narwhals.stable.v2 as nw

    number, text = nw.col("employees"), nw.col("employees_band")
    told: HeadcountBounds = insee_bounds(text) if codes == "insee" else headcount_bounds(text)
    known = customers.with_columns(
        headcount_at_least=nw.when(number.is_null()).then(told.at_least).otherwise(nw.when(number >= 0).then(number)),
        headcount_at_most=nw.when(number.is_null()).then(told.at_most).otherwise(nw.when(number >= 0).then(number)),
    )
    low, high = nw.col("headcount_at_least"), nw.col("headcount_at_most")
    every = sizes(bands)
    placed = known.with_columns(
        _lower=_place(low, every),
        _upper=nw.when(~low.is_null() & high.is_null()).then(nw.lit(len(every) - 1)).otherwise(_place(high, every)),
    )
    lower, upper = nw.col("_lower"), nw.col("_upper")
    decides = {"unknown": nw.when(lower == upper).then(lower), "lower": lower, "upper": upper}[straddle]
    reason = (
        nw.when(~lower.is_null())
        .then(nw.lit(STRADDLES))
        .otherwise(nw.when(number.is_null() & text.is_null()).then(nw.lit(NO_HEADCOUNT)).otherwise(nw.lit(NOT_UNDERSTOOD)))
    )
    size: nw.Expr = nw.lit(UNKNOWN)
    for index, one in enumerate(every):
        here = nw.col("_place") == index
        size = nw.when(here).then(nw.lit(one.size)).otherwise(size)
        reason = nw.when(here).then(nw.lit(one.reason, dtype=nw.String)).otherwise(reason)
    return placed.with_columns(_place=decides).with_columns(size_band=size, reason=reason)


def _place(number: nw.Expr, every: Sequence[Stretch]) -> nw.Expr:
    """The index of the stretch that a headcount is in; empty where the headcount is."""
    import narwhals.stable.v2 as nw

    place: nw.Expr = nw.when(~number.is_null()).then(nw.lit(0))
    for index, one in enumerate(every[1:], start=1):
        place = nw.when(number >= one.at_least).then(nw.lit(index)).otherwise(place)
    return place
