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
        match value:
            case None:
                return
            case bool():
                self.kinds.add("boolean")
            case int():
                self.kinds.add("whole" if -_LONG <= value < _LONG else "other")
                self.before = max(self.before, len(str(abs(value))))
            case Decimal() if value.is_finite():
                self.kinds.add("decimal")
                _, digits, exponent = value.as_tuple()
                assert isinstance(exponent, int)
                self.after = max(self.after, -exponent)
                self.before = max(self.before, len(digits) + exponent)
            case str():
                self.kinds.add("text")
            case _:
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
        case Decimal() | int() if not isinstance(value, bool):
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case _:
            return json.dumps(value, ensure_ascii=False, default=str)
