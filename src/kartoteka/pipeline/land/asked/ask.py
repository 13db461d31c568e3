"""Ask a system for its rows, or for those that have changed, and give all that hold now."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.components.changes import Changes, IncrementalSource
from kartoteka.components.source import BatchSource, ParquetFile
from kartoteka.config.project import SourceConfig
from kartoteka.errors import InputError, PluginError
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words, speaking
from kartoteka.pipeline.land.asked.merge import merge
from kartoteka.pipeline.land.asked.state import state_of
from kartoteka.pipeline.land.asked.write import write_stream
from kartoteka.pipeline.land.kept import RAW, Columns, Kept, named_source

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from kartoteka.pipeline.land.landed import LandedTable


@dataclass(frozen=True, slots=True)
class Asked:
    """All rows of a system as they are now.

    Attributes:
        file: They.
        state: A hexadecimal text that is another one for other rows.
        kept: From where the next reading goes on; None where it reads everything.
        told: What a person should know of the reading.
    """

    file: ParquetFile
    state: str
    kept: Kept | None = None
    told: Sequence[str] = ()


def ask(
    source: BatchSource | IncrementalSource,
    config: SourceConfig,
    before: LandedTable | None,
    *,
    connection: duckdb.DuckDBPyConnection,
    draft: Path,
    work: Path,
    progress: Callable[[str], None],
) -> Asked:
    """Read a system.

    Args:
        source: What speaks to it.
        config: What the project file says of it.
        before: What was landed of it last.
        connection: Where changes are put together with what was read before.
        draft: The folder of the table that is being landed; what is needed for the next reading is kept there.
        work: A folder for what is not.
        progress: Is told in a few words how far it has come.

    Raises:
        InputError: The system cannot be read to the end, or was changed meanwhile; nothing is kept then.
        PluginError: The source broke its contract.
    """
    progress(_("asking {component} for {table}", component=config.use, table=config.table))

    def tell(rows: int) -> None:
        progress(
            ngettext(
                "asking {component} for {table}: {number} row",
                "asking {component} for {table}: {number} rows",
                rows,
                component=config.use,
                table=config.table,
                number=number_in_words(rows),
            )
        )

    if isinstance(source, BatchSource):
        path = work / "batches.parquet"
        schema = write_stream(source.batches(), path, tell)
        return Asked(ParquetFile(path, () if schema is None else tuple(schema.names)), state_of(connection, path))
    return _Asking(source, config, before, connection, draft, work, tell).ask()


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading, on the disk. `rows` and `deleted` are None where there are none."""

    rows: Path | None
    columns: Columns
    deleted: Path | None
    changes: Changes
    whole: bool

    @property
    def nothing(self) -> bool:
        return self.rows is None and self.deleted is None and not self.whole


