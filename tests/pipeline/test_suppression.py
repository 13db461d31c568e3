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
    assert [one["reused"] for one in again["sources"]] == [True, True, True]


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
