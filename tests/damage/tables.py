"""Tables of different character, whole and undamaged: the ground truth. Seeded, so that they are the same everywhere."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_NOTES = {
    "en": ['He said "later"', "two lines\nof a note", "one, two; three", "a | b", "it's fine", "", '5" pipe, 2 pcs'],
    "pl": ["pilne; zadzwonić", 'mówi „tak”, a nie "nie"', "dwie linie\nuwagi, długiej", "", 'rura 5" (żółta)', "odbiór własny"],
    "fr": ["l'atelier est fermé", 'dit "Théâtre"; à revoir', "première ligne\nseconde, où l'été finit", "", "café; thé, sucre"],
    "ru": ["срочно; позвонить", "две строки\nзаметки, длинной", 'пишет "да"', "", "самовывоз, склад № 5"],
}
_NAMES = {
    "en": ["Oak Printing", "Total Care Ltd", "Heron Works", "Barley Bakery", "O'Neil & Sons", "Quill Books"],
    "pl": ["Drukarnia Orzeł", "Zakład Żuraw", "Piekarnia Ćwikła", "Huta Skałka", "Razem Sp. z o.o.", "Księgarnia Pióro"],
    "fr": ["Société Écluse", "Imprimerie Chêne", "Hôtel Dôme", "Garage Frêne", "Épicerie Été", "Atelier Cèdre"],
    "ru": ["Типография Орёл", "Завод Журавль", "Пекарня Колос", "Аптека Родник", "Магазин Роза", "Фабрика Зубр"],
}
_CITIES = {
    "en": ["Leeds", "Boston", "Austin"],
    "pl": ["Łódź", "Kraków", "Gdańsk"],
    "fr": ["Orléans", "Besançon", "Nîmes"],
    "ru": ["Москва", "Тверь", "Казань"],
}


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        name: What it is called in the figures.
        language: Of its words: which encodings it may come in.
        header: The names of its columns.
        groups: A name for each column that several share, as a row above the header has them.
        units: What a row below the header says of each column; empty for texts.
        rows: Its cells; a cell has no blanks at its ends.
        totals: A row of sums, as a report ends with; None where none would make sense.
        held_out: Whether nobody looked at it while the reading was made.
    """

    name: str
    language: str
    header: Sequence[str]
    groups: Sequence[str]
    units: Sequence[str]
    rows: Sequence[Sequence[str]]
    totals: Sequence[str] | None
    held_out: bool = False


def _days(dice: random.Random, form: str) -> str:
    return (date(2025, 1, 1) + timedelta(days=dice.randrange(700))).strftime(form)


def _money(dice: random.Random, mark: str, group: str) -> str:
    return f"{dice.randrange(100, 999999) / 100:,.2f}".replace(",", "\0").replace(".", mark).replace("\0", group)


def _orders() -> Table:
    dice = random.Random("orders")
    rows = [
        [
            f"ZS/{n}/2026",
            f"K{dice.randrange(100, 140)}",
            _days(dice, "%d.%m.%Y"),
            _money(dice, ",", ""),
            str(dice.randrange(1, 50)),
        ]
        for n in range(1, 61)
    ]
    header = ["Dokument", "Kontrahent", "Data wystawienia", "Kwota", "Sztuk"]
    groups = ["Sprzedaż", "Sprzedaż", "Sprzedaż", "Wartości", "Wartości"]
    return Table("orders", "pl", header, groups, ["", "", "", "PLN", "szt."], rows, ["Razem", "", "", "99999,99", "1234"])


def _amounts() -> Table:
    dice = random.Random("amounts")
    rows = [
        [
            str(4000 + n),
            dice.choice(_NAMES["fr"]),
            dice.choice(_CITIES["fr"]),
            _money(dice, ",", "\u00a0"),
            _money(dice, ",", "\u00a0"),
            f"{dice.randrange(1, 300) / 10:.1f}".replace(".", ",") + " %",
        ]
        for n in range(50)
    ]
    header = ["Compte", "Intitulé", "Localité", "Encours", "Plafond", "Remise"]
    groups = ["Tiers", "Tiers", "Tiers", "Montants", "Montants", "Montants"]
    return Table(
        "amounts",
        "fr",
        header,
        groups,
        ["", "", "", "EUR", "EUR", "pct"],
        rows,
        ["Total", "", "", "12 345,00", "99 000,00", ""],
    )


