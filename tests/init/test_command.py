"""`kartoteka init` as a person meets it."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from init.judge import EXPORTS
from kartoteka.cli.main import main

CUSTOMERS = "Customer No;Name;City\nC1;Ann's Café;Leeds\nC2;Bob's Bikes;York\nC3;Cem's Cars;Hull\n"
ORDERS = (
    "Order No;Customer No;Order date;Net amount\n1;C1;25/10/2026;£12.50\n2;C2;26/10/2026;£1,200.00\n3;C1;27/10/2026;£8.00\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str, encoding: str = "utf-8") -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return name


def source(table: str, project: str = ".") -> dict[str, object]:
    loaded = YAML(typ="safe", pure=True).load((Path(project) / "kartoteka.yaml").read_text("utf-8"))
    found: dict[str, object] = loaded["pipelines"]["first"]["sources"][table]
    return found


def columns(table: str) -> dict[str, object]:
    found = source(table)["columns"]
    assert isinstance(found, dict)
    return found


def test_two_files_become_a_project_that_is_sound_and_runs(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--customers", write("in/customers.csv", CUSTOMERS), "--orders", write("in/orders.csv", ORDERS)]
    assert main(["init", *given, "--minimum", "10", "--yes"]) == 0
    text = Path("kartoteka.yaml").read_text("utf-8")
    assert "currency: GBP " in text
    assert "logistic_minimum: 10 " in text
    assert "settled by '25/10/2026' (line 2)" in text
    assert "all 2 customers here are found in 'Customer No' of the customers" in text
    assert source("orders")["path"] == "in/orders.csv"
    assert main(["check"]) == 0
    assert "as written" in capsys.readouterr().out
    assert main(["run", "--as-of", "2026-10-31"]) == 0
    assert Path("out/everybody.csv").read_text("utf-8-sig").splitlines()[1].startswith("C1,Ann's Café,Leeds,segment-3,12.50")


@pytest.mark.parametrize("system", ["optima", "bitrix24", "1c-report", "quickbooks", "enova", "sage100", "shopify"])
def test_a_project_of_a_real_system_runs_and_reads_every_row(system: str, capsys: pytest.CaptureFixture[str]) -> None:
    given: list[str] = []
    for table in ("customers", "orders"):
        export = EXPORTS.get(f"{system}-{table}")
        if export is not None:
            Path(f"{table}.csv").write_bytes(export.bytes())
            given += [f"--{table}", f"{table}.csv"]
    said = {"optima": "orders.ordered_on=Data sprzedaży", "shopify": "orders.customer_id=Email"}.get(system)
    assert main(["init", *given, *(["--column", said] if said else []), "--yes"]) == 0
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["run", "--as-of", "2026-11-30"]) == 0
    assert "60 orders" in capsys.readouterr().out


def test_without_a_terminal_all_that_cannot_be_told_is_listed_and_can_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    write("customers.csv", "Ref;Name;Born\nA1;Ann;3/4/1980\nA2;Bob;5/6/1990\n")
    write("orders.csv", "Who;Moment of it;How much\nA1;3/4/2026;1,234\nA2;5/6/2026;2,500\n")
    given = ["init", "--customers", "customers.csv", "--orders", "orders.csv", "--column", "customers.birth_date=Born"]
    assert main([*given, "--yes"]) == 4
    told = capsys.readouterr().err
    for option in (
        "--column customers.customer_id=HEADER",
        "--column orders.customer_id=HEADER",
        "--column orders.ordered_on=HEADER",
        "--column orders.amount=HEADER",
        "--set customers.date_order=day-first|month-first",
        "--currency CODE",
    ):
        assert option in told
    assert not Path("kartoteka.yaml").exists()
    answers = ["--column", "customers.customer_id=Ref", "--column", "orders.customer_id=Who", "--currency", "GBP"]
    answers += ["--column", "orders.ordered_on=Moment of it", "--column", "orders.amount=How much"]
    answers += ["--set", "customers.date_order=day-first"]
    assert main([*given, *answers, "--yes"]) == 4
    told = capsys.readouterr().err
    assert told.startswith("Error: 2 things cannot be told from the files:\n- In the orders, '1,234' (line 2) may have")
    answers += ["--set", "orders.decimal=point", "--set", "orders.date_order=day-first"]
    assert main([*given, *answers, "--yes"]) == 0
    assert main(["check"]) == 0


def test_questions_are_asked_in_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    write(
        "orders.csv",
        "Order No;Customer No;Sale date;Invoice date;Amount\n"
        "1;C1;2026-10-01;2026-10-02;5.00\n2;C1;2026-10-05;2026-10-05;7.50\n",
    )
    monkeypatch.setattr("sys.stdin", Terminal("2\nEUR\n"))
    assert main(["init", "--orders", "orders.csv"]) == 0
    out = capsys.readouterr().out
    assert "Several columns of the orders could be the ordered_on" in out
    assert "   1  Sale date   2026-10-01, 2026-10-05\n   2  Invoice date   2026-10-02" in out
    assert columns("orders")["ordered_on"] == "Invoice date"
    assert "currency: EUR" in Path("kartoteka.yaml").read_text("utf-8")


def test_a_project_that_is_there_is_left_alone_unless_forced(capsys: pytest.CaptureFixture[str]) -> None:
    write("customers.csv", CUSTOMERS)
    write("kartoteka.yaml", "version: 1\n")
    assert main(["init", "--customers", "customers.csv", "--yes"]) == 3
    assert "is there already" in capsys.readouterr().err
    assert Path("kartoteka.yaml").read_text("utf-8") == "version: 1\n"
    assert main(["init", "--customers", "customers.csv", "--yes", "--force"]) == 0
    assert Path("kartoteka.yaml").read_text("utf-8") != "version: 1\n"


def test_files_elsewhere_are_written_with_a_path_that_works(tmp_path: Path) -> None:
    write("exports/customers.csv", CUSTOMERS)
    assert main(["init", "--customers", "exports/customers.csv", "--project", "mine", "--yes"]) == 0
    assert source("customers", "mine")["path"] == str(tmp_path / "exports/customers.csv")
    os.chdir("exports")
    assert main(["check", "--project", "../mine"]) == 0


def test_a_pattern_that_the_shell_has_spread_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--orders", "orders-1.csv", "orders-2.csv", "--yes"]) == 2
    assert "put quotes around a pattern: --orders 'orders-*.csv'" in capsys.readouterr().err


def test_all_files_of_a_pattern_are_looked_at() -> None:
    head, *rows = ORDERS.splitlines()
    write("orders-1.csv", f"{head}\n{rows[0].replace('25/10', '5/10')}\n")
    write("orders-2.csv", f"{head}\n{rows[1]}\n{rows[2]}\n")
    assert main(["init", "--orders", "orders-*.csv", "--yes"]) == 0
    assert source("orders")["date_order"] == "day-first"
    assert "orders-2.csv, line 2" in Path("kartoteka.yaml").read_text("utf-8")


def test_only_customers_with_headcounts_become_size_segments() -> None:
    write("customers.csv", "Customer No;Name;Employees\nC1;Ann;12\nC2;Bob;600\n")
    assert main(["init", "--customers", "customers.csv", "--yes"]) == 0
    assert main(["run", "--as-of", "2026-10-31"]) == 0
    assert Path("out/everybody.csv").read_text("utf-8-sig").splitlines()[1:] == ["C1,Ann,too-small", "C2,Bob,strategic"]


def test_prices_of_their_own_file_give_the_amounts(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "orders.csv",
        "OrderNo,CustomerNo,OrderDate,ProductKey,Qty\n1,C1,2026-10-01,7,2\n1,C1,2026-10-01,8,1\n2,C2,2026-10-05,7,3\n",
    )
    write("products.csv", "ProductKey,Name,Price,Cost\n7,Leaflet,$1.25,$0.80\n8,Poster,$10.00,$6.00\n")
    assert main(["init", "--orders", "orders.csv", "--yes", "--currency", "USD"]) == 4
    assert "--prices FILE" in capsys.readouterr().err
    assert main(["init", "--orders", "orders.csv", "--prices", "products.csv", "--yes", "--currency", "USD"]) == 0
    assert source("orders")["lookup"] == {"path": "products.csv", "key": "ProductKey", "take": {"unit_price": "Price"}}
    assert main(["run", "--as-of", "2026-10-31"]) == 0
    assert [line.split(",")[2] for line in Path("out/everybody.csv").read_text("utf-8-sig").splitlines()[1:]] == [
        "12.50",
        "3.75",
    ]


def test_amounts_in_two_currencies_need_a_rate(capsys: pytest.CaptureFixture[str]) -> None:
    write("orders.csv", ORDERS.replace("£8.00", "€8.00"))
    assert main(["init", "--orders", "orders.csv", "--yes"]) == 4
    assert "What is 1 EUR worth in GBP?\n  Say it with --rate EUR=NUMBER" in capsys.readouterr().err
    assert main(["init", "--orders", "orders.csv", "--yes", "--rate", "EUR=0.85"]) == 0
    assert main(["run", "--as-of", "2026-10-31"]) == 0


def test_rows_that_a_run_would_stop_at_are_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    twice = "".join(f"C{number};Firm {number};Leeds\n" for number in range(1, 13))
    write(
        "customers.csv",
        "Customer No;Name;City\n" + "".join(f"C{number};Firm {number};Leeds\n" for number in range(1, 1000)) + twice,
    )
    assert main(["init", "--customers", "customers.csv", "--yes"]) == 4
    told = capsys.readouterr().err
    assert "12 of 1011 rows cannot be used: 12 like line 1001: customer_id 'C1' is taken already" in told
    assert main(["init", "--customers", "customers.csv", "--yes", "--set", "customers.max_rejects=unlimited"]) == 0
    assert main(["run", "--as-of", "2026-10-31"]) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--yes"], "name at least a file of customers or one of orders"),
        (["--customers", "c.csv", "--column", "orders.amount=X"], "speaks of 'orders'; the files given are: customers"),
        (["--customers", "c.csv", "--column", "amount"], "'amount' is not of the form orders.amount=Net value"),
        (["--customers", "c.csv", "--set", "customers.decimals=,"], "'decimals' cannot be set; did you mean decimal?"),
        (["--customers", "c.csv", "--minimum", "300 zł"], "write a number with a dot: 300 or 99.50"),
        (["--customers", "c.csv", "--rate", "EUR"], "'EUR' is not of the form EUR=4.25"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_read(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", *arguments]) == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--customers", "none.csv", "--yes"]) == 4
    assert "no file" in capsys.readouterr().err
