"""What was delivered, as the author of an exporter reads it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The rows that a system holds now.

    Attributes:
        columns: Their names.
        rows: Their cells in the order of the columns. Each is a value of Python of its type, or the text of one: an amount may
            be `Decimal("12.5")`, `12.5` or `"12.50"`, a day a `date`, a `datetime` or `"2026-11-30"`; an empty cell is None.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
