"""What stands above, below and beside a table, and how quotes are escaped; the engine and the careful way read the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kartoteka.components.source import CsvFile
from kartoteka.errors import ConfigError
from support.landing import Landing, rejects_of, rows_of

HEAD = "Nr zamówienia;Nr klienta;Data zamówienia;Wartość netto\n"
ROWS = "".join(f"Z{n};K{n % 7};{n % 27 + 1:02}.11.2026;{n},50\n" for n in range(1, 41))
BELOW = "stands below the rows, as totals and notes do; where it is a row, say footer_lines: 0"


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


def described(landing: Landing, content: str | bytes, table: str = "orders", **options: Any) -> CsvFile:
    path = landing.write("orders.csv", content)
    return landing.csv(table, {"path": "orders.csv", **options}).describe(path)


@pytest.mark.parametrize("many", [1, 800])
def test_totals_and_notes_are_rejects_with_their_reason(landing: Landing, many: int) -> None:
    body = "".join(f"Z{n};K1;15.11.2026;1,50\n" for n in range(40 * many))
    landing.write("orders.csv", HEAD + body + "\nRazem;;;60,00\n\nWydrukowano 30.11.2026\n")
    landed = landing.land("orders", "orders.csv")
    assert (landed.rows_read, landed.rows_landed) == (40 * many + 2, 40 * many)
    assert [(row["line"], row["reason"], row["raw"]) for row in rejects_of(landed)] == [
        (str(40 * many + 3), BELOW, "Razem;;;60,00"),
        (str(40 * many + 5), BELOW, "Wydrukowano 30.11.2026"),
    ]


def test_a_total_that_would_pass_for_a_customer_is_none(landing: Landing) -> None:
    rows = "".join(f"{4000 + n};Firma {n};Łódź;{n},00\n" for n in range(20))
    content = "Nr klienta;Nazwa;Miasto;Saldo\n" + rows + "Razem;;;190,00\n"
    landing.write("customers.csv", content)
    assert [row["raw"] for row in rejects_of(landing.land("customers", "customers.csv"))] == ["Razem;;;190,00"]
    assert landing.land("customers", "customers.csv", footer_lines=0).rows_landed == 21


@pytest.mark.parametrize(
    "last",
    [
        "Z99;Razem;30.11.2026;5,00\n",  # a customer who is called so
        "Z99;K1;30.11.2026;\n",
        "Z99;;;5,00\n",
        "Total Energies;K1;30.11.2026;12,50\n",
    ],
)
def test_what_may_be_an_order_is_no_footer(landing: Landing, last: str) -> None:
    assert described(landing, HEAD + ROWS + last).footer_lines == 0


def test_the_first_order_is_never_taken_for_a_part_of_the_header(landing: Landing) -> None:
    for first in ("Nowy;Kowalski;brak;nieznana\n", "Nowy;;brak;brak\n", ";;brak;\n"):
        file = described(landing, HEAD + first + ROWS)
        assert (file.skip_lines, file.header_lines) in ((1, 1), (2, 2)), first
        if first.startswith("Nowy"):
            assert file.skip_lines == 1, first


def test_a_header_on_two_rows(landing: Landing) -> None:
    joined = described(
        landing, "Wynik;;Rok 2025;;Rok 2026;\nKod;Nazwa;I;II;I;II\n" + "".join(f"A{n};x y;1;2;3;{n}\n" for n in range(9))
    )
    assert joined.columns == ("Wynik Kod", "Wynik Nazwa", "Rok 2025 I", "Rok 2025 II", "Rok 2026 I", "Rok 2026 II")
    assert (joined.header_lines, joined.skip_lines) == (2, 2)
    named = described(landing, "Zamówienie;;Sprzedaż;\n" + HEAD + ROWS)
    assert named.columns == tuple(HEAD.strip().split(";"))
    units = described(landing, HEAD + ";;;PLN\n" + ROWS)
    assert (units.columns, units.skip_lines) == (named.columns, 2)
    assert described(landing, HEAD + ";;;PLN\n" + ROWS, header_rows=1).skip_lines == 1


def test_of_tables_beside_each_other_the_one_that_fits_is_read(landing: Landing) -> None:
    other = ["Kod;Opis;;", "a;x;;", "b;y;;", "c;z;;", *[";;;"] * 37]
    lines = (HEAD + ROWS).splitlines()
    landing.write("orders.csv", "".join(f"{left}{right}\n" for left, right in zip(other, lines, strict=True)))
    file = landing.csv("orders", {"path": "orders.csv"}).describe(landing.folder / "orders.csv")
    assert (file.columns, file.first_cell) == (tuple(HEAD.strip().split(";")), 3)
    assert {one.what: (one.found, one.override) for one in file.findings}["column_range"] == ("4-7", "column_range: 1-2")
    landed = landing.land("orders", "orders.csv")
    assert (landed.rows_landed, landed.rows_rejected) == (40, 0)
    assert rows_of(landed)[-1]["amount"] == Decimal("40.50")
    assert described(landing, (landing.folder / "orders.csv").read_bytes(), column_range="1-2").columns == ("Kod", "Opis")


def test_a_row_that_is_shifted_into_a_neighbour_is_a_reject(landing: Landing) -> None:
    lines = [f"{line};;{'a;b' if n < 4 else ';'}" for n, line in enumerate((HEAD + ROWS).splitlines())]
    lines[0] = HEAD.strip() + ";;Kod;Opis"
    lines[10] = lines[10].replace(";;", ";x;;", 1)
    landing.write("orders.csv", "\n".join(lines))
    (reject,) = rejects_of(landing.land("orders", "orders.csv", column_range="1-4"))
    assert (reject["line"], reject["reason"]) == ("11", "has 8 cells, and its own do not stand from the 1. to the 4. alone")


def test_escaped_quotes(landing: Landing) -> None:
    content = 'Nr klienta;Nazwa\nK1;"Dom \\"Ogród\\"; a"\nK2;"C:\\\\x"\nK3;"dwie\nlinie \\"tu\\""\n'
    landing.write("customers.csv", content)
    landed = landing.land("customers", "customers.csv")
    assert [row["name"] for row in rows_of(landed)] == ['Dom "Ogród"; a', "C:\\x", 'dwie\nlinie "tu"']
    windows = described(landing, 'Nr klienta;Nazwa\nK1;"C:\\dane\\"\nK2;"D:\\"\n', "customers")
    assert windows.escape is None


def test_cells_between_apostrophes(landing: Landing) -> None:
    file = described(landing, "Nr klienta;Nazwa\n'K1';'Dom; Ogród'\n'K2';'L''Oréal'\n", "customers")
    assert (file.quote, file.delimiter) == ("'", ";")
    names = described(landing, "Nr klienta,Nazwa\nK1,O'Neil\nK2,D'Arcy\n", "customers")
    assert names.quote == '"'


@pytest.mark.parametrize(("mark", "said"), [("^", "^"), ("\x01", "\x01"), ("~", "~"), (" ", "whitespace")])
def test_rarer_delimiters(landing: Landing, mark: str, said: str) -> None:
    content = (HEAD + ROWS).replace("Nr zamówienia", "order_id").replace("Nr klienta", "customer_id")
    content = content.replace("Data zamówienia", "ordered_on").replace("Wartość netto", "amount").replace(";", mark)
    assert described(landing, content).delimiter == (None if said == "whitespace" else said)
    assert landing.land("orders", "orders.csv").rows_landed == 40
    assert landing.land("orders", "orders.csv", delimiter=said).rows_landed == 40


def test_sentences_are_not_cut_at_their_blanks(landing: Landing) -> None:
    assert described(landing, "Nazwa firmy\nDom Ogród\nMłyn Łąka\n", "blacklist").columns == ("Nazwa firmy",)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"column_range": "5"}, "'5' is no range of columns; write 1-5 for the first five"),
        ({"delimiter": "ab"}, "'ab' is no delimiter"),
        ({"quote": "ab"}, "'ab' is not one character"),
        ({"header_rows": 0}, "1"),
    ],
)
def test_options_that_cannot_be(landing: Landing, options: dict[str, Any], told: str) -> None:
    from marshmallow import ValidationError

    with pytest.raises(ValidationError, match=told):
        landing.csv("orders", {"path": "orders.csv", **options})


def test_a_range_without_the_needed_columns_is_told(landing: Landing) -> None:
    landing.write("orders.csv", HEAD + ROWS)
    with pytest.raises(ConfigError, match="no column was recognised as 'ordered_on'"):
        landing.land("orders", "orders.csv", column_range="1-2")
