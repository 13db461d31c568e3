"""The options of the exporters of audiences."""

from __future__ import annotations

from marshmallow import fields, validate

from kartoteka import FileExporter

MOST_COLUMNS = 3
"""As many columns of addresses as Meta takes."""


def _columns_of(what: str) -> fields.Integer:
    return fields.Integer(
        load_default=1,
        validate=validate.Range(1, MOST_COLUMNS),
        metadata={"description": f"How many columns of {what} the file has, at most 3: for several of them in one cell."},
    )


class AudienceOptions(FileExporter.Options):
    country = fields.String(
        metadata={
            "description": "The country, such as PL, of those whose own `country` is empty: for addresses, and for phone "
            "numbers without a country code. It is never guessed."
        }
    )
    emails = _columns_of("e-mail addresses")
    phones = _columns_of("phone numbers")


class MetaOptions(AudienceOptions):
    external_id = fields.String(
        metadata={
            "description": "The column that is hashed as `extern_id`, such as customer_id; without it there is no `extern_id`."
        }
    )
