"""What did not change is not read again, and nothing half done is taken for whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kartoteka.errors import StateError
from support.landing import Landing, rows_of

HEAD = "Nr zamówienia;Nr klienta;Data zamówienia;Wartość netto\n"


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    landing = Landing(tmp_path)
    landing.write("orders.csv", HEAD + "Z1;K1;15.11.2026;12,50\n")
    return landing


def test_an_unchanged_file_is_not_read_again(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    first = landing.land("orders", "orders.csv")
    monkeypatch.setattr("kartoteka_csv.source.CsvSource.describe", lambda *_: pytest.fail("it was read"))
    again = landing.land("orders", "orders.csv")
    assert not first.reused
    assert again.reused
    assert (again.paths, again.columns, again.rows_read, again.orders, again.mapping) == (
        first.paths,
        first.columns,
        first.rows_read,
        first.orders,
        first.mapping,
    )
    assert (again.first_order, again.single_line_orders, again.settled) == (first.first_order, True, first.settled)


def _rewritten_in_the_same_instant(landing: Landing) -> None:
    path = landing.folder / "orders.csv"
    state = path.stat()
    path.write_text(HEAD + "Z1;K1;15.11.2026;12,51\n", encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _another_file(landing: Landing) -> None:
    landing.write("orders-2.csv", HEAD + "Z2;K1;15.11.2026;1,50\n")


CHANGES: dict[str, Callable[[Landing], None]] = {
    "content": _rewritten_in_the_same_instant,
    "another file": _another_file,
    "time zone": lambda landing: setattr(landing, "timezone", "Europe/Paris"),
    "currency": lambda landing: setattr(landing, "currency", "EUR"),
    "rates": lambda landing: setattr(landing, "rates", {"EUR": Decimal("4.3")}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed(landing: Landing, change: str) -> None:
    landing.land("orders", "orders*.csv")
    assert landing.land("orders", "orders*.csv").reused
    CHANGES[change](landing)
    assert not landing.land("orders", "orders*.csv").reused


def test_a_change_of_the_columns_is_noticed(landing: Landing) -> None:
    landing.land("orders", "orders.csv")
    landed = landing.land("orders", "orders.csv", columns={"amount": '"Wartość netto" * 2'})
    assert not landed.reused
    assert [row["amount"] for row in rows_of(landed)] == [25]


def test_only_the_last_landing_is_kept(landing: Landing) -> None:
    first = landing.land("orders", "orders.csv")
    landing.write("orders.csv", HEAD + "Z1;K1;15.11.2026;13\n")
    last = landing.land("orders", "orders.csv")
    (folder,) = last.rejects_file.parent.parent.iterdir()
    assert folder == last.rejects_file.parent != first.rejects_file.parent


def test_a_landing_that_fails_leaves_the_last_one(landing: Landing) -> None:
    kept = landing.land("orders", "orders.csv")
    good = (landing.folder / "orders.csv").read_bytes()
    state = (landing.folder / "orders.csv").stat()
    landing.write("orders.csv", HEAD + "Z1;K1;15.11.2026;1,234\n")
    with pytest.raises(Exception, match="no other number of this source settles it"):
        landing.land("orders", "orders.csv")
    assert [path.name for path in kept.rejects_file.parent.parent.iterdir()] == [kept.fingerprint]
    assert (good, state.st_size) == (good, len(good))
    assert rows_of(kept)[0]["amount"] == Decimal("12.5")


def test_what_a_killed_landing_left_is_no_landing(landing: Landing) -> None:
    landed = landing.land("orders", "orders.csv")
    folder = landed.rejects_file.parent
    folder.rename(folder.with_name(f".draft-{folder.name}"))
    again = landing.land("orders", "orders.csv")
    assert not again.reused
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_damaged_landing_is_an_error_with_its_remedy(landing: Landing) -> None:
    folder = landing.land("orders", "orders.csv").rejects_file.parent
    (folder / "landing.json").write_text("{", encoding="utf-8")
    with pytest.raises(StateError, match=rf"Remove {folder}; the source is then read again"):
        landing.land("orders", "orders.csv")


def test_a_file_that_changes_while_being_read(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    from kartoteka.pipeline.land import landing as way

    look = way.look_across

    def meddle(*arguments: object) -> object:
        _rewritten_in_the_same_instant(landing)
        return look(*arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(way, "look_across", meddle)
    with pytest.raises(Exception, match=r"orders\.csv changed while being read"):
        landing.land("orders", "orders.csv")
