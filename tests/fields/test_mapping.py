"""What the project file may write under `columns`, and what it is told when that does not work."""

from __future__ import annotations

import pytest

from kartoteka.model.types import Day, Integer, Money, Number, Text
from kartoteka.pipeline.land.mapping import MappingProblem, TableMapping, resolve_mapping

ORDERS = ["customer_id", "ordered_on", "amount"]


def only_problem(mapping: TableMapping) -> MappingProblem:
    assert len(mapping.problems) == 1, [str(problem) for problem in mapping.problems]
    return mapping.problems[0]


def test_what_is_written_holds_and_the_rest_is_recognised() -> None:
    mapping = resolve_mapping("orders", ["Nr klienta", "Kiedy", "Kwota", "Uwagi"], {"ordered_on": "Kiedy"})
    assert mapping.problems == ()
    assert [(column.name, column.header, column.guessed, column.is_field) for column in mapping.columns] == [
        ("customer_id", "Nr klienta", True, True),
        ("ordered_on", "Kiedy", False, True),
        ("amount", "Kwota", True, True),
        ("Uwagi", "Uwagi", True, False),
    ]
    assert mapping.types == {"customer_id": Text, "ordered_on": Day, "amount": Money, "Uwagi": Text}


def test_a_written_field_is_not_recognised_a_second_time() -> None:
    mapping = resolve_mapping("orders", [*ORDERS[:2], "Wartość netto", "Wartość brutto"], {"amount": "Wartość brutto"})
    assert mapping["amount"].header == "Wartość brutto"
    assert mapping["Wartość netto"].is_field is False


def test_a_header_written_for_a_custom_column_is_not_recognised() -> None:
    mapping = resolve_mapping("orders", [*ORDERS, "Status"], {"stage": "Status"})
    assert mapping.types == {"customer_id": Text, "ordered_on": Day, "amount": Money, "stage": Text}


@pytest.mark.parametrize("written", ["Kwota netto", "KWOTA NETTO", "  Kwota netto ", 3])
def test_header_or_position(written: str | int) -> None:
    mapping = resolve_mapping("orders", ["customer_id", "ordered_on", "Kwota netto"], {"amount": written})
    assert (mapping["amount"].header, mapping["amount"].index) == ("Kwota netto", 2)


def test_an_exact_header_wins_over_one_in_another_case() -> None:
    mapping = resolve_mapping("orders", [*ORDERS, "KOD", "Kod"], {"product": "Kod"})
    assert mapping["product"].index == 4


def test_a_header_that_reads_like_a_calculation_is_a_header() -> None:
    mapping = resolve_mapping("customers", ["customer_id", "A/B"], {"market": "A/B"})
    assert mapping["market"].header == "A/B"


@pytest.mark.parametrize("position", [0, 4, -1])
def test_a_position_outside_of_the_file(position: int) -> None:
    problem = only_problem(resolve_mapping("orders", ORDERS, {"amount": position}))
    assert problem.key == ("columns", "amount")
    assert str(problem) == f"there is no column {position}\n  the file has columns 1 to 3"


@pytest.mark.parametrize("written", ["Kwota neto", "kwota_netto", "Kwota"])
def test_a_misspelt_header_is_told_the_nearest(written: str) -> None:
    problem = only_problem(resolve_mapping("orders", ["customer_id", "ordered_on", "Kwota netto"], {"amount": written}))
    assert problem.key == ("columns", "amount")
    assert problem.message == f"the file has no column {written!r}"
    assert problem.hint == "the nearest is 'Kwota netto'; the columns are 'customer_id', 'ordered_on', 'Kwota netto'"


def test_headers_that_share_a_word_with_a_missing_one_are_named_where_they_are_not_used() -> None:
    headers = ["Nr klienta", "Oznaczenie / pełne firmy", "Opis firmy", "Miasto firmy", "NIP firmy"]
    columns: dict[str, str | int] = {"city": "Miasto firmy", "name": "Wyszukiwarka firmy"}
    hint = only_problem(resolve_mapping("customers", headers, columns)).hint or ""
    assert "similar and not used: 'Oznaczenie / pełne firmy'" in hint
    assert "'Miasto firmy'" not in hint.partition("the columns are")[0]


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (["Nazwa pełna"], "Nazwa pełna"),
        (["Nazwa skrócona", "Nazwa pełna"], "Nazwa pełna"),
        (["Nazwa pełna", "Nazwa klienta"], "Nazwa klienta"),
        (["Nazwa skrócona", "Nazwa"], "Nazwa"),
        (["PEŁNA NAZWA FIRMY"], "PEŁNA NAZWA FIRMY"),
    ],
)
def test_full_and_short_names(headers: list[str], name: str) -> None:
    mapping = resolve_mapping("customers", ["Nr klienta", *headers], None)
    assert mapping.problems == ()
    assert mapping["name"].header == name


