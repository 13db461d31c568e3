"""Staging line by line, held against the careful way through the same files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kartoteka.pipeline.land.staged as way
from kartoteka.components.source import CsvFile
from kartoteka.errors import InputError
from kartoteka.pipeline.land.by_lines import stage_by_lines
from kartoteka.pipeline.land.layout import Layout, make_layout
from kartoteka.pipeline.land.staging import stage
from support.examples import examples
from support.landing import Landing, rows_of

HEAD = "Nr zamówienia;Nr klienta;Data zamówienia;Wartość netto;status;uwagi\n"
COLUMNS = tuple(HEAD.strip().split(";"))

_CELL = st.text(st.sampled_from(["a", "1", "ż", "~", " ", "\t", "\u00a0", '"', "\ufeff", "'"]), max_size=3)
_EVEN = st.lists(_CELL, min_size=6, max_size=6).map(";".join)
_LINE = (
    st.sampled_from(["Z1;K1;15.11.2026;1;;", "", " ", ";;;;;", " ; ;;\u00a0;;", '"Z1";"K1";;;"a;b";', '"";"";"";"";"";""'])
    | _EVEN
    | st.lists(_CELL, max_size=8).map(";".join)
)
_END = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", "\x0b\n", "\u2028\n", "\x1f\n", "\0\n"])
_ENDS = st.sampled_from([["\n"], ["\r\n"]]).map(st.sampled_from) | st.just(_END)


@st.composite
def _contents(draw: st.DrawFn) -> str:
    ends = draw(_ENDS)
    lines = draw(st.lists(_LINE, max_size=8))
    text = HEAD + "".join(line + draw(ends) for line in lines)
    return text if draw(st.booleans()) else text.rstrip("\r\n")


def _staged(connection: duckdb.DuckDBPyConnection, relation: str) -> list[tuple[object, ...]]:
    return connection.execute(f'SELECT * FROM {relation} ORDER BY "row:number"').fetchall()


def _both_ways(contents: Sequence[bytes], encoding: str = "utf-8", quote: str | None = '"') -> tuple[object, object]:
    """What lines give (None where they are not enough), and what the careful way gives."""
    with TemporaryDirectory() as name, duckdb.connect(config={"threads": 2}) as connection:
        folder = Path(name)
        files = [CsvFile(folder / f"{number}.csv", COLUMNS, encoding, ";", quote, 1) for number, _ in enumerate(contents)]
        for file, content in zip(files, contents, strict=True):
            file.path.write_bytes(content)
        layout: Layout = make_layout("orders", files, None)
        assert not layout.mapping.problems
        found = stage_by_lines(connection, layout, folder)
        return found and _staged(connection, found), _staged(connection, stage(layout, folder / "staged.parquet"))


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(_contents(), min_size=1, max_size=2), st.sampled_from(["utf-8", "cp1250"]), st.sampled_from(['"', "'", None]))
@example([HEAD + 'Z1;"a\nb";;;;\n'], "utf-8", '"')
@example([HEAD + 'Z1;a"b;"c;;;\nd";;;;;\n'], "utf-8", '"')
@example([HEAD + 'Z1;"a" ;;;;\nZ2;"a"b;;;;\n'], "utf-8", '"')
def test_lines_give_the_same_rows(texts: list[str], encoding: str, quote: str | None) -> None:
    by_lines, careful = _both_ways([text.encode(encoding, "ignore") for text in texts], encoding, quote)
    assert by_lines is None or by_lines == careful


@pytest.mark.parametrize(
    "rows",
    [
        "Z1;K1;15.11.2026;1;;\n",
        "",
        "\n \nZ1;K1;x;1;;\n\n;;;;;\nZ2;K1;15.11.2026;1; a;\n\n\n",
        'Z1;K1;15.11.2026;1;"a;b";\nZ2;K1\nZ3;"a"b;;;;\nZ4;K1;1;1;1;;; ;\n',
        "Z1;K1;\u00a015.11.2026;1;ż;\u2028",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_enough(rows: str, end: str) -> None:
    by_lines, careful = _both_ways([(HEAD + rows).replace("\n", end).encode()] * 2)
    assert by_lines is not None
    assert by_lines == careful


@pytest.mark.parametrize(
    "rows",
    [
        'Z1;"K\n1";15.11.2026;1;;\n',
        'Z1;"K1;15.11.2026;1;;\n',
        "Z1;K1;15.11.2026;1;;\rZ2;K1;15.11.2026;1;;\n",
        "Z1;K1;15.11.2026;1;;\n\r\n",
        "Z1;K1;a\x1fb;1;;\n",
        "Z1;K1;a\0b;1;;\n",
        '"";"";"";"";"";""\n',
    ],
)
def test_lines_are_not_enough(rows: str) -> None:
    assert _both_ways([(HEAD + rows).encode()])[0] is None


@pytest.mark.parametrize("content", [b"\xff", b"\xed\xa0\x80", b"\xc5"])
def test_bytes_that_are_no_characters(content: bytes) -> None:
    assert _both_ways([HEAD.encode() + b"Z1;K1;15.11.2026;1;;" + content])[0] is None


def test_lines_that_are_all_quoted_are_read_together() -> None:
    assert _both_ways([(HEAD + '"Z1";"K1";"15.11.2026";"1";"";""\n' * 1_500).encode()])[0] is None


_CELLS = (
    st.sampled_from(["Z1", "Z2", "", "Z\u00a03"]),
    st.sampled_from(["K1", "K2", " K2", "", '"K1"']),
    st.sampled_from(["15.11.2026", "31.02.2026", "2026-11-15", " ", "x"]),
    st.sampled_from(["1,50", "2", "1,2,3", "", "abc", '"1,5"']),
    st.sampled_from(["", "anulowane", '"a;b"']),
    st.sampled_from(["", "x"]),
)
_ROWS = st.lists(st.tuples(*_CELLS).map(";".join) | st.sampled_from(["", "Z1;K1", ";;;;;", "Z4;a;b;c;d;e;f"]), max_size=12)


@settings(max_examples=examples(40), deadline=None)
@given(_ROWS, st.sampled_from(["\n", "\r\n"]))
def test_whole_landings_are_the_same(rows: list[str], end: str) -> None:
    found: list[object] = []
    for stage_lines in (stage_by_lines, lambda *_: None):
        with TemporaryDirectory() as folder, patch.object(way, "stage_by_lines", stage_lines):
            landing = Landing(Path(folder))
            landing.write("orders.csv", (HEAD + "\n".join(rows) + "\n").replace("\n", end))
            try:
                landed = landing.land("orders", "orders.csv")
            except InputError as error:
                found.append(str(error))
            else:
                facts = landed.to_json() | {"fingerprint": None}
                found.append((facts, rows_of(landed), landed.rejects_file.read_bytes(), landed.emptied_file.read_bytes()))
    assert found[0] == found[1]
