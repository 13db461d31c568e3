"""The options of the segmenter `rfm` alone: its segments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates, validates_schema

from kartoteka import N_, LabelOption, OptionsSchema, TermsOption
from kartoteka import gettext as _
from kartoteka_rfm.options import MeasureOptions
from kartoteka_rfm.segments import OTHERS, PUBLISHED, PUBLISHED_GROUPS, RESERVED, Bounds, Segment

_BOUNDS = re.compile(r"\s*([1-9])\s*(?:[-–]\s*([1-9])\s*)?", re.ASCII)


class BoundsOption(fields.Field[Bounds]):
    """One score, or the scores from one to another: `5`, `3-5`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Bounds:
        found = None if isinstance(value, bool) else _BOUNDS.fullmatch(str(value))
        if found is None:
            raise ValidationError(
                _("{value!r} is no score; write one such as 5, or the lowest and the highest: 3-5", value=value)
            )
        low, high = int(found[1]), int(found[2] or found[1])
        if low > high:
            message = _("{value!r} holds no score; write the lowest first: {low}-{high}", value=value, low=high, high=low)
            raise ValidationError(message)
        return Bounds(low, high)


class SegmentOptions(OptionsSchema):
    name = LabelOption(required=True, taken=RESERVED, metadata={"description": N_("The segment.")})
    recency = BoundsOption(load_default=None, metadata={"description": "Its scores for recency, 5 or 3-5; any where left out."})
    frequency = BoundsOption(load_default=None, metadata={"description": "Its scores for frequency; any where left out."})
    monetary = BoundsOption(load_default=None, metadata={"description": "Its scores for monetary value; any where left out."})
    terms = TermsOption(
        load_default=dict, metadata={"description": "What the segment is entitled to: {discount: 20%, payment_days: 30}."}
    )

    @post_load
    def to_segment(self, data: Mapping[str, Any], **kwargs: Any) -> Segment:
        return Segment(**data)


class RfmOptions(MeasureOptions):
    segments = fields.List(
        fields.Nested(SegmentOptions),
        load_default=None,
        validate=validate.Length(min=1, error=N_("there is no segment; leave the key out to have the usual ten")),
        metadata={
            "description": "Tried from the first to the last; the first one that has all three scores is the segment. "
            "By default the usual ten, from Champions to Lost, which are for 5 groups."
        },
    )
    others = LabelOption(
        load_default=OTHERS,
        taken=RESERVED,
        metadata={"description": "The segment of those whose scores are in no other."},
    )
    ordered = fields.Boolean(
        load_default=False,
        metadata={
            "description": "Whether the segments go from best to worst in this order, so that changes are moves up or down."
        },
    )

    @validates("segments")
    def names_differ(self, segments: Sequence[object] | None, data_key: str) -> None:
        first: dict[str, str] = {}
        problems: dict[int, dict[str, list[str]]] = {}
        for index, segment in enumerate(segments or ()):
            if not isinstance(segment, Segment):
                continue  # It has problems of its own, which are told with these.
            # File systems do not tell the lists that are named after a segment apart by case.
            if first.setdefault(segment.name.casefold(), segment.name) is not segment.name:
                problems[index] = {"name": [_("{name!r} is there already; choose another name", name=segment.name)]}
        if problems:
            raise ValidationError(problems)

    @validates_schema
    def segments_fit(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """The bounds are scores that there are, and the label for all others is none of the segments."""
        groups, segments = data.get("groups", PUBLISHED_GROUPS), data.get("segments")
        if segments is None:
            if groups != PUBLISHED_GROUPS:
                message = _(
                    "the usual ten segments are for {usual} groups, here are {groups}; name your own segments",
                    usual=PUBLISHED_GROUPS,
                    groups=groups,
                )
                raise ValidationError({"segments": [message]})
            segments = PUBLISHED
        problems = {
            index: {
                name: [
                    _(
                        "there is no score {score}: {groups} groups have the scores 1 to {groups}",
                        score=bounds.high,
                        groups=groups,
                    )
                ]
                for name, bounds in segment.bounds
                if bounds.high > groups
            }
            for index, segment in enumerate(segments)
        }
        problems = {index: told for index, told in problems.items() if told}
        if problems:
            raise ValidationError({"segments": problems})
        others = data.get("others", OTHERS)
        if others.casefold() in {segment.name.casefold() for segment in segments}:
            message = _("{name!r} is the name of a segment already; choose another name", name=others)
            raise ValidationError({"others": [message]})
