"""Records of a CRM as columns: where a value stands in a record, and what type it has with us."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal

from kartoteka.errors import InputError
from kartoteka.language import gettext as _
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class CrmColumn:
    """A column of a source.

    Attributes:
        name: Its header: one of our fields, or a custom field under its own name.
        path: Where the value stands in a record: `addresses.city` is the city of the address, or of the first address.
        type: Our type. A money column holds up to ten decimals; landing says what it does with more than four.
        several: What becomes of more than one value: the first that is there, or all, sorted and set apart by `; `.
    """

    name: str
    path: str
    type: ColumnType = ColumnType.TEXT
    several: Literal["first", "all"] = "first"


def record_batch(records: Sequence[Mapping[str, Any]], columns: Sequence[CrmColumn], crm: str) -> pa.RecordBatch:
    """Records as an Arrow batch; a moment without a zone is UTC.

    Args:
        records: As the CRM gives them.
        columns: What is taken out of them.
        crm: Its name, for messages.

    Raises:
        InputError: A value is not of its column's type: the CRM's field has changed, or was understood wrongly.
    """
    import pyarrow as pa

    kinds = {column.name: pa.decimal128(38, 10) if column.type is ColumnType.MONEY else None for column in columns}
    arrays = [
        pa.array([_value(record, column, crm) for record in records], kinds[column.name] or column.type.to_arrow())
        for column in columns
    ]
    return pa.record_batch(arrays, names=[column.name for column in columns])


def _value(record: Mapping[str, Any], column: CrmColumn, crm: str) -> Any:
    found = [value for value in _at(record, column.path.split(".")) if value not in (None, "")]
    if not found:
        return None
    try:
        if column.several == "all" and column.type is ColumnType.TEXT:
            return "; ".join(sorted(_text(value) for value in found))
        return _CONVERSIONS[column.type](found[0])
    except (TypeError, ValueError, InvalidOperation):
        raise InputError(
            _(
                "{crm}: {column} of a record holds {found!r}, which is no {type}",
                crm=crm,
                column=column.path,
                found=str(found[0])[:60],
                type=column.type.value,
            ),
            hint=_("See what has become of the field there; read it under its own name, as text, if it has to stay so."),
        ) from None


def _at(value: Any, path: Sequence[str]) -> Iterator[Any]:
    """The values at the end of a path, through lists and mappings."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from _at(one, path)
    elif not path:
        yield value
    elif isinstance(value, Mapping):
        yield from _at(value.get(path[0]), path[1:])


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return _moment(value).isoformat()
    if isinstance(value, str | int | date):
        return str(value)
    raise TypeError(value)


def _integer(value: Any) -> int:
    number = Decimal(str(value))
    if isinstance(value, bool) or number != number.to_integral_value():
        raise ValueError(value)
    return int(number)


def _boolean(value: Any) -> bool:
    if value not in (True, False):  # 1 and 0 as well: some CRMs keep them in a database that has nothing else
        raise ValueError(value)
    return bool(value)


def _day(value: Any) -> date:
    return value if isinstance(value, date) and not isinstance(value, datetime) else date.fromisoformat(value)


def _moment(value: Any) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _money(value: Any) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("1e-10"))


_CONVERSIONS: dict[ColumnType, Callable[[Any], Any]] = {
    ColumnType.TEXT: _text,
    ColumnType.INTEGER: _integer,
    ColumnType.NUMBER: lambda value: float(Decimal(str(value))),
    ColumnType.MONEY: _money,
    ColumnType.BOOLEAN: _boolean,
    ColumnType.DAY: _day,
    ColumnType.MOMENT: _moment,
}
