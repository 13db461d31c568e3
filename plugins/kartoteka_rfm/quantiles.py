"""Where a share of sorted values ends: the ways of taking a quantile, over exact numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

Value = int | Decimal
At = Callable[[int], Fraction]
"""The value at a position in the sorted values, from 0."""


def _linear(at: At, count: int, share: Fraction) -> Fraction:
    position = (count - 1) * share
    below = floor(position)
    if position == below:
        return at(below)
    return at(below) + (position - below) * (at(below + 1) - at(below))


def _lower(at: At, count: int, share: Fraction) -> Fraction:
    return at(floor((count - 1) * share))


def _higher(at: At, count: int, share: Fraction) -> Fraction:
    return at(ceil((count - 1) * share))


def _nearest(at: At, count: int, share: Fraction) -> Fraction:
    return at(round((count - 1) * share))  # a half goes to the even position


def _midpoint(at: At, count: int, share: Fraction) -> Fraction:
    return (_lower(at, count, share) + _higher(at, count, share)) / 2


def _inverted_cdf(at: At, count: int, share: Fraction) -> Fraction:
    return at(ceil(count * share) - 1)


def _averaged_inverted_cdf(at: At, count: int, share: Fraction) -> Fraction:
    rank = count * share
    return at(ceil(rank) - 1) if rank.denominator != 1 else (at(int(rank) - 1) + at(int(rank))) / 2


WAYS: Mapping[str, Callable[[At, int, Fraction], Fraction]] = {
    "linear": _linear,
    "lower": _lower,
    "higher": _higher,
    "nearest": _nearest,
    "midpoint": _midpoint,
    "inverted-cdf": _inverted_cdf,
    "averaged-inverted-cdf": _averaged_inverted_cdf,
}
"""By the names that numerical libraries have for them; `linear` is R's type 7, the last two are its types 1 and 2."""


def quantile(way: str, values: Mapping[int, Value], count: int, group: int, groups: int) -> Fraction:
    """The quantile `group / groups`, exact.

    Args:
        way: One of `WAYS`.
        values: The values at position (count - 1)·group/groups, rounded down, and at the next, by their position among the
            sorted values: of these every way takes one, or both.
        count: How many values there are, at least one.
        group: From 1 to `groups` - 1.
        groups: Into how many groups the values are divided.
    """
    return WAYS[way](lambda position: Fraction(values[position]), count, Fraction(group, groups))
