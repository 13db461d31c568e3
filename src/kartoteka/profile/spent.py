"""What the members of each segment spent on what."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kartoteka.model.frame import Frame
from kartoteka.profile.buyers import counted_columns, names_in
from kartoteka.profile.places import place_column, places_of
from kartoteka.profile.run_data import RunData


def spent_on(data: RunData, step: str, column: str) -> Mapping[tuple[int, str], Decimal]:
    """By the place of a segment and the name in a column of the order lines; lines without a name are left out.

    The lines are read once for all segmentations and columns.
    """
    import narwhals.stable.v2 as nw

    spent, place = data.once("spent", lambda: _spent(data)), place_column(step)
    if spent is None:
        return {}
    cells = spent.filter(~nw.col(column).is_null()).group_by(place, column).agg(nw.col("amount").sum())
    return {(int(row[place]), row[column]): Decimal(row["amount"] or 0) for row in data.engine.rows(cells)}


def _spent(data: RunData) -> Frame | None:
    import narwhals.stable.v2 as nw

    columns = [column for column in counted_columns(data) if names_in(data, column)]
    if data.lines is None or not columns:
        return None
    joined = data.lines.select("customer_id", "amount", *columns).join(places_of(data), on="customer_id", how="inner")
    by = [*columns, *(place_column(step) for step in data.run.segments)]
    return data.engine.materialise(joined.group_by(*by).agg(nw.col("amount").sum()), "spent")
