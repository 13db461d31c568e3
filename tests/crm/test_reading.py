"""Reading a CRM that changes, breaks and repeats itself meanwhile: everything is there in the end, or it is refused."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from support.crm.project import CONTACTS, LOYALTY, SOURCES
from support.crm.shop import customer, order
from support.crm.stand_in import KEY, StandIn
from support.pipelines import EVERYBODY, Shop

EVERYTHING = (SOURCES, LOYALTY, EVERYBODY)


def by_customer(shop: Shop, as_of: str = "2026-11-30") -> dict[str, dict[str, Any]]:
    told = shop.results(as_of)
    return shop.snapshot(told["run_id"])


def pages(crm: StandIn, model: str) -> int:
    return sum(one == f"GET {model}" for one in crm.requests)


def test_parties_and_sales_are_customers_and_orders(shop: Shop, crm: StandIn) -> None:
    shop.project(*EVERYTHING)
    found = by_customer(shop)
    assert list(found) == ["K1", "K2", "K3", "K4", "K5", "K6"]
    one = found["K1"]
    told = {"name": "Firma K1", "tax_id": "856-734-62-15", "email": "k1@example.com", "postal_code": "00-001", "country": "PL"}
    assert {name: one[name] for name in told} == told
    assert (one["team"], one["budget"], one["tongue"], one["tongue_code"]) == ("12", "1234.5", "Polski", "pl")
    assert (one["loyalty"], one["loyalty_turnover"]) == ("vip", Decimal("450.5"))
    assert one["loyalty_last_order_on"] == date(2026, 11, 29)


def test_the_next_time_only_what_has_changed_is_asked_for(shop: Shop, crm: StandIn) -> None:
    party = {one["code"]: one for one in crm.tables["party.party"].values()}
    crm.now = crm.now.replace(hour=15)
    crm.change(party["K6"])
    shop.project(*EVERYTHING)
    by_customer(shop)
    crm.now = crm.now.replace(hour=20)
    crm.change(party["K2"], name="Firma K2 sp. z o.o.")
    customer(crm, "K7")
    crm.requests.clear()
    found = by_customer(shop, "2026-12-01")
    assert found["K2"]["name"] == "Firma K2 sp. z o.o."
    assert "K7" in found
    assert pages(crm, "party.party") == 3, "the two, K6 within the overlap, and an empty page at the end"


def test_a_deleted_record_is_noticed_by_the_count(shop: Shop, crm: StandIn) -> None:
    shop.project(*EVERYTHING)
    by_customer(shop)
    gone = next(key for key, one in crm.tables["sale.sale"].items() if one["party"]["code"] == "K1")
    del crm.tables["sale.sale"][gone]
    said = shop.run("2026-12-01").done()
    assert "rows of orders are gone that no change told of; everything was read again" in said.err
    assert by_customer(shop, "2026-12-02")["K1"]["loyalty"] == "no-orders"


def test_a_cancelled_sale_counts_no_more(shop: Shop, crm: StandIn) -> None:
    shop.project(*EVERYTHING)
    by_customer(shop)
    crm.change(next(one for one in crm.tables["sale.sale"].values() if one["party"]["code"] == "K1"), state="cancelled")
    assert by_customer(shop, "2026-12-01")["K1"]["loyalty"] == "no-orders"


def test_a_record_deleted_while_pages_are_read_moves_no_other(shop: Shop, crm: StandIn) -> None:
    shop.project(*EVERYTHING)
    first = next(key for key, one in crm.tables["party.party"].items() if one["code"] == "K1")

    def gone_after_two_pages(request: str, domain: str) -> None:
        if pages(crm, "party.party") == 2:
            crm.tables["party.party"].pop(first, None)

    crm.fault = gone_after_two_pages
    found = by_customer(shop)
    assert list(found) == ["K2", "K3", "K4", "K5", "K6"], "the count told of it, and all was read again"


def test_a_connection_that_is_cut_is_made_again(shop: Shop, crm: StandIn) -> None:
    cut = iter(["cut", "cut"])
    crm.fault = lambda request, domain: next(cut, None) if request == "GET party.party" else None
    shop.project(*EVERYTHING)
    assert len(by_customer(shop)) == 6


def test_a_connection_that_stays_cut_is_refused_and_keeps_what_was_there(shop: Shop, crm: StandIn) -> None:
    shop.project(*EVERYTHING)
    before = by_customer(shop)
    customer(crm, "K7")
    crm.fault = lambda request, domain: "cut" if request == "GET party.party" else None
    said = shop.run("2026-12-01")
    assert said.code == 4
    assert "Tryton crm at 127.0.0.1" in said.err
    assert "could not be asked" in said.err
    assert "Traceback" not in said.err
    crm.fault = None
    assert by_customer(shop, "2026-12-01").keys() == {*before, "K7"}, "the next reading goes on from the same cursor"


def test_a_page_that_comes_twice_is_asked_for_again(shop: Shop, crm: StandIn) -> None:
    shop.project(*EVERYTHING)
    kept: list[bytes] = []

    def stale(request: str, domain: str) -> Any:
        """A proxy that answers the second page with the first one, once."""
        if request != "GET party.party":
            return None
        if pages(crm, "party.party") == 2 and not kept:
            rows = crm.answer("GET", "party.party", _first_page(), None)
            kept.append(json.dumps(rows, default=str).encode())
            return 200, {}, kept[0]
        return None

    crm.fault = stale
    found = by_customer(shop)
    assert kept
    assert len(found) == 6


def test_a_page_that_always_comes_again_is_refused(shop: Shop, crm: StandIn) -> None:
    shop.project(*EVERYTHING)
    rows = json.dumps([{"id": 2, "code": "K1"}]).encode()
    crm.fault = lambda request, domain: (200, {}, rows) if request == "GET party.party" and '">"' in domain else None
    said = shop.run()
    assert said.code == 4
    assert "the same page came 3 times" in said.err


def _first_page() -> dict[str, list[str]]:
    from kartoteka_tryton.values import packed

    return {"d": [packed([["code", "=", "K1"]])], "f": ["code"], "s": ["2"]}


def test_a_field_that_is_gone_is_refused_by_name(shop: Shop, crm: StandIn) -> None:
    shop.project(*EVERYTHING)
    by_customer(shop)
    del crm.fields["party.party"]["x_staff"]
    said = shop.run("2026-12-01")
    assert said.code == 4
    assert "party.party has no field 'x_staff', from which the column 'team' is to be read" in said.err
    del crm.fields["party.party"]["email"]
    shop.project(SOURCES.replace("team: x_staff, ", ""), LOYALTY, EVERYBODY)
    assert "party.party has no field email" in shop.run("2026-12-01").err


def test_a_field_of_another_type_is_read_anew_or_refused(shop: Shop, crm: StandIn) -> None:
    shop.project(*EVERYTHING)
    by_customer(shop)
    crm.fields["party.party"]["x_staff"] = ("char", None)
    for one in crm.tables["party.party"].values():
        one["x_staff"] = "a dozen"
    crm.change(next(iter(crm.tables["party.party"].values())))
    customer(crm, "K7", x_staff="two")
    found = by_customer(shop, "2026-12-01")
    assert found["K1"]["team"] == "a dozen"
    crm.fields["party.party"]["x_staff"] = ("integer", None)
    customer(crm, "K8", x_staff="three")
    said = shop.run("2026-12-02")
    assert said.code == 4
    assert "x_staff of a record holds 'two', which is no integer" in said.err or "'a dozen'" in said.err


def test_a_busy_server_is_given_the_time_that_it_asks_for(shop: Shop, crm: StandIn, waits: list[float]) -> None:
    busy = iter([(429, {"Retry-After": "7"}, b""), (503, {"Retry-After": "Mon, 30 Nov 2026 13:00:00 GMT"}, b"")])
    crm.now = crm.now.replace(hour=12, minute=59, second=30)
    crm.fault = lambda request, domain: next(busy, None) if request == "GET sale.sale" else None
    shop.project(*EVERYTHING)
    by_customer(shop)
    assert waits == [7.0, 30.0]


def test_a_server_that_asks_for_more_time_than_there_is_is_left_alone(shop: Shop, crm: StandIn, waits: list[float]) -> None:
    crm.fault = lambda request, domain: (429, {"Retry-After": "86400"}, b"") if request == "GET sale.sale" else None
    shop.project(*EVERYTHING)
    said = shop.run()
    assert said.code == 4
    assert "it asks to wait 86400 s" in said.err
    assert waits == []


def test_a_wrong_key_is_told_and_no_key_is(shop: Shop, crm: StandIn, monkeypatch: Any, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    shop.project(*EVERYTHING)
    right = shop.run("2026-11-29")
    monkeypatch.setenv("TRYTON_KEY", "wrong-and-secret")
    said = shop.run()
    assert said.code == 4
    assert "See that the key is right" in said.err
    assert "wrong-and-secret" not in said.out + said.err + caplog.text
    assert KEY not in right.out + right.err + caplog.text
    crm.fault = lambda request, domain: (400, {}, b"no such user: wrong-and-secret")
    assert "no such user: ***" in shop.run().err


def test_orders_of_several_lines_and_of_no_day(shop: Shop, crm: StandIn) -> None:
    party = next(one for one in crm.tables["party.party"].values() if one["code"] == "K6")
    sale = order(crm, party, date(2026, 11, 28), Decimal(0))
    crm.change(sale, number=None, sale_date=None, create_date=sale["create_date"].replace(day=28, hour=23, minute=30))
    for amount in ("100.25", "250.50"):
        crm.put(
            "sale.line", sale=sale, type="line", product={"id": 1, "rec_name": "Ulotki"}, quantity=2.5, amount=Decimal(amount)
        )
    shop.project(SOURCES.replace("page: 2}\n", "page: 2, lines: true}\n"), LOYALTY, EVERYBODY)
    one = by_customer(shop)["K6"]
    assert (one["loyalty_turnover"], one["loyalty_last_order_on"]) == (Decimal("350.75"), date(2026, 11, 29))


def test_addresses_and_telephones_are_contacts(shop: Shop, crm: StandIn) -> None:
    party = {one["code"]: one for one in crm.tables["party.party"].values()}
    for kind, value in (("email", "ewa@k1.example.com"), ("mobile", "+48 600 100 200"), ("website", "k1.example.com")):
        crm.put("party.contact_mechanism", party=party["K1"], name="Ewa Nowak", type=kind, value=value)
    gone = crm.put("party.contact_mechanism", party=party["K2"], name=None, type="email", value="old@k2.example.com")
    crm.change(gone, active=False)
    shop.project(SOURCES + CONTACTS, LOYALTY, EVERYBODY.replace("channel: none", "channel: email\n    consent: not-checked"))
    shop.run().done()
    told = {(one["customer_id"], one["email"], one["contact_name"]) for one in shop.export()}
    own = {(f"K{number}", f"k{number}@example.com", "") for number in range(2, 7)}
    assert told == own | {("K1", "ewa@k1.example.com", "Ewa Nowak")}
