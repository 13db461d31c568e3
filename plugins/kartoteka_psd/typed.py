"""What somebody typed, at a prompt or as an option."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

import click

from kartoteka_psd.criteria import BARRIERS, HIGHEST, LOWEST


def read_mark(text: str) -> Decimal:
    """A mark, also with a decimal comma.

    Raises:
        BadParameter: It is not a number from 1 to 5.
    """
    try:
        mark = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        mark = Decimal(0)
    if not (mark.is_finite() and LOWEST <= mark <= HIGHEST):
        raise click.BadParameter(f"{text!r} is not a mark; write a number from {LOWEST} to {HIGHEST}")
    return mark


def read_barriers(text: str) -> tuple[str, ...]:
    """`knowledge, time` or `none`.

    Raises:
        BadParameter: One of the words is no barrier.
    """
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    if words in ([], ["none"]):
        return ()
    strange = [word for word in words if word not in BARRIERS]
    if strange:
        raise click.BadParameter(f"{strange[0]!r} is no barrier; write some of {', '.join(BARRIERS)}, or none")
    return tuple(barrier for barrier in BARRIERS if barrier in words)


def read_day(text: str) -> date:
    """A day.

    Raises:
        BadParameter: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a day; write year-month-day: 2026-11-30") from None
