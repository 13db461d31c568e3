"""The exporters of audiences meet what every exporter has to, as far as hashes can."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

from kartoteka import Text
from kartoteka.testing import FileExporterChecks, GivenRows, ReadBack, given

HASHED = "only hashes of addresses are delivered, and no other cell"


class AudienceChecks(FileExporterChecks):
    plugin = "kartoteka_audiences.plugin"
    suffix = ".csv"
    opened_in_a_spreadsheet = True
    exceptions = dict.fromkeys(("hostile_names", "hostile_values", "types", "nulls"), HASHED)
    header: Sequence[str]

    def expected(self, rows: GivenRows) -> GivenRows:
        email, *others = self.header
        hashes = [{email: _hashed(row[list(rows.columns).index("email")])} for row in rows.cells()]
        return given(dict.fromkeys([email, *others], Text), hashes)

    def read_file(self, file: Path) -> ReadBack:
        with file.open(encoding="utf-8", newline="") as stream:
            columns, *rows = csv.reader(stream)
        return ReadBack(columns, [[cell or None for cell in row] for row in rows])

    def formulas(self) -> Sequence[str]:
        return [str(cell) for row in self.read_back().rows for cell in row if str(cell or "").lstrip()[:1] in tuple("=+-@")]


class TestGoogle(AudienceChecks):
    use = "google-customer-match"
    header = ("Email", "Phone", "First Name", "Last Name", "Country", "Zip")


class TestMeta(AudienceChecks):
    use = "meta-custom-audience"
    header = ("email", "phone", "fn", "ln", "ct", "st", "zip", "country", "dob", "doby", "gen")


def _hashed(email: str) -> str:
    return hashlib.sha256(email.encode()).hexdigest()
