"""Blanks around cells, told from those inside them, however little is known of which blanks a file holds."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka import CsvFile
from kartoteka.engine.duckdb import parse
from kartoteka.model.cells import BLANKS
from support.landing import Landing, rows_of

_VISIBLE = ["a", "~", "!", "\x7f", "ż", "\u2019", "~a", "\x1f"]


@pytest.mark.parametrize("blanks", ["", " ", "\r", " \r", "\r\n", " \r\n", "\u00a0", " \t\u00a0", BLANKS])
def test_cells_with_few_blanks_are_trimmed(blanks: str) -> None:
    pieces = [*_VISIBLE, *blanks, *map("".join, combinations([*_VISIBLE, *blanks], 2))]
    texts = ["", *(f"{first}{last}" for first in pieces for last in pieces)]
    with duckdb.connect() as connection:
        query = f"SELECT {parse.text('x', blanks)} FROM (SELECT unnest($1::VARCHAR[]) AS x)"
        found = [value for (value,) in connection.execute(query, [texts]).fetchall()]
    assert found == [text.strip(BLANKS) or None for text in texts]


def described(landing: Landing, content: str | bytes) -> CsvFile:
    return landing.csv("customers", {"path": "c.csv"}).describe(landing.write("c.csv", content))


@pytest.mark.parametrize(
    ("content", "blanks"),
    [
        ("customer_id,name\nK1,Ola\n", ""),
        ("customer id,name\nK1,Ola\n", ""),
        ("customer_id,name\r\nK1,Ola\r\n", "\r"),
        ("customer_id,name\rK1,Ola O\r\n", " \r"),
        ("customer_id,name\nK1,Ola O\n", " "),
        ("customer_id,name\nK1,Żółć\u202f\t\n", "\t\u202f"),
        ('customer_id,name\nK1,"Ola\nO"\n', "\n"),
        ("customer_id,name\n" + "K1,Żółć\n" * 200_000 + "K2,a\u00a0\n", "\u00a0"),
        ("customer_id,name\nK1,Żółć\n".encode("cp1250"), None),
        ("\ufeffcustomer_id,name\nK1,Ola\n", None),
    ],
)
def test_what_a_file_is_said_to_hold(tmp_path: Path, content: str | bytes, blanks: str | None) -> None:
    assert described(Landing(tmp_path), content).blanks == blanks


_NAME = st.text(st.sampled_from(["a", "ż", "~", *BLANKS, '"', ","]), max_size=4)


@settings(max_examples=50, deadline=None)
@given(st.lists(_NAME, min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_what_is_known_of_blanks_changes_no_cell(names: list[str], end: str) -> None:
    quoted = ['"' + name.replace('"', '""') + '"' if {*name} & {'"', ",", "\n", "\r"} else name for name in names]
    with TemporaryDirectory() as folder:
        landing = Landing(Path(folder))
        path = landing.write("c.csv", end.join(["customer_id,name", *(f"K{n},{name}" for n, name in enumerate(quoted)), ""]))
        source = landing.csv("customers", {"path": "c.csv"})
        file = source.describe(path)
        assert file.blanks is not None
        landed = rows_of(landing.land("customers", "c.csv", source=source))
        assert [row["name"] for row in landed] == [name.strip(BLANKS) or None for name in names]
