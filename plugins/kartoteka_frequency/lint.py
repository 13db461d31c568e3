"""What is allowed in the options but hardly meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from kartoteka import DataRange
from kartoteka_frequency.lengths import at_least_as_long, is_longer
from kartoteka_frequency.tiers import Tier
from kartoteka_frequency.words import day_in_words


def lint(tiers: Sequence[Tier], as_of: date, data: DataRange | None) -> Iterator[str]:
    """Tiers that can never be reached, periods that do not grow from tier to tier, windows longer than the data."""
    unreachable = {}
    for rank, tier in enumerate(tiers):
        better = next((other for other in tiers[:rank] if implies(tier, other)), None)
        if better is not None:
            unreachable[tier.name] = better
            change = "a longer `every`" if better.duration is None else "a longer `every` or a shorter `for`"
            yield (
                f"tier {tier.name!r} can never be reached: whoever meets it meets {better.name!r} as well, which is tried "
                f"first; give {tier.name!r} {change}"
            )
    for above, tier in pairwise(tiers):
        if tier.name not in unreachable and not is_longer(tier.every, above.every):
            yield (
                f"tier {tier.name!r} (every {tier.every}) is below {above.name!r} (every {above.every}), but its period is not "
                "longer; order the tiers from the most frequent buyers to the least"
            )
    if data is None or data.first_order is None:
        return
    for tier in tiers:
        earned_on = tier.earned_after(data.first_order)
        if tier.duration is not None and earned_on > as_of:
            yield (
                f"tier {tier.name!r} asks for orders over {tier.duration}, but the data begin on "
                f"{day_in_words(data.first_order)}: nobody can meet it before {day_in_words(earned_on)}"
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
