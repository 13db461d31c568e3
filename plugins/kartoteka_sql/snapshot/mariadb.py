"""MariaDB and MySQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kartoteka_sql.column import Column
from kartoteka_sql.plain import plain_texts
from kartoteka_sql.snapshot.base import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

_TIMESTAMP, _DATE, _DATETIME, _BIT = 7, 10, 12, 16
"""Types in the protocol of the server."""


class MariadbSnapshot(Snapshot):
    """A consistent snapshot of InnoDB, streamed row by row. Other kinds of tables, such as MyISAM, know no transactions."""

    connect_args: ClassVar = {"connect_timeout": 5, "charset": "utf8mb4"}

    def begin(self) -> None:
        for statement in (
            "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "SET time_zone = '+00:00'",
            "SET SESSION net_write_timeout = 3600",
            "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
        ):
            self._execute(statement)
        self._driver: Any = self.connection.connection.dbapi_connection

    def close(self) -> None:
        self._give_up_reading()
        super().close()

    def batches(self, statement: str, columns: Sequence[Column], at: Any = None) -> Iterator[pa.RecordBatch]:
        try:
            yield from super().batches(statement, columns, at)
        finally:
            self._give_up_reading()

    def _give_up_reading(self) -> None:
        """Let go of rows that will not be read any more.

        The driver would ask the server for them when the cursor is thrown away, whether there is still a connection or not.
        """
        result = getattr(getattr(self, "_driver", None), "_result", None)
        if result is not None and result.unbuffered_active:
            result.unbuffered_active = False
            self.connection.invalidate()  # the rows are still on their way

    def column(self, name: str, type_code: Any) -> Column:
        if type_code == _TIMESTAMP:
            return Column(name, "moment", is_time=True)
        return Column(name, "bits" if type_code == _BIT else "text", is_time=type_code in (_DATE, _DATETIME))

    def array(self, values: Sequence[Any], column: Column) -> pa.Array:
        if column.kind == "bits":
            values = [int.from_bytes(value, "big") if isinstance(value, bytes) else value for value in values]
        texts = plain_texts(values)
        if column.kind == "moment":
            import pyarrow.compute as pc

            return pc.binary_join_element_wise(texts, "+00:00", "")
        return texts
