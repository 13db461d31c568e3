"""Readers that are told nothing: kartoteka, Python's csv.Sniffer, DuckDB's sniffer."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import duckdb

from damage.score import Loaded
from kartoteka.errors import InputError
from kartoteka.pipeline.land.careful import BELOW, careful_rows
from support.landing import Landing

Loader = Callable[[Path], Loaded | None]


def by_kartoteka(path: Path, *, rejects: bool = True) -> Loaded | None:
    """What landing gets to see. A row that is set aside for its number of cells keeps its text and is listed with its reason.

    Args:
        path: The file.
        rejects: Count such a row as given, cut where its delimiters are; else as lost.
    """
    landing = Landing(path.parent, locale="en")
    try:
        file = landing.csv("orders", {"path": path.name}).describe(path)
    except InputError:
        return None
    records: list[list[str]] = []
    for row in careful_rows(file):
        if row.cells is not None:
            records.append(row.cells)
        elif rejects and row.problem != BELOW and file.delimiter is not None:
            marks = {"quotechar": file.quote, "quoting": csv.QUOTE_MINIMAL} if file.quote else {"quoting": csv.QUOTE_NONE}
            lines = row.raw.splitlines(keepends=True)
            records += csv.reader(lines, delimiter=file.delimiter, escapechar=file.escape, **marks)  # type: ignore[arg-type]  # options of the reader
    return Loaded(file.columns if file.header_lines else (), records)


def by_sniffer(path: Path) -> Loaded | None:
    """Python's own; it knows no encodings, so it is given the text by its mark, as UTF-8 or as cp1252; its lines end alike."""
    content = path.read_bytes()
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sniffer = csv.Sniffer()
    try:
        dialect = sniffer.sniff(text[:8192])
        headed = sniffer.has_header(text[:8192])
        rows = list(csv.reader(io.StringIO(text), dialect))
    except csv.Error:
        return None
    rows = [row for row in rows if row]
    return Loaded(rows[0] if headed and rows else (), rows[1:] if headed else rows)


def by_duckdb(path: Path) -> Loaded | None:
    """DuckDB's `read_csv` without an option but that all cells are texts."""
    with duckdb.connect(config={"threads": 1}) as connection:
        try:
            found = connection.execute("SELECT * FROM read_csv(?, all_varchar=true)", [str(path)])
            rows = found.fetchall()
            names = [described[0] for described in found.description or ()]
            headed = connection.execute("SELECT HasHeader FROM sniff_csv(?)", [str(path)]).fetchone()
        except duckdb.Error:
            return None
    return Loaded(names if headed and headed[0] else (), rows)


LOADERS: Mapping[str, Loader] = {
    "kartoteka": by_kartoteka,
    "kartoteka, rejects as lost": partial(by_kartoteka, rejects=False),
    "csv.Sniffer": by_sniffer,
    "DuckDB": by_duckdb,
}
