"""Settle how numbers and dates of a source are meant, from those of its values that can be meant in one way only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kartoteka.engine.duckdb import parse, parse_dates
from kartoteka.engine.duckdb.sql import identifier
from kartoteka.errors import InputError
from kartoteka.language import gettext as _
from kartoteka.model.cells import CellReading
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land.layout import Layout, Slot
from kartoteka.pipeline.land.statement import Source

if TYPE_CHECKING:
    import duckdb

SAMPLE_ROWS = 20_000
_NUMERIC = (ColumnType.MONEY, ColumnType.NUMBER, ColumnType.INTEGER)
_DATED = (ColumnType.DAY, ColumnType.MOMENT)
EITHER = "?"
"""The vote of a value that can be meant in two ways."""


@dataclass(frozen=True, slots=True)
class Example:
    """A value that says something, and where it stands."""

    text: str
    place: str

    @property
    def shown(self) -> str:
        """The text in quotes, with plain blanks for whatever blanks it has."""
        return repr(" ".join(self.text.split()))

    def __str__(self) -> str:
        return f"{self.shown} ({self.place})"


Votes = Mapping[str, Example]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a look at the values gave.

    Attributes:
        reading: With what could be settled.
        open: Something is ambiguous or contradictory: a look at all the values has to decide, or raise.
    """

    reading: CellReading
    open: bool


class Settling:
    """Looks at the values of one source.

    Args:
        connection: Where to look.
        layout: Which slots hold numbers and dates.
        reading: What the project file says; what it says is not looked for.
        place: Names the place of a row of the careful way, from its file and line.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        layout: Layout,
        reading: CellReading,
        typed: frozenset[str],
    ) -> None:
        self.connection = connection
        self.reading = reading
        untyped = [slot for slot in layout.slots if slot.name not in typed and slot.lookup is None]
        self.numbers = [slot for slot in untyped if slot.type in _NUMERIC] if reading.decimal is None else []
        dated = reading.date_order is None and reading.date_format is None
        self.dates = [slot for slot in untyped if slot.type in _DATED] if dated else []

    def look(self, source: Source, rows: int | None) -> Settled:
        """Settle what the first rows (all where None) say, without complaint."""
        sql = source.sql if rows is None else f"SELECT * FROM ({source.sql}) LIMIT {rows}"
        marks = self._votes(sql, self.numbers, parse.decimal_vote, None)
        orders = self._votes(sql, self.dates, parse_dates.order_vote, None)
        mark, order = _only(marks), _only(orders)
        reading = replace(self.reading, **_found(mark, order))
        return Settled(reading, (mark is None and bool(marks)) or (order is None and bool(orders)))

    def decide(self, source: Source, place: Callable[[int, int], str], where: str) -> CellReading:
        """Settle from all values of the careful way.

        Raises:
            InputError: Nothing settles it, or the values contradict each other.
        """
        marks, orders = self.votes(source, place)
        mark, order = _only(marks), _only(orders)
        if marks and mark is None:
            raise _unsettled_mark(marks, where)
        if orders and order is None:
            raise _unsettled_order(orders, where)
        return replace(self.reading, **_found(mark, order))

    def votes(self, source: Source, place: Callable[[int, int], str]) -> tuple[Votes, Votes]:
        """What the values of the careful way say of the decimal mark, and of the order of dates, with an example of each."""
        return (
            self._votes(source.sql, self.numbers, parse.decimal_vote, place),
            self._votes(source.sql, self.dates, parse_dates.order_vote, place),
        )

    def _votes(
        self, sql: str, slots: list[Slot], vote: Callable[[str], str], place: Callable[[int, int], str] | None
    ) -> dict[str, Example]:
        """Each thing that a value says, with the first value that says it."""
        if not slots:
            return {}
        said = ", ".join(f"{{'vote': {vote(identifier(slot.name))}, 'cell': {identifier(slot.name)}}}" for slot in slots)
        if place is None:
            query = (
                f"SELECT said.vote, any_value(said.cell), 0, 0 FROM (SELECT unnest([{said}]) AS said FROM ({sql})) GROUP BY 1"
            )
        else:
            first = ", ".join(f'arg_min({name}, "row:number")' for name in ("said.cell", '"row:file"', '"row:line"'))
            places = f'SELECT "row:number", "row:file", "row:line", unnest([{said}]) AS said FROM ({sql})'
            query = f"SELECT said.vote, {first} FROM ({places}) GROUP BY 1"
        found = self.connection.execute(query).fetchall()
        return {said: Example(cell, place(file, line) if place else "") for said, cell, file, line in found if said is not None}


def _only(votes: Votes) -> str | None:
    clear = [vote for vote in votes if vote != EITHER]
    return clear[0] if len(clear) == 1 else None


def _found(mark: str | None, order: str | None) -> dict[str, Any]:
    return {name: found for name, found in (("decimal", mark), ("date_order", order)) if found is not None}


def _unsettled_mark(votes: Votes, where: str) -> InputError:
    choice = _("{one} or {other} under {key}", one='decimal: ","', other='decimal: "."', key=where)
    if len(votes) == 1:
        example = votes[EITHER]
        message = _(
            "{place}: {text} may have a decimal mark or a thousands mark, and no other number of this source settles it",
            place=example.place,
            text=example.shown,
        )
        return InputError(message, hint=_("Say which mark stands before the decimals: {choice}.", choice=choice))
    message = _(
        "the numbers of this source have two decimal marks: {one} has a comma, {other} a point",
        one=votes[","],
        other=votes["."],
    )
    return InputError(
        message, hint=_("Say which one is meant: {choice}; rows with the other are then rejected.", choice=choice)
    )


def _unsettled_order(votes: Votes, where: str) -> InputError:
    choice = _("{one} or {other} under {key}", one="date_order: day-first", other="date_order: month-first", key=where)
    if len(votes) == 1:
        example = votes[EITHER]
        message = _(
            "{place}: {text} may begin with the day or the month, and no other date of this source settles it",
            place=example.place,
            text=example.shown,
        )
        return InputError(message, hint=_("Say which comes first: {choice}.", choice=choice))
    first, second = votes["day-first"], votes["month-first"]
    message = _(
        "the dates of this source follow two orders: {one} begins with the day, {other} with the month",
        one=first,
        other=second,
    )
    return InputError(
        message, hint=_("Say which one is meant: {choice}; rows with the other are then rejected.", choice=choice)
    )
