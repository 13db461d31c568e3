"""From cells to typed columns: the expressions of one source, strict for the fast way, lenient for the careful one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb import parse, parse_dates, parse_headcount
from kartoteka.engine.duckdb.sql import identifier
from kartoteka.model.booleans import FALSE_WORDS, TRUE_WORDS
from kartoteka.model.cells import BLANKS, CellReading
from kartoteka.model.customer_types import CUSTOMER_TYPE_SYNONYMS
from kartoteka.model.statuses import STATUS_SYNONYMS
from kartoteka.model.types import MONEY_SCALE, ColumnType
from kartoteka.pipeline.land.layout import Column, Layout, Slot
from kartoteka.pipeline.land.mapping import TableMapping

if TYPE_CHECKING:
    from datetime import date

    import duckdb

UNREADABLE = "kartoteka: a cell cannot be read"
"""What DuckDB raises in the fast way at the first cell that cannot be read."""

_VIEW = "kartoteka_computed"
_HEADCOUNTS, _BANDS = "employees", "employees_band"
_YEAR_ALONE = frozenset({"founded_on"})
"""Days of which often only the year is known."""


@dataclass(frozen=True, slots=True)
class Source:
    """A relation of cells, by slot.

    Attributes:
        sql: A SELECT whose columns are called like the layout's slots.
        typed: Slots whose cells were typed before they became texts: their numbers have a decimal point.
        number: The column that numbers the rows from 0; None where rows are numbered as they come.
        kept: Further columns of the relation that have to reach the result.
        parts: For Parquet files, the SELECT of each file.
        blanks: Those blanks that cells may hold.
    """

    sql: str
    typed: frozenset[str] = frozenset()
    number: str | None = None
    kept: Sequence[str] = ()
    parts: Sequence[str] = ()
    blanks: str = BLANKS


@dataclass(frozen=True, slots=True)
class Parsed:
    """A relation with typed columns still to be computed.

    Attributes:
        relation: What stands after FROM.
        values: For each column of the layout its expression; NULL where a cell is empty or cannot be read.
        unreadable: For each column, whether it would be for a cell that cannot be read if it were NULL: an expression over
            the relation, to be evaluated where that is known.
    """

    relation: str
    values: Mapping[str, str]
    unreadable: Mapping[str, str]


def parsed(
    connection: duckdb.DuckDBPyConnection, source: Source, layout: Layout, reading: CellReading, as_of: date, *, strict: bool
) -> Parsed:
    """The typed columns of a source.

    Args:
        connection: Where computed columns are prepared.
        source: The cells.
        layout: What is made of them.
        reading: How they are read.
        as_of: The day that calculations may name.
        strict: Let DuckDB raise at the first cell that cannot be read, instead of leaving it empty.
    """
    expressions = _Expressions(layout, source, reading)
    relation = f"({source.sql})"
    if any(column.expression is not None for column in layout.columns):
        relation = _with_computed(connection, source, expressions, as_of, strict=strict)
    values: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    for column in layout.columns:
        value, unread = expressions.computed(column) if column.slot is None else expressions.cell(column)
        values[column.name] = _strictly(value, unread, column) if strict else value
        unreadable[column.name] = unread
    if layout.mapping.table == "orders":
        number = _order_id(values.pop("order_id", None), source, strict=strict)
        values = {"order_id": number, **values}
    return Parsed(relation, values, unreadable)


def value_of_cell(connection: duckdb.DuckDBPyConnection, slot: Slot, cell: str | None, reading: CellReading) -> object:
    """The value of one cell by itself; None where it is empty or cannot be read."""
    if cell is None:
        return None
    layout = Layout((), (slot,), (), (), TableMapping("", ()))
    expression = _Expressions(layout, Source(""), reading).read(0)
    found = connection.execute(f"SELECT {expression} FROM (SELECT ? AS {identifier(slot.name)})", [cell]).fetchone()
    return None if found is None else found[0]


def reading_of(slot: Slot, reading: CellReading, typed: frozenset[str]) -> CellReading:
    """How the cells of a slot are read, where those of its source are read by `reading`."""
    own = slot.reading or reading
    return replace(own, decimal=".", date_format=None) if slot.name in typed else own


def currency_beside(slot: Slot, currency: Slot | None) -> Slot | None:
    """The cell that names the currency of an amount: that of its row, unless the amount alone is from another file."""
    if slot.mere_number or currency is None or (slot.lookup is not None and currency.lookup is None):
        return None
    return currency


def _strictly(value: str, unread: str, column: Column) -> str:
    if column.required:
        return f"coalesce({value}, error('{UNREADABLE}'))"
    if column.slot is None or unread == "false":
        return value
    return f"coalesce({value}, CASE WHEN {unread} THEN error('{UNREADABLE}') END)"


def _order_id(value: str | None, source: Source, *, strict: bool) -> str:
    """An order without a number is an order of its own, named after its row."""
    number = f"{identifier(source.number)} + 1" if source.number else "row_number() OVER ()"
    if value is None:
        return f"concat('row-', {number})"
    # Numbering rows as they come takes the parallel reading away, so an empty order number leads to the careful way.
    return f"coalesce({value}, error('{UNREADABLE}'))" if strict else f"coalesce({value}, concat('row-', {number}))"


class _Expressions:
    """The expressions of one layout over one relation."""

    def __init__(self, layout: Layout, source: Source, reading: CellReading) -> None:
        self.layout = layout
        self.source = source
        self.reading = reading
        self.currency = layout.slot_of("currency") if layout.mapping.table == "orders" else None

    def cell(self, column: Column) -> tuple[str, str]:
        """The value of a column that is one cell, and whether there is something in that cell to be read."""
        assert column.slot is not None
        value = self._value(column.slot, column.type, column.name)
        if column.name == _BANDS:
            return self._with_bands(column.slot, value), "false"
        if column.type is ColumnType.TEXT and column.name != "currency":
            lookup = self.layout.slots[column.slot].lookup
            return value, "false" if lookup is None else self._is_missed(lookup)
        if column.name == _HEADCOUNTS and self.layout.column(_BANDS) is not None:
            band = parse_headcount.is_readable(identifier(self.layout.slots[column.slot].name))
            return value, f"({self._is_filled(column.slot)} AND NOT ({band}))"
        return value, self._is_filled(column.slot)

    def _with_bands(self, slot: int, value: str) -> str:
        """A headcount as a band: from the column of bands, else what is no number in the column of headcounts."""
        headcounts = self.layout.column(_HEADCOUNTS)
        if headcounts is None or headcounts.slot is None:
            return value
        x = identifier(self.layout.slots[headcounts.slot].name)
        carried = parse_headcount.band(x, self._reading_of(headcounts.slot))
        same_cell = self.layout.slots[slot].header == self.layout.slots[headcounts.slot].header and all(
            cells[slot] == cells[headcounts.slot] for cells in self.layout.positions
        )
        return carried if same_cell else f"coalesce({value}, {carried})"

    def read(self, slot: int) -> str:
        """The value of a cell that a calculation reads."""
        return self._value(slot, self.layout.slots[slot].type, "")

    def read_strictly(self, slot: int) -> str:
        """The same, raising where the cell cannot be read."""
        return f"coalesce({self.read(slot)}, CASE WHEN {self._is_filled(slot)} THEN error('{UNREADABLE}') END)"

    def computed(self, column: Column) -> tuple[str, str]:
        """The value of a computed column, and whether one of the cells that it reads cannot be read."""
        result = identifier(f"computed:{column.name}")
        value = f"try_cast({result} AS {column.type.sql})"
        if column.type is ColumnType.MONEY:
            value = f"try_cast(round({result}, {MONEY_SCALE}) AS {column.type.sql})"
        if (words := _words(self.layout.mapping.table, column.name)) is not None:
            value = _canonical(result, words)
        unread = [
            f"({identifier(f'read:{header}')} IS NULL AND {self._is_filled(slot)})"
            for header, slot in (column.reads or {}).items()
        ]
        return value, " OR ".join(unread) or "false"

    def _is_filled(self, slot: int) -> str:
        """Whether there is something to be read: also where a row was looked up and not found."""
        cell = self.layout.slots[slot]
        filled = f"NOT ({parse.is_empty(identifier(cell.name))})"
        return filled if cell.lookup is None else f"({filled} OR {self._is_missed(cell.lookup)})"

    def _is_missed(self, lookup: int) -> str:
        """Whether a row that names something was looked up in vain."""
        looked = self.layout.lookups[lookup]
        named = " OR ".join(self._is_filled(key) for key, _ in looked.keys)
        return f"({identifier(self.layout.slots[looked.found].name)} IS NULL AND ({named}))"

    def _reading_of(self, slot: int) -> CellReading:
        return reading_of(self.layout.slots[slot], self.reading, self.source.typed)

    def _value(self, slot: int, type_: ColumnType, name: str) -> str:
        cell = self.layout.slots[slot]
        x = identifier(cell.name)
        reading = self._reading_of(slot)
        match type_:
            case ColumnType.TEXT if (words := _words(self.layout.mapping.table, name)) is not None:
                return _canonical(x, words)
            case ColumnType.TEXT if self.layout.mapping.table == "orders" and name == "currency":
                return parse.currency(x, reading)
            case ColumnType.TEXT:
                return parse.text(x, self.source.blanks if cell.lookup is None else BLANKS)
            case ColumnType.INTEGER if name == _HEADCOUNTS:
                return parse_headcount.headcount(x, reading)
            case ColumnType.INTEGER:
                return parse.integer(x, reading)
            case ColumnType.NUMBER:
                return parse.number(x, reading)
            case ColumnType.MONEY:
                currency = currency_beside(cell, self.currency)
                return parse.money(x, reading, None if currency is None else identifier(currency.name))
            case ColumnType.BOOLEAN:
                return f"CASE WHEN {parse.one_of(x, TRUE_WORDS)} THEN true WHEN {parse.one_of(x, FALSE_WORDS)} THEN false END"
            case ColumnType.DAY:
                return parse_dates.day(x, reading, bare_year=name in _YEAR_ALONE)
            case ColumnType.MOMENT:
                return parse_dates.moment(x, reading)


def _words(table: str, name: str) -> Mapping[str, frozenset[str]] | None:
    """The words that a text field knows, by the value that they stand for; None for a field that takes any text as it is."""
    if table == "orders" and name == "status":
        return {str(status): words for status, words in STATUS_SYNONYMS.items()}
    if table in ("customers", "orders") and name == "customer_type":
        return {str(type_): words for type_, words in CUSTOMER_TYPE_SYNONYMS.items()}
    return None


def _canonical(x: str, synonyms: Mapping[str, frozenset[str]]) -> str:
    known = " ".join(f"WHEN {parse.one_of(x, words)} THEN '{value}'" for value, words in synonyms.items())
    return f"CASE {known} ELSE {parse.text(x)} END"


def _with_computed(
    connection: duckdb.DuckDBPyConnection, source: Source, expressions: _Expressions, as_of: date, *, strict: bool
) -> str:
    """The relation with, beside the cells, the results of the calculations (`computed:…`) and what they read (`read:…`)."""
    import narwhals.stable.v2 as nw

    columns = [column for column in expressions.layout.columns if column.expression is not None]
    slots = {header: slot for column in columns for header, slot in (column.reads or {}).items()}
    read = expressions.read_strictly if strict else expressions.read
    inputs = "".join(f", {read(slot)} AS {identifier(header)}" for header, slot in slots.items())
    frame = nw.from_native(connection.sql(f"SELECT *{inputs} FROM ({source.sql})"))
    results = {
        f"computed:{column.name}": column.expression.expression(as_of) for column in columns if column.expression is not None
    }
    kept = {f"read:{header}": nw.col(header) for header in slots}
    frame = frame.with_columns(**results, **kept).drop(*slots)
    frame.to_native().create_view(_VIEW, replace=True)
    return identifier(_VIEW)
