"""PostgreSQL: one snapshot over two drivers, psycopg for questions and ADBC, where it is installed, for the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa

from kartoteka_sql.column import Column, Kind
from kartoteka_sql.names import quoted
from kartoteka_sql.plain import plain_numbers
from kartoteka_sql.snapshot.base import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

_KINDS: dict[int, Kind] = {
    16: "bool", 20: "int64", 21: "int16", 23: "int32", 25: "text", 700: "float", 701: "double", 1042: "text", 1043: "text",
}  # fmt: skip
_NUMERIC, _MONEY = 1700, 790
_TIMES = (1082, 1114, 1184)
"""Object identifiers of built-in types, which never change."""
_NAMES = {"bool": "bool", "int16": "int2", "int32": "int4", "int64": "int8", "float": "float4", "double": "float8"}


class PostgresqlSnapshot(Snapshot):
    """A transaction of PostgreSQL at REPEATABLE READ.

    Only whole numbers, doubles, booleans and texts come as they are. Whatever else there is, the server spells: a number may
    be NaN and a day infinite, which Arrow's types cannot hold.
    """

    connect_args: ClassVar = {"connect_timeout": 5}

    def begin(self) -> None:
        self._adbc: Any = None
        self._snapshot: str | None = None
        self.connection = self.connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._settle()
        try:
            # Not within a savepoint, which exports nothing.
            ((self._snapshot,),) = self._execute("SELECT pg_export_snapshot()").fetchall()
        except sa.exc.DBAPIError:
            # A standby or a pooler may not be able to; the rows then come through psycopg.
            self.connection.rollback()
            self._settle()

    def _settle(self) -> None:
        for setting in _SETTINGS:
            self._execute(setting)

    def close(self) -> None:
        adbc = getattr(self, "_adbc", None)
        if adbc is not None:
            adbc.close()
        super().close()

    def asking(self) -> AbstractContextManager[Any]:
        return self.connection.begin_nested()

    def column(self, name: str, type_code: Any) -> Column:
        kind = _KINDS.get(type_code)
        if kind is not None:
            return Column(name, kind, _NAMES.get(kind, "text"))
        ((database_type,),) = self.rows(f"SELECT format_type({int(type_code)}, NULL)")
        kind = "number" if type_code in (_NUMERIC, _MONEY) else "text"
        return Column(name, kind, database_type, type_code in _TIMES)

    def placeholder(self, column: Column) -> str:
        return f"CAST({super().placeholder(column)} AS {self.escaped(column.database_type)})"

    def now(self) -> str:
        return "now()"

    def selected(self, column: Column) -> str:
        name = quoted(self.dialect, column.name)
        if column.database_type == "text" or column.kind in _NAMES:
            return name
        value = f"CAST({name} AS numeric)" if column.database_type == "money" else name  # or it would have a currency's sign
        return f"CAST({value} AS text) AS {name}"

    def greatest(self, expression: str) -> str:
        return f"CAST(max({expression}) AS text)"

    def arrow_type(self, column: Column) -> pa.DataType:
        import pyarrow as pa

        types = {
            "int16": pa.int16(), "int32": pa.int32(), "int64": pa.int64(), "bool": pa.bool_(), "float": pa.float32(),
            "double": pa.float64(),
        }  # fmt: skip
        return types.get(column.kind, pa.string())

    def batches(self, statement: str, columns: Sequence[Column], at: Any = None) -> Iterator[pa.RecordBatch]:
        return self._copied(statement, columns, at) if self.copies else super().batches(statement, columns, at)

    @property
    def copies(self) -> bool:
        """Whether rows come by COPY, as columns, and not one by one."""
        return self._snapshot is not None and find_spec("adbc_driver_postgresql") is not None

    def array(self, values: Sequence[Any], column: Column) -> pa.Array:
        import pyarrow as pa

        array = pa.array(values, self.arrow_type(column))
        return plain_numbers(array) if column.kind == "number" else array

    def _copied(self, statement: str, columns: Sequence[Column], at: Any) -> Iterator[pa.RecordBatch]:
        """The rows by COPY, which takes no parameters."""
        import pyarrow as pa

        if at is not None:
            ((value,),) = self.rows("SELECT quote_literal(%(at)s)", str(at))
            statement = re.sub(r"%%|%\(at\)s", lambda found: "%" if found[0] == "%%" else str(value), statement)
        schema = pa.schema([(column.name, self.arrow_type(column)) for column in columns])
        with self._adbc_connection().cursor() as cursor:
            cursor.execute(statement)
            with cursor.fetch_record_batch() as reader:
                for batch in reader:
                    if batch.num_rows:
                        yield pa.record_batch([_fitting(*pair) for pair in zip(batch.columns, columns, strict=True)], schema)

    def _adbc_connection(self) -> Any:
        """A second connection that sees the same state."""
        from adbc_driver_postgresql import dbapi

        if self._adbc is None:
            self._adbc = dbapi.connect(self.url.set(drivername="postgresql").render_as_string(hide_password=False))
            with self._adbc.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute(f"SET TRANSACTION SNAPSHOT '{self._snapshot}'")
                for setting in _SETTINGS:
                    cursor.execute(setting)
        return self._adbc


_SETTINGS = (
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO'",
    "SET LOCAL IntervalStyle = 'iso_8601'",
    "SET LOCAL bytea_output = 'hex'",
)


def _fitting(array: pa.Array, column: Column) -> pa.Array:
    return plain_numbers(array) if column.kind == "number" else array
