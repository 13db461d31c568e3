"""How the numbers and dates of a table are meant, by landing's own rules, with the value that settles it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kartoteka.language import N_, list_in_words
from kartoteka.language import gettext as _
from kartoteka.model.cells import CellReading
from kartoteka.pipeline.begin.decide import Decided
from kartoteka.pipeline.begin.question import Choice, Question, about_reading
from kartoteka.pipeline.begin.request import Request
from kartoteka.pipeline.begin.values import Values
from kartoteka.pipeline.land.layout import Layout, Slot
from kartoteka.pipeline.land.settle import EITHER, Settling, Votes
from kartoteka.pipeline.land.staging import staged_source
from kartoteka.pipeline.land.typed_cells import typed_cells

if TYPE_CHECKING:
    import duckdb

_SETTLED = {",": N_("decimal comma: settled by {value}"), ".": N_("decimal point: settled by {value}")}
_SETTLED_LATER = {
    ",": N_("decimal comma: settled further down in the file"),
    ".": N_("decimal point: settled further down in the file"),
}
_FROM_WORDS = {"comma": ",", "point": ".", ",": ",", ".": "."}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing about the reading: its value, what settles it, or the question."""

    value: str | None = None
    note: str | None = None
    question: Question | None = None


def settle_reading(
    connection: duckdb.DuckDBPyConnection, decided: Decided, request: Request, values: Values
) -> dict[str, Found]:
    """What has to be known of a table's numbers and dates: `decimal` and `date_order`, where any value needs them."""
    looked = decided.looked
    slots = tuple(
        Slot(looked.layout.slots[position].name, looked.headers[position], type_)
        for position, type_ in typed_cells(decided.mapping(), looked.headers)
    )
    layout = Layout(looked.files, slots, (), (), decided.mapping())
    said = {name: request.said_of(looked.table, name) for name in ("decimal", "date_order", "date_format")}
    mark = _FROM_WORDS.get(said["decimal"] or "")
    written = CellReading("UTC", "XXX", mark, said["date_order"], said["date_format"])  # type: ignore[arg-type]  # checked with the file
    settling = Settling(connection, layout, written, frozenset())
    marks, orders = settling.votes(staged_source(looked.staged, layout), looked.place)
    later = _later(settling, marks, orders, decided, values)
    return {
        "decimal": Found(mark or said["decimal"], _("as said"))
        if said["decimal"]
        else _mark(looked.table, marks, later.get("decimal")),
        "date_order": Found(said["date_order"], _("as said"))
        if said["date_order"]
        else _order(looked.table, orders, later.get("date_order")),
    }


def _later(settling: Settling, marks: Votes, orders: Votes, decided: Decided, values: Values) -> dict[str, Any]:
    """What rows behind the sample settle."""
    import duckdb

    if decided.looked.whole or not (set(marks) == {EITHER} or set(orders) == {EITHER}):
        return {}
    whole = values.whole(decided.looked)
    if whole is None:
        return {}
    try:
        reading = settling.look(whole, None).reading
    except duckdb.Error:
        return {}
    return {"decimal": reading.decimal, "date_order": reading.date_order}


def _mark(table: str, votes: Votes, later: str | None) -> Found:
    clear = [vote for vote in votes if vote != EITHER]
    if len(clear) == 1:
        return Found(clear[0], _(_SETTLED[clear[0]], value=votes[clear[0]]))
    if not votes:
        return Found()
    if later is not None:
        return Found(later, _(_SETTLED_LATER[later]))
    choices = [Choice("comma", _("1.234,5 or 1 234,5")), Choice("point", "1,234.5")]
    if clear:
        text = _(
            "The numbers of the {table} have two decimal marks: {values}. Which one is meant? Rows with the other are "
            "rejected.",
            table=table,
            values=list_in_words([str(votes[vote]) for vote in clear]),
        )
    else:
        text = _(
            "In the {table}, {value} may have a decimal mark or a thousands mark. Which mark stands before decimals?",
            table=table,
            value=votes[EITHER],
        )
    return Found(question=about_reading(table, "decimal", text, choices))


def _order(table: str, votes: Votes, later: str | None) -> Found:
    clear = [vote for vote in votes if vote != EITHER]
    if len(clear) == 1:
        return Found(clear[0], _("settled by {value}", value=votes[clear[0]]))
    if not votes:
        return Found()
    if later is not None:
        return Found(later, _("settled further down in the file"))
    choices = [
        Choice("day-first", _("3/4 is the third of April")),
        Choice("month-first", _("3/4 is the fourth of March")),
    ]
    if clear:
        text = _(
            "The dates of the {table} follow two orders: {values}. Which one is meant? Rows with the other are rejected.",
            table=table,
            values=list_in_words([str(votes[vote]) for vote in clear]),
        )
    else:
        text = _(
            "In the {table}, {value} may begin with the day or the month. Which comes first?",
            table=table,
            value=votes[EITHER],
        )
    return Found(question=about_reading(table, "date_order", text, choices))
