"""What goes into the project file, and what a person is told of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kartoteka.components.source import CsvFile
from kartoteka.language import N_, ngettext
from kartoteka.language import gettext as _
from kartoteka.pipeline.begin.amounts import Rows
from kartoteka.pipeline.begin.decide import Decided
from kartoteka.pipeline.begin.prices import Prices
from kartoteka.pipeline.begin.reading import Found
from kartoteka.pipeline.begin.request import PRICES, Request
from kartoteka.pipeline.begin.surroundings import Currencies, Settled
from kartoteka.pipeline.begin.taxes import tax_remark
from kartoteka.pipeline.begin.write import WrittenProject, WrittenSource
from kartoteka.pipeline.land.open_text import open_text
from kartoteka.plugin.registry import Registry

_DELIMITERS = {"\t": "tab", None: "whitespace"}
_ON_LISTS = ("customer_id", "name", "first_name", "last_name", "email", "phone", "city")
_STEP = {"frequency": "loyalty", "headcount": "size", "rules": "size_band"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A project that is ready to be written, with what to tell of it."""

    project: WrittenProject
    assumed: Sequence[str]
    remarks: Sequence[str]


def draft_project(
    request: Request,
    registry: Registry,
    rows: Rows | None,
    prices: Prices | None,
    decided: Mapping[str, Decided],
    readings: Mapping[str, Mapping[str, Found]],
    locale: Settled,
    timezone: Settled,
    currencies: Currencies,
) -> Draft:
    """Put together what was settled."""
    assert currencies.settled is not None
    remarks = _remarks(decided, rows)
    sources = {table: _source(one, request, readings[table], rows) for table, one in decided.items()}
    if prices is not None:
        sources["orders"] = _with_prices(sources["orders"], prices, request)
    segments = _segments(decided, registry)
    project = WrittenProject(
        name=request.name,
        locale=locale,
        timezone=timezone,
        currency=currencies.settled,
        rates=currencies.rates,
        sources=sources,
        segments=segments,
        codes=_codes(decided),
        minimum=request.minimum,
        list_columns=_list_columns(decided, segments),
    )
    settings = (("locale", locale), ("timezone", timezone), ("currency", currencies.settled))
    assumed = [f"--{name} {settled.value}" for name, settled in settings if settled.assumed]
    return Draft(project, assumed, remarks)


def _source(decided: Decided, request: Request, reading: Mapping[str, Found], rows: Rows | None) -> WrittenSource:
    looked = decided.looked
    if looked.use != "csv":
        return _own_source(decided, request, reading, rows)
    file = looked.files[0]
    options: dict[str, str | int | Sequence[str] | None] = {"path": written_path(request.files[looked.table], request.folder)}
    notes = dict(decided.notes)
    said = {name: request.said_of(looked.table, name) for name in ("encoding", "delimiter", "max_rejects", "date_format")}
    if said["encoding"] or len({one.encoding for one in looked.files}) == 1:
        letters = _telling_letters(file)
        if said["encoding"] or letters:
            options["encoding"] = file.encoding
            notes["encoding"] = _("as said") if said["encoding"] else _("it makes {word!r}", word=letters)
    if len({one.delimiter for one in looked.files}) == 1:
        options["delimiter"] = _DELIMITERS.get(file.delimiter, file.delimiter)
    for name in ("quote", "escape", "header", "header_rows", "skip_lines", "footer_lines", "column_range"):
        if name in looked.options and looked.options[name] is not True:
            options[name] = looked.options[name]
            if name in looked.notes:
                notes[name] = looked.notes[name]
    for name, found in reading.items():
        if found.value is not None:
            options[name] = found.value
            notes[name] = found.note or ""
    for name in ("date_format", "max_rejects"):
        if (text := said[name]) is not None:
            options[name], notes[name] = _number_or_text(text), _("as said")
    columns = _columns(decided)
    _tell_of_columns(decided, columns, notes)
    return WrittenSource(options, columns, notes, _kept(decided), _source_remarks(decided, rows))


def _own_source(decided: Decided, request: Request, reading: Mapping[str, Found], rows: Rows | None) -> WrittenSource:
    """A source that reads no text: its cells are typed, so that no marks are to be settled unless somebody says them."""
    looked = decided.looked
    options: dict[str, Any] = {"path": written_path(request.files[looked.table], request.folder), **looked.own_options}
    notes = {**decided.notes, **looked.notes}
    for name, found in reading.items():
        if found.value is not None and request.said_of(looked.table, name) is not None:
            options[name] = found.value
            notes[name] = found.note or ""
    said = ((name, request.said_of(looked.table, name)) for name in ("date_format", "max_rejects"))
    options |= {name: _number_or_text(text) for name, text in said if text is not None}
    columns = _columns(decided)
    _tell_of_columns(decided, columns, notes)
    return WrittenSource(options, columns, notes, _kept(decided), _source_remarks(decided, rows), use=looked.use)


def _tell_of_columns(decided: Decided, columns: Mapping[str, str | int], notes: dict[str, str]) -> None:
    looked = decided.looked
    for name, value in columns.items():
        if isinstance(value, int) and name not in notes and 0 < value <= len(looked.headers):
            notes[name] = _at_position(looked.headers[value - 1], value)
    for position, reason in decided.refused.items():
        kept_as = next((name for name, value in columns.items() if value == decided.reference(position)), None)
        if kept_as is not None and reason.because:
            notes[kept_as] = str(reason)


