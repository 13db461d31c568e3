"""The values that a persona declares, as they would be landed; what they may be follows from the type of their column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError

from kartoteka.components.options import DayOption, MoneyOption
from kartoteka.config.places import KeyPath, Places
from kartoteka.config.words import found, nearest
from kartoteka.errors import Problem
from kartoteka.language import N_, list_in_words
from kartoteka.language import gettext as _
from kartoteka.model.customer_types import canonical_customer_type
from kartoteka.model.fields import field
from kartoteka.model.types import ColumnType

_EXPECTED: Mapping[ColumnType, str] = {
    ColumnType.TEXT: N_("text (in quotes, if it looks like a number or a day)"),
    ColumnType.INTEGER: N_("a whole number"),
    ColumnType.NUMBER: N_("a number"),
    ColumnType.MONEY: N_("an amount with a dot and at most four decimals: 299.99"),
    ColumnType.BOOLEAN: N_("true or false"),
    ColumnType.DAY: N_("a day as year-month-day: 2026-11-30"),
    ColumnType.MOMENT: N_("a moment: 2026-11-30T08:00:00"),
}
_MOST_NAMED = 12
_LARGEST = 2**63


def typed_fields(
    written: Mapping[str, Any], columns: Mapping[str, ColumnType], table: str, key: KeyPath, places: Places
) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a mapping of fields by the types of their columns, and what is wrong with them.

    Args:
        written: By field, as they stand in the file.
        columns: Those that may be told of.
        table: Whose they are: `customers` or `orders`.
        key: Where the mapping stands.
        places: Of that file.
    """
    typed: dict[str, Any] = {}
    problems = []
    for name, value in written.items():
        type_ = columns.get(name)
        if type_ is None:
            message = (
                _("the customers of this pipeline have no field '{name}'", name=name)
                if table == "customers"
                else _("the orders of this pipeline have no field '{name}'", name=name)
            )
            problems.append(places.problem((*key, name), message, _instead(name, columns, table), at_key=True))
            continue
        try:
            typed[name] = None if value is None else _typed(value, type_)
        except (ValueError, ValidationError):
            problems.append(
                places.problem(
                    (*key, name), _("found {value}", value=found(value)), _("write {expected}", expected=_(_EXPECTED[type_]))
                )
            )
    if isinstance(typed.get("customer_type"), str):  # landing reads the words for it in four languages
        typed["customer_type"] = canonical_customer_type(typed["customer_type"]) or typed["customer_type"]
    return typed, problems


def _instead(name: str, columns: Mapping[str, ColumnType], table: str) -> str:
    near = nearest(name, columns)
    named = list_in_words(list(columns), _MOST_NAMED)
    if near is not None:
        return _("did you mean '{name}'? there is {names}", name=near, names=named)
    if field(table, name) is not None:
        return _(
            "say which of their columns it is ({written} under sources.{table}), or take another; there is {names}",
            written=f"columns: {{{name}: …}}",
            table=table,
            names=named,
        )
    return _("there is {names}", names=named)


def _typed(value: Any, type_: ColumnType) -> Any:
    match type_, value:
        case ColumnType.BOOLEAN, bool():
            return value
        case _type, bool():
            raise ValueError(value)
        case ColumnType.TEXT, str():
            return value
        case ColumnType.INTEGER, int() if -_LARGEST <= value < _LARGEST:
            return value
        case ColumnType.NUMBER, int() | float():
            return float(value)
        case ColumnType.MONEY, int() | float() | str():
            return MoneyOption().deserialize(value)
        case ColumnType.DAY, date() | str():
            return DayOption().deserialize(value)
        case ColumnType.MOMENT, date() | str():
            return datetime.fromisoformat(str(value))
    raise ValueError(value)
