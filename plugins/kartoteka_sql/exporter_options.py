"""The options of the exporter `sql`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from kartoteka import OptionsSchema
from kartoteka import gettext as _
from kartoteka_sql.tables import DELIVERIES
from kartoteka_sql.url import URL_HELP, is_url

_SOME = validate.Length(min=1)


class SqlExporterOptions(OptionsSchema):
    url = fields.String(required=True, validate=is_url, metadata={"description": URL_HELP})
    table = fields.String(
        required=True,
        validate=[_SOME, validate.NoneOf([DELIVERIES])],
        metadata={"description": "The table. It is made if there is none."},
    )
    schema = fields.String(
        load_default=None,
        validate=_SOME,
        metadata={"description": "The schema of the table; by default the database's own."},
    )
    mode = fields.String(
        load_default="replace",
        validate=validate.OneOf(["replace", "upsert"]),
        metadata={
            "description": "`replace` exchanges the whole content of the table. `upsert` puts rows in by `key`: new ones are "
            "added, those that differ are changed, and all others stay as they are."
        },
    )
    key = fields.List(
        fields.String(validate=_SOME),
        load_default=None,
        validate=_SOME,
        metadata={"description": "With `upsert`, the columns that name a row; the table has a unique index on them."},
    )
    remove = fields.Boolean(
        load_default=False,
        metadata={"description": "With `upsert`, whether rows of the table that are not in the list are removed."},
    )

    @validates_schema
    def _belongs_to_upsert(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data["mode"] == "upsert" and data["key"] is None:
            raise ValidationError(_("an upsert needs to know what names a row; add `key`, such as [customer_id]"), "mode")
        if data["mode"] == "replace":
            for name in ("key", "remove"):
                if data[name]:
                    raise ValidationError(_("`{name}` belongs to another mode; add mode: upsert", name=name), name)
