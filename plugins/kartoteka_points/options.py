"""The options of the scorer `points`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates, validates_schema

from kartoteka import N_, ConditionOption, Day, ExpressionOption, Integer, Money, Number, OptionsSchema, Period, PeriodOption
from kartoteka import gettext as _

MOST_POINTS = 100_000
"""The most that a nice-to-have can give. Up to here a calculation on doubles rounds as exact numbers would."""

OWN_COLUMNS = ("fit", "missing", "points", "grade")
"""What the scorer gives besides the parts, so that no part can be called so."""

_NAME = validate.Regexp(
    r"[^\s;]([^;]*[^\s;])?\Z",
    error=N_("{input!r} is not a name; it needs a letter or digit, no semicolon and no blank at either end"),
)
_COLUMN = validate.Regexp(
    r"[a-z][a-z0-9_]{0,47}\Z",
    error=N_(
        "{input!r} cannot be a name here; it becomes a column: use lower-case letters a-z, digits and '_', "
        "beginning with a letter, at most 48"
    ),
)


@dataclass(frozen=True, slots=True)
class MustHave:
    """What a customer has to meet; `where` is a condition."""

    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Decay:
    """Points that are worth half after each whole period since a day; `since` gives that day."""

    since: str
    halves_every: Period


@dataclass(frozen=True, slots=True)
class NiceToHave:
    """What speaks for a customer: a condition that is worth points, or a value of which each one is.

    Exactly one of `where` and `value` is given. `cap` is the most that it gives; for a condition its points.
    """

    name: str
    points: Decimal
    cap: int
    where: str | None = None
    value: str | None = None
    decay: Decay | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A name for those that fit and have at least so many points."""

    name: str
    at_least: int


class MustHaveOptions(OptionsSchema):
    name = fields.String(required=True, validate=_NAME, metadata={"description": "What `missing` calls it: big enough."})
    where = ConditionOption(
        required=True, metadata={"description": "The condition, over the customer's fields and the columns of earlier steps."}
    )

    @post_load
    def to_must_have(self, data: Mapping[str, Any], **kwargs: Any) -> MustHave:
        return MustHave(**data)


class DecayOptions(OptionsSchema):
    since = ExpressionOption(
        Day, required=True, metadata={"description": "The field of the day from which the age counts: last_contact_on."}
    )
    halves_every = PeriodOption(
        required=True, metadata={"description": "How long it takes until the points are worth half: 6 months."}
    )

    @post_load
    def to_decay(self, data: Mapping[str, Any], **kwargs: Any) -> Decay:
        return Decay(**data)


