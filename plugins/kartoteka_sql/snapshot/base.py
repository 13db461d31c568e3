"""A transaction that reads, in the way that holds for every database that SQLAlchemy speaks to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa

from kartoteka_sql.column import Column
from kartoteka_sql.names import quoted
from kartoteka_sql.plain import plain_texts

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 5_000
_PLACEHOLDERS = {"qmark": "?", "format": "%s", "pyformat": "%(at)s", "named": ":at", "numeric": ":1"}
_ISOLATION = ("SNAPSHOT", "REPEATABLE READ", "SERIALIZABLE")


class Snapshot:
    """An open transaction that only reads, and what is asked of it.

    Here the strictest isolation that a database has is asked for; a subclass knows its database better.

    Attributes:
        url: With the password.
        engine: It holds no further connections.
        connection: The one in the transaction.
        remembered: What was found out, for as long as the transaction sees this state.
    """

    connect_args: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, url: sa.URL) -> None:
        self.url = url
        self.remembered: dict[str, Any] = {}
        arguments = {name: value for name, value in self.connect_args.items() if name not in url.query}
        self.engine = sa.create_engine(self.opened_url(), poolclass=sa.NullPool, connect_args=arguments)
        self.connection = self.engine.connect()
        try:
            self.begin()
        except BaseException:
            self.close()
            raise

    @property
    def dialect(self) -> sa.Dialect:
        return self.connection.dialect

    def opened_url(self) -> sa.URL:
        """The URL that is connected to."""
        return self.url

    def begin(self) -> None:
        """Begin the transaction: from here on one state of the database is seen."""
        driver: Any = self.connection.connection.dbapi_connection  # there is one while the connection is open
        levels = self.dialect.get_isolation_level_values(driver)
        level = next((level for level in _ISOLATION if level in levels), None)
        if level is not None:
            self.connection = self.connection.execution_options(isolation_level=level)

    def close(self) -> None:
        """End the transaction and the connection."""
        with suppress(sa.exc.SQLAlchemyError):  # it may have broken off before
            self.connection.close()
        self.engine.dispose()

    def asking(self) -> AbstractContextManager[Any]:
        """Around a question: where it is refused, the transaction goes on."""
        return nullcontext()

    def describe(self, relation: str) -> list[Column]:
        """The columns of a table or query, without reading a row.

        Raises:
            DBAPIError: The database refuses it.
        """
        with self.asking():
            result = self._execute(f"SELECT * FROM {relation} q WHERE 1 = 0")
            described = list(result.cursor.description or ()) if result.cursor is not None else []
            result.close()
        return [self.column(str(one[0]), one[1]) for one in described]

    def column(self, name: str, type_code: Any) -> Column:
        """A column, from what the driver says of it."""
        return Column(name)

    def rows(self, statement: str, at: Any = None) -> Sequence[Sequence[Any]]:
        """The few rows of a question; `at` goes where `placeholder` stands."""
        with self.asking():
            return self._execute(statement, at).fetchall()

    def placeholder(self, column: Column) -> str:
        """Where the value of a column goes into a statement."""
        return _PLACEHOLDERS[self.dialect.paramstyle]

    def now(self) -> str:
        """The present moment, in SQL."""
        return "CURRENT_TIMESTAMP"

    def selected(self, column: Column) -> str:
        """What is selected for a column."""
        return quoted(self.dialect, column.name)

    def greatest(self, expression: str) -> str:
        """The greatest value of an expression, as `placeholder` takes it again."""
        return f"max({expression})"

    def arrow_type(self, column: Column) -> pa.DataType:
        """What `batches` gives for a column."""
        import pyarrow as pa

        return pa.string()

    def batches(self, statement: str, columns: Sequence[Column], at: Any = None) -> Iterator[pa.RecordBatch]:
        """The rows of a statement, as a stream."""
        import pyarrow as pa

        schema = pa.schema([(column.name, self.arrow_type(column)) for column in columns])
        result = self._execute(statement, at, stream_results=True, max_row_buffer=BATCH_ROWS)
        try:
            for rows in result.partitions(BATCH_ROWS):
                cells = zip(*rows, strict=True)
                arrays = [self.array(values, column) for values, column in zip(cells, columns, strict=True)]
                yield pa.record_batch(arrays, schema=schema)
        finally:
            result.close()

    def array(self, values: Sequence[Any], column: Column) -> pa.Array:
        """The values of a column as they came from the driver."""
        return plain_texts(values)

    def _execute(self, statement: str, at: Any = None, **options: Any) -> sa.CursorResult[Any]:
        if at is None:
            # Without parameters the driver takes no % for one.
            return self.connection.exec_driver_sql(statement, execution_options={"no_parameters": True, **options})
        named = self.dialect.paramstyle in ("pyformat", "named")
        return self.connection.exec_driver_sql(statement, {"at": at} if named else (at,), execution_options=options)

    def escaped(self, text: str) -> str:
        """A part of a statement that has a parameter elsewhere."""
        return text.replace("%", "%%") if self.dialect.paramstyle in ("format", "pyformat") else text
