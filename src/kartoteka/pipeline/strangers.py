"""Customers whom orders name and no customers source does: their orders wait until the customer is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.durable import fsync_file, replace
from kartoteka.engine.base import Engine
from kartoteka.model.frame import Frame

if TYPE_CHECKING:
    from kartoteka.pipeline.land import LandedTable


def strangers(orders: LandedTable, customers: LandedTable, engine: Engine) -> Frame | None:
    """The `customer_id` of each, or None where there are none.

    Who they are follows from the two landed tables alone, so it is found out once and kept beside the orders: among a
    hundred million orders it would be a good part of every run.
    """
    folder = orders.paths[0].parent
    kept = folder / f"strangers-{customers.fingerprint}.parquet"
    if not kept.exists():
        for old in folder.glob("strangers-*"):
            old.unlink()
        known = engine.scan(customers.paths).select("customer_id")
        # Grouped, because `unique` numbers the rows first; before the join, since there are more orders than customers.
        named = engine.scan(orders.paths).group_by("customer_id").agg()
        draft = folder / "strangers-draft.parquet"
        engine.write_parquet(named.join(known, on="customer_id", how="anti"), draft, ["customer_id"])
        fsync_file(draft)
        replace(draft, kept)
    found = engine.scan([kept])
    return found if engine.count(found) else None
