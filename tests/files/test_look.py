"""`kartoteka look` and `kartoteka convert`, as a user types them."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from files.workbooks import write, write_sheets
from kartoteka.cli.main import main
from support.shared_data import shared_data

ORDERS = "Raport sprzedaży\r\n\r\nNr klienta;Data sprzedaży;Wartość netto\r\nK1;15.11.2026;1 234,56 zł\r\nK2;wczoraj;5,00\r\n"

WRITTEN = """
In kartoteka.yaml, below sources
  orders:
    use: csv
    path: sprzedaz.csv
    skip_lines: 2
    encoding: cp1250
    delimiter: ";"
    decimal: ","
    columns:
      customer_id: Nr klienta
      ordered_on: Data sprzedaży
      amount: Wartość netto
"""


@pytest.fixture
def orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "sprzedaz.csv"
    path.write_bytes(ORDERS.encode("cp1250"))
    return path


def look(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["look", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_file_is_told_with_what_was_settled(orders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = look(capsys, orders.name, "--locale", "pl", "--option", "skip_lines=2")
    assert code == 0
    for told in (
        "sprzedaz.csv: CSV, read as orders",
        "- encoding: cp1250 (it makes",
        "- delimiter: ';' (",
        "- quote: '\"'",
        "Wartość netto   amount",
        "1 of 2 rows can be used, 1 cannot:",
        "line 5: ordered_on: 'wczoraj'",
        "The decimal mark is ','",
        WRITTEN,
    ):
        assert told in out
    assert list(orders.parent.iterdir()) == [orders]


def test_what_was_said_is_not_told_as_settled(orders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = look(capsys, orders.name, "--locale", "pl", "--option", "skip_lines=2", "--option", "decimal=,")
    assert "decimal mark" not in out


def test_a_file_that_cannot_be_mapped_says_why_and_columns_mend_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kto.csv").write_text("Znacznik,Miasto\nA,Łódź\n", "utf-8")
    code, out, err = look(capsys, "kto.csv")
    assert code == 4
    assert "kto.csv: CSV, tried as customers" in out
    assert "Łódź" in out
    assert "columns: {customer_id: …}" in err
    code, out, _ = look(capsys, "kto.csv", "--column", "customer_id=Znacznik")
    assert code == 0
    assert "All rows can be used: 1." in out


def test_what_is_to_be_written_reads_the_file_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines, put into a project, land as many rows, and look the same once more."""
    monkeypatch.chdir(tmp_path)
    rows = [
        ["Raport"],
        [],
        ["Nr klienta", "Data", "Kwota", "Kwota"],
        ["00123", date(2026, 11, 15), 12.5, 1],
        ["K2", None, 5, 2],
    ]
    write_sheets(tmp_path / "z.xlsx", {"Okładka": [["Sprzedaż"]], "2026": rows, "Inne": [["a", "b"], [1, 2]]})
    _, out, _ = look(capsys, "z.xlsx", "--table", "orders", "--column", "amount=3", "--json")
    told = json.loads(out)
    assert (told["read"], told["landed"]) == (2, 1)
    sources = "\n".join(f"      {line}" for line in told["written"])
    assert "sheet: 2026" in sources
    Path("kartoteka.yaml").write_text(
        "version: 1\nlocale: pl\ntimezone: Europe/Warsaw\ncurrency: PLN\npipelines:\n  p:\n"
        f"    sources:\n{sources}\n    segments:\n      loyalty:\n        use: frequency\n"
        "        logistic_minimum: 1\n        tiers: [{name: vip, every: 1 month}]\n",
        "utf-8",
    )
    assert main(["run", "--as-of", "2026-11-30", "--json"]) == 0
    (source,) = json.loads(capsys.readouterr().out)["sources"]
    assert (source["read"], source["landed"]) == (2, 1)


def test_a_file_without_a_header_is_written_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.txt").write_text("".join(f"{at:05} 2026-11-{at:02} {at}.50\n" for at in range(1, 20)))
    columns = ("customer_id=1", "ordered_on=2", "amount=3")
    code, out, _ = look(capsys, "in.txt", *(part for column in columns for part in ("--column", column)))
    assert code == 0
    assert "    header: false\n" in out
    assert "      customer_id: column_1\n" in out


