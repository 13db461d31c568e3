"""Random conditions over random rows: Python's plain reading, DuckDB's own SQL and both engines agree on every row."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka.model.conditions import parse_condition, parse_expression
from support.conditions import AS_OF, COLUMNS, Row, Written, conditions, numbers, rows
from support.engines import ENGINES, arrow, lazy, values
from support.examples import examples


@settings(max_examples=examples(100), deadline=None)
@given(rows=rows, written=st.lists(conditions, min_size=1, max_size=4))
def test_every_engine_reads_a_condition_as_sql_does(rows: list[Row], written: list[Written]) -> None:
    table = arrow(COLUMNS, rows)
    expected = {f"c{index}": [each.of(row) for row in rows] for index, each in enumerate(written)}
    assert _by_sql(table, [each.text for each in written]) == expected
    parsed = {f"c{index}": parse_condition(each.text, COLUMNS) for index, each in enumerate(written)}
    anchored = {name: condition.expression(AS_OF) for name, condition in parsed.items()}
    for engine in ENGINES:
        assert values(lazy(engine, table), **anchored) == expected, engine


@settings(max_examples=examples(60), deadline=None)
@given(rows=rows, written=conditions)
def test_the_conjuncts_together_are_the_condition(rows: list[Row], written: Written) -> None:
    condition = parse_condition(written.text, COLUMNS)
    again = parse_condition(" and ".join(f"({conjunct.text})" for conjunct in condition.conjuncts), COLUMNS)
    assert [conjunct.names for conjunct in again.conjuncts] == [conjunct.names for conjunct in condition.conjuncts]
    table = arrow(COLUMNS, rows)
    truths = {f"t{index}": conjunct.expression(AS_OF) for index, conjunct in enumerate(condition.conjuncts)}
    whole = {"whole": condition.expression(AS_OF)}
    got = values(lazy("polars", table), **truths, **whole)
    for index, result in enumerate(got["whole"]):
        parts = [got[name][index] for name in truths]
        assert result == (False if False in parts else None if None in parts else True)


@settings(max_examples=examples(100), deadline=None)
@given(rows=rows, written=numbers)
def test_calculations_give_the_same_number_on_every_engine(rows: list[Row], written: Written) -> None:
    expression = parse_expression(written.text, COLUMNS).expression(AS_OF)
    expected = [each if each is None else float(each) for each in (written.of(row) for row in rows)]
    table = arrow(COLUMNS, rows)
    for engine in ENGINES:
        got = [each if each is None else float(each) for each in values(lazy(engine, table), x=expression)["x"]]
        assert got == expected, engine


def _by_sql(table: Any, texts: list[str]) -> dict[str, list[bool | None]]:
    connection = duckdb.connect()
    connection.register("given_rows", table)
    columns = ", ".join(f"({text}) as c{index}" for index, text in enumerate(texts))
    query = f"select {columns} from (select *, date '{AS_OF}' as as_of from given_rows) order by \"row\""
    found = connection.execute(query).fetchall()
    return {f"c{index}": [row[index] for row in found] for index in range(len(texts))}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", ["true", "null", "as_of > '2020-01-01'", "1 = 1 and null is null"])
def test_a_condition_without_columns_filters_too(engine: str, text: str) -> None:
    frame = lazy(engine, arrow({"s": COLUMNS["s"]}, [{"s": None}, {"s": "a"}]))
    kept = frame.filter(parse_condition(text, {"s": COLUMNS["s"]}).expression(AS_OF)).collect()
    assert len(kept) == (0 if text == "null" else 2)


@settings(max_examples=examples(60), deadline=None)
@given(rows=rows, written=conditions)
def test_what_a_condition_can_be_holds_for_every_row(rows: list[Row], written: Written) -> None:
    for conjunct in parse_condition(written.text, COLUMNS).conjuncts:
        found = values(lazy("polars", arrow(COLUMNS, rows)), truth=conjunct.expression(AS_OF))["truth"]
        assert set(found) <= conjunct.truths(AS_OF)
