"""Options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kartoteka.language import gettext as _
from kartoteka.model.periods import LATEST_AS_OF


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    try:
        day = None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(_("{value!r} is not a day; write year-month-day: 2026-11-30", value=value)) from None
    if day is not None and day > LATEST_AS_OF:
        latest = LATEST_AS_OF.isoformat()
        raise click.BadParameter(_("{value} lies too far ahead; the latest day is {latest}", value=value, latest=latest))
    return day


AS_OF = click.option(
    "--as-of", callback=_day, metavar="DATE", help="The day from which the rules look back; today where it is not given."
)
PROJECT = click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of kartoteka.yaml; the current folder where it is not given.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
