"""Why a cell cannot be read, in words: for the rejects file, where a person looks."""

from __future__ import annotations

import re
from datetime import date

from kartoteka.language import N_
from kartoteka.language import gettext as _
from kartoteka.model.cells import BLANKS, CellReading
from kartoteka.model.types import MONEY_SCALE, ColumnType

_DAY_AND_REST = re.compile(
    r"(?P<y1>[0-9]{4})(?P<mark1>[-./]?)(?P<m1>[0-9]{1,2})(?P<again1>[-./]?)(?P<d1>[0-9]{1,2})(?![0-9])(?P<rest1>.*)"
    r"|(?P<a2>[0-9]{1,2})(?P<mark2>[./-])(?P<b2>[0-9]{1,2})(?P<again2>[./-])(?P<y2>[0-9]{4})(?![0-9])(?P<rest2>.*)",
    re.DOTALL,
)
_TWO_DIGIT_YEAR = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2[0-9]{2}(?![0-9])(.*)", re.DOTALL)

_IS_NO_NUMBER = {
    ColumnType.MONEY: N_("is not an amount"),
    ColumnType.NUMBER: N_("is not a number"),
    ColumnType.INTEGER: N_("is not a whole number"),
}


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
        return _("{name} is empty", name=name)
    match type_:
        case ColumnType.MONEY | ColumnType.NUMBER | ColumnType.INTEGER:
            reason = f"{name}: {text!r} {_why_no_number(text, type_, reading)}"
            band = _("a band is written like 50-249, 250+ or <50")
            return f"{reason}; {band}" if name == "employees" else reason
        case ColumnType.DAY | ColumnType.MOMENT:
            return f"{name}: {text!r} {_why_no_day(text, reading)}"
        case ColumnType.BOOLEAN:
            return _("{name}: {text!r} means neither yes nor no", name=name, text=text)
        case ColumnType.TEXT:
            return (
                _("{name}: {text!r} is not a currency", name=name, text=text)
                if name == "currency"
                else _("{name}: {text!r} cannot be used", name=name, text=text)
            )


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
    plainly = _(_IS_NO_NUMBER[type_])
    digits = re.sub(r"[^0-9.,]", "", text)
    if not digits or re.search(r"[0-9]\s*[^\W\d_]+\s*[0-9]|_", text):
        return plainly
    marks = {"," if reading.decimal == "." else "."} & set(digits) if reading.decimal else set()
    decimals = digits.rpartition(reading.decimal)[2] if reading.decimal and reading.decimal in digits else ""
    if type_ is ColumnType.MONEY and len(decimals.rstrip("0")) > MONEY_SCALE and decimals.isdigit():
        return _("has more than {number} decimals", number=MONEY_SCALE)
    whole = re.sub(r"[.,]", "", digits.partition(reading.decimal)[0] if reading.decimal else digits)
    if len(whole) > (14 if type_ is ColumnType.MONEY else 18):
        return _("is too large")
    if type_ is ColumnType.INTEGER and decimals.strip("0"):
        return plainly
    if marks:
        mark = (
            _("the decimal mark of this source is a point")
            if reading.decimal == "."
            else _("the decimal mark of this source is a comma")
        )
        return f"{plainly}; {mark}"
    return plainly


def _why_no_day(text: str, reading: CellReading) -> str:
    if reading.date_format is not None:
        return _("is not a day in the format {form!r}", form=reading.date_format)
    short = _TWO_DIGIT_YEAR.fullmatch(text)
    if short is not None:
        return _("has a year of two digits; write date_format, such as {form!r}", form=_short_format(short, reading))
    found = _DAY_AND_REST.fullmatch(text)
    if found is not None:
        return _why_not_this_day(text, found, reading)
    if re.fullmatch(r"[0-9]{5}([.,][0-9]+)?", text):
        return _("looks like a spreadsheet's count of days; export the column as dates")
    return _("is not a day; write it like 2026-11-15, 15.11.2026 or 15/11/2026, or set date_format")


def _why_not_this_day(text: str, found: re.Match[str], reading: CellReading) -> str:
    """Why a text that begins like a date with a year of four digits is none: there is no such day, or more than a day."""
    if found["y1"]:
        year, first, second, mark, again, rest = (found[name] for name in ("y1", "m1", "d1", "mark1", "again1", "rest1"))
        month_first, form = True, f"%Y{mark}%m{again}%d"
    else:
        year, first, second, mark, again, rest = (found[name] for name in ("y2", "a2", "b2", "mark2", "again2", "rest2"))
        month_first = mark != "." and reading.date_order == "month-first"
        form = f"%m{mark}%d{again}%Y" if month_first else f"%d{mark}%m{again}%Y"
    other_order = (int(year), int(second), int(first))
    as_read = (int(year), int(first), int(second))
    if not month_first:
        as_read, other_order = other_order, as_read
    if found["y2"] and mark != "." and not _exists(*as_read) and _exists(*other_order):
        return _("is not a day when dates are {order}, as those of this source", order=reading.date_order or "day-first")
    if ":" in rest:
        return _("is not a moment: its day, time or zone does not exist")
    if not _exists(*as_read):
        return _("is not a day of the calendar")
    return _("is a day in an unknown form; write date_format, such as {form!r}", form=form + rest.replace("%", "%%"))


def _short_format(found: re.Match[str], reading: CellReading) -> str:
    first, mark, second, rest = int(found[1]), found[2], int(found[3]), found[4]
    if first > 31:
        order = "ymd"
    elif second > 12 or (mark != "." and reading.date_order == "month-first" and first <= 12):
        order = "mdy"
    else:
        order = "dmy"
    return mark.join(f"%{part}" for part in order) + ("" if ":" in rest else rest.replace("%", "%%"))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
