"""The measures of a segment, pooled: sums over all its members, so that every order and every member counts the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kartoteka import Boolean, ColumnType, Frame, Number, Tables
from kartoteka_psd.measures import AVERAGE_ORDER, Measure

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

_MILLIONTHS = 1_000_000


@dataclass(slots=True)
class Pooled:
    """What the members of a segment come to.

    Attributes:
        members: How many they are.
        totals: For each measure of numbers, its sum and over how many orders or members it was taken.
        texts: For each measure of texts, how many members have each, by lower-case text.
    """

    members: int = 0
    totals: dict[str, tuple[Fraction, int]] = field(default_factory=dict)
    texts: dict[str, dict[str, int]] = field(default_factory=dict)


def pool(
    members: Frame,
    tables: Tables,
    groups: str,
    measures: Sequence[Measure],
    types: Mapping[str, ColumnType],
    minimum: Decimal | None,
) -> dict[str, Pooled]:
    """Pool the measures of each segment that has members.

    The average order is the sum of the orders that count over their number, for all members together. A trait is the mean over
    the members that have it. Plain numbers are taken to the sixth decimal, so that their sum does not depend on its order.

    Args:
        members: `customer_id` and `segment`.
        tables: What the scorer is given.
        groups: The step of the segmentation. Where it gives `qualifying_orders` and `turnover`, these say which orders count.
        measures: What to pool.
        types: The types of the customers' columns.
        minimum: The smallest order that counts; None takes what the segmentation says, else all orders.
    """
    import narwhals.stable.v2 as nw

    numbers = [measure.name for measure in measures if measure.anchors and measure.name != AVERAGE_ORDER]
    texts = [measure.name for measure in measures if measure.marks]
    traits = [nw.col(name).alias(f"trait_{number}") for number, name in enumerate([*numbers, *texts])]
    told = members.join(tables.customers.select("customer_id", *traits), on="customer_id", how="left")
    sums = [one for number, name in enumerate(numbers) for one in _sums(f"trait_{number}", types[name])]
    found: dict[str, Pooled] = {}
    for row in _rows(told.group_by("segment").agg(nw.len().alias("members"), *sums)):
        pooled = found.setdefault(row["segment"], Pooled(int(row["members"])))
        for number, name in enumerate(numbers):
            whole = Fraction(row[f"trait_{number}_sum"] or 0)
            part = Fraction(row.get(f"trait_{number}_part") or 0)
            pooled.totals[name] = (whole + part / _MILLIONTHS, int(row[f"trait_{number}_count"]))
    for number, name in enumerate(texts, start=len(numbers)):
        cell = _as_text(nw.col(f"trait_{number}"), types[name])
        counted = told.select("segment", cell.alias("text")).group_by("segment", "text").agg(nw.len().alias("members"))
        for row in _rows(counted):
            if row["text"] is not None:
                counts = found[row["segment"]].texts.setdefault(name, {})
                text = row["text"].strip().lower()
                counts[text] = counts.get(text, 0) + int(row["members"])
    if any(measure.name == AVERAGE_ORDER for measure in measures):
        for row in _rows(_orders(members, tables, groups, minimum)):
            found[row["segment"]].totals[AVERAGE_ORDER] = (Fraction(row["turnover"] or 0), int(row["orders"] or 0))
    return found


def _orders(members: Frame, tables: Tables, groups: str, minimum: Decimal | None) -> Frame:
    """`segment`, `turnover` and `orders` of the orders that count."""
    import narwhals.stable.v2 as nw

    evidence = tables.steps[groups]
    if minimum is None and {"qualifying_orders", "turnover"} <= set(evidence.collect_schema().names()):
        each = evidence.select("customer_id", "turnover", nw.col("qualifying_orders").alias("orders"))
    else:
        counting = tables.orders if minimum is None else tables.orders.filter(nw.col("amount") >= nw.lit(minimum))
        each = counting.group_by("customer_id").agg(nw.col("amount").sum().alias("turnover"), nw.len().alias("orders"))
    joined = members.join(each, on="customer_id", how="inner")
    return joined.group_by("segment").agg(nw.col("turnover").sum(), nw.col("orders").sum())


def _sums(name: str, type_: ColumnType) -> Iterator[nw.Expr]:
    """The sum of a column and how many have it, exact whatever the order in which an engine adds."""
    import narwhals.stable.v2 as nw

    cell = nw.col(name)
    if type_ is not Number:
        yield cell.count().alias(f"{name}_count")
        yield cell.sum().alias(f"{name}_sum")
        return
    known: nw.Expr = nw.when(cell.is_finite()).then(cell)
    yield known.count().alias(f"{name}_count")
    yield known.floor().cast(nw.Int64).sum().alias(f"{name}_sum")
    yield ((known - known.floor()) * _MILLIONTHS).round().cast(nw.Int64).sum().alias(f"{name}_part")


def _as_text(cell: nw.Expr, type_: ColumnType) -> nw.Expr:
    import narwhals.stable.v2 as nw

    if type_ is not Boolean:
        return cell
    return nw.when(cell).then(nw.lit("true")).otherwise(nw.when(~cell).then(nw.lit("false")))


def _rows(frame: Frame) -> list[dict[str, Any]]:
    return [dict(row) for row in frame.collect("pyarrow").to_arrow().to_pylist()]
