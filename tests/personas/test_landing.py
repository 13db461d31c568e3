"""A persona lands where a customer with its fields and orders would, and elsewhere is an error that tells why."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

import pytest

from kartoteka import Period
from kartoteka.personas.history import orders_of
from kartoteka.personas.persona import Buys, Declared
from personas.project import AS_OF, checked, write_shop
from support.pipelines import Shop

RIGHT = """\
loyalty:
  vip:
    name: Marta
    buys: {every: 2 weeks, for: 6 weeks, average_order: 300}
  regular: {name: Ola, buys: {every: 3 months, number: 2, last: 3 months, average_order: 300}}
  inactive: {name: Jan, orders: [{on: 2020-05-05, amount: 900}]}
  below-minimum: {name: Ewa, buys: {every: 1 week, for: 1 year, average_order: 299.99}}
  no-orders: {name: Ida}
size:
  large: {name: Huta, traits: {employees: 100, industry: metal}}
  small: {name: Warsztat, traits: {employees: 99, industry: metal}}
"""


def test_each_lands_in_its_own_segment_before_and_after_a_run(shop: Shop) -> None:
    write_shop(shop, RIGHT)
    everybody = ["loyalty.vip", "loyalty.regular", "loyalty.inactive", "loyalty.below-minimum", "loyalty.no-orders"]
    everybody += ["size.large", "size.small"]
    assert checked(shop) == {"landed": everybody, "untried": [], "problems": []}
    assert "a persona is wrong" not in shop.run(AS_OF).done().err
    (shop.folder / "data" / "orders.csv").unlink()  # what the run has read is enough
    assert checked(shop, "--as-of", AS_OF)["landed"] == everybody


@pytest.mark.parametrize(
    ("written", "instead", "found", "why"),
    [
        (
            "average_order: 300}\n",
            "average_order: 299}\n",
            "lands in 'below-minimum', not in 'vip'",
            "vip: not met: no order that counts",
        ),
        (
            "every: 2 weeks",
            "every: 15 days",
            "'Marta' lands in 'regular', not in 'vip'",
            "vip: not met: last order 30 November 2026",
        ),
        (
            "employees: 100",
            "employees: 99",
            "'Huta' lands in 'small', not in 'large'",
            "rule 1: large: not met: employees >= 100 is false",
        ),
        (
            "{employees: 100, industry: metal}",
            "{}",
            "'Huta' lands in 'small'",
            "rule 1: large: unknown: employees >= 100 is unknown",
        ),
    ],
)
def test_elsewhere_is_an_error_that_tells_where_and_why(shop: Shop, written: str, instead: str, found: str, why: str) -> None:
    (problem,) = checked(write_shop(shop, RIGHT.replace(written, instead, 1)))["problems"]
    assert found in problem["message"]
    assert why in problem["hint"]


def test_a_wrong_persona_is_refused_by_the_check_and_the_cards(shop: Shop) -> None:
    write_shop(shop, RIGHT.replace("employees: 100", "employees: 99"))
    shop.run(AS_OF).done()
    for command in (("check",), ("personas", "check"), ("personas", "show")):
        said = shop.kartoteka(*command)
        assert said.code == 3
        assert said.out.strip() == "" or command == ("check",)
        assert "'Huta' lands in 'small', not in 'large'\n  rule 1: large: not met: employees >= 100 is false" in said.err


def test_a_run_tells_a_wrong_persona_to_programs_and_delivers(shop: Shop) -> None:
    write_shop(shop, "loyalty:\n  vip: {name: Marta}\n")
    told = shop.results(AS_OF)
    assert told["status"] == "committed"
    assert [one for one in told["warnings"] if "'Marta' lands in 'no-orders', not in 'vip'" in one]


def test_the_project_is_checked_with_its_personas(shop: Shop) -> None:
    write_shop(shop, RIGHT)
    said = shop.kartoteka("check", "--as-of", AS_OF).done()
    assert "personas.yaml: 7 personas, each in its own segment." in said.out
    assert not (shop.folder / ".kartoteka" / "runs").exists()


@pytest.mark.parametrize(
    ("every", "number", "last", "amount"),
    [
        ("2 weeks", 4, None, 300),
        ("13 days", 3, "14 days", 800),
        ("1 month", 9, "3 months", 300),
        ("1 month", 9, "4 months", 300),
    ],
)
def test_a_persona_lands_where_the_same_customer_does(
    shop: Shop, every: str, number: int, last: str | None, amount: int
) -> None:
    """The same orders as rows of a file: whoever lands in another segment is told."""
    write_shop(shop)
    declared = Buys(Decimal(amount), Period.parse(every), number=number, last=None if last is None else Period.parse(last))
    run_day = date.fromisoformat(AS_OF)
    with (shop.folder / "data" / "orders.csv").open("a", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        for at, (day, each, _) in enumerate(orders_of(Declared(buys=declared), run_day)):
            writer.writerow((f"p{at}", "P1", day.isoformat(), each, "Posters"))
    with (shop.folder / "data" / "customers.csv").open("a", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerow(("P1", "Persona", "wood", 40))
    segment = shop.snapshot(shop.results(AS_OF)["run_id"])["P1"]["loyalty"]
    history = f"{{every: {every}, number: {number}, average_order: {amount}{f', last: {last}' if last else ''}}}"
    shop.text("personas.yaml", f"loyalty:\n  {segment}: {{name: P1, buys: {history}}}\n")
    assert checked(shop)["landed"] == [f"loyalty.{segment}"]


VALUE = """\
value:
  use: rfm
  groups: 2
  segments:
    - {name: best, recency: 2, frequency: 2, monetary: 2}
  others: rest
