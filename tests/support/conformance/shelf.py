"""An exporter that meets every check: each list is a JSON file on a shelf."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from marshmallow import fields

from kartoteka import DeliveryError, Exporter, OptionsSchema, Rows, Staged, Staging, write_whole
from kartoteka.testing import ExporterChecks, ReadBack

_RUNS = re.compile(r"\s*[=+\-@\uff1d]")


class ShelfOptions(OptionsSchema):
    shelf = fields.String(required=True, metadata={"description": "The folder of the lists."})
    token = fields.String(load_default="", metadata={"description": "What opens it."})
    split = fields.Boolean(load_default=False, metadata={"description": "Whether there is a list for each segment."})


class Shelf(Exporter):
    Options = ShelfOptions

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        return [f"{self.options['shelf']}, list {name}" for name in self.lists(next(iter(labels.values()), ()))]

    def lists(self, labels: Sequence[str]) -> list[str]:
        return [label.encode().hex() for label in labels] if self.options["split"] else ["all"]

    def parts(self, rows: Rows) -> Iterator[tuple[str, Rows]]:
        if not self.options["split"]:
            yield "all", rows
            return
        for label in rows.segments(None):
            yield label.encode().hex(), rows.only(None, label)

    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        return [self.staged(name, part, staging) for name, part in self.parts(rows)]

    def staged(self, name: str, rows: Rows, staging: Staging) -> Staged:
        file = staging.folder / f"{name}.json"
        file.write_text(json.dumps(self.content(rows), ensure_ascii=False), encoding="utf-8")
        destination = f"list {name} on the shelf {self.options['shelf']}"
        return self.seal(file, destination=destination, rows=rows.count, details={"list": name})

    def content(self, rows: Rows) -> dict[str, Any]:
        return {"columns": [self.name(column) for column in rows.columns], "rows": self.cells(rows)}

    def name(self, column: str) -> str:
        return f"'{column}" if _RUNS.match(column) else column

    def cells(self, rows: Rows) -> list[list[str | None]]:
        kinds = rows.columns.values()
        return [
            [self.cell(text, kind.value) for text, kind in zip(row, kinds, strict=True)]
            for batch in self.chunks(rows)
            for row in zip(
                *(self.plain_text(values, kind).to_pylist() for values, kind in zip(batch.columns, kinds, strict=True)),
                strict=True,
            )
        ]

    def cell(self, text: str | None, kind: str) -> str | None:
        return f"'{text}" if text and kind == "text" and _RUNS.match(text) else text

    def deliver(self, staged: Staged, key: str) -> Sequence[str] | None:
        shelf = self.context.project / self.options["shelf"]
        try:
            shelf.mkdir(exist_ok=True)
            write_whole(shelf / f"{staged.details['list']}.json", staged.staged.read_bytes())
        except OSError as error:
            raise DeliveryError(f"the shelf {shelf} is not there ({error.strerror})", hint="Name another `shelf`.") from error
        return None


class ShelfChecks(ExporterChecks):
    plugin = "support.conformance.plugin"
    use = "shelf"
    secrets = ("t0k3n",)
    splits = True
    opened_in_a_spreadsheet = True

    def options(self) -> Mapping[str, Any]:
        return {"shelf": "shelf", "token": "t0k3n"}

    def split_options(self) -> Mapping[str, Any]:
        return {**self.options(), "split": True}

    def unreachable(self) -> Mapping[str, Any]:
        return {**self.options(), "shelf": "nowhere/shelf"}

    def read_back(self) -> ReadBack:
        return self._read(self.folder / "shelf" / "all.json")

    def read_segment(self, segment: str) -> ReadBack:
        return self._read(self.folder / "shelf" / f"{segment.encode().hex()}.json")

    def formulas(self) -> Sequence[str]:
        found = json.loads((self.folder / "shelf" / "all.json").read_text(encoding="utf-8"))
        return [cell for row in (found["columns"], *found["rows"]) for cell in row if cell and _RUNS.match(cell)]

    def _read(self, file: Path) -> ReadBack:
        found = json.loads(file.read_text(encoding="utf-8"))
        plain = [[_plain(cell) for cell in row] for row in (found["columns"], *found["rows"])]
        return ReadBack([str(name) for name in plain[0]], plain[1:])


def _plain(cell: str | None) -> str | None:
    return cell[1:] if cell and cell[0] == "'" and _RUNS.match(cell[1:]) else cell
