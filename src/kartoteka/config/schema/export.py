"""An export of a campaign."""

from __future__ import annotations

from marshmallow import ValidationError, fields, validate

from kartoteka.config.schema.base import ComponentSchema
from kartoteka.language import N_
from kartoteka.language import gettext as _


def _once(columns: list[str]) -> None:
    seen: set[str] = set()
    for index, column in enumerate(columns):
        if column in seen:
            raise ValidationError(
                {index: [_("the column '{column}' is named a second time; delete one of them", column=column)]}
            )
        seen.add(column)


class ExportSchema(ComponentSchema):
    """Where the rows of a campaign go."""

    columns = fields.List(
        fields.String(validate=validate.Length(min=1)),
        validate=[validate.Length(min=1, error=N_("write at least one column, or leave the key out for all")), _once],
        metadata={"description": "The columns to deliver, in this order; all of them where it is left out."},
    )
