"""Moves: who changed segment since the predecessor, and which way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.catalog.records import MoveCount
from kartoteka.components.labels import Label
from kartoteka.engine.base import Engine
from kartoteka.model.frame import Frame
from kartoteka.pipeline.plan import PlannedStep

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


@dataclass(frozen=True, slots=True)
class Moves:
    """The matrix of moves.

    Attributes:
        changes: The cells off its diagonal, in a fixed order.
        stayed: The diagonal: by segmentation and segment, how many customers stayed.
    """

    changes: Sequence[MoveCount] = ()
    stayed: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def moves_frame(step: PlannedStep, wide: Frame, before: Frame) -> Frame:
    """One row for each customer of either run: `customer_id`, `segmentation`, `from_segment`, `to_segment`, `direction`.

    Args:
        step: The segmentation, with the ranks of its labels today.
        wide: Today's customers, with the step's column.
        before: The predecessor's snapshot, with the same column.
    """
    import narwhals.stable.v2 as nw

    name = step.config.name
    now = wide.select(nw.col("customer_id"), nw.col(name).alias("to_segment"))
    then = before.select(nw.col("customer_id").alias("_before"), nw.col(name).alias("from_segment"))
    both = now.join(then, left_on="customer_id", right_on="_before", how="full")
    return both.select(
        nw.coalesce(nw.col("customer_id"), nw.col("_before")).alias("customer_id"),
        nw.lit(name).alias("segmentation"),
        nw.col("from_segment"),
        nw.col("to_segment"),
    ).with_columns(_direction(step.labels).alias("direction"))


def _direction(labels: Sequence[Label]) -> nw.Expr:
    """Which way a change goes: by rank where both segments have one, else sideways."""
    import narwhals.stable.v2 as nw

    before, after = nw.col("from_segment"), nw.col("to_segment")

    def rank(segment: nw.Expr) -> nw.Expr:
        expression: nw.Expr = nw.lit(None, dtype=nw.Int64)
        for label in labels:
            if label.rank is not None:
                expression = nw.when(segment == nw.lit(label.name)).then(nw.lit(label.rank)).otherwise(expression)
        return expression

    return (
        nw.when(before.is_null())
        .then(nw.lit("new"))
        .otherwise(
            nw.when(after.is_null())
            .then(nw.lit("gone"))
            .otherwise(
                nw.when(before == after)
                .then(nw.lit("stayed"))
                .otherwise(
                    nw.when(rank(after) < rank(before))
                    .then(nw.lit("up"))
                    .otherwise(nw.when(rank(after) > rank(before)).then(nw.lit("down")).otherwise(nw.lit("sideways")))
                )
            )
        )
    )


def write_moves(frames: Sequence[Frame], path: Path, engine: Engine) -> Moves:
    """Write every change, and count the whole matrix."""
    import narwhals.stable.v2 as nw

    together = engine.materialise(nw.concat(list(frames)), "moves")
    engine.write_parquet(together.filter(nw.col("direction") != nw.lit("stayed")), path, ["segmentation", "customer_id"])
    keys = ("segmentation", "from_segment", "to_segment", "direction")
    rows = engine.rows(together.group_by(*keys).agg(nw.len().alias("customers")))
    rows.sort(key=lambda row: (row["segmentation"], row["from_segment"] or "", row["to_segment"] or ""))
    stayed: dict[str, dict[str, int]] = {}
    changes = []
    for row in rows:
        customers = int(row["customers"])
        if row["direction"] == "stayed":
            stayed.setdefault(row["segmentation"], {})[row["to_segment"]] = customers
        else:
            ends = row["segmentation"], row["from_segment"], row["to_segment"]
            changes.append(MoveCount(*ends, direction=row["direction"], customers=customers))
    return Moves(changes, stayed)
