"""Which orders exist for a run: no drafts, not cancelled, not returned, not after the as-of date, and of a known customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kartoteka.engine.base import Engine
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType, Money

if TYPE_CHECKING:
    from kartoteka.pipeline.land.landed import LandedTable

DRAFT = "draft"
NOT_EXISTING = ("cancelled", "returned", DRAFT)


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """What became of the landed orders; the parts sum to `orders`.

    Attributes:
        orders: How many were landed.
        draft: Not posted, or drafts by their status; a line alone can be, its order only when all its lines are.
        cancelled: Cancelled or returned by their status; the same holds for lines.
        negative: Whose total is below nothing.
        future: After the as-of date.
        unknown_customer: Existing otherwise, but of a customer that no customers source has named yet.
        existing: What the rules see.
    """

    orders: int = 0
    draft: int = 0
    cancelled: int = 0
    negative: int = 0
    future: int = 0
    unknown_customer: int = 0

    @property
    def existing(self) -> int:
        return self.orders - self.draft - self.cancelled - self.negative - self.future - self.unknown_customer


@dataclass(frozen=True, slots=True)
class ExistingOrders:
    """The orders of a run as the rules see them, and what was left out."""

    orders: Frame
    lines: Frame
    counts: OrderCounts


def existing_orders(
    landed: LandedTable, strangers: Frame | None, as_of: date, engine: Engine, *, customer_id: str | None = None
) -> ExistingOrders:
    """Sum the lines of each order, and keep the orders that exist for a run.

    Args:
        landed: The landed order lines.
        strangers: The `customer_id` of those whom no customers source has named; None where all are known.
        as_of: The day of the run.
        engine: Where it is computed.
        customer_id: Look at the orders of this customer alone.
    """
    import narwhals.stable.v2 as nw

    lines = engine.scan(landed.paths)
    if customer_id is not None:
        lines = lines.filter(nw.col("customer_id") == nw.lit(customer_id))
    drafts = 0 if customer_id is not None else _drafts(lines, landed, engine)
    standing = _standing(lines, landed, NOT_EXISTING)
    if landed.single_line_orders:
        orders = standing.select("order_id", "customer_id", "ordered_on", "amount")
    else:
        grouped = standing.group_by("order_id").agg(
            nw.col("customer_id").min(), nw.col("ordered_on").min(), nw.col("amount").sum()
        )
        orders = engine.materialise(grouped, "orders", {"amount": Money})
    exists = (nw.col("amount") >= 0) & (nw.col("ordered_on") <= nw.lit(as_of))
    existing = orders.filter(exists)
    known = existing if strangers is None else existing.join(strangers, on="customer_id", how="anti")
    if landed.single_line_orders:
        kept = standing.filter(exists)
        kept = kept if strangers is None else kept.join(strangers, on="customer_id", how="anti")
    else:
        kept = standing.join(known.select("order_id"), on="order_id", how="semi")
    unknown = 0 if strangers is None else engine.count(existing) - engine.count(known)
    return ExistingOrders(known, kept, _count(orders, landed.orders, drafts, as_of, unknown, engine))


def existing_lines(landed: LandedTable, as_of: date, engine: Engine) -> Frame:
    """The lines of the orders that exist for a run, as `existing_orders` gives them; of unknown customers as well.

    Orders are put together only where one of them may not exist: where some line is below nothing or after the as-of date.
    """
    import narwhals.stable.v2 as nw

    lines = engine.scan(landed.paths)
    standing = _standing(lines, landed, NOT_EXISTING)
    doubtful = standing.filter((nw.col("amount") < 0) | (nw.col("ordered_on") > nw.lit(as_of)))
    return existing_orders(landed, None, as_of, engine).lines if engine.count(doubtful) else standing


def _drafts(lines: Frame, landed: LandedTable, engine: Engine) -> int:
    """How many orders have no line that is more than a draft. Nothing is read where landing has met none."""
    met = landed.statuses is not None and DRAFT in landed.statuses.left_out
    if "posted" not in landed.columns and not met:
        return 0
    return landed.orders - engine.count(_standing(lines, landed, (DRAFT,)).select("order_id").unique())


def _standing(lines: Frame, landed: LandedTable, gone: Sequence[str]) -> Frame:
    """The lines that are posted and have none of these statuses. A cell that says nothing does not say no."""
    import narwhals.stable.v2 as nw

    if "posted" in landed.columns:
        lines = lines.filter(nw.col("posted").is_null() | nw.col("posted"))
    if "status" in landed.columns:
        lines = lines.filter(nw.col("status").is_null() | ~nw.col("status").is_in(list(gone)))
    return lines


def _count(orders: Frame, landed: int, drafts: int, as_of: date, unknown: int, engine: Engine) -> OrderCounts:
    import narwhals.stable.v2 as nw

    # Each by a filter of its own: the engine passes over all rows that a file's statistics rule out, as a rule all.
    negative = nw.col("amount") < 0
    return OrderCounts(
        orders=landed,
        draft=drafts,
        cancelled=landed - drafts - engine.count(orders),
        negative=engine.count(orders.filter(negative)),
        future=engine.count(orders.filter(~negative & (nw.col("ordered_on") > nw.lit(as_of)))),
        unknown_customer=unknown,
    )


def no_orders(engine: Engine) -> ExistingOrders:
    """The tables of a pipeline without orders: prospects alone."""
    types: Mapping[str, ColumnType] = {
        "order_id": ColumnType.TEXT,
        "customer_id": ColumnType.TEXT,
        "ordered_on": ColumnType.DAY,
        "amount": ColumnType.MONEY,
    }
    empty = empty_frame(types, engine)
    return ExistingOrders(empty, empty, OrderCounts())


def empty_frame(types: Mapping[str, ColumnType], engine: Engine) -> Frame:
    """A frame without rows."""
    import pyarrow as pa

    return engine.from_arrow(pa.schema([(name, type_.to_arrow()) for name, type_ in types.items()]).empty_table())