def _at_position(header: str, position: int) -> str:
    if header:
        return _("column {number}, {header!r}", number=position, header=header)
    return _("column {number}, which has no header", number=position)


def _with_prices(orders: WrittenSource, prices: Prices, request: Request) -> WrittenSource:
    lookup = {
        **({} if prices.use == "csv" else {"use": prices.use}),
        "path": written_path(request.files[PRICES], request.folder),
        "key": prices.here if prices.here == prices.there else {prices.here: prices.there},
        "take": {"unit_price": prices.price},
    }
    notes = {**orders.notes, "lookup.key": prices.note}
    return replace(orders, lookup=lookup, notes=notes)


def _number_or_text(text: str) -> str | int:
    return int(text) if text.isdigit() else text


def written_path(path: str, folder: Path) -> str:
    """A path as it works from the project's folder: relative inside of it, absolute elsewhere."""
    inside = os.path.relpath(path, folder)
    return path if inside.startswith("..") else Path(inside).as_posix()


def _columns(decided: Decided) -> dict[str, str | int]:
    """All fields by their headers, as they were recognised or decided, and the custom ones that have to be written."""
    columns: dict[str, str | int] = {}
    positions = decided.positions()
    for column in decided.mapping().columns:
        if column.name in decided.written:
            columns[column.name] = decided.written[column.name]
        elif column.name in positions and not _is_second(column.name, positions):
            columns[column.name] = decided.reference(positions[column.name])
    return {**columns, **{name: value for name, value in decided.written.items() if name not in columns}}


def _is_second(name: str, positions: Mapping[str, int]) -> bool:
    """Whether a field is the bands of a column that is written as `employees`."""
    return name == "employees_band" and positions.get("employees") == positions[name]


def _kept(decided: Decided) -> list[str]:
    return [column.name for column in decided.mapping().columns if not column.is_field and column.name not in decided.written]


def _telling_letters(file: CsvFile) -> str:
    """A word of the file that is more than ASCII, which its encoding makes; empty where there is none in its first lines."""
    with open_text(file.path, file.encoding, file.compression) as stream:
        text = stream.read(1 << 16)
    words = (
        word.strip("\"';,|()«».:") for line in text.splitlines() for word in line.replace(file.delimiter or " ", " ").split()
    )
    return next((word[:30] for word in words if not word.isascii() and any(letter.isalpha() for letter in word)), "")


def _source_remarks(decided: Decided, rows: Rows | None) -> list[str]:
    if decided.table != "orders" or rows is None:
        return []
    lines = rows.lines()
    if lines is None:
        return [_("No column is the number of an order, so each row is an order of its own.")]
    count, orders = lines
    if orders < count:
        rows_told = ngettext("{number} row", "{number} rows", count, number=count)
        orders_told = ngettext("{number} order", "{number} orders", orders, number=orders)
        told = (
            N_("An order has several lines ({rows} are {orders}); they are summed.")
            if decided.looked.whole
            else N_("An order has several lines ({rows} are {orders} among the first); they are summed.")
        )
        return [_(told, rows=rows_told, orders=orders_told)]
    return []


def _segments(decided: Mapping[str, Decided], registry: Registry) -> str:
    if "orders" in decided:
        return "frequency"
    known = {column.name for column in decided["customers"].mapping().columns}
    if known & {"employees", "employees_band"} and "headcount" in registry.names("segmenter"):
        return "headcount"
    return "rules" if "employees" in known else ""


def _codes(decided: Mapping[str, Decided]) -> str | None:
    """The register whose codes stand in a column of bands; None where it has words or numbers of people."""
    customers = decided.get("customers")
    at = {} if customers is None else customers.positions()
    if customers is None or "employees_band" not in at or _is_second("employees_band", at):
        return None
    return "insee" if customers.profiles[at["employees_band"]].register_codes == 1 else None


def _list_columns(decided: Mapping[str, Decided], segments: str) -> list[str]:
    table = decided.get("customers") or decided["orders"]
    known = {column.name for column in table.mapping().columns}
    columns = [name for name in _ON_LISTS if name in known]
    step = _STEP.get(segments)
    if step is not None:
        columns.append(step)
    if segments == "frequency":
        columns += ["loyalty_turnover", "loyalty_last_order_on", "loyalty_message"]
    return columns


def _nameless(decided: Decided) -> str | None:
    """Told where customers have no name: lists of them are of little use."""
    known = decided.positions().keys() | decided.said
    if decided.table != "customers" or known & {"name", "last_name"}:
        return None
    return _("No column was recognised as the name, so it is on no list; --column customers.name=HEADER says which one it is.")


def _remarks(decided: Mapping[str, Decided], rows: Rows | None) -> list[str]:
    remarks: list[str] = []
    for table, one in decided.items():
        remarks += [f"{table}: {remark}" for remark in _source_remarks(one, rows)]
        remarks += [
            _(
                "{table}: {header!r} is {reason}; it stays a custom field.",
                table=table,
                header=one.looked.headers[position],
                reason=reason,
            )
            for position, reason in one.refused.items()
            if reason.because
        ]
        remarks += [f"{table}: {remark}" for remark in (_nameless(one), tax_remark(one)) if remark is not None]
        if "amount" in one.notes and "amount" not in one.said:
            amount, note = one.written["amount"], one.notes["amount"]
            remarks.append(_("{table}: amount is {amount} ({reason}).", table=table, amount=amount, reason=note))
    return remarks
