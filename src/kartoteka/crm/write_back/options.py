"""The options that every write-back has."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from kartoteka.components.options import OptionsSchema
from kartoteka.language import gettext as _

_KEEP_OR_REPLACE = validate.OneOf(["keep", "replace"])


def _has_value(pattern: str) -> None:
    if pattern.count("{value}") != 1 or not pattern.strip():
        raise ValidationError(
            _("{pattern!r} names every value alike; write {{value}} once, where the value is to stand", pattern=pattern)
        )


def _column(what: str) -> fields.String:
    return fields.String(
        required=True, validate=validate.Length(min=1), metadata={"description": f"The column that holds {what}."}
    )


class CategoryOptions(OptionsSchema):
    column = _column("the segment: the name of the segmentation")
    parent = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={
            "description": "What the categories of segments belong to in the CRM, and nothing else does: a parent category, a "
            "group of tags, a field. Categories outside of it are never touched."
        },
    )
    names = fields.Dict(
        keys=fields.String(),
        values=fields.String(allow_none=True, validate=validate.Length(min=1)),
        load_default=dict,
        metadata={"description": "What segments are called in the CRM, where it is something else; empty for no category."},
    )


class DiscountOptions(OptionsSchema):
    column = _column("the discount in percent, such as loyalty_discount")
    name = fields.String(
        load_default="Discount {value} %",
        validate=_has_value,
        metadata={"description": "What the price list of a discount is called."},
    )
    others = fields.String(
        load_default="keep",
        validate=_KEEP_OR_REPLACE,
        metadata={
            "description": "Whether a price list that is called otherwise, so that people have set it, stays (keep) or gives "
            "way (replace)."
        },
    )


class PaymentDaysOptions(OptionsSchema):
    column = _column("the days, such as loyalty_payment_days")
    name = fields.String(
        load_default="{value} days",
        validate=_has_value,
        metadata={"description": "What the payment term of a number of days is called."},
    )
    others = fields.String(
        load_default="keep",
        validate=_KEEP_OR_REPLACE,
        metadata={"description": "Whether a payment term that is called otherwise stays (keep) or gives way (replace)."},
    )


class ListOptions(OptionsSchema):
    name = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={"description": "The list. Give it to this campaign alone."},
    )
    column = fields.String(
        load_default="email",
        validate=validate.Length(min=1),
        metadata={"description": "The column with the address."},
    )
    others = fields.String(
        load_default="remove",
        validate=validate.OneOf(["keep", "remove"]),
        metadata={"description": "What becomes of members whom the campaign does not select (any more): remove or keep."},
    )


TARGETS = ("category", "discount", "payment_days", "list")
"""The options that say what is written; each is also the name of what it writes."""


class WriteBackOptions(OptionsSchema):
    """The options of every `CrmExporter`; a plugin adds those by which its CRM is reached."""

    category = fields.Nested(CategoryOptions, metadata={"description": "Write the segment, as a category."})
    discount = fields.Nested(DiscountOptions, metadata={"description": "Write the discount, as a price list."})
    payment_days = fields.Nested(PaymentDaysOptions, metadata={"description": "Write the payment days, as a payment term."})
    list = fields.Nested(ListOptions, metadata={"description": "Write who is selected, as the members of a list."})
    create = fields.Boolean(
        load_default=False,
        metadata={
            "description": "Whether categories, price lists, payment terms and lists that are not there are made. Otherwise "
            "the customers who need them are refused."
        },
    )
    refused = fields.String(
        load_default="out/{campaign}-refused.csv",
        validate=validate.Length(min=1),
        metadata={"description": "The file that lists what was refused and why. {campaign} stands for the campaign's name."},
    )

    @validates_schema(skip_on_field_errors=True)
    def _something_to_write(self, data: dict[str, Any], **kwargs: Any) -> None:
        if not any(data.get(target) for target in TARGETS):
            raise ValidationError(_("nothing would be written; add one of {names}", names=", ".join(TARGETS)))
