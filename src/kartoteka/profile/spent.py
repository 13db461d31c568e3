"""The order lines of a run beside the segments of those who ordered: joined once for all that is counted of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kartoteka.model.frame import Frame
from kartoteka.model.types import Money
from kartoteka.profile.run_data import RunData

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def spent_by_segment(data: RunData, step: str) -> Frame | None:
    """`customer` (a number), `segment` (its place), `amount`, `margin` where it is known, what was bought and how it was paid.

    None without orders. Lines of customers whom no customers source has named are in no segment, and left out. It is made once.
    """
    return data.once(f"spent {step}", lambda: _spent(data, step))


def _spent(data: RunData, step: str) -> Frame | None:
    import narwhals.stable.v2 as nw

    if data.lines is None:
        return None
    place = nw.lit(0, dtype=nw.Int32)
    for at, segment in enumerate(data.run.segments[step]):
        place = nw.when(nw.col(step) == nw.lit(segment)).then(nw.lit(at, dtype=nw.Int32)).otherwise(place)
    # Numbers instead of texts: what is counted of each buyer takes half the time.
    members = data.engine.numbered(data.customers.select("customer_id", place.alias("segment")), "customer")
    kept = kept_columns(data.line_columns)
    margin = _margin(data.line_columns)
    lines = data.lines.select("customer_id", "amount", *kept, *([] if margin is None else [margin.alias("margin")]))
    joined = lines.join(members, on="customer_id", how="inner").drop("customer_id")
    return data.engine.materialise(joined, "spent", {} if margin is None else {"margin": Money})


def kept_columns(columns: Sequence[str]) -> list[str]:
    """What there is of a line that a profile looks at: one of product line and product, and how it was paid."""
    bought = next((name for name in ("product_line", "product") if name in columns), None)
    return [name for name in (bought, "payment") if name is not None and name in columns]


def _margin(columns: Sequence[str]) -> nw.Expr | None:
    import narwhals.stable.v2 as nw

    if "margin" in columns:
        return nw.col("margin")
    return nw.col("amount") - nw.col("cost") if "cost" in columns else None
