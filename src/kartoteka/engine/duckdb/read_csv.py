"""Delimited text files as DuckDB relations: strict, every cell a text, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kartoteka.engine.duckdb.sql import identifier, literal

NO_DELIMITER = "\x1f"
"""A character that hardly any text has, to read whole lines as single cells."""


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How a UTF-8 file is cut into cells, and which of them are wanted.

    Attributes:
        width: How many cells a row has.
        delimiter: One character.
        quote: One character, or None.
        skip_lines: How many physical lines come before the first row.
        compression: `gzip`, `zstd` or None.
        cells: For each wanted cell its position in a row; None where this file has no such cell.
    """

    width: int
    delimiter: str
    quote: str | None
    skip_lines: int
    compression: str | None
    cells: tuple[int | None, ...]


def csv_relation(files: Sequence[tuple[Path, CsvLayout]], names: Sequence[str]) -> str:
    """A SELECT of the wanted cells of all rows, files and rows in order; empty cells are NULL, empty lines are no rows.

    DuckDB raises where a file is not what its layout says, sooner or later in the reading.

    Args:
        files: The files with their layouts; those of one layout that follow each other are read together.
        names: What the wanted cells are called.
    """
    return " UNION ALL ".join(_selects(files, names))


def lines_relation(path: Path, compression: str | None) -> str:
    """A SELECT of the lines of a UTF-8 file without `NO_DELIMITER`, in order, as `line`; NULL for an empty one.

    DuckDB raises where lines end in different ways.
    """
    return (
        f"SELECT line FROM read_csv([{literal(_unglobbed(path))}], auto_detect=false, header=false, strict_mode=true, "
        f"null_padding=false, skip=0, delim={literal(NO_DELIMITER)}, quote='', escape='', "
        f"compression={literal(compression or 'none')}, columns={{'line': 'VARCHAR'}})"
    )


def _selects(files: Sequence[tuple[Path, CsvLayout]], names: Sequence[str]) -> Iterator[str]:
    for layout, group in groupby(files, key=lambda file: file[1]):
        cells = [f"c{position}" for position in range(layout.width)]
        wanted = ", ".join(
            f"{'CAST(NULL AS VARCHAR)' if position is None else cells[position]} AS {identifier(name)}"
            for position, name in zip(layout.cells, names, strict=True)
        )
        paths = ", ".join(literal(_unglobbed(path)) for path, _ in group)
        columns = ", ".join(f"{literal(cell)}: 'VARCHAR'" for cell in cells)
        quote = literal(layout.quote or "")
        yield (
            f"SELECT {wanted} FROM read_csv([{paths}], auto_detect=false, header=false, strict_mode=true, null_padding=false, "
            f"skip={layout.skip_lines}, delim={literal(layout.delimiter)}, quote={quote}, escape={quote}, "
            f"compression={literal(layout.compression or 'none')}, columns={{{columns}}}) "
            f"WHERE {' OR '.join(f'{cell} IS NOT NULL' for cell in cells)}"
        )


def _unglobbed(path: Path) -> str:
    """A path that DuckDB takes as it is, although it reads patterns."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))
