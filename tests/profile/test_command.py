"""`kartoteka profile` on customers whose traits are known."""

from __future__ import annotations

import csv
import json
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
      orders: data/orders.csv
    segments:
      size:
        use: rules
        rules:
          - {segment: large, when: employees >= 100}
          - {segment: few, when: employees = 7}
          - {else: small}
"""


def write(path: Path, header: str, rows: list[tuple[Any, ...]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(header.split())
        writer.writerows(rows)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """40 large firms, of which 30 are bakeries that pay in advance; 60 small ones, 6 bakeries; 3 with 7 employees."""
    monkeypatch.chdir(tmp_path)
    customers: list[tuple[Any, ...]] = [
        (f"L{at}", "bakery" if at < 30 else "metal", "Łódź", 100 + at, "", "ACME" if at < 5 else "") for at in range(40)
    ]
    customers += [(f"S{at}", "bakery" if at < 6 else "metal", "Łódź", 10 + at, "atheist", "") for at in range(60)]
    customers += [(f"F{number}", "metal", "Łódź", 7, "", "") for number in range(3)]
    write(tmp_path / "data" / "customers.csv", "customer_id industry city employees religion competitor", customers)
    orders: list[tuple[Any, ...]] = []
    for number, (customer, *_) in enumerate(customers):
        line = "Flour" if customer.startswith("L") and number < 35 else "Steel"
        orders.append((customer, "2026-11-01", 300 if customer.startswith("L") else 100, line, 60))
    write(tmp_path / "data" / "orders.csv", "customer_id ordered_on amount product_line cost", orders)
    (tmp_path / "kartoteka.yaml").write_text(PROJECT, "utf-8")
    assert main(["run", "--as-of", "2026-11-30"]) == 0
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main(["profile", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_size_money_and_traits_are_those_of_the_customers(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = told(capsys, "large")
    assert (profile["size"], profile["customers"]) == (40, 103)
    money = profile["money"]
    assert (money["turnover"], money["margin"]) == ("12000.0000", "9600.0000")
    assert money["turnover_share"] == pytest.approx(12000 / 18300)
    assert money["budget_share"] is None
    traits = {trait["name"]: trait for trait in profile["traits"]}
    bakery = next(value for value in traits["industry"]["values"] if value["value"] == "bakery")
    assert bakery["claimed"]
    assert (bakery["share"], bakery["others_share"]) == (pytest.approx(30 / 40), pytest.approx(6 / 63))
    assert bakery["lift"] == pytest.approx((30 / 40) / (6 / 63))
    assert traits["employees"]["higher"] == 1.0
    assert traits["employees"]["numbers"] == {"lower": 109.0, "median": 119.0, "upper": 129.0}
    assert not traits["city"]["claimed"]
    assert "religion" not in traits  # sensitive
    competitor = traits["competitor"]
    assert (competitor["known"], competitor["others_known"], competitor["too_few"], competitor["claimed"]) == (
        5,
        0,
        True,
        False,
    )
    assert [one["name"] for one in profile["bought"]] == ["Flour", "Steel"]
    (acme,) = profile["competition"]["competitors"]
    assert (acme["name"], acme["members"], acme["share"], acme["next_end"], acme["without_end"]) == ("ACME", 5, 5 / 40, None, 5)


def test_of_a_handful_nothing_is_claimed(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = told(capsys, "few")
    assert not any(trait["claimed"] for trait in profile["traits"])
    assert all(trait["too_few"] for trait in profile["traits"])
    (steel,) = [one for one in profile["bought"] if one["buyers"]]
    assert (steel["name"], steel["buyers"], steel["share"], steel["chance"], steel["claimed"]) == ("Steel", 3, 1.0, None, False)


def test_what_a_handful_buys_is_told_all_the_same(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["profile", "few"]) == 0
    out = capsys.readouterr().out
    assert "Steel          100 %    65 %    100 %    42 %" in out
    assert "Nothing is claimed: fewer than 20 members or 20 others bought anything." in out


def test_a_person_reads_what_sets_them_apart(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["profile", "large"]) == 0
    out = capsys.readouterr().out
    for line in (
        "large of size, as of 30 November 2026",
        "40 of 103 customers (39 %).",
        "Turnover 12,000 PLN (66 % of all).",
        "Margin 9,600 PLN (79 % of all).",
        "7.9 times",
        "higher in 100 % of pairs",
        "No difference that chance alone could not make: city.",
        "ACME              5   12 %",
    ):
        assert line in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["huge"], "has no segment 'huge'\n  There are: size: large, few, small"),
        (["large", "--step", "sizes"], "has no segmentation 'sizes'\n  There is: size."),
        (["large", "--as-of", "2020-01-01"], "has not been run as of 2020-01-01"),
    ],
)
def test_what_is_not_there_is_told(shop: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["profile", *arguments]) != 0
    assert message in capsys.readouterr().err
