"""Check the conditions and calculations in a component's options against the columns that it will see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from marshmallow import Schema, fields

from kartoteka.components.base import Component
from kartoteka.components.options import ConditionOption, ExpressionOption
from kartoteka.config.places import KeyPath, Places
from kartoteka.errors import Problem
from kartoteka.language import alternatives_in_words
from kartoteka.language import gettext as _
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.hidden import Hidden

Kind = TypeVar("Kind", bound=fields.Field[Any])


def check_conditions(
    component: Component | type[Component],
    options: Mapping[str, Any],
    key: KeyPath,
    columns: Mapping[str, ColumnType],
    places: Places,
    hidden: Hidden,
) -> list[Problem]:
    """Parse every `ConditionOption` and `ExpressionOption`, wherever it is nested; the other options may be wrong.

    Returns:
        A problem at the exact column of each mistake.
    """
    problems = []
    for path, text in written_conditions(component, options):
        problems += check_condition(text, (*key, *path), columns, places, hidden)
    for path, option, text in _written(component, options, ExpressionOption):
        problems += _check_expression(text, option.types, (*key, *path), columns, places, hidden)
    return problems


def written_conditions(component: Component | type[Component], options: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Every `ConditionOption` of a component with its place below the component, as they stand in the file."""
    return ((path, text) for path, _option, text in _written(component, options, ConditionOption))


def columns_named(component: Component, options: Mapping[str, Any], columns: Mapping[str, ColumnType]) -> set[str]:
    """The columns that the conditions and calculations of a component speak of; they have been checked."""
    from kartoteka.model.conditions import parse_condition, parse_expression

    named: set[str] = set()
    for *_place, text in _written(component, options, ConditionOption):
        named |= parse_condition(text, columns).names
    for *_place, text in _written(component, options, ExpressionOption):
        named |= parse_expression(text, columns).names
    return named


def check_condition(
    text: str, key: KeyPath, columns: Mapping[str, ColumnType], places: Places, hidden: Hidden
) -> list[Problem]:
    """The problems of one condition: at most one for each thing that it joins by `and`."""
    from kartoteka.model.conditions import mistakes

    found = mistakes(text, columns, hidden.may_give if hidden else None)
    return [places.problem(key, error.message, error.hint, offset=error.column or 0) for error in found]


def _check_expression(
    text: str,
    types: tuple[ColumnType, ...],
    key: KeyPath,
    columns: Mapping[str, ColumnType],
    places: Places,
    hidden: Hidden,
) -> list[Problem]:
    if hidden:
        return []  # its type follows from those of columns that nobody may know
    from kartoteka.model.conditions import ConditionError, parse_expression
    from kartoteka.model.conditions.whitelist import NUMERIC, WORDS

    try:
        found = parse_expression(text, columns).type
    except ConditionError as error:
        return [places.problem(key, error.message, error.hint, offset=error.column or 0)]
    if types and found not in types:
        gives = _("this gives {type}", type=_(WORDS[found]))
        if set(types) == set(NUMERIC):
            return [places.problem(key, gives, _("write what gives a number"))]
        asked = alternatives_in_words([_(WORDS[type_]) for type_ in types])
        return [places.problem(key, gives, _("write what gives {types}", types=asked))]
    return []


def _written(
    component: Component | type[Component], options: Mapping[str, Any], kind: type[Kind]
) -> Iterator[tuple[KeyPath, Kind, str]]:
    return _in_schema(component.Options(), options, (), kind)


def _in_schema(
    schema: Schema, options: Mapping[str, Any], path: KeyPath, kind: type[Kind]
) -> Iterator[tuple[KeyPath, Kind, str]]:
    for name, option in schema.fields.items():
        key = option.data_key or name
        if key in options:
            yield from _in_option(option, options[key], (*path, key), kind)


def _in_option(option: fields.Field[Any], value: Any, path: KeyPath, kind: type[Kind]) -> Iterator[tuple[KeyPath, Kind, str]]:
    if isinstance(option, kind) and isinstance(value, str):
        yield path, option, value
        return
    match option, value:
        case fields.Nested(), dict() if isinstance(option.schema, Schema):
            yield from _in_schema(option.schema, value, path, kind)
        case fields.Nested(many=True), list() if isinstance(option.schema, Schema):
            for index, item in enumerate(value):
                if isinstance(item, Mapping):
                    yield from _in_schema(option.schema, item, (*path, index), kind)
        case fields.List(), list():
            for index, item in enumerate(value):
                yield from _in_option(option.inner, item, (*path, index), kind)
        case _:
            return
