"""The options of the scorer `psd`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates, validates_schema

from kartoteka import N_, ConditionOption, MoneyOption, OptionsSchema
from kartoteka import gettext as _
from kartoteka_psd.answers import MarkOption
from kartoteka_psd.criteria import CRITERIA
from kartoteka_psd.measures import Measure


class AnchorsOption(fields.Dict):
    """Value to mark; at least two, no value twice."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        loaded: Any = super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]  # in marshmallow
        if len(loaded) < len(value):
            raise ValidationError(_("a value stands twice, written in two ways; delete one of them"))
        if len(loaded) < 2:
            raise ValidationError(_("a line needs two anchors at least; write {300: 1, 1500: 5}"))
        return loaded


class MarksOption(fields.Dict):
    """Text to mark, whatever the case of the text."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        told: Any = super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]  # in marshmallow
        loaded = {name.strip().lower(): mark for name, mark in told.items()}
        if len(loaded) < len(value):
            raise ValidationError(_("a text stands twice, in capitals and in small letters; delete one of them"))
        if not loaded:
            raise ValidationError(_("there is no mark; write {prepaid: 5, postpaid: 2}"))
        return loaded


class MeasureOptions(OptionsSchema):
    """One measure: anchors for numbers, or marks for texts."""

    weight = fields.Decimal(
        load_default=Decimal(1),
        validate=validate.Range(min=0, error=N_("a weight is 0 or more")),
        metadata={"description": "How much its mark counts beside the others; 0 shows it and does not count it."},
    )
    anchors = AnchorsOption(
        keys=fields.Decimal(metadata={"expected": "a number"}),
        values=MarkOption(),
        metadata={
            "description": "For numbers, value to mark: {300: 1, 600: 3, 1500: 5}. Straight lines between, flat outside; marks "
            "may rise or fall with the value, and the order in the file makes no difference."
        },
    )
    marks = MarksOption(
        keys=fields.String(),
        values=MarkOption(),
        metadata={"description": "For texts, text to mark: {prepaid: 5, instalments: 3, postpaid: 2}."},
    )

    @validates_schema
    def one_kind(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if "anchors" in data and "marks" in data:
            raise ValidationError({"marks": [_("anchors are for numbers and marks for texts; delete one of the two")]})
        if "anchors" not in data and "marks" not in data:
            raise ValidationError(
                _("a measure needs marks; write anchors: {300: 1, 1500: 5}, or marks: {prepaid: 5, postpaid: 2}")
            )


def _threshold(criterion: str) -> MarkOption:
    return MarkOption(
        load_default=Decimal(3), metadata={"description": f"The mark of {criterion} from which a segment passes."}
    )


PassOptions = OptionsSchema.from_dict({criterion: _threshold(criterion) for criterion in CRITERIA}, name="PassOptions")


class PsdOptions(OptionsSchema):
    """`pass` is a word of Python's own and `only` one of marshmallow's, so they are stored as `thresholds` and `members`."""

    groups = fields.String(required=True, metadata={"description": N_("The segmentation whose segments are judged.")})
    answers = fields.String(
        load_default="answers.yaml",
        metadata={"description": "The file of the answers for passion and specialisation; `kartoteka rate` writes it."},
    )
    thresholds = fields.Nested(
        PassOptions,
        data_key="pass",
        load_default=lambda: PassOptions().load({}),
        metadata={"description": "The mark from which a segment passes, for each criterion."},
    )
    profitability = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(MeasureOptions),
        required=True,
        metadata={
            "description": "The measures of profitability: `average_order`, or a field of the customers or a column of an "
            "earlier step (`purchasing_power`, `decision_days`, `decision_people`, `payment`), each with weight and marks."
        },
    )
    logistic_minimum = MoneyOption(
        metadata={
            "description": "The smallest order that counts in `average_order`. Where it is not said, those orders count that "
            "qualify for the segmentation, if it tells them (as `frequency` does), else all."
        }
    )
    members = ConditionOption(
        data_key="only", metadata={"description": "Judges these members of the segments alone, and stands beside them alone."}
    )
    leave_out = fields.List(
        fields.String(),
        load_default=list,
        metadata={"description": "Segments that are not judged, as [inactive, no-orders]; the blacklist never is."},
    )

    @validates("profitability")
    def weights_sum_to_something(self, measures: Mapping[str, Any], data_key: str) -> None:
        if not measures:
            raise ValidationError(_("there is no measure; write average_order: {anchors: {300: 1, 600: 3, 1500: 5}}"))
        weights = [measure["weight"] for measure in measures.values() if "weight" in measure]
        if len(weights) == len(measures) and sum(weights) == 0:
            raise ValidationError(_("the weights sum to nothing; give one measure a weight above 0"))

    @post_load
    def to_measures(self, values: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        thresholds = {criterion: Fraction(mark) for criterion, mark in values["thresholds"].items()}
        return {
            **values,
            "thresholds": thresholds,
            "profitability": [_measure(*one) for one in values["profitability"].items()],
        }


def _measure(name: str, options: Mapping[str, Any]) -> Measure:
    anchors = sorted((Fraction(value), Fraction(mark)) for value, mark in options.get("anchors", {}).items())
    marks = {text: Fraction(mark) for text, mark in options.get("marks", {}).items()}
    return Measure(name, Fraction(options["weight"]), tuple(anchors), marks)
