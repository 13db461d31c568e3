"""Why one customer is where it is: the competitor, the products, and each band with the headcount that decides it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kartoteka import NOBODY, Check, Tables, ngettext, pgettext
from kartoteka import gettext as _
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
        because = _(
            "{name} serves it until {until}, after {today}; approach it on {day}",
            name=name,
            until=row["competitor_until"],
            today=as_of,
            day=row["approach_on"],
        )
        return Check(COMPETITOR, True, because, _("the end of that contract"))
    if until is None and name is None:
        return Check(COMPETITOR, False, _("no competitor is named"))
    if until is None:
        found = _("{name!r} is named without the end of a contract", name=name)
        return Check(COMPETITOR, False, found, _("an end in competitor_until"))
    if until > as_of:
        found = _("a contract runs until {until}, but no competitor is named", until=until)
        return Check(COMPETITOR, False, found, _("a name in competitor"))
    past = _("a competitor's contract runs until {until}, not past {today}", until=until, today=as_of)
    return Check(COMPETITOR, False, past)


def _occasional(row: Mapping[str, Any], main_products: list[str]) -> Check:
    orders, main = row["orders"], row["main_orders"]
    if not orders:
        return Check(OCCASIONAL, False, _("no order up to the as-of date"))
    if main:
        return Check(OCCASIONAL, False, _some_are_main(main, orders))
    if row["segment"] == OCCASIONAL or row["_occasional"]:
        none = ngettext(
            "{number} order, none of them for a main product",
            "{number} orders, none of them for a main product",
            orders,
            number=orders,
        )
        return Check(OCCASIONAL, True, none, _("an order for one of {products}", products=", ".join(main_products)))
    nameless = ngettext(
        "{number} order, whose lines name no product", "{number} orders, whose lines name no product", orders, number=orders
    )
    return Check(OCCASIONAL, False, nameless)


def _some_are_main(main: int, orders: int) -> str:
    if orders == 1:
        return _("{main} of 1 order is for a main product", main=main)
    return ngettext(
        "{main} of {number} orders is for a main product",
        "{main} of {number} orders are for a main product",
        main,
        main=main,
        number=orders,
    )


def _sizes(row: Mapping[str, Any], options: Mapping[str, Any]) -> Iterator[Check]:
    """Each band in turn, and what a customer is who is in none of them."""
    bands: list[Band] = options["bands"]
    size, reason = row["size_band"], row["reason"]
    first = [] if row["segment"] == size else [_("{segment} goes before it", segment=row["segment"])]
    if reason in (NO_HEADCOUNT, NOT_UNDERSTOOD):
        because = _("no headcount")
        if reason == NOT_UNDERSTOOD:
            because = _("{headcount} is no headcount", headcount=headcount_in_words(row))
        yield from (Check(band.name, None, because, _change(band)) for band in bands)
        yield Check(UNKNOWN, True, _joined(because, *first))
        return
    has = _Has(row, options["straddle"])
    for band in bands:
        if band.name == size:
            yield Check(band.name, True, _joined(has.beside(band), *first))
        elif reason == STRADDLES and _meets(row, band):
            yield Check(band.name, None, has.reaching_into(band), _change(band))
        else:
            yield Check(band.name, False, has.beside(band), _change(band))
    if size == TOO_SMALL:
        yield Check(TOO_SMALL, True, _joined(has.below(min(band.at_least for band in bands)), *first))
    elif reason == STRADDLES:
        because = _("{numbers} employees may be of more than one size", numbers=has.numbers)
        # Keys of the project file, the same in every language.
        yield Check(UNKNOWN, True, _joined(because, *first), _("straddle: lower or straddle: upper"))
    elif size == UNKNOWN:
        yield Check(UNKNOWN, True, _joined(has.in_no_band(), *first))


def _change(band: Band) -> str:
    return _("a headcount of {numbers}", numbers=str(band))


def _joined(*reasons: str) -> str:
    """Reasons as `Check.because` holds them."""
    return "; ".join(reasons)


class _Has:
    """Sentences about a headcount, with the end of its range that decides, where one does."""

    def __init__(self, row: Mapping[str, Any], straddle: str) -> None:
        self.numbers = headcount_in_words(row)
        low, high = row["headcount_at_least"], row["headcount_at_most"]
        self._end: str | None = None
        if low != high and straddle != "unknown":
            end = low if straddle == "lower" else high
            self._end = pgettext("headcounts", "the open end") if end is None else str(end)

    def beside(self, band: Band) -> str:
        if self._end is None:
            return _("{numbers} employees: the band is {band}", numbers=self.numbers, band=str(band))
        return _(
            "{numbers} employees, of which {end} decides: the band is {band}",
            numbers=self.numbers,
            end=self._end,
            band=str(band),
        )

    def reaching_into(self, band: Band) -> str:
        return _("{numbers} employees: the band is {band}, which is a part of that", numbers=self.numbers, band=str(band))

    def below(self, lowest: int) -> str:
        if self._end is None:
            return _("{numbers} employees: the lowest band begins at {lowest}", numbers=self.numbers, lowest=lowest)
        return _(
            "{numbers} employees, of which {end} decides: the lowest band begins at {lowest}",
            numbers=self.numbers,
            end=self._end,
            lowest=lowest,
        )

    def in_no_band(self) -> str:
        if self._end is None:
            return _("{numbers} employees: no band takes that", numbers=self.numbers)
        return _("{numbers} employees, of which {end} decides: no band takes that", numbers=self.numbers, end=self._end)


def _meets(row: Mapping[str, Any], band: Band) -> bool:
    """Whether a range of headcounts and a band have a number in common."""
    low, high = row["headcount_at_least"], row["headcount_at_most"]
    return (band.at_most is None or low <= band.at_most) and (high is None or high >= band.at_least)