class NiceToHaveOptions(OptionsSchema):
    name = fields.String(required=True, validate=_COLUMN, metadata={"description": "The name of its column."})
    where = ConditionOption(metadata={"description": "The condition that is worth the points. Either this or `value`."})
    value = ExpressionOption(
        Integer,
        Money,
        Number,
        metadata={"description": "A number; each 1 of it is worth the points: employees / 100. Either this or `where`."},
    )
    points = fields.Decimal(
        required=True,
        metadata={"description": "How many points it is worth; for a `value` up to four decimals are allowed."},
    )
    cap = fields.Integer(
        validate=validate.Range(max=MOST_POINTS, error=N_("it is more than {max}; write a smaller number")),
        metadata={"description": "The most points that it gives; required with `value`."},
    )
    decay = fields.Nested(
        DecayOptions,
        metadata={"description": "How the points fade with age: {since: last_contact_on, halves_every: 6 months}."},
    )

    @validates("points")
    def is_a_gain(self, points: Decimal, data_key: str) -> None:
        """Points are added, never taken away."""
        if not 0 < points <= MOST_POINTS:
            raise ValidationError(
                _("points are added, so they are above 0 and at most {most}; what must not be is a must-have", most=MOST_POINTS)
            )
        if points != points.quantize(Decimal("0.0001")):
            raise ValidationError(_("{points} has too many decimals; write at most four", points=points))

    @validates_schema
    def one_kind(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """It is either a condition or a value, and the cap lets at least its points through."""
        points, cap = data["points"], data.get("cap")
        if ("where" in data) == ("value" in data):
            raise ValidationError(
                _(
                    "it is either a condition or a value; write {name: industry, where: industry = 'food', points: 10} "
                    "or {name: size, value: employees / 100, points: 2, cap: 10}"
                )
            )
        if "where" in data and points != int(points):
            message = _("{points} is no whole number; a condition is worth whole points", points=points)
            raise ValidationError({"points": [message]})
        if "value" in data and cap is None:
            raise ValidationError({"cap": [_("a value has no bound of its own; say the most that it gives: cap: 10")]})
        if cap is not None and cap < points:
            message = _(
                "{cap} is less than the {points} points that it is worth; write a larger cap, or fewer points",
                cap=cap,
                points=points,
            )
            raise ValidationError({"cap": [message]})

    @post_load
    def to_nice_to_have(self, data: Mapping[str, Any], **kwargs: Any) -> NiceToHave:
        return NiceToHave(**{"cap": int(data["points"]), **data})


class GradeOptions(OptionsSchema):
    name = fields.String(required=True, validate=_NAME, metadata={"description": "The grade: A."})
    at_least = fields.Integer(
        required=True,
        validate=validate.Range(min=0, error=N_("points are never below 0; write 0 or more")),
        metadata={"description": "The fewest points for it."},
    )

    @post_load
    def to_grade(self, data: Mapping[str, Any], **kwargs: Any) -> Grade:
        return Grade(**data)


class PointsOptions(OptionsSchema):
    must_have = fields.List(
        fields.Nested(MustHaveOptions),
        load_default=list,
        metadata={"description": "A customer fits where all of these hold. One that is unknown does not hold."},
    )
    nice_to_have = fields.List(
        fields.Nested(NiceToHaveOptions),
        load_default=list,
        metadata={"description": "What adds points, each in a column of its own."},
    )
    grades = fields.List(
        fields.Nested(GradeOptions),
        load_default=list,
        metadata={"description": "Names for those that fit, by points, best first; without any there is no column `grade`."},
    )

    @validates("must_have")
    def are_named_once(self, must_have: Sequence[MustHave], data_key: str) -> None:
        """`missing` names each."""
        _raise(_twice(must_have, N_("{name!r} is the name of another must-have; give each a name of its own")))

    @validates("nice_to_have")
    def become_columns(self, nice_to_have: Sequence[NiceToHave], data_key: str) -> None:
        """Each has a column of its own."""
        problems = _twice(nice_to_have, N_("{name!r} is the name of another nice-to-have; give each a name of its own"))
        for index, one in enumerate(nice_to_have):
            if isinstance(one, NiceToHave) and one.name in OWN_COLUMNS:
                message = _("{name!r} is a column of the scorer itself; take another name", name=one.name)
                problems[index] = {"name": [message]}
        _raise(problems)

    @validates("grades")
    def go_down(self, grades: Sequence[Grade], data_key: str) -> None:
        """The best grade stands first, and each asks for fewer points than the one above it."""
        problems = _twice(grades, N_("{name!r} is the name of another grade; give each a name of its own"))
        for index, (above, below) in enumerate(pairwise(grades), start=1):
            if isinstance(above, Grade) and isinstance(below, Grade) and below.at_least >= above.at_least:
                message = _(
                    "{points} is not less than the {above} of {name!r}; write the best grade first",
                    points=below.at_least,
                    above=above.at_least,
                    name=above.name,
                )
                problems[index] = {"at_least": [message]}
        _raise(problems)

    @validates_schema
    def is_not_empty(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """There is something to judge by."""
        if not data["must_have"] and not data["nice_to_have"]:
            raise ValidationError(_("there is nothing to judge by; write must_have, nice_to_have or both"))


def _twice(ones: Sequence[Any], message: str) -> dict[int, dict[str, list[str]]]:
    """A problem for each that has the name of one before it; what is wrong in itself is told already and has no name here."""
    named = list(_names(ones))
    return {
        index: {"name": [_(message, name=name)]}
        for position, (index, name) in enumerate(named)
        if name in {earlier for _, earlier in named[:position]}
    }


def _names(ones: Sequence[Any]) -> Iterator[tuple[int, str]]:
    return ((index, one.name) for index, one in enumerate(ones) if isinstance(one, MustHave | NiceToHave | Grade))


def _raise(problems: Mapping[int, Any]) -> None:
    if problems:
        raise ValidationError(dict(problems))
