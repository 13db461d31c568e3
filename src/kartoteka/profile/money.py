"""What segments bring in, and the share of a campaign's budget that each of them earns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kartoteka.profile.buyers import buyers_of
from kartoteka.profile.places import place_column
from kartoteka.profile.run_data import RunData


@dataclass(frozen=True, slots=True)
class Money:
    """What the members of a segment bought.

    Attributes:
        turnover: Of all orders that exist for the run.
        qualifying: Of those that count for the segmentation, where it tells which do.
        turnover_share: Of the turnover of all customers, from 0 to 1; None where there is none.
        margin: What is left of it to the seller; None where nothing tells it.
        margin_share: Of the margin of all.
        budget_share: The proposed share of a campaign's budget: by margin where it is known, else by turnover, among the
            segments that pass; None where no segment is judged, 0 for one that does not pass or has earned nothing.
        passes: Whether it passes; None where it is not judged.
    """

    turnover: Decimal
    turnover_share: float | None
    qualifying: Decimal | None = None
    margin: Decimal | None = None
    margin_share: float | None = None
    budget_share: float | None = None
    passes: bool | None = None


def money_of(data: RunData, step: str) -> dict[str, Money]:
    """What each segment brings in; empty without orders."""
    sums = _sums(data, step)
    turnover = sums.get("turnover")
    if turnover is None:
        return {}
    qualifying = _qualifying(data, step)
    margin = sums.get("margin")
    passed = _passed(data, step)
    earned = turnover if margin is None else margin
    passing = {segment: max(earned.get(segment, Decimal()), Decimal()) for segment, passes in passed.items() if passes}
    return {
        segment: Money(
            turnover.get(segment, Decimal()),
            _share(turnover, segment),
            None if qualifying is None else qualifying.get(segment, Decimal()),
            None if margin is None else margin.get(segment, Decimal()),
            None if margin is None else _share(margin, segment),
            None if not passed else _share(passing, segment) or 0.0,
            None if not passed else segment in passing,
        )
        for segment in data.run.segments[step]
    }


def _share(amounts: Mapping[str, Decimal], segment: str) -> float | None:
    every = sum(amounts.values(), Decimal())
    return float(amounts.get(segment, Decimal()) / every) if every > 0 else None


def _qualifying(data: RunData, step: str) -> dict[str, Decimal] | None:
    """The turnover by segment as the segmentation itself reckons it, where it does."""
    import narwhals.stable.v2 as nw

    column = f"{step}_turnover"
    if column not in data.columns:
        return None
    counted = data.customers.group_by(step).agg(nw.col(column).sum().alias("amount"))
    return {row[step]: Decimal(row["amount"] or 0) for row in data.engine.rows(counted)}


def _sums(data: RunData, step: str) -> dict[str, dict[str, Decimal]]:
    """`turnover`, and `margin` where it is known, by segment."""
    import narwhals.stable.v2 as nw

    buyers = buyers_of(data)
    if buyers is None:
        return {}
    segments, place = list(data.run.segments[step]), place_column(step)
    names = [name for name in ("turnover", "margin") if name in buyers.frame.columns]
    rows = data.engine.rows(buyers.frame.group_by(place).agg(*(nw.col(name).sum() for name in names)))
    return {name: {segments[row[place]]: Decimal(row[name] or 0) for row in rows} for name in names}


def _passed(data: RunData, step: str) -> dict[str, bool]:
    """Which segments a judgement of this segmentation lets pass; where there are several, all of them have to."""
    found: dict[str, bool] = {}
    for name in data.judgements(step):
        scores = data.scores(name)
        if scores is None or "passed" not in scores.columns:
            continue
        for row in data.engine.rows(scores.select("segment", "passed")):
            found[row["segment"]] = found.get(row["segment"], True) and bool(row["passed"])
    return found