def test_json_tells_the_same(orders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = look(capsys, orders.name, "--locale", "pl", "--option", "skip_lines=2", "--json")
    told = json.loads(out)
    assert (told["read"], told["landed"], told["table"], told["dialect"]["encoding"]) == (2, 1, "orders", "cp1250")
    assert told["rows"][0] == ["K1", "15.11.2026", "1 234,56 zł"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.csv"], 4, "none.csv is not there"),
        (["."], 4, ". is a folder"),
        (["sprzedaz.csv", "--option", "skip"], 2, "'skip' has no value; write it as skip_lines=3"),
        (["sprzedaz.csv", "--option", "encodng=cp1250"], 3, "encoding"),
        (["sprzedaz.csv", "--use", "excel"], 4, "use: csv"),
    ],
)
def test_mistakes_say_what_would_do(
    orders: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    assert main(["look", *arguments]) == code
    assert message in capsys.readouterr().err


def test_workbooks_and_other_files_are_told_by_what_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "zamowienia.dat", [["Raport"], ["Nr klienta", "Data", "Kwota"], ["K1", date(2026, 11, 15), 12.5]])
    Path("z.jsonl").write_text('{"customer_id": 1, "ordered_on": "2026-11-15", "amount": 3}\n')
    assert "Excel, read as orders" in look(capsys, "zamowienia.dat")[1]
    assert "JSON Lines, read as orders" in look(capsys, "z.jsonl")[1]
    code, _, err = look(capsys, str(shared_data("csv_horror") / "simple.zip"))
    assert (code, "Unpack it" in err) == (4, True)


def test_convert_writes_clean_csv_with_the_cells_as_they_were(orders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", orders.name, "-o", "out.csv", "--locale", "pl", "--option", "skip_lines=2"]) == 0
    assert capsys.readouterr().out == "out.csv: 2 rows written of 2 read.\n"
    assert Path("out.csv").read_bytes().decode() == (
        'Nr klienta,Data sprzedaży,Wartość netto\r\nK1,15.11.2026,"1 234,56 zł"\r\nK2,wczoraj,"5,00"\r\n'
    )
    assert main(["convert", orders.name, "-o", "found.csv", "--locale", "pl"]) == 0
    assert capsys.readouterr().out == (
        "found.csv: 2 rows written of 2 read.\n"
        "- skip_lines: 2 (line 3 is the header; above it: 'Raport sprzedaży')\n"
        "  otherwise write, for example, skip_lines: 0\n"
    )
    assert Path("found.csv").read_bytes() == Path("out.csv").read_bytes()
    assert main(["convert", orders.name, "-o", "out.csv"]) == 4
    assert "--force" in capsys.readouterr().err
    assert main(["convert", orders.name, "-o", orders.name, "--force"]) == 4
    assert "is the file itself" in capsys.readouterr().err


def test_convert_lists_what_it_leaves_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text('a,b\n1,2\n3,4,5\n"6,7\n8,9\n', "utf-8")
    assert main(["convert", "in.csv", "-o", "out.csv"]) == 4
    out, err = capsys.readouterr()
    assert out == "out.csv: 2 rows written of 4 read.\n"
    assert "2 rows of in.csv could not be cut into cells and are not in it; the first is line 3" in err
    with Path("out.csv").open(newline="") as stream:
        assert list(csv.reader(stream)) == [["a", "b"], ["1", "2"], ["8", "9"]]
    with Path("out.left-out.csv").open(newline="") as stream:
        assert [(row["line"], row["raw"]) for row in csv.DictReader(stream)] == [("3", "3,4,5"), ("4", '"6,7')]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv", "out.left-out.csv"]


def test_convert_tells_of_a_total_and_that_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("Nr klienta;Nazwa;Kwota\nK1;Żółw;10,00\nK2;Sowa;20,50\nRazem;;30,50\n", "utf-8")
    assert main(["convert", "in.csv", "-o", "out.csv"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[0] == "out.csv: 2 rows written of 3 read."
    assert out.splitlines()[-1] == "1 row below the table, a total or a note, is listed in out.left-out.csv."
    assert Path("out.csv").read_bytes().decode() == 'Nr klienta,Nazwa,Kwota\r\nK1,Żółw,"10,00"\r\nK2,Sowa,"20,50"\r\n'
    with Path("out.left-out.csv").open(newline="", encoding="utf-8") as stream:
        assert [(row["line"], row["raw"]) for row in csv.DictReader(stream)] == [("4", "Razem;;30,50")]


def test_convert_of_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in.xlsx", [["Tytuł"], ["id", "day", "x"], ["001", date(2026, 1, 2), 0.5], [7, None, 10**14]])
    assert main(["convert", "in.xlsx", "-o", "out.csv"]) == 0
    assert Path("out.csv").read_bytes() == b"id,day,x\r\n001,2026-01-02,0.5\r\n7,,100000000000000\r\n"
