"""What the mapping of a file's headers comes to: columns, problems, warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kartoteka.language import gettext as _
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    from kartoteka.model.conditions import Computed


def header_text(header: str) -> str:
    """A header as people see it: without byte-order mark, surrounding blanks, and line breaks."""
    return " ".join(header.replace("\ufeff", "").split())


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the landed table and what it is made of.

    Attributes:
        name: A field's name, or a custom one.
        type: How its cells are read.
        header: The header as it stands in the file; None for a calculation.
        index: The position of that header, from 0 (a header can stand twice); None for a calculation.
        expression: The calculation; None for a header.
        reads: The headers that the calculation reads, as `header_text` gives them, with the types as which their cells are to
            be read for it, whatever fields those headers are besides.
        mere_numbers: Those of them to which the currency of the row does not apply, though they are read as amounts.
        guessed: The project file did not say so, the header did.
        is_field: The dictionary knows it.
    """

    name: str
    type: ColumnType
    header: str | None
    index: int | None
    expression: Computed | None = None
    reads: Mapping[str, ColumnType] = field(default_factory=dict)
    mere_numbers: frozenset[str] = frozenset()
    guessed: bool = False
    is_field: bool = True


@dataclass(frozen=True, slots=True)
class TakenColumn:
    """A column that a source gets from another file.

    Attributes:
        name: A field's name, or a custom one: what `columns` and calculations call it.
        header: What a person calls it: `ProductPrice in products.csv`.
        key: Where it is written, below the source's own key.
    """

    name: str
    header: str
    key: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class MappingProblem:
    """Something about the columns that a person has to settle.

    Attributes:
        message: What was found.
        key: Where the remedy is written, below the source's own key: `("columns", "amount")`.
        hint: What would do.
        offset: How many characters into a calculation.
    """

    message: str
    key: tuple[str | int, ...]
    hint: str | None = None
    offset: int = 0

    def __str__(self) -> str:
        return f"{self.message}\n  {self.hint}" if self.hint else self.message


@dataclass(frozen=True, slots=True)
class NearField:
    """A custom column whose name is nearly that of a field: allowed, and hardly meant. Told when it is asked for its text."""

    name: str
    table: str
    near: str

    def __str__(self) -> str:
        said = _("{name!r} is no field of {table}, so it is kept as a custom column of texts", name=self.name, table=self.table)
        hint = _("did you mean {near!r}?", near=self.near)
        return f"{said}\n  {hint}"

    def problem(self, meaning: str) -> MappingProblem:
        """The same where that field is required and nothing is mapped to it."""
        message = _(
            "{name!r} is no field of {table}, and no column is mapped to {near!r}, which they need ({meaning})",
            name=self.name,
            table=self.table,
            near=self.near,
            meaning=meaning,
        )
        return MappingProblem(message, ("columns", self.name), _("did you mean {near!r}?", near=self.near))


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The whole of a table's mapping; it can be used where there are no problems.

    Attributes:
        table: `customers`, `contacts`, `orders` or `blacklist`.
        columns: Fields in the dictionary's order, then the project file's custom columns, then the file's.
        torn: Fields that several headers would do equally well for, with the positions of those; each is a problem.
    """

    table: str
    columns: tuple[MappedColumn, ...]
    problems: tuple[MappingProblem, ...] = ()
    warnings: tuple[NearField, ...] = ()
    torn: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def types(self) -> dict[str, ColumnType]:
        """Column name to type, in order."""
        return {column.name: column.type for column in self.columns}

    def __getitem__(self, name: str) -> MappedColumn:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def describe(self) -> list[dict[str, str]]:
        """A row for each column, for people: `column`, `type`, `from` and `how`."""
        return [
            {
                "column": column.name,
                "type": column.type.value,
                "from": header_text(column.header)
                if column.header is not None
                else column.expression.text
                if column.expression
                else "",
                "how": "custom" if not column.is_field else "recognised" if column.guessed else "as written",
            }
            for column in self.columns
        ]
