"""What a person reads when a condition cannot be used, and where it points."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka import Boolean, Day, Integer, Money, Text
from kartoteka.model.conditions import ConditionError, parse_condition, parse_expression
from support.examples import examples

COLUMNS = {"industry": Text, "Nr klienta": Text, "employees": Integer, "amount": Money, "d": Day, "psd_passed": Boolean}

MESSAGES = [
    ("emploees > 3", "there is no column", 0, "did you mean employees?"),
    ("psd_passed and \"Nr klient\" = 'a'", 'there is no column "Nr klient"', 15, 'did you mean "Nr klienta"?'),
    ('industry = "food"', 'there is no column "food"', 11, "single quotes: 'food'"),
    ("employees > '5'", "cannot compare \"employees\" (a whole number) and '5' (a text)", 12, "without quotes"),
    ("industry = 5", 'cannot compare "industry" (a text) and 5 (a whole number)', 11, "single quotes"),
    ("psd_passed + 1 = 2", '"psd_passed" (true or false) is not a number', 0, "takes numbers"),
    ("employees", "is not a condition", 0, "employees > 50"),
    ("employees > 5 and industry", "is not a condition", 18, "compare it"),
    ("psd_passed > true", "no order", 0, "= or <>"),
    ("d = '2026-13-01'", "'2026-13-01' is not a day", 4, "2026-11-30"),
    ("d + 3 > as_of", "a number is not a period", 4, "interval '30' day"),
    ("as_of - interval '1 month' <= d", "never taken from a day", 0, "add it on the other side"),
    ("d + interval '3000' year = d", "'3000 year' is too long; the longest period is 1000 years", 13, "interval '2 weeks'"),
    ("d > date '9999-12-31' + interval '1 day'", "this day lies after the year 9999", 9, "add a shorter period"),
    ("as_of" + 8 * " + interval '1000 years'" + " > d", "this day lies after the year 9999", 0, "add a shorter period"),
    ("d + interval '0' day = d", "'0 day' is not a period", 13, "interval '2 weeks'"),
    ("lwoer(industry) = 'a'", "there is no function lwoer", 0, "did you mean lower(a text)?"),
    ("nullif(amount, 0) = 1", "there is no function nullif", 0, "the functions are: abs, coalesce"),
    ("lower(employees) = 'a'", 'lower takes a text, not "employees" (a whole number)', 6, "lower(a text)"),
    ("lower() = 'a'", "lower does not take 0 arguments", 0, "lower(a text)"),
    ("cast(d as text) = 'x'", "a cast cannot be used", 0, "mapping"),
    ("d::text = 'x'", "a cast cannot be used", 0, "mapping"),
    ("'2026-01-01'::date = d", "a cast cannot be used", 0, "mapping"),
    ("employees in (select 1)", "a query cannot be used", 21, "no tables"),
    ("exists(select 1)", "a query cannot be used", 14, "no tables"),
    ("count(*) > 1", "an aggregate cannot be used", 0, "one row"),
    ("lower(industry) over () = 'a'", "a window function cannot be used", 0, "one row"),
    ("current_date = d", "the clock cannot be read", 0, "as_of"),
    ("now() = d", "the clock cannot be read", 0, "as_of"),
    ("t.employees = 1", "has a dot", 0, "alone"),
    ("employees in ()", "the list after in is empty", 0, "x in ('a', 'b')"),
    ("industry like lower('a')", "like needs a written-out pattern", 14, "x like 'A%'"),
    ("industry like 'a' escape '!'", "an escape in a like pattern", 0, "contains"),
    ("psd_passed = psd_passed is null", "read in two ways", 24, "parentheses"),
    ("employees = ", "something is missing beside '='", 10, "either side"),
    ("employees = 1 and", "nothing after this and", 14, "either side"),
    ("(employees = 1", "closing parenthesis is missing", 13, "add )"),
    ("employees = 1)", "')' does not fit here", 13, "no opening parenthesis"),
    ("employees > 500 500", "'500' does not fit here", 16, "double quotes"),
    ("psd_passed\nand employees 5", "'5' does not fit here", 25, "double quotes"),
    ("industry = 'food", "a quote is opened and never closed", 11, "single ones"),
    ("employees = 1; drop table x", "something else begins", 13, "semicolon"),
    ("employees = 1 -- 2", "comment", 12, "-(-x)"),
    ("employees = 99999999999999999999", "too large", 12, "9223372036854775807"),
    ("amount * amount * amount * amount > 1", "cannot be exact", 0, "16 decimal places"),
]


@pytest.mark.parametrize(("text", "message", "column", "hint"), MESSAGES, ids=[text for text, *_ in MESSAGES])
def test_a_mistake_is_named_where_it_is(text: str, message: str, column: int, hint: str) -> None:
    with pytest.raises(ConditionError) as raised:
        parse_condition(text, COLUMNS)
    error = raised.value
    assert message in error.message
    assert (error.column, hint in (error.hint or "")) == (column, True), error.hint
    assert f"(at character {column + 1})" in str(error)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "psd_passed" + ")" * 5000,
        "not " * 5000 + "psd_passed",
        " + ".join(["employees"] * 5000) + " > 1",
        "lower(" * 500 + "industry" + ")" * 500 + " = 'a'",
        "case when " * 500 + "psd_passed" + " then true end" * 500,
        "(" * 5000,
        "employees" + " = employees" * 3000,
    ],
    ids=["parentheses", "not", "sum", "calls", "case", "open", "comparisons"],
)
def test_what_is_nested_too_deep_is_told(text: str) -> None:
    with pytest.raises(ConditionError):
        parse_condition(text, COLUMNS)


@pytest.mark.parametrize("text", ["", "  \n", "null", "-- nothing"])
def test_nothing_is_not_a_computed_column(text: str) -> None:
    with pytest.raises(ConditionError):
        parse_expression(text, COLUMNS)


def test_a_name_that_differs_by_case_alone_has_to_be_quoted() -> None:
    with pytest.raises(ConditionError, match='write "Total" or "TOTAL"'):
        parse_condition("total > 1", {"Total": Integer, "TOTAL": Integer})
    assert parse_condition('"TOTAL" > 1', {"Total": Integer, "TOTAL": Integer}).names == {"TOTAL"}
    assert parse_condition("TOTAL > 1", {"Total": Integer, "TOTAL": Integer}).names == {"TOTAL"}


_PIECES = [
    "employees",
    "industry",
    "d",
    "as_of",
    "psd_passed",
    "1",
    "0.5",
    "'a'",
    "'2026-01-01'",
    "null",
    "true",
    "(",
    ")",
    ",",
]
_PIECES += ["and", "or", "not", "in", "is", "like", "between", "case", "when", "then", "else", "end", "interval", "day", "date"]
_PIECES += [
    "+",
    "-",
    "*",
    "/",
    "=",
    "<",
    "||",
    "::",
    ";",
    "[",
    "]",
    "{",
    "}",
    "?",
    "$1",
    "lower",
    "coalesce",
    "select",
    "*",
    '"',
]


@settings(max_examples=examples(400), deadline=None)
@given(st.one_of(st.lists(st.sampled_from(_PIECES), max_size=9).map(" ".join), st.text(max_size=25)))
def test_any_text_is_a_condition_or_an_error_with_a_place(text: str) -> None:
    column: int | None = None
    try:
        parse_condition(text, COLUMNS)
    except ConditionError as error:
        column = error.column
    assert column is None or 0 <= column <= len(text)


def test_the_package_costs_nothing_to_import() -> None:
    heavy = "import sys, kartoteka.model.conditions; print({'sqlglot', 'narwhals', 'duckdb', 'polars'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_a_field_of_the_customers_that_no_column_was_mapped_to() -> None:
    with pytest.raises(ConditionError) as raised:
        parse_condition("customer_type = 'private'", {**COLUMNS, "customer_id": Text})
    assert raised.value.hint == (
        "it is a field of the customers; say which column it is: columns: {customer_type: …} under sources.customers"
    )
    with pytest.raises(ConditionError) as raised:  # these are the columns of a file
        parse_condition("customer_type = 'private'", COLUMNS)
    assert "sources.customers" not in str(raised.value.hint)
