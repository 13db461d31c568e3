"""A pipeline: sources, segmentations, scores, campaigns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from kartoteka.config.schema.base import NameKey, PartSchema, ShortForm, StepKey
from kartoteka.config.schema.campaign import CampaignSchema
from kartoteka.config.schema.source import SourceSchema
from kartoteka.config.schema.step import StepSchema
from kartoteka.language import N_
from kartoteka.language import gettext as _

_NEEDS_SOURCE = N_("there is neither a source of orders nor one of customers; add one: orders: data/orders.csv")


class CurrencyField(fields.String):
    """A code of ISO 4217."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        code = super()._deserialize(value, attr, data, **kwargs)
        if not re.fullmatch(r"[A-Z]{3}", code):
            if re.fullmatch(r"[a-zA-Z]{3}", code):
                raise ValidationError(
                    _(
                        "{code!r} is not a currency; did you mean {near}? write three capital letters of ISO 4217: PLN",
                        code=code,
                        near=code.upper(),
                    )
                )
            raise ValidationError(_("{code!r} is not a currency; write three capital letters of ISO 4217: PLN", code=code))
        return code


class RateField(fields.Field[Decimal]):
    """How much one unit of a foreign currency is worth."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Decimal:
        text = str(value)
        if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,12})?", text) or not Decimal(text):
            raise ValidationError(_("write a number above 0 with a dot: 4.2512"))
        return Decimal(text)


def rates_field() -> fields.Dict:
    return fields.Dict(
        keys=CurrencyField(),
        values=RateField(),
        metadata={"description": "Foreign currency: what one unit of it is worth in the currency of the pipeline."},
    )


class SourcesSchema(PartSchema):
    customers = ShortForm(SourceSchema, metadata={"description": "The customers; without it they come from the orders."})
    contacts = ShortForm(SourceSchema, metadata={"description": "The people at the customers."})
    orders = ShortForm(SourceSchema, metadata={"description": "The orders, one row for each or one for each line."})

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _some_source(self, data: Mapping[str, Any], original: Any, **kwargs: Any) -> None:
        if isinstance(original, Mapping) and not original.keys() & {"orders", "customers"}:
            raise ValidationError(_(_NEEDS_SOURCE))


class PipelineSchema(PartSchema):
    sources = fields.Nested(
        SourcesSchema, required=True, metadata={"description": N_("Where customers, contacts and orders are.")}
    )
    blacklist = ShortForm(
        SourceSchema, metadata={"description": "Customers who are never addressed and have no terms: a file with customer_id."}
    )
    competitors = fields.String(
        metadata={"description": "A YAML file of what is known of competitors: strengths, weaknesses and how that is known."}
    )
    currency = CurrencyField(metadata={"description": "The currency of amounts, where it is not the project's."})
    rates = rates_field()
    segments = fields.Dict(
        keys=StepKey(),
        values=fields.Nested(StepSchema),
        metadata={"description": "The segmentations, by the column they give."},
    )
    scores = fields.Dict(
        keys=StepKey(),
        values=fields.Nested(StepSchema),
        metadata={"description": "The scores, by the prefix of their columns."},
    )
    campaigns = fields.Dict(
        keys=NameKey(), values=fields.Nested(CampaignSchema), metadata={"description": "The lists to make."}
    )
    personas = fields.String(
        validate=validate.Regexp(r"\S(.*\S)?\Z", error=N_("write the path of a file: personas.yaml")),
        metadata={
            "description": N_(
                "The file of the personas, beside the project: personas.yaml. It need not exist yet; `kartoteka personas "
                "draft` proposes what is in it."
            )
        },
    )

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _names_once(self, data: Mapping[str, Any], original: Any, **kwargs: Any) -> None:
        from kartoteka.model.fields import field

        errors: dict[str, dict[str, Any]] = {}
        segments = _names(original, "segments")
        for part in ("segments", "scores"):
            for name in _names(original, part):
                if field("customers", name) is not None:
                    said = _("'{name}' is a field of the customers; give the step a name that is no field", name=name)
                elif part == "scores" and name in segments:
                    said = _(
                        "'{name}' is a segmentation as well; give one of them another name: their columns would clash",
                        name=name,
                    )
                else:
                    continue
                errors.setdefault(part, {})[name] = {"key": [said]}
        if errors:
            raise ValidationError(errors)


def _names(pipeline: Any, part: str) -> list[str]:
    steps = pipeline.get(part) if isinstance(pipeline, Mapping) else None
    return list(steps) if isinstance(steps, Mapping) else []
