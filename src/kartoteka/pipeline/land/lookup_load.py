"""Read looked-up files: one row for each key, and how their cells are to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from kartoteka.components.source import FileSource
from kartoteka.config.places import key_text
from kartoteka.engine.duckdb import parse
from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.errors import InputError
from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, speaking
from kartoteka.model.cells import BLANKS, CellReading
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land.asked import write_batches
from kartoteka.pipeline.land.batch_files import readable
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.lookup import Lookup
from kartoteka.pipeline.land.lookup_columns import position_of
from kartoteka.pipeline.land.mapped import TableMapping
from kartoteka.pipeline.land.settle import Settling
from kartoteka.pipeline.land.slot import Slot
from kartoteka.pipeline.land.staged import staged_rows
from kartoteka.pipeline.land.staging import FILE, LINE, NUMBER, PROBLEM, staged_source
from kartoteka.pipeline.land.statement import reading_of
from kartoteka.pipeline.land.written import write_parquet

if TYPE_CHECKING:
    import duckdb

KEY, FOUND = "row:key", "row:found"
_BETWEEN_KEYS = "\x1f"


@dataclass(frozen=True, slots=True)
class LoadedLookup:
    """A lookup whose files were read.

    Attributes:
        path: A Parquet file with the columns `row:number`, `row:key` (once each), `row:found` and, by the names of the source's
            slots, the cells.
        rows: How many rows it has.
        files: How the looked-up files were understood.
        reading: How their cells are read.
        told: What a person should know of them, as sentences.
    """

    lookup: Lookup
    path: Path
    rows: int
    files: Sequence[object]
    reading: CellReading
    told: Sequence[str]


def load_lookup(
    connection: duckdb.DuckDBPyConnection, lookup: Lookup, layout: Layout, reading: CellReading, work: Path, locale: str
) -> tuple[LoadedLookup, Layout]:
    """Read the files of one lookup.

    Args:
        connection: Where it is computed.
        lookup: One of the layout's.
        layout: Of the source.
        reading: What the pipeline says of all cells.
        work: A folder of the lookup's own, which stays until the source has landed.
        locale: The language of what is kept.

    Returns:
        What was read, and the layout with the slots that know how they are read.

    Raises:
        InputError: Two rows of one key give different things, or it cannot be settled how the cells are read.
    """
    work.mkdir()
    own = _own_layout(lookup, layout, work)
    with speaking(locale):
        staged, typed = staged_rows(connection, own, work)
    rows = staged_source(staged, own)
    names = lookup.told.names
    said = lookup.told.config.reading
    written = replace(reading, decimal=said.decimal, date_order=said.date_order, date_format=said.date_format)
    settled = Settling(connection, own, written, typed).decide(
        rows, lambda file, line: _("{file}, line {line}", file=names[file], line=line), key_text(lookup.told.config.key)
    )
    with speaking(locale):
        all_rows = f"({_with_keys(rows.sql, own, lookup, names)})"
    _refuse_contradictions(connection, all_rows, own, lookup)
    path = work / "rows.parquet"
    kept = ", ".join(map(identifier, (NUMBER, KEY, FOUND, *_cells(own, lookup))))
    first = f"row_number() OVER (PARTITION BY {identifier(KEY)} ORDER BY {identifier(NUMBER)}) = 1"
    query = f"SELECT {kept} FROM {all_rows} WHERE {identifier(KEY)} IS NOT NULL QUALIFY {first} ORDER BY {identifier(NUMBER)}"
    count = write_parquet(connection, query, path)
    with speaking(locale):
        told = _unusable(connection, all_rows, lookup)
    slots = tuple(
        replace(slot, reading=reading_of(slot, settled, typed)) if number in lookup.cells else slot
        for number, slot in enumerate(layout.slots)
    )
    return LoadedLookup(lookup, path, count, own.files, settled, told), replace(layout, slots=slots)


def key_of(cells: Sequence[str], blanks: str) -> str:
    """The key that cells make: their trimmed texts; NULL where one of them is empty."""
    texts = [f"({parse.text(identifier(cell), blanks)})" for cell in cells]
    if len(texts) == 1:
        return texts[0]
    whole = " AND ".join(f"{text} IS NOT NULL" for text in texts)
    return f"CASE WHEN {whole} THEN concat_ws({literal(_BETWEEN_KEYS)}, {', '.join(texts)}) END"


def _own_layout(lookup: Lookup, layout: Layout, work: Path) -> Layout:
    files = readable(lookup.told.component, lookup.told.files, work)
    if not isinstance(lookup.told.component, FileSource):
        files = [write_batches(lookup.told.component, work / "batches.parquet")]
    slots = [Slot(f"key:{number}", column, ColumnType.TEXT) for number, (__, column) in enumerate(lookup.keys)]
    slots += [Slot(layout.slots[number].name, column, layout.slots[number].type) for number, column in lookup.cells.items()]
    positions = [tuple(position_of(file.columns, slot.header) for slot in slots) for file in files]
    return Layout(files, tuple(slots), positions, (), TableMapping("", ()))


def _cells(own: Layout, lookup: Lookup) -> list[str]:
    return [slot.name for slot in own.slots[len(lookup.keys) :]]


def _with_keys(rows: str, own: Layout, lookup: Lookup, names: Sequence[str]) -> str:
    keys = [slot.name for slot in own.slots[: len(lookup.keys)]]
    listed = ", ".join(map(literal, names))
    parts = {"file": f"list_extract([{listed}], {identifier(FILE)} + 1)", "line": identifier(LINE)}
    told = [(literal(text), parts.get(name or "", "''")) for text, name, *__ in Formatter().parse(_("{file}, line {line}"))]
    place = f"concat({', '.join(part for pair in told for part in pair)})"
    key = key_of(keys, BLANKS)
    return f"SELECT *, {key} AS {identifier(KEY)}, {place} AS {identifier(FOUND)} FROM ({rows})"


def _refuse_contradictions(connection: duckdb.DuckDBPyConnection, rows: str, own: Layout, lookup: Lookup) -> None:
    """Rows of one key have to give the same.

    Raises:
        InputError: Two of them do not.
    """
    given = [slot for slot in own.slots if slot.name in _cells(own, lookup)]
    if not given:
        return
    texts = ", ".join(f"coalesce({parse.text(identifier(slot.name))}, '')" for slot in given)
    number, key, found = map(identifier, (NUMBER, KEY, FOUND))
    first = f"first_value({{'found': {found}, 'texts': [{texts}]}}) OVER (PARTITION BY {key} ORDER BY {number})"
    query = (
        f"SELECT first.found, {found}, first.texts, texts, {key} "
        f"FROM (SELECT *, [{texts}] AS texts, {first} AS first FROM {rows} WHERE {key} IS NOT NULL) "
        f"WHERE first.texts <> texts ORDER BY {number} LIMIT 1"
    )
    for one, other, before, after, value in connection.execute(query).fetchall():
        slot, old, new = next(cells for cells in zip(given, before, after, strict=True) if cells[1] != cells[2])
        columns = list_in_words([column for __, column in lookup.keys])
        raise InputError(
            _(
                "{one} and {other} both have {columns} {key}, but {header} {old!r} and {new!r}",
                one=one,
                other=other,
                columns=columns,
                key=_key_in_words(value),
                header=slot.header,
                old=old,
                new=new,
            ),
            hint=_("Remove one of them, or add to `key` the column that tells them apart."),
        )


def _key_in_words(key: str) -> str:
    return list_in_words([repr(part) for part in key.split(_BETWEEN_KEYS)])


def _unusable(connection: duckdb.DuckDBPyConnection, rows: str, lookup: Lookup) -> list[str]:
    """A sentence on the rows that cannot be read, and one on those without a key."""
    problem, key, found = map(identifier, (PROBLEM, KEY, FOUND))
    columns = list_in_words([column for __, column in lookup.keys])
    kinds = [
        (f"{problem} IS NOT NULL", problem),
        (f"{problem} IS NULL AND {key} IS NULL", "NULL"),
    ]
    told: list[str] = []
    for condition, why in kinds:
        query = f"SELECT count(*), arg_min({found}, {identifier(NUMBER)}), arg_min({why}, {identifier(NUMBER)}) FROM {rows}"
        ((count, place, reason),) = connection.execute(f"{query} WHERE {condition}").fetchall()
        places = {"file": lookup.name, "number": count, "place": place}
        if count and reason:
            told.append(
                _("rows of {file} that cannot be read: {number}; the first is {place}, which {reason}", **places, reason=reason)
            )
        elif count:
            told.append(_("rows of {file} without {columns}: {number}; the first is {place}", **places, columns=columns))
    return told
