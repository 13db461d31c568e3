"""Check the conditions in a component's options against the columns that it will see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields

from kartoteka.components.base import Component
from kartoteka.components.options import ConditionOption
from kartoteka.config.places import KeyPath, Places
from kartoteka.errors import Problem
from kartoteka.model.types import ColumnType


def check_conditions(
    component: Component, options: Mapping[str, Any], key: KeyPath, columns: Mapping[str, ColumnType], places: Places
) -> list[Problem]:
    """Parse every `ConditionOption`, wherever it is nested, and give a problem at the exact column of each mistake."""
    conditions = written_conditions(component, options)
    return [problem for path, text in conditions for problem in check_condition(text, (*key, *path), columns, places)]


def written_conditions(component: Component, options: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Every `ConditionOption` of a component with its place below the component, as they stand in the file."""
    return _conditions(component.Options(), options, ())


def check_condition(text: str, key: KeyPath, columns: Mapping[str, ColumnType], places: Places) -> list[Problem]:
    """The problem of one condition, if it has one."""
    from kartoteka.model.conditions import ConditionError, parse_condition

    try:
        parse_condition(text, columns)
    except ConditionError as error:
        return [places.problem(key, error.message, error.hint, offset=error.column or 0)]
    return []


def _conditions(schema: Schema, options: Mapping[str, Any], path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    for name, option in schema.fields.items():
        key = option.data_key or name
        if key in options:
            yield from _in_option(option, options[key], (*path, key))


def _in_option(option: fields.Field[Any], value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    match option, value:
        case ConditionOption(), str():
            yield path, value
        case fields.Nested(), dict() if isinstance(option.schema, Schema):
            yield from _conditions(option.schema, value, path)
        case fields.Nested(many=True), list() if isinstance(option.schema, Schema):
            for index, item in enumerate(value):
                if isinstance(item, Mapping):
                    yield from _conditions(option.schema, item, (*path, index))
        case fields.List(), list():
            for index, item in enumerate(value):
                yield from _in_option(option.inner, item, (*path, index))
        case _:
            return
