"""How the cells of a file are understood where they do not settle it themselves: of a source, and of what is looked up."""

from __future__ import annotations

from marshmallow import ValidationError, fields, validate

from kartoteka.language import gettext as _


def _date_format(value: str) -> None:
    if "%" not in value:
        raise ValidationError(_("write a pattern such as %d.%m.%Y"))


def decimal_field() -> fields.String:
    return fields.String(validate=validate.OneOf([".", ","]), metadata={"description": "The decimal mark of numbers."})


def date_order_field() -> fields.String:
    return fields.String(
        validate=validate.OneOf(["day-first", "month-first"]),
        metadata={"description": "The order in dates with slashes, such as 3/4/2026."},
    )


def date_format_field() -> fields.String:
    return fields.String(
        validate=_date_format, metadata={"description": "A strptime pattern for dates in an unusual form: %d.%m.%Y."}
    )
