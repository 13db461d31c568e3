"""What marshmallow lets through and a person did not mean: a fraction where a whole number is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields

_NOT_WHOLE = "Not a valid integer."


def strict_messages(schema: Schema, data: Any) -> list[dict[str, Any]]:
    """Messages in marshmallow's own form, one for each value that would be cut to fit."""
    return list(_in_schema(schema, data))


def _in_schema(schema: Schema, data: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(data, Mapping):
        return
    for attribute, field in schema.load_fields.items():
        name = attribute if field.data_key is None else field.data_key
        if name in data:
            for messages in _in_field(field, data[name]):
                yield {name: messages}


def _in_field(field: fields.Field[Any] | None, value: Any) -> Iterator[Any]:
    match field:
        case fields.Integer() if isinstance(value, float) and not value.is_integer():
            yield [_NOT_WHOLE]
        case fields.Nested():
            if isinstance(value, list):
                for index, item in enumerate(value):
                    yield from ({index: messages} for messages in _in_schema(field.schema, item))
            else:
                yield from _in_schema(field.schema, value)
        case fields.List() if isinstance(value, list):
            for index, item in enumerate(value):
                yield from ({index: messages} for messages in _in_field(field.inner, item))
        case fields.Mapping() if isinstance(value, Mapping):
            for name, item in value.items():
                yield from ({name: {"value": messages}} for messages in _in_field(field.value_field, item))
