"""The columns that `frequency` gives, named as in the print shop."""

from __future__ import annotations

from _pages.markdown import code, table
from kartoteka import BLACKLIST, Period
from kartoteka_frequency.evidence import evidence_columns
from kartoteka_frequency.tiers import BELOW_MINIMUM, INACTIVE, NO_ORDERS, Tier, labels

_MEANINGS = {
    "qualifying_orders": "How many orders are at or above the logistic minimum.",
    "ignored_orders": "How many are below it.",
    "first_order_on": "The day of the first qualifying order.",
    "last_order_on": "The day of the last qualifying order.",
    "turnover": "The qualifying orders summed.",
    "keep_until": "The last day on which an order keeps the tier: last order + `every`. Empty without a tier.",
    "next_tier": "The better tier that needs the fewest orders, then the earliest, then the best. Empty for the best.",
    "promote_on": "The day on which `next_tier` is met, if the orders it needs come in time.",
    "order_by": "The day by which the next of those orders has to come. Empty where none is needed.",
    "orders_needed": "How many more orders `next_tier` needs.",
}
_STREAK = "The day on which the streak for the tier `{}` began."
_HEAD = """# Columns of `frequency`

A segmentation named `loyalty` that uses `frequency` gives the column `loyalty` with the segment, and these columns as evidence.
`for` and `every` are those of the tier. [Streaks](../explanation/streaks.md) says how they follow from the orders.
"""


def page() -> str:
    """The page."""
    tiers = [Tier("vip", Period(days=14), Period(days=42)), Tier("segment-1", Period(months=1))]
    streaks = {tier.streak_column: _STREAK.format(tier.name) for tier in tiers}
    meanings = {**_MEANINGS, **streaks}
    rows = [(code(f"loyalty_{name}"), str(type_), meanings[name]) for name, type_ in evidence_columns(tiers).items()]
    by_tier = "\nThere is a column `loyalty_streak_start_…` for each tier, here for the tiers `vip` and `segment-1`.\n"
    return "\n".join(
        [_HEAD, table(("column", "type", "meaning"), rows), by_tier, _blacklist(), _labels(tiers), _terms(), _MESSAGE]
    )


def _blacklist() -> str:
    return (
        "For the blacklist, `loyalty_keep_until` and all that speaks of the next tier are empty; the rest is told as for "
        "everybody.\n"
    )


def _labels(tiers: list[Tier]) -> str:
    told = {
        INACTIVE: "some qualifying order, but no tier is met",
        BELOW_MINIMUM: "orders, but none of them qualifies",
        NO_ORDERS: "no orders",
    }
    named = {tier.name for tier in tiers}
    own = [label for label in labels(tiers) if label.name not in named]
    rows = [(code(label.name), told[label.name], _rank(label.rank, own[0].rank)) for label in own]
    rows.append((code(BLACKLIST), "on the pipeline's blacklist, whatever was ordered; given by the core", "outside the order"))
    return f"## Segments beside the tiers\n\n{table(('segment', 'who', 'in the order of moves'), rows)}"


def _rank(rank: int | None, first: int | None) -> str:
    assert rank is not None
    assert first is not None
    return "below the tiers" if rank == first else f"below `{INACTIVE}`"


def _terms() -> str:
    return (
        "## Terms\n\nEach key of `terms` is a column as well: `loyalty_discount` is percent, as a decimal number, "
        "`loyalty_payment_days` whole days. A key of your own is whole where all its values are, else text.\n"
    )


_MESSAGE = """## On request

`loyalty_message` is a sentence or two for the customer, in English: what keeps the tier, and what brings the next one. It is
made only for the rows of a campaign whose export names it, and by `kartoteka explain`.
"""
