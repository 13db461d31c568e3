"""Segments and terms back in the CRM: what differs and nothing else, and again after whatever went wrong."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from support.crm.project import LOYALTY, SERVER, SOURCES, TERMS
from support.crm.shop import customer, order
from support.crm.stand_in import StandIn
from support.pipelines import Shop

LIST = f"""\
campaigns:
  mail:
    channel: email
    consent: not-checked
    where: loyalty = 'vip'
    export: [{{{SERVER}, create: true, list: {{name: Best}}}}]
"""


def terms_of(crm: StandIn) -> dict[str, tuple[Any, ...]]:
    """Category names, price list and payment term of each customer."""

    def name(one: Any) -> Any:
        return None if one is None else one["name"]

    parties = crm.tables["party.party"].values()
    return {
        one["code"]: (
            [category["name"] for category in one["categories"]],
            name(one["sale_price_list"]),
            name(one["customer_payment_term"]),
        )
        for one in parties
        if one["code"] != "own"
    }


def party(crm: StandIn, code: str) -> dict[str, Any]:
    return next(one for one in crm.tables["party.party"].values() if one["code"] == code)


def refused(shop: Shop, name: str = "out/terms-refused.csv") -> list[dict[str, str]]:
    with (shop.folder / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


VIP = (["vip"], "Discount 20 %", "Net 30 days")


def test_terms_are_written_once_and_only_who_moved_is_changed(shop: Shop, crm: StandIn) -> None:
    own = crm.put("party.category", name="Christmas card", parent=None)
    customer(crm, "K7", categories=[own])
    shop.project(SOURCES, LOYALTY, TERMS)
    dry = shop.run("2026-11-30", "--dry-run").done()
    assert "7 of 7 customers to change" not in dry.out, "K7 has no orders, and nothing to lose"
    assert "6 of 7 customers to change: 6 category, 6 discount, 6 payment days" in dry.out
    assert "e.g. K1: category none -> vip, discount none -> Discount 20 %, payment days none" in dry.out
    assert crm.writes() == []
    shop.run().done()
    assert terms_of(crm) == {f"K{number}": VIP for number in range(1, 7)} | {"K7": (["Christmas card"], None, None)}
    lists = [line["formula"] for one in crm.tables["product.price_list"].values() for line in one["lines"][0][1]]
    assert lists == ["unit_price * 0.8"]
    crm.requests.clear()
    assert "0 of 7 customers to change" in shop.run("2026-12-01").done().out
    assert crm.writes() == []
    crm.requests.clear()
    shop.run("2026-12-09").done()  # K6 bought on 24 November, two weeks and a day before, and the others later
    assert [one for one in crm.writes() if one.startswith("PUT")] == [f"PUT party.party/{party(crm, 'K6')['id']}"]
    assert terms_of(crm)["K6"] == (["Third"], "Discount 7.5 %", "Net 7 days")
    assert terms_of(crm)["K5"] == VIP


def test_who_is_blacklisted_or_has_lapsed_loses_the_terms(shop: Shop, crm: StandIn) -> None:
    shop.text("data/blacklist.csv", "customer_id\nK2\n")
    shop.project(SOURCES, LOYALTY, TERMS)
    shop.run().done()
    shop.project(SOURCES, "blacklist: data/blacklist.csv\n", LOYALTY, TERMS)
    shop.run("2026-12-01").done()
    assert terms_of(crm)["K2"] == (["blacklist"], None, None)
    assert terms_of(crm)["K3"] == VIP
    shop.run("2027-12-01").done()
    assert terms_of(crm)["K3"] == (["inactive"], None, None)


def test_only_a_campaign_that_addresses_nobody_keeps_the_blacklist(shop: Shop, crm: StandIn) -> None:
    shop.project(SOURCES, LOYALTY, TERMS.replace("channel: none", "channel: email\n    consent: not-checked"))
    said = shop.run()
    assert said.code == 3
    assert "nobody on the blacklist may be addressed by email\n  take out blacklist: keep, or write channel: none" in said.err


def test_what_people_have_set_stays(shop: Shop, crm: StandIn) -> None:
    special = crm.put("product.price_list", name="Contract 2026", company={"id": 3})
    card = crm.put("party.category", name="Christmas card", parent=None)
    crm.change(party(crm, "K1"), sale_price_list=special, categories=[card])
    shop.project(SOURCES, LOYALTY, TERMS)
    said = shop.run().done()
    assert "1 customer with the discount that people have set, which stays" in said.out
    assert terms_of(crm)["K1"] == (["Christmas card", "vip"], "Contract 2026", "Net 30 days")
    shop.project(SOURCES, LOYALTY, TERMS.replace("loyalty_discount}", "loyalty_discount, others: replace}"))
    shop.run("2026-12-01").done()
    assert terms_of(crm)["K1"] == (["Christmas card", "vip"], "Discount 20 %", "Net 30 days")


def test_what_the_crm_refuses_is_listed_stops_nobody_and_is_tried_again(shop: Shop, crm: StandIn) -> None:
    crm.refuse = lambda model, values: "=cmd: this party is locked" if values.get("code") == "K2" else None
    shop.project(SOURCES, LOYALTY, TERMS)
    said = shop.run().done()
    assert "1 change was refused; out/terms-refused.csv says why, and the next run tries again" in said.out + said.err
    assert terms_of(crm)["K2"] == ([], None, None)
    assert terms_of(crm)["K3"] == VIP
    assert [(one["customer_id"], one["what"], one["after"], one["reason"][:6]) for one in refused(shop)] == [
        ("K2", "category", "vip", "UserEr"),
        ("K2", "discount", "Discount 20 %", "UserEr"),
        ("K2", "payment days", "Net 30 days", "UserEr"),
    ]
    crm.refuse = lambda model, values: None
    crm.requests.clear()
    shop.run("2026-12-01").done()
    assert terms_of(crm)["K2"] == VIP
    assert crm.writes() == [f"PUT party.party/{party(crm, 'K2')['id']}"]
    assert refused(shop) == []


def test_categories_and_terms_that_are_missing_are_refused_where_none_are_made(shop: Shop, crm: StandIn) -> None:
    shop.project(SOURCES, LOYALTY, TERMS.replace("create: true, ", ""))
    said = shop.run()
    assert said.code == 4
    assert "has no category 'Loyalty' at the top" in said.err
    parent = crm.put("party.category", name="Loyalty", parent=None)
    crm.put("party.category", name="vip", parent=parent)
    said = shop.run().done()
    assert "6 customers that cannot be changed" in said.out
    assert {one["reason"] for one in refused(shop)} == {
        "the CRM has no discount 'Discount 20 %' and no payment days 'Net 30 days'; make it there, or set `create: true`"
    }
    assert crm.writes() == []


def test_parties_that_were_merged_or_left_are_not_written_to(shop: Shop, crm: StandIn) -> None:
    shop.table("data/customers.csv", ("customer_id", "name"), [(f"K{number}", "x") for number in range(1, 8)])
    orders = SOURCES[SOURCES.index("  orders:") :]
    order(crm, customer(crm, "K7"), date(2026, 11, 29), Decimal(500))
    shop.project("sources:\n  customers: {use: csv, path: data/customers.csv}\n" + orders, LOYALTY, TERMS)
    crm.change(party(crm, "K1"), active=False, replaced_by=party(crm, "K3"))
    crm.change(party(crm, "K2"), active=False)
    crm.tables["party.party"].pop(party(crm, "K7")["id"])
    shop.run().done()
    assert {one["customer_id"]: one["reason"] for one in refused(shop)} == {
        "K1": "the party was merged into K3",
        "K2": "the party is not active any more",
        "K7": "the CRM does not have this customer",
    }
    assert terms_of(crm)["K3"] == VIP


def test_a_delivery_that_breaks_off_stays_pending_and_goes_on_where_it_was(shop: Shop, crm: StandIn) -> None:
    shop.project(SOURCES, LOYALTY, TERMS)
    down = (503, {"Retry-After": "86400"}, b"closed for today")

    def gone_after_three(request: str, domain: str) -> Any:
        return down if len([one for one in crm.requests if one.startswith("PUT")]) > 3 else None

    crm.fault = gone_after_three
    said = shop.run()
    assert said.code == 6
    assert "3 of 6 changes are made" in said.err
    crm.fault = None
    crm.requests.clear()
    shop.run("2026-12-01").done()
    assert [one for one in crm.writes() if one.startswith("PUT")] == [
        f"PUT party.party/{party(crm, code)['id']}" for code in ("K4", "K5", "K6")
    ]
    assert all(one == VIP for one in terms_of(crm).values())


def test_an_answer_that_was_lost_does_no_harm(shop: Shop, crm: StandIn) -> None:
    shop.project(SOURCES, LOYALTY, TERMS)
    lost = iter(["cut"])
    crm.fault = lambda request, domain: next(lost, None) if request == "POST product.price_list" else None
    assert shop.run().code == 6, "it may have been made, so it is not made again at once"
    shop.run("2026-12-01").done()
    assert [one["name"] for one in crm.tables["product.price_list"].values()] == ["Discount 20 %"]
    assert all(one == VIP for one in terms_of(crm).values())


def test_a_list_has_whom_the_campaign_selects(shop: Shop, crm: StandIn) -> None:
    shop.project(SOURCES, LOYALTY, LIST)
    assert "6 to join the list 'Best', 0 to leave it" in shop.run().done().out
    emails = crm.tables["marketing.email"]
    (best,) = crm.tables["marketing.email.list"].values()
    assert sorted(one["email"] for one in emails.values()) == [f"k{number}@example.com" for number in range(1, 7)]
    left = next(one for one in emails.values() if one["email"] == "k2@example.com")
    crm.change(left, active=False)
    crm.put("marketing.email", email="stranger@example.com", list_=best)
    said = shop.run("2026-12-01").done()
    assert "0 to join the list 'Best', 1 to leave it" in said.out
    assert "1 who have left the list 'Best', and are not put back" in said.out
    assert "stranger@example.com" not in {one["email"] for one in emails.values()}
    assert left["active"] is False
    shop.run("2027-12-01").done()
    assert [one["email"] for one in emails.values()] == ["k2@example.com"], "who has left stays known as one who has"


def test_a_column_that_is_not_there_is_told_before_anything_is_read(shop: Shop, crm: StandIn) -> None:
    shop.project(SOURCES, LOYALTY, TERMS.replace("column: loyalty_discount", "column: loyalty_rebate"))
    said = shop.kartoteka("check")
    assert said.code == 3
    assert "`discount` is to be written from the column 'loyalty_rebate', and there is none" in said.out + said.err


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{url: 'http://h', database: crm, key: k}", "nothing would be written"),
        ("{url: 'ftp://h', database: crm, key: k, list: {name: a}}", "write the server's address"),
        ("{url: 'http://u:p@h', database: crm, key: k, list: {name: a}}", "write the server's address"),
        ("{url: 'http://h', database: 'a/b', key: k, list: {name: a}}", "not the name of a database"),
        ("{url: 'http://h', database: crm, key: k, discount: {column: a, name: Rabat}}", "write {value} once"),
    ],
)
def test_options_that_cannot_be_are_told(shop: Shop, written: str, told: str, tmp_path: Path) -> None:
    export = written.replace("{url", "{use: tryton, url", 1)
    shop.project(SOURCES, LOYALTY, f"campaigns:\n  terms: {{channel: none, export: [{export}]}}\n")
    said = shop.run()
    assert said.code == 3
    assert told in said.err
