"""How a component declares its options: a marshmallow schema, and option types of the trade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from kartoteka.components.labels import BLACKLIST
from kartoteka.language import N_
from kartoteka.language import gettext as _
from kartoteka.model.periods import Period
from kartoteka.model.types import ColumnType


class OptionsSchema(Schema):
    """The options of a component. An unknown key is an error; every option carries `metadata={"description": …}`."""

    class Meta:
        unknown = RAISE


class PeriodOption(fields.Field[Period]):
    """A period on the calendar: `2 weeks`, `6 months`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Period:
        try:
            return Period.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def _serialize(self, value: Period | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)


class MoneyOption(fields.Field[Decimal]):
    """An amount in the pipeline's currency, at most four decimals."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Decimal:
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or amount != amount.quantize(Decimal("0.0001")):
            raise ValidationError(
                _("{value!r} is not an amount; write digits with a dot and at most four decimals: 299.99", value=value)
            )
        return amount

    def _serialize(self, value: Decimal | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)


class DayOption(fields.Field[date]):
    """A day: `2026-11-30`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise ValidationError(_("{value!r} is not a day; write year-month-day: 2026-11-30", value=value)) from None


class LabelOption(fields.String):
    """The name of a segment.

    Args:
        taken: The labels that the segmenter gives itself, whatever its options. `blacklist`, which the core gives, is
            always taken.
    """

    def __init__(self, *, taken: Sequence[str] = (), **kwargs: Any) -> None:
        blank = N_("{input!r} is not a name; it needs a letter or digit and no blank at either end")
        own = N_("{input!r} is a label that the segmenter gives itself; choose another name")
        super().__init__(
            validate=[validate.Regexp(r"\S(.*\S)?\Z", error=blank), validate.NoneOf((*taken, BLACKLIST), error=own)], **kwargs
        )


class ConditionOption(fields.String):
    """A condition over the customer's fields and earlier steps' columns: `employees > 50 and industry = 'food'`.

    It stays text here; the component compiles it with `Component.condition`.
    """


class ExpressionOption(fields.String):
    """A value computed from the customer's fields and earlier steps' columns: `employees / 100`, `last_contact_on`.

    It stays text here; the component compiles it with `Component.expression`.

    Args:
        types: What it may give; anything where none is named. A pipeline in which it gives something else is refused.
    """

    def __init__(self, *types: ColumnType, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.types = types


class HeaderOption(fields.Field[bool | list[str]]):
    """Whether a file has a header: `true`, `false`, or the names of its columns."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool | list[str]:
        if isinstance(value, bool):
            return value
        if isinstance(value, list) and value and all(isinstance(name, str) and name.strip() for name in value):
            return value
        raise ValidationError(_("write true, false, or the list of the columns' names"))
