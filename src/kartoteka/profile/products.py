"""What the members of a segment buy, and how they pay for it, against all other customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from kartoteka.model.frame import Frame
from kartoteka.profile.run_data import RunData
from kartoteka.profile.significance import corrected, share_chance
from kartoteka.profile.spent import kept_columns, spent_by_segment
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


def bought_by(data: RunData, step: str, segments: Sequence[str]) -> dict[str, list[Bought]]:
    """For each segment every product line, what sets it apart first; none where orders do not name any, where there are more
    than two hundred, or where too few bought anything."""
    column = next((name for name in kept_columns(data.line_columns) if name != "payment"), None)
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

    spent = None if column is None else spent_by_segment(data, step)
    if column is None or spent is None:
        return {}
    named = spent.filter(~nw.col(column).is_null())
    sums = data.engine.rows(named.group_by(column, "segment").agg(nw.col("amount").sum()))
    names = sorted({row[column] for row in sums})
    if not names or len(names) > _MOST:
        return {}
    counts = {name: [_Count()] * len(segments) for name in names}
    for row in sums:
        counts[row[column]][row["segment"]] = _Count(0, Decimal(row["amount"] or 0))
    for name, segment, buyers in _buyers(data, named, column, names, len(segments)):
        counts[name][segment] = replace(counts[name][segment], buyers=buyers)
    totals = data.once(f"buyers {step}", partial(_totals, data, spent, len(segments)))
    return {segment: _judged(column, counts, totals, place) for place, segment in enumerate(segments)}


def _totals(data: RunData, spent: Frame, segments: int) -> list[_Count]:
    """All buyers of each segment, and what they spent."""
    import narwhals.stable.v2 as nw

    found = [_Count()] * segments
    each = spent.group_by("segment", "customer").agg(nw.col("amount").sum())
    for row in data.engine.rows(each.group_by("segment").agg(nw.len().alias("buyers"), nw.col("amount").sum())):
        found[row["segment"]] = _Count(int(row["buyers"]), Decimal(row["amount"] or 0))
    return found


def _buyers(data: RunData, named: Frame, column: str, names: Sequence[str], segments: int) -> Iterator[tuple[str, int, int]]:
    """How many customers of each segment bought each: name, place of the segment, buyers."""
    import narwhals.stable.v2 as nw
    import pyarrow as pa

    codes = data.engine.from_arrow(pa.table({column: list(names), "code": pa.array(range(len(names)), pa.int64())}))
    # One number for customer, segment and product: a pair that comes twice is one buyer.
    key = (nw.col("customer") * segments + nw.col("segment")) * len(names) + nw.col("code")
    once = named.select(column, "customer", "segment").join(codes, on=column, how="inner").group_by(key.alias("key")).agg()
    apart = once.select((nw.col("key") % (segments * len(names))).alias("cell")).group_by("cell").agg(nw.len().alias("buyers"))
    for row in data.engine.rows(apart):
        segment, code = divmod(int(row["cell"]), len(names))
        yield names[code], segment, int(row["buyers"])


def _judged(what: str, counts: Mapping[str, Sequence[_Count]], totals: Sequence[_Count], place: int) -> list[Bought]:
    ours, others = _apart(totals, place)
    if ours.buyers < FEWEST or others.buyers < FEWEST:
        return []
    each: list[tuple[str, _Count, _Count]] = [(name, *_apart(counts[name], place)) for name in sorted(counts)]
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


def _apart(counts: Sequence[_Count], place: int) -> tuple[_Count, _Count]:
    """What a segment comes to, and all others together."""
    rest = [count for at, count in enumerate(counts) if at != place]
    return counts[place], _Count(sum(one.buyers for one in rest), sum((one.amount for one in rest), Decimal()))


def _of(part: Decimal, whole: Decimal) -> float | None:
    return float(part / whole) if whole > 0 else None
