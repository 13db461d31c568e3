"""Campaign lists into a table of a database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from marshmallow import ValidationError, fields, validate

from kartoteka import (
    ColumnType,
    ConfigError,
    DeliveryError,
    Exporter,
    Money,
    Number,
    OptionsSchema,
    Rows,
    Staged,
    Staging,
    Text,
)
from kartoteka_sql.tables import DELIVERIES, deliveries, misfits, target

if TYPE_CHECKING:
    import pyarrow as pa

_INSERT_ROWS = 10_000


def _is_url(text: str) -> None:
    try:
        sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise ValidationError(
            "This is not the URL of a database; write one such as postgresql+psycopg://host/database. "
            "In a password, / @ # % are written %2F %40 %23 %25, in the secret as well"
        ) from None


class SqlExporterOptions(OptionsSchema):
    url = fields.String(
        required=True,
        validate=_is_url,
        metadata={
            "description": "The database, as a SQLAlchemy URL; take its password from ${env:NAME} or ${file:PATH}. "
            "In a password, / @ # % are written %2F %40 %23 %25, in the secret as well."
        },
    )
    table = fields.String(
        required=True,
        validate=[validate.Length(min=1), validate.NoneOf([DELIVERIES])],
        metadata={"description": "The table. It is made if there is none; its whole content is replaced."},
    )
    schema = fields.String(
        load_default=None,
        validate=validate.Length(min=1),
        metadata={"description": "The schema of the table; by default the database's own."},
    )


class SqlExporter(Exporter):
    """Replaces the whole content of a table, in one transaction, once for each delivery.

    The table `kartoteka_deliveries` beside it remembers what was delivered. A NUL character in a text, which few databases
    take, becomes U+FFFD; a number that is not finite becomes empty. SQLite has no decimals: amounts are doubles there.
    """

    Options = SqlExporterOptions

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        try:
            self._engine().dispose()
        except (ImportError, sa.exc.NoSuchModuleError) as error:
            raise ConfigError(
                f"the database driver cannot be loaded ({error})", hint="Install the driver that the URL names, with pip."
            ) from None
        return [self._destination]

    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._refuse_unfit(rows.columns)
        file = staging.folder / "rows.parquet"
        schema = pa.schema([(name, kind.to_arrow()) for name, kind in rows.columns.items()])
        with pq.ParquetWriter(file, schema) as writer:
            for chunk in self.chunks(rows):
                writer.write_batch(chunk)
        details = {"columns": [[name, kind.value] for name, kind in rows.columns.items()]}
        return [self.seal(file, destination=self._destination, rows=rows.count, details=details)]

    def deliver(self, staged: Staged, key: str) -> None:
        columns = {str(name): ColumnType(kind) for name, kind in staged.details["columns"]}
        log = deliveries(self.options["schema"])
        table = target(self.options["table"], self.options["schema"], columns)
        key_sha256 = hashlib.sha256(key.encode()).hexdigest()
        with self._failures_told(), self._connected() as database:
            # Some databases end a transaction at every CREATE, so tables are made before it.
            with database.begin() as connection:
                log.create(connection, checkfirst=True)
                table.create(connection, checkfirst=True)
            problems = misfits(sa.inspect(database), self.options["table"], self.options["schema"], columns)
            if problems:
                raise DeliveryError(f"{self._destination} does not fit: {'; '.join(problems)}", hint=_FIT)
            with database.begin() as connection:
                if connection.execute(sa.select(log.c.delivery).where(log.c.key_sha256 == key_sha256)).first():
                    return
                connection.execute(sa.delete(table))
                for records in _records(staged.staged, table, columns, database.dialect.name):
                    connection.execute(sa.insert(table), records)
                connection.execute(
                    sa.insert(log),
                    {
                        "key_sha256": key_sha256,
                        "delivery": key,
                        "table_name": self.options["table"],
                        "row_count": staged.rows,
                        "file_sha256": staged.sha256,
                    },
                )

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
            raise ConfigError(f"{self._destination} does not fit: {'; '.join(problems)}", hint=_FIT)

    @property
    def _url(self) -> sa.URL:
        """The URL; the file of a SQLite database is looked for from the project's folder."""
        url = sa.make_url(self.options["url"])
        if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
            return url.set(database=str(self.context.project / str(url.database)))
        return url

    @property
    def _destination(self) -> str:
        """The table, for people: without user, password, or whatever else the URL holds."""
        url = sa.make_url(self.options["url"])
        place = f"{url.host}:{url.port}/" if url.host and url.port else f"{url.host}/" if url.host else ""
        name = url.database or "" if self._file is None else self._short(self._file)
        table = ".".join(part for part in (self.options["schema"], self.options["table"]) if part)
        return f"table {table} of {url.get_backend_name()} database {place}{name}"

    @property
    def _file(self) -> Path | None:
        """The file of a SQLite database."""
        url = self._url
        in_a_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:") and "uri" not in url.query
        return Path(str(url.database)).resolve() if in_a_file else None

    def _short(self, file: Path) -> str:
        """One spelling for one file: from the project's folder where it is inside."""
        project = self.context.project.resolve()
        return file.relative_to(project).as_posix() if file.is_relative_to(project) else str(file)

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
        except sa.exc.SQLAlchemyError as error:
            # The driver's own words: SQLAlchemy's would repeat the rows.
            told = str(getattr(error, "orig", None) or error)
            if self._file is not None and not self._file.parent.is_dir():
                raise DeliveryError(
                    f"{self._destination} could not be filled (the folder {self._file.parent} does not exist)",
                    hint="Make the folder, or name another file in `url`.",
                ) from error
            raise DeliveryError(
                f"{self._destination} could not be filled ({told})",
                hint="Nothing in it was changed. See that the database can be reached and written to.",
            ) from error
        except OSError as error:
            raise DeliveryError(
                f"{self._destination}: the rows prepared for it cannot be read ({error})", hint="Run the pipeline again."
            ) from error


_FIT = "Name other `columns` for this export, take another `table`, or change or drop this one."


def _records(file: Path, table: sa.Table, columns: Mapping[str, ColumnType], dialect: str) -> Iterator[list[dict[str, Any]]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(file) as parquet:
        for batch in parquet.iter_batches(_INSERT_ROWS):
            cells = [_values(values, kind, dialect) for values, kind in zip(batch.columns, columns.values(), strict=True)]
            yield [dict(zip(table.columns.keys(), row, strict=True)) for row in zip(*cells, strict=True)]


def _values(cells: pa.Array, kind: ColumnType, dialect: str) -> list[Any]:
    import pyarrow.compute as pc

    if kind is Text:
        cells = pc.replace_substring(cells, "\0", "\N{REPLACEMENT CHARACTER}")
    elif kind is Number:
        cells = pc.if_else(pc.is_finite(cells), cells, None)
    values: list[Any] = cells.to_pylist()
    if kind is Money and dialect == "sqlite":
        return [None if value is None else float(value) for value in values]
    return values
