"""Moves against the predecessor: up, down, sideways, new and gone, and the matrix that is printed."""

from __future__ import annotations

from support.pipelines import LOYALTY, SOURCES, Shop

PARTS = (SOURCES, "blacklist: data/blacklist.csv\n", LOYALTY)


def directions(shop: Shop, run_id: str, segmentation: str = "loyalty") -> dict[str, tuple[str | None, str | None, str]]:
    moves = [move for move in shop.moves(run_id) if move["segmentation"] == segmentation]
    return {move["customer_id"]: (move["from_segment"], move["to_segment"], move["direction"]) for move in moves}


def two_runs(shop: Shop) -> str:
    shop.table("data/blacklist.csv", ["customer_id"], [["barred"]])
    shop.customers("up", "down", "stays", "barred", "to-bar", "gone", "small", "none")
    orders = [
        ("up", "2026-10-12", 300),
        ("up", "2026-10-26", 300),
        ("down", "2026-05-15", 300),
        ("stays", "2026-10-20", 300),
        ("to-bar", "2026-10-20", 300),
        ("gone", "2026-10-20", 300),
        ("barred", "2026-10-20", 300),
        ("up", "2026-11-09", 300),
        ("up", "2026-11-23", 300),
        ("none", "2026-11-23", 20),
    ]
    shop.orders(*orders)
    shop.project(*PARTS)
    shop.results("2026-10-31")
    shop.customers("up", "down", "stays", "barred", "to-bar", "small", "none", "new")
    shop.table("data/blacklist.csv", ["customer_id"], [["to-bar"]])
    return str(shop.results("2026-11-30")["run_id"])


def test_every_way_to_move(shop: Shop) -> None:
    assert directions(shop, two_runs(shop)) == {
        "up": ("segment-3", "vip", "up"),
        "down": ("segment-3", "inactive", "down"),
        "barred": ("blacklist", "segment-3", "sideways"),
        "to-bar": ("segment-3", "blacklist", "sideways"),
        "none": ("no-orders", "below-minimum", "sideways"),
        "gone": ("segment-3", None, "gone"),
        "new": (None, "no-orders", "new"),
    }


def test_the_matrix_is_printed(shop: Shop) -> None:
    two_runs(shop)
    lines = shop.run("2026-11-30").done().out.splitlines()
    start = lines.index("Moves: loyalty, since 2026-10-31: 1 up, 1 down, 3 sideways, 1 new, 1 gone")
    matrix = [line.split() for line in lines[start + 1 : start + 12]]
    assert matrix[0] == ["from,", "to", *"12345678", "gone"]
    cells = {row[0] if row[0] == "new" else row[1]: row[1:] if row[0] == "new" else row[2:] for row in matrix[2:]}
    #                            vip  s-1  s-2  s-3  ina  bel  no-  bla  gone
    assert cells["segment-3"] == ["1", ".", ".", "1", "1", ".", ".", "1", "1"]
    assert cells["no-orders"] == [".", ".", ".", ".", ".", "1", "1", ".", "."]
    assert cells["blacklist"] == [".", ".", ".", "1", ".", ".", ".", ".", "."]
    assert cells["new"] == [".", ".", ".", ".", ".", ".", "1", ".", "."]
    assert len(cells) == 9
    assert sum(int(cell) for row in cells.values() for cell in row if cell != ".") == 9


def test_labels_without_rank_move_sideways_and_ordered_rules_up_and_down(shop: Shop) -> None:
    rules = "[{when: employees > 100, segment: big}, {else: small}]"
    segments = f"segments:\n  free: {{use: rules, rules: {rules}}}\n  ranked: {{use: rules, ordered: true, rules: {rules}}}\n"
    shop.table("data/customers.csv", ["customer_id", "employees"], [("grows", 10), ("shrinks", 500), ("stays", 500)])
    shop.orders()
    shop.project(SOURCES, segments)
    shop.results("2026-10-31")
    shop.table("data/customers.csv", ["customer_id", "employees"], [("grows", 101), ("shrinks", ""), ("stays", 101)])
    run_id = shop.results("2026-11-30")["run_id"]
    assert directions(shop, run_id, "free") == {
        "grows": ("small", "big", "sideways"),
        "shrinks": ("big", "small", "sideways"),
    }
    assert directions(shop, run_id, "ranked") == {"grows": ("small", "big", "up"), "shrinks": ("big", "small", "down")}


def test_a_segmentation_that_the_predecessor_did_not_have_has_no_moves(shop: Shop) -> None:
    """Nobody was anywhere before: that everybody is new to it would bury who is new to the firm."""
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY)
    shop.results("2026-10-31")
    shop.customers("A", "B", "C")
    shop.project(SOURCES, LOYALTY + "  kind: {use: rules, rules: [{else: all}]}\n")
    told = shop.results("2026-11-30")
    assert {move["segmentation"] for move in shop.moves(told["run_id"])} == {"loyalty"}
    assert {change["segmentation"] for change in told["moves"]["changes"]} == {"loyalty"}
    out = shop.run("2026-11-30").done().out
    assert "Moves: kind was not part of the run as of 2026-10-31; the next run is compared with this one." in out
    later = shop.results("2026-12-31")
    assert later["moves"]["stayed"]["kind"] == {"all": 3}
