"""Stop a run whose source has more unusable rows than it may have."""

from __future__ import annotations

import csv
from pathlib import Path

from kartoteka.config.project import MaxRejects, SourceConfig
from kartoteka.config.shown import shown_path
from kartoteka.errors import TooManyRejects
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words
from kartoteka.pipeline.land.landed import LandedTable, shown_file

_SHOWN = 5
_LONGEST = 120


def check_rejects(landed: LandedTable, allowed: MaxRejects, folder: Path) -> None:
    """Compare the rejects of a source with what it may have.

    Raises:
        TooManyRejects: With the first few of them, and where all are.
    """
    if not allowed.exceeded(landed.rows_rejected, landed.rows_read):
        return
    file = landed.rejects_file
    counts = {"number": landed.rows_rejected, "rows": landed.rows_read, "table": landed.table}
    if landed.rows_rejected > allowed.rows:
        many = _(
            "{number} of {rows} rows of {table} cannot be used, more than max_rejects allows ({most} rows and {share}):",
            **counts,
            most=allowed.rows,
            share=_percent(allowed),
        )
    else:
        many = _("{number} of {rows} rows of {table} cannot be used:", **counts)
    message = f"{many}\n{_first_rejects(file, folder)}"
    hint = _(
        "All of them are in {file}. Mend the export or the options of the source, or raise max_rejects.", file=shown_path(file)
    )
    raise TooManyRejects(message, hint=hint)


def rejects_that_matter(landed: LandedTable, config: SourceConfig) -> list[str]:
    """What is said of the rejects of a list of people who must not be addressed: whoever they name may be addressed."""
    if config.table not in ("blacklist", "suppression") or not landed.rows_rejected:
        return []
    return [
        ngettext(
            "{number} row cannot be used; whom it names may be addressed, unless another row names them as well. See {file}",
            "{number} rows cannot be used; whom they name may be addressed, unless other rows name them as well. See {file}",
            landed.rows_rejected,
            number=number_in_words(landed.rows_rejected),
            file=shown_path(landed.rejects_file),
        )
    ]


def _percent(allowed: MaxRejects) -> str:
    return f"{(allowed.share * 100).normalize():f} %"


def _first_rejects(file: Path, folder: Path) -> str:
    told: list[str] = []
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if len(told) == _SHOWN:
                told.append("  …")
                break
            raw = row["raw"] if len(row["raw"]) <= _LONGEST else row["raw"][:_LONGEST] + "…"
            told.append(f"  {shown_file(row['file'], folder)}:{row['line']}: {row['reason']}: {raw}")
    return "\n".join(told)
