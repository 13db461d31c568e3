"""Typed trees to narwhals expressions that mean the same on every engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import Any

import narwhals.stable.v2 as nw

from kartoteka.model.conditions.patterns import like
from kartoteka.model.conditions.tree import AsOf, Call, Column, Literal, Node
from kartoteka.model.expressions import add_period, days_between, divide
from kartoteka.model.types import MONEY_SCALE, ColumnType

_DTYPES: dict[ColumnType, Any] = {
    ColumnType.TEXT: nw.String,
    ColumnType.INTEGER: nw.Int64,
    ColumnType.NUMBER: nw.Float64,
    ColumnType.BOOLEAN: nw.Boolean,
    ColumnType.DAY: nw.Date,
    ColumnType.MOMENT: nw.Datetime("us"),
}

_PLACES = Decimal(1).scaleb(-MONEY_SCALE)


def build(node: Node, as_of: date) -> nw.Expr:
    """The expression of a tree, for a run's day."""
    fixed = _fixed_day(node, as_of)
    if fixed is not None:
        return nw.lit(fixed)
    match node:
        case Column():
            return nw.col(node.name)
        case Literal():
            return _literal(node)
        case Call():
            if node.operator == "case":
                return _case(node, as_of)
            if node.operator == "in":
                return _in(node, as_of)
            return BUILDERS[node.operator](node, [build(argument, as_of) for argument in node.arguments])
        case AsOf():
            return nw.lit(as_of)


def spread(expression: nw.Expr, column: str | None) -> nw.Expr:
    """A condition that names no column, once for each row: engines filter by nothing shorter."""
    if column is None:
        return expression
    empty = nw.col(column).is_null()
    return expression & (empty | ~empty)


def _fixed_day(node: Node, as_of: date) -> date | None:
    """A day that does not depend on the row is computed here."""
    match node:
        case AsOf():
            return as_of
        case Literal(value, ColumnType.DAY) if isinstance(value, date):
            return value
        case Call("add_period", (start,), period=period) if period is not None:
            fixed = _fixed_day(start, as_of)
            return None if fixed is None else period.after(fixed)
    return None


def _literal(node: Literal) -> nw.Expr:
    if node.type is None or node.type is ColumnType.MONEY:
        return nw.lit(node.value)  # a decimal keeps its own decimal places
    return nw.lit(node.value, dtype=_DTYPES[node.type])


