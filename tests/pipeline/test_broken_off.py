"""What observers and people are told of a run that something stops, before its commit and after it."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from kartoteka.pipeline import recover, run
from support.pipelines import EVERYBODY, SOURCES, Said, Shop, install_distribution

KIND = "segments:\n  kind: {use: rules, rules: [{else: all}]}\n"
OBSERVER = """
from kartoteka import hookimpl

events = []

@hookimpl
def kartoteka_run_started(event):
    events.append(event)
    raise ConnectionError("the chat does not answer")

@hookimpl
def kartoteka_run_finished(event):
    events.append(event)
"""
DEAF = "Warning: in kartoteka_run_started of plugin '{}' of acme-watch 1.0: ConnectionError: the chat does not answer\n"


@pytest.fixture(autouse=True)
def _sound(shop: Shop) -> None:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, KIND, EVERYBODY)


def watched(shop: Shop, monkeypatch: pytest.MonkeyPatch, module: str) -> Said:
    install_distribution(shop.folder.parent, "acme-watch", module, OBSERVER, monkeypatch)
    return shop.run()


def last(module: str) -> Any:
    started, finished = sys.modules[module].events
    assert started.run_id == finished.run_id
    return finished


def failing(error: BaseException) -> Any:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_a_run_that_is_stopped_after_its_commit_is_told_as_committed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recover, "write_manifest", failing(OSError(28, "No space left on device")))
    said = watched(shop, monkeypatch, "acme_after_commit")
    assert said.code == 1
    assert said.err == (
        "Error: No space left on device\n  'kartoteka --traceback …' shows where it comes from.\n"
        "Warning: run shop-2026-11-30-1 is committed\n" + DEAF.format("acme_after_commit")
    )
    finished = last("acme_after_commit")
    assert (finished.status, finished.segments, finished.error) == (
        "committed",
        {"kind": {"all": 2, "blacklist": 0}},
        "[Errno 28] No space left on device",
    )
    monkeypatch.undo()
    assert shop.kartoteka("explain", "A").code == 0


@pytest.mark.parametrize("catalog", ["answers", "is gone as well"])
def test_what_is_not_delivered_stays_pending(shop: Shop, monkeypatch: pytest.MonkeyPatch, catalog: str) -> None:
    module = f"acme_before_delivery_{len(catalog)}"

    def stop(*_: object, **__: object) -> None:
        if catalog == "is gone as well":
            monkeypatch.setattr("kartoteka.catalog.Catalog.run", failing(RuntimeError("no connection")))
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "finish", stop)
    said = watched(shop, monkeypatch, module)
    assert said.code == 130
    assert said.err.strip() == (
        "Stopped.\n"
        "Warning: run shop-2026-11-30-1 is committed; what is not delivered yet stays pending, and the next `kartoteka run` "
        "tries it again first\n" + DEAF.format(module).strip()
    )
    finished = last(module)
    assert (finished.status, finished.error) == ("delivery-pending", "KeyboardInterrupt")
    assert finished.segments == {"kind": {"all": 2, "blacklist": 0}}
    assert not (shop.folder / "out").exists() or not (shop.folder / "out/everybody.csv").exists()
    monkeypatch.undo()
    assert "1 pending delivery of an earlier run was completed first" in shop.run("2026-12-31").done().err


def test_an_engine_that_does_not_start_ends_the_run(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "DuckDBEngine", failing(MemoryError()))
    said = watched(shop, monkeypatch, "acme_no_engine")
    assert said.code == 1
    assert said.err.endswith(DEAF.format("acme_no_engine")), "also where a run fails, it is told which observers did"
    assert "committed" not in said.err
    assert (last("acme_no_engine").status, last("acme_no_engine").error) == ("failed", "MemoryError")
    assert not (shop.folder / ".kartoteka/runs/shop-2026-11-30-1").exists()
