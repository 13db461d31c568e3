"""Values of records as cells of columns: nothing rounded unseen, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import TYPE_CHECKING, Any

from kartoteka import gettext as _
from kartoteka_singer.schema import Column, Kind

if TYPE_CHECKING:
    import pyarrow as pa

DECIMALS = 18
"""As many as a plain number can have: what a program computes in floating point seldom has more."""

_DIGITS = 38
_LARGEST = 1 << 63
_EXACT = Context(prec=_DIGITS, traps=[InvalidOperation, Inexact])
_ROUNDED = Context(prec=_DIGITS, traps=[InvalidOperation])
_STEP = Decimal(1).scaleb(-DECIMALS)


class Unfit(ValueError):
    """A value that is not what its schema says; the message says what it is."""


def arrow_type(kind: Kind) -> pa.DataType:
    """The type of the cells of a column."""
    import pyarrow as pa

    match kind:
        case Kind.INTEGER:
            return pa.int64()
        case Kind.NUMBER:
            return pa.decimal128(_DIGITS, DECIMALS)
        case Kind.BOOLEAN:
            return pa.bool_()
        case _:
            return pa.string()


def arrow_schema(columns: Sequence[Column]) -> pa.Schema:
    """The columns in the types of their cells."""
    import pyarrow as pa

    return pa.schema([(column.name, arrow_type(column.kind)) for column in columns])


class Cells:
    """Makes cells, and counts what could not be kept to the last digit."""

    def __init__(self) -> None:
        self.rounded: dict[str, int] = {}
        self.no_numbers: dict[str, int] = {}

    def cell(self, record: Mapping[str, Any], column: Column) -> Any:
        """The cell of a record in a column; None where there is nothing.

        Raises:
            Unfit: The value cannot be kept in this kind of column.
        """
        value: Any = record
        for step in column.path:
            if not isinstance(value, Mapping):
                raise Unfit(_("is {value}, and its schema speaks of an object", value=_shown(value)))
            value = value.get(step)
            if value is None:
                return None
        match column.kind:
            case Kind.TEXT:
                return _text(value)
            case Kind.BOOLEAN:
                if not isinstance(value, bool):
                    raise Unfit(_("is {value}, and its schema speaks of true or false", value=_shown(value)))
                return value
            case Kind.INTEGER:
                return _integer(value)
            case Kind.NUMBER:
                return self._number(value, column.name)

    def _number(self, value: Any, name: str) -> Decimal | None:
        if isinstance(value, str):
            try:
                value = Decimal(value)
            except InvalidOperation:
                raise Unfit(_("is {value}, and its schema speaks of a number", value=_shown(value))) from None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise Unfit(_("is {value}, and its schema speaks of a number", value=_shown(value)))
        number = Decimal(value)
        if not number.is_finite():
            self.no_numbers[name] = self.no_numbers.get(name, 0) + 1
            return None
        try:
            return number.quantize(_STEP, context=_EXACT)
        except Inexact:
            self.rounded[name] = self.rounded.get(name, 0) + 1
            return number.quantize(_STEP, context=_ROUNDED)
        except InvalidOperation:
            raise Unfit(
                _(
                    "is {value}, which has more than {digits} digits before the decimals",
                    value=_shown(value),
                    digits=_DIGITS - DECIMALS,
                )
            ) from None


def _integer(value: Any) -> int:
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unfit(_("is {value}, and its schema speaks of a whole number", value=_shown(value)))
    if not -_LARGEST <= value < _LARGEST:
        raise Unfit(_("is {value}, a whole number of more than 64 bits", value=_shown(value)))
    return value


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else json_text(value)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates, which JSON can write and no encoding has
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def json_text(value: Any) -> str:
    """A value as JSON, its keys sorted, its numbers with all their digits."""
    match value:
        case Decimal():
            return str(value)
        case Mapping():
            return "{" + ", ".join(f"{_quoted(str(key))}: {json_text(below)}" for key, below in sorted(value.items())) + "}"
        case list():
            return "[" + ", ".join(json_text(below) for below in value) + "]"
        case str():
            return _quoted(value)
        case _:
            return json.dumps(value)


def plain_number(number: Decimal) -> str:
    """A number without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _shown(value: Any) -> str:
    text = json_text(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
