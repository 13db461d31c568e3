"""The sentence for one customer: what keeps the tier, and what brings the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kartoteka import BLACKLIST, Period
from kartoteka_frequency.tiers import Tier
from kartoteka_frequency.words import amount_in_words, day_in_words, number_in_words, order_of


def message(evidence: Mapping[str, Any], tiers: Sequence[Tier], minimum: Decimal, currency: str, as_of: date) -> str | None:
    """One or two sentences, from `segment` and the evidence; None for the blacklist. A year is shown where it is another one.

    ::

        An order of at least 300 PLN by 12 December keeps segment-2. Two more orders, the next by 12 December, bring vip on
        9 January 2027.
    """
    if evidence["segment"] == BLACKLIST:
        return None
    in_a_tier = evidence["keep_until"] is not None
    sentences = []
    if in_a_tier:
        by = day_in_words(evidence["keep_until"], as_of)
        sentences.append(f"An {order_of(minimum, currency)} by {by} keeps {evidence['segment']}.")
    if evidence["next_tier"] is not None:
        every = next(tier.every for tier in tiers if tier.name == evidence["next_tier"])
        sentences.append(_promotion(evidence, every, minimum, currency, as_of))
    return " ".join(sentences)


def _promotion(evidence: Mapping[str, Any], every: Period, minimum: Decimal, currency: str, as_of: date) -> str:
    needed, tier = evidence["orders_needed"], evidence["next_tier"]
    comes_on = day_in_words(evidence["promote_on"], as_of)
    if needed == 0:
        return f"No order is needed for {tier}: it comes on {comes_on}, and stays while orders are at most {every} apart."
    if evidence["keep_until"] is None and needed == 1 and evidence["promote_on"] == as_of:
        return f"An {order_of(minimum, currency)} brings {tier} at once."
    due = day_in_words(evidence["order_by"], as_of)
    if evidence["keep_until"] is not None:
        head, which = f"{number_in_words(needed)} more {'order' if needed == 1 else 'orders'}", "the next "
    else:
        # The minimum has not been named by a sentence before this one.
        head, which = f"{number_in_words(needed)} {'order' if needed == 1 else 'orders'}", "the first "
        head += f" of at least {amount_in_words(minimum, currency)}" if minimum > 0 else ""
    head = head[0].upper() + head[1:]
    if needed == 1:
        return f"{head}, by {due}, brings {tier} on {comes_on}."
    return f"{head}, {which}by {due}, bring {tier} on {comes_on}."
