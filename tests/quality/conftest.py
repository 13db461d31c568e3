"""A shop whose figures a person can work out, run as of two dates."""

from __future__ import annotations

import csv
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kartoteka.cli.main import main

PROJECT = """\
version: 1
timezone: Europe/Warsaw
currency: PLN
pipelines:
  shop:
    sources:
      customers: data/customers.csv
      contacts: data/contacts.csv
      orders: data/orders.csv
    blacklist: data/blacklist.csv
    segments:
      size:
        use: rules
        rules:
          - {segment: large, when: employees >= 100, terms: {discount: 10%}}
          - {else: small, terms: {discount: 5%}}
      trade:
        use: rules
        rules:
          - {segment: food, when: industry = 'bakery'}
          - {else: other}
    campaigns:
      letters:
        channel: email
        consent: consent_email
        export: [{use: csv, path: out/letters.csv}]
"""


def write(path: Path, header: str, rows: list[tuple[Any, ...]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(header.split())
        writer.writerows(rows)


def customers(large: int) -> list[tuple[Any, ...]]:
    """Of 40 firms the first `large` have 200 employees and the others 50; the first 10 are bakeries.

    All but L00 have an e-mail address, every second one agreed to be written to; nobody but the first 5 has a telephone.
    """
    return [
        (
            f"L{at:02}",
            f"Firm {at}",
            "bakery" if at < 10 else "metal",
            200 if at < large else 50,
            f"l{at}@firm.pl" if at else "",
            "yes" if at % 2 == 0 else "no",
            "22 555 01 00" if at < 5 else "",
            "atheist",
        )
        for at in range(40)
    ]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month ago 24 firms were large, now 20 are; L39 is on the blacklist."""
    folder = tmp_path_factory.mktemp("shop")
    data = folder / "data"
    write(data / "blacklist.csv", "customer_id", [("L39",)])
    write(
        data / "contacts.csv", "customer_id contact_id name email consent_email", [("L00", "C1", "Ewa", "ewa@firm.pl", "yes")]
    )
    write(data / "orders.csv", "customer_id ordered_on amount", [(f"L{at:02}", "2026-10-01", 10 * at) for at in range(30)])
    (folder / "kartoteka.yaml").write_text(PROJECT, "utf-8")
    header = "customer_id name industry employees email consent_email phone religion"
    for day, large in (("2026-10-31", 24), ("2026-11-30", 20)):
        write(data / "customers.csv", header, customers(large))
        with redirect_stdout(StringIO()):
            assert main(["run", "--as-of", day, "--project", str(folder)]) == 0
    return folder
