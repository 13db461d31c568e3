"""What an option takes, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, fields

_KINDS: tuple[tuple[type[fields.Field[Any]], str], ...] = (
    (fields.Boolean, "true or false"),
    (fields.Integer, "a whole number"),
    (fields.Float, "a number"),
    (fields.Decimal, "a number"),
    (fields.Date, "a day as year-month-day"),
    (fields.String, "text (in quotes, if it looks like a number or a day)"),
    (fields.List, "a list: [one, another]"),
    (fields.Tuple, "a list: [one, another]"),
    (fields.Nested, "a mapping: lines of 'key: value'"),
    (fields.Mapping, "a mapping: lines of 'key: value'"),
)


def expected(field: fields.Field[Any]) -> str:
    """`a whole number`; the field's own `metadata["expected"]` goes before."""
    said = field.metadata.get("expected")
    if said:
        return str(said)
    choices = getattr(field.validate, "choices", None)
    if choices:
        *others, last = map(str, choices)
        return f"{', '.join(others)} or {last}" if others else last
    if isinstance(field, fields.Nested) and (field.many or field.schema.many):
        return "a list of mappings"
    for kind, words in _KINDS:
        if isinstance(field, kind):
            return words
    return str(field.metadata.get("description") or "a value")


def valid_names(schema: Schema) -> Iterator[str]:
    """The keys that a schema takes, as they stand in the file."""
    for attribute, field in schema.load_fields.items():
        yield attribute if field.data_key is None else field.data_key
