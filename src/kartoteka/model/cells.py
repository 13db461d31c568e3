"""How the cells of one source are read: what was said in the project file or settled from the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

DecimalMark = Literal[".", ","]
DateOrder = Literal["day-first", "month-first"]

BLANKS = " \t\r\n\v\f\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u200b\u202f\u3000\ufeff"
"""What is cut off both ends of every cell."""

GROUP_BLANKS = " \u00a0\u2007\u2008\u2009\u202f"
"""Blanks that may stand between groups of three digits."""

GROUP_APOSTROPHES = "'\u2019"
"""Apostrophes that may stand between groups of three digits."""

MINUS_SIGNS = "-\u2212\u2013"
"""Hyphen, minus sign and en dash: exports use all three for a negative number."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """The rules by which texts become values, the same for all files of a source.

    Attributes:
        timezone: In which a moment becomes a day, and in which a moment without a zone is meant.
        currency: Of the pipeline; every amount is turned into it.
        decimal: The decimal mark; None while no value has one, and then a value with a mark cannot be read.
        date_order: Of dates such as `3/4/2026`; None while none was seen.
        date_format: A `strptime` format that replaces all known patterns.
        rates: What one unit of a foreign currency is worth in the pipeline's.
        signs: The currency that each sign or code stands for, by its lower-case spelling.
    """

    timezone: str
    currency: str
    decimal: DecimalMark | None = None
    date_order: DateOrder | None = None
    date_format: str | None = None
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
