"""Why a column of a row has no value: from its cell, the row's currency, or what a calculation reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kartoteka.errors import InputError
from kartoteka.language import current_language, speaking
from kartoteka.language import gettext as _
from kartoteka.model.cells import BLANKS, CellReading
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land import reasons
from kartoteka.pipeline.land.layout import Column, Layout, Slot
from kartoteka.pipeline.land.staging import FILE, LINE
from kartoteka.pipeline.land.statement import currency_beside, reading_of, value_of_cell

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
        self._screen = current_language()
        self._currency_slot = layout.slot_of("currency") if layout.mapping.table == "orders" else None

    def __call__(self, column: Column, row: Mapping[str, Any]) -> str:
        """Why a column of a row has no value.

        Raises:
            InputError: Because a currency has no rate: no row can be right before that is settled.
        """
        if column.slot is not None:
            return self._cell(column.name, self.layout.slots[column.slot], column.type, row)
        assert column.reads is not None
        because = [
            self._cell(header, self.layout.slots[slot], self.layout.slots[slot].type, row)
            for header, slot in column.reads.items()
            if self._read_alone(slot, row[self.layout.slots[slot].name]) is None
        ]
        told = "; ".join(because) or _("the result is empty or too large")
        return _("{column} cannot be computed: {reason}", column=column.name, reason=told)

    def _cell(self, name: str, slot: Slot, type_: ColumnType, row: Mapping[str, Any]) -> str:
        cell = row[slot.name]
        missed = self._missed(slot, row)
        if missed is not None:
            return missed
        if type_ is ColumnType.MONEY:
            of_row = self._row_currency(slot, row)
            self._check_rates(cell, of_row, row)
            both = self._currencies(cell, of_row)
            if both is not None:
                return both
        elif name == "currency":
            self._check_rates(None, self._row_currency(slot, row), row)
        reason = reasons.why_unreadable(name, type_, cell, reading_of(slot, self.reading, self._typed))
        return reason if slot.lookup is None else f"{reason} ({row[self._found(slot.lookup)]})"

    def _missed(self, slot: Slot, row: Mapping[str, Any]) -> str | None:
        """Why nothing was looked up for a cell; None where something was, or where it is none of another file."""
        if slot.lookup is None or row[self._found(slot.lookup)] is not None:
            return None
        lookup = self.layout.lookups[slot.lookup]
        sought: list[str] = []
        for number, column in lookup.keys:
            key = self.layout.slots[number]
            text = (row[key.name] or "").strip(BLANKS)
            if not text:
                return self._missed(key, row) or _(
                    "{name} is empty, so that nothing can be looked up in {file}", name=key.header, file=lookup.name
                )
            sought.append(f"{column} {text!r}")
        return _("no {key} in {file}", key=_(" with ").join(sought), file=lookup.name)

    def _found(self, lookup: int) -> str:
        return self.layout.slots[self.layout.lookups[lookup].found].name

    def _row_currency(self, slot: Slot, row: Mapping[str, Any]) -> str:
        beside = currency_beside(slot, self._currency_slot)
        return "" if beside is None else (row[beside.name] or "").strip(BLANKS)

    def _currencies(self, cell: str | None, of_row: str) -> str | None:
        own = reasons.named_currency(cell, self.reading)
        if of_row and of_row.lower() not in self.reading.signs:
            return _("{name}: {text!r} is not a currency", name="currency", text=of_row)
        if own and of_row and self.reading.signs[own.lower()] != self.reading.signs[of_row.lower()]:
            return _("the amount is in {currency}, but the currency of the row is {other}", currency=own, other=of_row)
        return None

    def _check_rates(self, cell: str | None, of_row: str, row: Mapping[str, Any]) -> None:
        for text in (of_row, reasons.named_currency(cell, self.reading) or ""):
            code = reasons.missing_rate(text, self.reading)
            if code is not None:
                ours = self.reading.currency
                with speaking(self._screen):  # reasons are in the project's language, and this is none
                    place = self._place(row[FILE], row[LINE])
                    raise InputError(
                        _("{place}: an amount is in {code}, and there is no rate for it", place=place, code=code),
                        hint=_(
                            "Say in the pipeline what 1 {code} is worth in {currency}: rates: {{{code}: …}}.",
                            code=code,
                            currency=ours,
                        ),
                    )

    def _read_alone(self, slot: int, cell: str | None) -> object:
        """The value of one cell, to tell which input of a calculation is to blame."""
        of = self.layout.slots[slot]
        return value_of_cell(self._connection.cursor(), of, cell, reading_of(of, self.reading, self._typed))
