"""Made-up firms with customers and orders, and how the export of a system writes them down."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

Row = Mapping[str, Any]
Cell = str | Callable[[Row], str]
"""The name of a value, or what makes the text of a cell from all of them."""

COUNT = {"customers": 14, "orders": 60}

_NAMES = {
    "pl": "Drukarnia Orzeł|Zakład Żuraw|Młyn Łąka|Piekarnia Ćwikła|Hurtownia Śnieg|Apteka Źródło|Księgarnia Pióro"
    "|Kwiaciarnia Róża|Stolarnia Dąb|Cukiernia Pączek|Garbarnia Żubr|Huta Skałka|Tkalnia Nić|Browar Chmiel",
    "fr": "Imprimerie Chêne|Société Écluse|Boulangerie Blé|Café Forêt|Librairie Étoile|Pharmacie Rosée|Menuiserie Hêtre"
    "|Hôtel Dôme|Garage Frêne|Ferme Abeille|Fleuriste Œillet|Atelier Cèdre|Épicerie Été|Verrerie Grêle",
    "ru": "Типография Орёл|Завод Журавль|Мельница Луг|Пекарня Колос|Аптека Родник|Книжная лавка Перо|Магазин Роза|Столярная Дуб"
    "|Кондитерская Мёд|Фабрика Зубр|Ткацкая Нить|Пивоварня Хмель|Мастерская Искра|Типография Луч",
    "en": "Oak Printing|Heron Works|Meadow Mill|Barley Bakery|Frost Wholesale|Spring Pharmacy|Quill Books|Rose Florists"
    "|Beech Joinery|Honey Farm|Bison Tannery|Rock Glassworks|Thread Weavers|Hop Brewery",
}
_CITIES = {
    "pl": "Łódź|Kraków|Gdańsk|Poznań|Toruń",
    "fr": "Orléans|Besançon|Nîmes|Angoulême|Béziers",
    "ru": "Москва|Тверь|Казань|Пермь|Тула",
    "en": "Leeds|Boston|Austin|Bristol|Denver",
}
_STREETS = {
    "pl": "ul. Długa {n}|ul. Św. Marcin {n}|al. Róż {n}",
    "fr": "{n} rue de l'Église|{n} avenue Foch|{n} place du Marché",
    "ru": "ул. Ленина, {n}|пр. Мира, {n}|ул. Садовая, {n}",
    "en": "{n} High Street|{n} Mill Lane|{n} Market Square",
}
_PRODUCTS = {
    "pl": "Ulotki A5|Wizytówki|Plakaty B1|Katalog łączony",
    "fr": "Dépliants A5|Cartes de visite|Affiches|Catalogue",
    "ru": "Листовки А5|Визитки|Плакаты|Каталог",
    "en": "Leaflets A5|Business cards|Posters|Catalogue",
}
_FIRST = {"pl": "Anna|Łukasz|Zofia", "fr": "Hélène|René|Zoé", "ru": "Анна|Пётр|Зоя", "en": "Ann|Luke|Zoe"}
_LAST = {"pl": "Wójcik|Dąbrowska|Lis", "fr": "Lefèvre|Dupré|Noël", "ru": "Орлова|Ковалёв|Лис", "en": "Wood|Baker|Fox"}
_POSTCODES = {"pl": "{a:02d}-{b:03d}", "fr": "{c:05d}", "ru": "1{c:05d}", "en": "LS{d} {e}AB"}
_PHONES = {"pl": "+48 22 555 {c:04d}", "fr": "01 23 45 {a:02d} {d:02d}", "ru": "+7 (495) 555-{c:04d}", "en": "0113 496 {c:04d}"}
_COUNTRIES = {"pl": "Polska", "fr": "France", "ru": "Россия", "en": "United Kingdom"}
_INDUSTRIES = {
    "pl": "poligrafia|handel|usługi",
    "fr": "imprimerie|commerce|services",
    "ru": "полиграфия|торговля|услуги",
    "en": "printing|retail|services",
}


@cache
def customers(language: str) -> tuple[Row, ...]:
    """The customers of the firm that speaks a language."""
    dice = random.Random(f"customers {language}")
    return tuple(_customer(dice, language, number, name) for number, name in enumerate(_NAMES[language].split("|"), 1))


def _customer(dice: random.Random, language: str, number: int, name: str) -> Row:
    digits = dice.randrange(10**9)
    spelt = {"a": digits % 100, "b": digits % 1000, "c": digits % 10000, "d": digits % 100, "e": digits % 9 + 1}
    first, last = (dice.choice(words[language].split("|")) for words in (_FIRST, _LAST))
    return {
        "number": number,
        "code": f"K{1000 + number}",
        "digits": f"{10000 + number}",
        "account": f"411{name.rsplit(maxsplit=1)[-1].upper()}",
        "name": name,
        "long_name": f"{name} sp. z o.o." if language == "pl" else f"ООО «{name}»" if language == "ru" else f"{name} Ltd",
        "acronym": name.rsplit(maxsplit=1)[-1].upper(),
        "tax_id": f"{digits:09d}{number % 10}",
        "street": dice.choice(_STREETS[language].split("|")).format(n=dice.randrange(1, 90)),
        "postal_code": _POSTCODES[language].format(**spelt),
        "city": dice.choice(_CITIES[language].split("|")),
        "country": _COUNTRIES[language],
        "phone": _PHONES[language].format(**spelt),
        "email": f"biuro{number}@example.com",
        "website": f"www.firma{number}.example.com",
        "first_name": first,
        "last_name": last,
        "person": f"{first} {last}",
        "industry": dice.choice(_INDUSTRIES[language].split("|")),
        "employees": dice.choice([3, 12, 48, 75, 260, 900]),
        "founded": dice.randrange(1950, 2020),
        "group": dice.choice(["A", "B", "C"]),
        "seller": dice.choice(["JK", "MN", "OP"]),
        "yes": dice.choice([True, False]),
        "balance": Decimal(dice.randrange(0, 900000)) / 100,
        "created": datetime(2024, 1, 1) + timedelta(hours=dice.randrange(0, 15000)),
    }


@cache
def orders(language: str, lines: int = 1) -> tuple[Row, ...]:
    """Sixty orders of these customers in the order of their days, each in up to so many lines."""
    dice = random.Random(f"orders {language} {lines}")
    day = date(2025, 12, 3)
    rows: list[Row] = []
    for number in range(1, COUNT["orders"] + 1):
        day += timedelta(days=dice.choice([1, 2, 5, 9]))
        customer = dice.choice(customers(language))
        head = _head(dice, number, day, customer)
        rows += [_line(dice, language, head, line) for line in range(1, dice.randint(1, lines) + 1)]
    totals: dict[int, Decimal] = {}
    for row in rows:
        totals[row["number"]] = totals.get(row["number"], Decimal(0)) + row["net"]
    return tuple(
        {**row, "total": totals[row["number"]], "total_gross": totals[row["number"]] * Decimal("1.23")} for row in rows
    )


def _head(dice: random.Random, number: int, day: date, customer: Row) -> Row:
    return {
        "number": number,
        "day": day,
        "moment": datetime.combine(day, time(dice.randrange(7, 19), dice.randrange(60), dice.randrange(60))),
        "issued": day + timedelta(days=dice.choice([0, 1, 3])),
        "due": day + timedelta(days=14),
        "customer": customer,
        "reference": f"PO-{dice.randrange(1000, 9999)}",
        "seller": customer["seller"],
        "internal": str(dice.randrange(100000, 999999)),
    }


def _line(dice: random.Random, language: str, head: Row, line: int) -> Row:
    quantity, price = dice.choice([1, 2, 5, 10, 100, 1500]), Decimal(dice.randrange(120, 29000)) / 100
    product = dice.choice(_PRODUCTS[language].split("|"))
    net = (quantity * price).quantize(Decimal("0.01"))
    return {
        **head,
        "line": line,
        "quantity": quantity,
        "price": price,
        "product": product,
        "product_code": f"P{10 + len(product)}",
        "net": net,
        "vat": (net * Decimal("0.23")).quantize(Decimal("0.01")),
        "gross": (net * Decimal("1.23")).quantize(Decimal("0.01")),
        "left": Decimal(dice.randrange(0, 50000)) / 100,
    }


@dataclass(frozen=True)
class Export:
    """A file as a system writes it.

    Attributes:
        name: The system and what it exports.
        language: Of its headers and data.
        table: What it is given to the program as.
        columns: Header to cell, in order; a header that stands twice ends in `#2` here, and not in the file.
        lines: Of an order, at most.
        preamble: Lines above the header.
        totals: Cells of a last line.
    """

    name: str
    language: str
    table: str
    columns: Mapping[str, Cell]
    encoding: str = "utf-8"
    delimiter: str = ";"
    lines: int = 1
    preamble: Sequence[str] = ()
    totals: Sequence[str] = ()
    quote_all: bool = False
    line_end: str = "\r\n"

    def rows(self) -> Sequence[Row]:
        return customers(self.language) if self.table == "customers" else orders(self.language, self.lines)

    def bytes(self) -> bytes:
        out = io.StringIO()
        writer = csv.writer(
            out,
            delimiter=self.delimiter,
            lineterminator=self.line_end,
            quoting=csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL,
        )
        for line in self.preamble:
            out.write(line + self.line_end)
        writer.writerow(header.removesuffix("#2") for header in self.columns)
        for row in self.rows():
            writer.writerow(cell(row) if callable(cell) else str(row[cell]) for cell in self.columns.values())
        if self.totals:
            writer.writerow(self.totals)
        return out.getvalue().encode(self.encoding)


def of(name: str) -> Callable[[Row], str]:
    """A value of the order's customer."""
    return lambda row: str(row["customer"][name])


