"""The fast way's view of a source: its files as one relation of texts, without a line being looked at in Python."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.components.source import ROW_LINE, ROW_PROBLEM, ROW_RAW, CsvFile, ParquetFile
from kartoteka.engine.duckdb.read_csv import CsvLayout, csv_relation
from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.model.cells import BLANKS
from kartoteka.model.types import MONEY_SCALE
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.open_text import is_utf8, open_text
from kartoteka.pipeline.land.statement import Source

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_CHUNK = 1 << 20
_TOLD_LINE, _TOLD_RAW, _TOLD_PROBLEM = "told:line", "told:raw", "told:problem"
_DECIMALS = 40
"""Enough for every digit of a double down to 1e-23, which is less than any quantity is worth telling from nothing."""


def csv_source(layout: Layout, work: Path) -> Source | None:
    """Text files as a relation; None where only the careful way can read them.

    Files that are not UTF-8 are transcoded into `work` first, as a stream.

    Raises:
        UnicodeDecodeError: A file is not in its encoding throughout.
    """
    files: list[tuple[Path, CsvLayout]] = []
    for number, (file, positions) in enumerate(zip(layout.files, layout.positions, strict=True)):
        assert isinstance(file, CsvFile)
        if file.delimiter is None or not file.is_plain or _skips_differently(file):
            return None
        path, compression = in_utf8(file, number, work)
        files.append((path, CsvLayout(len(file.columns), file.delimiter, file.quote, file.skip_lines, compression, positions)))
    return Source(csv_relation(files, [slot.name for slot in layout.slots]), blanks=_blanks(layout))


def _blanks(layout: Layout) -> str:
    """Those blanks that cells of any of the files may hold."""
    held = {BLANKS if file.blanks is None else file.blanks for file in layout.files if isinstance(file, CsvFile)}
    return "".join(blank for blank in BLANKS if any(blank in blanks for blanks in held))


def in_utf8(file: CsvFile, number: int, work: Path) -> tuple[Path, str | None]:
    """A file as DuckDB can read it, and how that is packed; `number` is its place among the files of the source.

    Raises:
        UnicodeDecodeError: It is not in its encoding throughout.
    """
    if is_utf8(file.encoding):
        return file.path, file.compression
    return _transcoded(file, work / f"{number}.csv"), None


def _skips_differently(file: CsvFile) -> bool:
    """Whether a quote goes over the end of a skipped line: DuckDB then takes two lines for one, and would lose a row."""
    if file.quote is None or not file.skip_lines:
        return False
    with open_text(file.path, file.encoding, file.compression) as stream:
        return any(line.count(file.quote) % 2 for line in islice(stream, file.skip_lines))


def _transcoded(file: CsvFile, path: Path) -> Path:
    with (
        open_text(file.path, file.encoding, file.compression, strict=True) as stream,
        path.open("w", encoding="utf-8", newline="") as copy,
    ):
        shutil.copyfileobj(stream, copy, _CHUNK)
    return path


def parquet_source(layout: Layout) -> Source:
    """Parquet files as a relation of texts; what was typed keeps one spelling, which the same checks read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    selects: list[str] = []
    parts: list[str] = []
    typed: set[str] = set()
    for file, positions in zip(layout.files, layout.positions, strict=True):
        assert isinstance(file, ParquetFile)
        schema = pq.read_schema(file.path)
        cells: list[str] = []
        for slot, position in zip(layout.slots, positions, strict=True):
            text = "CAST(NULL AS VARCHAR)" if position is None else _as_text(schema.field(position))
            cells.append(f"{text} AS {identifier(slot.name)}")
            if position is not None and not (
                pa.types.is_string(schema.types[position]) or pa.types.is_large_string(schema.types[position])
            ):
                typed.add(slot.name)
        rows = f"FROM read_parquet({literal(str(file.path))})"
        selects.append(f"SELECT {', '.join(cells)} {rows}")
        parts.append(f"SELECT {', '.join([*cells, *_told_of_rows(schema.names)])} {rows}")
    return Source(" UNION ALL ".join(selects), frozenset(typed), parts=tuple(parts))


def has_unusable_rows(connection: duckdb.DuckDBPyConnection, layout: Layout) -> bool:
    """Whether the reader of a file has said of any of its rows that it cannot be used."""
    import pyarrow.parquet as pq

    for file in layout.files:
        if isinstance(file, ParquetFile) and ROW_PROBLEM in pq.read_schema(file.path).names:
            query = f"SELECT 1 FROM read_parquet({literal(str(file.path))}) WHERE {identifier(ROW_PROBLEM)} IS NOT NULL LIMIT 1"
            if connection.execute(query).fetchall():
                return True
    return False


def _told_of_rows(names: Sequence[str]) -> list[str]:
    """What the reader of a file tells of its rows, NULL where it does not."""
    told = ((ROW_LINE, "BIGINT", _TOLD_LINE), (ROW_RAW, "VARCHAR", _TOLD_RAW), (ROW_PROBLEM, "VARCHAR", _TOLD_PROBLEM))
    return [
        f"CAST({identifier(name) if name in names else 'NULL'} AS {type_}) AS {identifier(as_)}" for name, type_, as_ in told
    ]


def _as_text(field: pa.Field) -> str:
    """A typed cell as a text; doubles that DuckDB would write with an exponent, which no text may have, are written out.

    Decimals of many places have no zeros at their end: the places are the column's, not the number's.
    NaN is empty: it is how data frames write that there is no value.
    """
    import pyarrow as pa

    cell = identifier(field.name)
    plain = f"CAST({cell} AS VARCHAR)"
    if pa.types.is_decimal(field.type) and field.type.scale > MONEY_SCALE:
        return f"rtrim(rtrim({plain}, '0'), '.')"
    if not pa.types.is_floating(field.type):
        return plain
    digits = f"rtrim(rtrim(format('{{:.{_DECIMALS}f}}', CAST({cell} AS DOUBLE)), '0'), '.')"
    return f"CASE WHEN isnan({cell}) THEN NULL WHEN contains({plain}, 'e') THEN {digits} ELSE {plain} END"


def stage_parquet(layout: Layout, source: Source) -> str:
    """The rows of Parquet files as the careful way wants them; a row's line is its number in its file, from 1, unless its
    reader has told another."""
    names: Sequence[str] = [identifier(slot.name) for slot in layout.slots]
    cells = ", ".join(f"coalesce({name}, '')" for name in names)
    line, raw, problem = map(identifier, (_TOLD_LINE, _TOLD_RAW, _TOLD_PROBLEM))
    numbered = " UNION ALL ".join(
        f'SELECT {file} AS "row:file", coalesce({line}, row_number() OVER ()) AS "row:line", * FROM ({part})'
        for file, part in enumerate(source.parts)
    )
    return (
        'SELECT row_number() OVER () - 1 AS "row:number", CAST("row:file" AS INTEGER) AS "row:file", "row:line", '
        f"coalesce({raw}, concat_ws('; ', {cells})) AS \"row:raw\", "
        f'{problem} AS "row:problem", {", ".join(names)} FROM ({numbered})'
    )
