"""A real Tryton server with 600 customers and 700 orders: read, segmented, written back, and looked at through its own API."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from support.crm.project import SERVER, SOURCES, TERMS
from support.pipelines import Shop
from support.tryton.rpc import day, decimal
from support.tryton.seed import CUSTOMERS, segment_of
from support.tryton.template import Tryton

LOYALTY = """\
segments:
  loyalty:
    use: frequency
    logistic_minimum: 300
    tiers:
      - {name: vip, every: 2 weeks, terms: {discount: 20%, payment_days: 30}}
      - {name: segment-3, every: 6 months, terms: {discount: 7.5%, payment_days: 45}}
"""
READ = SOURCES.replace("page: 2", "page: 250").replace(
    "{team: x_staff, budget: x_budget, tongue: lang, tongue_code: lang.code}", "{tongue: lang, entered: create_date}"
)
MAIL = f"""\
  mail:
    channel: email
    consent: not-checked
    where: customer_id in ('K0001', 'K0002')
    export: [{{{SERVER}, create: true, list: {{name: Best}}}}]
"""
VIP = (["vip"], "Discount 20 %", "Net 30 days")


def project(folder: Path, tryton: Tryton, monkeypatch: pytest.MonkeyPatch, *more: str) -> Shop:
    monkeypatch.setenv("TRYTON_KEY", tryton.key)
    monkeypatch.setenv("TRYTON_URL", tryton.url)
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(folder / "settings"))
    (folder / "project").mkdir()
    shop = Shop(folder / "project")
    shop.project(READ, *more, LOYALTY, TERMS + MAIL)
    return shop


def terms_of(tryton: Tryton) -> dict[str, tuple[Any, ...]]:
    """What the server has of each customer: its categories, price list and payment term; and when it was written."""
    fields = ["code", "write_date", "categories", "sale_price_list.name", "customer_payment_term.name"]
    names = {one["id"]: one["name"] for one in tryton.rpc.find("party.category", [], ["name"])}
    found = tryton.rpc.find("party.party", [["code", "like", "K%"]], fields)
    return {
        one["code"]: (
            [names[category] for category in one["categories"]],
            (one["sale_price_list."] or {}).get("name"),
            (one["customer_payment_term."] or {}).get("name"),
            one["write_date"],
        )
        for one in found
    }


def written_between(before: dict[str, tuple[Any, ...]], after: dict[str, tuple[Any, ...]]) -> set[str]:
    return {code for code, one in after.items() if one[-1] != before[code][-1]}


def killed(shop: Shop, tryton: Tryton, done: int) -> None:
    """A run that is killed once it has written so many customers."""
    command = [sys.executable, "-m", "kartoteka.cli.main", "run", "--as-of", "2026-11-30", "--project", str(shop.folder)]
    entry = "import sys; from kartoteka.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command[1:3] = ["-c", entry]
    running = subprocess.Popen(command, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 300
    while tryton.rpc("model.party.party.search_count", [["categories.name", "=", "vip"]]) < done:
        assert running.poll() is None, running.communicate()[1].decode()
        assert time.monotonic() < deadline
    running.send_signal(signal.SIGKILL)
    running.communicate()


@pytest.mark.slow
def test_600_customers_read_segmented_and_written_back(tmp_path: Path, tryton: Tryton, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = project(tmp_path, tryton, monkeypatch)
    rpc = tryton.rpc
    before = terms_of(tryton)
    assert len(before) == CUSTOMERS
    dry = shop.run("2026-11-30", "--dry-run").done()
    assert "400 of 600 customers to change: 400 category, 400 discount, 400 payment days" in dry.out
    assert "700 orders" in dry.out.replace("all of", "")
    assert terms_of(tryton) == before

    killed(shop, tryton, done=60)
    half = terms_of(tryton)
    first = written_between(before, half)
    assert 60 <= len(first) < 400
    shop.run().done()
    whole = terms_of(tryton)
    assert not written_between(half, whole) & first, "what was done before the kill was not done again"
    assert {code: one[:3] for code, one in whole.items()} == {
        f"K{number:04}": VIP if segment_of(number) == "vip" else ([], None, None) for number in range(1, CUSTOMERS + 1)
    }
    (price_list,) = rpc.find("product.price_list", [], ["lines"])
    assert rpc.find("product.price_list.line", [["id", "in", price_list["lines"]]], ["formula"])[0]["formula"] == (
        "unit_price * 0.8"
    )
    assert len(rpc.find("party.category", [["parent.name", "=", "Loyalty"]], [])) == 1
    assert sorted(one["email"] for one in rpc.find("marketing.email", [], ["email"])) == [
        "biuro1@example.com",
        "biuro2@example.com",
    ]

    assert "0 of 600 customers to change" in shop.run("2026-12-01").done().out
    assert terms_of(tryton) == whole, "a second run writes nothing"

    _buys(tryton, "K0003")
    (gone,) = rpc.find("sale.sale", [["state", "=", "cancelled"], ["party.code", "=", "K0600"]], ["number"])
    rpc("model.sale.sale.delete", [gone["id"]])
    said = shop.run("2026-12-02").done()
    assert "rows of orders are gone that no change told of" in said.err
    moved = terms_of(tryton)
    # The sale itself touches nothing of the party; the write-back does.
    assert written_between(whole, moved) == {"K0003"}
    assert moved["K0003"][:3] == VIP


@pytest.mark.slow
def test_what_the_server_refuses_stops_nobody(tmp_path: Path, tryton_postgres: Tryton, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL, with an access rule that locks one customer; only five are in the campaign."""
    tryton = tryton_postgres
    shop = project(tmp_path, tryton, monkeypatch)
    few = TERMS.replace("channel: none", "channel: none\n    where: customer_id < 'K0006'")
    shop.project(READ, LOYALTY, few)
    rule = {"domain": '[["code", "!=", "K0002"]]'}
    group = {"name": "locked", "model": "party.party", "global_p": True, "perm_read": False, "perm_write": True}
    (locked,) = tryton.rpc.make(
        "ir.rule.group", {**group, "perm_create": False, "perm_delete": False, "rules": [["create", [rule]]]}
    )
    said = shop.run().done()
    assert "1 change was refused; out/terms-refused.csv says why" in said.out + said.err
    text = (shop.folder / "out" / "terms-refused.csv").read_text(encoding="utf-8-sig")
    assert text.count("K0002,") == 3
    terms = terms_of(tryton)
    assert [terms[f"K000{number}"][:3] for number in (1, 2, 4, 5)] == [VIP, ([], None, None), VIP, VIP]
    tryton.rpc("model.ir.rule.group.delete", [locked])
    shop.run("2026-12-01").done()
    after = terms_of(tryton)
    assert written_between(terms, after) == {"K0002"}
    assert after["K0002"][:3] == VIP


def _buys(tryton: Tryton, code: str) -> None:
    """An order today, through the whole workflow."""
    rpc = tryton.rpc
    (party,) = rpc.find("party.party", [["code", "=", code]], ["addresses"])
    (company,) = rpc.find("company.company", [], ["currency"])
    line = {"type": "line", "quantity": 1.0, "unit_price": decimal("900"), "description": "Plakaty"}
    sale = {
        "company": company["id"],
        "currency": company["currency"],
        "party": party["id"],
        "invoice_address": party["addresses"][0],
        "shipment_address": party["addresses"][0],
        "sale_date": day("2026-12-01"),
        "lines": [["create", [line]]],
    }
    made = rpc.make("sale.sale", sale)
    rpc("model.sale.sale.quote", made)
    rpc("model.sale.sale.confirm", made)
