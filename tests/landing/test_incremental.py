"""Systems that tell what has changed: kept rows and changes together are what a whole reading gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka.components.changes import Changes, IncrementalSource
from kartoteka.errors import InputError, PluginError
from support.examples import examples
from support.landing import Landing, rows_of


@dataclass
class System:
    """Customers by key, with a log of what happened to them."""

    names: dict[int, str] = field(default_factory=dict)
    log: list[int] = field(default_factory=list)
    extra: Sequence[str] = ()

    def put(self, key: int, name: str) -> None:
        self.names[key] = name
        self.log.append(key)

    def drop(self, key: int, *, tell: bool) -> None:
        self.names.pop(key, None)
        if tell:
            self.log.append(key)

    def batch(self, keys: Sequence[int]) -> pa.RecordBatch:
        columns = {
            "customer_id": pa.array(list(keys), pa.int64()),
            "name": pa.array([self.names[key] for key in keys], pa.string()),
        }
        columns |= {name: pa.array(["x"] * len(keys), pa.string()) for name in self.extra}
        return pa.record_batch(columns)


class Reading(Changes):
    def __init__(self, source: Told, cursor: str | None) -> None:
        self.source, self.since = source, cursor

    def batches(self) -> Iterator[pa.RecordBatch]:
        system = self.source.system
        if self.since is None:
            keys = list(system.names)
        else:
            keys = [key for key in dict.fromkeys(system.log[int(self.since) :]) if key in system.names]
        pages = [keys[start : start + 2] for start in range(0, len(keys), 2)]
        for number, page in enumerate(pages):
            if number == self.source.breaks_at:
                raise InputError("the connection was cut")
            yield system.batch(page)
            if self.source.pages_twice:
                yield system.batch(page)

    def deleted(self) -> Iterator[pa.RecordBatch]:
        system = self.source.system
        gone = [] if self.since is None else [key for key in system.log[int(self.since) :] if key not in system.names]
        if gone:
            yield pa.record_batch({"customer_id": pa.array(gone, pa.int64())})

    def cursor(self) -> str:
        return str(len(self.source.system.log))

    def rows(self) -> int | None:
        return len(self.source.system.names) + self.source.miscounts if self.source.counts else None


class Told(IncrementalSource):
    system: System
    counts = True
    miscounts = 0
    pages_twice = False
    breaks_at = -1
    keys: Sequence[str] = ("customer_id",)

    def __init__(self, system: System, landing: Landing) -> None:
        super().__init__({}, landing.context("customers"))
        self.system = system
        self.cursors: list[str | None] = []

    def columns(self) -> Sequence[str]:
        return self.system.batch([]).schema.names

    def key(self) -> Sequence[str]:
        return self.keys

    def read(self, cursor: str | None) -> Changes:
        self.cursors.append(cursor)
        return Reading(self, cursor)


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


@pytest.fixture
def source(landing: Landing) -> Told:
    system = System()
    for key in (3, 1, 2):
        system.put(key, f"Firma {key}")
    return Told(system, landing)


def names(landing: Landing, source: Told) -> dict[str, str]:
    landed = landing.land("customers", "", source=source)
    assert landed.rows_read == landed.rows_landed + landed.rows_rejected
    return {row["customer_id"]: row["name"] for row in rows_of(landed)}


def test_only_what_has_changed_is_asked_for(landing: Landing, source: Told) -> None:
    assert names(landing, source) == {"1": "Firma 1", "2": "Firma 2", "3": "Firma 3"}
    source.system.put(2, "Firma 2 sp. z o.o.")
    source.system.put(4, "Firma 4")
    source.system.drop(1, tell=True)
    assert names(landing, source) == {"2": "Firma 2 sp. z o.o.", "3": "Firma 3", "4": "Firma 4"}
    assert source.cursors == [None, "3"]


def test_where_nothing_has_changed_the_table_stays_and_the_cursor_goes_on(landing: Landing, source: Told) -> None:
    first = landing.land("customers", "", source=source)
    source.system.log += [3, 3]  # written again as it was
    second = landing.land("customers", "", source=source)
    assert second.reused
    assert second.fingerprint == first.fingerprint
    names(landing, source)
    assert source.cursors == [None, "3", "5"]


def test_a_row_deleted_without_a_word_shows_in_the_count_and_all_is_read_again(landing: Landing, source: Told) -> None:
    names(landing, source)
    source.system.drop(1, tell=False)
    source.system.put(5, "Firma 5")
    landed = landing.land("customers", "", source=source)
    assert {row["customer_id"] for row in rows_of(landed)} == {"2", "3", "5"}
    assert source.cursors == [None, "3", None]
    assert landed.warnings == ("rows of customers are gone that no change told of; everything was read again",)


def test_a_system_that_changes_under_the_reading_is_refused_in_the_end(landing: Landing, source: Told) -> None:
    source.miscounts = 1
    with pytest.raises(InputError, match="customers changed while it was read"):
        names(landing, source)
    assert source.cursors == [None, None]


def test_a_page_that_comes_twice_counts_once_and_is_told(landing: Landing, source: Told) -> None:
    source.pages_twice = True
    landed = landing.land("customers", "", source=source)
    assert landed.rows_read == 3
    assert landed.warnings == ("3 rows of customers came again with the same customer_id; the last one holds",)


def test_a_reading_that_breaks_off_keeps_nothing_and_goes_on_from_the_same_cursor(landing: Landing, source: Told) -> None:
    before = names(landing, source)
    for key in (6, 7, 8):
        source.system.put(key, f"Firma {key}")
    source.breaks_at = 1
    with pytest.raises(InputError, match="cut"):
        names(landing, source)
    source.breaks_at = -1
    assert names(landing, source) == before | {"6": "Firma 6", "7": "Firma 7", "8": "Firma 8"}
    assert source.cursors == [None, "3", "3"]


def test_other_columns_make_it_read_everything_again(landing: Landing, source: Told) -> None:
    names(landing, source)
    source.system.extra = ("vat",)
    source.system.put(9, "Firma 9")
    landed = landing.land("customers", "", source=source)
    assert len(rows_of(landed)) == 4
    assert "vat" in landed.columns
    assert landed.warnings == ("the columns of customers have changed (new: vat); everything was read again",)


def test_other_options_begin_anew_and_another_mapping_does_not(landing: Landing, source: Told) -> None:
    landing.land("customers", "", source=source)
    landing.land("customers", "", source=source, columns={"customer_id": "customer_id", "city": "name"})
    landing.land("customers", "", source=source, schema="other")
    assert source.cursors == [None, "3", None]


def test_without_a_key_everything_is_read_each_time(landing: Landing, source: Told) -> None:
    source.keys = ()
    names(landing, source)
    source.system.drop(1, tell=False)
    assert set(names(landing, source)) == {"2", "3"}
    assert source.cursors == [None, None]


def test_a_system_without_rows_has_the_columns_that_it_tells(landing: Landing) -> None:
    source = Told(System(), landing)
    assert names(landing, source) == {}
    source.system.put(1, "Firma 1")
    assert names(landing, source) == {"1": "Firma 1"}


def test_a_key_that_is_empty_or_no_column_is_refused(landing: Landing, source: Told) -> None:
    source.keys = ("vat",)
    with pytest.raises(PluginError, match=r"its key has 'vat', and batches\(\) gave no such column"):
        names(landing, source)
    source.system.extra, source.keys = ("vat",), ("name",)
    source.system.names[1] = None  # type: ignore[assignment]
    with pytest.raises(InputError, match="1 row has nothing in 'name', which is to name a row"):
        names(landing, source)


def test_columns_that_differ_in_nothing_but_case_are_refused(landing: Landing, source: Told) -> None:
    source.system.extra = ("VAT", "vat")
    with pytest.raises(InputError, match="two columns 'VAT' and 'vat'"):
        names(landing, source)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(1, 6), st.sampled_from("ABC")),
        st.tuples(st.just("drop"), st.integers(1, 6), st.booleans()),
        st.tuples(st.just("land"), st.booleans(), st.booleans()),
    ),
    max_size=12,
)


@settings(max_examples=examples(15), deadline=None)
@given(steps)
def test_any_history_lands_as_if_it_were_read_whole(history: list[tuple[str, int, object]]) -> None:
    with TemporaryDirectory() as folder, TemporaryDirectory() as other:
        landing, system = Landing(Path(folder)), System()
        source = Told(system, landing)
        for what, first, second in [*history, ("land", 0, False)]:
            if what == "put":
                system.put(first, str(second))
            elif what == "drop":
                system.drop(first, tell=bool(second))
            else:
                source.pages_twice = bool(second)
                landed = landing.land("customers", "", source=source)
                assert {row["customer_id"]: row["name"] for row in rows_of(landed)} == {
                    str(key): name for key, name in system.names.items()
                }
        if system.names:
            whole = Told(system, anew := Landing(Path(other)))
            assert anew.land("customers", "", source=whole).fingerprint == landed.fingerprint
