"""What the members of a segment buy, and how they pay for it, against all other customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kartoteka.model.frame import Frame
from kartoteka.profile.run_data import RunData
from kartoteka.profile.significance import corrected, share_chance
from kartoteka.profile.spent import kept_columns
from kartoteka.profile.traits import CHANCE, FEWEST

_MOST = 200


@dataclass(frozen=True, slots=True)
class Bought:
    """One product line, one product where there are no lines, or one way to pay.

    Attributes:
        what: Which of them it is: `product_line`, `product` or `payment`.
        buyers: How many members bought it, or paid so.
        share: Their share of the members who bought anything, from 0 to 1.
        others_share: The same among all other customers.
        lift: How many times as often members buy it; None where nobody else does.
        turnover: What members spent on it.
        spend_share: Its share of all that members spent, from 0 to 1; None where that is nothing.
        others_spend_share: The same of what all others spent.
        spend_lift: How many times as large that share is here; None where others spend nothing on it.
        chance: How likely so much of a difference of buyers comes by chance, all that was looked at taken together.
        claimed: More members buy it than others, or fewer, and that is hardly chance. Nothing is claimed of what they spend,
            since one large order can make the whole of it.
    """

    what: str
    name: str
    buyers: int
    share: float
    others_share: float
    lift: float | None
    turnover: Decimal
    spend_share: float | None
    others_spend_share: float | None
    spend_lift: float | None
    chance: float
    claimed: bool


def bought_by(data: RunData, spent: Frame | None, segments: Sequence[str]) -> dict[str, list[Bought]]:
    """For each segment every product line, what sets it apart first; none where orders do not name any, where there are more
    than two hundred, or where too few bought anything."""
    column = next((name for name in kept_columns(data.line_columns) if name != "payment"), None)
    return _counted(data, spent, segments, column)


def paid_by(data: RunData, spent: Frame | None, segments: Sequence[str]) -> dict[str, list[Bought]]:
    """For each segment how its orders were paid; none where orders do not tell."""
    return _counted(data, spent, segments, "payment" if "payment" in data.line_columns else None)


@dataclass(frozen=True, slots=True)
class _Count:
    buyers: int = 0
    amount: Decimal = Decimal()


def _counted(data: RunData, spent: Frame | None, segments: Sequence[str], column: str | None) -> dict[str, list[Bought]]:
    import narwhals.stable.v2 as nw

    if column is None or spent is None:
        return {}
    by_buyer = data.engine.materialise(
        spent.group_by(column, "customer").agg(nw.col("segment").max(), nw.col("amount").sum()), "by_buyer"
    )
    named = by_buyer.filter(~nw.col(column).is_null()).group_by(column, "segment")
    rows = data.engine.rows(named.agg(nw.len().alias("buyers"), nw.col("amount").sum()))
    if len({row[column] for row in rows}) > _MOST:
        return {}
    totals: dict[str, _Count] = {}
    for row in data.engine.rows(
        by_buyer.group_by("segment").agg(nw.col("customer").n_unique().alias("buyers"), nw.col("amount").sum())
    ):
        totals[row["segment"]] = _Count(int(row["buyers"]), Decimal(row["amount"] or 0))
    counts: dict[str, dict[str, _Count]] = {}
    for row in rows:
        counts.setdefault(row[column], {})[row["segment"]] = _Count(int(row["buyers"]), Decimal(row["amount"] or 0))
    return {segment: _judged(column, counts, totals, segment) for segment in segments}


def _judged(what: str, counts: Mapping[str, Mapping[str, _Count]], totals: Mapping[str, _Count], segment: str) -> list[Bought]:
    ours, others = _apart(totals, segment)
    if ours.buyers < FEWEST or others.buyers < FEWEST:
        return []
    each: list[tuple[str, _Count, _Count]] = [(name, *_apart(counts[name], segment)) for name in sorted(counts)]
    chances = corrected([share_chance(mine.buyers, ours.buyers, rest.buyers, others.buyers) for _, mine, rest in each])
    found = []
    for (name, mine, rest), chance in zip(each, chances, strict=True):
        share, elsewhere = mine.buyers / ours.buyers, rest.buyers / others.buyers
        spend, others_spend = _of(mine.amount, ours.amount), _of(rest.amount, others.amount)
        lift = share / elsewhere if elsewhere else None
        far = lift is None or lift >= 1.25 or lift <= 0.8
        found.append(
            Bought(
                what=what,
                name=name,
                buyers=mine.buyers,
                share=share,
                others_share=elsewhere,
                lift=lift,
                turnover=mine.amount,
                spend_share=spend,
                others_spend_share=others_spend,
                spend_lift=spend / others_spend if spend is not None and others_spend else None,
                chance=chance,
                claimed=far and chance < CHANCE,
            )
        )
    return sorted(found, key=lambda one: (not one.claimed, one.chance, -one.buyers, one.name))


def _apart(counts: Mapping[str, _Count], segment: str) -> tuple[_Count, _Count]:
    """What the segment comes to, and all others together."""
    ours = counts.get(segment, _Count())
    rest = [count for name, count in counts.items() if name != segment]
    return ours, _Count(sum(one.buyers for one in rest), sum((one.amount for one in rest), Decimal()))


def _of(part: Decimal, whole: Decimal) -> float | None:
    return float(part / whole) if whole > 0 else None
