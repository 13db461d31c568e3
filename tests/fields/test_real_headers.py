"""Whole header lines, as systems export them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kartoteka.pipeline.land.mapping import TableMapping, resolve_mapping


def fields_in(mapping: TableMapping) -> dict[str, str | None]:
    return {column.name: column.header for column in mapping.columns if column.is_field}


def customs_in(mapping: TableMapping) -> list[str]:
    return [column.name for column in mapping.columns if not column.is_field]


def test_customers_of_a_retailer_with_a_byte_order_mark() -> None:
    line = """\ufeffCustomerKey,Prefix,FirstName,LastName,BirthDate,MaritalStatus,Gender,EmailAddress,AnnualIncome,\
TotalChildren,EducationLevel,Occupation,HomeOwner"""
    mapping = resolve_mapping("customers", line.split(","), None)
    assert mapping.problems == ()
    assert fields_in(mapping) == {
        "customer_id": "\ufeffCustomerKey",
        "last_name": "LastName",
        "first_name": "FirstName",
        "email": "EmailAddress",
        "birth_date": "BirthDate",
        "gender": "Gender",
        "job_title": "Occupation",
        "education": "EducationLevel",
        "income": "AnnualIncome",
        "marital_status": "MaritalStatus",
    }
    assert customs_in(mapping) == ["Prefix", "TotalChildren", "HomeOwner"]


def test_orders_that_carry_their_customers() -> None:
    mapping = resolve_mapping("orders", ["customer_id", "order_date", "revenue", "first_name", "last_name", "email"], None)
    assert mapping.problems == ()
    assert fields_in(mapping) == {
        "customer_id": "customer_id",
        "ordered_on": "order_date",
        "amount": "revenue",
        "last_name": "last_name",
        "first_name": "first_name",
        "email": "email",
    }


def test_customers_of_a_trading_firm() -> None:
    line = "CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax"
    mapping = resolve_mapping("customers", line.split(","), None)
    assert mapping.problems == ()
    assert fields_in(mapping) == {
        "customer_id": "CustomerID",
        "name": "CompanyName",
        "street": "Address",
        "postal_code": "PostalCode",
        "city": "City",
        "region": "Region",
        "country": "Country",
        "phone": "Phone",
        "main_contact": "ContactName",
        "contact_role": "ContactTitle",
    }
    assert customs_in(mapping) == ["Fax"]


def test_lines_of_a_trading_firm_are_told_how_the_amount_is_computed() -> None:
    headers = ["OrderID", "CustomerID", "OrderDate", "ProductName", "Unit Price", "Quantity", "Discount"]
    problem = resolve_mapping("orders", headers, None).problems[0]
    assert problem.key == ("columns",)
    assert problem.hint is not None
    assert """columns: {amount: 'Quantity * "Unit Price"'}""" in problem.hint
    mapping = resolve_mapping("orders", headers, {"amount": 'Quantity * "Unit Price" * (1 - Discount)'})
    assert mapping.problems == ()
    assert fields_in(mapping)["quantity"] == "Quantity"


def test_polish_invoices() -> None:
    headers = [
        "Numer dokumentu",
        "Data wystawienia",
        "Kontrahent",
        "Nazwa kontrahenta",
        "NIP",
        "Towar",
        "Kod towaru",
        "Ilość",
        "J.m.",
    ]
    headers += ["Cena netto", "Wartość netto", "Stawka VAT", "Wartość brutto", "Waluta", "Forma płatności", "Status"]
    mapping = resolve_mapping("orders", headers, None)
    assert mapping.problems == ()
    assert fields_in(mapping) == {
        "order_id": "Numer dokumentu",
        "customer_id": "Kontrahent",
        "ordered_on": "Data wystawienia",
        "amount": "Wartość netto",
        "currency": "Waluta",
        "status": "Status",
        "product": "Towar",
        "quantity": "Ilość",
        "unit_price": "Cena netto",
        "payment": "Forma płatności",
        "name": "Nazwa kontrahenta",
        "tax_id": "NIP",
    }
    assert customs_in(mapping) == ["Kod towaru", "J.m.", "Stawka VAT", "Wartość brutto"]


def test_polish_customers() -> None:
    headers = ["Akronim", "Nazwa", "NIP", "Ulica", "Kod pocztowy", "Miejscowość", "Telefon", "Adres e-mail", "Branża", "PKD"]
    headers += ["Liczba pracowników", "Rok założenia", "Zgoda na e-mail", "Opiekun"]
    mapping = resolve_mapping("customers", headers, None)
    assert mapping.problems == ()
    assert fields_in(mapping)["industry"] == "Branża"
    assert fields_in(mapping)["consent_email"] == "Zgoda na e-mail"
    assert customs_in(mapping) == ["PKD", "Opiekun"]


def test_french_orders_and_customers() -> None:
    orders = resolve_mapping(
        "orders",
        ["N° pièce", "Date", "Code client", "Nom du client", "Désignation", "Qté", "PU HT", "Montant HT", "Montant TTC"],
        None,
    )
    assert orders.problems == ()
    assert fields_in(orders) == {
        "order_id": "N° pièce",
        "customer_id": "Code client",
        "ordered_on": "Date",
        "amount": "Montant HT",
        "product": "Désignation",
        "quantity": "Qté",
        "unit_price": "PU HT",
        "name": "Nom du client",
    }
    persons = resolve_mapping(
        "customers", ["N° client", "Nom", "Prénom", "Courriel", "Tél.", "CP", "Ville", "SIREN", "SIRET"], None
    )
    assert persons.problems == ()
    assert fields_in(persons)["last_name"] == "Nom"
    assert fields_in(persons)["tax_id"] == "SIREN"
    assert "name" not in fields_in(persons)
    companies = resolve_mapping("customers", ["N° client", "Nom", "Secteur", "Code NAF", "Tranche effectif"], None)
    assert fields_in(companies)["name"] == "Nom"


@pytest.mark.parametrize("table", ["customers", "contacts", "orders"])
@pytest.mark.parametrize(("header", "name"), [("Religion", "religion"), ("Wyznanie", "religion"), ("Убеждения", "beliefs")])
def test_what_is_sensitive_is_recognised_in_every_table(table: str, header: str, name: str) -> None:
    mapping = resolve_mapping(table, ["customer_id", "ordered_on", "amount", header], None)
    assert mapping.problems == ()
    assert mapping[name].header == header


def test_russian_orders_and_customers() -> None:
    orders = resolve_mapping(
        "orders",
        ["Номер документа", "Дата документа", "Контрагент", "Номенклатура", "Кол-во", "Цена", "Сумма", "Сумма без НДС"],
        None,
    )
    assert orders.problems == ()
    assert fields_in(orders) == {
        "order_id": "Номер документа",
        "customer_id": "Контрагент",
        "ordered_on": "Дата документа",
        "amount": "Сумма без НДС",
        "product": "Номенклатура",
        "quantity": "Кол-во",
        "unit_price": "Цена",
    }
    customers = resolve_mapping(
        "customers", ["Код контрагента", "Контрагент", "ИНН", "Город", "Эл. почта", "Численность"], None
    )
    assert customers.problems == ()
    assert fields_in(customers)["customer_id"] == "Код контрагента"
    assert fields_in(customers)["name"] == "Контрагент"


@pytest.mark.parametrize(
    ("table", "headers", "expected"),
    [
        ("orders", ["Клиент", "Дата", "Сумма"], {"customer_id": "Клиент"}),
        ("orders", ["Код клиента", "Клиент", "Дата", "Сумма"], {"customer_id": "Код клиента", "name": "Клиент"}),
        ("orders", ["Nazwa klienta", "Data", "Kwota"], {"customer_id": "Nazwa klienta"}),
        ("orders", ["Klient", "Nazwa klienta", "Data", "Kwota"], {"customer_id": "Klient", "name": "Nazwa klienta"}),
        ("orders", ["Nr zamówienia", "Nr faktury", "Klient", "Data", "Kwota"], {"order_id": "Nr zamówienia"}),
        ("customers", ["Клиент", "Город"], {"customer_id": "Клиент"}),
        ("contacts", ["Nr klienta", "Imię", "Nazwisko", "Stanowisko"], {"customer_id": "Nr klienta", "role": "Stanowisko"}),
        (
            "contacts",
            ["Société", "Nom", "Prénom", "Fonction"],
            {"customer_id": "Société", "last_name": "Nom", "role": "Fonction"},
        ),
        ("contacts", ["Account ID", "Contact", "Email"], {"customer_id": "Account ID", "name": "Contact"}),
        ("blacklist", ["Nr klienta", "Powód"], {"customer_id": "Nr klienta"}),
    ],
)
def test_words_that_depend_on_the_table_and_on_what_stands_beside(
    table: str, headers: list[str], expected: Mapping[str, str]
) -> None:
    mapping = resolve_mapping(table, headers, None)
    assert mapping.problems == ()
    assert {name: header for name, header in fields_in(mapping).items() if name in expected} == expected
