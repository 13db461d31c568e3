"""Suppression lists: whom one campaign leaves out, told by customer, address or number."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.pipelines import LOYALTY, SOURCES, Shop

CAMPAIGNS = """\
blacklist: data/blacklist.csv
campaigns:
  mailing:
    channel: email
    consent: not-checked
    suppress: data/unsubscribed.csv
    export: [{use: csv, path: out/mailing.csv, columns: [customer_id]}]
  calls:
    channel: none
    suppress: data/do-not-call.csv
    export: [{use: csv, path: out/calls.csv, columns: [customer_id]}]
"""


def shop(folder: Path) -> Shop:
    shop = Shop(folder)
    people = [(one, f"Firm {one}", f"{one}@example.com") for one in "abcd"]
    shop.table("data/customers.csv", ["customer_id", "name", "email"], people)
    shop.orders(("a", "2026-11-01", 500))
    shop.table("data/blacklist.csv", ["customer_id"], [("d",)])
    shop.table("data/unsubscribed.csv", ["E-mail"], [("B@EXAMPLE.COM",), ("b@example.com",), ("stranger@example.com",)])
    shop.table("data/do-not-call.csv", ["Nr klienta"], [("c",)])
    shop.project(SOURCES, LOYALTY, CAMPAIGNS)
    return shop


def test_each_campaign_leaves_out_those_on_its_own_list(tmp_path: Path) -> None:
    here = shop(tmp_path)
    told = here.results()

    assert [row["customer_id"] for row in here.export("out/mailing.csv")] == ["a", "c"]
    assert [row["customer_id"] for row in here.export("out/calls.csv")] == ["a", "b"]
    assert [one["removed"]["suppression list"] for one in told["campaigns"]] == [1, 1]
    # Neither list may take the place of the other, or of the blacklist, among what was landed.
    again = here.results()
    assert {one["table"]: one["reused"] for one in again["sources"]} == {
        "customers": True, "orders": True, "blacklist": True, "suppression-mailing": True, "suppression-calls": True,
    }  # fmt: skip


def test_a_list_by_which_nobody_can_be_found_is_refused(tmp_path: Path) -> None:
    here = shop(tmp_path)
    here.table("data/unsubscribed.csv", ["Powód"], [("nie chce",)])
    said = here.run()

    assert said.code == 3
    assert "data/unsubscribed.csv has none of the columns customer_id, email, phone" in said.err
    assert "kartoteka.yaml:" in said.err


def test_an_export_does_not_overwrite_an_input(tmp_path: Path) -> None:
    here = shop(tmp_path)
    here.project(SOURCES, LOYALTY, CAMPAIGNS.replace("out/calls.csv", "data/do-not-call.csv"))
    said = here.run()

    assert said.code == 3
    assert "data/do-not-call.csv" in said.err


@pytest.mark.parametrize(
    ("listed", "left"),
    [
        ("email\nB@x.pl\n", "c"),
        ("phone\n600 100 200\n", "b"),
        ("customer_id,email\nz,d@x.pl; a@x.pl\n", "bc"),
        ("email\nx.pl\n", "abc"),
    ],
)
def test_one_of_several_addresses_in_a_cell_is_enough(shop: Shop, listed: str, left: str) -> None:
    shop.table("data/customers.csv", ("customer_id", "name", "email", "phone"), [
        ("a", "A", "a@x.pl; b@x.pl", "+48 600 100 200 / 22 555 01 00"),
        ("b", "B", "b@x.pl", "22 555 01 01"),
        ("c", "C", "", "22 555 01 02, 600-100-200"),
    ])  # fmt: skip
    shop.orders(("a", "2026-11-20", 500))
    shop.text("data/objected.csv", listed)
    shop.project(
        SOURCES,
        "campaigns: {spring: {channel: phone, consent: not-checked, suppress: data/objected.csv, "
        "export: [{use: csv, path: out/list.csv, columns: [customer_id]}]}}\n",
    )
    said = shop.run()
    assert said.code == 0, said.err
    assert (shop.folder / "out/list.csv").read_text(encoding="utf-8-sig").split() == ["customer_id", *left]


def listing(shop: Shop, listed: str, blacklist: str = "customer_id\nz\n") -> Shop:
    """Customers a to d with an address each, a campaign that leaves out `listed`, and a blacklist."""
    people = [(one, f"Firm {one}", f"{one}@x.pl", f"60010020{number}") for number, one in enumerate("abcd")]
    shop.table("data/customers.csv", ["customer_id", "name", "email", "phone"], people)
    shop.orders(("a", "2026-11-01", 500))
    shop.text("data/blacklist.csv", blacklist)
    shop.text("data/objected.csv", listed)
    shop.project(
        SOURCES,
        "blacklist: data/blacklist.csv\n"
        "campaigns: {spring: {channel: email, consent: not-checked, suppress: data/objected.csv, "
        "export: [{use: csv, path: out/list.csv, columns: [customer_id]}]}}\n",
    )
    return shop


def test_a_row_of_a_list_is_kept_for_its_address_whatever_its_other_cells(shop: Shop) -> None:
    """Who has objected is not mailed because of a delimiter in the reason, or of a reason that is missing."""
    listing(
        shop,
        "email;why;on\na@x.pl;moved;2026-11-01\nb@x.pl;wrote; twice;2026-11-01\nc@x.pl\n",
        "customer_id;why\nd;owes; much\n",
    )
    told = shop.results()

    assert shop.export("out/list.csv") == []
    assert told["campaigns"][0]["removed"] == {"blacklist": 1, "suppression list": 3, "no consent": 0, "no address": 0}
    rows = {one["table"]: (one["read"], one["landed"], one["rejected"]) for one in told["sources"]}
    assert rows["suppression-spring"] == (3, 3, 0)
    assert rows["blacklist"] == (1, 1, 0)


def test_a_row_in_which_the_address_stands_elsewhere_is_no_row_of_the_others(shop: Shop) -> None:
    """An order is not kept where its cells do not fit the header: a list is, since nothing but its key is used."""
    listing(shop, "email\na@x.pl\n")
    shop.text("data/orders.csv", "order_id,customer_id,ordered_on,amount\no1,a,2026-11-01,500\no2,b,2026-11-02,5,00\n")
    (orders,) = [one for one in shop.results()["sources"] if one["table"] == "orders"]
    assert (orders["read"], orders["landed"], orders["rejected"]) == (2, 1, 1)


def test_rejected_rows_of_a_list_are_counted_and_warned_of(shop: Shop) -> None:
    """Rows read are rows landed and rows rejected; and whoever is in a rejected one may be mailed against their will."""
    listing(shop, 'email,why\na@x.pl,moved\n,moved,away\n"b@x.pl,angry\n', "customer_id,name\n,Firm c\nd,Firm d\n")
    said = shop.run()

    assert said.code == 0, said.err
    rows = [line.split() for line in said.out.splitlines()]
    assert ["suppression-spring", "3", "1", "2"] in rows
    assert ["blacklist", "2", "1", "1"] in rows
    (rejects,) = shop.folder.glob(".kartoteka/landing/shop/suppression-spring/*/rejects.csv")
    assert len(rejects.read_text(encoding="utf-8").splitlines()) == 3
    warnings = " ".join(said.err.split())
    assert "suppression-spring: 2 rows cannot be used; whom they name may be addressed" in warnings
    assert "blacklist: 1 row cannot be used; whom it names may be addressed" in warnings
    assert str(rejects.relative_to(shop.folder)) in said.err.replace("\n", "")
    told = shop.results()
    (listed,) = [one for one in told["sources"] if one["table"] == "suppression-spring"]
    assert (listed["read"], listed["landed"], listed["rejected"], listed["rejects"]) == (3, 1, 2, str(rejects))


def test_too_many_rejected_rows_of_a_list_stop_a_run(shop: Shop) -> None:
    listing(shop, "email,why\na@x.pl,moved\n" + ",moved,away\n" * 11)
    said = shop.run()
    assert said.code == 4
    assert "11 of 12 rows of suppression-spring cannot be used" in said.err
    assert not (shop.folder / "out").exists()


def test_check_and_a_report_show_a_list_as_they_show_a_source(shop: Shop) -> None:
    listing(shop, "E-mail;why\na@x.pl;moved\n;moved;away\n")
    checked = shop.kartoteka("check", "--json").done().told["pipelines"][0]["sources"]
    (listed,) = [one for one in checked if one["table"] == "suppression-spring"]
    assert [(one["column"], one["from"]) for one in listed["columns"]] == [("email", "E-mail"), ("why", "why")]
    shop.run().done()
    shop.kartoteka("report", "--output", str(shop.folder / "report.html")).done()
    page = (shop.folder / "report.html").read_text(encoding="utf-8")
    assert 'href="#rejects-suppression-spring"' in page
    assert 'id="rejects-suppression-spring"' in page


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("Jan Kowalski <A@x.pl>", "bcd"),
        ('"Kowalski, Jan" <a@x.pl>', "bcd"),
        ("mailto:a@x.pl", "bcd"),
        ("mailto:a@x.pl?subject=STOP", "bcd"),
        ("<a@x.pl>", "bcd"),
        ("a@x.pl (w pracy)", "bcd"),
        ("Jan\u00a0Kowalski\u00a0a@x.pl.", "bcd"),
        ("a@x.pl b@x.pl, Ewa <c@x.pl>", "d"),
        ("'a@x.pl'", "bcd"),
    ],
)
def test_a_cell_is_read_for_the_addresses_in_it(shop: Shop, cell: str, left: str) -> None:
    listing(shop, "")
    shop.table("data/objected.csv", ["email"], [(cell,)])
    said = shop.run().done()
    assert [row["customer_id"] for row in shop.export("out/list.csv")] == list(left)
    assert "suppression-spring" not in said.err


def test_cells_and_rows_of_a_list_that_leave_out_nobody_are_told(shop: Shop) -> None:
    """Nothing is lost silently: a row that was read and names nobody is as good as lost."""
    listed = [
        ("", "a[at]x.pl", "", "x"), ("", "", "brak", "x"), ("", "unknown@x.pl", "", "x"), ("", "", "", "x"),
        ("", "-", "6.001E+08", "x"), ("A", "", "", "x"), ("b", "", "600100202", "x"), ("", "-", "", "x"),
    ]  # fmt: skip
    listing(shop, "", "customer_id\nC99\nD\nd\n")
    shop.table("data/objected.csv", ["customer_id", "email", "phone", "why"], listed)
    told = shop.results()

    assert [row["customer_id"] for row in shop.export("out/list.csv")] == ["a"]
    assert told["warnings"] == [
        "blacklist: 2 rows name no customer of this run: 'C99', 'D'. Capitals, small letters and leading zeros count",
        "suppression-spring: 1 row names no customer of this run: 'A'. Capitals, small letters and leading zeros count",
        "suppression-spring: 3 cells of email hold no e-mail address, so they leave out nobody: '-', 'a[at]x.pl'",
        "suppression-spring: 2 cells of phone hold no telephone number, so they leave out nobody: '6.001E+08', 'brak'",
        "suppression-spring: 1 row has nothing in customer_id, email, phone, so it leaves out nobody",
    ]


def test_contacts_of_unknown_customers_are_counted(shop: Shop) -> None:
    listing(shop, "email\n")
    shop.table("data/contacts.csv", ["customer_id", "email"], [("a", "jan@x.pl"), ("A", "ewa@x.pl"), ("zz", "ola@x.pl")])
    project = shop.folder / "kartoteka.yaml"
    contacts = "sources:\n      contacts: {use: csv, path: data/contacts.csv}\n"
    project.write_text(project.read_text(encoding="utf-8").replace("sources:\n", contacts), encoding="utf-8")
    assert "3 contacts, of which 1 counts; left out: 2 of unknown customers." in shop.run().done().out
    assert shop.results()["contacts"] == {"contacts": 3, "unknown_customer": 2}
    shop.table("data/contacts.csv", ["customer_id", "email"], [("a", "jan@x.pl")])
    assert "contacts, of which" not in shop.run().done().out
