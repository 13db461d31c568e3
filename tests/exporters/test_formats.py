"""JSON Lines and Parquet: exact values, and the same bytes each time."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka import Boolean, Day, FileExporter, Integer, Moment, Money, Number, Text
from kartoteka_csv.exporter import CsvExporter
from kartoteka_jsonl.exporter import JsonlExporter
from kartoteka_parquet.exporter import ParquetExporter
from support.exporting import TableRows, rows_of, texts, written

EVERYTHING = rows_of(
    {
        'na"me': (Text, ['A "b" \\ \n\x1f\0 <script> Żółw\u2028', None]),
        "orders": (Integer, [2**53 + 1, None]),
        "share": (Number, [0.1, float("inf")]),
        "turnover": (Money, [Decimal("99999999999999.9901"), None]),
        "active": (Boolean, [False, None]),
        "last": (Day, [date(2026, 11, 30), None]),
        "seen": (Moment, [datetime(2026, 11, 30, 8, 5, 1, 250000), None]),
    }
)


def test_json_lines_are_exact(tmp_path: Path) -> None:
    content = written(JsonlExporter, tmp_path, EVERYTHING)
    assert (
        content
        == (
            '{"na\\"me":"A \\"b\\" \\\\ \\n\\u001f\\u0000 <script> Żółw\u2028","orders":9007199254740993,"share":0.1,'
            '"turnover":99999999999999.9901,"active":false,"last":"2026-11-30","seen":"2026-11-30T08:05:01.250000Z"}\n'
            '{"na\\"me":null,"orders":null,"share":null,"turnover":null,"active":null,"last":null,"seen":null}\n'
        ).encode()
    )
    first = json.loads(content.split(b"\n")[0], parse_float=Decimal)
    assert first["turnover"] == Decimal("99999999999999.9901")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.none() | st.text(max_size=8), max_size=6), st.text(min_size=1, max_size=5))
def test_any_text_survives_json(tmp_path_factory: pytest.TempPathFactory, cells: list[str | None], name: str) -> None:
    content = written(JsonlExporter, tmp_path_factory.mktemp("jsonl"), texts(*cells, name=name)).decode()
    assert [json.loads(line) for line in content.split("\n")[:-1]] == [{name: cell} for cell in cells]


def test_parquet_keeps_values_and_types(tmp_path: Path) -> None:
    written(ParquetExporter, tmp_path, EVERYTHING)
    table = pq.read_table(tmp_path / "out/list")
    assert table.equals(EVERYTHING.table)
    assert [str(kind) for kind in table.schema.types] == [
        "string", "int64", "double", "decimal128(18, 4)", "bool", "date32[day]", "timestamp[us]",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [CsvExporter, JsonlExporter, ParquetExporter])
def test_two_runs_give_the_same_bytes(tmp_path: Path, kind: type[FileExporter]) -> None:
    many = rows_of({"n": (Integer, range(200_000)), "t": (Text, ["x"] * 200_000)})
    ways = [written(kind, tmp_path / str(size), TableRows(many.columns, many.table, {}, size)) for size in (3_333, 150_000)]
    assert ways[0] == ways[1]


@pytest.mark.parametrize(("kind", "empty"), [(JsonlExporter, b""), (CsvExporter, b"\xef\xbb\xbfname\r\n")])
def test_an_empty_list(tmp_path: Path, kind: type[FileExporter], empty: bytes) -> None:
    assert written(kind, tmp_path, texts()) == empty


def test_an_empty_parquet_file_has_its_columns(tmp_path: Path) -> None:
    written(ParquetExporter, tmp_path, rows_of({"a": (Money, [])}))
    assert pq.read_table(tmp_path / "out/list").schema.names == ["a"]
