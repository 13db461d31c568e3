"""Whether a difference may be chance: tests that a group of twenty can pass or fail honestly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Any

from kartoteka.errors import ConfigError
from kartoteka.language import gettext as _
from kartoteka.profile.tabulate import Numbers


def require_special() -> Any:
    """The functions behind the tests. What is built on them in `scipy.stats` takes milliseconds for each table, and a second to
    import; a report asks for thousands of tables.

    Raises:
        ConfigError: The library is not installed.
    """
    try:
        import scipy.special
    except ImportError:
        raise _missing() from None
    return scipy.special


def _missing() -> ConfigError:
    message = _("profiles need the library scipy, which is not installed")
    return ConfigError(message, hint="pip install 'kartoteka[profile]'")


_FAR = 12
"""So many standard deviations from what is expected, nothing comes by chance that would count."""

_TAIL = 5_000


def share_chance(having: int, of: int, others_having: int, of_others: int) -> float:
    """How likely it is that two shares differ so much, or more, if they were one: Fisher's exact test, two-sided.

    It is right for a group of any size. Tables that are no likelier than the one that was found are summed.
    """
    import numpy as np

    every, with_it = of + of_others, having + others_having
    lowest, highest = max(0, with_it - of_others), min(of, with_it)
    if lowest == highest:
        return 1.0
    expected = of * with_it / every
    deviation = sqrt(expected * (of_others / every) * (every - with_it) / max(1, every - 1))
    near = max(lowest, floor(expected - _FAR * deviation)), min(highest, ceil(expected + _FAR * deviation))
    if near[0] <= having <= near[1]:
        tables = np.arange(near[0], near[1] + 1)
    elif having < near[0]:
        tables = np.arange(max(lowest, having - _TAIL), having + 1)
    else:
        tables = np.arange(having, min(highest, having + _TAIL) + 1)
    # From one table to the next the likelihood changes by a ratio of whole numbers.
    before = tables[:-1].astype(np.float64)
    ratios = (of - before) * (with_it - before) / ((before + 1) * (of_others - with_it + before + 1))
    first = int(tables[0])
    likely = np.concatenate(([0.0], np.cumsum(np.log(ratios))))
    likely += _log_ways(of, first) + _log_ways(of_others, with_it - first) - _log_ways(every, with_it)
    return float(min(1.0, np.exp(likely[likely <= likely[having - first] + 1e-7]).sum()))


def _log_ways(of: int, chosen: int) -> float:
    """The logarithm of the number of ways to choose some of them."""
    gammaln = require_special().gammaln
    return float(gammaln(of + 1) - gammaln(chosen + 1) - gammaln(of - chosen + 1))


@dataclass(frozen=True, slots=True)
class Compared:
    """The numbers of one group against those of all others.

    Attributes:
        known: Of how many members there is one.
        others_known: Of how many others.
        higher: How likely a member has the higher number than one of the others, ties halved.
        chance: How likely it is that this differs so much from a half, or more, if both were one group.
        quarters: The values that a quarter, a half and three quarters of the members do not exceed.
        others_quarters: The same of the others.
    """

    known: int
    others_known: int
    higher: float = 0.5
    chance: float = 1.0
    quarters: tuple[float, ...] = ()
    others_quarters: tuple[float, ...] = ()


def compare_numbers(numbers: Numbers, groups: int) -> list[Compared]:
    """Compare each group's numbers with all others' by rank: the test of Mann, Whitney and Wilcoxon, corrected for ties.

    No shape of their distribution is taken for granted, and one huge number counts no more than a large one. The quarters are
    empty, and the rest says nothing, for a group that has no numbers or all of them.

    Args:
        numbers: The numbers of all groups.
        groups: How many groups there are.
    """
    import numpy as np

    steps = np.diff(numbers.value) > 0
    at = np.concatenate(([0], np.cumsum(steps))) if len(numbers.value) else np.zeros(0, dtype=np.int64)
    distinct = numbers.value[np.concatenate(([True], steps))] if len(numbers.value) else numbers.value
    totals = np.bincount(at, numbers.count, len(distinct)).astype(np.int64)
    reached = np.cumsum(totals)
    every = int(totals.sum())
    # Whom a number exceeds, ties halved: of all groups, its own included, which is half its square.
    exceeded = (reached - totals + totals / 2)[at]
    wins = np.bincount(numbers.segment, numbers.count * exceeded, groups)
    sizes = np.bincount(numbers.segment, numbers.count, groups).astype(np.int64)
    ties = float((totals.astype(np.float64) ** 3 - totals).sum())
    found = []
    for group, size in enumerate(sizes.tolist()):
        others = every - size
        if not size or not others:
            found.append(Compared(size, others))
            continue
        own = np.bincount(at[numbers.segment == group], numbers.count[numbers.segment == group], len(distinct)).cumsum()
        won = float(wins[group]) - size * size / 2
        higher, chance = _ranked(won, size, others, ties)
        quarters = _quarters(distinct, own, size), _quarters(distinct, reached - own, others)
        found.append(Compared(size, others, higher, chance, *quarters))
    return found


def _ranked(wins: float, first: int, second: int, ties: float) -> tuple[float, float]:
    every = first + second
    spread = sqrt(max(0.0, first * second / 12 * (every + 1 - ties / (every * (every - 1)))))
    if spread == 0:
        return 0.5, 1.0
    # Half a step nearer to the middle, since ranks are whole.
    away = max(0.0, abs(wins - first * second / 2) - 0.5) / spread
    return wins / (first * second), float(2 * require_special().ndtr(-away))


def _quarters(values: Any, reached: Any, every: int) -> tuple[float, ...]:
    import numpy as np

    places = np.searchsorted(reached, [every * quarter / 4 for quarter in (1, 2, 3)])
    return tuple(float(value) for value in values[places])


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
