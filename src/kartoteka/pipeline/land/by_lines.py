"""The careful way made shorter: where every line is a row of its own, the engine numbers, cuts and stages the lines.

Lines that say no more than their delimiters are cut by the engine; every other one is cut alone as the careful way cuts it.
Wherever a line is not enough to tell, nothing is staged, and the careful way goes through all of the files.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.components.source import CsvFile
from kartoteka.engine.duckdb.read_csv import NO_DELIMITER, lines_relation
from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.language import gettext as _
from kartoteka.model.cells import BLANKS
from kartoteka.pipeline.land.careful import BELOW, Row, SeveralLines, row_of_line
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.open_text import open_bytes
from kartoteka.pipeline.land.raw import in_utf8
from kartoteka.pipeline.land.staging import FILE, LINE, NUMBER, PROBLEM, RAW, open_staged, write_rows
from kartoteka.pipeline.land.written import write_parquet

if TYPE_CHECKING:
    import duckdb

_CHUNK = 1 << 16
_MANY = 10_000
_SAMPLE_LINES = 20_000
_FEW = 1_000
_ODD, _KEPT = "row:odd", "row:kept"


def stage_by_lines(connection: duckdb.DuckDBPyConnection, layout: Layout, work: Path) -> str | None:
    """Stage the rows of text files line by line.

    Returns:
        The staged rows as a relation, numbered from 0 over all files; None where lines are not enough.
    """
    import duckdb

    names = ", ".join(map(identifier, (NUMBER, FILE, LINE, RAW, PROBLEM, *(slot.name for slot in layout.slots))))
    odd = work / "odd.parquet"
    parts: list[str] = []
    try:
        with open_staged(odd, layout) as writer:
            rows = 0
            for number, (file, positions) in enumerate(zip(layout.files, layout.positions, strict=True)):
                assert isinstance(file, CsvFile)
                path = work / f"lines-{number}.parquet"
                if not _write_lines(connection, layout, number, work, path):
                    return None
                numbered = _numbered(connection, layout, number, rows, path)
                if not _hardly_odd(connection, f"({numbered})"):
                    return None
                parts.append(f"SELECT {names} FROM ({numbered}) WHERE NOT {identifier(_ODD)}")
                write_rows(_odd_rows(connection, file, numbered, layout.vital(number)), positions, number, writer, 0)
                rows += _one(connection, f"SELECT count(*) FROM ({numbered})")
    except (SeveralLines, UnicodeDecodeError, duckdb.InvalidInputException):
        return None
    return f"({' UNION ALL '.join([*parts, f'SELECT {names} FROM read_parquet({literal(str(odd))})'])})"


def _write_lines(connection: duckdb.DuckDBPyConnection, layout: Layout, number: int, work: Path, path: Path) -> bool:
    """Write all lines of a file, cut into cells; False where the engine does not see the lines that the careful way sees."""
    file, positions = layout.files[number], layout.positions[number]
    assert isinstance(file, CsvFile)
    # The first line, before which a byte-order mark may stand, has to be one that is skipped.
    if file.delimiter in (None, " ") or not file.skip_lines or file.escape is not None or file.width is not None:
        return False
    plain, compression = in_utf8(file, number, work)
    counted = _count_lines(plain, compression)
    if counted is None:
        return False
    cut = _cut(layout, file, positions, lines_relation(plain, compression))
    return _hardly_odd(connection, f"({cut} LIMIT {_SAMPLE_LINES})") and write_parquet(connection, cut, path) == counted


def _hardly_odd(connection: duckdb.DuckDBPyConnection, lines: str) -> bool:
    """Whether so few lines have to be looked at by themselves that the careful way would take longer."""
    found: bool = _one(connection, f"SELECT count(*) FILTER ({identifier(_ODD)}) <= {_FEW} + count(*) / 10 FROM {lines}")
    return found


def _numbered(connection: duckdb.DuckDBPyConnection, layout: Layout, number: int, before: int, path: Path) -> str:
    """A SELECT of the rows among the written lines of a file, with their numbers; those of its footer have a problem."""
    file = layout.files[number]
    assert isinstance(file, CsvFile)
    lines = f"read_parquet({literal(str(path))}, file_row_number=true)"
    end = _one(connection, f"SELECT count(*) FROM {lines}") - file.footer_lines
    kept = f"file_row_number >= {file.skip_lines} AND {identifier(_KEPT)}"
    none_between = _one(
        connection, f"SELECT coalesce(max(file_row_number) + 1 - {file.skip_lines} = count(*), true) FROM {lines} WHERE {kept}"
    )
    # To number rows as they come takes the parallel reading away; without blank lines between them it need not be.
    count = f"file_row_number - {file.skip_lines}" if none_between else "row_number() OVER () - 1"
    numbered = f"{count} + {before} AS {identifier(NUMBER)}, CAST({number} AS INTEGER) AS {identifier(FILE)}"
    problem, rest = "CAST(NULL AS VARCHAR)", "*"
    if file.footer_lines:
        below = f"file_row_number >= {end}"
        problem = f"CASE WHEN {below} THEN {literal(_(BELOW))} END"
        cells = [f"CASE WHEN NOT {below} THEN {identifier(slot.name)} END AS {identifier(slot.name)}" for slot in layout.slots]
        rest = f"* REPLACE ({', '.join([f'{identifier(_ODD)} AND NOT {below} AS {identifier(_ODD)}', *cells])})"
    return (
        f"SELECT {numbered}, file_row_number + 1 AS {identifier(LINE)}, {problem} AS {identifier(PROBLEM)}, {rest} "
        f"FROM {lines} WHERE {kept}"
    )


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    ((value,),) = connection.execute(query).fetchall()
    return value


def _count_lines(path: Path, compression: str | None) -> int | None:
    """The lines of a file that is UTF-8 throughout and ends all of them with or without CR before LF; None for another."""
    feeds = returns = pairs = 0
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    last = b""
    with open_bytes(path, compression) as stream:
        for chunk in iter(partial(stream.read, _CHUNK), b""):
            if b"\0" in chunk or NO_DELIMITER.encode() in chunk:
                return None
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            pairs += chunk.count(b"\r\n") + (last == b"\r" and chunk[:1] == b"\n")
            last = chunk[-1:]
    decoder.decode(b"", final=True)
    return None if returns != pairs else feeds + (last not in (b"\n", b""))


def _cut(layout: Layout, file: CsvFile, positions: Sequence[int | None], lines: str) -> str:
    """A SELECT of lines with their cells, whether they are rows, and whether they are odd: to be looked at by themselves."""
    assert file.delimiter is not None
    delimiter = literal(file.delimiter)
    unquoted = "true" if file.quote is None else f"NOT contains(line, {literal(file.quote)})"
    visible = f"line BETWEEN '!' AND '~' AND NOT starts_with(line, {delimiter})"
    blank = f"unquoted AND trim(line, {literal(BLANKS + file.delimiter)}) = ''"
    cells = ", ".join(
        f"{_cell(position)} AS {identifier(slot.name)}" for slot, position in zip(layout.slots, positions, strict=True)
    )
    cut = (
        f"SELECT line, string_split(line, {delimiter}) AS cells, {unquoted} AS unquoted "
        f"FROM (SELECT coalesce(line, '') AS line FROM ({lines}))"
    )
    return (
        f"SELECT line AS {identifier(RAW)}, {cells}, odd AS {identifier(_ODD)}, "
        f"CASE WHEN {visible} THEN true ELSE NOT ({blank}) END AS {identifier(_KEPT)} "
        f"FROM (SELECT *, NOT (unquoted AND len(cells) = {len(file.columns)}) AS odd FROM ({cut}))"
    )


def _cell(position: int | None) -> str:
    if position is None:
        return "CAST(NULL AS VARCHAR)"
    return f"CASE WHEN NOT odd THEN ltrim(cells[{position + 1}], ' ') END"


def _odd_rows(
    connection: duckdb.DuckDBPyConnection, file: CsvFile, numbered: str, vital: Sequence[int]
) -> Iterator[tuple[int, Row]]:
    """Odd rows with their numbers, cut one by one.

    Raises:
        SeveralLines: One of them cannot be cut by itself, or is none, so that the numbers would be wrong.
    """
    wanted = ", ".join(map(identifier, (NUMBER, LINE, RAW)))
    reader = connection.cursor().execute(f"SELECT {wanted} FROM ({numbered}) WHERE {identifier(_ODD)} ORDER BY 1")
    while found := reader.fetchmany(_MANY):
        for number, place, line in found:
            row = row_of_line(file, place, line, vital)
            if row is None:
                raise SeveralLines
            yield number, row
