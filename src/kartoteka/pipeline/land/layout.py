"""Which cells of which file make which column: one plan for all files of a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kartoteka.errors import InputError
from kartoteka.language import gettext as _
from kartoteka.model.fields import required_fields
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land.header_line import header_remedy
from kartoteka.pipeline.land.lookup import Lookup, LookupFiles
from kartoteka.pipeline.land.lookup_columns import LookupColumns, lookup_columns, position_of
from kartoteka.pipeline.land.mapping import MappedColumn, TableMapping, header_text, resolve_mapping
from kartoteka.pipeline.land.slot import Slot, SourceFile

if TYPE_CHECKING:
    from kartoteka.model.conditions import Computed

__all__ = ["Column", "Layout", "Slot", "SourceFile", "make_layout"]


_WHOM = ("customer_id", "email", "phone")


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
        lookups: What fills the slots that no file of the source has.
    """

    files: Sequence[SourceFile]
    slots: Sequence[Slot]
    positions: Sequence[tuple[int | None, ...]]
    columns: Sequence[Column]
    mapping: TableMapping
    lookups: Sequence[Lookup] = ()

    def vital(self, file: int) -> tuple[int, ...]:
        """The positions in a row of a file of what tells whom a list of people who must not be addressed speaks of.

        Of such a list a row with too few or too many cells is kept where one of them can be read: the other cells are for
        people, and to leave the row out would be to address whoever has objected. Empty for every other table.
        """
        if self.mapping.table not in ("blacklist", "suppression"):
            return ()
        numbers = (column.slot for column in self.columns if column.name in _WHOM and column.slot is not None)
        positions = (self.positions[file][number] for number in numbers)
        return tuple(position for position in positions if position is not None)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def slot_of(self, name: str) -> Slot | None:
        """The slot that a column is read from; None where there is no such column, or it is computed."""
        column = self.column(name)
        return None if column is None or column.slot is None else self.slots[column.slot]


def make_layout(
    table: str,
    files: Sequence[SourceFile],
    written: Mapping[str, str | int] | None,
    lookups: Sequence[LookupFiles] = (),
) -> Layout:
    """Map the headers of every file, and line the files up.

    The order of the columns may differ between files. Columns that the dictionary does not know may be missing in some.

    Raises:
        InputError: A file lacks a column that the first one has.
    """
    looked_up = lookup_columns(lookups, files[0])
    mappings = [resolve_mapping(table, file.columns, written, looked_up.taken) for file in files]
    first = replace(mappings[0], problems=(*looked_up.problems, *mappings[0].problems))
    if first.problems:
        return Layout(files, (), (), (), first)
    cells = _Cells(looked_up, files)
    columns: dict[str, MappedColumn] = {}
    for number, mapping in enumerate(mappings):
        if number:
            if mapping.problems:
                raise _unmapped(files[number], mapping, written, looked_up)
            _same_columns(first, mapping, files[0], files[number])
        for column in mapping.columns:
            columns.setdefault(column.name, column)
            cells.add(number, column)
    resolved = tuple(cells.look_up(number, lookup) for number, lookup in enumerate(lookups))
    required = {field.name for field in required_fields(table)}
    return Layout(
        files=files,
        slots=tuple(cells.slots),
        positions=tuple(tuple(at.get(number) for number in range(len(cells.slots))) for at in cells.positions),
        columns=tuple(
            Column(
                name,
                column.type,
                name in required,
                cells.numbers.get(("column", name)),
                column.expression,
                {header: cells.numbers["read", header] for header in column.reads} if column.expression else None,
            )
            for name, column in columns.items()
        ),
        mapping=first,
        lookups=resolved,
    )


class _Cells:
    """The slots of a layout while they are found."""

    def __init__(self, looked_up: LookupColumns, files: Sequence[SourceFile]) -> None:
        self.looked_up = looked_up
        self.files = files
        self.slots: list[Slot] = []
        self.numbers: dict[tuple[str, str], int] = {}
        self.positions: list[dict[int, int]] = [{} for _ in files]
        self.cells: list[dict[int, str]] = [{} for _ in range(len({lookup for lookup, _ in looked_up.origins}))]

    def add(self, file: int, column: MappedColumn) -> None:
        """The cells that a column of one of the files is made of."""
        if column.index is not None:
            self._add(file, ("column", column.name), column.header or column.name, column.type, column.index)
            return
        headers = [*map(header_text, self.files[file].columns), *(taken.name for taken in self.looked_up.taken)]
        for header, type_ in column.reads.items():
            self._add(file, ("read", header), header, type_, headers.index(header), mere=header in column.mere_numbers)

    def _add(self, file: int, key: tuple[str, str], header: str, type_: ColumnType, index: int, *, mere: bool = False) -> int:
        """One cell: of the file, or behind its last one a column that a lookup gives."""
        width = len(self.files[file].columns)
        lookup, column = self.looked_up.origins[index - width] if index >= width else (None, "")
        if key not in self.numbers:
            self.numbers[key] = len(self.slots)
            self.slots.append(Slot(f"cell:{len(self.slots)}", header, type_, lookup, mere_number=mere))
        number = self.numbers[key]
        if lookup is None:
            self.positions[file][number] = index
        else:
            self.cells[lookup][number] = column
        return number

    def look_up(self, number: int, lookup: LookupFiles) -> Lookup:
        """The cells by which rows are looked up.

        Raises:
            InputError: One of the files has no such column.
        """
        keys = [(self._key(number, here), there) for here, there in lookup.config.keys.items()]
        self.slots.append(Slot(f"found:{number}", "", ColumnType.TEXT, number))
        return Lookup(lookup, keys, self.cells[number], len(self.slots) - 1)

    def _key(self, lookup: int, name: str) -> int:
        taken = self.looked_up.number_of(name, lookup)
        slot = -1
        for file, source in enumerate(self.files):
            index = position_of(source.columns, name) if taken is None else len(source.columns) + taken
            if index is None:
                hint = _("All files of a source need the columns by which rows are looked up.")
                raise InputError(
                    _(
                        "{file} has no column {name!r}, which {other} has",
                        file=source.path.name,
                        name=name,
                        other=self.files[0].path.name,
                    ),
                    hint=hint,
                )
            slot = self._add(file, ("key", name), name, ColumnType.TEXT, index)
        return slot


def _unmapped(
    file: SourceFile, mapping: TableMapping, written: Mapping[str, str | int] | None, looked_up: LookupColumns
) -> InputError:
    """Where the first file can be mapped and a further one cannot: it is to be exported like the first."""
    problem = mapping.problems[0]
    remedy = header_remedy(file, mapping, written, looked_up.taken)
    if remedy is not None:
        alike = _("Options hold for all files of a source, so they have to be exported alike.")
        remedy = f"{remedy}\n  {alike}"
    return InputError(f"{file.path.name}: {problem.message}", hint=remedy or problem.hint)


def _same_columns(first: TableMapping, other: TableMapping, first_file: SourceFile, file: SourceFile) -> None:
    mapped, has = ({column.name for column in mapping.columns if column.is_field} for mapping in (first, other))
    for name in sorted(mapped ^ has):
        with_it, without = (first_file, file) if name in mapped else (file, first_file)
        message = _(
            "{file} has no column for {name!r}, which {other} has",
            file=without.path.name,
            name=name,
            other=with_it.path.name,
        )
        raise InputError(message, hint=_("All files of a source need the same columns; their order may differ."))
