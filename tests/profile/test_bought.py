"""What segments buy and how they pay, against a plain reading of the same order lines."""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from decimal import Decimal
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
      customers: customers.csv
      orders: orders.csv
    segments:
      size: {use: rules, rules: [{segment: large, when: employees >= 100}, {else: small}]}
      trade: {use: rules, rules: [{segment: bakery, when: industry = 'bakery'}, {else: other}]}
"""
AS_OF = "2026-11-30"


class Shop:
    """Random customers and lines, and what a person counts of them."""

    def __init__(self, seed: int, names: int, lines_of_an_order: int) -> None:
        draw = random.Random(seed)
        self.customers = [(f"C{at}", draw.choice([5, 300]), draw.choice(["bakery", "metal"])) for at in range(160)]
        names_ = [f"product {at}" for at in range(names)]
        self.lines = []
        for order in range(700):
            customer = f"C{draw.randrange(150)}" if draw.random() < 0.95 else "stranger"
            day = draw.choice(["2026-11-02", "2026-11-30", "2026-12-01"])
            for line in range(draw.randint(1, lines_of_an_order)):
                status = "cancelled" if draw.random() < 0.1 else "paid"
                product = "" if draw.random() < 0.1 else draw.choice(names_)
                amount, cost = draw.randrange(1, 900_00) / 100, draw.randrange(1, 500_00) / 100
                paid = draw.choice(["card", "cash", "transfer"])
                self.lines.append((f"O{order:04}", line, customer, day, f"{amount:.2f}", f"{cost:.2f}", status, product, paid))
        # Every name is there once at least, so that there are as many as said.
        for at, name in enumerate(names_):
            self.lines.append((f"P{at:04}", 0, f"C{at % 150}", "2026-11-02", "10.00", "4.00", "paid", name, "cash"))

    def write(self) -> None:
        for file, header, rows in (
            ("customers.csv", "customer_id employees industry", self.customers),
            ("orders.csv", "order_id line customer_id ordered_on amount cost status product payment", self.lines),
        ):
            with Path(file).open("w", newline="", encoding="utf-8") as stream:
                csv.writer(stream).writerows([header.split(), *rows])
        Path("kartoteka.yaml").write_text(PROJECT, "utf-8")

    def counted(
        self, members: set[str], column: int
    ) -> tuple[dict[str, set[str]], dict[str, Decimal], set[str], Decimal, Decimal]:
        """Who bought each name, what was spent on it, all buyers, their turnover, and what it left."""
        bought: dict[str, set[str]] = defaultdict(set)
        spent: dict[str, Decimal] = defaultdict(Decimal)
        buyers: set[str] = set()
        turnover = margin = Decimal()
        for _, _, customer, day, amount, cost, status, *names in self.lines:
            if customer not in members or day > AS_OF or status == "cancelled":
                continue
            buyers.add(customer)
            turnover += Decimal(amount)
            margin += Decimal(amount) - Decimal(cost)
            if names[column]:
                bought[names[column]].add(customer)
                spent[names[column]] += Decimal(amount)
        return bought, spent, buyers, turnover, margin

    def segment(self, step: str, segment: str) -> set[str]:
        place, value = {"large": (1, 300), "small": (1, 5), "bakery": (2, "bakery"), "other": (2, "metal")}[segment]
        return {customer[0] for customer in self.customers if customer[place] == value}


def told(capsys: pytest.CaptureFixture[str], segment: str) -> Any:
    capsys.readouterr()
    assert main(["profile", segment, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("names", "lines_of_an_order"),
    [pytest.param(5, 1, id="one line is one order"), (5, 4), (62, 1), (63, 4), pytest.param(140, 3, id="several marks")],
)
def test_what_is_bought_and_how_it_is_paid(
    names: int, lines_of_an_order: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shop = Shop(names, names, lines_of_an_order)
    shop.write()
    assert main(["run", "--as-of", AS_OF]) == 0
    everybody = {customer[0] for customer in shop.customers}
    for step, segment in (("size", "large"), ("size", "small"), ("trade", "bakery"), ("trade", "other")):
        profile, members = told(capsys, segment), shop.segment(step, segment)
        for part, column, count in (("bought", 0, names), ("paid", 1, 3)):
            bought, spent, buyers, turnover, margin = shop.counted(members, column)
            others, others_spent, all_others, others_turnover, _ = shop.counted(everybody - members, column)
            assert len(profile[part]) == count
            for one in profile[part]:
                name = one["name"]
                assert one["buyers"] == len(bought[name])
                assert one["share"] == pytest.approx(len(bought[name]) / len(buyers))
                assert one["others_share"] == pytest.approx(len(others[name]) / len(all_others))
                assert Decimal(one["turnover"]) == spent[name]
                assert one["spend_share"] == pytest.approx(float(spent[name] / turnover))
                assert one["others_spend_share"] == pytest.approx(float(others_spent[name] / others_turnover))
            assert Decimal(profile["money"]["turnover"]) == turnover
            assert Decimal(profile["money"]["margin"]) == margin


def test_of_more_than_two_hundred_products_none_is_told_but_how_they_are_paid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Shop(1, 201, 2).write()
    assert main(["run", "--as-of", AS_OF]) == 0
    profile = told(capsys, "large")
    assert profile["bought"] == []
    assert len(profile["paid"]) == 3
