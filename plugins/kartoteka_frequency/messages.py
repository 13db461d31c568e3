"""The sentence for one customer: what keeps the tier, and what brings the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kartoteka import BLACKLIST, amount_in_words, day_in_words, every_in_words, ngettext, period_in_words
from kartoteka import gettext as _
from kartoteka_frequency.tiers import Tier
from kartoteka_frequency.words import at_the_beginning, number_of_orders


def message(evidence: Mapping[str, Any], tiers: Sequence[Tier], minimum: Decimal, currency: str, as_of: date) -> str | None:
    """One or two sentences, from `segment` and the evidence; None for the blacklist. A year is shown where it is another one.

    It is a sentence of the language that is spoken; the tiers keep their own names.

    ::

        An order of at least 300 PLN by 12 December keeps segment-2. Two more orders, the next by 12 December, bring vip on
        9 January 2027.
    """
    if evidence["segment"] == BLACKLIST:
        return None
    sentences = []
    if evidence["keep_until"] is not None:
        sentences.append(_keeps(evidence, minimum, currency, as_of))
    if evidence["next_tier"] is not None:
        sentences.append(_brings(evidence, tiers, minimum, currency, as_of))
    return " ".join(sentences)


def _keeps(evidence: Mapping[str, Any], minimum: Decimal, currency: str, as_of: date) -> str:
    places = {"tier": evidence["segment"], "day": day_in_words(evidence["keep_until"], as_of)}
    if minimum > 0:
        least = amount_in_words(minimum, currency)
        return _("An order of at least {minimum} by {day} keeps {tier}.", minimum=least, **places)
    return _("An order by {day} keeps {tier}.", **places)


def _brings(evidence: Mapping[str, Any], tiers: Sequence[Tier], minimum: Decimal, currency: str, as_of: date) -> str:
    needed, tier = evidence["orders_needed"], evidence["next_tier"]
    comes_on = day_in_words(evidence["promote_on"], as_of)
    if needed == 0:
        every = next(one.every for one in tiers if one.name == tier)
        return _(
            "No order is needed for {tier}: it comes on {day}, and stays while orders are at most {period} apart.",
            tier=tier,
            day=comes_on,
            period=period_in_words(every),
            every=every_in_words(every),
        )
    in_a_tier = evidence["keep_until"] is not None
    least = amount_in_words(minimum, currency) if minimum > 0 else None
    if not in_a_tier and needed == 1 and evidence["promote_on"] == as_of:
        if least is None:
            return _("An order brings {tier} at once.", tier=tier)
        return _("An order of at least {minimum} brings {tier} at once.", minimum=least, tier=tier)
    due = day_in_words(evidence["order_by"], as_of)
    if in_a_tier:
        return _further_orders(needed, tier=tier, due=due, day=comes_on)
    if least is None:
        return _first_orders(needed, tier=tier, due=due, day=comes_on)
    return _first_orders_above(needed, minimum=least, tier=tier, due=due, day=comes_on)


def _further_orders(needed: int, **places: str) -> str:
    """The minimum has been named by the sentence before this one."""
    if needed == 1:
        return _("One more order, by {due}, brings {tier} on {day}.", **places)
    return ngettext(
        "{Number} more order, the next by {due}, brings {tier} on {day}.",
        "{Number} more orders, the next by {due}, bring {tier} on {day}.",
        needed,
        **_numbers(needed),
        **places,
    )


def _first_orders(needed: int, **places: str) -> str:
    if needed == 1:
        return _("One order, by {due}, brings {tier} on {day}.", **places)
    return ngettext(
        "{Number} order, the first by {due}, brings {tier} on {day}.",
        "{Number} orders, the first by {due}, bring {tier} on {day}.",
        needed,
        **_numbers(needed),
        **places,
    )


def _first_orders_above(needed: int, **places: str) -> str:
    if needed == 1:
        return _("One order of at least {minimum}, by {due}, brings {tier} on {day}.", **places)
    return ngettext(
        "{Number} order of at least {minimum}, the first by {due}, brings {tier} on {day}.",
        "{Number} orders of at least {minimum}, the first by {due}, bring {tier} on {day}.",
        needed,
        **_numbers(needed),
        **places,
    )


def _numbers(needed: int) -> dict[str, str]:
    """The number for either place: where a sentence begins, and within it."""
    number = number_of_orders(needed)
    return {"number": number, "Number": at_the_beginning(number)}
