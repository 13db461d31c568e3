"""A plugin that prints: what it says goes to standard error, so that standard output holds the program's own words alone."""

from __future__ import annotations

import pytest

from support.pipelines import EVERYBODY, SOURCES, Said, Shop, install_distribution
from support.shop import own_settings, shop

__all__ = ["own_settings", "shop"]

CODE = """
from kartoteka import *
import narwhals.stable.v2 as nw

@hookimpl
def kartoteka_scorers():
    return [ScorerSpec("acme-scorer", "{module}_parts:Its", "It talks.")]

@hookimpl
def kartoteka_exporters():
    return [ExporterSpec("acme-exporter", "{module}_parts:Out", "It talks.")]

@hookimpl
def kartoteka_step_finished(event):
    print("said by an observer")
"""
PARTS = """
from kartoteka import *
import narwhals.stable.v2 as nw
from marshmallow import post_load

print("said on import")

class TalkingOptions(OptionsSchema):
    @post_load
    def talk(self, data, **kwargs):
        print("said by the options")
        return data

class Its(RowScorer):
    Options = TalkingOptions
    provides = {"points": Integer}

    def columns(self):
        print("said by columns")
        return {"points": nw.lit(1)}

    def lint(self, data):
        print("said by a lint")
        return ()

class Out(FileExporter):
    def destinations(self, labels):
        print("said by destinations")
        return super().destinations(labels)

    def write(self, rows, file):
        print("said by write")
        file.write_text("x")

    def deliver(self, staged, key):
        print("said by deliver")
        super().deliver(staged, key)
"""
PLANNING = ["said on import", "said by the options", "said by destinations"]


def talking(shop: Shop, monkeypatch: pytest.MonkeyPatch, module: str, *command: str) -> Said:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))
    folder = shop.folder.parent / "strangers"
    folder.mkdir()
    (folder / f"{module}_parts.py").write_text(PARTS, encoding="utf-8")
    install_distribution(folder, "acme-tools", module, CODE.replace("{module}", module), monkeypatch)
    campaigns = EVERYBODY.replace("use: csv", "use: acme-exporter")
    shop.project(SOURCES, "scores:\n  mine: {use: acme-scorer}\n", campaigns)
    return shop.kartoteka(*command, "--as-of", "2026-11-30").done()


def test_a_run_in_json_is_json(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = talking(shop, monkeypatch, "acme_talks_in_a_run", "run", "--json")
    assert said.told["run_id"] == "shop-2026-11-30-1"
    for words in (*PLANNING, "said by columns", "said by write", "said by deliver", "said by an observer"):
        assert words in said.err


def test_a_check_in_json_is_json(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = talking(shop, monkeypatch, "acme_talks_in_a_check", "check", "--json")
    assert said.told["problems"] == []
    for words in (*PLANNING, "said by a lint"):
        assert words in said.err
