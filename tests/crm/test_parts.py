"""Waiting, cursors, values and names: the small parts that all CRM plugins share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kartoteka import Boolean, Day, InputError, Integer, Moment, Money, Number, Text
from kartoteka.crm import CrmClient, CrmColumn, Patience, Unreachable, Watermark, record_batch
from kartoteka.crm.retry import seconds_asked
from kartoteka.crm.write_back.changes import Change
from kartoteka.crm.write_back.journal import Journal
from kartoteka.crm.write_back.naming import Naming
from kartoteka.crm.write_back.refusals import write_refusals

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("Mon, 30 Nov 2026 12:00:30 GMT", 30.0),
        ("Mon, 30 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
        ("7.5", None),
        ("²", None),
        (None, None),
    ],
)
def test_what_a_server_asks_for(header: str | None, seconds: float | None) -> None:
    assert seconds_asked(header, NOON) == seconds


def test_nobody_there_is_waited_for_with_growing_patience_and_an_end() -> None:
    waits: list[float] = []
    client = CrmClient("http://127.0.0.1:9", name="Acme", patience=Patience(tries=5), sleep=waits.append)
    with pytest.raises(Unreachable, match="Acme could not be asked"):
        client.get("customers")
    client.close()
    assert client.requests == {"GET": 5}
    assert len(waits) == 4
    assert all(0 <= wait <= 0.5 * 2**at for at, wait in enumerate(waits))


def test_requests_keep_the_pace_that_a_crm_sets() -> None:
    waits: list[float] = []
    client = CrmClient("http://127.0.0.1:9", name="Acme", patience=Patience(tries=1), per_second=0.001, sleep=waits.append)
    for _ in range(2):
        with pytest.raises(Unreachable):
            client.get("customers")
    client.close()
    assert len(waits) == 1
    assert 990 < waits[0] <= 1000


def test_the_watermark_never_overtakes_the_beginning_of_the_reading() -> None:
    mark = Watermark(NOON)
    later, started = NOON + timedelta(hours=2), NOON + timedelta(hours=1)
    assert mark.after(None, started) == mark
    assert mark.after(NOON + timedelta(minutes=5), started) == Watermark(NOON + timedelta(minutes=5))
    assert mark.after(later, started) == Watermark(started), "changed while it was read, or a date in the future"
    assert mark.after(NOON - timedelta(days=1), started) == mark
    assert Watermark.of(mark.text()) == mark
    assert mark.since(timedelta(minutes=10)) == NOON - timedelta(minutes=10)


def test_values_of_every_type() -> None:
    columns = [
        CrmColumn("name", "name"),
        CrmColumn("staff", "staff", Integer),
        CrmColumn("share", "share", Number),
        CrmColumn("amount", "amount", Money),
        CrmColumn("vip", "vip", Boolean),
        CrmColumn("day", "day", Day),
        CrmColumn("moment", "moment", Moment),
        CrmColumn("city", "addresses.city"),
        CrmColumn("tags", "tags.name", Text, "all"),
    ]
    full = {
        "name": "Żółw", "staff": Decimal("12.0"), "share": Decimal("0.5"), "amount": Decimal("12.345678"), "vip": 1,
        "day": "2026-11-30", "moment": "2026-11-30T13:00:00+01:00", "addresses": [{"city": None}, {"city": "Łódź"}],
        "tags": [{"name": "b"}, {"name": "a"}],
    }  # fmt: skip
    empty = dict.fromkeys(full) | {"name": ""}
    first, second = record_batch([full, empty], columns, "Acme").to_pylist()
    assert first == {
        "name": "Żółw", "staff": 12, "share": 0.5, "amount": Decimal("12.3456780000"), "vip": True, "day": date(2026, 11, 30),
        "moment": NOON.replace(tzinfo=first["moment"].tzinfo), "city": "Łódź", "tags": "a; b",
    }  # fmt: skip
    assert set(second.values()) == {None}
    assert record_batch([], columns, "Acme").schema == record_batch([full], columns, "Acme").schema


@pytest.mark.parametrize(
    ("type_", "value"),
    [(Integer, "2.5"), (Integer, True), (Day, "30.11.2026"), (Boolean, "yes"), (Money, "12,50"), (Text, {"a": 1})],
)
def test_a_value_of_another_type_is_refused(type_: Any, value: Any) -> None:
    with pytest.raises(InputError, match=r"Acme: x of a record holds .* which is no"):
        record_batch([{"x": value}], [CrmColumn("x", "x", type_)], "Acme")


def test_names_and_whose_they_are() -> None:
    naming = Naming("Net {value} days", {"0": "Prepaid"})
    assert [naming.name(value) for value in ("30", "0", None)] == ["Net 30 days", "Prepaid", None]
    ours = ["Net 30 days", "Net 7.5 days", "Prepaid"]
    others = ["Net 30 days End of Month", "Net days", "Net x days", "Net  days", "30", "Net 1.2.3 days", "Net ² days"]
    assert [name for name in [*ours, *others] if naming.is_ours(name)] == ours


def test_a_journal_that_was_torn_counts_what_is_whole(tmp_path: Path) -> None:
    staged = tmp_path / "changes.jsonl"
    with Journal(staged) as journal:
        journal.add(None)
        journal.add("locked\nfor good")
    kept = tmp_path / "changes.jsonl.done"
    kept.write_text(kept.read_text() + '"half a li')
    with Journal(staged) as journal:
        assert journal.outcomes == [None, "locked\nfor good"]
        journal.add(None)
    assert Journal(staged).outcomes == [None, "locked\nfor good", None]


@pytest.mark.parametrize("evil", ["=1+1", "+cmd", "-2", "@x", "\t=1", "  =1", "＝1", "\u200b=1"])
def test_no_cell_of_the_refusals_is_a_formula(tmp_path: Path, evil: str) -> None:
    file = tmp_path / "out" / "refused.csv"
    change = Change(evil, {"category": evil}, {"category": evil})
    write_refusals([(change, evil)], file)
    text = file.read_text(encoding="utf-8-sig")
    assert text.count(f"'{evil}") == text.count(evil) == 4
    write_refusals([], file)
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == 1
