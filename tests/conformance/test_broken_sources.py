"""Each check of sources catches something: a source that is broken one way, and the check that has to say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from marshmallow import EXCLUDE, fields

from kartoteka import Changes, ParquetFile, Source
from support.conformance.asked import Asked, AskedChecks, AskedOptions
from support.conformance.files import Files, FilesChecks
from support.conformance.told import Reading, Told, ToldChecks


class Undescribed(Asked):
    class Options(AskedOptions):
        page = fields.Integer()


class Obliging(Asked):
    class Options(AskedOptions):
        class Meta:
            unknown = EXCLUDE


class Altered(Asked):
    """Gives its batches after `alter` has been at them."""

    alter: Callable[[pa.RecordBatch], pa.RecordBatch]

    def batches(self) -> Iterator[pa.RecordBatch]:
        yield from (type(self).alter(batch) for batch in super().batches())


def each_text(change: Callable[[str | None], str | None]) -> Callable[[pa.RecordBatch], pa.RecordBatch]:
    """The texts of a batch but the first column's, changed."""

    def alter(batch: pa.RecordBatch) -> pa.RecordBatch:
        cells = [
            pa.array([change(text) for text in column.to_pylist()], pa.string())
            if at and column.type == pa.string()
            else column
            for at, column in enumerate(batch.columns)
        ]
        return pa.record_batch(cells, names=batch.schema.names)

    return alter


def altered(alter: Callable[[pa.RecordBatch], pa.RecordBatch]) -> type[Source]:
    return type("Broken", (Altered,), {"alter": staticmethod(alter)})


def doubles(batch: pa.RecordBatch) -> pa.RecordBatch:
    cells = [column.cast(pa.float64()) if pa.types.is_decimal(column.type) else column for column in batch.columns]
    return pa.record_batch(cells, names=batch.schema.names)


class NoColumns(Asked):
    def columns(self) -> Sequence[str]:
        return next(iter([batch.schema.names for batch in self.batches() if batch.num_rows]), ())


class FirstRowIsHeader(Asked):
    def batches(self) -> Iterator[pa.RecordBatch]:
        yield from (batch.slice(0 if at else 1) for at, batch in enumerate(super().batches()))


class FirstPage(Asked):
    def batches(self) -> Iterator[pa.RecordBatch]:
        yield next(super().batches())


class PlainNames(Asked):
    def columns(self) -> Sequence[str]:
        return [name.lower().replace(" ", "_") for name in super().columns()]

    def batches(self) -> Iterator[pa.RecordBatch]:
        yield from (batch.rename_columns(list(self.columns())) for batch in super().batches())


class OtherOrder(Asked):
    times = 0

    def batches(self) -> Iterator[pa.RecordBatch]:
        type(self).times += 1
        yield from list(super().batches())[:: 1 if self.times % 2 else -1]


class Marks(Asked):
    def batches(self) -> Iterator[pa.RecordBatch]:
        (self.system.file.parent / "last-read").write_text("today")
        yield from super().batches()


class Crashes(Asked):
    @property
    def system(self) -> Any:
        (self.context.project / self.options["system"] / "customers.parquet").stat()
        return super().system


class Blabs(Asked):
    @property
    def system(self) -> Any:
        try:
            return super().system
        except Exception as error:
            error.message = f"{error.message} for {self.options['token']}"  # type: ignore[attr-defined]
            raise


class SortedColumns(Asked):
    def columns(self) -> Sequence[str]:
        return sorted(super().columns())


class TakesPagesTwice(Asked):
    def batches(self) -> Iterator[pa.RecordBatch]:
        yield from self.system.pages(self.system.rows())


class Forgets(Asked):
    """Gives each row once, whatever became of it."""

    given: ClassVar[set[str]] = set()

    def batches(self) -> Iterator[pa.RecordBatch]:
        for batch in super().batches():
            keys = batch.column(0)
            new = pc.invert(pc.is_in(keys, pa.array(sorted(self.given), pa.string())))
            self.given.update(keys.to_pylist())
            yield batch.filter(new)


class OneVersion(Asked):
    def version(self) -> str | None:
        return "1"


class ForgetsDeleted(Reading):
    def deleted(self) -> Iterator[pa.RecordBatch]:
        return iter(())


class Stamped(Reading):
    times = 0

    def touched(self) -> list[str]:
        return self.happened[-1:] if self.since is not None else self.happened

    def batches(self) -> Iterator[pa.RecordBatch]:
        type(self).times += 1
        yield from (batch.append_column("read", pa.array([self.times] * batch.num_rows)) for batch in super().batches())


class NoCursor(Reading):
    def cursor(self) -> str | None:
        return None


class Everything(Reading):
    def touched(self) -> list[str]:
        return self.happened


class RemembersItself(Reading):
    """Takes the cursor to be where it was left, and not the one that is handed in."""

    left: ClassVar[dict[Path, int]] = {}

    def touched(self) -> list[str]:
        since = 0 if self.since is None else max(int(self.since), self.left.get(self.system.file, 0))
        self.left[self.system.file] = len(self.happened)
        return self.happened[since:]

    def deleted(self) -> Iterator[pa.RecordBatch]:
        return iter(())


def reading(kind: type[Reading]) -> type[Source]:
    return type("Broken", (Told,), {"reading": kind})


