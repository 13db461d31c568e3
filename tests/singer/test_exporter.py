"""What a target is given, and what becomes of a list that it does not take."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kartoteka import Boolean, ConfigError, Day, DeliveryError, Integer, Moment, Money, Number, Rows, Text
from kartoteka_singer.exporter import SingerExporter
from support.exporting import Desk, exporter, rows_of, texts

TARGET = Path(__file__).parent / "taps" / "target_scripted.py"


def target(folder: Path, **options: Any) -> SingerExporter:
    config = {"folder": str(folder), "password": "s3cr3t-word"}
    made = exporter(SingerExporter, folder, **{"target": [sys.executable, str(TARGET)], "config": config, **options})
    assert isinstance(made, SingerExporter)
    return made


def told(folder: Path) -> list[dict[str, Any]]:
    """The messages that the target has kept."""
    lines = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


def customers(*ids: str) -> Rows:
    return texts(*ids, name="customer_id")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "staging")


def test_the_messages_have_types_exact_values_and_a_key(tmp_path: Path, desk: Desk) -> None:
    rows = rows_of(
        {
            "customer_id": (Text, ['Ż"1\\\n\0', "B"]),
            "orders": (Integer, [2**40, None]),
            "share": (Number, [0.1, None]),
            "turnover": (Money, [Decimal("99999999999999.9901"), None]),
            "active": (Boolean, [True, None]),
            "last": (Day, [date(2026, 11, 30), None]),
            "seen": (Moment, [datetime(2026, 11, 30, 8, 5), None]),
        }
    )
    (staged,) = desk.deliver(target(tmp_path), rows)
    assert (staged.rows, staged.destination) == (2, "stream spring of target_scripted")
    schema, first, second, state = told(tmp_path)
    assert (schema["stream"], schema["key_properties"]) == ("spring", ["customer_id"])
    properties = schema["schema"]["properties"]
    assert properties["customer_id"] == {"type": ["string"]}
    assert properties["turnover"] == {"type": ["null", "number"]}
    assert properties["last"] == {"type": ["null", "string"], "format": "date"}
    assert properties["seen"] == {"type": ["null", "string"], "format": "date-time"}
    assert first["record"] == {
        "customer_id": 'Ż"1\\\n\0',
        "orders": 2**40,
        "share": Decimal("0.1"),
        "turnover": Decimal("99999999999999.9901"),
        "active": True,
        "last": "2026-11-30",
        "seen": "2026-11-30T08:05:00Z",
    }
    assert second["record"] == dict.fromkeys(properties, None) | {"customer_id": "B"}
    assert state == {"type": "STATE", "value": {"stream": "spring", "rows": 2}}


def test_the_same_rows_are_staged_as_the_same_bytes(tmp_path: Path) -> None:
    one, other = (
        target(tmp_path, activate_version=True).prepare(customers("A"), Desk(tmp_path / name).staging)[0] for name in "xy"
    )
    assert one.sha256 == other.sha256


def test_an_empty_list_still_tells_its_schema(tmp_path: Path, desk: Desk) -> None:
    desk.deliver(target(tmp_path, stream="list"), customers())
    assert [one["type"] for one in told(tmp_path)] == ["SCHEMA", "STATE"]


def test_a_list_is_delivered_once(tmp_path: Path, desk: Desk) -> None:
    one = target(tmp_path)
    (staged,) = desk.deliver(one, customers("A"))
    assert one.deliver(staged, desk.key) == ()
    assert len(told(tmp_path)) == 3


def test_what_the_target_refuses_stays_pending_and_is_delivered_again(tmp_path: Path, desk: Desk) -> None:
    one = target(tmp_path)
    (staged,) = one.prepare(customers("A"), desk.staging)
    (tmp_path / "fault").write_text("exit 4")
    with pytest.raises(DeliveryError) as error:
        one.deliver(staged, desk.key)
    said = "target_scripted ended with exit code 4; the last that target_scripted said:\n    cannot write with …\n"
    assert str(error.value).startswith(said)
    (tmp_path / "fault").unlink()
    (sentence,) = one.deliver(staged, desk.key)
    assert "was begun before and broke off, and was filled again from the start" in sentence
    assert [line["type"] for line in told(tmp_path)] == ["SCHEMA", "RECORD", "STATE"]


def test_that_an_appending_target_may_have_rows_twice_is_told(tmp_path: Path, desk: Desk) -> None:
    one = target(tmp_path)
    (staged,) = one.prepare(customers("A"), desk.staging)
    (tmp_path / "fault").write_text("late 1")
    with pytest.raises(DeliveryError):
        one.deliver(staged, desk.key)
    (tmp_path / "fault").unlink()
    (sentence,) = one.deliver(staged, desk.key)
    assert "may have rows twice" in sentence
    assert len(told(tmp_path)) == 6


def test_a_target_that_hangs_is_ended(tmp_path: Path, desk: Desk) -> None:
    one = target(tmp_path, timeout=2)
    (tmp_path / "fault").write_text("hang")
    with pytest.raises(DeliveryError, match="target_scripted said nothing for 2 seconds and was ended"):
        desk.deliver(one, customers("A"))
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_version_is_the_same_for_a_list_and_grows_with_the_next(tmp_path: Path) -> None:
    versions = []
    for run in ("one", "two"):
        one, desk = target(tmp_path, activate_version=True), Desk(tmp_path / run)
        (staged,) = one.prepare(customers("A", "B"), desk.staging)
        (tmp_path / "fault").write_text("late 1")
        with pytest.raises(DeliveryError):
            one.deliver(staged, desk.key)
        (tmp_path / "fault").unlink()
        one.deliver(staged, desk.key)
        messages = told(tmp_path)[-10:]
        assert [line["type"] for line in messages] == ["SCHEMA", "RECORD", "RECORD", "ACTIVATE_VERSION", "STATE"] * 2
        (version,) = {line["version"] for line in messages if "version" in line}
        versions.append(version)
    assert versions[0] < versions[1]


def test_the_key_has_to_tell_every_row_from_every_other(tmp_path: Path, desk: Desk) -> None:
    twice = rows_of({"customer_id": (Text, ["A", "A"]), "email": (Text, ["a@x.pl", None])})
    with pytest.raises(ConfigError, match="the key of the list for target_scripted, customer_id, has 1 values in 2 rows"):
        target(tmp_path).prepare(twice, desk.staging)
    with pytest.raises(ConfigError, match="customer_id, email, is empty in some rows"):
        target(tmp_path, key=["customer_id", "email"]).prepare(twice, desk.staging)
    with pytest.raises(ConfigError, match="the list has no column 'vat', which is in `key`"):
        target(tmp_path, key=["vat"]).prepare(twice, desk.staging)
    with pytest.raises(ConfigError, match="the list has no column 'customer_id' by which"):
        target(tmp_path).prepare(texts("a"), desk.staging)
    assert target(tmp_path, key=[]).prepare(twice, desk.staging)[0].rows == 2


def test_two_lists_of_one_stream_are_one_place(tmp_path: Path) -> None:
    places = [target(tmp_path, stream=stream).destinations({}) for stream in ("a", "a", "b")]
    assert places[0] == places[1] != places[2]
    assert "s3cr3t" not in repr(places)
    with pytest.raises(ConfigError, match="no program 'target-nowhere' is on PATH"):
        target(tmp_path, target="target-nowhere").destinations({})
