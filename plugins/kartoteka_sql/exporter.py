"""Campaign lists into a table of a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from kartoteka import N_, ColumnType, ConfigError, DeliveryError, Exporter, Rows, Staged, Staging
from kartoteka import gettext as _
from kartoteka_sql.exporter_options import SqlExporterOptions
from kartoteka_sql.records import staged_rows
from kartoteka_sql.replace import Misfits, replace_content
from kartoteka_sql.tables import misfits
from kartoteka_sql.upsert import CHUNK_ROWS, Unfit, Writer, compare, key_problem, made_target, refuse_new, remarks, target_there
from kartoteka_sql.url import database_file, database_url, driver_hint, shown_database, told_by

_FIT = N_("Name other `columns` for this export, take another `table`, or change or drop this one.")


class SqlExporter(Exporter):
    """Replaces the whole content of a table, once for each delivery, or puts the rows in by key: in one transaction.

    Where all is replaced, the table `kartoteka_deliveries` beside it remembers what was delivered. An upsert needs no such
    memory: it writes what differs, and a second time nothing does.

    A NUL character in a text, which few databases take, becomes U+FFFD; a number that is not finite becomes empty. SQLite
    has no decimals: amounts are doubles there.
    """

    Options = SqlExporterOptions

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        try:
            self._engine().dispose()
        except (ImportError, sa.exc.NoSuchModuleError) as error:
            message = _("the database driver cannot be loaded ({told})", told=told_by(error, self._url))
            raise ConfigError(message, hint=driver_hint(self._url)) from None
        return [self._destination]

    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        upsert = self.options["mode"] == "upsert"
        missing = [name for name in self.options["key"] or () if name not in rows.columns]
        if missing:
            raise ConfigError(
                _("the list has no column {column!r}, which `key` names", column=missing[0]),
                hint=_("Add it to `columns` of this export."),
            )
        if not upsert:
            self._refuse_unfit(rows.columns)
        file = staging.folder / "rows.parquet"
        schema = pa.schema([(name, kind.to_arrow()) for name, kind in rows.columns.items()])
        with pq.ParquetWriter(file, schema) as writer:
            for chunk in self.chunks(rows):
                writer.write_batch(chunk)
        details = {"columns": [[name, kind.value] for name, kind in rows.columns.items()]}
        told = self._told_beforehand(file, rows.columns) if upsert else []
        return [self.seal(file, destination=self._destination, rows=rows.count, details=details, remarks=told)]

    def deliver(self, staged: Staged, key: str) -> None:
        columns = {str(name): ColumnType(kind) for name, kind in staged.details["columns"]}
        with self._failures_told(), self._connected() as database:
            try:
                if self.options["mode"] == "upsert":
                    self._upsert(database, staged, columns)
                else:
                    replace_content(database, self.options["table"], self.options["schema"], columns, staged, key)
            except Misfits as error:
                raise DeliveryError(
                    _("{destination} does not fit: {problems}", destination=self._destination, problems="; ".join(error.args)),
                    hint=_(_FIT),
                ) from None
            except Unfit as error:
                message = _("{destination} does not fit: {problem}", destination=self._destination, problem=error.args[0])
                raise DeliveryError(message, hint=error.args[1] or _(_FIT)) from None

    def _upsert(self, database: sa.Engine, staged: Staged, columns: Mapping[str, ColumnType]) -> None:
        name, schema, key = (self.options[option] for option in ("table", "schema", "key"))
        target = target_there(sa.inspect(database), name, schema, columns, key)
        if target is None:
            target = made_target(name, schema, columns, key)
            with database.begin() as connection:
                target.table.create(connection, checkfirst=True)
        chunks = staged_rows(staged.staged, columns, database.dialect.name, CHUNK_ROWS)
        with database.begin() as connection:
            writer = Writer(connection, target)
            compare(connection, target, chunks, remove=self.options["remove"], put=writer.put, drop=writer.drop)

    def _told_beforehand(self, file: Path, columns: Mapping[str, ColumnType]) -> list[str]:
        """What an upsert will change. Where the database does not answer, that is told instead."""
        key, remove = self.options["key"], self.options["remove"]
        problem = key_problem(file, key)
        if problem is not None:
            raise ConfigError(
                _("the list for {destination}: {problem}", destination=self._destination, problem=problem),
                hint=_("Name in `key` the columns that do together."),
            )
        in_a_file = database_file(self._url)
        try:
            if in_a_file is not None and not in_a_file.exists():
                return [_("the database is made, and all rows are new")]
            with self._connected() as database:
                there = target_there(sa.inspect(database), self.options["table"], self.options["schema"], columns, key)
                if there is None:
                    return [_("the table is made, and all rows are new")]
                with database.connect() as connection:
                    chunks = staged_rows(file, columns, database.dialect.name, CHUNK_ROWS)
                    difference = compare(connection, there, chunks, remove=remove)
                refuse_new(there, difference.new)
            return list(remarks(difference, there, remove=remove))
        except Unfit as error:
            message = _("{destination} does not fit: {problem}", destination=self._destination, problem=error.args[0])
            raise ConfigError(message, hint=error.args[1] or _(_FIT)) from None
        except (sa.exc.SQLAlchemyError, ValueError) as error:
            return [_("what will change cannot be told: {told}", told=told_by(error, self._url))]

    def _refuse_unfit(self, columns: Mapping[str, ColumnType]) -> None:
        """Tell early what could not be delivered later. A database that does not answer is left for the delivery."""
        name, schema = self.options["table"], self.options["schema"]
        url = self._url
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
            return
        with self._connected() as database:
            try:
                inspector = sa.inspect(database)
                problems = misfits(inspector, name, schema, columns) if inspector.has_table(name, schema) else []
            except sa.exc.SQLAlchemyError:
                return
        if problems:
            raise ConfigError(
                _("{destination} does not fit: {problems}", destination=self._destination, problems="; ".join(problems)),
                hint=_(_FIT),
            )

    @property
    def _url(self) -> sa.URL:
        return database_url(self.options["url"], self.context.project)

    @property
    def _destination(self) -> str:
        """The table, for people."""
        table = ".".join(part for part in (self.options["schema"], self.options["table"]) if part)
        return f"table {table} of {shown_database(self._url, self.context.project)}"

    def _engine(self) -> sa.Engine:
        return sa.create_engine(self._url, poolclass=sa.NullPool)

    @contextmanager
    def _connected(self) -> Iterator[sa.Engine]:
        engine = self._engine()
        try:
            yield engine
        finally:
            engine.dispose()

    @contextmanager
    def _failures_told(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.SQLAlchemyError, ValueError) as error:
            file = database_file(self._url)
            if file is not None and not file.parent.is_dir():
                raise DeliveryError(
                    _(
                        "{destination} could not be filled (the folder {folder} does not exist)",
                        destination=self._destination,
                        folder=file.parent,
                    ),
                    hint=_("Make the folder, or name another file in `url`."),
                ) from error
            raise DeliveryError(
                _("{destination} could not be filled ({told})", destination=self._destination, told=told_by(error, self._url)),
                hint=_("Nothing in it was changed. See that the database can be reached and written to."),
            ) from error
        except OSError as error:
            raise DeliveryError(
                _(
                    "{destination}: the rows prepared for it cannot be read ({error})",
                    destination=self._destination,
                    error=error,
                ),
                hint=_("Run the pipeline again."),
            ) from error
