"""What the members of a segment buy, and how they pay for it, against all other customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kartoteka.profile.buyers import buyers_of, counted_columns
from kartoteka.profile.places import place_column
from kartoteka.profile.run_data import RunData
from kartoteka.profile.significance import corrected, share_chance
from kartoteka.profile.spent import spent_on
from kartoteka.profile.traits import CHANCE, FEWEST


@dataclass(frozen=True, slots=True)
class Bought:
    """One product line, one product where there are no lines, or one way to pay.

    Attributes:
        what: Which of them it is: `product_line`, `product` or `payment`.
        buyers: How many members bought it, or paid so.
        share: Their share of the members who bought anything, from 0 to 1.
        others_share: The same among all other customers; None where none of them bought anything.
        lift: How many times as often members buy it; None where nobody else does.
        turnover: What members spent on it.
        spend_share: Its share of all that members spent, from 0 to 1; None where that is nothing.
        others_spend_share: The same of what all others spent.
        spend_lift: How many times as large that share is here; None where others spend nothing on it.
        chance: How likely so much of a difference of buyers comes by chance, all that was looked at taken together; None where
            fewer than 20 members or 20 others bought anything, of whom nothing is claimed.
        claimed: More members buy it than others, or fewer, and that is hardly chance. Nothing is claimed of what they spend,
            since one large order can make the whole of it.
    """

    what: str
    name: str
    buyers: int
    share: float
    others_share: float | None
    lift: float | None
    turnover: Decimal
    spend_share: float | None
    others_spend_share: float | None
    spend_lift: float | None
    chance: float | None
    claimed: bool


def bought_by(data: RunData, step: str, segments: Sequence[str]) -> dict[str, list[Bought]]:
    """For each segment every product line, what sets it apart first, then what they spend most on.

    None where orders do not name any, where there are more than two hundred, or where no member bought anything.
    """
    column = next((name for name in counted_columns(data) if name != "payment"), None)
    return _counted(data, step, segments, column)


def paid_by(data: RunData, step: str, segments: Sequence[str]) -> dict[str, list[Bought]]:
    """For each segment how its orders were paid; none where orders do not tell."""
    return _counted(data, step, segments, "payment" if "payment" in data.line_columns else None)


@dataclass(frozen=True, slots=True)
class _Count:
    buyers: int = 0
    amount: Decimal = Decimal()


def _counted(data: RunData, step: str, segments: Sequence[str], column: str | None) -> dict[str, list[Bought]]:
    import narwhals.stable.v2 as nw

    buyers = None if column is None else buyers_of(data)
    if column is None or buyers is None or not buyers.names[column]:
        return {}
    each = [buyers.has(column, at).sum().alias(f"bought {at}") for at in range(len(buyers.names[column]))]
    all_of = nw.len().alias("buyers"), nw.col("turnover").sum()
    totals = [_Count()] * len(segments)
    counts = {name: [_Count()] * len(segments) for name in buyers.names[column]}
    amounts = spent_on(data, step, column)
    for row in data.engine.rows(buyers.frame.group_by(place_column(step)).agg(*all_of, *each)):
        place = int(row[place_column(step)])
        totals[place] = _Count(int(row["buyers"]), Decimal(row["turnover"] or 0))
        for at, (name, count) in enumerate(counts.items()):
            count[place] = _Count(int(row[f"bought {at}"]), amounts.get((place, name), Decimal()))
    bought = {name: count for name, count in counts.items() if any(one.buyers for one in count)}
    return {segment: _judged(column, bought, totals, place) for place, segment in enumerate(segments)} if bought else {}


def _judged(what: str, counts: Mapping[str, Sequence[_Count]], totals: Sequence[_Count], place: int) -> list[Bought]:
    ours, others = _apart(totals, place)
    if not ours.buyers:
        return []
    each: list[tuple[str, _Count, _Count]] = [(name, *_apart(counts[name], place)) for name in sorted(counts)]
    chances: Sequence[float | None] = [None] * len(each)
    if ours.buyers >= FEWEST and others.buyers >= FEWEST:
        chances = corrected([share_chance(mine.buyers, ours.buyers, rest.buyers, others.buyers) for _, mine, rest in each])
    found = []
    for (name, mine, rest), chance in zip(each, chances, strict=True):
        share = mine.buyers / ours.buyers
        elsewhere = rest.buyers / others.buyers if others.buyers else None
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
                claimed=far and chance is not None and chance < CHANCE,
            )
        )
    return sorted(found, key=_most_telling)


def _most_telling(one: Bought) -> tuple[bool, float, Decimal, int, str]:
    """What sets them apart first, then what they spend most on."""
    return not one.claimed, (one.chance or 0.0) if one.claimed else 0.0, -one.turnover, -one.buyers, one.name


def _apart(counts: Sequence[_Count], place: int) -> tuple[_Count, _Count]:
    """What a segment comes to, and all others together."""
    rest = [count for at, count in enumerate(counts) if at != place]
    return counts[place], _Count(sum(one.buyers for one in rest), sum((one.amount for one in rest), Decimal()))


def _of(part: Decimal, whole: Decimal) -> float | None:
    return float(part / whole) if whole > 0 else None
