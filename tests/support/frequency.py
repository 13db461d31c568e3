"""Running the segmenter `frequency` over tables made in a test, on DuckDB and on Polars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl

from kartoteka import Context, Frame, Tables
from kartoteka_frequency.segmenter import Frequency

ENGINES = ("duckdb", "polars")

PRINT_SHOP = [
    {"name": "vip", "every": "2 weeks", "for": "6 weeks", "terms": {"discount": "20%", "payment_days": 30}},
    {"name": "segment-1", "every": "1 month", "for": "3 months", "terms": {"discount": "12%", "payment_days": 14}},
    {"name": "segment-2", "every": "3 months", "for": "6 months", "terms": {"discount": "8%", "payment_days": 7}},
    {"name": "segment-3", "every": "6 months", "terms": {"discount": "5%", "payment_days": 7, "prefer": "prepaid"}},
]

_MONEY = pl.Decimal(18, 4)
_ORDERS = {"order_id": pl.String, "customer_id": pl.String, "ordered_on": pl.Date, "amount": _MONEY}
_CUSTOMERS = {"customer_id": pl.String, "blacklisted": pl.Boolean}


@dataclass(frozen=True)
class Bought:
    """One order as it reaches a segmenter."""

    customer_id: str
    ordered_on: date
    amount: Decimal


def frequency(
    as_of: date, tiers: Sequence[Mapping[str, Any]] = PRINT_SHOP, minimum: str | int = 300, currency: str = "PLN"
) -> Frequency:
    """The segmenter, from options as they are written in a project file."""
    options = Frequency.Options().load({"logistic_minimum": minimum, "tiers": list(tiers)})
    context = Context("shop", "loyalty", as_of, currency, "en", "Europe/Warsaw", Path())
    return Frequency(options, context)


def tables(engine: str, customers: Iterable[str], orders: Iterable[Bought], blacklist: Iterable[str] = ()) -> Tables:
    """The tables of a run on one engine."""
    barred = set(blacklist)
    order_rows = [(f"o{number}", order.customer_id, order.ordered_on, order.amount) for number, order in enumerate(orders)]
    customer_rows = [(name, name in barred) for name in customers]
    frames = _frames(
        engine,
        customers=pl.DataFrame(customer_rows, schema=_CUSTOMERS, orient="row"),
        orders=pl.DataFrame(order_rows, schema=_ORDERS, orient="row"),
        contacts=pl.DataFrame(schema={"customer_id": pl.String}),
    )
    return Tables(
        customers=frames["customers"], orders=frames["orders"], order_lines=frames["orders"], contacts=frames["contacts"]
    )


def segment_rows(segmenter: Frequency, given: Tables) -> list[dict[str, Any]]:
    """What the segmenter gives, one dictionary for each row."""
    return segmenter.frame(given).collect("polars").rows(named=True)


def by_customer(segmenter: Frequency, given: Tables) -> dict[str, dict[str, Any]]:
    """What the segmenter gives, by customer, after a check that no customer comes twice."""
    rows = segment_rows(segmenter, given)
    found = {row.pop("customer_id"): row for row in rows}
    assert len(found) == len(rows)
    return found


def _frames(engine: str, **given: pl.DataFrame) -> dict[str, Frame]:
    if engine == "polars":
        return {name: nw.from_native(frame.lazy()) for name, frame in given.items()}
    connection = duckdb.connect()
    frames: dict[str, Frame] = {}
    for name, frame in given.items():
        connection.register("given", frame.to_arrow())
        connection.execute(f"create table {name} as from given")
        frames[name] = nw.from_native(connection.table(name))
    return frames
