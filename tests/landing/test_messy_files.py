"""Whatever is in a file, every row of it is landed or rejected, and both ways of reading agree."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

import kartoteka.pipeline.land.landing as way
from kartoteka.errors import InputError
from support.examples import examples
from support.landing import Landing, emptied_of, rejects_of, rows_of

HEAD = "order_id;customer_id;ordered_on;amount;quantity;status\n"
_CELL = {
    "order_id": st.sampled_from(["Z1", "Z2", "Z3", "Z4", "Z5", "", " Z6 "]),
    "customer_id": st.sampled_from(["K1", "K1", "K2", "", '"K;3"', "K\u00a04"]),
    "ordered_on": st.sampled_from(
        ["15.11.2026", "2026-11-01", "31.02.2026", "", "1/2/2026", "13/12/2026", "2026-11-01T23:30Z"]
    ),
    "amount": st.sampled_from(["12,50", "1 234,00", "5", "abc", "", "1.234", "(7,5)", "5 zł", '"1,5"']),
    "quantity": st.sampled_from(["1", "2,5", "", "many", "1.000"]),
    "status": st.sampled_from(["", "anulowane", "zwrot", "nowe", '"a\nb"']),
}
_ROW = st.tuples(*_CELL.values()).map(";".join)
_GARBAGE = st.sampled_from(
    ["", "  ", ";;;;;", "Z1", "Z1;K1;15.11.2026;1;1;;;", "Z1;K1;15.11.2026;1;1;x;y", '"Z1;K1', 'a"b;"c"d;;;;', "\ufeff"]
)
_FILES = st.lists(_ROW | _ROW | _ROW | _GARBAGE, max_size=20)
_ENDS = st.sampled_from(["\n", "\r\n"])


@settings(max_examples=examples(50), deadline=None)
@given(_FILES, _ENDS, st.booleans())
def test_rows_read_are_landed_or_rejected(rows: list[str], end: str, last: bool) -> None:
    with TemporaryDirectory() as folder:
        landing = Landing(Path(folder))
        landing.write("orders.csv", (HEAD + "\n".join(rows) + ("\n" if last else "")).replace("\n", end))
        try:
            landed = landing.land("orders", "orders.csv")
        except InputError:
            return  # nothing settles the decimal mark or the order of dates
        kept, rejects = rows_of(landed), rejects_of(landed)
        assert landed.rows_read == landed.rows_landed + landed.rows_rejected
        assert (landed.rows_landed, landed.rows_rejected) == (len(kept), len(rejects))
        assert landed.cells_emptied == len(emptied_of(landed))
        lines = [int(row["line"]) for row in rejects]
        assert lines == sorted(set(lines))
        assert all(row["reason"] for row in rejects)
        assert all(row["customer_id"] and row["ordered_on"] and row["amount"] is not None and row["order_id"] for row in kept)
        physical = (HEAD + "\n".join(rows)).split("\n")
        for row in rejects:
            assert physical[int(row["line"]) - 1] == row["raw"].splitlines()[0]


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(_ROW, max_size=20), _ENDS)
def test_both_ways_land_the_same(rows: list[str], end: str) -> None:
    found = []
    for careful in (False, True):
        with TemporaryDirectory() as folder, patch.object(way, "land_fast", side_effect=_refuse if careful else way.land_fast):
            landing = Landing(Path(folder))
            landing.write("orders.csv", (HEAD + "\n".join(rows) + "\n").replace("\n", end))
            try:
                landed = landing.land("orders", "orders.csv")
            except InputError as error:
                found.append(str(error).replace(folder, ""))
            else:
                facts = landed.to_json() | {"fingerprint": None}
                found.append((facts, rows_of(landed), rejects_of(landed), emptied_of(landed)))
    assert found[0] == found[1]


def _refuse(*_: object) -> None:
    raise duckdb.InvalidInputException("as if it were messy")


def test_a_file_with_more_rejects_than_fit_in_a_batch(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.write("orders.csv", HEAD + "".join(f"Z{n};K1;15.11.2026;{'x' if n % 2 else '1,5'};;\n" for n in range(50_000)))
    landed = landing.land("orders", "orders.csv")
    assert (landed.rows_read, landed.rows_landed, landed.rows_rejected) == (50_000, 25_000, 25_000)
    assert [row["line"] for row in rejects_of(landed)] == [str(n) for n in range(3, 50_003, 2)]


def test_a_value_that_settles_something_late(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    late = "Z99999;K1;13/11/2026;12,50;;\n"
    landing.write("orders.csv", HEAD + "".join(f"Z{n:05};K1;2026-11-15;1.234;;\n" for n in range(25_000)) + late)
    with patch.object(way, "Sorting", side_effect=AssertionError("a clean file needs no careful way")):
        landed = landing.land("orders", "orders.csv")
    assert landed.settled["decimal"] == ","
    assert landed.settled["date_order"] == "day-first"
    assert {row["amount"] for row in rows_of(landed)[:-1]} == {1234}
