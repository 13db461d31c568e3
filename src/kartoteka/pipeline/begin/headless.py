"""Files without a header."""

from __future__ import annotations

from kartoteka.components.source import CsvFile
from kartoteka.language import ngettext
from kartoteka.model.fields import required_fields
from kartoteka.pipeline.begin.question import Question
from kartoteka.pipeline.land.careful import careful_rows

_SHOWN = 12


def missing_header(table: str, file: CsvFile) -> Question | None:
    """What to ask of a file whose first line is a row; None where it has a header."""
    if file.header_lines:
        return None
    cells = next((row.cells for row in careful_rows(file) if row.cells is not None), None) or []
    first = ", ".join(cells[:_SHOWN]) + (", …" if len(cells) > _SHOWN else "")
    needed = ", ".join(entry.name for entry in required_fields(table))
    text = ngettext(
        "The first line of the {table} is a row and no header: {cells}. What is the {number} column called? Needed are "
        "{names}; any other name is kept.",
        "The first line of the {table} is a row and no header: {cells}. What are the {number} columns called, in this order, "
        "with commas between? Needed are {names}; any other name is kept.",
        len(file.columns),
        table=table,
        cells=first,
        number=len(file.columns),
        names=needed,
    )
    names = ",".join([*(entry.name for entry in required_fields(table)), "…"])
    return Question(f"{table}.header", text, f"--set {table}.header={names}")
