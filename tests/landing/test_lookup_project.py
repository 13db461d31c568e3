"""Lookups in the project file: where its mistakes stand, what `check` shows, what editors are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from support.pipelines import EVERYBODY, Shop, say

LINES = [("A", "C1", "2026-11-02", "P1", "2"), ("B", "C2", "2026-11-03", "P2", "1")]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    shop = Shop(tmp_path)
    shop.table("data/lines.csv", ("order_id", "customer_id", "ordered_on", "ProductKey", "Quantity"), LINES)
    shop.text("data/products.csv", "ProductKey;Price\nP1;10,50\nP2;20,00\n")
    return shop


def project(shop: Shop, lookup: str, columns: str = "{amount: Quantity * unit_price}") -> None:
    orders = f"{{use: csv, path: data/lines.csv, lookup: {lookup}, columns: {columns}}}"
    shop.project(f"sources:\n  orders: {orders}\n", EVERYBODY)


SOUND = "{path: data/products.csv, key: ProductKey, take: {unit_price: Price}}"


@pytest.mark.parametrize("lookup", [SOUND, f"[{SOUND}]"])
def test_check_shows_what_comes_from_where(shop: Shop, lookup: str) -> None:
    project(shop, lookup)
    said = shop.kartoteka("check").done()
    lines = [line.split() for line in said.out.splitlines()]
    assert ["unit_price", "money", "Price", "in", "data/products.csv", "as", "written"] in lines
    assert ["amount", "money", "Quantity", "*", "unit_price", "as", "written"] in lines
    assert any("products.csv: utf-8, separated by ';'" in line for line in said.out.splitlines())


def test_a_run_uses_it_and_reads_nothing_twice(shop: Shop) -> None:
    project(shop, SOUND)
    first = shop.results()
    assert first["orders"]["orders"] == 2
    assert not first["sources"][0]["reused"]
    assert shop.results()["sources"][0]["reused"]
    shop.text("data/products.csv", "ProductKey;Price\nP1;10,50\n")
    assert shop.results()["sources"][0]["rejected"] == 1


@pytest.mark.parametrize(
    ("lookup", "told"),
    [
        ("{path: data/product.csv, key: ProductKey, take: {unit_price: Price}}", "no file 'data/product.csv'"),
        ("{path: data/products.csv, key: ProductKy, take: {unit_price: Price}}", "has no column 'ProductKy'"),
        ("{path: data/products.csv, key: ProductKey, take: {unit_price: Prise}}", "has no column 'Prise'"),
        ("{path: data/products.csv, key: ProductKey, tak: {unit_price: Price}}", "unknown key 'tak'"),
        ("{path: data/products.csv, key: [ProductKey], take: {unit_price: Price}}", "write the column that both have"),
        ("{path: data/products.csv, key: ProductKey, take: {}}", "nothing is taken"),
        ("{path: data/products.csv, key: ProductKey, take: {unit_price: Price}, use: csw}", "'csw'"),
    ],
)
@pytest.mark.parametrize("many", [False, True])
def test_mistakes_stand_where_they_were_made(shop: Shop, lookup: str, told: str, many: bool) -> None:
    project(shop, f"[{lookup}]" if many else lookup)
    said = shop.kartoteka("check", "--json")
    found = [problem for problem in json.loads(said.out)["problems"] if told in f"{problem['message']} {problem['hint']}"]
    assert said.code in (3, 4)
    text = (shop.folder / "kartoteka.yaml").read_text(encoding="utf-8").splitlines()
    start = next(line for line in text if "lookup" in line).index("lookup: ") + len("lookup: ") + many
    assert found, said.out
    assert found[0]["line"] == next(number for number, line in enumerate(text, 1) if "lookup" in line)
    key = "lookup[0]" if many else "lookup"
    assert f"sources.orders.{key}" in found[0]["key"]
    assert start < found[0]["column"] <= start + len(lookup)


def test_the_nearest_name_is_told(shop: Shop) -> None:
    project(shop, SOUND.replace("take", "tak"))
    assert "did you mean 'take'?" in shop.kartoteka("check").err
    project(shop, SOUND.replace("take", "decimals: ',', take"))
    for said in (shop.kartoteka("check"), shop.run()):
        assert (
            "unknown key 'decimals'\n  did you mean 'decimal'? known here: date_format, date_order, decimal, key, take"
            in said.err
        )
    project(shop, SOUND.replace("Price", "Prise"))
    assert "the nearest is 'Price'" in shop.kartoteka("check").err
    project(shop, SOUND.replace("products.csv", "produts.csv"))
    assert "products.csv" in shop.kartoteka("check").err


def test_a_list_may_not_be_written_over_a_looked_up_file(shop: Shop) -> None:
    project(shop, SOUND)
    text = (shop.folder / "kartoteka.yaml").read_text(encoding="utf-8")
    (shop.folder / "kartoteka.yaml").write_text(text.replace("out/everybody.csv", "data/products.csv"), encoding="utf-8")
    assert shop.kartoteka("check").code == 3


def test_editors_know_it() -> None:
    validator = Draft202012Validator(json.loads(say("schema").out))

    def places(lookup: Any) -> list[str]:
        sources = {"orders": {"use": "csv", "path": "a.csv", "lookup": lookup}}
        project = {"version": 1, "timezone": "UTC", "currency": "PLN", "pipelines": {"p": {"sources": sources}}}
        return [error.message for error in validator.iter_errors(project)]

    sound = {"path": "p.csv", "key": "K", "take": {"unit_price": "P"}, "encoding": "cp1250", "decimal": ","}
    assert places(sound) == places([sound, {**sound, "use": "csv", "key": {"K": "L"}}]) == []
    for broken in (
        {**sound, "key": 5},
        {**sound, "tkae": {}},
        {"path": "p.csv", "key": "K"},
        {**sound, "decimal": ";"},
        "p.csv",
    ):
        assert places(broken), broken
        assert places([sound, broken]), broken
