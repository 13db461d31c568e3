"""A lookup: another file that rows of a source are completed from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from kartoteka.config.schema.base import ComponentSchema
from kartoteka.config.schema.reading import date_format_field, date_order_field, decimal_field
from kartoteka.language import N_
from kartoteka.language import gettext as _

LOOKUP_USE = "csv"
"""What reads a looked-up file where nothing is said."""

_KEY = N_("write the column that both have in common, or {column of the source: column of the file}")


class LookupKey(fields.Field[dict[str, str]]):
    """A column that both have in common, or by each column of the source that of the file."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> dict[str, str]:
        pairs = {value: value} if isinstance(value, str) else value
        if not isinstance(pairs, Mapping) or not pairs:
            raise ValidationError(_(_KEY))
        if any(not isinstance(text, str) or not text.strip() for pair in pairs.items() for text in pair):
            raise ValidationError(_(_KEY))
        return dict(pairs)


class LookupSchema(ComponentSchema):
    """One file; keys that are not these are options of what reads it."""

    use = fields.String(
        load_default=LOOKUP_USE, metadata={"description": "The source component that reads the file; its options stand beside."}
    )
    key = LookupKey(
        required=True,
        metadata={
            "description": N_(
                "The column that rows of both are joined by, or `{column of the source: column of the file}` where "
                "the names differ; several such pairs have to agree all."
            )
        },
    )
    take = fields.Dict(
        keys=fields.String(validate=validate.Length(min=1)),
        values=fields.String(validate=validate.Length(min=1)),
        required=True,
        validate=validate.Length(min=1, error=N_("nothing is taken; say which columns: {{unit_price: Price}}")),
        metadata={"description": N_("A field or a new name: the column of the file that gives it.")},
    )
    decimal = decimal_field()
    date_order = date_order_field()
    date_format = date_format_field()
