"""The file that tells people what was refused, and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from kartoteka.crm.write_back.changes import Change, told
from kartoteka.durable import make_folder, write_whole
from kartoteka.formulas import defused

_HEADER = ("customer_id", "address", "what", "before", "after", "reason")


def write_refusals(refusals: Iterable[tuple[Change, str]], file: Path) -> None:
    """Write the file, whole; only its header where nothing was refused, so that an earlier one does not stay.

    A cell that a spreadsheet would run as a formula has an apostrophe in front of it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for change, reason in refusals:
        for target, name in change.after.items() or [("", None)]:
            row = (change.customer_id, change.address, told(target), change.before.get(target), name, reason)
            writer.writerow([defused(cell or "") for cell in row])
    make_folder(file.parent)
    write_whole(file, text.getvalue().encode("utf-8-sig"))
