"""The rows that could not be used, by source and reason, and the cells that were left empty.

A reject is shown by its place and its reason alone, which quotes the cell at fault. The row itself, with all else that it says
of a person, stays in the file of rejects; of a sensitive field not even the reason is quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words
from kartoteka.model.fields import sensitive_fields
from kartoteka.pipeline.land import LandedTable
from kartoteka.report.cells import counted, number, text
from kartoteka.report.opened import OpenedRun
from kartoteka.report.page import Block, Cell, Part, Sentence, Table
from kartoteka.report.rejected import EXAMPLES, Example, Rejected, rejected_rows

_MOST_REASONS = 50
_LONGEST = 200


def rejects(opened: OpenedRun) -> Part:
    """A part for each source of which something could not be used."""
    parts = []
    for table, landed in {**opened.landed, **opened.lists}.items():
        blocks = tuple(_blocks(opened, landed))
        if blocks:
            parts.append(Part(f"rejects-{table}", table, blocks))
    sentence = (
        Sentence(_("Every row and every cell could be used."))
        if not parts
        else Sentence(
            _("The rows themselves are not repeated here, as they speak of people: they stand in the files of rejects."), "note"
        )
    )
    return Part("rejects", _("Rejected rows"), (sentence,), parts)


def _blocks(opened: OpenedRun, landed: LandedTable) -> Iterator[Block]:
    found = rejected_rows(landed, opened.data.engine)
    if (found or landed.emptied) and landed.table in opened.read_again:
        yield Sentence(_("The source was read again since this run. What is told here is of the later reading."), "warning")
    if found:
        yield _rejected(landed.table, found[:_MOST_REASONS])
        more = len(found) - _MOST_REASONS
        if more > 0:
            told = ngettext("{number} more reason is left out.", "{number} more reasons are left out.", more, number=more)
            yield Sentence(told, "note")
    if landed.emptied:
        yield _emptied(landed)


def _rejected(table: str, found: Sequence[Rejected]) -> Table:
    rows = []
    for one in found:
        hidden = _is_sensitive(one.reason)
        examples = "; ".join(_example(example, hidden=hidden) for example in one.examples)
        rows.append((Cell(_short(one.reason)), counted(one.rows), Cell(examples)))
    columns = (text(_("reason")), number(_("rows")), text(_("the first of them")))
    caption = _("Rejected rows of {table}, with at most {number} examples of each reason", table=table, number=EXAMPLES)
    return Table(f"rejects-{table}-table", caption, columns, rows)


def _example(example: Example, *, hidden: bool) -> str:
    place = _place(example.file, example.line)
    return place if hidden else _("{place}: {reason}", place=place, reason=_short(example.reason))


def _place(file: str, line: int | None) -> str:
    return file if line is None else _("{file}, line {line}", file=file, line=number_in_words(line))


def _emptied(landed: LandedTable) -> Table:
    rows = []
    for one in landed.emptied:
        hidden = one.column in sensitive_fields()
        reason = Cell("–") if hidden else Cell(_short(one.reason))
        rows.append((Cell(one.column), counted(one.cells), Cell(_place(one.file, one.line)), reason))
    columns = (text(_("column")), number(_("cells")), text(_("the first of them")), text(_("reason")))
    caption = _("Cells of {table} that could not be read and were left empty; their rows are used", table=landed.table)
    return Table(f"emptied-{landed.table}-table", caption, columns, rows)


def _is_sensitive(reason: str) -> bool:
    """A reason begins with its column."""
    return any(reason.startswith(name) for name in sensitive_fields())


def _short(reason: str) -> str:
    return reason if len(reason) <= _LONGEST else f"{reason[: _LONGEST - 1]}…"
