"""Values of the other types at their edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from kartoteka.model.types import ColumnType
from kartoteka.testing.cases import Case


@dataclass(frozen=True, slots=True)
class Typed:
    """A value and its type."""

    type: ColumnType
    value: object


def _cases(type_: ColumnType, values: Sequence[object]) -> tuple[Case[Typed], ...]:
    return tuple(Case(f"{type_.value} {value}", Typed(type_, value)) for value in values)


MONEYS = _cases(
    ColumnType.MONEY,
    [Decimal(text) for text in ("0", "0.0001", "100.10", "-0.01", "12345678901.2345", "99999999999999.9999")],
)
INTEGERS = _cases(ColumnType.INTEGER, [0, -1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63)])
NUMBERS = _cases(ColumnType.NUMBER, [0.1, -2.5, 0.000001, 123456789.125, 2.0**60])
BOOLEANS = _cases(ColumnType.BOOLEAN, [True, False])
DAYS = _cases(
    ColumnType.DAY,
    [date(year, month, day) for year, month, day in
     ((1753, 1, 1), (1899, 12, 30), (1900, 2, 28), (1900, 3, 1), (1969, 12, 31), (2000, 2, 29), (2100, 3, 1), (2999, 12, 31))],
)  # fmt: skip
MOMENTS = tuple(
    Case(f"moment {moment:%Y-%m-%dT%H:%M:%SZ}", Typed(ColumnType.MOMENT, moment))
    for moment in (
        datetime(1969, 12, 31, 23, 30, tzinfo=UTC),
        datetime(2026, 3, 28, 23, 30, tzinfo=UTC),  # half past midnight in Warsaw
        datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),  # the last second before the clocks go forward
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # the hour that comes twice
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC),
        datetime(2026, 10, 25, 23, 0, tzinfo=UTC),
        datetime(2100, 3, 1, 12, 0, tzinfo=UTC),
    )
)

TYPED = (*MONEYS, *INTEGERS, *NUMBERS, *BOOLEANS, *DAYS)
"""All but the moments."""
