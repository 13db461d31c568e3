"""What each customer has ordered, in one row: counted once for all that is asked of buyers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb.sql import identifier
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType, Money
from kartoteka.profile.places import places_of
from kartoteka.profile.run_data import RunData

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

MOST_NAMES = 200
"""A column with more different names is not counted: nobody reads so many."""

_MARKS_IN_ONE = 62
"""So many marks fit into a whole number that is never below nothing."""


@dataclass(frozen=True, slots=True)
class Buyers:
    """The customers of a run who ordered anything.

    Attributes:
        frame: One row each: `customer_id`, the place of its segment in every segmentation, `turnover`, `margin` where it is
            known, `orders`, `last_ordered_on`, and marks of what it bought and how it paid.
        names: What stands in a column of the order lines, sorted; only for columns that a profile looks at.
    """

    frame: Frame
    names: Mapping[str, Sequence[str]]

    def has(self, column: str, at: int) -> nw.Expr:
        """1 where a buyer has a line with the name at this place of `names`, else 0."""
        import narwhals.stable.v2 as nw

        number, bit = divmod(at, _MARKS_IN_ONE)
        return (nw.col(_marks(column, number)).fill_null(0) // nw.lit(1 << bit)) % nw.lit(2)


def buyers_of(data: RunData) -> Buyers | None:
    """Who ordered what; None without orders. It is made once.

    Customers whom no customers source has named are in no segment, and left out.
    """
    return data.once("buyers", lambda: _buyers(data))


def counted_columns(data: RunData) -> list[str]:
    """What there is of a line that a profile looks at: one of product line and product, and how it was paid."""
    bought = next((name for name in ("product_line", "product") if name in data.line_columns), None)
    return [name for name in (bought, "payment") if name is not None and name in data.line_columns]


def names_in(data: RunData, column: str) -> Sequence[str]:
    """The different names in a column of the order lines, sorted; none where there are more than `MOST_NAMES`."""
    return data.once(f"names in {column}", lambda: _names(data, column))


def _names(data: RunData, column: str) -> Sequence[str]:
    import narwhals.stable.v2 as nw

    if data.lines is None:
        return ()
    named = data.lines.filter(~nw.col(column).is_null()).group_by(column).agg()
    rows = data.engine.rows(named.head(MOST_NAMES + 1))
    return () if len(rows) > MOST_NAMES else tuple(sorted(row[column] for row in rows))


def _buyers(data: RunData) -> Buyers | None:
    if data.lines is None or data.landed_orders is None:
        return None
    names = {column: names_in(data, column) for column in counted_columns(data)}
    lines, marks = data.lines, []
    for column, there in names.items():
        if there:
            lines = lines.join(_marked(data, column, there), on=column, how="left")
            marks += [_marks(column, number) for number in range(_numbers(len(there)))]
    margin = _margin(data)
    money = ["amount"] if margin is None else ["amount", "margin"]
    lines = lines if margin is None else lines.with_columns(margin=margin)
    sums = {name: f"sum({name})" for name in money} | {name: f"bit_or({identifier(name)})" for name in marks}
    if not data.landed_orders.single_line_orders:
        lines = data.engine.grouped(lines, ["order_id", "customer_id"], {**sums, "ordered_on": "min(ordered_on)"})
    counts = {"orders": "count(*)", "last_ordered_on": "max(ordered_on)"}
    each = data.engine.grouped(lines, ["customer_id"], {**sums, **counts}).rename({"amount": "turnover"})
    types: dict[str, ColumnType] = {"turnover": Money} | ({} if margin is None else {"margin": Money})
    joined = each.join(places_of(data), on="customer_id", how="inner")
    return Buyers(data.engine.materialise(joined, "buyers", types), names)


def _marked(data: RunData, column: str, names: Sequence[str]) -> Frame:
    """Each name with a mark of its own: a bit in one of a few whole numbers."""
    import pyarrow as pa

    table = {column: pa.array(names, pa.string())}
    for number in range(_numbers(len(names))):
        bits = (at - number * _MARKS_IN_ONE for at in range(len(names)))
        table[_marks(column, number)] = pa.array([1 << bit if 0 <= bit < _MARKS_IN_ONE else 0 for bit in bits], pa.int64())
    return data.engine.from_arrow(pa.table(table))


def _marks(column: str, number: int) -> str:
    return f"marks {column} {number}"


def _numbers(names: int) -> int:
    return -(-names // _MARKS_IN_ONE)


def _margin(data: RunData) -> nw.Expr | None:
    """What is left of a line to the seller; None where nothing tells it."""
    import narwhals.stable.v2 as nw

    if "margin" in data.line_columns:
        return nw.col("margin")
    return nw.col("amount") - nw.col("cost") if "cost" in data.line_columns else None