def test_two_headers_for_one_field_are_both_named() -> None:
    mapping = resolve_mapping("orders", ["customer_id", "Data wystawienia", "Data sprzedaży", "amount"], None)
    problem = only_problem(mapping)
    assert problem.key == ("columns", "ordered_on")
    assert (
        problem.message
        == "'Data wystawienia' (column 2) and 'Data sprzedaży' (column 3) could each be the field 'ordered_on' of orders"
    )
    assert problem.hint == "say which one it is: columns: {ordered_on: Data wystawienia}"
    settled = resolve_mapping(
        "orders", ["customer_id", "Data wystawienia", "Data sprzedaży", "amount"], {"ordered_on": "Data sprzedaży"}
    )
    assert settled.problems == ()
    assert settled["Data wystawienia"].is_field is False


def test_the_exact_name_of_a_field_wins_over_its_synonyms() -> None:
    mapping = resolve_mapping("orders", ["CustomerID", *ORDERS], None)
    assert mapping.problems == ()
    assert mapping["customer_id"].index == 1
    assert mapping["CustomerID"].is_field is False


def test_the_same_header_twice() -> None:
    headers = ["customer_id", "ordered_on", "Kwota", "Kwota", "Uwagi", "Uwagi", "uwagi"]
    problem = only_problem(resolve_mapping("orders", headers, None))
    assert problem.message == "'Kwota' (column 3) and 'Kwota' (column 4) could each be the field 'amount' of orders"
    assert problem.hint == "say which one it is: columns: {amount: 3}"
    problem = only_problem(resolve_mapping("orders", headers, {"amount": "Kwota"}))
    assert str(problem) == "the header 'Kwota' stands more than once\n  write its position instead: one of 3, 4"
    mapping = resolve_mapping("orders", headers, {"amount": 4})
    assert mapping.problems == ()
    assert [(column.name, column.index) for column in mapping.columns if not column.is_field] == [
        ("Kwota", 2),
        ("Uwagi", 4),
        ("Uwagi_2", 5),
        ("uwagi_3", 6),
    ]


def test_custom_names_stay_clear_of_fields_and_of_words_with_a_meaning() -> None:
    headers = ["Nr", "customer_id", "as_of", "Blacklisted", "", "  \n", "Uwagi"]
    mapping = resolve_mapping("customers", headers, {"customer_id": "Nr"})
    assert [column.name for column in mapping.columns] == [
        "customer_id",
        "customer_id_2",
        "as_of_2",
        "Blacklisted_2",
        "column_5",
        "column_6",
        "Uwagi",
    ]


def test_columns_without_a_header_at_the_end_are_kept_only_where_they_are_written() -> None:
    headers = [*ORDERS, "", "Uwagi", "", " "]
    assert list(resolve_mapping("orders", headers, None).types) == [*ORDERS, "column_4", "Uwagi"]
    mapping = resolve_mapping("orders", headers, {"stage": 6})
    assert list(mapping.types) == [*ORDERS, "stage", "column_4", "Uwagi"]
    assert mapping["stage"].index == 5


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("as_of", "'as_of' cannot be the name of a column: it means something else in conditions"),
        ("Email", "'Email' is spelt 'email'"),
    ],
)
def test_names_that_cannot_be_written(name: str, message: str) -> None:
    problem = only_problem(resolve_mapping("customers", ["customer_id", "x"], {name: "x"}))
    assert (problem.key, problem.message) == (("columns", name), message)


def test_names_that_differ_by_case_alone() -> None:
    problem = only_problem(resolve_mapping("customers", ["customer_id", "x", "y"], {"Shelf": "x", "shelf": "y"}))
    assert problem.message == "'shelf' and 'Shelf' differ by case alone, and columns must not"


def test_a_name_that_is_nearly_a_field_is_a_warning() -> None:
    mapping = resolve_mapping("customers", ["customer_id", "x"], {"emploees": "x"})
    assert mapping.problems == ()
    assert mapping["emploees"].type is Text
    assert [str(warning) for warning in mapping.warnings] == [
        "'emploees' is no field of customers, so it is kept as a custom column of texts\n  did you mean 'employees'?"
    ]


def test_a_name_that_is_nearly_a_required_field_is_told_as_such() -> None:
    problem = only_problem(resolve_mapping("orders", ["customer_id", "Order date", "amount"], {"amout": "amount"}))
    assert problem.key == ("columns", "amout")
    assert str(problem) == (
        "'amout' is no field of orders, and no column is mapped to 'amount', which they need "
        "(what the line or the order comes to, net of tax, in its currency)\n"
        "  did you mean 'amount'?"
    )


def test_missing_fields_are_told_with_the_headers_there_are() -> None:
    problems = resolve_mapping("orders", ["a", "b"], None).problems
    assert [problem.key for problem in problems] == [("columns",)] * 3
    assert str(problems[1]) == (
        "no column was recognised as 'ordered_on', which orders need (the day of the order, in the project's time zone)\n"
        "  say which one it is, by header or position: columns: {ordered_on: …}; the columns are 'a', 'b'"
    )
    assert resolve_mapping("customers", [], None).problems[0].hint is not None


