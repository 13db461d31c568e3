"""Cells of a sheet, in which a column may mix everything, as columns of one type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Cell = str | float | int | bool | date | datetime | time | timedelta

_DIGITS = 15
"""As many as a spreadsheet keeps and shows; what a double has beyond them is noise of its calculations."""
_WHOLE = 10**_DIGITS
_COMMA = re.compile(r"\d,\d{1,2}(\D|$)")
_POINT = re.compile(r"\d\.\d{1,2}(\D|$)")


@dataclass(slots=True)
class Column:
    """What the cells of a column have in common.

    Attributes:
        kinds: `text`, `number`, `boolean`, `day`, `moment`, `other`.
        whole: All its numbers are.
        comma: A text in it has a decimal comma, and none a decimal point.
    """

    kinds: set[str] = field(default_factory=set)
    whole: bool = True
    comma: bool = False
    point: bool = False

    def see(self, cell: Cell) -> None:
        """Take notice of a cell."""
        kind = _kind(cell)
        if kind is None:
            return
        self.kinds.add(kind)
        if isinstance(cell, str):
            self.comma = self.comma or _COMMA.search(cell) is not None
            self.point = self.point or _POINT.search(cell) is not None
        elif kind == "number":
            assert isinstance(cell, int | float)
            self.whole = self.whole and float(cell).is_integer() and abs(cell) < _WHOLE

    def array(self, cells: Iterable[Cell]) -> pa.Array:
        """Cells of the column in its one type: as they are where they are alike, else as texts."""
        import pyarrow as pa

        match frozenset(self.kinds):
            case kinds if kinds == {"number"} and self.whole:
                return pa.array([None if cell == "" else int(_number(cell)) for cell in cells], pa.int64())
            case kinds if kinds == {"number"}:
                return pa.array([None if cell == "" else float(_number(cell)) for cell in cells], pa.float64())
            case kinds if kinds == {"boolean"}:
                return pa.array([None if cell == "" else cell for cell in cells], pa.bool_())
            case kinds if kinds == {"day"}:
                return pa.array([None if cell == "" else _day(cell) for cell in cells], pa.date32())
            case kinds if kinds and kinds <= {"day", "moment"}:
                return pa.array([None if cell == "" else _moment(cell) for cell in cells], pa.timestamp("us"))
            case _:
                return pa.array([self.text(cell) for cell in cells], pa.string())

    def text(self, cell: Cell) -> str | None:
        """A cell as exact text; None for an empty one. A number has the decimal mark of the texts beside it."""
        match cell:
            case "":
                return None
            case str():
                return cell
            case bool():
                return "true" if cell else "false"
            case int() | float():
                number = _number(cell)
                return number.replace(".", ",") if self.comma and not self.point else number
            case datetime():
                return cell.isoformat(sep=" ") if cell.time() != time() else cell.date().isoformat()
            case timedelta():
                minutes, seconds = divmod(int(cell.total_seconds()), 60)
                return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
            case _:
                return cell.isoformat()


def _kind(cell: Cell) -> str | None:
    match cell:
        case "":
            return None
        case str():
            return "text"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case datetime():
            return "moment" if cell.time() != time() else "day"
        case date():
            return "day"
        case _:
            return "other"


def _number(cell: Any) -> str:
    """A number without the noise of its last bits, in plain digits."""
    if float(cell).is_integer() and abs(cell) < _WHOLE:
        return str(int(cell))
    text = f"{cell:.{_DIGITS}g}"
    return text if "e" not in text else f"{cell:.{_DIGITS}f}".rstrip("0").rstrip(".") if abs(cell) < 1 else f"{cell:.0f}"


def _day(cell: Any) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _moment(cell: Any) -> datetime:
    return cell if isinstance(cell, datetime) else datetime.combine(cell, time())  # as it stands in the sheet


def seen(rows: Iterable[Sequence[Cell]], width: int) -> list[Column]:
    """What each column of the rows is made of."""
    columns = [Column() for _ in range(width)]
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            column.see(cell)
    return columns
