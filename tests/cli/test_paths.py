"""Paths are told as they can be typed in the current folder, by every command and in every message."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Said, Shop, say

HEADER = ("customer_id", "name", "birth_date")


@pytest.fixture
def odd(shop: Shop) -> Shop:
    shop.table("data/customers.csv", HEADER, [("A", "Firm A", "31.02.2026"), ("B", "Firm B", "")])
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY, EVERYBODY)
    return shop


Place = tuple[str, Callable[..., Said]]


@pytest.fixture(params=["inside", "above", "elsewhere"])
def place(request: pytest.FixtureRequest, odd: Shop, monkeypatch: pytest.MonkeyPatch) -> Place:
    """How a path in the project begins, seen from a folder, and the program called from there."""
    name, project = {"inside": ("shop", "."), "above": (".", "shop"), "elsewhere": ("far", "../shop")}[request.param]
    here = odd.folder.parent / name
    here.mkdir(exist_ok=True)
    monkeypatch.chdir(here)
    begins = {"inside": "", "above": "shop/", "elsewhere": f"{odd.folder.resolve()}/"}[request.param]

    def call(command: str, *arguments: str) -> Said:
        said = say(command, *arguments, "--project", project)
        for line in (said.out + said.err).splitlines():
            for word in line.split():
                if "data/" in word and not word.startswith(("'", '"')):
                    path = word.strip(",.").split(":")[0]
                    assert Path(path).exists(), f"{path} cannot be opened from {here}: {line}"
        return said

    return begins, call


def test_what_was_left_empty(odd: Shop, place: Place) -> None:
    begins, call = place
    for _ in range(2):
        warned = call("run", "--as-of", "2026-11-30").done().err
        assert f"were left empty: 1; the first is {begins}data/customers.csv, line 2: birth_date: '31.02.2026'" in warned
    (listed,) = (odd.folder / ".kartoteka/landing").rglob("customers/*/emptied.csv")
    (row,) = csv.DictReader(listed.read_text(encoding="utf-8").splitlines())
    assert row["file"] == "data/customers.csv", "what is kept is the same wherever it was made"


def test_how_files_are_read(odd: Shop, place: Place) -> None:
    begins, call = place
    shown = call("check", "--as-of", "2026-11-30").done().out
    assert f"\n{begins}data/customers.csv: UTF-8, separated by ','" in shown.replace("utf-8", "UTF-8")


def test_too_many_rejects(odd: Shop, place: Place) -> None:
    begins, call = place
    odd.orders(*(("A", "2026-11-20", "much") for _ in range(20)), ("A", "2026-11-20", "3.50"))
    told = call("run", "--as-of", "2026-11-30").err
    assert f"\n  {begins}data/orders.csv:2: amount: 'much' is not an amount" in told
    assert f"All of them are in {begins}.kartoteka/landing/shop/orders/" in told
    (listed,) = (odd.folder / ".kartoteka/landing").rglob("orders/*/rejects.csv")
    assert {row["file"] for row in csv.DictReader(listed.read_text(encoding="utf-8").splitlines())} == {"data/orders.csv"}


def test_what_can_be_read_in_two_ways_and_a_currency_without_a_rate(odd: Shop, place: Place) -> None:
    begins, call = place
    odd.orders(("A", "2026-11-20", "1.234"), ("A", "2026-11-21", "5.678"))
    assert f"Error: {begins}data/orders.csv, line 2: '1.234' may have" in call("run", "--as-of", "2026-11-30").err
    odd.orders(("A", "2026-11-20", "12.50"), ("A", "2026-11-21", "5.60 EUR"))
    assert f"Error: {begins}data/orders.csv, line 3: an amount is in EUR" in call("run", "--as-of", "2026-11-30").err


def test_a_list_that_cannot_be_put_in_its_place(odd: Shop, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    begins, call = place

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kartoteka.components.exporter_file.replace", refuse)
    told = call("run", "--as-of", "2026-11-30")
    assert told.code == 6
    place_of_list = f"{begins}out/everybody.csv"
    assert (
        f"\n  everybody (run shop-2026-11-30-1): {place_of_list} cannot be put in its place (Permission denied)\n" in told.err
    )
    again = call("run", "--as-of", "2026-12-31").err
    assert f"Warning: the list {place_of_list} of run shop-2026-11-30-1 never got through; this run takes its place" in again
