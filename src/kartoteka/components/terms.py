"""The option type for terms: what the members of a segment are entitled to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields

from kartoteka.components.labels import TermValue
from kartoteka.language import gettext as _

_NUMBER = re.compile(r"\d{1,9}(\.\d{1,4})?", re.ASCII)
_KEY = re.compile(r"[a-z][a-z0-9_]*")


class TermsOption(fields.Field[Mapping[str, TermValue]]):
    """What a segment is entitled to: `{discount: 20%, payment_days: 30, prefer: prepaid}`.

    `discount` becomes a percentage as a decimal from 0 to 100 (`20%`, `20` and `"7.5 %"` are read), `payment_days` a whole
    number of days from 0. Any other key is the user's own; its value is a text, a whole number, a decimal number or a boolean.
    A key becomes a column, so it is lower-case letters a-z, digits and underscores.
    """

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> dict[str, TermValue]:
        if not isinstance(value, Mapping):
            raise ValidationError(
                _("{value!r} is not a mapping; write terms as {{discount: 20%, payment_days: 30}}", value=value)
            )
        terms: dict[str, TermValue] = {}
        problems: dict[str, list[str]] = {}
        before: object = None
        for key, term in value.items():
            try:
                _refuse_comma(before, key, term)
                terms[str(key)] = _term(key, term)
            except ValueError as error:
                problems[str(key)] = [str(error)]
            before = term
        if problems:
            raise ValidationError(problems)
        return terms

    def _serialize(self, value: Mapping[str, TermValue] | None, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        if value is None:
            return None
        return {key: str(term) if isinstance(term, Decimal) else term for key, term in value.items()}


def _refuse_comma(before: object, key: object, value: object) -> None:
    """In `{discount: 7,5%}` YAML sees two entries: `discount: 7`, and a key `5%` without a value."""
    decimals = re.fullmatch(r"(\d+) ?(%?)", str(key), re.ASCII)
    if decimals and value is None and isinstance(before, int) and not isinstance(before, bool):
        raise ValueError(
            _(
                "a comma begins another term here; a decimal comma? write {number}",
                number=f"{before}.{decimals[1]}{decimals[2]}",
            )
        )


def _term(key: object, value: object) -> TermValue:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise ValueError(
            _("{key!r} cannot name a term; use lower-case letters a-z, digits and underscores: payment_days", key=key)
        )
    if key == "discount":
        return _percent(value)
    if key == "payment_days":
        return _days(value)
    if isinstance(value, float):
        return _own_number(value)
    if isinstance(value, str | int | Decimal):  # a boolean is an int
        return value
    found = _("nothing") if value is None else _("a list") if isinstance(value, list) else _("a mapping")
    raise ValueError(_("a term is a text, a number, true or false; here is {found}", found=found))


def _percent(value: object) -> Decimal:
    text = str(value).removesuffix("%").strip()
    if isinstance(value, bool) or not _NUMBER.fullmatch(text) or Decimal(text) > 100:
        raise ValueError(
            _("{value!r} is not a discount; write a percentage from 0 to 100, with a dot: 20% or 7.5%", value=value)
        )
    return Decimal(text)


def _days(value: object) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        raise ValueError(_("{value!r} is not a number of days; write a whole number from 0: 30", value=value))
    return int(text)


def _own_number(value: float) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(_("{value!r} is not a number that a term can hold", value=value))
    return number