def test_an_order_needs_no_number() -> None:
    assert resolve_mapping("orders", ORDERS, None).problems == ()


def test_a_calculation() -> None:
    headers = ["customer_id", "ordered_on", "Ilość", "Cena jednostkowa"]
    mapping = resolve_mapping("orders", headers, {"amount": 'Ilość * "Cena jednostkowa"'})
    assert mapping.problems == ()
    amount = mapping["amount"]
    assert amount.type is Money
    assert (amount.header, amount.index) == (None, None)
    assert amount.expression is not None
    assert amount.reads == {"Ilość": Money, "Cena jednostkowa": Money}
    assert mapping["quantity"].header == "Ilość"
    assert mapping["unit_price"].header == "Cena jednostkowa"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("amount", "coalesce(A, B)", {"A": Money, "B": Money}),
        ("amount", "case when Status = 'x' then 0 else -A end", {"Status": Text, "A": Money}),
        ("amount", "case when A > 5 then B else 0 end", {"A": Number, "B": Money}),
        ("product", "A || ' ' || B", {"A": Text, "B": Text}),
        ("product", "trim(A)", {"A": Text}),
        ("quantity", "A / B", {"A": Number, "B": Number}),
        ("ordered_on", "coalesce(A, B)", {"A": Day, "B": Day}),
        ("ordered_on", "\"Data zamówienia\" + interval '1' day", {"Data zamówienia": Day}),
        ("ratio", "A / B", {"A": Number, "B": Number}),
        ("year", 'year("Data zamówienia")', {"Data zamówienia": Day}),
        ("currency", "'PLN'", {}),
    ],
)
def test_as_what_a_calculation_reads_its_headers(name: str, text: str, expected: dict[str, object]) -> None:
    headers = [*ORDERS, "A", "B", "Status", "Data zamówienia"]
    mapping = resolve_mapping("orders", headers, {name: text})
    assert mapping.problems == ()
    assert mapping[name].reads == expected


def test_the_type_of_a_custom_calculation_is_that_of_its_result() -> None:
    headers = [*ORDERS, "A"]
    assert resolve_mapping("orders", headers, {"ratio": "A / 2"})["ratio"].type is Number
    assert resolve_mapping("orders", headers, {"letters": "length(A)"})["letters"].type is Integer


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Ilość * Cenna",
            "'Ilość * Cenna' is neither a column of the file nor a calculation over its columns: there is no column \"Cenna\"",
        ),
        ("A ||", "'A ||' is neither a column of the file nor a calculation over its columns: "),
        ("A || B", "the calculation gives a column of type text, and 'amount' is of type money"),
    ],
)
def test_a_calculation_that_does_not_work(text: str, message: str) -> None:
    problem = only_problem(
        resolve_mapping("orders", ["customer_id", "ordered_on", "Ilość", "Cena", "A", "B"], {"amount": text})
    )
    assert problem.key == ("columns", "amount")
    assert problem.message.startswith(message)
    assert problem.hint is None or problem.hint


def test_a_calculation_points_at_its_own_column() -> None:
    problem = only_problem(resolve_mapping("orders", ["customer_id", "ordered_on", "Ilość", "A"], {"amount": "Ilość * Cenna"}))
    assert problem.offset == len("Ilość * ")


def test_a_calculation_cannot_use_a_header_that_stands_twice() -> None:
    problem = only_problem(resolve_mapping("orders", [*ORDERS[:2], "A", "A"], {"amount": "A * 2"}))
    assert problem.message == "the header 'A' stands more than once, so a calculation cannot use it"


def test_all_problems_are_told_at_once() -> None:
    mapping = resolve_mapping("orders", ["x", "Data", "Date"], {"amount": 9, "status": "Stattus"})
    assert [problem.key for problem in mapping.problems] == [
        ("columns", "amount"),
        ("columns", "status"),
        ("columns", "ordered_on"),
        ("columns",),
    ]


def test_describe_is_data_for_people() -> None:
    mapping = resolve_mapping("orders", ["\ufeffNr klienta", "Data", "A", "Uwagi"], {"amount": "A * 2"})
    assert mapping.describe() == [
        {"column": "customer_id", "type": "text", "from": "Nr klienta", "how": "recognised"},
        {"column": "ordered_on", "type": "day", "from": "Data", "how": "recognised"},
        {"column": "amount", "type": "money", "from": "A * 2", "how": "as written"},
        {"column": "A", "type": "text", "from": "A", "how": "custom"},
        {"column": "Uwagi", "type": "text", "from": "Uwagi", "how": "custom"},
    ]


def test_an_empty_text_is_no_header_even_where_one_is_empty() -> None:
    problem = only_problem(resolve_mapping("orders", ["customer_id", "ordered_on", ""], {"amount": " "}))
    assert problem.message == "nothing is written here"
