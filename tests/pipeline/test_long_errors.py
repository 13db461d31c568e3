"""What an engine has to say of a component's mistake is cut to what a person can read; the rest is there for who asks."""

from __future__ import annotations

import pytest

from support.pipelines import EVERYBODY, SOURCES, Said, Shop, install_distribution, say

CODE = """
from kartoteka import *
import narwhals.stable.v2 as nw

@hookimpl
def kartoteka_scorers():
    return [ScorerSpec("acme-scorer", f"{__name__}:Its", "Of a stranger.")]

class Its(RowScorer):
    provides = {"points": Integer}

    def columns(self):
        return {"points": {given}}
"""


def run_with(shop: Shop, monkeypatch: pytest.MonkeyPatch, module: str, given: str, *before: str) -> Said:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))
    folder = shop.folder.parent / "strangers"
    folder.mkdir()
    install_distribution(folder, "acme-tools", module, CODE.replace("{given}", given), monkeypatch)
    shop.project(SOURCES, "scores:\n  mine: {use: acme-scorer}\n", EVERYBODY)
    said = say(*before, "run", "--as-of", "2026-11-30", "--project", str(shop.folder))
    assert said.code == 5
    return said


def test_a_binder_error_is_told_by_its_first_line(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run_with(shop, monkeypatch, "acme_unbound", 'nw.col("name") + 1')
    first, hint = said.err.splitlines()
    assert first.startswith(
        "Error: in scorer 'acme-scorer' of acme-tools 1.0: step 'mine' failed: BinderException: Binder Error: "
    )
    assert first.endswith(" …")
    assert "Candidate" not in said.err
    assert hint == "  'kartoteka --traceback …' shows the whole message."


def test_the_whole_of_it_is_there_for_who_asks(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run_with(shop, monkeypatch, "acme_unbound_too", 'nw.col("name") + 1', "--traceback")
    assert "Candidate functions:" in said.err
    assert said.err.index("Candidate functions:") < said.err.index("Error: in scorer")


def test_a_short_text_is_told_whole(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run_with(shop, monkeypatch, "acme_missing", 'nw.col("nope")')
    assert "Did you mean one of these columns: ['customer_id', 'name', 'blacklisted']?" in said.err
    assert "--traceback" not in said.err
