"""A campaign: whom to address, by which channel, and where the list goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from marshmallow import ValidationError, fields, validate, validates_schema

from kartoteka.config.project import Channel
from kartoteka.config.schema.base import PartSchema
from kartoteka.config.schema.export import ExportSchema
from kartoteka.config.secrets import holds_secret
from kartoteka.language import N_
from kartoteka.language import gettext as _

CHANNELS = get_args(Channel)


def _printable(where: str) -> None:
    if not where.strip():
        raise ValidationError(_("write a condition, or leave the key out to select everybody"))
    if holds_secret(where):
        raise ValidationError(_("a condition is printed in the manifest, so no secret may stand in it"))


class CampaignSchema(PartSchema):
    where = fields.String(
        validate=_printable,
        metadata={"description": "Whom to select: a condition over fields and the columns of steps. Everybody without it."},
    )
    channel = fields.String(
        required=True,
        validate=validate.OneOf(CHANNELS),
        metadata={"description": N_("By which channel they are addressed: email, phone, post or none.")},
    )
    consent = fields.String(
        validate=validate.Regexp(
            r"not-checked\Z|[^\W\d]\w*\Z", error=N_("write the name of a field, such as consent_email, or not-checked")
        ),
        metadata={"description": "The field that says who agreed to the channel, or not-checked. Required with a channel."},
    )
    suppress = fields.String(
        validate=validate.Length(min=1),
        metadata={"description": "A file of customers, addresses or numbers that this campaign leaves out."},
    )
    blacklist = fields.String(
        load_default="remove",
        validate=validate.OneOf(["remove", "keep"]),
        metadata={
            "description": "Whether customers on the blacklist are left out (remove) or handed on with all others (keep). Only "
            "with the channel none: for a system in which they are to lose their terms."
        },
    )
    allow_sensitive = fields.Boolean(
        load_default=False,
        truthy={True},
        falsy={False},
        metadata={"description": "Whether sensitive fields (religion, beliefs) may be exported where `columns` names them."},
    )
    export = fields.List(
        fields.Nested(ExportSchema),
        required=True,
        validate=validate.Length(min=1, error=N_("write at least one export")),
        metadata={"description": N_("Where the list goes: one or more exports.")},
    )

    @validates_schema(skip_on_field_errors=True)
    def _nobody_on_the_blacklist_is_addressed(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data["blacklist"] == "keep" and data["channel"] != "none":
            raise ValidationError(
                _(
                    "nobody on the blacklist may be addressed by {channel}; take out blacklist: keep, or write channel: none",
                    channel=data["channel"],
                )
            )

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _consent_with_channel(self, data: Mapping[str, Any], original: Any, **kwargs: Any) -> None:
        if not isinstance(original, Mapping) or "consent" in original:
            return
        channel = original.get("channel")
        if channel in CHANNELS and channel != "none":
            field = f"consent_{channel}"
            raise ValidationError(
                _(
                    "the key 'consent' is missing; with the channel {channel}, add the field that says who agreed "
                    "(consent: {field}), or consent: not-checked",
                    channel=channel,
                    field=field,
                )
            )
