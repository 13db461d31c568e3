"""What `kartoteka init` tells when it has written a project."""

from __future__ import annotations

import shlex
from pathlib import Path

from kartoteka.cli.output import Console
from kartoteka.cli.show_check import shown_how
from kartoteka.language import gettext as _
from kartoteka.language import ngettext
from kartoteka.pipeline.begin import Beginning
from kartoteka.pipeline.land import LandedTable


def show_beginning(beginning: Beginning, file: Path, out: Console) -> None:
    """Print how each file was understood, what was assumed, and what to do next."""
    for table, landed in beginning.landed.items():
        rows = [
            (row["column"], row["type"], row["from"], "" if row["how"] == "as written" else shown_how(row["how"]))
            for row in landed.mapping
        ]
        out.table(f"{table}: {rows_in_words(landed)}", [_("column"), _("type"), _("from"), ""], rows)
    if beginning.remarks:
        out.heading(_("Worth knowing"))
        for remark in beginning.remarks:
            out.line(f"- {remark}")
    if beginning.assumed:
        out.heading(_("Assumed, because nothing in the files says it"))
        out.line("  " + "  ".join(beginning.assumed))
    out.heading(_("Wrote {file}", file=_shown(file)))
    where = "" if file.parent == Path.cwd() else f" --project {shlex.quote(_shown(file.parent))}"
    day = last_day(beginning)
    out.line(_("Look through it: beside each line stands what it was settled from. Then"))
    out.line(f"  kartoteka check{where}")
    out.line(f"  kartoteka run{where}{f' --as-of {day}' if day else ''}")


def rows_in_words(landed: LandedTable) -> str:
    """`60 rows, 58 orders from 2025-12-03 to 2026-11-14`."""
    rows = ngettext("{number} row", "{number} rows", landed.rows_landed, number=landed.rows_landed)
    if not landed.orders:
        return rows
    return ngettext(
        "{rows}, {number} order from {first} to {last}",
        "{rows}, {number} orders from {first} to {last}",
        landed.orders,
        rows=rows,
        number=landed.orders,
        first=landed.first_order,
        last=landed.last_order,
    )


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
