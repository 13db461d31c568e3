"""What `kartoteka init` tells when it has written a project."""

from __future__ import annotations

import shlex
from pathlib import Path

from kartoteka.cli.output import Console
from kartoteka.pipeline.begin import Beginning
from kartoteka.pipeline.land import LandedTable


def show_beginning(beginning: Beginning, file: Path, out: Console) -> None:
    """Print how each file was understood, what was assumed, and what to do next."""
    for table, landed in beginning.landed.items():
        rows = [(row["column"], row["type"], row["from"], row["how"].replace("as written", "")) for row in landed.mapping]
        out.table(f"{table}: {rows_in_words(landed)}", ["column", "type", "from", ""], rows)
    if beginning.remarks:
        out.heading("Worth knowing")
        for remark in beginning.remarks:
            out.line(f"- {remark}")
    if beginning.assumed:
        out.heading("Assumed, because nothing in the files says it")
        out.line("  " + "  ".join(beginning.assumed))
    out.heading(f"Wrote {_shown(file)}")
    where = "" if file.parent == Path.cwd() else f" --project {shlex.quote(_shown(file.parent))}"
    day = last_day(beginning)
    out.line("Look through it: beside each line stands what it was settled from. Then")
    out.line(f"  kartoteka check{where}")
    out.line(f"  kartoteka run{where}{f' --as-of {day}' if day else ''}")


def rows_in_words(landed: LandedTable) -> str:
    """`60 rows, 58 orders from 2025-12-03 to 2026-11-14`."""
    text = f"{landed.rows_landed} rows" if landed.rows_landed != 1 else "1 row"
    if landed.orders:
        text += f", {landed.orders} orders from {landed.first_order} to {landed.last_order}"
    return text


def last_day(beginning: Beginning) -> str | None:
    """The day of the last order, where that is long ago: as of today, everybody would have lapsed."""
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    orders = beginning.landed.get("orders")
    if orders is None or orders.last_order is None or beginning.project is None:
        return None
    today = datetime.now(ZoneInfo(beginning.project.timezone)).date()
    return orders.last_order.isoformat() if orders.last_order < today - timedelta(days=90) else None


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
