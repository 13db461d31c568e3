"""What arrives: all rows, with their names and cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kartoteka.model.types import ColumnType
from kartoteka.testing.cases import Case
from kartoteka.testing.exporters.given import GivenRows, given
from kartoteka.testing.exporters.read_back import ReadBack
from kartoteka.testing.exporters.same import same
from kartoteka.testing.failed import expect, expect_none, shown
from kartoteka.testing.hostile import EMPTY_TEXT, HOSTILE_NAMES, HOSTILE_TEXTS
from kartoteka.testing.typed import MOMENTS, TYPED, Typed

if TYPE_CHECKING:
    from kartoteka.testing.exporters.exporter_checks import ExporterChecks

COLUMNS: Mapping[str, ColumnType] = {
    "customer_id": ColumnType.TEXT,
    "name": ColumnType.TEXT,
    "email": ColumnType.TEXT,
    "orders": ColumnType.INTEGER,
    "share": ColumnType.NUMBER,
    "turnover": ColumnType.MONEY,
    "active": ColumnType.BOOLEAN,
    "last_order_on": ColumnType.DAY,
    "seen_at": ColumnType.MOMENT,
}
"""The columns of most lists: the key, an address, and one of each type."""


def customers(number: int) -> GivenRows:
    """A list without anything odd."""
    return given(COLUMNS, [_customer(one) for one in range(1, number + 1)])


def _customer(number: int) -> dict[str, Any]:
    return {
        "customer_id": f"K{number:06}",
        "name": f"Firm {number}",
        "email": f"info@firm-{number}.example.com",
        "orders": number,
        "share": number / 8,
        "turnover": Decimal(number) / 4,
        "active": number % 2 == 0,
        "last_order_on": date(2026, 1 + number % 12, 1 + number % 28),
        "seen_at": datetime(2026, 11, 1 + number % 30, number % 24, 5, 1),  # noqa: DTZ001  # moments are in UTC
    }


def no_rows(checks: ExporterChecks) -> None:
    """A list that nobody is on is delivered as one: without rows, with its columns. Last month's list must not stay."""
    asked = [case.name for case in checks.chosen((Case("rows", "rows"), Case("columns", "columns")))]
    columns = list(checks.expected(customers(0)).columns)
    back = checks.delivered(customers(0))
    expect("rows" not in asked or not back.rows, f"{len(back.rows)} rows arrived of none")
    told = f"without rows, the columns are {list(back.columns)}, not {columns}"
    expect("columns" not in asked or list(back.columns) == columns, told)


def one_row(checks: ExporterChecks) -> None:
    """One row arrives, with its cells."""
    _arrives_whole(checks, customers(1))


def many_rows(checks: ExporterChecks) -> None:
    """Each of many rows arrives once, and with its own cells."""
    _arrives_whole(checks, customers(checks.many))


def nulls(checks: ExporterChecks) -> None:
    """An empty cell arrives empty in every column but the key: not as a zero, not as the word None."""
    (full,) = customers(1).table.to_pylist()
    rows = [{**full, "customer_id": f"no {name}", name: None} for name in list(COLUMNS)[1:]]
    _arrives_whole(checks, given(COLUMNS, [*rows, {"customer_id": "nothing"}]))


def hostile_names(checks: ExporterChecks) -> None:
    """A column arrives under its name, whatever is in it: customers' files have such columns, and they are kept."""
    names = [case.value for case in checks.chosen(HOSTILE_NAMES)]
    columns = {"customer_id": ColumnType.TEXT, **dict.fromkeys(names, ColumnType.TEXT)}
    cells = {name: f"under {number}" for number, name in enumerate(names)}
    _arrives_whole(checks, given(columns, [{"customer_id": "1", **cells}]))


def hostile_values(checks: ExporterChecks) -> None:
    """A text arrives as what it is, whatever it looks like."""
    cases = checks.chosen((*HOSTILE_TEXTS, EMPTY_TEXT))
    columns = {"customer_id": ColumnType.TEXT, "name": ColumnType.TEXT}
    rows = given(columns, [{"customer_id": case.name, "name": case.value} for case in cases])
    _arrives_whole(checks, rows)


def types(checks: ExporterChecks) -> None:
    """Amounts keep all their digits, and numbers, booleans, days and moments are what they were, at the edges as well."""
    cases = checks.chosen((*TYPED, *MOMENTS))
    columns = {case.value.type.value: case.value.type for case in cases}
    rows = [{"customer_id": case.name, case.value.type.value: _plain(case)} for case in cases]
    _arrives_whole(checks, given({"customer_id": ColumnType.TEXT, **columns}, rows))


def _plain(case: Case[Typed]) -> object:
    """Moments are carried without their zone, which is UTC."""
    value = case.value.value
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _arrives_whole(checks: ExporterChecks, rows: GivenRows) -> None:
    same_rows(checks.expected(rows), checks.delivered(rows))


def same_rows(rows: GivenRows, back: ReadBack) -> None:
    """Hold what arrived against what should have, row by row in whatever order; the first column names a row."""
    names = list(rows.columns)
    missing = [shown(name) for name in names if name not in back.columns]
    expect_none(missing, f"columns did not arrive; those that did are {shown(list(back.columns))}:")
    found = {str(row[back.columns.index(names[0])]): row for row in back.rows}
    expected = {str(row[0]): row for row in rows.cells()}
    lost, invented = expected.keys() - found.keys(), found.keys() - expected.keys()
    expect(not lost, f"{len(lost)} of {len(expected)} rows did not arrive, the first {shown(min(lost, default=''))}")
    expect(not invented, f"{len(invented)} rows arrived that nobody gave, the first {shown(min(invented, default=''))}")
    expect(len(back.rows) == len(found), f"{len(back.rows) - len(found)} rows arrived more than once")
    places = [back.columns.index(name) for name in names]
    expect_none(_differing(rows.columns, expected, found, places), "cells are not what was given:")


def _differing(
    columns: Mapping[str, ColumnType],
    expected: Mapping[str, Sequence[object]],
    found: Mapping[str, Sequence[object]],
    places: Sequence[int],
) -> list[str]:
    return [
        f"row {key}, {name}: {shown(cell)} became {shown(found[key][place])}"
        for key, row in expected.items()
        for (name, kind), cell, place in zip(columns.items(), row, places, strict=True)
        if not same(kind, cell, found[key][place])
    ]


ROW_CHECKS = (no_rows, one_row, many_rows, nulls, hostile_names, hostile_values, types)
