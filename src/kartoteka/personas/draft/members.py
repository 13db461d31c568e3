"""The members of a segment in a run: their fields, and the orders that they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kartoteka.components.segmenter import Segmenter
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.model.frame import Frame
from kartoteka.model.periods import Period
from kartoteka.model.types import ColumnType
from kartoteka.personas.draft.buying import Buying, buying, counted_buying
from kartoteka.personas.draft.typical import Value, fields_told, typical_values
from kartoteka.personas.member import order_columns, trait_columns
from kartoteka.personas.persona import Declared, Order
from kartoteka.personas.trial import Rules
from kartoteka.pipeline.conditions import columns_named
from kartoteka.pipeline.declared import declared_fields
from kartoteka.profile import RunData

_MOST_LOOKED_AT = 5_000
_MOST_ORDERS_TOLD = 24
_PRODUCTS = ("product_line", "product")


@dataclass(frozen=True, slots=True)
class Members:
    """The members of one segment.

    Attributes:
        size: How many they are.
        values: What is typical of their fields.
        decisive: The fields that the rules are known to ask for.
        buys: How they buy: by the orders that their segmentation counts, and by all orders.
        product: The field of an order that names what is bought, where the rules ask for it, and what most members bought.
    """

    size: int
    values: Mapping[str, Value]
    types: Mapping[str, ColumnType]
    decisive: frozenset[str]
    buys: Sequence[Buying]
    product: tuple[str, Any] | None
    frame: Frame
    orders: Frame | None
    lines: Frame | None
    engine: DuckDBEngine
    as_of: date

    def examples(self, most: int) -> Iterator[Declared]:
        """What some members themselves are like, those in the middle first."""
        for customer_id in self._in_the_middle()[:most]:
            yield self._as_declared(customer_id)

    def _in_the_middle(self) -> list[str]:
        import narwhals.stable.v2 as nw

        numbers = [name for name, value in self.values.items() if value.is_median and self.types[name] is not ColumnType.DAY]
        looked = self.frame.select("customer_id", *(nw.col(name).cast(nw.Float64) for name in numbers))
        rows = self.engine.rows(looked.sort("customer_id").head(_MOST_LOOKED_AT))
        middle = {name: float(self.values[name].value) for name in numbers}

        def distance(row: Mapping[str, Any]) -> float:
            known = [name for name in numbers if row[name] is not None]
            apart = [abs(row[name] - middle[name]) / (abs(middle[name]) or 1) for name in known]
            return sum(apart) / len(apart) if apart else 0.0

        return [str(row["customer_id"]) for row in sorted(rows, key=lambda row: (distance(row), row["customer_id"]))]

    def _as_declared(self, customer_id: str) -> Declared:
        import narwhals.stable.v2 as nw

        mine = nw.col("customer_id") == nw.lit(customer_id)
        (row,) = self.engine.rows(self.frame.filter(mine).select(*self.types)) if self.types else [{}]
        traits = {name: value for name, value in row.items() if value is not None}
        if self.orders is None:
            return Declared(traits)
        rows = self.engine.rows(self.orders.filter(mine).select("order_id", "ordered_on", "amount"))
        latest = sorted(rows, key=lambda order: (order["ordered_on"], order["order_id"]))[-_MOST_ORDERS_TOLD:]
        told = self._products(mine) if self.product is not None and self.lines is not None else {}
        return Declared(
            traits,
            orders=[
                Order(order["amount"], ago=_days(self.as_of - order["ordered_on"]), fields=told.get(order["order_id"], {}))
                for order in latest
            ],
        )

    def _products(self, mine: Any) -> dict[str, dict[str, Any]]:
        import narwhals.stable.v2 as nw

        assert self.lines is not None
        assert self.product is not None
        column = self.product[0]
        lines = self.lines.filter(mine & ~nw.col(column).is_null()).group_by("order_id").agg(nw.col(column).min())
        return {row["order_id"]: {column: row[column]} for row in self.engine.rows(lines)}


def _days(ago: timedelta) -> Period | None:
    return Period(days=ago.days) if ago.days else None


def members_of(rules: Rules, data: RunData, step: str, segment: str) -> Members:
    """Look at the members of a segment.

    Args:
        rules: Over what the run has read.
        data: The run.
        step: The segmentation.
        segment: Which of its segments.
    """
    import narwhals.stable.v2 as nw

    as_of, engine = data.as_of, data.engine
    frame = data.customers.filter(nw.col(step) == nw.lit(segment))
    size = engine.count(frame)
    told = fields_told({name: type_ for name, type_ in trait_columns(rules.columns).items() if name in data.columns})
    found = [counted_buying(frame, step, data.columns, as_of, engine)]
    if data.orders is not None:
        found.append(buying(data.orders, frame, as_of, engine))
    asked = _asked(rules, step)
    products = [name for name in _PRODUCTS if name in asked["orders"] and name in order_columns(rules.columns)]
    most_bought = None
    if products and data.lines is not None:
        most_bought = _most_bought(data.lines, frame, products[0], engine)
    return Members(
        size=size,
        values=typical_values(frame, told, engine, size),
        types=told,
        decisive=frozenset(asked["customers"]) & told.keys(),
        buys=[one for one in found if one is not None],
        product=most_bought,
        frame=frame,
        orders=data.orders,
        lines=data.lines,
        engine=engine,
        as_of=as_of,
    )


def _asked(rules: Rules, segmentation: str) -> dict[str, set[str]]:
    """The fields that the rules up to a segmentation are known to ask for, by table."""
    asked: dict[str, set[str]] = {"customers": set(), "orders": set()}
    for step in rules.up_to(segmentation):
        for table, names in declared_fields(step.component).items():
            asked.setdefault(table, set()).update(names)
        assert isinstance(step.component, Segmenter)
        asked["customers"] |= columns_named(step.component, step.config.options, step.component.context.columns)
    return asked


def _most_bought(lines: Frame, members: Frame, column: str, engine: DuckDBEngine) -> tuple[str, Any] | None:
    import narwhals.stable.v2 as nw

    mine = lines.filter(~nw.col(column).is_null()).join(members.select("customer_id"), on="customer_id", how="semi")
    buyers = mine.select("customer_id", column).unique().group_by(column).agg(nw.len().alias("buyers_of"))
    rows = sorted(engine.rows(buyers), key=lambda row: (-int(row["buyers_of"]), row[column]))
    return (column, rows[0][column]) if rows else None
