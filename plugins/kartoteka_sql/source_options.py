"""The options of the source `sql`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from kartoteka import OptionsSchema
from kartoteka import gettext as _
from kartoteka_sql.url import URL_HELP, is_url

_SOME = validate.Length(min=1)


class SqlSourceOptions(OptionsSchema):
    url = fields.String(required=True, validate=is_url, metadata={"description": URL_HELP})
    table = fields.String(
        load_default=None, validate=_SOME, metadata={"description": "The table or view to read. Either this or `query`."}
    )
    schema = fields.String(
        load_default=None,
        validate=_SOME,
        metadata={"description": "The schema of the table; by default the database's own."},
    )
    query = fields.String(
        load_default=None,
        validate=_SOME,
        metadata={"description": "One query that reads, in the database's own SQL, instead of `table`."},
    )
    watermark = fields.String(
        load_default=None,
        validate=_SOME,
        metadata={
            "description": "A column that grows with every change of a row, such as updated_at. Later runs then read only the "
            "rows that have at least its last value. Without it, everything is read each time."
        },
    )
    key = fields.List(
        fields.String(validate=_SOME),
        load_default=None,
        validate=_SOME,
        metadata={
            "description": "The columns that name a row, needed with a watermark; by default the table's primary key, which a "
            "query and a view do not have."
        },
    )

    @validates_schema
    def _one_of_both(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data["table"] is None and data["query"] is None:
            raise ValidationError(_("neither a table nor a query is named; add `table` or `query`"))
        if data["query"] is not None:
            for name in ("table", "schema"):
                if data[name] is not None:
                    raise ValidationError(_("`{name}` and `query` exclude each other; keep one of them", name=name), name)