def _texts() -> Table:
    dice = random.Random("texts")
    rows = [
        [str(n), dice.choice(_NAMES["en"]), dice.choice(_NOTES["en"]), _days(dice, "%Y-%m-%d"), dice.choice(["open", "closed"])]
        for n in range(1, 46)
    ]
    header = ["Ticket", "Company", "Note", "Opened", "State"]
    groups = ["Case", "Case", "Content", "Life", "Life"]
    return Table("texts", "en", header, groups, ["", "", "", "day", ""], rows, None)


def _wide() -> Table:
    dice = random.Random("wide")
    months = [f"M{n:02}" for n in range(1, 25)]
    rows = [
        [f"P-{n:04}", dice.choice(_NAMES["pl"]), dice.choice(["A", "B", "C"]), *(str(dice.randrange(0, 9000)) for _ in months)]
        for n in range(1, 41)
    ]
    header = ["Indeks", "Producent", "Klasa", *months]
    groups = ["Towar", "Towar", "Towar", *["Rok 2025"] * 12, *["Rok 2026"] * 12]
    totals = ["Suma", "", "", *["54321"] * 24]
    return Table("wide", "pl", header, groups, ["", "", "", *["szt."] * 24], rows, totals)


def _narrow() -> Table:
    dice = random.Random("narrow")
    rows = [[f"C-{dice.randrange(1000, 9999)}", _money(dice, ".", ",")] for _ in range(40)]
    return Table("narrow", "en", ["Account", "Balance due"], ["Client", "Money"], ["", "USD"], rows, ["Total", "123,456.00"])


def _people() -> Table:
    dice = random.Random("people")
    rows = [
        [
            f"{n:05}",
            dice.choice(_NAMES["ru"]),
            dice.choice(_CITIES["ru"]),
            f"info{n}@example.com",
            dice.choice(_NOTES["ru"]),
            _days(dice, "%d.%m.%Y"),
        ]
        for n in range(1, 51)
    ]
    header = ["Код", "Наименование", "Город", "Почта", "Примечание", "Создан"]
    groups = ["Кто", "Кто", "Где", "Где", "Прочее", "Прочее"]
    return Table("people", "ru", header, groups, ["", "", "", "", "", "дата"], rows, None, held_out=True)


def _products() -> Table:
    dice = random.Random("products")
    rows = [
        [
            _days(dice, "%m/%d/%Y"),
            f"{dice.randrange(0, 24)}:{dice.randrange(0, 60):02}:00",
            str(dice.randrange(1, 9)),
            f"SKU{dice.randrange(10**6, 10**7)}",
            f"{dice.randrange(100, 99999) / 100:.2f}",
            dice.choice(["box", "bag", "roll"]),
            dice.choice(_NOTES["en"]),
            f"https://shop.example.com/p/{n}",
        ]
        for n in range(1, 61)
    ]
    header = ["DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "Description", "URL"]
    groups = ["When", "When", "What", "What", "What", "What", "What", "Where"]
    units = ["", "h:m:s", "pcs", "", "EUR", "", "", ""]
    return Table("products", "en", header, groups, units, rows, None, held_out=True)


def _firms() -> Table:
    dice = random.Random("firms")
    rows = [
        [
            dice.choice(_NAMES["pl"]),
            dice.choice(_CITIES["pl"]),
            f"ul. Długa {dice.randrange(1, 90)}",
            dice.choice(["", "", "tak"]),
            f"+48 22 555 {dice.randrange(1000, 9999)}",
            dice.choice(["3", "12", "", "250"]),
            dice.choice(_NOTES["pl"]),
        ]
        for _ in range(40)
    ]
    header = ["Firma", "Miejscowość", "Adres", "Zgoda", "Telefon", "Zatrudnienie", "Uwagi"]
    groups = ["Dane", "Dane", "Dane", "Marketing", "Kontakt", "Wielkość", "Inne"]
    return Table("firms", "pl", header, groups, ["", "", "", "", "", "os.", ""], rows, None, held_out=True)


def _sums() -> Table:
    dice = random.Random("sums")
    rows = [
        [
            str(dice.randrange(70000, 79999)),
            _days(dice, "%d/%m/%Y"),
            dice.choice(_NAMES["fr"]),
            _money(dice, ",", " "),
            _money(dice, ",", " "),
        ]
        for _ in range(55)
    ]
    header = ["N° pièce", "Le", "Tiers", "Débit", "Crédit"]
    groups = ["Écriture", "Écriture", "Écriture", "Sens", "Sens"]
    totals = ["", "", "Total général", "123 456,78", "99 999,99"]
    return Table("sums", "fr", header, groups, ["", "", "", "EUR", "EUR"], rows, totals, held_out=True)


TABLES = (_orders(), _amounts(), _texts(), _wide(), _narrow(), _people(), _products(), _firms(), _sums())
