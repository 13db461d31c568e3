"""What is allowed in the options but hardly meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from kartoteka import DataRange, day_in_words, every_in_words, period_in_words
from kartoteka import gettext as _
from kartoteka_frequency.lengths import at_least_as_long, is_longer
from kartoteka_frequency.tiers import Tier


def lint(tiers: Sequence[Tier], as_of: date, data: DataRange | None) -> Iterator[str]:
    """Tiers that can never be reached, periods that do not grow from tier to tier, windows longer than the data."""
    unreachable = {}
    for rank, tier in enumerate(tiers):
        better = next((other for other in tiers[:rank] if implies(tier, other)), None)
        if better is not None:
            unreachable[tier.name] = better
            yield _unreachable(tier, better)
    for above, tier in pairwise(tiers):
        if tier.name not in unreachable and not is_longer(tier.every, above.every):
            yield _(
                "tier {tier!r} ({every}) is below {above!r} ({every_above}), but its period is not longer; order the tiers "
                "from the most frequent buyers to the least",
                tier=tier.name,
                every=every_in_words(tier.every),
                above=above.name,
                every_above=every_in_words(above.every),
            )
    if data is None or data.first_order is None:
        return
    for tier in tiers:
        earned_on = tier.earned_after(data.first_order)
        if tier.duration is not None and earned_on > as_of:
            yield _(
                "tier {tier!r} asks for orders over {period}, but the data begin on {begin}: nobody can meet it before {day}",
                tier=tier.name,
                period=period_in_words(tier.duration),
                begin=day_in_words(data.first_order),
                day=day_in_words(earned_on),
            )


def _unreachable(tier: Tier, better: Tier) -> str:
    if better.duration is None:
        return _(
            "tier {tier!r} can never be reached: whoever meets it meets {better!r} as well, which is tried first; give "
            "{tier!r} a longer `every`",
            tier=tier.name,
            better=better.name,
        )
    return _(
        "tier {tier!r} can never be reached: whoever meets it meets {better!r} as well, which is tried first; give "
        "{tier!r} a longer `every` or a shorter `for`",
        tier=tier.name,
        better=better.name,
    )


def implies(tier: Tier, better: Tier) -> bool:
    """Whether everyone who meets `tier` meets `better`.

    With a period at least as long, `better` is open whenever `tier` is, and its streak begins no later. Then it is met if
    it asks for no length, or for one that `tier` asks for as well. Where each `for` is longer than its `every`, no other tier
    is out of reach: orders exactly `every` apart, over exactly `for`, the last of them `every` ago, meet it and none better.
    (A `for` below its `every` can be covered by two better tiers between them; that is not looked for.)
    """
    if not at_least_as_long(better.every, tier.every):
        return False
    if better.duration is None:
        return True
    return tier.duration is not None and at_least_as_long(tier.duration, better.duration)
