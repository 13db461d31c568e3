"""One mistake gives one message, and the exit code of whose mistake it is."""

from __future__ import annotations

import gzip

import pytest

from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Said, Shop

KIND = "segments:\n  kind: {use: rules, rules: [{else: all}]}\n"
CAMPAIGN = """\
campaigns:
  vips:
    where: "loyalty = 'vip' and r_big > 3"
    channel: email
    consent: consent_email
    export: [{use: csv, path: "out/{loyalty}.csv", columns: [name, r_big]}]
"""
CUT = "sources:\n  customers: {use: csv, path: data/customers.csv.gz}\n  orders: {use: csv, path: data/orders.csv}\n"


@pytest.fixture(autouse=True)
def _small_shop(shop: Shop) -> None:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))


def problems(said: Said) -> list[str]:
    """The first line of each problem: hints are indented."""
    return [line for line in said.err.splitlines() if not line.startswith(" ")]


def cut(shop: Shop) -> None:
    whole = gzip.compress((shop.folder / "data/customers.csv").read_bytes() * 50)
    (shop.folder / "data/customers.csv.gz").write_bytes(whole[: len(whole) // 2])


@pytest.mark.parametrize("fault", ["missing", "empty", "cut"])
def test_an_input_that_cannot_be_read_ends_with_its_own_code(shop: Shop, fault: str) -> None:
    customers = shop.folder / "data/customers.csv"
    if fault == "missing":
        customers.unlink()
    elif fault == "empty":
        customers.write_bytes(b"")
    else:
        cut(shop)
    shop.project(CUT if fault == "cut" else SOURCES, LOYALTY, CAMPAIGN)
    said = shop.run()
    assert said.code == 4, said.err
    assert len(problems(said)) == 1, said.err
    assert "kartoteka.yaml:8" in said.err
    assert "sources.customers" in said.err


def test_an_input_and_a_mistake_in_the_file_end_as_a_mistake_in_the_file(shop: Shop) -> None:
    (shop.folder / "data/customers.csv").unlink()
    shop.project(SOURCES, KIND, "scores:\n  r: {use: no-such-scorer}\n", EVERYBODY)
    said = shop.run()
    assert said.code == 3, said.err
    assert len(problems(said)) == 2, said.err


def test_an_unknown_scorer_is_the_only_problem(shop: Shop) -> None:
    scores = "scores:\n  r: {use: no-such-scorer}\n"
    shop.table("data/customers.csv", ("customer_id", "name", "email", "consent_email"), [("A", "Firm", "a@b.example", "yes")])
    shop.project(SOURCES, LOYALTY, scores, CAMPAIGN)
    said = shop.run()
    assert said.code == 3, said.err
    assert "scorer 'no-such-scorer' is not known" in problems(said)[0]
    assert len(problems(said)) == 1, said.err


def test_a_step_that_speaks_of_the_columns_of_an_unknown_one_is_not_blamed(shop: Shop) -> None:
    segments = """\
segments:
  loyalty: {use: no-such-segmenter}
  kind: {use: rules, rules: [{segment: best, when: "loyalty = 'vip'"}, {else: all}]}
"""
    shop.project(SOURCES, segments, EVERYBODY)
    said = shop.run()
    assert said.code == 3, said.err
    assert len(problems(said)) == 1, said.err


def test_a_campaign_is_still_checked_where_all_is_understood(shop: Shop) -> None:
    shop.project(SOURCES, KIND, "campaigns:\n  all: {where: r_big > 3, channel: none, export: [{use: csv, path: out/a.csv}]}\n")
    said = shop.run()
    assert said.code == 3
    assert "r_big" in said.err
