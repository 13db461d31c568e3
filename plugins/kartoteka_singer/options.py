"""The options of the source `singer`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from kartoteka import OptionsSchema
from kartoteka import gettext as _
from kartoteka_singer.discover import METHODS
from kartoteka_singer.program import CommandOption, SettingsOption

DEFAULT_TIMEOUT = 900


def names_option(description: str) -> fields.List[str]:
    """A list of the names of properties."""
    return fields.List(fields.String(validate=validate.Length(min=1)), load_default=list, metadata={"description": description})


def timeout_option(what: str) -> fields.Integer:
    """How long a program may be silent."""
    return fields.Integer(
        load_default=DEFAULT_TIMEOUT,
        validate=validate.Range(min=1),
        metadata={"description": f"Seconds without a word from the {what} after which it counts as hanging and is ended."},
    )


class SingerSourceOptions(OptionsSchema):
    tap = CommandOption(
        "The tap: its path from the project's folder, its name on PATH, or a list of a program and its arguments. Install each "
        "tap into an environment of its own."
    )
    config = SettingsOption("tap")
    stream = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={"description": "The stream, by its name or its `tap_stream_id`."},
    )
    select = names_option(
        "The properties that are wanted; those that the tap always sends, and the key, come as well. All by default."
    )
    key = fields.List(
        fields.String(validate=validate.Length(min=1)),
        load_default=None,
        metadata={
            "description": "The columns whose values name a row. By default what the tap says (`key_properties`); an empty "
            "list has everything read each time."
        },
    )
    replication = fields.String(
        load_default=None,
        validate=validate.OneOf(list(METHODS)),
        metadata={
            "description": "How the tap replicates the stream, where it leaves the choice. `full-table` reads everything each "
            "time. By default as the tap proposes."
        },
    )
    replication_key = fields.String(
        load_default=None,
        validate=validate.Length(min=1),
        metadata={"description": "The property that grows with every change, such as `updated_at`, for `incremental`."},
    )
    selection = fields.String(
        load_default="catalog",
        validate=validate.OneOf(["catalog", "properties", "none"]),
        metadata={
            "description": "How the tap is told what is wanted: `catalog`; `properties` for older taps, which have the option "
            "`--properties`; `none` for those that cannot tell their streams, and send all of them."
        },
    )
    as_text = names_option("Columns that are taken as text, whatever the tap's schema says.")
    timeout = timeout_option("tap")

    @validates_schema
    def _has_a_replication_key(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data.get("replication_key") and data.get("replication") == "full-table":
            raise ValidationError(_("`full-table` reads everything and has no replication key"), "replication_key")
        if data.get("selection") == "none" and (data.get("select") or data.get("replication") or data.get("replication_key")):
            raise ValidationError(
                _("with selection: none the tap is told nothing, so `select`, `replication` and `replication_key` go unheard"),
                "selection",
            )
