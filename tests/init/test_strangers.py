"""Exports and answers of people who have never seen the program."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kartoteka.cli.main import main


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def begin(text: str, *options: str, encoding: str = "utf-8") -> int:
    Path("orders.csv").write_bytes(text.encode(encoding))
    return main(["init", "--orders", "orders.csv", *options])


def columns() -> dict[str, object]:
    loaded = YAML(typ="safe", pure=True).load(Path("kartoteka.yaml").read_text("utf-8"))
    found: dict[str, object] = loaded["pipelines"]["first"]["sources"]["orders"]["columns"]
    return found


def typing(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(text))


ORDERS = "Order No;Customer No;Order date;Freight\n1;C1;2026-10-01;5.00\n2;C1;2026-10-05;7.50\n"


def test_headers_in_two_languages_are_read_where_both_halves_say_the_same() -> None:
    text = (
        ";;;\nNr zamówienia / Order no.;Klient / Customer;Data / Date;Kwota netto / Net amount;Data / Customer\n"
        "Z1;Żuk;2026-02-01;1 481,46;a\nZ2;Łoś;2026-02-08;2 719,50;b\n"
    )
    assert begin(text, "--yes") == 0
    assert columns() == {
        "order_id": "Nr zamówienia / Order no.",
        "customer_id": "Klient / Customer",
        "ordered_on": "Data / Date",
        "amount": "Kwota netto / Net amount",
    }
    assert "skip_lines" not in Path("kartoteka.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("answer", "told"),
    [("amount=Fraight", "the file has no column 'Fraight'"), ("amount=none", "which orders need")],
)
def test_an_answer_that_cannot_be_writes_no_project(answer: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert begin(ORDERS, "--currency", "usd", "--column", f"orders.{answer}", "--yes") == 3
    error = capsys.readouterr().err
    assert told in error
    assert "kartoteka.yaml:" not in error
    assert not Path("kartoteka.yaml").exists()


def test_an_answer_that_cannot_be_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, "Freight\ndollars\nFreight\nusd\n")
    assert begin(ORDERS) == 0
    shown = capsys.readouterr()
    assert shown.out.count("Nothing in the files says the currency") == 2
    assert "Error: currency: 'DOLLARS' is not a currency" in shown.err
    assert columns()["amount"] == "Freight"
    assert "currency: USD" in Path("kartoteka.yaml").read_text("utf-8")


def test_a_rate_may_be_typed_with_a_comma(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Nr faktury;Kontrahent;Data;Kwota;Waluta\n1;A;2026-10-01;5,00;PLN\n2;A;2026-10-02;6,00;PLN\n3;B;2026-10-05;7,5;EUR\n"
    typing(monkeypatch, "4,25\n")
    assert begin(text) == 0
    assert "rates: {EUR: 4.25}" in Path("kartoteka.yaml").read_text("utf-8")


def test_a_column_that_is_written_by_its_position_is_named_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Order No;Customer No;Order date;Amount;Amount\n1;C1;2026-10-01;£5.00;£6.00\n2;C1;2026-10-05;£7.50;£9.00\n"
    assert begin(text, "--yes") == 4
    assert "    4: 'Amount': £5.00, £7.50\n    5: 'Amount': £6.00, £9.00\n" in capsys.readouterr().err
    assert begin(text, "--yes", "--column", "orders.amount=5") == 0
    assert "amount: 5                             # column 5, 'Amount'" in Path("kartoteka.yaml").read_text("utf-8")


def test_what_settles_the_decimal_mark_is_shown_with_plain_blanks() -> None:
    text = "Nr zamówienia;Kontrahent;Data;Kwota\n1;A1;2026-10-01;1\N{NO-BREAK SPACE}193,87\n2;B1;2026-10-05;7,50\n"
    assert begin(text, "--yes") == 0
    assert "settled by '1 193,87' (line 2)" in Path("kartoteka.yaml").read_text("utf-8")


def test_lines_that_leave_most_cells_empty_are_lines_of_their_order() -> None:
    rows = [
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Billing Name,Id"
    ]
    for number in range(8):
        day = f"2026-01-{number + 1:02d} 10:00:00 -0500"
        rows.append(f"#{1001 + number},u{number % 3}@ex.com,paid,{day},USD,30.00,36.00,{day},1,Soap,Ann Lee,{5000 + number}")
        rows.append(f"#{1001 + number},u{number % 3}@ex.com,,,,,,{day},2,Salt,,")
    answers = ["--column", "orders.customer_id=Email", "--yes"]
    assert begin("\n".join(rows), *answers) == 0
    assert columns()["order_id"] == "Name"
    assert columns()["amount"] == "coalesce(Subtotal, 0)"


def test_an_age_that_differs_between_the_orders_of_a_customer_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Order No;Customer No;Order date;Amount;Age\n" + "".join(
        f"{number};C{number % 3};2026-10-{number + 1:02d};£{number + 5}.50;{number * 4}\n" for number in range(12)
    )
    assert begin(text, "--yes") == 0
    assert "age" not in columns()
    assert "'Age' is no age: 3 of 3 customers" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("first", "second", "ways"),
    [
        ("26/10/26", "27/10/26", "orders.date_format=%d/%m/%y"),
        ("10/26/26", "1/2/26", "orders.date_format=%m/%d/%y"),
        ("1/2/26 9:05", "10/26/26 14:30", "'orders.date_format=%m/%d/%y %H:%M'"),
        ("01.02.26", "03.04.26", "orders.date_format=%d.%m.%y or orders.date_format=%m.%d.%y"),
    ],
)
def test_dates_of_two_figures_for_the_year_are_told_with_what_reads_them(
    first: str, second: str, ways: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Order No;Customer No;Order date;Amount\n1;C1;{first};£5.00\n2;C1;{second};£7.50\n"
    assert begin(text, "--yes") == 4
    told = capsys.readouterr().err
    assert f"'Order date' is called like it, but its values are no dates: {first}, {second}." in told
    assert f"such as --set {ways}.\n" in told
    said = ["--column", "orders.ordered_on=Order date", "--set", ways.partition(" or ")[0].strip("'")]
    assert begin(text, "--yes", *said) == 0
    assert main(["check"]) == 0


def test_what_was_answered_is_written_with_that() -> None:
    assert begin(ORDERS, "--currency", "usd", "--column", "orders.amount=Freight", "--yes") == 0
    assert "amount: Freight                       # as said" in Path("kartoteka.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("Total", "'Total' may have the tax in 'Tax amount' in it"),
        ("Net amount", None),
        ("Subtotal", None),
    ],
)
def test_amounts_that_may_be_gross_are_told_with_what_makes_them_net(
    amount: str, told: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Order No;Customer No;Order date;{amount};Tax amount;Tax rate\n"
    rows = "1;C1;2026-10-01;£12.00;2.00;20\n2;C1;2026-10-05;£6.00;1.05;20\n"
    assert begin(text + rows, "--yes") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert ("may have the tax" in shown) == (told is not None)
    if told is not None:
        assert told in shown
        assert "--column 'orders.amount=Total - \"Tax amount\"'" in shown
        assert (
            begin(text + rows, "--yes", "--force", "--currency", "GBP", "--column", 'orders.amount=Total - "Tax amount"') == 0
        )
        assert "may have the tax" not in capsys.readouterr().out
