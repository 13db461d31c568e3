"""Whether a cell came back as what it was, in whatever type of Python the system gives it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from math import isnan

from kartoteka.model.types import ColumnType


def same(kind: ColumnType, given: object, back: object) -> bool:
    """Whether `back` says the same as `given`, a value of the type `kind`."""
    if given is None or back is None:
        return given is back
    match kind:
        case ColumnType.TEXT:
            return given == back
        case ColumnType.BOOLEAN:
            return str(back).casefold() in (("true", "1") if given else ("false", "0"))
        case ColumnType.DAY:
            return _moment(back) == datetime.combine(_day(given), time(), UTC)
        case ColumnType.MOMENT:
            return _moment(back) == _moment(given)
        case ColumnType.NUMBER:
            return _is_number(given, back)
        case ColumnType.INTEGER | ColumnType.MONEY:
            return _is_decimal(given, back)


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _moment(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else None


def _is_number(given: object, back: object) -> bool:
    try:
        found, wanted = float(str(back)), float(str(given))
    except ValueError:
        return False
    return found == wanted or (isnan(found) and isnan(wanted))


def _is_decimal(given: object, back: object) -> bool:
    try:
        return Decimal(str(back)) == Decimal(str(given))
    except InvalidOperation:
        return False
