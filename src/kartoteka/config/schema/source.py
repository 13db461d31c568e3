"""A source: which component reads it, and how its cells are understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate

from kartoteka.config.project import MaxRejects
from kartoteka.config.schema.base import ComponentSchema, OneOrMany
from kartoteka.config.schema.lookup import LookupSchema
from kartoteka.config.schema.reading import date_format_field, date_order_field, decimal_field
from kartoteka.language import gettext as _

_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%")


class ColumnTarget(fields.Field[str | int]):
    """A header, a position, or an expression over headers."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str | int:
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        raise ValidationError(_("write a header, its position from 1, or an expression over headers: Quantity * UnitPrice"))


class MaxRejectsField(fields.Field[MaxRejects]):
    """`1%`, a number of rows, `{share: 1%, rows: 10}`, or `unlimited`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> MaxRejects:
        if isinstance(value, Mapping):
            return self._both(value)
        if value == "unlimited":
            return MaxRejects(share=Decimal(1), rows=0)
        if value == "none":
            raise ValidationError(_("'none' could mean either; write 0 to allow no rejects, or unlimited to allow any number"))
        if isinstance(value, str) and "%" in value:
            return MaxRejects(share=_share(value), rows=0)
        return MaxRejects(share=Decimal(0), rows=_rows(value))

    def _both(self, value: Mapping[str, Any]) -> MaxRejects:
        unknown = [name for name in value if name not in ("share", "rows")]
        if unknown or not value:
            raise ValidationError(_("write {share: 1%, rows: 10}: a run stops when there are more than both"))
        share = _share(value["share"]) if "share" in value else Decimal(0)
        return MaxRejects(share=share, rows=_rows(value["rows"]) if "rows" in value else 0)


def _share(value: Any) -> Decimal:
    match = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    if match is None or Decimal(match[1]) > 100:
        raise ValidationError(_("write a percentage from 0 to 100: 1%"))
    return Decimal(match[1]) / 100


def _rows(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValidationError(_("write a share such as 1%, a number of rows such as 10, {share: 1%, rows: 10}, or unlimited"))
    return value


class SourceSchema(ComponentSchema):
    """One input; what is not said here is settled from the data, or is an option of the component."""

    columns = fields.Dict(
        keys=fields.String(validate=validate.Length(min=1)),
        values=ColumnTarget(),
        metadata={
            "description": "Field: the header it comes from, or its position from 1, or an expression over headers. "
            "Without it, headers are recognised by name."
        },
    )
    lookup = OneOrMany(
        LookupSchema,
        metadata={"description": "Another file that rows are completed from by a common key, or a list of such files."},
    )
    decimal = decimal_field()
    date_order = date_order_field()
    date_format = date_format_field()
    max_rejects = MaxRejectsField(
        metadata={
            "description": "How many rows may be unusable before the run stops: 1%, 10, {share: 1%, rows: 10} "
            "(more than both), or unlimited. By default 1% and 10 rows, or all rows."
        },
    )
