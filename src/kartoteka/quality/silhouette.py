"""The silhouette: how much nearer the members of a segment are to each other than to the nearest other segment."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from kartoteka.profile.run_data import RunData
from kartoteka.profile.traits import FEWEST
from kartoteka.quality.members import SEGMENT, Known, Members
from kartoteka.quality.strength import Strength, silhouette_strength
from kartoteka.quality.widths import indicators, silhouette_widths, standard_scores

if TYPE_CHECKING:
    import pyarrow as pa

SAMPLE = 2000
"""So many customers are compared, each with each."""

SEED = 1
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Silhouette:
    """The mean silhouette width of a sample (Rousseeuw 1987), from -1 to 1: around 0, customers are as near to another segment.

    Attributes:
        sampled: How many customers were compared.
        fields: By what: fields and measures of their orders, not what steps gave.
        value: None where nothing can be said.
        segments: Of the members of each segment that were sampled.
        why_not: Why nothing is said.
    """

    sampled: int
    fields: tuple[str, ...]
    value: float | None = None
    strength: Strength | None = None
    segments: Mapping[str, float] = field(default_factory=dict)
    why_not: Literal["too few", "no fields", "one segment"] | None = None


def silhouette_of(data: RunData, members: Members, *, sample: int = SAMPLE, seed: int = SEED) -> Silhouette:
    """The silhouette over all fields and what customers ordered.

    Numbers are standard scores, one that is not known the average. A category is one column for each value, where two values
    lie one standard deviation apart; not known is a value of its own. So every field counts about as much.

    Args:
        data: The run.
        members: Its customers.
        sample: How many are compared at most.
        seed: Of the draw; the same customers and seed give the same sample.
    """
    numbers = [known for known in members.numbers if not known.given]
    categories = [known for known in members.categories if not known.given]
    names = tuple(sorted(known.name for known in [*numbers, *categories]))
    table = _sampled(data, members, [*numbers, *categories], sample, seed)
    found = Silhouette(table.num_rows, names)
    labels = [str(label) for label in table[SEGMENT].to_pylist()]
    points = _points(table, numbers, categories)
    if points is None:
        return Silhouette(found.sampled, (), why_not="no fields")
    if len(labels) < FEWEST or len(set(labels)) == len(labels):
        return Silhouette(found.sampled, names, why_not="too few")
    if len(set(labels)) < 2:
        return Silhouette(found.sampled, names, why_not="one segment")
    widths = silhouette_widths(points, labels)
    of: dict[str, list[float]] = {}
    for label, width in zip(labels, widths, strict=True):
        of.setdefault(label, []).append(float(width))
    value = round(float(widths.mean()), _DIGITS)
    means = {label: round(sum(own) / len(own), _DIGITS) for label, own in sorted(of.items())}
    return Silhouette(found.sampled, names, value, silhouette_strength(value), means)


def _sampled(data: RunData, members: Members, columns: list[Known], sample: int, seed: int) -> pa.Table:
    """The customers of the sample, in the order of their numbers."""
    import narwhals.stable.v2 as nw
    import pyarrow as pa

    frame = members.frame
    if members.count > sample:
        drawn = sorted(random.Random(seed).sample(range(members.count), sample))  # noqa: S311  # a draw, no secret
        rows = data.engine.from_arrow(pa.table({"row": pa.array(drawn, pa.int64())}))
        numbered = frame.select("customer_id").with_row_index("row", order_by="customer_id")
        chosen = numbered.with_columns(nw.col("row").cast(nw.Int64)).join(rows, on="row", how="inner")
        frame = frame.join(chosen.select("customer_id"), on="customer_id", how="semi")
    wanted = frame.select("customer_id", SEGMENT, *(known.column for known in columns)).sort("customer_id")
    return wanted.collect("pyarrow").to_arrow()


def _points(table: pa.Table, numbers: list[Known], categories: list[Known]) -> Any:
    """One row for each customer; None where no field tells any of them apart."""
    import numpy as np

    columns = [table[one.column] for one in numbers if table[one.column].null_count < table.num_rows]
    parts = [standard_scores(column.to_numpy().astype(float))[:, None] for column in columns]
    parts += [indicators([value or "" for value in table[one.column].to_pylist()]) for one in categories]
    return np.hstack(parts) if parts and table.num_rows else None