class Keyed(Told):
    def key(self) -> Sequence[str]:
        return ("consent_email",)


class Keyless(Told):
    def key(self) -> Sequence[str]:
        return ()


class BreaksQuietly(Told):
    """Moves on although the rows never arrived."""

    seen: ClassVar[dict[Path, str]] = {}

    def read(self, cursor: str | None) -> Changes:
        known = self.seen.get(self.system.file) if cursor is not None else None
        found = Reading(self.system, known or cursor)
        self.seen[self.system.file] = str(found.cursor())
        return found


class TwiceListed(Files):
    def paths(self) -> Sequence[Path]:
        return [*super().paths(), super().paths()[0]]


class NoHint(Files):
    def paths(self) -> Sequence[Path]:
        try:
            return super().paths()
        except Exception as error:
            error.hint = None  # type: ignore[attr-defined]
            raise


class LosesColumns(Files):
    def describe(self, path: Path) -> ParquetFile:
        found = super().describe(path)
        return ParquetFile(path, tuple(name.partition(" ")[0] for name in found.columns))


BROKEN: Sequence[tuple[str, type[Any], type[Source], str]] = (
    ("options_are_described", AskedChecks, Undescribed, "page"),
    ("unknown_options_are_refused", AskedChecks, Obliging, "the option 'no_such_option' was passed over"),
    ("empty_system", AskedChecks, NoColumns, "without rows, the columns age, birth_date, .* are not known"),
    ("one_row", AskedChecks, FirstRowIsHeader, "1 of 1 rows are lost, the first 'K000001'"),
    ("many_rows", AskedChecks, FirstPage, "4980 of 5000 rows are lost, the first 'K000021'"),
    ("nulls", AskedChecks, altered(each_text(str)), "row no name, name: None became 'None'"),
    ("hostile_names", AskedChecks, PlainNames, "'two words here' is not among"),
    ("hostile_names", FilesChecks, LosesColumns, "'two words here' is not among"),
    (
        "hostile_values",
        AskedChecks,
        altered(each_text(lambda t: None if t == "NULL" else t)),
        "the word NULL: 'NULL' became None",
    ),
    ("types", AskedChecks, altered(doubles), "money 99999999999999.9999"),
    ("read_twice", AskedChecks, OtherOrder, "the rows are others or in another order: row 1 was .*K000001"),
    ("changes_nothing", AskedChecks, Marks, "reading has changed the system: new: system/last-read"),
    ("missing_system", AskedChecks, Crashes, "raises FileNotFoundError .* as a crash; raise InputError"),
    ("missing_system", AskedChecks, Blabs, "shows a secret:\n  't0k3n' in"),
    ("missing_system", FilesChecks, NoHint, "does not say what would do"),
    ("files_are_listed_once", FilesChecks, TwiceListed, r"more than once: \['a.parquet', 'b.parquet', 'a.parquet'\]"),
    ("columns_agree", AskedChecks, SortedColumns, r"columns\(\) tells \['age'"),
    ("page_twice", AskedChecks, TakesPagesTwice, "gave a page twice, and 60 orders landed of 50"),
    ("page_twice", ToldChecks, Keyless, "orders landed of 50: name their key"),
    ("broken_reading", AskedChecks, Forgets, "rows are lost"),
    ("broken_reading", ToldChecks, BreaksQuietly, "rows are lost"),
    ("version_tells", AskedChecks, OneVersion, "version\\(\\) is still '1'"),
    ("changes_make_the_whole", ToldChecks, reading(ForgetsDeleted), "1 rows were never there, the first 'K000040'"),
    ("nothing_new", ToldChecks, reading(Stamped), "nothing has changed, and the table was landed anew"),
    ("cursor_is_all", ToldChecks, reading(NoCursor), "there is no cursor"),
    ("cursor_is_all", ToldChecks, reading(RemembersItself), "from one cursor came 2 changes, and from the same again 0"),
    ("cursor_saves_work", ToldChecks, reading(Everything), "one row was changed, and 40 of 40 came"),
    ("key_names_rows", ToldChecks, Keyed, r"40 rows have 2 different keys \['consent_email'\]"),
)


def broken(checks: type[Any], component: type[Any]) -> Any:
    """The checks of a source, with a broken one in its place."""
    return type("Checks", (checks,), {"component": component})()


@pytest.mark.parametrize(
    ("check", "checks", "component", "told"), BROKEN, ids=[f"{check}-{kind.__name__}" for check, _, kind, _ in BROKEN]
)
def test_a_broken_source_is_caught(check: str, checks: type[Any], component: type[Source], told: str, tmp_path: Path) -> None:
    outcome = broken(checks, component).outcome(check, tmp_path)
    assert outcome.status == "broken"
    assert re.search(told, outcome.told, re.DOTALL), outcome.told


def test_a_heavy_registration_is_caught(tmp_path: Path) -> None:
    heavy = type("Checks", (AskedChecks,), {"plugin": "support.conformance.heavy"})()
    assert "\n  pyarrow" in heavy.outcome("registration_is_light", tmp_path).told


def test_every_check_has_something_that_it_catches() -> None:
    caught: Mapping[str, bool] = dict.fromkeys([check for check, *_ in BROKEN], True) | {"registration_is_light": True}
    assert {check.__name__ for kind in (FilesChecks, AskedChecks, ToldChecks) for check in kind().checks()} == set(caught)
