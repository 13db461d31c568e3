"""The types of `+ - * /`, on numbers and on days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kartoteka.language import gettext as _
from kartoteka.model.conditions.errors import ConditionError
from kartoteka.model.conditions.fitting import CANNOT_CALCULATE, described, fit
from kartoteka.model.conditions.tree import AsOf, Call, Literal, Node, is_null
from kartoteka.model.conditions.whitelist import MAX_DECIMALS, NUMERIC
from kartoteka.model.periods import LATEST_AS_OF, Period
from kartoteka.model.types import ColumnType

_INT64 = 2**63


def calculated(operator: str, left: Node, right: Node, at: int) -> Node:
    """`left operator right` on numbers, or the days between two days.

    Raises:
        ConditionError: They are not numbers, or the result could not be exact.
    """
    if is_null(left) or is_null(right):
        return Literal(None, None, at)
    if ColumnType.DAY in (left.type, right.type):
        return _on_days(operator, left, right, at)
    for node in (left, right):
        if node.type not in NUMERIC:
            hint = (
                _("join texts with ||")
                if node.type is ColumnType.TEXT and operator == "+"
                else _("{operator} takes numbers", operator=operator)
            )
            raise ConditionError(_("{value} is not a number", value=described(node)), node.at, hint)
    if operator == "/":
        return _divided(left, right, at)
    (left, right), shared = fit((left, right), CANNOT_CALCULATE)
    assert shared is not None  # neither is NULL
    scale = left.scale + right.scale if operator == "*" else max(left.scale, right.scale)
    if shared is ColumnType.MONEY and scale > MAX_DECIMALS:
        raise ConditionError(
            _("the product of so many amounts cannot be exact"),
            at,
            _("it would have {number} decimal places; {most} is most", number=scale, most=MAX_DECIMALS),
        )
    folded = _folded(operator, left, right, shared, at)
    return folded or Call(operator, (left, right), shared, at, scale=scale if shared is ColumnType.MONEY else 0)


def moved(operator: str, day: Node, period: Period, at: int) -> Node:
    """A day and a period."""
    if is_null(day):
        return day
    if isinstance(day, Literal) and isinstance(day.value, str):
        (day, __), ___ = fit((day, Literal(None, ColumnType.DAY)), CANNOT_CALCULATE)
    if day.type is not ColumnType.DAY:
        raise ConditionError(
            _("a period is added to a day, and this is {value}", value=described(day)),
            day.at,
            "as_of + interval '30' day",
        )
    if operator != "+":
        raise ConditionError(
            _("a period is never taken from a day: months are not symmetric"),
            at,
            _("add it on the other side: a + interval '{period}' >= b instead of a >= b - interval '{period}'", period=period),
        )
    later = Call("add_period", (day,), ColumnType.DAY, at, period=period)
    try:
        _latest(later)
    except (ValueError, OverflowError):
        raise ConditionError(_("this day lies after the year 9999"), at, _("add a shorter period")) from None
    return later


def _latest(node: Node) -> date | None:
    """The latest day that a tree without columns can stand for; None where it has columns."""
    match node:
        case AsOf():
            return LATEST_AS_OF
        case Literal(value, ColumnType.DAY) if isinstance(value, date):
            return value
        case Call("add_period", (start,), period=period) if period is not None:
            found = _latest(start)
            return None if found is None else period.after(found)
    return None


def negative(node: Node, at: int) -> Node:
    """`-node`."""
    if is_null(node):
        return node
    if node.type not in NUMERIC:
        raise ConditionError(_("{value} is not a number", value=described(node)), node.at, _("a minus stands before a number"))
    if isinstance(node, Literal) and isinstance(node.value, int | float | Decimal):
        return Literal(-node.value, node.type, at)
    return Call("negative", (node,), node.type, at, scale=node.scale)


def _on_days(operator: str, left: Node, right: Node, at: int) -> Node:
    hint = _("day - day gives days; day + interval '30' day gives a day")
    for node in (left, right):
        if node.type in NUMERIC:
            raise ConditionError(_("a number is not a period"), node.at, hint)
    (left, right), __ = fit((left, right), CANNOT_CALCULATE)
    if operator != "-":
        raise ConditionError(_("two days cannot be joined by {operator}", operator=operator), at, hint)
    return Call("days_between", (right, left), ColumnType.INTEGER, at)


def _divided(left: Node, right: Node, at: int) -> Node:
    values = [node.value for node in (left, right) if isinstance(node, Literal)]
    if len(values) == 2:
        above, below = (float(value) for value in values if isinstance(value, int | float | Decimal))
        return Literal(above / below, ColumnType.NUMBER, at) if below else Literal(None, None, at)
    return Call("/", (left, right), ColumnType.NUMBER, at)


def _folded(operator: str, left: Node, right: Node, shared: ColumnType, at: int) -> Literal | None:
    """The result itself, where both sides are written out."""
    if not isinstance(left, Literal) or not isinstance(right, Literal):
        return None
    one, other = left.value, right.value
    result: int | float | Decimal
    if isinstance(one, float) and isinstance(other, float):
        result = one + other if operator == "+" else one - other if operator == "-" else one * other
    elif isinstance(one, Decimal) and isinstance(other, Decimal):
        result = one + other if operator == "+" else one - other if operator == "-" else one * other
        if abs(result) >= 10**24:
            raise ConditionError(_("the result is too large"), at, _("an amount has at most 14 digits before the dot"))
    elif isinstance(one, int) and isinstance(other, int):
        result = one + other if operator == "+" else one - other if operator == "-" else one * other
        if not -_INT64 <= result < _INT64:
            raise ConditionError(_("the result is too large"), at, _("a whole number is at most 9223372036854775807"))
    else:
        return None
    return Literal(result, shared, at)