def _case(node: Call, as_of: date) -> nw.Expr:
    tests, results = node.arguments[: len(node.arguments) // 2], node.arguments[len(node.arguments) // 2 :]
    chosen = build(results[-1], as_of)
    for test, result in zip(reversed(tests), reversed(results[:-1]), strict=True):
        chosen = nw.when(build(test, as_of)).then(build(result, as_of)).otherwise(chosen)
    return chosen


def _in(node: Call, as_of: date) -> nw.Expr:
    """Equal to one of the values; unknown if to none, and one of them is NULL."""
    subject, *values = node.arguments
    left = build(subject, as_of)
    written = [value.value for value in values if isinstance(value, Literal) and value.value is not None]
    others = [value for value in values if not isinstance(value, Literal)]
    parts = [left == build(value, as_of) for value in others]
    if written and subject.type is ColumnType.MONEY:
        # An engine may bring a list of decimals to the column's own decimal places, and equate what is not equal.
        exact = [
            value.quantize(_PLACES) for value in written if isinstance(value, Decimal) and value == value.quantize(_PLACES)
        ]
        if isinstance(subject, Column) and exact:
            parts.append(left.is_in(exact))
        elif isinstance(subject, Column):
            # Equal to none of them. Engines disagree on whether nothing is in an empty list, or unknown.
            parts.append(nw.when(~left.is_null()).then(nw.lit(False)))
        else:
            parts += [left == nw.lit(value) for value in written]
    elif written:
        parts.append(left.is_in(written))
    if len(written) + len(others) < len(values):
        parts.append(nw.lit(None, dtype=nw.Boolean))
    return _folded(or_, parts)


def _folded(operator: Callable[[nw.Expr, nw.Expr], nw.Expr], operands: Sequence[nw.Expr]) -> nw.Expr:
    """Join in a balanced tree, so that a long chain does not become a deep one."""
    level = list(operands)
    while len(level) > 1:
        pairs = [operator(*level[index : index + 2]) for index in range(0, len(level) - 1, 2)]
        level = pairs + level[len(level) - len(level) % 2 :]
    return level[0]


def _product(node: Call, operands: Sequence[nw.Expr]) -> nw.Expr:
    """Exact on amounts.

    One engine gives a product the decimal places of both factors but only 18 digits, another rounds it to the decimal places of
    the longer factor. Adding a zero with all the places that are needed to one factor makes room on both.
    """
    left, right = node.arguments
    first, second = operands
    if left.scale and right.scale:
        zero = nw.lit(Decimal(0).scaleb(-node.scale))
        return (second + zero) * first if isinstance(left, Literal) else (first + zero) * second
    return first * second


def _negative(node: Call, operands: Sequence[nw.Expr]) -> nw.Expr:
    zero = nw.lit(0.0) if node.type is ColumnType.NUMBER else nw.lit(0, dtype=nw.Int64)
    return zero - operands[0]


def _period_added(node: Call, operands: Sequence[nw.Expr]) -> nw.Expr:
    assert node.period is not None  # the checker gave it one
    return add_period(operands[0], node.period)


def _written(node: Call) -> str:
    last = node.arguments[-1]
    return str(last.value) if isinstance(last, Literal) else ""


Builder = Callable[[Call, Sequence[nw.Expr]], nw.Expr]

BUILDERS: dict[str, Builder] = {
    "and": lambda node, operands: _folded(and_, operands),
    "or": lambda node, operands: _folded(or_, operands),
    "not": lambda node, operands: ~operands[0],
    "=": lambda node, operands: eq(*operands),
    "<>": lambda node, operands: ne(*operands),
    "<": lambda node, operands: lt(*operands),
    "<=": lambda node, operands: le(*operands),
    ">": lambda node, operands: gt(*operands),
    ">=": lambda node, operands: ge(*operands),
    "is_null": lambda node, operands: operands[0].is_null(),
    "is_true": lambda node, operands: nw.coalesce(operands[0], nw.lit(False)),
    "is_false": lambda node, operands: ~nw.coalesce(operands[0], nw.lit(True)),
    "like": lambda node, operands: like(operands[0], node.pattern),
    "ilike": lambda node, operands: like(operands[0].str.to_lowercase(), node.pattern.lower()),
    "+": lambda node, operands: operands[0] + operands[1],
    "-": lambda node, operands: operands[0] - operands[1],
    "*": _product,
    "/": lambda node, operands: divide(*operands),
    "negative": _negative,
    "to_number": lambda node, operands: operands[0].cast(nw.Float64),
    "add_period": _period_added,
    "days_between": lambda node, operands: days_between(*operands),
    "||": lambda node, operands: nw.concat_str(*operands),
    "abs": lambda node, operands: operands[0].abs(),
    "coalesce": lambda node, operands: nw.coalesce(*operands),
    "contains": lambda node, operands: operands[0].str.contains(_written(node), literal=True),
    "ends_with": lambda node, operands: operands[0].str.ends_with(_written(node)),
    "starts_with": lambda node, operands: operands[0].str.starts_with(_written(node)),
    "length": lambda node, operands: operands[0].str.len_chars().cast(nw.Int64),
    "lower": lambda node, operands: operands[0].str.to_lowercase(),
    "upper": lambda node, operands: operands[0].str.to_uppercase(),
    "trim": lambda node, operands: operands[0].str.strip_chars(" "),
    "year": lambda node, operands: operands[0].dt.year().cast(nw.Int64),
    "month": lambda node, operands: operands[0].dt.month().cast(nw.Int64),
}
"""How each operator and function of the typed tree is built out of its built operands."""
