"""The segments that a segmenter can give, and the one that the core gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

BLACKLIST = "blacklist"
"""The label that the core gives to blacklisted customers, in every segmentation, before everything."""

TermValue = str | int | Decimal | bool


@dataclass(frozen=True, slots=True)
class Label:
    """A segment that a segmenter can give.

    Attributes:
        name: The segment.
        rank: 0 for the best; labels of one rank are equal; None for a label outside the order. A change between ranks is
            a move up or down, any other change is sideways.
        terms: What its members are entitled to: `discount` (percent), `payment_days`, and any key of the user's own.
    """

    name: str
    rank: int | None = None
    terms: Mapping[str, TermValue] = field(default_factory=dict)
