"""The groups as numbers: how each field is scaled, and where the middle of each group lies. From there on all is arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartoteka import Frame
from kartoteka_clusters.features import Compared, compared, raw

if TYPE_CHECKING:
    from datetime import date

    import narwhals.stable.v2 as nw

NAMES = "group-"
INCOMPLETE = "incomplete"
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction in which customers are compared: a number, or one value of a category.

    Attributes:
        value: Which value; None for a number.
        middle: The average of the number, or the share of customers who have the value.
        unit: What counts as one: the standard deviation, or for a category the root of two, so that two values are one apart.
    """

    field: Compared
    value: str | None
    middle: float
    unit: float


@dataclass(frozen=True, slots=True)
class Group:
    """A group.

    Attributes:
        label: `group-1`, …
        name: What sets it apart, in words.
        centre: Its middle, in the units of the axes.
        customers: How many of the sample are in it.
    """

    label: str
    name: str
    centre: Sequence[float]
    customers: int


@dataclass(frozen=True, slots=True)
class Model:
    """What a proposal consists of.

    Attributes:
        silhouettes: For each number of groups that was tried, how far it tells them apart, and the size of its smallest group.
    """

    axes: Sequence[Axis]
    groups: Sequence[Group]
    silhouettes: Sequence[tuple[int, float, int]] = ()

    @property
    def tried(self) -> str:
        """`2: 0.31, 3: 0.42; taken: 3`; nothing where nothing was tried."""
        if not self.silhouettes:
            return ""
        tried = ", ".join(f"{number}: {value:.2f}" for number, value, _ in self.silhouettes)
        return f"{tried}; taken: {len(self.groups)}"


def is_known(fields: Sequence[Compared], as_of: date) -> nw.Expr:
    """Whether all is known that has to be."""
    import narwhals.stable.v2 as nw

    needed = [~raw(field, as_of).is_null() for field in fields if not field.average]
    return nw.all_horizontal(*needed, ignore_nulls=False) if needed else ~nw.col("customer_id").is_null()


def positions(axes: Sequence[Axis], as_of: date) -> list[nw.Expr]:
    """Where a customer is on each axis, in its units; what is not known is in the middle."""
    import narwhals.stable.v2 as nw

    found = []
    for axis in axes:
        value = raw(axis.field, as_of)
        if axis.value is None:
            number = compared(axis.field, value)
        else:
            has = nw.when(value == nw.lit(axis.value)).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
            number = nw.when(~value.is_null()).then(has)
        found.append(((number - axis.middle) / axis.unit).fill_null(0.0))
    return found


def with_groups(customers: Frame, model: Model, fields: Sequence[Compared], as_of: date) -> Frame:
    """One row for each customer: `customer_id`, `segment`, and the evidence. Whoever is as near to two is in the first."""
    import narwhals.stable.v2 as nw

    at = [f"_at_{number}" for number in range(len(model.axes))]
    far = [f"_far_{number}" for number in range(len(model.groups))]
    placed = customers.select(
        nw.col("customer_id"),
        is_known(fields, as_of).alias("_known"),
        *(position.alias(name) for name, position in zip(at, positions(model.axes, as_of), strict=True)),
    )
    measured = placed.with_columns(
        *(_distance(at, group.centre).alias(name) for name, group in zip(far, model.groups, strict=True))
    ).with_columns(nw.min_horizontal(*far).alias("_least"))
    nearest = _label(model.groups, [nw.col(name) == nw.col("_least") for name in far], [group.label for group in model.groups])
    sorted_ = measured.with_columns(nearest.alias("_nearest"))
    others = [
        nw.when(nw.col("_nearest") != nw.lit(group.label)).then(nw.col(name))
        for name, group in zip(far, model.groups, strict=True)
    ]
    sorted_ = sorted_.with_columns(nw.min_horizontal(*others).alias("_next"))
    is_next = [
        (nw.col("_nearest") != nw.lit(group.label)) & (nw.col(name) == nw.col("_next"))
        for name, group in zip(far, model.groups, strict=True)
    ]
    second = _label(model.groups, is_next, [group.label for group in model.groups])
    name = _label(
        model.groups,
        [nw.col("_nearest") == nw.lit(group.label) for group in model.groups],
        [group.name for group in model.groups],
    )
    known = nw.col("_known")
    return sorted_.select(
        nw.col("customer_id"),
        nw.when(known).then(nw.col("_nearest")).otherwise(nw.lit(INCOMPLETE)).alias("segment"),
        nw.when(known).then(name).alias("name"),
        nw.when(known).then(nw.col("_least").round(DIGITS)).alias("distance"),
        nw.when(known).then(second).alias("second"),
        nw.when(known).then(nw.col("_next").round(DIGITS)).alias("second_distance"),
        nw.lit(model.tried, dtype=nw.String).alias("silhouettes"),
    )


def _distance(at: Sequence[str], centre: Sequence[float]) -> nw.Expr:
    import narwhals.stable.v2 as nw

    squares: nw.Expr = nw.lit(0.0)
    for name, middle in zip(at, centre, strict=True):
        squares = squares + (nw.col(name) - middle) * (nw.col(name) - middle)
    return squares.sqrt()


def _label(groups: Sequence[Group], holds: Sequence[nw.Expr], texts: Sequence[str]) -> nw.Expr:
    """The text of the first group for which something holds; empty where it holds for none."""
    import narwhals.stable.v2 as nw

    label: nw.Expr = nw.lit(None, dtype=nw.String)
    for condition, text in reversed(list(zip(holds, texts, strict=True))):
        label = nw.when(condition).then(nw.lit(text)).otherwise(label)
    return label
