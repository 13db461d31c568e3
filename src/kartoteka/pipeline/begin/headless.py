"""Files without a header, and files whose cells are set apart by blanks."""

from __future__ import annotations

from itertools import islice

from kartoteka.components.source import CsvFile
from kartoteka.model.fields import recognised_in, required_fields
from kartoteka.pipeline.begin.question import Question
from kartoteka.pipeline.land.careful import careful_rows
from kartoteka.pipeline.land.guess import guess
from kartoteka.pipeline.land.mapping import header_text
from kartoteka.pipeline.land.open_text import open_text

_LINES = 200
_FEWEST = 2
_SHOWN = 12


def is_cut_by_blanks(file: CsvFile) -> bool:
    """Whether a file that has one column has several when it is cut at runs of blanks, the same number in every line."""
    if len(file.columns) != 1:
        return False
    with open_text(file.path, file.encoding, file.compression) as stream:
        widths = {len(cells) for line in islice(stream, _LINES) if (cells := line.split())}
    return len(widths) == 1 and max(widths) >= _FEWEST


def missing_header(table: str, file: CsvFile) -> Question | None:
    """What to ask of a file whose first line is a row: no word in it is known, and its figures are like those below."""
    headers = [header_text(column) for column in file.columns]
    guesses = guess(headers, recognised_in(table), settled=(), taken=())
    figures = [position for position, header in enumerate(headers) if _is_figure(header)]
    if guesses.found or guesses.torn or not figures:
        return None
    rows = [row.cells for row in islice(careful_rows(file), _LINES) if row.cells is not None]
    alike = [position for position in figures if all(_is_figure(cells[position]) or not cells[position] for cells in rows)]
    if len(alike) < len(figures):
        return None
    first = ", ".join(headers[:_SHOWN]) + (", …" if len(headers) > _SHOWN else "")
    needed = ", ".join(entry.name for entry in required_fields(table))
    text = (
        f"The first line of the {table} is a row and no header: {first}. What are the {len(headers)} columns called, in this "
        f"order, with commas between? Needed are {needed}; any other name is kept."
    )
    names = ",".join([*(entry.name for entry in required_fields(table)), "…"])
    return Question(f"{table}.header", text, f"--set {table}.header={names}")


def _is_figure(cell: str) -> bool:
    return any(letter.isdigit() for letter in cell) and not any(letter.isalpha() for letter in cell)
