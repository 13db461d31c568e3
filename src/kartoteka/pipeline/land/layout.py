"""Which cells of which file make which column: one plan for all files of a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartoteka.components.source import CsvFile, ParquetFile
from kartoteka.errors import InputError
from kartoteka.model.fields import required_fields
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land.mapping import MappedColumn, TableMapping, header_text, resolve_mapping

if TYPE_CHECKING:
    from kartoteka.model.conditions import Computed

SourceFile = CsvFile | ParquetFile


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the source that something is made of.

    Attributes:
        name: What it is called in statements; no header of a file is called so.
        header: What a person calls it.
        type: As what it is read.
    """

    name: str
    header: str
    type: ColumnType


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be landed, from one slot or from a calculation over several.

    Attributes:
        slot: The position of its slot; None for a calculation.
        reads: For a calculation: each header it uses, with the position of its slot.
        required: A row without it cannot be used.
    """

    name: str
    type: ColumnType
    required: bool
    slot: int | None
    expression: Computed | None = None
    reads: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How the files of a source become a table.

    Attributes:
        slots: The cells that are used, in order.
        positions: For each file, the position of each slot in a row; None where the file has no such cell.
        columns: The columns to be landed, in order.
        mapping: The mapping of the first file, for people.
    """

    files: Sequence[SourceFile]
    slots: Sequence[Slot]
    positions: Sequence[tuple[int | None, ...]]
    columns: Sequence[Column]
    mapping: TableMapping

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def slot_of(self, name: str) -> Slot | None:
        """The slot that a column is read from; None where there is no such column, or it is computed."""
        column = self.column(name)
        return None if column is None or column.slot is None else self.slots[column.slot]


def make_layout(table: str, files: Sequence[SourceFile], written: Mapping[str, str | int] | None) -> Layout:
    """Map the headers of every file, and line the files up.

    The order of the columns may differ between files. Columns that the dictionary does not know may be missing in some.

    Raises:
        InputError: A file lacks a column that the first one has.
    """
    mappings = [resolve_mapping(table, file.columns, written) for file in files]
    first = mappings[0]
    if first.problems:
        return Layout(files, (), (), (), first)
    found: dict[tuple[str, str], tuple[str, ColumnType]] = {}
    at: list[dict[tuple[str, str], int]] = []
    columns: dict[str, MappedColumn] = {}
    for file, mapping in zip(files, mappings, strict=True):
        if mapping is not first:
            _same_columns(first, mapping, files[0], file)
        positions: dict[tuple[str, str], int] = {}
        for column in mapping.columns:
            columns.setdefault(column.name, column)
            for key, header, type_, index in _cells(column, file):
                found.setdefault(key, (header, type_))
                positions[key] = index
        at.append(positions)
    numbers = {key: number for number, key in enumerate(found)}
    required = {field.name for field in required_fields(table)}
    return Layout(
        files=files,
        slots=tuple(Slot(f"cell:{number}", *found[key]) for key, number in numbers.items()),
        positions=tuple(tuple(positions.get(key) for key in found) for positions in at),
        columns=tuple(
            Column(
                name,
                column.type,
                name in required,
                numbers.get(("column", name)),
                column.expression,
                {header: numbers["read", header] for header in column.reads} if column.expression else None,
            )
            for name, column in columns.items()
        ),
        mapping=first,
    )


def _cells(column: MappedColumn, file: SourceFile) -> list[tuple[tuple[str, str], str, ColumnType, int]]:
    if column.index is not None:
        return [(("column", column.name), column.header or column.name, column.type, column.index)]
    headers = [header_text(header) for header in file.columns]
    return [(("read", header), header, type_, headers.index(header)) for header, type_ in column.reads.items()]


def _same_columns(first: TableMapping, other: TableMapping, first_file: SourceFile, file: SourceFile) -> None:
    if other.problems:
        problem = other.problems[0]
        raise InputError(f"{file.path.name}: {problem.message}", hint=problem.hint)
    mapped, has = ({column.name for column in mapping.columns if column.is_field} for mapping in (first, other))
    for name in sorted(mapped ^ has):
        with_it, without = (first_file, file) if name in mapped else (file, first_file)
        message = f"{without.path.name} has no column for {name!r}, which {with_it.path.name} has"
        raise InputError(message, hint="All files of a source need the same columns; their order may differ.")
