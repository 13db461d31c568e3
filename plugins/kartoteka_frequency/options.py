"""The options of the segmenter `frequency`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates

from kartoteka import N_, LabelOption, MoneyOption, OptionsSchema, PeriodOption, TermsOption
from kartoteka import gettext as _
from kartoteka_frequency.tiers import RESERVED, Tier


class TierOptions(OptionsSchema):
    """One tier. `for` is a word of Python's own, so it is stored as `duration`."""

    name = LabelOption(
        required=True,
        taken=RESERVED,
        metadata={"description": N_("The segment of customers who meet this tier and no better one.")},
    )
    every = PeriodOption(
        required=True, metadata={"description": N_("The longest time from one order to the next: 2 weeks, 1 month.")}
    )
    duration = PeriodOption(
        data_key="for",
        load_default=None,
        metadata={"description": "How long orders must have followed each other so; without it the last order alone counts."},
    )
    terms = TermsOption(
        load_default=dict, metadata={"description": "What the tier is entitled to: {discount: 20%, payment_days: 30}."}
    )

    @post_load
    def to_tier(self, values: Mapping[str, Any], **kwargs: Any) -> Tier:
        return Tier(**values)


class FrequencyOptions(OptionsSchema):
    logistic_minimum = MoneyOption(
        load_default=Decimal(0),
        metadata={"description": "The smallest order that counts, in the pipeline's currency; smaller ones are ignored."},
    )
    tiers = fields.List(
        fields.Nested(TierOptions),
        required=True,
        validate=validate.Length(min=1, error=N_("there is no tier; name at least one: {{name: regular, every: 1 month}}")),
        metadata={"description": N_("The tiers from best to worst; the first one that a customer meets is the segment.")},
    )

    @validates("tiers")
    def names_differ(self, tiers: Sequence[object], data_key: str) -> None:
        seen: dict[str, tuple[int, str]] = {}
        problems: dict[int, dict[str, list[str]]] = {}
        for index, tier in enumerate(tiers):
            if not isinstance(tier, Tier):
                continue  # It has problems of its own, which are told with these.
            first, other = seen.setdefault(tier.streak_column, (index, tier.name))
            if first != index:
                problems[index] = {"name": [_name_taken(tier, other)]}
        if problems:
            raise ValidationError(problems)


def _name_taken(tier: Tier, other: str) -> str:
    if other == tier.name:
        return _("{name!r} is there already; choose another name", name=tier.name)
    return _(
        "{name!r} gives the same column, {column}, as {other!r}; choose another name",
        name=tier.name,
        column=tier.streak_column,
        other=other,
    )
