"""Values of one name as a column of one type."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_DIGITS = 38
_LONG = 2**63
_LONGEST = 400
"""A number of more digits, such as 1e999999999, is left as it is written."""


@dataclass(slots=True)
class Column:
    """What the values of a column have in common.

    Attributes:
        kinds: `whole`, `decimal`, `boolean`, `text`, `other`.
        before: The most digits before the decimal point.
        after: The most digits behind it.
    """

    kinds: set[str] = field(default_factory=set)
    before: int = 0
    after: int = 0

    def see(self, value: Any) -> None:
        """Take notice of a value."""
        kind = type(value)
        if kind is str:
            self.kinds.add("text")
        elif kind is int:
            self.kinds.add("whole" if -_LONG <= value < _LONG else "other")
            self.before = max(self.before, len(str(abs(value))))
        elif kind is Decimal:
            self.kinds.add("decimal")
            exponent = value.as_tuple().exponent
            self.after = max(self.after, -exponent)
            self.before = max(self.before, value.adjusted() + 1)
        elif kind is bool:
            self.kinds.add("boolean")
        elif value is not None:
            self.kinds.add("other")

    def array(self, values: Sequence[Any]) -> pa.Array:
        """Values of the column in its one type: as they are where they are alike, else as texts."""
        import pyarrow as pa

        if self.kinds == {"whole"}:
            return pa.array(values, pa.int64())
        if self.kinds == {"boolean"}:
            return pa.array(values, pa.bool_())
        if "decimal" in self.kinds and self.kinds <= {"whole", "decimal"} and self.before + self.after <= _MOST_DIGITS:
            kind = pa.decimal128(max(1, self.before) + self.after, self.after)
            return pa.array([None if value is None else Decimal(value) for value in values], kind)
        return pa.array([_text(value) for value in values], pa.string())


def _text(value: Any) -> str | None:
    match value:
        case None | str():
            return value
        case Decimal():
            return f"{value:f}" if abs(value.adjusted()) < _LONGEST else str(value)
        case int() if not isinstance(value, bool):
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False, default=str)
