"""What names and cells hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kartoteka.model.cells import BLANKS
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land.mapping import header_text
from kartoteka.testing.cases import Case
from kartoteka.testing.checks import TIMEZONE
from kartoteka.testing.failed import expect_none, shown
from kartoteka.testing.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from kartoteka.testing.sources.tables import ORDERS, table
from kartoteka.testing.typed import MOMENTS, TYPED, Typed

if TYPE_CHECKING:
    from kartoteka.testing.sources.filled import Landed
    from kartoteka.testing.sources.source_checks import SourceChecks

_TEXTS = {"customer_id": ColumnType.TEXT, "name": ColumnType.TEXT}
_FIELDS = {
    ColumnType.MONEY: "income",
    ColumnType.INTEGER: "age",
    ColumnType.BOOLEAN: "consent_email",
    ColumnType.DAY: "birth_date",
    ColumnType.NUMBER: "quantity",
    ColumnType.MOMENT: "ordered_on",
}
_OF_CUSTOMERS = frozenset({ColumnType.MONEY, ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.DAY})


def hostile_names(checks: SourceChecks) -> None:
    """A column keeps its name, whatever is in it, and its cells: people name columns as they like."""
    names = [case.value for case in checks.chosen(HOSTILE_NAMES)]
    cells = {name: f"under {number}" for number, name in enumerate(names)}
    columns = {"customer_id": ColumnType.TEXT, **dict.fromkeys(names, ColumnType.TEXT)}
    filled = checks.filled(table(columns, [{"customer_id": "1", **cells}]))
    told = [header_text(name) for name in filled.columns()]
    expect_none(
        (f"{shown(name)} is not among {shown(told)}" for name in names if header_text(name) not in told),
        "columns have lost their names:",
    )
    landed = filled.land()
    (row,) = landed.rows or [{}]
    wrong = (
        f"under {shown(name)} stands {shown(row.get(header_text(name)))}, not {cell!r}"
        for name, cell in cells.items()
        if row.get(header_text(name)) != cell
    )
    expect_none(wrong, f"cells are not where they belong{landed.why}:")


def hostile_values(checks: SourceChecks) -> None:
    """A text stays what it is, whatever it looks like: no word is taken for an empty cell, no zero is lost."""
    cases = checks.chosen(HOSTILE_TEXTS)
    filled = checks.filled(table(_TEXTS, [{"customer_id": case.name, "name": case.value} for case in cases]))
    landed = filled.land()
    found = landed.by_id()
    wrong = [one for case in cases for one in _differing(case.name, found, "name", case.value.strip(BLANKS), landed.why)]
    expect_none(wrong, "texts are not what they were in the system:")


def types(checks: SourceChecks) -> None:
    """Amounts keep all their digits, and numbers, booleans and days are what they were, at the edges as well."""
    chosen = checks.chosen((*TYPED, *MOMENTS))
    cases = [case for case in chosen if case.value.type in _OF_CUSTOMERS]
    wrong = [*_customers(checks, cases), *_orders(checks, [case for case in chosen if case not in cases])]
    expect_none(wrong, "values are not what they were in the system:")


def _customers(checks: SourceChecks, cases: Sequence[Case[Typed]]) -> list[str]:
    if not cases:
        return []
    columns = {"customer_id": ColumnType.TEXT, **{_FIELDS[case.value.type]: case.value.type for case in cases}}
    rows = [{"customer_id": case.name, _FIELDS[case.value.type]: case.value.value} for case in cases]
    return _wrong(cases, checks.filled(table(columns, rows)).land())


def _orders(checks: SourceChecks, cases: Sequence[Case[Typed]]) -> list[str]:
    """Numbers, and moments, which become days in the zone of the project."""
    if not cases:
        return []
    columns = {**ORDERS, "ordered_on": ColumnType.MOMENT}
    plain = {"ordered_on": MOMENTS[0].value.value, "amount": 1, "quantity": 1.0}
    rows = [
        {**plain, "order_id": case.name, "customer_id": case.name, _FIELDS[case.value.type]: case.value.value} for case in cases
    ]
    return _wrong(cases, checks.filled(table(columns, rows), "orders").land())


def _wrong(cases: Sequence[Case[Typed]], landed: Landed) -> list[str]:
    found = landed.by_id()
    return [
        wrong
        for case in cases
        for wrong in _differing(case.name, found, _FIELDS[case.value.type], _landed(case.value.value), landed.why)
    ]


def _landed(value: object) -> object:
    return value.astimezone(ZoneInfo(TIMEZONE)).date() if isinstance(value, datetime) else value


def _differing(name: str, found: Mapping[str, Mapping[str, Any]], field: str, expected: object, why: str) -> list[str]:
    if name not in found:
        return [f"{name}: the row is lost{why}"]
    became = found[name].get(field)
    return [] if became == expected else [f"{name}: {shown(expected)} became {shown(became)}"]


VALUE_CHECKS = (hostile_names, hostile_values, types)