@dataclass
class _Asking:
    source: IncrementalSource
    config: SourceConfig
    before: LandedTable | None
    connection: duckdb.DuckDBPyConnection
    draft: Path
    work: Path
    tell: Callable[[int], None]
    told: list[str] = field(default_factory=list)

    def ask(self) -> Asked:
        key = tuple(self.source.key())
        kept, raw = self._kept(key)
        if kept is not None and raw is not None:
            read = self._read(kept.cursor, key)
            why = self._other_columns(read, kept)
            if why is None and read.nothing and read.changes.rows() in (None, self._count(raw)):
                return self._as_before(read, kept, raw)
            if why is None:
                asked = self._put_together(read, key, None if read.whole else raw, kept.columns)
                if asked is not None:
                    return asked
                with self._as_written():
                    why = _("rows of {table} are gone that no change told of", table=self.config.table)
            with self._as_written():
                self.told.append(_("{reason}; everything was read again", reason=why))
        for __ in range(2):
            asked = self._put_together(self._read(None, key), key, None, ())
            if asked is not None:
                return asked
        raise InputError(
            _(
                "{table} changed while it was read: twice the rows that came were not as many as there are",
                table=self.config.table,
            ),
            hint=_("Run again when nothing is being written there."),
        )

    def _kept(self, key: Sequence[str]) -> tuple[Kept | None, Path | None]:
        """Where the last reading ended, if this one can go on from there."""
        if self.before is None or self.before.kept is None or not key:
            return None, None
        raw = self.before.paths[0].parent / RAW
        fits = self.before.kept.source == named_source(self.config) and raw.is_file()
        return (self.before.kept, raw) if fits else (None, None)

    def _read(self, cursor: str | None, key: Sequence[str]) -> _Read:
        part = "whole" if cursor is None else "changes"
        rows, deleted = self.work / f"{part}.parquet", self.work / f"{part}-deleted.parquet"
        for path in (rows, deleted):
            path.unlink(missing_ok=True)
        changes = self.source.read(cursor)
        schema = write_stream(changes.batches(), rows, self.tell, () if cursor is not None else self.source.columns())
        gone = write_stream(changes.deleted(), deleted, lambda _: None)
        self.told += [sentence for sentence in changes.remarks() if sentence not in self.told]
        columns = [] if schema is None else [(field.name, str(field.type)) for field in schema]
        for name in key:
            for what, found in (("batches", schema), ("deleted", gone)):
                if found is not None and name not in found.names:
                    method = f"{what}()"
                    raise PluginError(_("its key has {name!r}, and {method} gave no such column", name=name, method=method))
        whole = cursor is None or changes.whole()
        return _Read(
            rows if self._some(schema, rows, whole=whole) else None,
            columns,
            deleted if self._some(gone, deleted) else None,
            changes,
            whole,
        )

    def _some(self, schema: pa.Schema | None, path: Path, *, whole: bool = False) -> bool:
        return schema is not None and (whole or self._count(path) > 0)

    def _other_columns(self, read: _Read, kept: Kept) -> str | None:
        """How the columns differ from those of the rows that were kept; None where they do not."""
        old, new = dict(kept.columns), dict(read.columns)
        if not new or list(old.items()) == list(new.items()):
            return None
        with self._as_written():
            parts = [_("new: {name}", name=name) for name in new.keys() - old.keys()]
            parts += [_("gone: {name}", name=name) for name in old.keys() - new.keys()]
            parts += [
                _("{name} was {old} and is {new}", name=name, old=old[name], new=new[name])
                for name in old
                if name in new and old[name] != new[name]
            ]
            return _(
                "the columns of {table} have changed ({changes})",
                table=self.config.table,
                changes="; ".join(sorted(parts)) or _("their order"),
            )

    def _as_written(self) -> AbstractContextManager[None]:
        """What is told is kept beside the table, in the language of the project."""
        return speaking(self.source.context.locale)

    def _as_before(self, read: _Read, kept: Kept, raw: Path) -> Asked:
        target = self.draft / RAW
        try:
            os.link(raw, target)
        except OSError:  # a file system without links
            shutil.copyfile(raw, target)
        return self._asked(target, kept.state, kept.columns, read.changes.cursor())

    def _put_together(self, read: _Read, key: Sequence[str], raw: Path | None, columns: Columns) -> Asked | None:
        """What holds now; None where the system says that it holds another number of rows."""
        columns = read.columns or columns
        expected = read.changes.rows()
        if not key or (read.rows is None and raw is None):
            rows = read.rows or self.work / "whole.parquet"
            if expected is not None and self._count(rows) != expected:
                return None
            names = [name for name, _ in columns] or self.source.columns()
            return Asked(ParquetFile(rows, tuple(names)), state_of(self.connection, rows), told=self.told)
        target = self.draft / RAW
        count, overtaken = merge(self.connection, key=key, before=raw, changes=read.rows, deleted=read.deleted, target=target)
        if expected is not None and count != expected:
            return None
        if overtaken and read.whole:
            with self._as_written():
                self.told.append(
                    ngettext(
                        "{number} row of {table} came again with the same {columns}; the last one holds",
                        "{number} rows of {table} came again with the same {columns}; the last one holds",
                        overtaken,
                        number=overtaken,
                        table=self.config.table,
                        columns=", ".join(key),
                    )
                )
        return self._asked(target, state_of(self.connection, target), columns, read.changes.cursor())

    def _asked(self, file: Path, state: str, columns: Columns, cursor: str | None) -> Asked:
        kept = None if cursor is None else Kept(named_source(self.config), cursor, state, list(columns))
        return Asked(ParquetFile(file, tuple(name for name, _ in columns)), state, kept, self.told)

    def _count(self, path: Path) -> int:
        import pyarrow.parquet as pq

        return int(pq.read_metadata(path).num_rows)
