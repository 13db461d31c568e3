"""Making operands fit each other: literals take the type they stand beside, numbers the wider one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from math import isfinite

from kartoteka.language import N_
from kartoteka.language import gettext as _
from kartoteka.model.conditions.errors import ConditionError
from kartoteka.model.conditions.tree import Call, Column, Literal, Node, is_null
from kartoteka.model.conditions.whitelist import NUMERIC, WORDS
from kartoteka.model.types import ColumnType

_ORDER_OF_NUMBERS = (ColumnType.INTEGER, ColumnType.MONEY, ColumnType.NUMBER)
_INT64 = 2**63

CANNOT_CALCULATE = N_("cannot calculate with {one} and {other}")
CANNOT_COMPARE = N_("cannot compare {one} and {other}")
_NUMBER = re.compile(r"(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)


def described(node: Node) -> str:
    """`"industry" (a text)`, `'food' (a text)`, `a number`."""
    if isinstance(node, Column):
        return f'"{node.name}" ({_(WORDS[node.type])})'
    if isinstance(node, Literal):
        return "null" if node.type is None else f"{_spelled(node)} ({_(WORDS[node.type])})"
    return _(WORDS[node.type])


def _spelled(node: Literal) -> str:
    if isinstance(node.value, bool):
        return str(node.value).lower()
    return f"'{node.value}'" if isinstance(node.value, str) else str(node.value)


def number(text: str, at: int) -> Literal:
    """A number as written: whole, with decimals (an exact amount), or with an exponent (a plain number)."""
    if not _NUMBER.fullmatch(text):
        raise ConditionError(_("{text} is not a number", text=text), at, _("write digits, and a dot before decimals: 1234.56"))
    if "e" in text.lower():
        if not isfinite(float(text)):
            raise ConditionError(_("{text} is too large", text=text), at, _("at most 1.7e308"))
        return Literal(float(text), ColumnType.NUMBER, at)
    value = Decimal(text)
    if "." not in text:
        if value >= _INT64:
            raise ConditionError(_("{text} is too large for a whole number", text=text), at, _("at most 9223372036854775807"))
        return Literal(int(value), ColumnType.INTEGER, at)
    exponent = value.as_tuple().exponent
    if abs(value) >= 10**14 or not isinstance(exponent, int) or exponent < -8:
        raise ConditionError(
            _("{text} has too many digits", text=text), at, _("at most 14 before the dot and 8 after it; or write 1.5e20")
        )
    return Literal(value, ColumnType.MONEY, at)


def day(text: str, at: int) -> Literal:
    """A day as written."""
    try:
        return Literal(date.fromisoformat(text.strip()), ColumnType.DAY, at)
    except ValueError:
        raise ConditionError(_("'{text}' is not a day", text=text), at, _("write year-month-day: '2026-11-30'")) from None


def moment(text: str, at: int) -> Literal:
    """A moment as written; without a zone it is UTC."""
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ConditionError(
            _("'{text}' is not a moment", text=text), at, _("write it in UTC: '2026-11-30 14:30:00'")
        ) from None
    return Literal(value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value, ColumnType.MOMENT, at)


def fit(nodes: Sequence[Node], clash: str) -> tuple[tuple[Node, ...], ColumnType | None]:
    """Bring nodes to one type.

    Args:
        nodes: Any number of them.
        clash: The message for two that have nothing in common, with the places `one` and `other`.

    Returns:
        The nodes, texts read as the days they stand beside and numbers widened; and the type, None where all are NULL.

    Raises:
        ConditionError: Two of them have nothing in common.
    """
    first = next((node for node in nodes if not is_null(node) and not _loose(node)), None)
    first = first or next((node for node in nodes if not is_null(node)), None)
    if first is None or first.type is None:
        return tuple(nodes), None
    target = first.type
    if target in NUMERIC:
        widths = [_ORDER_OF_NUMBERS.index(node.type) for node in nodes if node.type in NUMERIC]
        target = _ORDER_OF_NUMBERS[max(widths)]
    return tuple(_as(node, target, first, clash) for node in nodes), target


def _loose(node: Node) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, str)


def _as(node: Node, target: ColumnType, beside: Node, clash: str) -> Node:
    if node.type is target or is_null(node):
        return node
    if isinstance(node, Literal) and isinstance(node.value, str) and target is ColumnType.DAY:
        return day(node.value, node.at)
    if isinstance(node, Literal) and isinstance(node.value, str) and target is ColumnType.MOMENT:
        return moment(node.value, node.at)
    if node.type in NUMERIC and target in NUMERIC:
        return widened(node, target)
    raise ConditionError(
        _(clash, one=described(beside), other=described(node)),
        node.at,
        _hint(beside, node),
    )


def widened(node: Node, target: ColumnType) -> Node:
    """A number as a wider kind of number: literals here and now, columns where they run."""
    if node.type is target:
        return node
    if isinstance(node, Literal) and isinstance(node.value, int | Decimal):
        if target is ColumnType.NUMBER:
            return Literal(float(node.value), target, node.at)
        return Literal(Decimal(node.value), target, node.at)
    if target is ColumnType.NUMBER:
        return Call("to_number", (node,), target, node.at)
    return node


def _hint(one: Node, other: Node) -> str:
    types = {one.type, other.type}
    texts = [node for node in (one, other) if _loose(node)]
    columns = [node for node in (one, other) if isinstance(node, Column) and node.type is ColumnType.TEXT]
    if types == {ColumnType.DAY, ColumnType.MOMENT}:
        return _("a moment is compared with a moment: '2026-11-30 00:00:00', in UTC")
    if ColumnType.TEXT in types and types & set(NUMERIC) and texts:
        return _("write a number without quotes, and a column's name in double quotes or none")
    if ColumnType.TEXT in types and columns:
        return _(
            '"{name}" holds text: write the value in single quotes, or map the column to a field of another type',
            name=columns[0].name,
        )
    return _("both have to be of one kind")
