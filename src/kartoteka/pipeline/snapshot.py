"""The snapshot: every customer with all that was found out about it, one row each, sorted by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kartoteka.engine.base import Engine
from kartoteka.model.frame import Frame
from kartoteka.model.types import Text
from kartoteka.pipeline.plan import PlannedStep

if TYPE_CHECKING:
    import pyarrow as pa

SNAPSHOT = "customers.parquet"
"""The file of all customers in a run's folder."""


def join_step(wide: Frame, step: PlannedStep, computed: Frame, engine: Engine) -> Frame:
    """Put a step's columns and terms beside the customers, under their prefixed names."""
    import narwhals.stable.v2 as nw

    beside = computed.select(nw.col("customer_id"), *(nw.col(own).alias(step.column(own)) for own in step.own))
    joined = wide.join(beside, on="customer_id", how="left")
    if not step.terms:
        return joined
    terms = engine.from_arrow(terms_table(step))
    return joined.join(terms, on=step.config.name, how="left")


def terms_table(step: PlannedStep) -> pa.Table:
    """One row for each segment: its name under the step's name, and its terms under theirs."""
    import pyarrow as pa

    columns: dict[str, pa.Array] = {step.config.name: pa.array([label.name for label in step.labels], pa.string())}
    for name, type_ in step.terms.items():
        values = [label.terms.get(name) for label in step.labels]
        told = [None if value is None else str(value) if type_ is Text else value for value in values]
        columns[step.column(name)] = pa.array(told, type_.to_arrow())
    return pa.table(columns)


def segment_counts(wide: Frame, step: PlannedStep, engine: Engine) -> Mapping[str, int]:
    """How many customers are in each segment, best first, also where nobody is."""
    import narwhals.stable.v2 as nw

    rows = engine.rows(wide.group_by(step.config.name).agg(nw.len().alias("customers")))
    found = {row[step.config.name]: int(row["customers"]) for row in rows}
    return {label.name: found.get(label.name, 0) for label in step.labels}
