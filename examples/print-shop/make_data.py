"""Make the print shop's files: customers, two years of orders, a blacklist. The same seed gives the same bytes.

Run it as `python make_data.py [FOLDER]`; it needs nothing but Python.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SEED = 20261130
FIRST_DAY = date(2024, 12, 2)
LAST_DAY = date(2026, 11, 30)
CUSTOMERS = 240

TRADES = [
    ("Kwiaciarnia", "kwiaty", "47.76.Z", (1, 9)),
    ("Biuro Rachunkowe", "usługi księgowe", "69.20.Z", (2, 25)),
    ("Restauracja", "gastronomia", "56.11.Z", (5, 40)),
    ("Hotel", "hotelarstwo", "55.10.Z", (12, 120)),
    ("Kancelaria Prawna", "usługi prawne", "69.10.Z", (2, 60)),
    ("Przychodnia", "ochrona zdrowia", "86.22.Z", (8, 150)),
    ("Meble", "produkcja mebli", "31.09.Z", (15, 650)),
    ("Wydawnictwo", "wydawnictwa", "58.11.Z", (3, 80)),
    ("Szkoła Językowa", "edukacja", "85.59.A", (4, 70)),
    ("Deweloper", "budownictwo", "41.20.Z", (10, 300)),
    ("Browar", "produkcja napojów", "11.05.Z", (6, 420)),
    ("Agencja Reklamowa", "reklama", "73.11.Z", (2, 45)),
]
NAMES = [
    "Malwa", "Saldo", "Pod Lipą", "Zdrój", "Żubr", "Źródło", "Łąka", "Świt", "Ćma", "Gwiazda", "Wisła", "Bór", "Jaśmin",
    "Złota Rybka", "Pod Orłem", "Kraina", "Dąb", "Promień", "Bursztyn", "Zamek", "Nad Wartą", "Słonecznik",
]  # fmt: skip
SURNAMES = [
    "Kowalski", "Wiśniewski", "Wójcik", "Zieliński", "Dąbrowski", "Kozłowski", "Jabłoński", "Krawczyk", "Piotrowski",
    "Grabowski", "Pawłowski", "Michalski", "Król", "Wieczorek", "Stępień", "Górski", "Rutkowski", "Sikora", "Bąk",
]  # fmt: skip
FORMS = ["Sp. z o.o.", "Sp. z o.o.", "S.A.", "Sp.j.", ""]
CITIES = [
    ("Warszawa", "00-0", "22"), ("Kraków", "30-0", "12"), ("Łódź", "90-0", "42"), ("Wrocław", "50-0", "71"),
    ("Poznań", "60-0", "61"), ("Gdańsk", "80-0", "58"), ("Rzeszów", "35-0", "17"), ("Białystok", "15-0", "85"),
    ("Zielona Góra", "65-0", "68"), ("Częstochowa", "42-2", "34"),
]  # fmt: skip
PRODUCTS = [
    "Wizytówki 350 g", "Ulotki A5", "Katalog szyty", "Plakaty B1", "Teczki ofertowe", "Papier firmowy", "Etykiety", "Roll-up",
]  # fmt: skip
# How a customer buys: days between orders (None: never), how likely an order is a small one, how many customers do.
HABITS = [
    ("fortnightly", (9, 14), 0.03, 0.10),
    ("monthly", (20, 31), 0.06, 0.20),
    ("quarterly", (50, 92), 0.10, 0.22),
    ("now and then", (95, 183), 0.15, 0.16),
    ("lapsed", (20, 70), 0.10, 0.14),
    ("small", (25, 120), 1.00, 0.10),
    ("prospect", None, 0.00, 0.08),
]
LOWER = str.maketrans("ąćęłńóśźż", "acelnoszz")


@dataclass(frozen=True)
class Customer:
    number: str
    habit: str
    days: tuple[int, int] | None
    small: float
    row: dict[str, str]


def tax_number(random_: random.Random) -> str:
    """A Polish tax number (NIP) whose check digit is right: weights 6 5 7 2 3 4 5 6 7, modulo 11, never 10."""
    while True:
        digits = [random_.randint(1, 9), *(random_.randint(0, 9) for _ in range(8))]
        check = sum(d * w for d, w in zip(digits, (6, 5, 7, 2, 3, 4, 5, 6, 7), strict=True)) % 11
        if check < 10:
            text = "".join(map(str, [*digits, check]))
            return f"{text[:3]}-{text[3:6]}-{text[6:8]}-{text[8:]}"


def amount(grosze: int) -> str:
    """`1 234,56`, as Polish programs write it."""
    return f"{grosze // 100:,}".replace(",", " ") + f",{grosze % 100:02d}"


def make_customers(random_: random.Random) -> list[Customer]:
    habits = [habit for habit in HABITS for _ in range(round(habit[3] * CUSTOMERS))]
    customers = []
    for index, (habit, days, small, _) in enumerate(habits):
        trade, industry, _, (fewest, most) = random_.choice(TRADES)
        name, form = random_.choice([*NAMES, *SURNAMES]), random_.choice(FORMS)
        city, postal, area = random_.choice(CITIES)
        domain = f"{trade} {name}".lower().translate(LOWER).replace(" ", "-")
        row = {
            "Nr klienta": f"K{index + 1001}",
            "Nazwa": f"{trade} {name} {form}".strip(),
            "NIP": tax_number(random_),
            "Kod pocztowy": f"{postal}{random_.randint(10, 99)}",
            "Miasto": city,
            "Telefon": f"+48 {area} {random_.randint(200, 899)} {random_.randint(10, 99)} {random_.randint(10, 99)}",
            "E-mail": f"biuro@{domain}.example" if random_.random() < 0.93 else "",
            "Branża": industry,
            "Liczba pracowników": str(random_.randint(fewest, most)),
            "Zgoda e-mail": random_.choices(["tak", "nie", ""], (70, 22, 8))[0],
        }
        customers.append(Customer(row["Nr klienta"], habit, days, small, row))
    return customers


def order_days(customer: Customer, random_: random.Random) -> Iterator[date]:
    if customer.days is None:
        return
    shortest, longest = customer.days
    day = FIRST_DAY + timedelta(days=random_.randint(0, 300 if customer.habit != "fortnightly" else 500))
    last = LAST_DAY - timedelta(days=random_.randint(190, 330)) if customer.habit == "lapsed" else LAST_DAY
    if random_.random() < 0.15:  # some stop a little earlier: those are this month's moves
        last -= timedelta(days=random_.randint(5, 60))
    while day <= last:
        yield day
        day += timedelta(days=random_.randint(shortest, longest))


def make_orders(customers: list[Customer], random_: random.Random) -> list[dict[str, str]]:
    orders = [(day, customer) for customer in customers for day in order_days(customer, random_)]
    orders.sort(key=lambda order: (order[0], order[1].number))
    rows = []
    for index, (day, customer) in enumerate(orders):
        small = random_.random() < customer.small
        status = random_.choices(["zrealizowane", "anulowane", "zwrot"], (965, 25, 10))[0]
        for _ in range(random_.choice([1, 1, 1, 2, 3]) if not small else 1):
            quantity = random_.choice([100, 250, 500, 1000, 2500])
            grosze = random_.randint(4_000, 29_999) if small else random_.randint(30_000, 260_000)
            rows.append(
                {
                    "Nr zamówienia": f"ZS/{day.year}/{index + 1:05d}",
                    "Nr klienta": customer.number,
                    "Data zamówienia": f"{day:%d.%m.%Y}",
                    "Towar": random_.choice(PRODUCTS),
                    "Ilość": amount(quantity * 100).removesuffix(",00"),
                    "Wartość netto": amount(grosze) + " zł",
                    "Status": status,
                }
            )
    return rows


def write(path: Path, rows: list[dict[str, str]], encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def make(folder: Path) -> None:
    """Write `data/` into a folder."""
    random_ = random.Random(SEED)
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    customers = make_customers(random_)
    orders = make_orders(customers, random_)
    people = [customer.row for customer in customers]
    # A real export is never clean: a customer entered twice, and a date that does not exist.
    write(data / "klienci.csv", [*people, {**people[7], "Telefon": ""}], "utf-8")
    for year in (2024, 2025, 2026):
        rows = [row for row in orders if row["Data zamówienia"].endswith(str(year))]
        if year == 2026:
            rows.insert(40, {**rows[40], "Nr zamówienia": "ZS/2026/KOREKTA", "Data zamówienia": "31.02.2026"})
        write(data / f"zamowienia-{year}.csv", rows, "cp1250")
    blacklisted = [customers[3].number, customers[90].number]
    write(data / "czarna-lista.csv", [{"Nr klienta": number, "Powód": "nie płaci"} for number in blacklisted], "cp1250")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
