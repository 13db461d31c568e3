"""Whom a segmentation is judged by, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartoteka.model.expressions import days_between
from kartoteka.model.fields import field
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType, Integer, Money, Number, Text
from kartoteka.pipeline.customers import BLACKLISTED
from kartoteka.profile.buyers import Buyers, buyers_of
from kartoteka.profile.comparable import comparable_fields
from kartoteka.profile.run_data import RunData

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

SEGMENT = "segment"
MOST_VALUES = 60
"""A text with more different values is a name or a remark, not a category."""

_MEASURES = ("turnover", "orders", "days_since_last_order")


@dataclass(frozen=True, slots=True)
class Known:
    """A column that says something of the members.

    Attributes:
        column: Its name in the frame.
        name: What a person calls it.
        of: The part of the dictionary that it belongs to, `orders`, or the step that gave it.
        given: A step gave it.
        own: The segmentation that is judged gave it itself.
    """

    column: str
    name: str
    of: str
    given: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Members:
    """All customers but those of the blacklist.

    Attributes:
        frame: `customer_id`, `segment`, and the columns: numbers as doubles, categories as texts.
        count: How many they are.
        numbers: Its numbers.
        categories: Its categories: at most `MOST_VALUES` values each.
    """

    frame: Frame
    count: int
    numbers: tuple[Known, ...]
    categories: tuple[Known, ...]


def members_of(data: RunData, step: str) -> Members:
    """The members of a segmentation with each field by which they may be compared, what they ordered, what steps measured of
    them, and where other segmentations put them. Computed once, and kept by the engine."""
    import narwhals.stable.v2 as nw

    customers = data.customers.filter(~nw.col(BLACKLISTED)) if BLACKLISTED in data.columns else data.customers
    numbers: dict[Known, nw.Expr] = {}
    categories: dict[Known, nw.Expr] = {}
    for name, value in comparable_fields(data):
        known = Known(f"field {name}", name, _group(name))
        numeric = data.columns.get(name, Number) in (Integer, Number, Money)
        (numbers if numeric else categories)[known] = value
    buyers = buyers_of(data)
    if buyers is not None:
        customers = _with_orders(customers, buyers, data)
        numbers |= {Known(f"orders {name}", name, "orders"): nw.col(f"orders {name}") for name in _MEASURES}
    for other in data.steps:
        for name in data.own_columns(other):
            if name == other and other in data.run.segments:
                if other != step:
                    categories[Known(f"step {other}", other, other, given=True)] = nw.col(other)
            elif data.columns[name] in (Integer, Number, Money):
                numbers[Known(f"step {name}", name, other, given=True, own=other == step)] = nw.col(name)
    frame = customers.select(
        nw.col("customer_id"),
        nw.col(step).alias(SEGMENT),
        *(_finite(value).alias(known.column) for known, value in numbers.items()),
        *(value.cast(nw.String).alias(known.column) for known, value in categories.items()),
    )
    types: Mapping[str, ColumnType] = {known.column: Number for known in numbers} | {known.column: Text for known in categories}
    kept = data.engine.materialise(frame, "members", types)
    return Members(kept, data.engine.count(kept), tuple(numbers), _few_values(data, kept, tuple(categories)))


def _with_orders(customers: Frame, buyers: Buyers, data: RunData) -> Frame:
    """What each customer ordered: nothing is 0, and its last order is on no day."""
    import narwhals.stable.v2 as nw

    measured = buyers.frame.select(
        "customer_id",
        nw.col("turnover").alias("orders turnover"),
        nw.col("orders").alias("orders orders"),
        days_between(nw.col("last_ordered_on"), nw.lit(data.as_of)).alias("orders days_since_last_order"),
    )
    return customers.join(measured, on="customer_id", how="left").with_columns(
        nw.col("orders turnover").cast(nw.Float64).fill_null(0.0),
        nw.col("orders orders").cast(nw.Float64).fill_null(0.0),
    )


def _finite(value: nw.Expr) -> nw.Expr:
    import narwhals.stable.v2 as nw

    number = value.cast(nw.Float64)
    return nw.when(number.is_finite()).then(number)


def _few_values(data: RunData, frame: Frame, categories: tuple[Known, ...]) -> tuple[Known, ...]:
    import narwhals.stable.v2 as nw

    if not categories:
        return ()
    known_of = [nw.col(known.column).count().alias(f"known {at}") for at, known in enumerate(categories)]
    values = [nw.col(known.column).n_unique().alias(f"values {at}") for at, known in enumerate(categories)]
    (row,) = data.engine.rows(frame.select(*known_of, *values))
    return tuple(known for at, known in enumerate(categories) if row[f"known {at}"] and int(row[f"values {at}"]) <= MOST_VALUES)


def _group(name: str) -> str:
    entry = field("customers", name)
    return "custom" if entry is None else entry.group
