"""What somebody typed, at a prompt or as an option."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

import click

from kartoteka import gettext as _
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
        raise click.BadParameter(
            _("{text!r} is not a mark; write a number from {lowest} to {highest}", text=text, lowest=LOWEST, highest=HIGHEST)
        )
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
        known = ", ".join(BARRIERS)
        raise click.BadParameter(
            _("{word!r} is no barrier; write some of {barriers}, or none", word=strange[0], barriers=known)
        )
    return tuple(barrier for barrier in BARRIERS if barrier in words)


def read_day(text: str) -> date:
    """A day.

    Raises:
        BadParameter: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(_("{text!r} is not a day; write year-month-day: 2026-11-30", text=text)) from None