"""


def test_where_customers_are_compared_a_persona_stands_among_them(shop: Shop) -> None:
    """The same orders are much among small customers and little among large ones."""
    text = "value:\n  best: {name: Marta, buys: {every: 1 day, number: 9, average_order: 700}}\n"
    write_shop(shop, text, VALUE)
    assert checked(shop) == {"landed": [], "untried": ["value.best"], "problems": []}
    assert "not tried: value.best" in shop.kartoteka("check").done().out
    shop.run(AS_OF).done()
    assert checked(shop)["landed"] == ["value.best"]
    file = shop.folder / "data" / "orders.csv"
    file.write_text(file.read_text("utf-8").replace(",Posters", "000,Posters"), "utf-8")
    shop.run(AS_OF).done()
    (problem,) = checked(shop)["problems"]
    assert problem["message"] == "'Marta' lands in 'rest', not in 'best'"
    assert "best: not met: monetary 1 is not 2" in problem["hint"]


ONLY_ORDERS = """\
version: 1
timezone: Europe/Warsaw
currency: PLN
pipelines:
  shop:
    sources: {orders: data/orders.csv}
    personas: personas.yaml
    segments:
      loyalty: {use: frequency, tiers: [{name: regular, every: 3 months}]}
"""


def test_customers_that_come_from_orders_need_one(shop: Shop) -> None:
    write_shop(shop, "loyalty:\n  regular: {name: Ola, buys: {number: 1, average_order: 5}}\n  inactive: {name: Jan}\n")
    shop.text("kartoteka.yaml", ONLY_ORDERS)
    told = checked(shop)
    assert told["landed"] == ["loyalty.regular"]
    assert [problem["message"] for problem in told["problems"]] == [
        "there is no order, and the customers of this pipeline come from their orders"
    ]


def test_orders_need_a_source_of_orders(shop: Shop) -> None:
    write_shop(shop, "size:\n  small: {name: Ola, orders: [{amount: 5}]}\n", "size: {use: rules, rules: [{else: small}]}\n")
    project = shop.folder / "kartoteka.yaml"
    project.write_text(project.read_text("utf-8").replace(", orders: data/orders.csv", ""), "utf-8")
    assert [problem["key"] for problem in checked(shop)["problems"]] == ["size.small.orders"]


def test_words_for_the_type_of_a_customer_are_read_as_in_landing(shop: Shop) -> None:
    rules = "kind: {use: rules, rules: [{segment: firm, when: customer_type = 'corporation'}, {else: rest}]}\n"
    write_shop(shop, "kind:\n  firm: {name: Huta, traits: {customer_type: Korporacja}}\n", rules)
    shop.table("data/customers.csv", ("customer_id", "customer_type"), [("C1", "Osoba prywatna")])
    assert checked(shop)["landed"] == ["kind.firm"]
