"""Why one customer is where it is: the competitor, the products, and each band with the headcount that decides it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kartoteka import Check, Tables
from kartoteka_headcount.bands import (
    COMPETITOR,
    NO_HEADCOUNT,
    NOT_UNDERSTOOD,
    OCCASIONAL,
    STRADDLES,
    TOO_SMALL,
    UNKNOWN,
    Band,
)
from kartoteka_headcount.competitor import NOBODY
from kartoteka_headcount.doubts import headcount_in_words
from kartoteka_headcount.evidence import evidence_frame, what_is_read


def explain(tables: Tables, options: Mapping[str, Any], as_of: date) -> list[Check]:
    """A check for `competitor`, for `occasional` where there are main products, and for each size; `tables` is one customer."""
    told = what_is_read(tables.customers).collect().rows(named=True)[0]
    found = evidence_frame(tables, options, as_of).collect().rows(named=True)[0]
    row = {**found, **{name: told[name] for name in ("employees", "employees_band", "competitor")}}
    checks = [_competitor(row, told["competitor_until"], as_of)]
    if options["main_products"]:
        checks.append(_occasional(row, options["main_products"]))
    return [*checks, *_sizes(row, options)]


def _competitor(row: Mapping[str, Any], until: date | None, as_of: date) -> Check:
    name = None if (row["competitor"] or "-").lower() in NOBODY else row["competitor"]
    if row["competitor_until"] is not None:
        because = f"{name} serves it until {row['competitor_until']}, after {as_of}; approach it on {row['approach_on']}"
        return Check(COMPETITOR, True, because, "the end of that contract")
    if until is None:
        found = "no competitor is named" if name is None else f"{name!r} is named without the end of a contract"
        return Check(COMPETITOR, False, found, None if name is None else "an end in competitor_until")
    if until > as_of:
        return Check(COMPETITOR, False, f"a contract runs until {until}, but no competitor is named", "a name in competitor")
    return Check(COMPETITOR, False, f"a competitor's contract runs until {until}, not past {as_of}")


def _occasional(row: Mapping[str, Any], main_products: list[str]) -> Check:
    orders, main = row["orders"], row["main_orders"]
    if not orders:
        return Check(OCCASIONAL, False, "no order up to the as-of date")
    has = "1 order" if orders == 1 else f"{orders} orders"
    products = ", ".join(main_products)
    if main:
        return Check(OCCASIONAL, False, f"{main} of {has} {'is' if main == 1 else 'are'} for a main product")
    if row["segment"] == OCCASIONAL or row["_occasional"]:
        return Check(OCCASIONAL, True, f"{has}, none of them for a main product", f"an order for one of {products}")
    return Check(OCCASIONAL, False, f"{has}, whose lines name no product")


def _sizes(row: Mapping[str, Any], options: Mapping[str, Any]) -> Iterator[Check]:
    """Each band in turn, and what a customer is who is in none of them."""
    bands: list[Band] = options["bands"]
    size, reason = row["size_band"], row["reason"]
    first = "" if row["segment"] == size else f"; {row['segment']} goes before it"
    if reason in (NO_HEADCOUNT, NOT_UNDERSTOOD):
        because = "no headcount" if reason == NO_HEADCOUNT else f"{headcount_in_words(row)} is no headcount"
        yield from (Check(band.name, None, because, f"a headcount of {band}") for band in bands)
        yield Check(UNKNOWN, True, because + first)
        return
    has = headcount_in_words(row)
    end = {"lower": row["headcount_at_least"], "upper": row["headcount_at_most"]}.get(options["straddle"])
    one = row["headcount_at_least"] == row["headcount_at_most"]
    decides = "" if one or options["straddle"] == "unknown" else f", of which {_end(end)} decides"
    for band in bands:
        if band.name == size:
            yield Check(band.name, True, f"{has} employees{decides}: the band is {band}{first}")
        else:
            reached = reason == STRADDLES and _meets(row, band)
            yield Check(
                band.name,
                None if reached else False,
                f"{has} employees{decides}: the band is {band}" + (", which is a part of that" if reached else ""),
                f"a headcount of {band}",
            )
    lowest = min(band.at_least for band in bands)
    if size == TOO_SMALL:
        yield Check(TOO_SMALL, True, f"{has} employees{decides}: the lowest band begins at {lowest}{first}")
    elif reason == STRADDLES:
        yield Check(UNKNOWN, True, f"{has} employees may be of more than one size{first}", "straddle: lower or straddle: upper")
    elif size == UNKNOWN:
        yield Check(UNKNOWN, True, f"{has} employees{decides}: no band takes that{first}")


def _end(end: int | None) -> str:
    return "the open end" if end is None else str(end)


def _meets(row: Mapping[str, Any], band: Band) -> bool:
    """Whether a range of headcounts and a band have a number in common."""
    low, high = row["headcount_at_least"], row["headcount_at_most"]
    return (band.at_most is None or low <= band.at_most) and (high is None or high >= band.at_least)
