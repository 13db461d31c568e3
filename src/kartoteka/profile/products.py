"""What the members of a segment buy, against what all other customers buy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kartoteka.profile.run_data import RunData
from kartoteka.profile.significance import corrected, share_chance
from kartoteka.profile.traits import CHANCE, FEWEST

_COLUMNS = ("product_line", "product")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Bought:
    """One product line, or one product where there are no lines.

    Attributes:
        what: Which of the two it is: `product line` or `product`.
        buyers: How many members bought it.
        share: Their share of the members who bought anything, from 0 to 1.
        others_share: The same among all other customers.
        lift: How many times as often members buy it; None where nobody else does.
        turnover: What members spent on it.
        chance: How likely so much of a difference comes by chance, all that was looked at taken together.
        claimed: Members buy it more, or less, and that is hardly chance.
    """

    what: str
    name: str
    buyers: int
    share: float
    others_share: float
    lift: float | None
    turnover: Decimal
    chance: float
    claimed: bool


def bought_by(data: RunData, step: str, segment: str) -> Sequence[Bought]:
    """Each product line, what sets the segment apart first; none where orders do not name any, or too few bought anything."""
    import narwhals.stable.v2 as nw

    column = next((name for name in _COLUMNS if name in data.line_columns), None)
    if column is None or data.lines is None:
        return ()
    member = (nw.col(step) == nw.lit(segment)).cast(nw.Int64).alias("member")
    members = data.customers.select("customer_id", member)
    lines = data.lines.select("customer_id", nw.col(column).alias("name"), "amount").join(
        members, on="customer_id", how="inner"
    )
    by_buyer = lines.group_by("name", "customer_id").agg(nw.col("member").max(), nw.col("amount").sum())
    buyers = data.engine.rows(
        by_buyer.select("customer_id", "member").unique(["customer_id"]).group_by("member").agg(nw.len().alias("buyers"))
    )
    counts = {int(row["member"]): int(row["buyers"]) for row in buyers}
    ours, others = counts.get(1, 0), counts.get(0, 0)
    if ours < FEWEST or others < FEWEST:
        return ()
    named = by_buyer.filter(~nw.col("name").is_null())
    spent = nw.col("amount") * nw.col("member")
    rows = data.engine.rows(
        named.with_columns(spent.alias("spent"))
        .group_by("name")
        .agg(nw.col("member").sum().alias("ours"), nw.len().alias("all"), nw.col("spent").sum().alias("spent"))
    )
    return _judged(column.replace("_", " "), rows, ours, others) if len(rows) <= _MOST else ()


def _judged(what: str, rows: list[dict[str, object]], ours: int, others: int) -> list[Bought]:
    counted = sorted(
        (str(row["name"]), int(str(row["ours"])), int(str(row["all"])), Decimal(str(row["spent"]))) for row in rows
    )
    chances = corrected([share_chance(mine, ours, all_ - mine, others) for _, mine, all_, _ in counted])
    found = []
    for (name, mine, all_, spent), chance in zip(counted, chances, strict=True):
        share, elsewhere = mine / ours, (all_ - mine) / others
        lift = share / elsewhere if elsewhere else None
        far = lift is None or lift >= 1.25 or lift <= 0.8
        found.append(Bought(what, name, mine, share, elsewhere, lift, spent, chance, far and chance < CHANCE))
    return sorted(found, key=lambda one: (not one.claimed, one.chance, -one.buyers, one.name))
