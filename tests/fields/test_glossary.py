"""Headers seen in real exports, each with the field that it has to be recognised as."""

from __future__ import annotations

import pytest

from kartoteka.pipeline.land.mapping import resolve_mapping

CUSTOMERS = {
    "customer_id": """Nr klienta, ID klienta, Kod klienta, Kontrahent, Symbol kontrahenta, Akronim, N° client, Code client,
        Réf. client, Compte client, Код клиента, ID клиента, Контрагент, Код контрагента, Customer ID, Customer No, Account,
        CustomerKey""",
    "name": """Nazwa, Nazwa klienta, Nazwa kontrahenta, Firma, Raison sociale, Nom, Nom du client, Société, Наименование,
        Название, Клиент, Организация, Name, Company, Company name""",
    "tax_id": "NIP, N° TVA, SIREN, SIRET, ИНН, VAT ID, Tax ID",
    "email": "E-mail, Adres e-mail, Email, Courriel, Adresse mail, Эл. почта, Электронная почта, EmailAddress",
    "phone": "Telefon, Tel., Nr telefonu, Téléphone, Tél., Телефон, Тел., Phone",
    "city": "Miasto, Miejscowość, Ville, Город, City",
    "postal_code": "Kod pocztowy, Code postal, CP, Индекс, Почтовый индекс, Zip, Postal code",
    "employees": """Liczba pracowników, Zatrudnienie, Effectif, Nb salariés, Численность, Кол-во сотрудников, Employees,
        Headcount, Team size""",
    "employees_band": "Tranche effectif, Headcount band, Przedział zatrudnienia, Диапазон численности",
    "founded_on": """Rok założenia, Data rozpoczęcia działalności, Date de création, Год основания, Дата регистрации, Founded,
        Year founded""",
    "industry": "Branża, PKD, Secteur, Code NAF, APE, Отрасль, ОКВЭД, Industry, Sector, SIC",
}
ORDERS = {
    "customer_id": CUSTOMERS["customer_id"] + ", Клиент, Kontrahent, Client, Klient, Customer",
    "order_id": """Nr zamówienia, Numer dokumentu, Nr faktury, N° commande, N° facture, N° pièce, Номер заказа, Номер документа,
        Документ, Order ID, OrderNumber, InvoiceNo""",
    "ordered_on": """Data zamówienia, Data sprzedaży, Data wystawienia, Date commande, Date de facture, Date, Дата заказа, Дата,
        Дата документа, Data, Order date, OrderDate, InvoiceDate""",
    "amount": """Wartość netto, Kwota, Netto, Montant HT, Total HT, Montant, Сумма, Сумма без НДС, Amount, Total, Net amount""",
    "currency": "Waluta, Devise, Валюта, Currency",
    "product": "Towar, Nazwa towaru, Produkt, Article, Désignation, Produit, Товар, Номенклатура, Product, Item",
    "quantity": "Ilość, Quantité, Qté, Количество, Кол-во, Quantity",
}


def _cases(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(header.strip(), name) for name, text in words.items() for header in text.split(",")]


@pytest.mark.parametrize(("header", "name"), _cases(CUSTOMERS))
def test_headers_of_customers(header: str, name: str) -> None:
    headers = [header] if name == "customer_id" else ["customer_id", header]
    mapping = resolve_mapping("customers", headers, None)
    assert mapping.problems == ()
    assert mapping[name].header == header
    assert mapping[name].guessed


@pytest.mark.parametrize("distort", [str.upper, str.lower, lambda header: f"  {header.replace(' ', '_')} "])
@pytest.mark.parametrize(("header", "name"), _cases(ORDERS))
def test_headers_of_orders(header: str, name: str, distort: object) -> None:
    assert callable(distort)
    written = distort(header)
    others = [other for other in ("customer_id", "ordered_on", "amount") if other != name]
    mapping = resolve_mapping("orders", [*others, written], None)
    assert mapping.problems == ()
    assert mapping[name].header == written


@pytest.mark.parametrize(("plain", "name"), [("Wartosc netto", "amount"), ("Ilosc", "quantity"), ("Quantite", "quantity")])
def test_headers_that_lost_their_diacritics(plain: str, name: str) -> None:
    mapping = resolve_mapping("orders", [plain], None)
    assert mapping[name].header == plain
