"""How our values go into the columns of somebody else's table, and how what is there is compared with them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa

from kartoteka import Boolean, ColumnType, Moment, Money, Number, Text
from kartoteka import gettext as _

Convert = Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Fitting:
    """Two conversions, neither of which is given nothing.

    Attributes:
        bound: Our value as the column takes and keeps it.
        found: What is there, in the form of `bound`.

    `bound` raises `ValueError` for a value that the column cannot take; its text says why.
    """

    bound: Convert = _as_it_is
    found: Convert = _as_it_is


def fitting(kind: ColumnType, type_: sa.types.TypeEngine[Any]) -> Fitting:
    """How values of one of our types go into a column that `tables.misfits` lets pass."""
    if kind is Text:
        return _text(type_)
    if kind is Number and _is_exact(type_):
        return Fitting(lambda value: _rounded(Decimal(repr(value)), type_))
    if kind is Number or (kind is Money and isinstance(type_, sa.Float)):
        return Fitting(float, float)
    if kind is Money:
        return Fitting(found=lambda value: value if isinstance(value, Decimal) else Decimal(str(value)))
    if kind is Boolean:
        return Fitting(found=bool)
    if kind is Moment:
        return _moment(type_)
    return Fitting()


def _text(type_: sa.types.TypeEngine[Any]) -> Fitting:
    if isinstance(type_, sa.Integer):
        return Fitting(_whole)
    if isinstance(type_, sa.Uuid):
        return Fitting(lambda value: uuid.UUID(value) if type_.as_uuid else value)
    if isinstance(type_, sa.CHAR):  # some databases fill it up with blanks
        return Fitting(lambda value: value.rstrip(" "), lambda value: value.rstrip(" "))
    return Fitting()


def _whole(value: str) -> int:
    """A customer's number as a number, where nothing is lost by it."""
    if value.isascii() and str(number := int(value) if value.lstrip("-").isdigit() else None) == value:
        return int(number or 0)
    raise ValueError(_("{value!r} is not a whole number", value=value))


def _is_exact(type_: sa.types.TypeEngine[Any]) -> bool:
    return isinstance(type_, sa.Numeric) and not isinstance(type_, sa.Float)


def _rounded(value: Decimal, type_: Any) -> Decimal:
    return value if type_.scale is None else value.quantize(Decimal(1).scaleb(-type_.scale), ROUND_HALF_UP)


def _moment(type_: Any) -> Fitting:
    """Our moments are UTC without saying so."""
    digits = getattr(type_, "fsp", 6)
    step = 10 ** (6 - (digits or 0))

    def bound(value: datetime) -> datetime:
        kept = value.replace(microsecond=value.microsecond - value.microsecond % step)
        return kept.replace(tzinfo=UTC) if type_.timezone else kept

    return Fitting(bound, lambda value: value.astimezone(UTC) if type_.timezone else value)
