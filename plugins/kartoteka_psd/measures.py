"""A measure of profitability: how a value becomes a mark, and from which value on it would be another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

AVERAGE_ORDER = "average_order"
"""The one measure that comes from orders; every other one is a column of the customers."""

_PLACES = 2
_MOST_PLACES = 12

Anchors = Sequence[tuple[Fraction, Fraction]]
"""Value and mark, sorted by value, no value twice."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. It has `anchors` where values are numbers, else `marks` by lower-case text."""

    name: str
    weight: Fraction
    anchors: Anchors = ()
    marks: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def highest(self) -> Fraction:
        """The best mark that it can give."""
        return max([*(mark for _, mark in self.anchors), *self.marks.values()])

    @property
    def lowest(self) -> Fraction:
        """The worst mark that it can give."""
        return min([*(mark for _, mark in self.anchors), *self.marks.values()])


def mark_of(value: Fraction, anchors: Anchors) -> Fraction:
    """The mark of a value: on the straight line between the anchors on both sides of it, flat outside of them."""
    if value <= anchors[0][0]:
        return anchors[0][1]
    for (left, low), (right, high) in pairwise(anchors):
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
    return anchors[-1][1]


def nearest_value(value: Fraction, anchors: Anchors, wanted: Fraction) -> Fraction | None:
    """The value nearest to `value` whose mark is at least `wanted`, as people write it; None where there is none.

    It is exact where two decimals suffice, and otherwise the next number of two decimals further away that is good enough
    as well. Of two values equally near it is the higher one.
    """
    if mark_of(value, anchors) >= wanted:
        return value
    crossings = [_crossing(*pair, wanted) for pair in pairwise(anchors)]
    found = [crossing for crossing in crossings if crossing is not None]
    found += [anchor for anchor, mark in anchors if mark >= wanted]
    if not found:
        return None
    nearest = min(found, key=lambda one: (abs(one - value), -one))
    return _written(nearest, anchors, wanted, up=nearest > value)


def _crossing(left: tuple[Fraction, Fraction], right: tuple[Fraction, Fraction], wanted: Fraction) -> Fraction | None:
    """Where the line between two anchors has the mark; None where it does not, or all along."""
    (begin, low), (end, high) = left, right
    if low == high or not min(low, high) <= wanted <= max(low, high):
        return None
    return begin + (end - begin) * (wanted - low) / (high - low)


def _written(value: Fraction, anchors: Anchors, wanted: Fraction, *, up: bool) -> Fraction:
    for places in range(_PLACES, _MOST_PLACES + 1):
        scaled = value * 10**places
        rounded = Fraction(ceil(scaled) if up else floor(scaled), 10**places)
        if mark_of(rounded, anchors) >= wanted:
            return rounded
    return value


def turns(anchors: Anchors) -> bool:
    """Whether the marks go up and down again, or down and up."""
    steps = {high > low for (_, low), (_, high) in pairwise(anchors) if high != low}
    return len(steps) > 1
