"""Headers that mislead, and the values that say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from kartoteka.pipeline.begin import Beginning, Request, begin
from kartoteka.pipeline.begin.yaml_text import comment, scalar
from kartoteka.plugin.registry import load_registry


def begun(folder: Path, said: dict[str, str] | None = None, **files: str) -> Beginning:
    given_files = {}
    for table, text in files.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
        given_files[table] = str(folder / f"{table}.csv")
    return begin(Request(folder, given_files, said or {}), load_registry())


def made(beginning: Beginning, table: str) -> dict[str, str]:
    assert beginning.questions == ()
    return {row["column"]: row["from"] for row in beginning.landed[table].mapping if row["how"] != "custom"}


def lines(header: str, *rows: str) -> str:
    return "\n".join([header, *rows]) + "\n"


def test_a_column_called_date_that_holds_no_dates_is_not_the_day(tmp_path: Path) -> None:
    orders = lines(
        "Nr zamówienia;Klient;Data;Kwota;Data sprzedaży",
        *(f"{number};K{number % 2};zmiana {number};10,50;0{number}.10.2026" for number in range(1, 6)),
    )
    assert made(begun(tmp_path, orders=orders), "orders")["ordered_on"] == "Data sprzedaży"


def test_a_line_number_is_not_the_number_of_an_order(tmp_path: Path) -> None:
    orders = lines(
        "Nr;Klient;Data;Kwota",
        *(f"{number % 3 + 1};K{number};{number % 28 + 1:02d}.10.2026;10,50" for number in range(1, 20)),
    )
    beginning = begun(tmp_path, orders=orders)
    assert "order_id" not in made(beginning, "orders")
    assert any("'Nr' is no order_id" in remark for remark in beginning.remarks)


def test_the_sum_of_an_order_on_each_of_its_lines_is_not_added_up(tmp_path: Path) -> None:
    rows = [
        f"{order};C{order % 3};2026-10-{order:02d};{order * 10}.50;{line};{order}.25"
        for order in range(1, 9)
        for line in (1, 2)
    ]
    beginning = begun(
        tmp_path, {"currency": "EUR"}, orders=lines("Order No;Customer No;Order date;Order total;Qty;Price", *rows)
    )
    assert made(beginning, "orders")["amount"] == "Qty * Price"
    assert any("'Order total' is no amount of a line" in remark for remark in beginning.remarks)


def test_the_amount_may_be_the_column_that_is_quantity_times_price(tmp_path: Path) -> None:
    rows = [f"{number};C{number % 3};2026-10-{number:02d};{number};2.50;{number * 2.5:.2f}" for number in range(1, 9)]
    beginning = begun(tmp_path, {"currency": "EUR"}, orders=lines("Order No;Customer No;Order date;Qty;Price;Worth", *rows))
    assert made(beginning, "orders")["amount"] == "Worth"


def test_a_discount_is_never_left_out_without_a_question(tmp_path: Path) -> None:
    rows = [f"{number};C{number % 3};2026-10-{number:02d};{number};2.50;0.{number % 2}5" for number in range(1, 9)]
    orders = lines("Order No;Customer No;Order date;Qty;Price;Discount", *rows)
    (question,) = begun(tmp_path, {"currency": "EUR"}, orders=orders).questions
    assert question.key == "orders.columns.amount"
    assert [choice.value for choice in question.choices] == ["Qty * Price * (1 - Discount)", "Qty * Price"]
    said = {"currency": "EUR", "orders.columns.amount": "Qty * Price * (1 - Discount)"}
    assert made(begun(tmp_path, said, orders=orders), "orders")["amount"] == "Qty * Price * (1 - Discount)"


def test_the_key_is_the_column_by_which_the_orders_find_their_customers(tmp_path: Path) -> None:
    customers = lines("Customer ID;Customer No;Name", *(f"{number};C-{number + 70};Firm {number}" for number in range(1, 9)))
    rows = [f"{number};C-{number % 8 + 71};2026-10-{number:02d};9.50" for number in range(1, 12)]
    beginning = begun(
        tmp_path, {"currency": "EUR"}, customers=customers, orders=lines("Order No;Customer;Order date;Amount", *rows)
    )
    assert made(beginning, "customers")["customer_id"] == "Customer No"


def test_orders_of_other_customers_are_asked_about(tmp_path: Path) -> None:
    customers = lines("Customer No;Name", *(f"C{number};Firm {number}" for number in range(1, 9)))
    rows = [f"{number};X{number % 5};2026-10-{number:02d};9.50" for number in range(1, 12)]
    beginning = begun(
        tmp_path, {"currency": "EUR"}, customers=customers, orders=lines("Order No;Customer No;Order date;Amount", *rows)
    )
    (question,) = beginning.questions
    assert question.key == "orders.columns.customer_id"
    assert question.text.startswith("Only 0 of 5 customers that the orders name in 'Customer No' are in 'Customer No'")
    settled = begun(
        tmp_path,
        {"currency": "EUR", "orders.columns.customer_id": "Customer No"},
        customers=customers,
        orders=lines("Order No;Customer No;Order date;Amount", *rows),
    )
    assert made(settled, "orders")["customer_id"] == "Customer No"


def test_two_codes_that_could_be_the_key_are_asked_about(tmp_path: Path) -> None:
    beginning = begun(tmp_path, customers=lines("Kod;Numer;Nazwa", *(f"A{n};{n + 100};Firma {n}" for n in range(1, 9))))
    (question,) = beginning.questions
    assert [choice.value for choice in question.choices][:2] == ["Kod", "Numer"]


def test_a_field_can_be_said_to_be_absent(tmp_path: Path) -> None:
    customers = lines("Customer No;Name;Mail", *(f"C{n};Firm {n};m{n}@example.com" for n in range(1, 9)))
    assert made(begun(tmp_path, customers=customers), "customers")["email"] == "Mail"
    assert "email" not in made(begun(tmp_path, {"customers.columns.email": "none"}, customers=customers), "customers")


def test_a_file_without_a_header_is_asked_for_names(tmp_path: Path) -> None:
    old = " 00004 19970101  2   29.33\n 00004 19970118  2   29.73\n 00021 19970101  3   63.34\n"
    (question,) = begun(tmp_path, orders=old).questions
    assert question.key == "orders.header"
    beginning = begun(tmp_path, {"orders.header": "customer_id, ordered_on, quantity, amount", "currency": "USD"}, orders=old)
    assert made(beginning, "orders")["amount"] == "amount"
    assert beginning.landed["orders"].rows_landed == 3


@given(st.text())
def test_any_text_stands_in_yaml_as_itself(text: str) -> None:
    loaded = YAML(typ="safe", pure=True).load(f"key: {scalar(text)}\nflow: [{scalar(text)}, 1]\n{scalar(text)}: 1\n")
    assert loaded["key"] == text
    assert loaded["flow"] == [text, 1]
    assert loaded[text] == 1 or text in ("key", "flow")


@pytest.mark.parametrize("text", ["a\nversion: 2", "\x1b[31mred", "x\u2028y"])
def test_a_comment_is_one_line_without_control(text: str) -> None:
    assert comment(text).isprintable()
