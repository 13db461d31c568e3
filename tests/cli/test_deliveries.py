"""What a person reads where a delivery did not get through, and when it does after all."""

from __future__ import annotations

from support.pipelines import SOURCES, Shop

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
