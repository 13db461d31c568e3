"""What a tap says becomes rows, and what it does wrong becomes a message and nothing else."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kartoteka import ConfigError, InputError
from kartoteka.pipeline.land import LandedTable
from kartoteka_singer.source import SingerSource
from support.landing import Landing, rows_of
from support.singer import CUSTOMERS, Scripted, activate, record, schema, state

HEAD = schema(CUSTOMERS)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files, which is empty again afterwards: no settings are left lying about."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def land(landing: Landing, scripted: Scripted, /, **options: Any) -> LandedTable:
    written = {**scripted.options, **options}
    source = SingerSource(SingerSource.Options().load(written), landing.context("customers"))
    landed = landing.land("customers", "", source=source, **written)
    assert landed.rows_read == landed.rows_landed + landed.rows_rejected
    assert list((landing.folder / ".kartoteka").glob("spill/*")) == []
    return landed


def names(landing: Landing, scripted: Scripted, /, **options: Any) -> dict[str, str]:
    return {row["customer_id"]: row["name"] for row in rows_of(land(landing, scripted, **options))}


def test_rows_states_and_the_next_run_goes_on(landing: Landing, tap: Scripted) -> None:
    tap.says(HEAD, record(customer_id=1, name="A"), state({"at": 1}), record(customer_id=2, name="Żółw"), state({"at": 2.50}))
    assert names(landing, tap) == {"1": "A", "2": "Żółw"}
    tap.says(HEAD, record(customer_id=2, name="B"), record(customer_id=3, name=None), state({"at": 3}))
    assert names(landing, tap) == {"1": "A", "2": "B", "3": None}
    tap.says()  # nothing is new, and not even the schema is told
    assert names(landing, tap) == {"1": "A", "2": "B", "3": None}
    assert [one.get("--state") for one in tap.seen] == [None, {"at": 2.5}, {"at": 3}]


def test_other_streams_are_passed_over_and_their_records_are_no_rows(landing: Landing, tap: Scripted) -> None:
    tap.says(schema(CUSTOMERS, stream="other"), record("other", customer_id=9), HEAD, record(customer_id=1, name="A"))
    assert names(landing, tap) == {"1": "A"}


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("!exit 3", "tap_scripted ended with exit code 3; the last that tap_scripted said:\n    no more disk"),
        ("!kill", "tap_scripted was ended by the signal SIGKILL"),
        ('{"type": "RECORD", "stre', r"line 5 of tap_scripted is no JSON \(.*\): {\"type\": \"RECORD\", \"stre"),
        ("12 rows read", "line 5 of tap_scripted is no JSON"),
        ('{"type": "RECORD"}', "line 5 of tap_scripted is no Singer message"),
        ('{"type": "BATCH", "stream": "customers"}', "line 5 of tap_scripted is a BATCH message, which names files"),
        (record(customer_id="x"), 'line 5 of tap_scripted: customer_id is "x", and its schema speaks of a whole number'),
        (record(customer_id=2**63), "a whole number of more than 64 bits"),
    ],
)
def test_a_fault_in_mid_stream_keeps_nothing(landing: Landing, tap: Scripted, fault: str, told: str) -> None:
    tap.says(HEAD, record(customer_id=1, name="A"), state({"at": 1}))
    names(landing, tap)
    tap.says(
        HEAD, record(customer_id=1, name="B"), record(customer_id=2, name="B"), state({"at": 2}), "!say no more disk", fault
    )
    with pytest.raises(InputError, match=told):
        land(landing, tap)
    tap.says(HEAD, record(customer_id=3, name="C"), state({"at": 3}))
    assert names(landing, tap) == {"1": "A", "3": "C"}
    assert [one.get("--state") for one in tap.seen] == [None, {"at": 1}, {"at": 1}]


def test_a_tap_that_hangs_is_ended(landing: Landing, tap: Scripted) -> None:
    tap.says(HEAD, record(customer_id=1, name="A"), "!hang")
    with pytest.raises(InputError, match="tap_scripted said nothing for 2 seconds and was ended"):
        land(landing, tap, timeout=2)
    with pytest.raises(ProcessLookupError):
        os.kill(tap.seen[0]["pid"], 0)


def test_a_record_before_its_schema_is_refused(landing: Landing, tap: Scripted) -> None:
    tap.says(record(customer_id=1), HEAD)
    with pytest.raises(InputError, match="line 1 of tap_scripted is a record before any SCHEMA of its stream"):
        land(landing, tap)


def test_a_page_that_comes_twice_counts_once(landing: Landing, tap: Scripted) -> None:
    page = [record(customer_id=1, name="A"), record(customer_id=2, name="B")]
    tap.says(HEAD, *page, *page, state({}))
    landed = land(landing, tap)
    assert landed.rows_read == 2
    assert landed.warnings == ("2 rows of customers came again with the same customer_id; the last one holds",)


def test_a_schema_that_changes_on_the_way_has_the_columns_of_both(landing: Landing, tap: Scripted) -> None:
    wider = {**CUSTOMERS, "customer_id": {"type": "string"}, "vat": {"type": "number"}}
    tap.says(HEAD, record(customer_id=7, name="A"), schema(wider), record(customer_id="K8", name="B", vat=0.23), state({}))
    landed = land(landing, tap)
    assert [(row["customer_id"], row["vat"]) for row in rows_of(landed)] == [("7", None), ("K8", "0.23")]
    change = "customer_id was integer and is text; new: vat"
    assert landed.warnings == (f"tap_scripted changed the schema of customers on the way ({change})",)


def test_a_schema_that_has_changed_since_has_everything_read_again(landing: Landing, tap: Scripted) -> None:
    tap.says(HEAD, record(customer_id=1, name="A"), state({"at": 1}))
    names(landing, tap)
    tap.says(schema({**CUSTOMERS, "vat": {"type": "number"}}), record(customer_id=2, name="B", vat=1), state({"at": 2}))
    landed = land(landing, tap)
    assert landed.warnings == ("the columns of customers have changed (new: vat); everything was read again",)
    assert [one.get("--state") for one in tap.seen] == [None, {"at": 1}, None]


def test_an_activated_version_makes_all_others_void(landing: Landing, tap: Scripted) -> None:
    tap.says(
        HEAD, record(version=1, customer_id=1, name="A"), record(version=1, customer_id=2, name="A"), activate(1), state({})
    )
    assert names(landing, tap) == {"1": "A", "2": "A"}
    tap.says(HEAD, record(version=1, customer_id=2, name="B"), activate(1), state({}))
    assert names(landing, tap) == {"1": "A", "2": "B"}  # the same version: nothing is void
    old, new = record(version=1, customer_id=5, name="old"), record(version=2, customer_id=3, name="C")
    tap.says(HEAD, old, new, activate(2), record(version=2, customer_id=4, name="C"), state({}))
    assert names(landing, tap) == {"3": "C", "4": "C"}
    tap.says(HEAD, activate(3), state({}))
    assert names(landing, tap) == {}


def test_a_row_with_a_day_of_deletion_is_gone_unless_it_comes_again(landing: Landing, tap: Scripted) -> None:
    head = schema({**CUSTOMERS, "_sdc_deleted_at": {"type": ["null", "string"], "format": "date-time"}})
    tap.says(head, *(record(customer_id=number, name="A") for number in (1, 2, 3)), state({}))
    assert names(landing, tap) == {"1": "A", "2": "A", "3": "A"}
    gone = [record(customer_id=number, name="A", _sdc_deleted_at="2026-11-30T00:00:00Z") for number in (1, 2, 4)]
    tap.says(head, record(customer_id=4, name="B"), *gone, record(customer_id=2, name="back"), state({}))
    assert names(landing, tap) == {"2": "back", "3": "A"}


def test_without_a_state_or_with_a_full_table_everything_is_read_each_time(landing: Landing, tap: Scripted) -> None:
    for options in ({}, {"replication": "full-table"}):
        tap.says(HEAD, record(customer_id=1, name="A"), *([state({"at": 1})] if options else []))
        assert names(landing, tap, **options) == {"1": "A"}
        tap.says(HEAD, record(customer_id=2, name="B"))
        assert names(landing, tap, **options) == {"2": "B"}
    assert not any("--state" in one for one in tap.seen)


def test_every_kind_of_value(landing: Landing, tap: Scripted) -> None:
    tap.properties = {
        "customer_id": {"type": "string"},
        "exact": {"type": ["null", "number"]},
        "decimal": {"type": "string", "format": "singer.decimal"},
        "flag": {"type": "boolean"},
        "either": {"anyOf": [{"type": "number"}, {"type": "string"}, {"type": "null"}]},
        "address": {"type": ["null", "object"], "properties": {"city": {"type": "string"}, "geo": {"type": "object"}}},
        "tags": {"type": "array"},
        "anything": {},
    }
    one = record(customer_id="A", exact=0, decimal="12.50", flag=True, either="x", anything={"b": 1, "a": [None]}, tags=["ż"])
    one = one.replace('"exact": 0', '"exact": 12345678901234567890.000000000000000001')
    two = record(customer_id="B\ud800\0", address={"city": "Łódź", "geo": {"y": 1.5}}, either=0.10, exact=float("nan"), more=1)
    tap.says(schema(tap.properties), one, two, '{"type": "PING"}', state({}))
    landed = land(landing, tap)
    first, second = rows_of(landed)
    assert first["exact"] == "12345678901234567890.000000000000000001"
    assert (first["decimal"], first["flag"], first["either"], first["anything"]) == (
        "12.5",
        "true",
        "x",
        '{"a": [null], "b": 1}',
    )
    assert (first["tags"], first["address__city"]) == ('["ż"]', None)
    assert second["customer_id"].startswith("B\N{REPLACEMENT CHARACTER}")
    assert (second["address__city"], second["address__geo"], second["either"]) == ("Łódź", '{"y": 1.5}', "0.1")
    assert landed.warnings == (
        "tap_scripted sent 1 message of the type PING, which nobody knows; left out",
        "1 record of customers had 'more', which its schema does not have; left out",
        "1 value in exact of customers was infinite or no number; left empty",
    )


def test_only_what_is_selected_is_asked_for_and_kept(landing: Landing, tap: Scripted) -> None:
    tap.properties = {**CUSTOMERS, "city": {"type": "string"}, "iban": {"type": "string"}}
    tap.says(schema(tap.properties), record(customer_id=1, name="A", city="Łódź", iban="PL1"), state({}))
    landed = land(landing, tap, select=["name"], replication="incremental", replication_key="city", as_text=["customer_id"])
    assert set(landed.columns) == {"customer_id", "name"}
    (seen,) = tap.seen
    chosen, other = seen["--catalog"]["streams"]
    about = {tuple(one["breadcrumb"]): one["metadata"] for one in chosen["metadata"]}
    assert about[()] == {"selected": True, "replication-method": "INCREMENTAL", "replication-key": "city"}
    picked = {name: about["properties", name]["selected"] for name in tap.properties}
    assert picked == {"customer_id": True, "name": True, "city": True, "iban": False}
    assert other["metadata"][0]["metadata"] == {"selected": False}


def test_the_older_way_of_selecting(landing: Landing, tap: Scripted) -> None:
    tap.says(HEAD, record(customer_id=1, name="A"))
    assert names(landing, tap, selection="properties") == {"1": "A"}
    assert tap.seen[0]["--properties"]["streams"][0]["metadata"][0]["metadata"]["selected"] is True


def test_a_tap_that_cannot_tell_its_streams(landing: Landing, tap: Scripted) -> None:
    tap.says(HEAD, record(customer_id=1, name="A"), state({"at": 1}))
    config = {**tap.options["config"], "catalog": None}
    with pytest.raises(InputError, match="--discover gave no catalog of streams") as error:
        land(landing, tap, config=config)
    assert "write selection: none" in str(error.value)
    assert names(landing, tap, config=config, selection="none") == {"1": "A"}
    assert not any("--catalog" in one for one in tap.seen)
    with pytest.raises(InputError, match="tap_scripted sends no stream 'custom'; it sent: customers"):
        land(landing, tap, config=config, selection="none", stream="custom")


def test_settings_are_for_nobody_else_and_secrets_are_never_told(landing: Landing, tap: Scripted, temporary: Path) -> None:
    tap.says("!say login with s3cr3t-word failed", "!exit 1")
    with pytest.raises(InputError) as error:
        land(landing, tap)
    assert "login with … failed" in str(error.value)
    (log,) = (landing.folder / ".kartoteka" / "logs").iterdir()
    assert log.read_text() == "login with … failed\n"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert str(log) in str(error.value)
    (seen,) = tap.seen
    assert seen["--config"]["password"] == "s3cr3t-word"
    assert Path(seen["file"]).is_relative_to(temporary)


def test_a_stream_a_property_a_key_and_a_program_that_are_not_there(landing: Landing, tap: Scripted) -> None:
    with pytest.raises(InputError, match=r"has no stream 'customer'; it has: db-customers, db-other\n  Did you mean"):
        land(landing, tap, stream="customer")
    with pytest.raises(InputError, match=r"has no property 'nam'\n  It has: customer_id, name"):
        land(landing, tap, select=["nam"])
    with pytest.raises(InputError, match="has no column 'id', which is to name a row"):
        land(landing, tap, key=["id"])
    with pytest.raises(ConfigError, match=r"no program 'tap-nowhere' is on PATH\n.*python3 -m venv .taps/tap-nowhere"):
        land(landing, tap, tap="tap-nowhere")
    with pytest.raises(ConfigError, match="bin/tap-x is no program that can be run"):
        land(landing, tap, tap="bin/tap-x")


def test_no_number_is_rounded_unseen(landing: Landing, tap: Scripted) -> None:
    tap.properties = {"customer_id": {"type": "string"}, "x": {"type": "number"}}
    head, row = schema(tap.properties), record(customer_id="1", x=0)
    tap.says(head, row.replace('"x": 0', '"x": 0.1234567890123456789'))
    landed = land(landing, tap)
    assert Decimal(rows_of(landed)[0]["x"]) == Decimal("0.123456789012345679")
    assert landed.warnings == ("1 number in x of customers had more than 18 decimals; rounded",)
    tap.says(head, row.replace('"x": 0', '"x": 1e25'))
    with pytest.raises(InputError, match=r"x is 1E\+25, which has more than 20 digits before the decimals"):
        land(landing, tap)
    assert rows_of(land(landing, tap, as_text=["x"]))[0]["x"] == "1E+25"


@pytest.mark.slow
def test_many_rows_pass_through_as_a_stream(landing: Landing, tap: Scripted) -> None:
    row = json.dumps({"type": "RECORD", "stream": "customers", "record": {"customer_id": 0, "name": "N {n}"}})
    tap.says(HEAD, "!many 25000 " + row.replace('"customer_id": 0', '"customer_id": {n}'), state({}))
    landed = land(landing, tap)
    assert landed.rows_landed == 25_000
