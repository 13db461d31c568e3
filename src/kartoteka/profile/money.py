"""What segments bring in, and the share of a campaign's budget that each of them earns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kartoteka.profile.run_data import RunData


@dataclass(frozen=True, slots=True)
class Money:
    """What the members of a segment bought.

    Attributes:
        turnover: Of the orders that exist for the run; where the segmentation says which qualify, of those.
        turnover_share: Of the turnover of all customers, from 0 to 1; None where there is none.
        margin: What is left of it to the seller; None where nothing tells it.
        margin_share: Of the margin of all.
        budget_share: The proposed share of a campaign's budget: by margin where it is known, else by turnover, among the
            segments that pass; None where no segment is judged, 0 for one that does not pass.
    """

    turnover: Decimal
    turnover_share: float | None
    margin: Decimal | None = None
    margin_share: float | None = None
    budget_share: float | None = None


def money_of(data: RunData, step: str) -> dict[str, Money]:
    """What each segment brings in; empty without orders."""
    turnover = _turnover(data, step)
    if turnover is None:
        return {}
    margin = _margin(data, step)
    passed = _passed(data, step)
    earned = turnover if margin is None else margin
    passing = {segment: max(earned.get(segment, Decimal()), Decimal()) for segment, passes in passed.items() if passes}
    return {
        segment: Money(
            turnover.get(segment, Decimal()),
            _share(turnover, segment),
            None if margin is None else margin.get(segment, Decimal()),
            None if margin is None else _share(margin, segment),
            None if not passed else _share(passing, segment) if segment in passing else 0.0,
        )
        for segment in data.run.segments[step]
    }


def _share(amounts: Mapping[str, Decimal], segment: str) -> float | None:
    every = sum(amounts.values(), Decimal())
    return float(amounts.get(segment, Decimal()) / every) if every > 0 else None


def _turnover(data: RunData, step: str) -> dict[str, Decimal] | None:
    """By segment; what the segmentation says where it does, else the sum of all orders."""
    import narwhals.stable.v2 as nw

    column = f"{step}_turnover"
    if column in data.columns:
        counted = data.customers.group_by(step).agg(nw.col(column).sum().alias("amount"))
        return {row[step]: Decimal(row["amount"] or 0) for row in data.engine.rows(counted)}
    return _sum_of_lines(data, step, ["amount"], nw.col("amount"))


def _margin(data: RunData, step: str) -> dict[str, Decimal] | None:
    import narwhals.stable.v2 as nw

    if "margin" in data.line_columns:
        return _sum_of_lines(data, step, ["margin"], nw.col("margin"))
    if "cost" in data.line_columns:
        return _sum_of_lines(data, step, ["amount", "cost"], nw.col("amount") - nw.col("cost"))
    return None


def _sum_of_lines(data: RunData, step: str, columns: list[str], value: object) -> dict[str, Decimal] | None:
    import narwhals.stable.v2 as nw

    if data.lines is None:
        return None
    assert isinstance(value, nw.Expr)
    members = data.customers.select("customer_id", nw.col(step).alias("segment"))
    lines = data.lines.select("customer_id", *columns).join(members, on="customer_id", how="inner")
    counted = lines.with_columns(value.alias("sum_of")).group_by("segment").agg(nw.col("sum_of").sum().alias("amount"))
    return {row["segment"]: Decimal(row["amount"] or 0) for row in data.engine.rows(counted)}


def _passed(data: RunData, step: str) -> dict[str, bool]:
    """Which segments a judgement of this segmentation lets pass; where there are several, all of them have to."""
    found: dict[str, bool] = {}
    for name in data.steps:
        scores = data.scores(name)
        if scores is None or "passed" not in scores.collect_schema().names():
            continue
        rows = data.engine.rows(scores.select("segment", "passed"))
        if {row["segment"] for row in rows} <= set(data.run.segments[step]):
            for row in rows:
                found[row["segment"]] = found.get(row["segment"], True) and bool(row["passed"])
    return found
