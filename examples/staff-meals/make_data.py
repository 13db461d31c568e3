"""Make the caterer's files: companies in and around Poznań, and two years of invoices. The same seed gives the same bytes.

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

SEED = 20261201
FIRST_DAY = date(2024, 12, 2)
LAST_DAY = date(2026, 11, 30)

# What a company does, how it is called, its code in the register, and whether it makes things.
TRADES = [
    ("Fabryka Mebli", "produkcja mebli", True),
    ("Odlewnia", "produkcja metali", True),
    ("Zakłady Mięsne", "produkcja żywności", True),
    ("Wytwórnia Opakowań", "produkcja opakowań", True),
    ("Zakład Tworzyw", "produkcja tworzyw sztucznych", True),
    ("Huta Szkła", "produkcja szkła", True),
    ("Centrum Logistyczne", "transport i magazyny", False),
    ("Biuro Obsługi", "usługi dla firm", False),
    ("Studio Programistyczne", "oprogramowanie", False),
    ("Hurtownia", "handel hurtowy", False),
    ("Klinika", "ochrona zdrowia", False),
    ("Dom Maklerski", "finanse", False),
]
NAMES = [
    "Bór", "Warta", "Cybina", "Dębiec", "Kopernik", "Lech", "Malta", "Noteć", "Orzeł", "Piast", "Rusałka", "Sołacz",
    "Świt", "Tęcza", "Wielkopolanin", "Zawady", "Żuraw", "Łęgi", "Ćmielów", "Gniezno", "Bratek", "Jeżyce",
]  # fmt: skip
FORMS = ["Sp. z o.o.", "Sp. z o.o.", "Sp. z o.o.", "S.A.", "Sp.k."]
TOWNS = [("Poznań", "61"), ("Swarzędz", "61"), ("Gniezno", "61"), ("Śrem", "61"), ("Leszno", "65"), ("Konin", "63")]
COMPETITORS = ["Smaczny Zakład Sp. z o.o.", "Obiad na Czas S.A.", "Kantyna 24"]
MAIN_PRODUCTS = ["Obiady pracownicze", "Stołówka zakładowa", "Posiłki regeneracyjne"]
SIDE_PRODUCTS = ["Bufet na spotkanie", "Wigilia firmowa", "Tort na jubileusz", "Kanapki na szkolenie"]

# Each group: how many, the fewest and the most employees, how many of ten make things, stage, what they buy.
GROUPS = [
    ("large client", 4, (510, 1400), 8, "klient", MAIN_PRODUCTS),
    ("middling client", 9, (255, 490), 7, "klient", MAIN_PRODUCTS),
    ("smaller client", 22, (55, 240), 5, "klient", MAIN_PRODUCTS),
    ("large", 11, (500, 1800), 7, "prospekt", []),
    ("middling", 24, (250, 499), 6, "prospekt", []),
    ("smaller", 58, (51, 249), 5, "prospekt", []),
    ("tiny", 27, (4, 50), 3, "prospekt", []),
    ("occasional", 15, (20, 420), 3, "klient", SIDE_PRODUCTS),
]
# Headcounts as the register of companies gives them, for those of which we know no number.
BANDS = [(1, 9), (10, 49), (50, 249), (250, 499), (500, 999)]
LOWER = str.maketrans("ąćęłńóśźż", "acelnoszz")


@dataclass(frozen=True)
class Company:
    number: str
    employees: int
    products: list[str]
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
    """`1 234,56 zł`, as Polish programs write it."""
    return f"{grosze // 100:,}".replace(",", " ") + f",{grosze % 100:02d} zł"


def day(value: date | None) -> str:
    return "" if value is None else f"{value:%d.%m.%Y}"


def headcount(employees: int, random_: random.Random) -> str:
    """Mostly a number; of some only the band of the register is known, of a few nothing."""
    known = random_.random()
    if known < 0.05:
        return ""
    if known < 0.22:
        return next((f"{low}-{high}" for low, high in BANDS if low <= employees <= high), "1000 i więcej")
    return str(employees)


def rival(stage: str, random_: random.Random) -> tuple[str, date | None]:
    """The competitor who serves a prospect, and until when; of a few nobody has said until when."""
    if stage != "prospekt" or random_.random() > 0.3:
        return "", None
    first, last = random_.choices([(-200, -31), (-30, -1), (1, 130), (131, 600)], (15, 15, 40, 30))[0]
    until = LAST_DAY + timedelta(days=random_.randint(first, last))
    return random_.choice(COMPETITORS), None if random_.random() < 0.1 else until


def make_companies(random_: random.Random) -> list[Company]:
    companies = []
    for _, count, (fewest, most), making, stage, products in GROUPS:
        for index in range(count):
            employees = random_.randint(fewest, most)
            trade, industry, _ = random_.choice([one for one in TRADES if one[2] == (index % 10 < making)])
            name, form = random_.choice(NAMES), random_.choice(FORMS)
            town, area = random_.choice(TOWNS)
            domain = f"{trade} {name}".lower().translate(LOWER).replace(" ", "-")
            competitor, until = rival(stage, random_)
            founded = date(random_.choices([2023, 2021, 2012, 1995], (12, 8, 40, 40))[0], 1, 1)
            founded += timedelta(days=random_.randint(0, 900))
            contact = None if random_.random() < 0.25 else LAST_DAY - timedelta(days=int(random_.triangular(0, 700, 60)))
            row = {
                "Kod kontrahenta": f"F{len(companies) + 1001}",
                "Nazwa": f"{trade} {name} {form}",
                "NIP": tax_number(random_),
                "Miasto": town,
                "Telefon": f"+48 {area} {random_.randint(200, 899)} {random_.randint(10, 99)} {random_.randint(10, 99)}",
                "E-mail": f"kadry@{domain}.example" if random_.random() < 0.9 else "",
                "Etap": stage,
                "Branża": industry,
                "Liczba pracowników": headcount(employees, random_),
                "Data założenia": day(founded) if random_.random() < 0.93 else "",
                "Konkurent": competitor,
                "Umowa z konkurencją do": day(until),
                "Ostatni kontakt": day(contact),
                "Dni do decyzji": str(random_.randint(10, 40) + employees // 12) if stage == "klient" else "",
                "Forma płatności": random_.choice(["przelew 30 dni", "przelew 14 dni", "przedpłata"]) if products else "",
                "Zgoda telefon": random_.choices(["tak", "nie", ""], (70, 12, 18))[0],
            }
            companies.append(Company(row["Kod kontrahenta"], employees, products, row))
    return companies


def invoices_of(company: Company, random_: random.Random) -> Iterator[tuple[date, Company, str, int]]:
    """Regular clients get an invoice a month, the others now and then."""
    regular = company.products == MAIN_PRODUCTS
    when = FIRST_DAY + timedelta(days=random_.randint(0, 400 if regular else 200))
    product = random_.choice(company.products)
    while when <= LAST_DAY:
        if regular:
            yield (
                when,
                company,
                product,
                round(company.employees * random_.uniform(0.4, 0.7)) * 21 * random_.randint(1650, 2350),
            )
            if random_.random() < 0.04:
                yield when, company, random_.choice(SIDE_PRODUCTS), random_.randint(40_000, 900_000)
        else:
            yield when, company, random_.choice(company.products), random_.randint(30_000, 1_200_000)
        when += timedelta(days=random_.randint(28, 31) if regular else random_.randint(60, 330))


def make_invoices(companies: list[Company], random_: random.Random) -> list[dict[str, str]]:
    invoices = [one for company in companies if company.products for one in invoices_of(company, random_)]
    invoices.sort(key=lambda one: (one[0], one[1].number))
    return [
        {
            "Nr faktury": f"FV/{when.year}/{index + 1:04d}",
            "Kod kontrahenta": company.number,
            "Data sprzedaży": day(when),
            "Produkt": product,
            "Wartość netto": amount(grosze),
        }
        for index, (when, company, product, grosze) in enumerate(invoices)
    ]


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
    companies = make_companies(random_)
    rows = [company.row for company in companies]
    # Nobody's list is clean: a company is entered twice.
    write(data / "firmy.csv", [*rows, {**rows[41], "Telefon": ""}], "cp1250")
    write(data / "faktury.csv", make_invoices(companies, random_), "cp1250")
    write(data / "czarna-lista.csv", [{"Kod kontrahenta": companies[90].number, "Powód": "prosi o spokój"}], "cp1250")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
