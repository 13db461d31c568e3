"""Cells as a workbook holds them: text, numbers, true and false. A day is a number of days, shown by its format."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

from kartoteka import Boolean, ColumnType, ConfigError, Money, Text, number_in_words
from kartoteka import gettext as _
from kartoteka_xlsx.sheet_names import length

if TYPE_CHECKING:
    import pyarrow as pa

Cell = str | int | float | bool | None
PlainText = Callable[["pa.Array", ColumnType], "pa.Array"]

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell of Excel holds."""
MOST_DIGITS = 15
"""Digits of a number that Excel keeps; it makes zeros of any more."""
_EPOCH_DAYS = 25_569
"""The number of 1 January 1970 where 1 March 1900 is 61."""
_FIRST_DAY = 61
"""Before 1 March 1900 programs number days in different ways: some believe in a 29 February 1900."""
_DAY_MICROSECONDS = 86_400_000_000


def cells(name: str, values: pa.Array, kind: ColumnType, plain_text: PlainText, first_row: int) -> list[Cell]:
    """The cells of one column.

    What a number of Excel cannot hold is text: numbers of more than 15 digits, and days and moments before March 1900. A
    number that is not finite is empty.

    Args:
        name: The column, for errors.
        values: Of the Arrow type of `kind`.
        kind: Its type.
        plain_text: Cells as exact text.
        first_row: The number of the first of the rows.

    Raises:
        ConfigError: A text is longer than a cell can hold.
    """
    import pyarrow as pa

    if kind is Text:
        return _texts(name, values, first_row)
    if kind is Boolean:
        return list(values.to_pylist())
    numbers = _numbers(values, kind)
    misfits = [at for at, number in enumerate(numbers) if number is None]
    plain = dict(zip(misfits, plain_text(values.take(pa.array(misfits, pa.int64())), kind).to_pylist(), strict=True))
    return [plain[at] if number is None else number for at, number in enumerate(numbers)]


def _texts(name: str, values: pa.Array, first_row: int) -> list[Cell]:
    import pyarrow.compute as pc

    texts: list[Cell] = values.to_pylist()
    # No text of half the characters can be too long.
    if (pc.max(pc.utf8_length(values)).as_py() or 0) * 2 > LONGEST_TEXT:
        for row, text in enumerate(texts, start=first_row):
            if isinstance(text, str) and length(text) > LONGEST_TEXT:
                raise ConfigError(
                    _(
                        "row {row}, column {name}: {characters} characters; a cell of Excel holds {most}",
                        row=row,
                        name=name,
                        characters=number_in_words(length(text)),
                        most=number_in_words(LONGEST_TEXT),
                    ),
                    hint=_("Leave the column out of `columns`, or export with csv."),
                )
    return texts


def _numbers(values: pa.Array, kind: ColumnType) -> list[int | float | None]:
    """Each as the number that a workbook holds, None where there is none that says the same."""
    import pyarrow as pa

    match kind:
        case ColumnType.INTEGER:
            return [number if number is None or abs(number) < 10**MOST_DIGITS else None for number in values.to_pylist()]
        case ColumnType.MONEY:
            return [None if amount is None or _digits(amount) > MOST_DIGITS else float(amount) for amount in values.to_pylist()]
        case ColumnType.DAY:
            days = values.cast(pa.int32()).to_pylist()
            return [None if day is None or day + _EPOCH_DAYS < _FIRST_DAY else day + _EPOCH_DAYS for day in days]
        case ColumnType.MOMENT:
            moments = (
                None if each is None else each / _DAY_MICROSECONDS + _EPOCH_DAYS for each in values.cast(pa.int64()).to_pylist()
            )
            return [None if each is None or each < _FIRST_DAY else each for each in moments]
        case _:
            return [None if number is None or not isfinite(number) else number + 0.0 for number in values.to_pylist()]


def _digits(amount: Decimal) -> int:
    return len(amount.normalize().as_tuple().digits)


def widest(values: pa.Array, kind: ColumnType) -> int:
    """How many characters the widest of the cells shows, about."""
    import pyarrow.compute as pc

    if len(values) == values.null_count:
        return 0
    match kind:
        case ColumnType.TEXT:
            return int(pc.max(pc.utf8_length(values)).as_py())
        case ColumnType.BOOLEAN:
            return len("FALSE")
        case ColumnType.DAY:
            return len("30.11.2026")
        case ColumnType.MOMENT:
            return len("2026-11-30 08:00:00 UTC")
        case ColumnType.MONEY | ColumnType.INTEGER:
            ends = pc.min_max(values).as_py().values()
            return max(len(f"{end:,.2f}" if kind is Money else str(end)) for end in ends)
        case _:
            return 12
