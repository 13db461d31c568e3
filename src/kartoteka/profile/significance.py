"""Whether a difference may be chance: tests that a group of twenty can pass or fail honestly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from kartoteka.errors import ConfigError


def require_scipy() -> Any:
    """The library of the tests.

    Raises:
        ConfigError: It is not installed.
    """
    try:
        import scipy.stats
    except ImportError:
        hint = "pip install 'kartoteka[profile]'"
        raise ConfigError("profiles need the library scipy, which is not installed", hint=hint) from None
    return scipy.stats


def share_chance(having: int, of: int, others_having: int, of_others: int) -> float:
    """How likely it is that two shares differ so much, or more, if they were one: Fisher's exact test, two-sided.

    It is right for a group of any size.
    """
    table = [[having, of - having], [others_having, of_others - others_having]]
    return float(require_scipy().fisher_exact(table).pvalue)


@dataclass(frozen=True, slots=True)
class Compared:
    """Numbers of two groups.

    Attributes:
        higher: How likely a member of the first group has the higher number than one of the second, ties halved.
        chance: How likely it is that this differs so much from a half, or more, if both were one group.
    """

    higher: float
    chance: float


def compare_numbers(counts: Sequence[tuple[int, int]]) -> Compared:
    """Compare the numbers of two groups by rank: the test of Mann, Whitney and Wilcoxon, corrected for ties.

    No shape of their distribution is taken for granted, and one huge number counts no more than a large one.

    Args:
        counts: For each number, ascending, how many of the first and of the second group have it; both groups have members.
    """
    first = sum(count for count, _ in counts)
    second = sum(count for _, count in counts)
    below = 0
    wins = 0.0
    ties = 0.0
    for ours, others in counts:
        wins += ours * (below + others / 2)
        below += others
        ties += (ours + others) ** 3 - (ours + others)
    higher = wins / (first * second)
    every = first + second
    spread = sqrt(first * second / 12 * (every + 1 - ties / (every * (every - 1))))
    if spread == 0:
        return Compared(0.5, 1.0)
    # Half a step nearer to the middle, since ranks are whole.
    away = max(0.0, abs(wins - first * second / 2) - 0.5) / spread
    return Compared(higher, float(2 * require_scipy().norm.sf(away)))


def corrected(chances: Sequence[float]) -> list[float]:
    """The same chances where many are looked at together: who looks at a hundred differences finds five by chance alone.

    Holm's correction: the likeliest to be real is multiplied by their number, the next by one less, and so on.
    """
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    found = [1.0] * len(chances)
    highest = 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[at]))
        found[at] = highest
    return found
