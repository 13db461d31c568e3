"""The options that the segmenter `rfm` and the scorer of that name share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from kartoteka import MoneyOption, OptionsSchema, ngettext
from kartoteka import gettext as _
from kartoteka_rfm.cut_points import Cutting
from kartoteka_rfm.quantiles import WAYS
from kartoteka_rfm.segments import PUBLISHED_GROUPS

MOST_GROUPS = 9
"""A score is one digit of `score`."""


def _rise(cuts: Sequence[Any]) -> None:
    for before, cut in pairwise(cuts):
        if cut <= before:
            raise ValidationError(_("{cut} comes after {before}; cut points rise: [2, 3, 5, 10]", cut=cut, before=before))


class CutPointsOptions(OptionsSchema):
    recency = fields.List(
        fields.Integer(validate=validate.Range(min=1)),
        validate=_rise,
        metadata={"description": "Days since the last order: [30, 90, 180, 365] gives the best score to less than 30."},
    )
    frequency = fields.List(
        fields.Integer(validate=validate.Range(min=1)),
        validate=_rise,
        metadata={"description": "Numbers of orders: [2, 3, 5, 10] gives the best score to 10 and more."},
    )
    monetary = fields.List(
        MoneyOption(validate=validate.Range(min=Decimal(0))),
        validate=_rise,
        metadata={"description": "What the orders come to, in the pipeline's currency: [500, 1000, 5000, 20000]."},
    )


class MeasureOptions(OptionsSchema):
    logistic_minimum = MoneyOption(
        load_default=Decimal(0),
        metadata={"description": "The smallest order that counts, in the pipeline's currency; smaller ones are ignored."},
    )
    groups = fields.Integer(
        load_default=PUBLISHED_GROUPS,
        validate=validate.Range(min=2, max=MOST_GROUPS),
        metadata={"description": f"Into how many groups each measure divides the customers, 2 to {MOST_GROUPS}."},
    )
    quantile = fields.String(
        load_default="linear",
        validate=validate.OneOf(list(WAYS)),
        metadata={
            "description": "How a cut point between two values is taken: `linear` interpolates, as R's type 7 and "
            "spreadsheets do; `inverted-cdf` and `averaged-inverted-cdf` are R's types 1 and 2."
        },
    )
    offset = MoneyOption(
        load_default=Decimal(1),
        validate=validate.Range(min=Decimal(0)),
        metadata={
            "description": "What is added to each cut point that is found, in days, orders and currency. With 1 a whole number "
            "that is a quantile stays in the group below; 0 puts it into the group above."
        },
    )
    cut_points = fields.Nested(
        CutPointsOptions,
        load_default=dict,
        metadata={
            "description": "The first value of each group but the first, one less than there are groups, instead of quantiles; "
            "a measure that is left out is still cut by quantiles."
        },
    )

    @validates_schema
    def one_cut_point_less(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """Between so many groups there is one cut point less."""
        groups = data.get("groups", PUBLISHED_GROUPS)
        problems = {
            measure: [_wrong_number(len(cuts), groups)]
            for measure, cuts in data.get("cut_points", {}).items()
            if len(cuts) != groups - 1
        }
        if problems:
            raise ValidationError({"cut_points": problems})


def _wrong_number(number: int, groups: int) -> str:
    return ngettext(
        "here is {number} cut point; {groups} groups have {needed} between them",
        "here are {number} cut points; {groups} groups have {needed} between them",
        number,
        number=number,
        groups=groups,
        needed=groups - 1,
    )


def cutting(options: Mapping[str, Any]) -> Cutting:
    """What the options say about cut points."""
    own = {name: tuple(Decimal(cut) for cut in cuts) for name, cuts in options["cut_points"].items()}
    return Cutting(options["groups"], options["quantile"], options["offset"], own)
