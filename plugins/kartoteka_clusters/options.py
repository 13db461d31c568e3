"""The options of the segmenter `clusters`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from marshmallow import ValidationError, fields, post_load, validate

from kartoteka import OptionsSchema
from kartoteka import gettext as _

MOST_GROUPS = 20
Missing = Literal["apart", "average"]
_RANGE = re.compile(r"\s*(\d{1,3})\s*(?:[-–]\s*(\d{1,3})\s*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a field is compared.

    Attributes:
        log: Its logarithm counts, so that 100 and 200 lie as far apart as 1000 and 2000.
        weight: How much it counts beside the others.
        missing: What becomes of customers of whom it is not known; None is what holds for all fields.
    """

    log: bool = False
    weight: float = 1.0
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """How many groups: from `low` to `high`, both among them."""

    low: int
    high: int


class GroupsOption(fields.Field[Groups]):
    """A number of groups, or the numbers from one to another: `4`, `2-8`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Groups:
        found = None if isinstance(value, bool) else _RANGE.fullmatch(str(value))
        if found is None:
            raise ValidationError(
                _("{value!r} is no number of groups; write one such as 4, or the fewest and the most: 2-8", value=value)
            )
        low, high = int(found[1]), int(found[2] or found[1])
        if not 2 <= low <= high <= MOST_GROUPS:
            raise ValidationError(_("{value!r} is not from 2 to {most}, the fewest first", value=value, most=MOST_GROUPS))
        return Groups(low, high)


class FieldOptions(OptionsSchema):
    """How one field is compared."""

    log = fields.Boolean(
        load_default=False,
        metadata={"description": "Compare its logarithm, for amounts of which a few are huge; not for numbers below 0."},
    )
    weight = fields.Float(
        load_default=1.0,
        validate=validate.Range(min=0, min_inclusive=False),
        metadata={"description": "How much it counts: 2 is as much as two fields of weight 1."},
    )
    missing = fields.String(
        load_default=None,
        validate=validate.OneOf(["apart", "average"]),
        metadata={"description": "As `missing` of the step, for this field alone."},
    )

    @post_load
    def to_chosen(self, data: Mapping[str, Any], **kwargs: Any) -> Chosen:
        return Chosen(**data)


class ClustersOptions(OptionsSchema):
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(FieldOptions, allow_none=True),
        required=True,
        data_key="fields",
        validate=validate.Length(min=1, max=40),
        metadata={
            "description": "By which fields, and columns of earlier steps, customers are compared: numbers, days, truths, and "
            "texts of a few values. `income:` alone, or with how it is compared: `turnover: {log: true}`. The groups are "
            "numbered by the first."
        },
    )
    k = GroupsOption(
        load_default=Groups(2, 8),
        metadata={
            "description": "How many groups: `4`, or `2-8` to have the number that tells them apart best. 2-8 by default."
        },
    )
    smallest = fields.Integer(
        load_default=20,
        validate=validate.Range(min=1),
        metadata={"description": "A number of groups of which one would have fewer customers is not taken."},
    )
    missing = fields.String(
        load_default="apart",
        validate=validate.OneOf(["apart", "average"]),
        metadata={
            "description": "What becomes of customers of whom one of the fields is not known: the segment `incomplete`, or the "
            "average is taken for it."
        },
    )
    seed = fields.Integer(load_default=1, metadata={"description": "Where the search for groups begins; for trying another."})
