"""The files: their headers, what is in them and what is not."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from kartoteka import Day, FileExporter, Staged, Text
from kartoteka_audiences.google import GoogleCustomerMatch
from kartoteka_audiences.hashing import hashed
from kartoteka_audiences.meta import MetaCustomAudience
from support.exporting import Desk, TableRows, exporter, rows_of, written

GOOGLE = ["Email", "Phone", "First Name", "Last Name", "Country", "Zip"]
META = ["email", "phone", "fn", "ln", "ct", "st", "zip", "country", "dob", "doby", "gen"]
FIELDS = (
    "customer_id", "email", "phone", "first_name", "last_name", "city", "region", "postal_code", "country",
    "birth_date", "gender",
)  # fmt: skip
ANNA = {
    "customer_id": "a", "email": " Anna.Nowak@Gmail.com", "phone": "22 555 01 00", "first_name": "Anna", "last_name": "Nowak",
    "city": "Kraków", "region": "małopolskie", "postal_code": "30-001", "country": "Polska",
    "birth_date": date(1985, 4, 12), "gender": "kobieta",
}  # fmt: skip
BOTH = pytest.mark.parametrize("kind", [GoogleCustomerMatch, MetaCustomAudience])


def customers(*given: Mapping[str, Any]) -> TableRows:
    """Customers with what is said of them."""
    return rows_of({
        name: (Day if name == "birth_date" else Text, [one.get(name) for one in given]) for name in FIELDS
    })  # fmt: skip


def delivered(kind: type[FileExporter], folder: Path, rows: TableRows, **options: Any) -> tuple[list[list[str]], Staged]:
    """The lines of the file, its header first, and what is told of it."""
    (staged,) = Desk(folder / ".state").deliver(exporter(kind, folder, path="out/list.csv", **options), rows)
    lines = list(csv.reader(io.StringIO((folder / "out/list.csv").read_text(encoding="utf-8"), newline="")))
    return lines, staged


def test_a_customer_for_google(tmp_path: Path) -> None:
    lines, staged = delivered(GoogleCustomerMatch, tmp_path, customers(ANNA))
    known = ["annanowak@gmail.com", "+48225550100", "anna", "nowak"]
    assert lines == [GOOGLE, [*map(hashed, known), "PL", "30-001"]]
    assert (staged.rows, staged.left_out, staged.remarks) == (1, {}, ())


def test_a_customer_for_meta(tmp_path: Path) -> None:
    lines, _ = delivered(MetaCustomAudience, tmp_path, customers(ANNA), external_id="customer_id")
    known = [
        "anna.nowak@gmail.com", "48225550100", "anna", "nowak", "kraków", "małopolskie", "30-001", "pl",
        "19850412", "1985", "f", "a",
    ]  # fmt: skip
    assert lines == [[*META, "extern_id"], [hashed(one) for one in known]]


@BOTH
def test_a_row_in_which_nothing_can_be_matched_is_counted(tmp_path: Path, kind: type[FileExporter]) -> None:
    nobody: list[dict[str, Any]] = [
        {"customer_id": "b", "first_name": "Jan", "last_name": "Kos", "country": "PL"},
        {"customer_id": "c", "email": "brak", "phone": "-", "postal_code": "30-001", "country": "PL"},
        {"customer_id": "d"},
    ]
    lines, staged = delivered(kind, tmp_path, customers(*nobody, ANNA))
    assert len(lines) == 2
    assert (staged.rows, staged.left_out) == (1, {"nothing to match": 3})
    assert staged.remarks == (
        "1 e-mail address is not used: not of the form name@example.com.",
        "1 phone number is not used: no such number in its country.",
    )


def test_google_takes_an_address_whole_or_not_at_all(tmp_path: Path) -> None:
    for missing in ("first_name", "last_name", "country", "postal_code"):
        lines, _ = delivered(GoogleCustomerMatch, tmp_path, customers({**ANNA, "phone": None, missing: None}))
        assert lines[1] == [hashed("annanowak@gmail.com"), "", "", "", "", ""]


@BOTH
def test_the_same_row_is_written_once(tmp_path: Path, kind: type[FileExporter]) -> None:
    again = {**ANNA, "customer_id": "z", "email": "ANNA.NOWAK@gmail.com", "first_name": " anna "}
    lines, staged = delivered(kind, tmp_path, customers(ANNA, again, {"customer_id": "zz", "email": "b@x.pl"}))
    assert len(lines) == 3
    assert (staged.rows, staged.left_out) == (2, {"same as another row": 1})


def test_a_phone_number_is_never_given_a_guessed_country(tmp_path: Path) -> None:
    rows = customers(
        {"customer_id": "a", "phone": "22 555 01 00"}, {"customer_id": "b", "phone": "06 12 34 56 78", "country": "FR"}
    )
    lines, staged = delivered(GoogleCustomerMatch, tmp_path, rows, locale="pl")
    assert [line[1] for line in lines[1:]] == [hashed("+33612345678")]
    assert staged.left_out == {"brak danych do dopasowania": 1}
    assert staged.remarks[0].startswith("1 numer telefonu pominięto: bez kraju")
    lines, staged = delivered(GoogleCustomerMatch, tmp_path, rows, country="Polska")
    assert [line[1] for line in lines[1:]] == [hashed("+48225550100"), hashed("+33612345678")]
    assert staged.remarks == ()


def test_a_country_that_is_not_known_is_not_the_default(tmp_path: Path) -> None:
    rows = customers({**ANNA, "country": "Neverland"}, {**ANNA, "country": "Neverland"}, {**ANNA, "country": "Utopia"})
    lines, staged = delivered(GoogleCustomerMatch, tmp_path, rows, country="PL")
    assert lines[1:] == [[hashed("annanowak@gmail.com"), "", "", "", "", ""]]
    assert staged.remarks[-1] == "3 countries are not known: 'Neverland', 'Utopia'. Write a code such as PL."


def test_several_addresses_in_a_cell_take_several_columns(tmp_path: Path) -> None:
    rows = customers({"customer_id": "a", "email": "a@x.pl; b@x.pl; A@X.PL", "phone": "+48225550100 / +48600100200"})
    lines, staged = delivered(GoogleCustomerMatch, tmp_path, rows)
    assert lines[1][:2] == [hashed("a@x.pl"), hashed("+48225550100")]
    assert staged.remarks == (
        "1 further e-mail address is not written: some cells hold several. See the option `emails`.",
        "1 further phone number is not written: some cells hold several. See the option `phones`.",
    )
    lines, staged = delivered(GoogleCustomerMatch, tmp_path, rows, emails=3, phones=2)
    assert lines[0] == ["Email"] * 3 + ["Phone"] * 2 + GOOGLE[2:]
    assert lines[1][:5] == [hashed("a@x.pl"), hashed("b@x.pl"), "", hashed("+48225550100"), hashed("+48600100200")]
    assert staged.remarks == ()


@BOTH
def test_nobody_is_a_header(tmp_path: Path, kind: type[FileExporter]) -> None:
    lines, staged = delivered(kind, tmp_path, customers())
    assert lines == [GOOGLE if kind is GoogleCustomerMatch else META]
    assert (staged.rows, staged.left_out) == (0, {})


@BOTH
def test_no_input_stands_in_the_file(tmp_path: Path, kind: type[FileExporter]) -> None:
    secret = {**ANNA, "email": "secret.name@private.example", "phone": "+48 600 100 200", "first_name": "Zdzisława"}
    lost = {**ANNA, "postal_code": "anna@private.example", "country": "=HYPERLINK(1)", "email": "=1+1@x.pl"}
    options = {"external_id": "customer_id"} if kind is MetaCustomAudience else {}
    content = written(kind, tmp_path, customers(secret, lost), **options).decode()
    left = re.sub("[0-9a-f]{64}", "", content.partition("\n")[2]).strip(",\r\n").replace(",", "").split()
    in_clear = ["PL30-001"] if kind is GoogleCustomerMatch else []
    assert left == in_clear
    for clear in ("secret", "private", "600100200", "dzis", "owak", "raków", "polskie", "19850412", "obieta", "=", "@"):
        assert clear not in content, clear


HOSTILE = (
    st.none() | st.text(max_size=12) | st.sampled_from(['=cmd|"/c"!A0', "+48 22 555 01 00", "a@x.pl", "30-001", "PL", '"\n,'])
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.fixed_dictionaries({name: HOSTILE for name in FIELDS if name != "birth_date"}), max_size=4))
def test_whatever_stands_in_a_cell(tmp_path_factory: pytest.TempPathFactory, given_rows: Sequence[Mapping[str, Any]]) -> None:
    folder = tmp_path_factory.mktemp("audience")
    for kind in (GoogleCustomerMatch, MetaCustomAudience):
        lines, staged = delivered(kind, folder, customers(*given_rows))
        assert staged.rows == len(lines) - 1
        assert staged.rows + sum(staged.left_out.values()) == len(given_rows)
        assert len({tuple(line) for line in lines}) == len(lines)
        for line in lines[1:]:
            assert len(line) == len(lines[0])
            for name, cell in zip(lines[0], line, strict=True):
                assert cell == "" or name in ("Country", "Zip") or (len(cell) == 64 and set(cell) <= set("0123456789abcdef"))
                assert not cell.startswith(tuple("=+-@\t\r"))


@BOTH
def test_two_runs_give_the_same_bytes(tmp_path: Path, kind: type[FileExporter]) -> None:
    many = customers(*({"customer_id": str(n), "email": f"a{n % 900}@x.pl"} for n in range(2_000)))
    ways = [written(kind, tmp_path / str(size), TableRows(many.columns, many.table, {}, size)) for size in (333, 1_500)]
    assert ways[0] == ways[1]
    assert ways[0].count(b"\r\n") == 901


def test_days_on_which_nobody_was_born(tmp_path: Path) -> None:
    days = [date(1899, 12, 31), date(2026, 12, 1), date(1900, 1, 1)]
    rows = customers(*({"customer_id": str(day), "email": f"{day}@x.pl", "birth_date": day} for day in days))
    lines, _ = delivered(MetaCustomAudience, tmp_path, rows)
    assert [line[8] for line in lines[1:]] == ["", "", hashed("19000101")]


@pytest.mark.parametrize("options", [{"emails": 0}, {"phones": 4}, {"external": "x"}])
def test_options_that_cannot_be(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        exporter(MetaCustomAudience, tmp_path, path="a.csv", **options)
