"""What a person reads where a delivery did not get through, and when it does after all."""

from __future__ import annotations

import pytest

from support.pipelines import EVERYBODY, SOURCES, Shop

TO_SQLITE = """\
campaigns:
  everybody:
    channel: none
    export: [{use: sql, url: "sqlite:///missing/crm.db", table: list}]
"""


def test_a_delivery_that_fails_says_why_once_and_what_would_do(shop: Shop) -> None:
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, TO_SQLITE)
    failed = shop.run()
    assert failed.code == 6
    assert failed.err == (
        "Error: 1 delivery did not get through:\n"
        "  everybody (run shop-2026-11-30-1): table list of sqlite database missing/crm.db could not be filled "
        f"(the folder {shop.folder.resolve() / 'missing'} does not exist)\n"
        "  Make the folder, or name another file in `url`.\n"
        "  the run is committed, and what did not get through stays pending: the next `kartoteka run` tries it again first\n"
    )
    told = shop.run("2026-11-30", "--dry-run", "--json")
    assert told.code == 6
    assert told.told["hints"] == ["Make the folder, or name another file in `url`."]
    assert "the run is committed" not in told.err

    (shop.folder / "missing").mkdir()
    again = shop.run().done()
    assert "1 pending delivery of an earlier run was completed first" in again.err


def test_what_a_dry_run_completes_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nothing else comes of the command: the list has gone out all the same."""
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, EVERYBODY)
    monkeypatch.chdir(shop.folder.parent)
    completed = "everybody: shop/out/everybody.csv (run shop-2026-11-30-{})"
    told = "Warning: 1 pending delivery of an earlier run was completed first: " + completed
    for number, command in enumerate((["--dry-run"], ["--dry-run", "--json"], []), start=1):
        (shop.folder / "out/everybody.csv").unlink(missing_ok=True)
        with monkeypatch.context() as patched:
            patched.setattr("kartoteka.components.exporter_file.replace", refuse)
            assert shop.run().code == 6
        if not command:
            shop.project(SOURCES, "scores:\n  points: {use: no-such-scorer}\n", EVERYBODY)
        said = shop.run("2026-11-30", *command)
        assert (shop.folder / "out/everybody.csv").is_file()
        match command:
            case ["--dry-run"]:
                assert said.done().err == told.format(number) + "\n"
                assert said.out.startswith(
                    "\nshop as of 2026-11-30 (dry run: no run was kept and nothing of it was delivered)\n"
                )
            case []:
                assert said.code == 3
                assert said.err.endswith(told.format(number) + "\n")
            case _:
                assert said.done().told["completed"] == [completed.format(number)]


def refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")
