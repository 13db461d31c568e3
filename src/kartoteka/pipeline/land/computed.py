"""Columns that are computed from others: as what each header has to be read, and whether the result fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kartoteka.model.fields import Field
from kartoteka.model.spelling import header_key
from kartoteka.model.types import Boolean, ColumnType, Day, Integer, Moment, Money, Number, Text

if TYPE_CHECKING:
    from sqlglot import expressions as exp

FITS: Mapping[ColumnType, frozenset[ColumnType]] = {
    Money: frozenset({Money, Integer, Number}),
    Number: frozenset({Money, Integer, Number}),
    Integer: frozenset({Integer}),
    Text: frozenset({Text}),
    Boolean: frozenset({Boolean}),
    Day: frozenset({Day}),
    Moment: frozenset({Moment}),
}
"""Which results of a calculation a column of each type can take."""


def types_of_headers(
    text: str, headers: Sequence[str], target: ColumnType | None, fields: Sequence[Field]
) -> Mapping[str, ColumnType]:
    """As what each header has to be read for a calculation over them.

    A header used in arithmetic, or compared with a number, is a number: an amount where the result is one, so that nothing
    is lost. One that is the result as it stands (`coalesce(a, b)`) is of the result's type. Any other is of the type of the
    field whose header it would be, or a text.

    Args:
        text: The calculation; nothing is said of one that cannot be read.
        headers: The headers of the file; those that the calculation does not use are given as texts.
        target: The type of the column that is computed; None for a custom one.
        fields: The fields of the table.
    """
    types = dict.fromkeys(headers, Text)
    number = target if target in (Money, Integer) else Number
    for column in _columns_in(text):
        header = header_in(column.name, headers)
        if header is not None:
            types[header] = _type_by_place(column, number, target) or type_by_name(header, fields) or Text
    return types


def header_in(name: str, headers: Sequence[str]) -> str | None:
    """The header that a name in a calculation means."""
    if name in headers:
        return name
    return next((header for header in headers if header.casefold() == name.casefold()), None)


def _columns_in(text: str) -> Iterator[exp.Expression]:
    from sqlglot import expressions as exp

    for tree in trees_of(text):
        yield from tree.find_all(exp.Column)


def trees_of(text: str) -> Iterator[Any]:
    """The parts of a calculation; none of one that cannot be read."""
    from kartoteka.model.conditions import ConditionError
    from kartoteka.model.conditions.syntax import read

    try:
        parts = read(text)
    except ConditionError:
        return  # told by whoever compiles the calculation
    for part in parts:
        yield part.tree


def _type_by_place(column: exp.Expression, number: ColumnType, target: ColumnType | None) -> ColumnType | None:
    """What its place in the calculation makes of a column; None where that says nothing."""
    from sqlglot import expressions as exp

    node: Any = column.parent
    below: Any = column
    while node is not None:
        if isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Div | exp.Neg):
            return None if _has_period_or_day(node) else number
        if isinstance(node, exp.DPipe):
            return Text
        if isinstance(node, exp.Anonymous):
            kinds = _kinds_of_argument(node, below)
            if kinds is not None:
                return number if number in kinds else kinds[0]
        if isinstance(node, exp.Predicate | exp.Connector | exp.Not):
            beside = [side for side in node.iter_expressions() if side is not below]
            return Number if any(isinstance(side, exp.Literal) and not side.is_string for side in beside) else None
        if isinstance(node, exp.Case) and below is node.this:
            return None
        below, node = node, node.parent
    return target


def _has_period_or_day(node: exp.Expression) -> bool:
    from sqlglot import expressions as exp

    return any(isinstance(side, exp.Interval | exp.Cast) for side in node.iter_expressions())


def _kinds_of_argument(call: exp.Anonymous, argument: exp.Expression) -> tuple[ColumnType, ...] | None:
    """The types that a function takes in the place of an argument; None where it takes any, or is none of ours."""
    from kartoteka.model.conditions.whitelist import ANY, FUNCTIONS_BY_NAME

    function = FUNCTIONS_BY_NAME.get(call.name.lower())
    if function is None:
        return None
    places = [place for place, given in enumerate(call.expressions) if given is argument]
    kinds = function.arguments[min(places[0], len(function.arguments) - 1)] if places else ANY
    return None if kinds == ANY else kinds


def type_by_name(header: str, fields: Sequence[Field]) -> ColumnType | None:
    """The type of the field whose header it would be."""
    key = header_key(header)
    ranked = [(entry.keys[key], entry.type) for entry in fields if key in entry.keys]
    return min(ranked, key=lambda match: match[0])[1] if ranked else None
