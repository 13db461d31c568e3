"""Each check of exporters catches something: an exporter that is broken one way, and the check that has to say so."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from marshmallow import EXCLUDE, fields

from kartoteka import ColumnType, ConfigError, Exporter, Rows, Staged, Staging
from support.conformance.shelf import Shelf, ShelfChecks, ShelfOptions


class Undescribed(Shelf):
    class Options(ShelfOptions):
        page = fields.Integer()


class Obliging(Shelf):
    class Options(ShelfOptions):
        class Meta:
            unknown = EXCLUDE


class SkipsEmpty(Shelf):
    def content(self, rows: Rows) -> dict[str, Any]:
        return super().content(rows) if rows.count else {"columns": [], "rows": []}


class FirstRowIsHeader(Shelf):
    def cells(self, rows: Rows) -> list[list[str | None]]:
        return super().cells(rows)[1:]


class FirstBatch(Shelf):
    def chunks(self, rows: Rows, size: int = 0) -> Any:
        yield next(rows.batches(), pa.RecordBatch.from_pylist([], pa.schema([])))


class WordNone(Shelf):
    def cell(self, text: str | None, kind: str) -> str | None:
        return str(super().cell(text, kind))


class PlainNames(Shelf):
    def name(self, column: str) -> str:
        return column.lower().replace(" ", "_")


class Strict(Shelf):
    def cell(self, text: str | None, kind: str) -> str | None:
        return super().cell(None if text == "NULL" else text, kind)


class Doubles(Shelf):
    def plain_text(self, values: pa.Array, kind: ColumnType) -> pa.Array:
        plain = super().plain_text(values, kind)
        return plain.cast(pa.float64()).cast(pa.string()) if kind is ColumnType.MONEY else plain


class Hasty(Shelf):
    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        prepared = super().prepare(rows, staging)
        for one in prepared:
            self.deliver(one, staging.key)
        return prepared


class Unannounced(Shelf):
    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        draft = self.context.project / "draft"
        draft.touch()
        staging.announce(draft)
        return super().prepare(rows, staging)


class NotSynced(Shelf):
    def seal(self, file: Path, *, destination: str, rows: int, **more: Any) -> Staged:
        from kartoteka.components.exporter import sha256_of

        return Staged(file, destination, rows, sha256_of(file), more["details"])


class WrongHash(Shelf):
    def staged(self, name: str, rows: Rows, staging: Staging) -> Staged:
        one = super().staged(name, rows, staging)
        return Staged(one.staged, one.destination, one.rows, "0" * 64, one.details)


class Timed(Shelf):
    def content(self, rows: Rows) -> dict[str, Any]:
        return {**super().content(rows), "at": time.time()}


class InBatches(Shelf):
    def content(self, rows: Rows) -> dict[str, Any]:
        return {**super().content(rows), "batches": sum(1 for _ in rows.batches())}


class Uncounted(Shelf):
    def seal(self, file: Path, **more: Any) -> Staged:
        return super().seal(file, **{**more, "rows": 0})


class Nowhere(Shelf):
    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        return ()


class Counts(Shelf):
    def deliver(self, staged: Staged, key: str) -> Sequence[str] | None:
        log = self.context.project / self.options["shelf"] / "log"
        super().deliver(staged, key)
        log.write_text((log.read_text() if log.exists() else "") + key)
        return None


class Remembers(Shelf):
    prepared: Sequence[Staged] = ()

    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        self.prepared = super().prepare(rows, staging)
        return self.prepared

    def deliver(self, staged: Staged, key: str) -> Sequence[str] | None:
        for one in self.prepared:
            super().deliver(one, key)
        return None


class OnceOnly(Shelf):
    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        (staging.folder / "started").touch(exist_ok=False)
        return super().prepare(rows, staging)


class Unkeepable(Shelf):
    def seal(self, file: Path, **more: Any) -> Staged:
        return super().seal(file, **{**more, "details": {**more["details"], "file": file}})


class OnlyThose(Shelf):
    """Has no list for a segment that nobody is in."""

    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        return [one for one in super().prepare(rows, staging) if one.rows]


class Blabs(Shelf):
    def seal(self, file: Path, **more: Any) -> Staged:
        return super().seal(file, **{**more, "details": {**more["details"], "token": self.options["token"]}})


class Crashes(Shelf):
    def deliver(self, staged: Staged, key: str) -> Sequence[str] | None:
        shelf = self.context.project / self.options["shelf"]
        shelf.mkdir(exist_ok=True)
        return super().deliver(staged, key)


class ShowsToken(Shelf):
    def deliver(self, staged: Staged, key: str) -> Sequence[str] | None:
        raise ConfigError(f"no shelf for {self.options['token']}", hint="Name another.")


class Silent(Shelf):
    def deliver(self, staged: Staged, key: str) -> Sequence[str] | None:
        return None


class Armed(Shelf):
    def cell(self, text: str | None, kind: str) -> str | None:
        return text


BROKEN: Sequence[tuple[str, type[Exporter], str]] = (
    ("options_are_described", Undescribed, "page"),
    ("unknown_options_are_refused", Obliging, "'no_such_option' was passed over"),
    ("no_rows", SkipsEmpty, r"without rows, the columns are \[\]"),
    ("one_row", FirstRowIsHeader, "1 of 1 rows did not arrive, the first 'K000001'"),
    ("many_rows", FirstBatch, "4000 of 5000 rows did not arrive"),
    ("nulls", WordNone, "row no name, name: None became 'None'"),
    ("hostile_names", PlainNames, "columns did not arrive.*'two words here'"),
    ("hostile_values", Strict, "row the word NULL, name: 'NULL' became None"),
    ("types", Doubles, "row money 99999999999999.9999, money: "),
    ("prepare_changes_nothing", Hasty, r"prepare\(\) has changed the system: new: shelf/all.json"),
    ("prepare_changes_nothing", Unannounced, "written to before they were announced:\n.*draft"),
    ("staged_is_safe", NotSynced, "all.json is not fsynced: a power cut"),
    ("staged_is_safe", WrongHash, "is told as '0000"),
    ("deterministic", Timed, "other bytes the second time"),
    ("deterministic", InBatches, "other bytes the second time"),
    ("rows_are_counted", Uncounted, "500 rows were given, and rows says 0, without a remark"),
    ("destinations_are_told", Nowhere, r"destinations\(\) names no place"),
    ("delivered_twice", Counts, "the second delivery has changed the system: changed: shelf/log"),
    ("killed_in_between", Remembers, "No such file"),
    ("killed_in_between", OnceOnly, "File exists"),
    ("killed_in_between", Unkeepable, "cannot be kept as JSON"),
    ("split_by_segment", OnlyThose, "No such file"),
    ("secrets_stay_secret", Blabs, "'t0k3n' is in the details of all.json"),
    ("unreachable_system", Crashes, "it raises FileNotFoundError"),
    ("unreachable_system", ShowsToken, "shows a secret:\n  't0k3n' in: no shelf for"),
    ("unreachable_system", Silent, "says that it delivered"),
    ("formulas_do_not_run", Armed, "a spreadsheet would run:\n  '=1"),
)


def checks_of(component: type[Exporter]) -> Any:
    """The checks of an exporter, with a broken one in its place."""
    return type("Checks", (ShelfChecks,), {"component": component})()


@pytest.mark.parametrize(("check", "component", "told"), BROKEN, ids=[f"{check}-{kind.__name__}" for check, kind, _ in BROKEN])
def test_a_broken_exporter_is_caught(check: str, component: type[Exporter], told: str, tmp_path: Path) -> None:
    outcome = checks_of(component).outcome(check, tmp_path)
    assert outcome.status == "broken"
    assert re.search(told, outcome.told, re.DOTALL), outcome.told


def test_whether_people_open_it_in_a_spreadsheet_has_to_be_said(tmp_path: Path) -> None:
    class Unsaid(ShelfChecks):
        opened_in_a_spreadsheet = None  # type: ignore[assignment]

    assert "say opened_in_a_spreadsheet = True or False" in Unsaid().outcome("formulas_do_not_run", tmp_path).told


def test_a_heavy_registration_is_caught(tmp_path: Path) -> None:
    heavy = type("Checks", (ShelfChecks,), {"plugin": "support.conformance.heavy"})()
    assert "\n  pyarrow" in heavy.outcome("registration_is_light", tmp_path).told


def test_every_check_has_something_that_it_catches() -> None:
    names = {check.__name__ for check in ShelfChecks().checks()}
    assert names == {check for check, *_ in BROKEN} | {"registration_is_light"}
