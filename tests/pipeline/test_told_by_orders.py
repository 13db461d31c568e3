"""Customers who come from the orders: what several orders say of one of them is not mixed, and a no is heard."""

from __future__ import annotations

from typing import Any

import pytest

from support.pipelines import LOYALTY, Shop

HEADER = ("order_id", "customer_id", "ordered_on", "amount", "name", "email", "consent_email", "street", "postal_code", "city")
SOURCE = "sources:\n  orders: {use: csv, path: data/orders.csv}\n"
MAILING = """\
campaigns:
  mailing:
    channel: email
    consent: consent_email
    export: [{use: csv, path: out/mailing.csv, columns: [customer_id, email]}]
"""


def told(shop: Shop, *lines: tuple[str, str, str, dict[str, str]], as_of: str = "2026-11-30") -> dict[str, dict[str, Any]]:
    """What a run knows of each customer; a line is an order number, a customer, a day, and what it says."""
    rows = [(order, who, day, "400", *(said.get(name, "") for name in HEADER[4:])) for order, who, day, said in lines]
    shop.table("data/orders.csv", HEADER, rows)
    shop.project(SOURCE, LOYALTY, MAILING)
    return shop.snapshot(shop.results(as_of)["run_id"])


@pytest.mark.parametrize("turned", [False, True])
def test_the_newest_order_speaks_whole(shop: Shop, turned: bool) -> None:
    """Neither the greatest name nor the greatest address, and not one of each."""
    lines = [
        ("9", "A", "2026-11-02", {"name": "Zed", "email": "z@x.pl", "consent_email": "yes"}),
        ("10", "A", "2026-11-02", {"name": "Anna", "email": "a@x.pl", "consent_email": "no"}),
        ("11", "A", "2026-11-01", {"name": "Zofia", "email": "zz@x.pl", "consent_email": "yes"}),
    ]
    one = told(shop, *(reversed(lines) if turned else lines))["A"]
    assert (one["name"], one["email"], one["consent_email"]) == ("Anna", "a@x.pl", False)
    assert shop.export("out/mailing.csv") == []


def test_what_is_empty_in_it_is_taken_from_the_next_newest(shop: Shop) -> None:
    one = told(
        shop,
        ("1", "A", "2026-11-01", {"name": "Oldest", "email": "oldest@x.pl"}),
        ("2", "A", "2026-11-02", {"email": "older@x.pl"}),
        ("3", "A", "2026-11-03", {"name": "Newest"}),
    )["A"]
    assert (one["name"], one["email"]) == ("Newest", "older@x.pl")


def test_a_postal_address_is_not_put_together_from_two(shop: Shop) -> None:
    one = told(
        shop,
        ("1", "A", "2026-11-01", {"street": "Polna 1", "postal_code": "90-001", "city": "Łódź"}),
        ("2", "A", "2026-11-02", {"city": "Kraków"}),
        ("3", "A", "2026-11-03", {"name": "Anna"}),
    )["A"]
    assert (one["street"], one["postal_code"], one["city"], one["name"]) == (None, None, "Kraków", "Anna")


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ([("1", "2026-11-01", "yes"), ("2", "2026-11-02", "no")], False),
        ([("1", "2026-11-01", "no"), ("2", "2026-11-02", "yes")], True),
        ([("1", "2026-11-02", "no"), ("2", "2026-11-02", "yes")], False),
        ([("1", "2026-11-02", "yes"), ("1", "2026-11-02", "no"), ("1", "2026-11-02", "yes")], False),
        ([("1", "2026-11-02", "yes"), ("2", "2026-11-03", "")], True),
        ([("1", "2026-11-02", "no"), ("2", "2026-11-03", "")], False),
        ([("1", "2026-11-02", "no"), ("2", "2026-12-03", "yes")], False),
        ([("1", "2026-11-02", "yes"), ("2", "2026-12-03", "no")], True),
        ([("1", "2026-12-03", "yes")], None),
        ([("1", "2026-11-02", "")], None),
    ],
)
def test_the_newest_word_on_consent_counts_and_no_wins_on_its_day(
    shop: Shop, said: list[tuple[str, str, str]], agreed: bool | None
) -> None:
    one = told(shop, *((order, "A", day, {"email": "a@x.pl", "consent_email": word}) for order, day, word in said))["A"]
    assert one["consent_email"] is agreed
    assert len(shop.export("out/mailing.csv")) == int(agreed is True)


def test_nothing_of_after_the_as_of_date_is_known(shop: Shop) -> None:
    """The customer is there as before; what an order will say of them is not."""
    lines = [
        ("1", "A", "2026-11-01", {"name": "Before", "email": "before@x.pl"}),
        ("2", "A", "2026-12-01", {"name": "After", "email": "after@x.pl"}),
        ("3", "B", "2026-12-01", {"name": "Later"}),
    ]
    known = told(shop, *lines)
    assert [(known[one]["name"], known[one]["email"]) for one in "AB"] == [("Before", "before@x.pl"), (None, None)]
    assert told(shop, *lines, as_of="2026-12-01")["A"]["name"] == "After"


def test_explain_tells_what_the_run_knew(shop: Shop) -> None:
    told(shop, ("1", "A", "2026-11-01", {"name": "Before"}), ("2", "A", "2026-12-01", {"name": "After"}))
    assert shop.kartoteka("explain", "A").done()
