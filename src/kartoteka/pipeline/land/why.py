"""Why a column of a row has no value: from its cell, the row's currency, or what a calculation reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kartoteka.errors import InputError
from kartoteka.model.cells import BLANKS, CellReading
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land import reasons
from kartoteka.pipeline.land.layout import Column, Layout
from kartoteka.pipeline.land.staging import FILE, LINE
from kartoteka.pipeline.land.statement import value_of_cell

if TYPE_CHECKING:
    import duckdb


class Why:
    """Gives reasons for the rows of one source.

    Args:
        connection: To read single cells again.
        layout: What columns are made of.
        reading: How cells are read.
        typed: Slots whose cells were typed before they became texts.
        place: Names the place of a row, from its file and line.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        layout: Layout,
        reading: CellReading,
        typed: frozenset[str],
        place: Callable[[int, int], str],
    ) -> None:
        self.layout = layout
        self.reading = reading
        self._connection = connection
        self._typed = typed
        self._place = place
        self._currency_slot = layout.slot_of("currency") if layout.mapping.table == "orders" else None

    def __call__(self, column: Column, row: Mapping[str, Any]) -> str:
        """Why a column of a row has no value.

        Raises:
            InputError: Because a currency has no rate: no row can be right before that is settled.
        """
        if column.slot is not None:
            return self._cell(column.name, column.type, row[self.layout.slots[column.slot].name], row)
        assert column.reads is not None
        because = [
            self._cell(header, self.layout.slots[slot].type, row[self.layout.slots[slot].name], row)
            for header, slot in column.reads.items()
            if self._read_alone(slot, row[self.layout.slots[slot].name]) is None
        ]
        told = "; ".join(because) or "the result is empty or too large"
        return f"{column.name} cannot be computed: {told}"

    def _cell(self, name: str, type_: ColumnType, cell: str | None, row: Mapping[str, Any]) -> str:
        if type_ is ColumnType.MONEY:
            self._check_rates(cell, row)
            both = self._currencies(cell, row)
            if both is not None:
                return both
        elif name == "currency":
            self._check_rates(None, row)
        return reasons.why_unreadable(name, type_, cell, self.reading)

    def _row_currency(self, row: Mapping[str, Any]) -> str:
        return "" if self._currency_slot is None else (row[self._currency_slot.name] or "").strip(BLANKS)

    def _currencies(self, cell: str | None, row: Mapping[str, Any]) -> str | None:
        own, of_row = reasons.named_currency(cell, self.reading), self._row_currency(row)
        if of_row and of_row.lower() not in self.reading.signs:
            return f"currency: {of_row!r} is not a currency"
        if own and of_row and self.reading.signs[own.lower()] != self.reading.signs[of_row.lower()]:
            return f"the amount is in {own}, but the currency of the row is {of_row}"
        return None

    def _check_rates(self, cell: str | None, row: Mapping[str, Any]) -> None:
        for text in (self._row_currency(row), reasons.named_currency(cell, self.reading) or ""):
            code = reasons.missing_rate(text, self.reading)
            if code is not None:
                ours = self.reading.currency
                message = f"{self._place(row[FILE], row[LINE])}: an amount is in {code}, and there is no rate for it"
                raise InputError(message, hint=f"Say in the pipeline what 1 {code} is worth in {ours}: rates: {{{code}: …}}.")

    def _read_alone(self, slot: int, cell: str | None) -> object:
        """The value of one cell, to tell which input of a calculation is to blame."""
        of = self.layout.slots[slot]
        reading = replace(self.reading, decimal=".", date_format=None) if of.name in self._typed else self.reading
        return value_of_cell(self._connection.cursor(), of, cell, reading)