def same(text: str) -> Callable[[Row], str]:
    """One text in every row."""
    return lambda row: text


def taking_turns(*texts: str) -> Callable[[Row], str]:
    """Texts that come again and again."""
    return lambda row: texts[row["number"] % len(texts)]


def amount(name: str, mark: str = ",", group: str = "", sign: str = "") -> Callable[[Row], str]:
    """An amount with two decimals: its decimal mark, what stands between thousands, and what stands behind it."""

    def text(row: Row) -> str:
        written = f"{row[name]:,.2f}"
        return written.replace(",", "\0").replace(".", mark).replace("\0", group) + sign

    return text


def day(name: str, form: str = "%d.%m.%Y") -> Callable[[Row], str]:
    """A day or a moment in a form of `strftime`; `%-d` and `%-m` have no leading nought."""

    def text(row: Row) -> str:
        value = row[name]
        return str(value.strftime(form.replace("%-d", str(value.day)).replace("%-m", str(value.month))))

    return text


def pairs(exports: Sequence[Export]) -> Iterator[tuple[Export | None, Export | None]]:
    """The files as they are given together: customers, orders."""
    systems: dict[str, dict[str, Export]] = {}
    for export in exports:
        systems.setdefault(export.name.rsplit("-", 1)[0], {})[export.table] = export
    for tables in systems.values():
        yield tables.get("customers"), tables.get("orders")
