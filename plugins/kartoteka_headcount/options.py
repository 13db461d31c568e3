"""The options of the segmenter `headcount`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates, validates_schema

from kartoteka import N_, LabelOption, OptionsSchema, Period, PeriodOption, TermsOption, list_in_words
from kartoteka import gettext as _
from kartoteka_headcount.bands import DEFAULT_BANDS, RESERVED, Band

_FROM_ZERO = validate.Range(min=0, error=N_("{input} is no number of employees; they begin at 0"))


class BandOptions(OptionsSchema):
    """One band: a name and at most one bound at each end."""

    name = LabelOption(
        required=True,
        taken=RESERVED,
        metadata={"description": N_("The segment of customers whose headcount is in this band and in none before it.")},
    )
    at_least = fields.Integer(
        validate=_FROM_ZERO, metadata={"description": "The smallest headcount of the band, which belongs to it."}
    )
    more_than = fields.Integer(
        validate=_FROM_ZERO, metadata={"description": "The largest headcount that is too small for the band."}
    )
    at_most = fields.Integer(
        validate=_FROM_ZERO, metadata={"description": "The largest headcount of the band, which belongs to it."}
    )
    less_than = fields.Integer(
        validate=_FROM_ZERO, metadata={"description": "The smallest headcount that is too large for the band."}
    )
    terms = TermsOption(
        load_default=dict, metadata={"description": "What the band is entitled to: {discount: 20%, payment_days: 30}."}
    )

    @validates_schema
    def has_numbers(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """Each end has one bound at most, and some whole number lies between them."""
        for one, other in (("at_least", "more_than"), ("at_most", "less_than")):
            if one in data and other in data:
                message = _("the band has {key}: {value} as well; write one of the two", key=one, value=data[one])
                raise ValidationError({other: [message]})
        low, high = _ends(data)
        if high is not None and low > high:
            bounds = [f"{key}: {data[key]}" for key in ("at_least", "more_than", "at_most", "less_than") if key in data]
            raise ValidationError(_("no whole number of employees fits {bounds}", bounds=list_in_words(bounds)))

    @post_load
    def to_band(self, data: Mapping[str, Any], **kwargs: Any) -> Band:
        return Band(data["name"], *_ends(data), data["terms"])


def _ends(data: Mapping[str, Any]) -> tuple[int, int | None]:
    """The first and the last headcount of a band."""
    low = data["more_than"] + 1 if "more_than" in data else data.get("at_least", 0)
    high = data["less_than"] - 1 if "less_than" in data else data.get("at_most")
    return low, high


class HeadcountOptions(OptionsSchema):
    bands = fields.List(
        fields.Nested(BandOptions),
        load_default=lambda: list(DEFAULT_BANDS),
        validate=validate.Length(min=1, error=N_("there is no band; name at least one: {{name: big, at_least: 250}}")),
        metadata={
            "description": "The bands from best to worst, each with its bounds; where two of them take a headcount, the first "
            "gets it. Without them: strategic from 500, important 250 to 499, everyday more than 50 and less than 250."
        },
    )
    straddle = fields.String(
        load_default="unknown",
        validate=validate.OneOf(["unknown", "lower", "upper"]),
        metadata={
            "description": "What becomes of a customer whose headcount is told as a range that reaches over a bound: it is "
            "`unknown`, or the lower or upper end of the range decides."
        },
    )
    codes = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.OneOf(["insee"]),
        metadata={
            "description": "Read numbers in `employees_band` as codes of a register: `insee` for the French 00 to 53 and NN. "
            "Without it 11, 12 and 21 are headcounts."
        },
    )
    approach = PeriodOption(
        load_default=Period(days=90),
        metadata={"description": "How long before the end of a competitor's contract to approach the customer."},
    )
    main_products = fields.List(
        fields.String(validate=validate.Regexp(r".*\S", error=N_("a product needs a name"))),
        load_default=list,
        metadata={
            "description": "The products that we live from, as they stand in `product` of the order lines, whatever the case. "
            "Customers with orders, none of them for one of these, are `occasional`; without the option nobody is."
        },
    )

    @validates("bands")
    def names_differ(self, bands: Sequence[object], data_key: str) -> None:
        seen: dict[str, tuple[int, str]] = {}
        problems: dict[int, dict[str, list[str]]] = {}
        for index, band in enumerate(bands):
            if not isinstance(band, Band):
                continue  # It has problems of its own, which are told with these.
            # File systems do not tell the lists that are named after a segment apart by case.
            first, other = seen.setdefault(band.name.casefold(), (index, band.name))
            if first != index:
                problems[index] = {"name": [_name_taken(band.name, other)]}
        if problems:
            raise ValidationError(problems)


def _name_taken(name: str, other: str) -> str:
    if other == name:
        return _("{name!r} is there already; choose another name", name=name)
    return _("{name!r} differs from {other!r} by case alone; choose another name", name=name, other=other)
