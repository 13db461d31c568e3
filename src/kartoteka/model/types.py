"""The types that a column can have: seven, the same on every engine."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw
    import pyarrow as pa

MONEY_PRECISION = 18
MONEY_SCALE = 4


class ColumnType(Enum):
    """The type of a column, in a landed table, in `provides`, in a snapshot."""

    TEXT = "text"
    INTEGER = "integer"  # 64 bits
    NUMBER = "number"  # a double; never for money
    MONEY = "money"  # decimal(18, 4), in the currency of the pipeline
    BOOLEAN = "boolean"
    DAY = "day"  # a calendar day in the project's time zone
    MOMENT = "moment"  # UTC, microseconds

    def __repr__(self) -> str:
        return self.value

    __str__ = __repr__

    @property
    def sql(self) -> str:
        """The name of the type in DuckDB's SQL."""
        return _SQL[self]

    def to_arrow(self) -> pa.DataType:
        """The Arrow type in which batches and snapshots carry it."""
        import pyarrow as pa

        match self:
            case ColumnType.TEXT:
                return pa.string()
            case ColumnType.INTEGER:
                return pa.int64()
            case ColumnType.NUMBER:
                return pa.float64()
            case ColumnType.MONEY:
                return pa.decimal128(MONEY_PRECISION, MONEY_SCALE)
            case ColumnType.BOOLEAN:
                return pa.bool_()
            case ColumnType.DAY:
                return pa.date32()
            case ColumnType.MOMENT:
                return pa.timestamp("us")

    @classmethod
    def of(cls, dtype: nw.dtypes.DType) -> ColumnType | None:
        """The type that a narwhals dtype stands for; None when it stands for none of the seven."""
        import narwhals.stable.v2 as nw

        if dtype == nw.String:
            return cls.TEXT
        if dtype.is_integer():
            return cls.INTEGER
        if dtype.is_float():
            return cls.NUMBER
        if dtype.is_decimal():
            return cls.MONEY
        if dtype == nw.Boolean:
            return cls.BOOLEAN
        if dtype == nw.Date:
            return cls.DAY
        if dtype == nw.Datetime:
            return cls.MOMENT
        return None


_SQL = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DOUBLE",
    ColumnType.MONEY: f"DECIMAL({MONEY_PRECISION}, {MONEY_SCALE})",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DAY: "DATE",
    ColumnType.MOMENT: "TIMESTAMP",
}

Text = ColumnType.TEXT
Integer = ColumnType.INTEGER
Number = ColumnType.NUMBER
Money = ColumnType.MONEY
Boolean = ColumnType.BOOLEAN
Day = ColumnType.DAY
Moment = ColumnType.MOMENT
