"""What an option takes, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, fields

from kartoteka.config.words import choices
from kartoteka.language import N_
from kartoteka.language import gettext as _

_KINDS: tuple[tuple[type[fields.Field[Any]], str], ...] = (
    (fields.Boolean, N_("true or false")),
    (fields.Integer, N_("a whole number")),
    (fields.Float, N_("a number")),
    (fields.Decimal, N_("a number")),
    (fields.Date, N_("a day as year-month-day")),
    (fields.String, N_("text (in quotes, if it looks like a number or a day)")),
    (fields.List, N_("a list: [one, another]")),
    (fields.Tuple, N_("a list: [one, another]")),
    (fields.Nested, N_("a mapping: lines of 'key: value'")),
    (fields.Mapping, N_("a mapping: lines of 'key: value'")),
)


def expected(field: fields.Field[Any]) -> str:
    """`a whole number`; the field's own `metadata["expected"]` goes before."""
    said = field.metadata.get("expected")
    if said:
        return _(str(said))
    allowed = getattr(field.validate, "choices", None)
    if allowed:
        return choices(map(str, allowed))
    if isinstance(field, fields.Nested) and (field.many or field.schema.many):
        return _("a list of mappings")
    for kind, words in _KINDS:
        if isinstance(field, kind):
            return _(words)
    description = str(field.metadata.get("description") or "")
    return _(description) if description else _("a value")


def valid_names(schema: Schema) -> Iterator[str]:
    """The keys that a schema takes, as they stand in the file."""
    for attribute, field in schema.load_fields.items():
        yield attribute if field.data_key is None else field.data_key
