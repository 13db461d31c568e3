"""Why a cell cannot be read, in words: for the rejects file, where a person looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kartoteka.model.cells import BLANKS, CellReading
from kartoteka.model.types import MONEY_SCALE, ColumnType

_SLASHED = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})[/-]([0-9]{4})\b.*", re.DOTALL)
_TWO_DIGIT_YEAR = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2}(?![0-9]).*", re.DOTALL)
_DATES = re.compile(r"([0-9]{4})[-./]?([0-9]{1,2})[-./]?([0-9]{1,2})\b.*|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\b.*", re.DOTALL)


def why_unreadable(name: str, type_: ColumnType, cell: str | None, reading: CellReading) -> str:
    """A sentence that begins with the column's name.

    Args:
        name: The column, or the header that a calculation reads.
        type_: As what it was to be read.
        cell: The text; None or blanks where the cell is empty.
        reading: How it was read.
    """
    text = (cell or "").strip(BLANKS)
    if not text:
        return f"{name} is empty"
    match type_:
        case ColumnType.MONEY | ColumnType.NUMBER | ColumnType.INTEGER:
            return f"{name}: {text!r} {_why_no_number(text, type_, reading)}"
        case ColumnType.DAY | ColumnType.MOMENT:
            return f"{name}: {text!r} {_why_no_day(text, reading)}"
        case ColumnType.BOOLEAN:
            return f"{name}: {text!r} means neither yes nor no"
        case ColumnType.TEXT:
            return f"{name}: {text!r} is not a currency" if name == "currency" else f"{name}: {text!r} cannot be used"


def missing_rate(text: str, reading: CellReading) -> str | None:
    """The foreign currency that a text names and that has no rate; None where it names none such."""
    spelled = text.strip(BLANKS).lower()
    code = reading.signs.get(spelled)
    return code if code is not None and code != reading.currency and code not in reading.rates else None


def named_currency(cell: str | None, reading: CellReading) -> str | None:
    """The sign or code beside the digits of an amount, as it is written; None where there is none."""
    words = re.findall(r"[^\s0-9.,()+\u2212\u2013'\u2019-][^\s0-9,()+\u2212\u2013'\u2019-]*", (cell or "").strip(BLANKS))
    known = [word for word in words if word.lower() in reading.signs]
    return known[0] if len(words) == 1 and known else None


def _why_no_number(text: str, type_: ColumnType, reading: CellReading) -> str:
    kind = {ColumnType.MONEY: "an amount", ColumnType.NUMBER: "a number", ColumnType.INTEGER: "a whole number"}[type_]
    digits = re.sub(r"[^0-9.,]", "", text)
    if not digits or re.search(r"[0-9]\s*[^\W\d_]+\s*[0-9]|_", text):
        return f"is not {kind}"
    marks = {"," if reading.decimal == "." else "."} & set(digits) if reading.decimal else set()
    decimals = digits.rpartition(reading.decimal)[2] if reading.decimal and reading.decimal in digits else ""
    if type_ is ColumnType.MONEY and len(decimals.rstrip("0")) > MONEY_SCALE and decimals.isdigit():
        return f"has more than {MONEY_SCALE} decimals"
    whole = re.sub(r"[.,]", "", digits.partition(reading.decimal)[0] if reading.decimal else digits)
    if len(whole) > (14 if type_ is ColumnType.MONEY else 18):
        return "is too large"
    if type_ is ColumnType.INTEGER and decimals.strip("0"):
        return "is not a whole number"
    if marks:
        word = {",": "a comma", ".": "a point"}[reading.decimal or ","]
        return f"is not {kind}; the decimal mark of this source is {word}"
    return f"is not {kind}"


def _why_no_day(text: str, reading: CellReading) -> str:
    if reading.date_format is not None:
        return f"is not a day in the format {reading.date_format!r}"
    if _TWO_DIGIT_YEAR.fullmatch(text):
        return "has a year of two digits; write date_format, such as '%d.%m.%y'"
    slashed = _SLASHED.fullmatch(text)
    if slashed is not None:
        first, second, year = int(slashed[1]), int(slashed[3]), int(slashed[4])
        orders: Mapping[str, tuple[int, int]] = {"day-first": (second, first), "month-first": (first, second)}
        month, day = orders[reading.date_order or "day-first"]
        other = {"day-first": "month-first", "month-first": "day-first"}[reading.date_order or "day-first"]
        if not _exists(year, month, day) and _exists(year, *orders[other]):
            return f"is not a day when dates are {reading.date_order}, as those of this source"
    written = _DATES.fullmatch(text)
    if slashed is not None or written is not None:
        return (
            "is not a day of the calendar"
            if not _looks_timed(text)
            else "is not a moment: its day, time or zone does not exist"
        )
    if re.fullmatch(r"[0-9]{5}([.,][0-9]+)?", text):
        return "looks like a spreadsheet's count of days; export the column as dates"
    return "is not a day; write it like 2026-11-15, 15.11.2026 or 15/11/2026, or set date_format"


def _looks_timed(text: str) -> bool:
    return ":" in text


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
