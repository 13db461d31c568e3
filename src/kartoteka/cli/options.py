"""Options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click


class DayType(click.ParamType[date]):
    """A day, as `2026-11-30`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write year-month-day: 2026-11-30", param, ctx)


AS_OF = click.option("--as-of", type=DayType(), help="The day from which the rules look back; today where it is not given.")
PROJECT = click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of kartoteka.yaml; the current folder where it is not given.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
