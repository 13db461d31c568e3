"""What the members of each segment spent on what."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kartoteka.profile.buyers import counted_columns, names_in
from kartoteka.profile.places import place_column, places_of
from kartoteka.profile.run_data import RunData


def spent_on(data: RunData, step: str, column: str) -> Mapping[tuple[int, str], Decimal]:
    """By the place of a segment and the name in a column of the order lines; lines without a name are left out.

    The lines are read once for all segmentations and columns.
    """
    found: dict[tuple[int, str], Decimal] = {}
    for row in data.once("spent", lambda: _spent(data)):
        if row[column] is not None:
            cell = int(row[place_column(step)]), str(row[column])
            found[cell] = found.get(cell, Decimal()) + Decimal(row["amount"] or 0)
    return found


def _spent(data: RunData) -> list[dict[str, Any]]:
    import narwhals.stable.v2 as nw

    columns = [column for column in counted_columns(data) if names_in(data, column)]
    if data.lines is None or not columns:
        return []
    joined = data.lines.select("customer_id", "amount", *columns).join(places_of(data), on="customer_id", how="inner")
    by = [*columns, *(place_column(step) for step in data.run.segments)]
    return data.engine.rows(joined.group_by(*by).agg(nw.col("amount").sum()))
