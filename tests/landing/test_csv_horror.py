"""Real text files that broke other programs: how each is understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from kartoteka.pipeline.land.careful import careful_rows
from support.landing import Landing
from support.shared_data import shared_data

# name: encoding, delimiter, lines above the header, names of the columns (the first ones), how many, rows, rejects
FILES = {
    "begrotingsanalyse-2011.csv": ("utf-8", ",", 3, ("NR.", "Cluster", "provincie A Groningen"), 20, 36, 0),
    "complex.csv": ("utf-8", ",", 0, ("date", "another date", "temperature", "place"), 4, 3, 0),
    "example.tsv": ("utf-8", "\t", 0, ("hour", "expr1_0_imp"), 17, 140, 0),
    "excel_pasting.csv": ("utf-8", ",", 3, ("Year", "2000", "2001"), 9, 14, 2),
    "long.csv": ("utf-8", ",", 0, ("foo",), 1, 3999, 0),
    "mixedGLB.csv": ("utf-8", ",", 3, ("Year", "Jan", "Feb"), 19, 133, 0),
    "null.csv": ("utf-8", ",", 0, ("column_1", "column_2"), 4, 10, 0),
    "simple.csv": ("utf-8", ",", 0, ("date", "temperature", "place"), 3, 6, 0),
    "simple.psv": ("utf-8", "|", 0, ("Year", "New dwellings"), 6, 28, 0),
    "simple.ssv": ("utf-8", ";", 0, ("date", "temperature", "place"), 3, 6, 0),
    "skip_initials.csv": ("utf-8", ",", 0, ("field1", "field2"), 2, 2, 0),
    "small.csv": ("utf-8", ",", 0, ("a",), 1, 0, 0),
    "spanish_chars.csv": ("cp1252", ",", 0, ("GF_ID", "FN_ID"), 8, 114, 1),
    "sparse_with_column_errors.csv": ("cp1252", ",", 0, ("LP", "Bezeichnung", "Kapitel/Titel", ""), 4, 2200, 0),
    "utf8bom.csv": ("utf-8", ",", 0, ("kitten", "win"), 2, 0, 0),
    "weird_head_padding.csv": ("utf-8", ";", 11, ("", "1985", "1993"), 11, 60, 16),
}


def test_every_text_file_is_in_the_table() -> None:
    texts = {path.name for path in shared_data("csv_horror").iterdir() if path.suffix in (".csv", ".tsv", ".psv", ".ssv")}
    assert texts == FILES.keys()


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_understood(tmp_path: Path, name: str) -> None:
    encoding, delimiter, above, first_names, width, rows, rejects = FILES[name]
    landing = Landing(tmp_path, locale="en")
    path = landing.write(name, (shared_data("csv_horror") / name).read_bytes())
    file = landing.csv("orders", {"path": name}).describe(path)
    given = list(careful_rows(file))
    good = [row for row in given if row.cells is not None]
    assert (file.encoding, file.delimiter, file.skip_lines - file.header_lines) == (encoding, delimiter, above)
    assert (file.columns[: len(first_names)], len(file.columns)) == (first_names, width)
    assert (len(good), len(given) - len(good)) == (rows, rejects)
    assert all(row.problem for row in given if row.cells is None)
    landed = landing.land("customers", name, columns={"customer_id": 1})
    assert landed.rows_read == len(given)


def test_a_title_row_of_quotes_is_not_taken_for_the_header(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    path = landing.write("orders.csv", (shared_data("csv_horror") / "weird_head_padding.csv").read_bytes())
    findings = {one.what: one for one in landing.csv("orders", {"path": "orders.csv"}).describe(path).findings}
    assert findings["skip_lines"].found == "11"
    assert findings["skip_lines"].because.startswith("line 12 is the header; above it: 'An der vertragsärztlichen")
    assert findings["skip_lines"].override == "skip_lines: 0"
