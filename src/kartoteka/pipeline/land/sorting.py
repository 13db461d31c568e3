"""The careful way's second half: sort out the rows that cannot be used, say why, and write the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, ngettext
from kartoteka.model.cells import CellReading
from kartoteka.pipeline.land.ascending import rows_ascend
from kartoteka.pipeline.land.landed import Emptied
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.staging import FILE, LINE, NUMBER, PROBLEM, RAW
from kartoteka.pipeline.land.statement import Parsed, Source, parsed
from kartoteka.pipeline.land.why import Why
from kartoteka.pipeline.land.written import PART, Written, emptied_writer, rejects_writer, write_parquet

if TYPE_CHECKING:
    from datetime import date

    import duckdb

_MANY = 10_000
"""Rows that Python holds at a time."""


class Sorting:
    """Parse staged rows, sort out those that cannot be used, and say why.

    Args:
        connection: Where it is computed.
        source: The staged rows.
        layout: What is made of them.
        reading: How cells are read.
        staged: The relation behind `source`, with raw texts.
        work: A folder for what is removed at the end.
        folder: The draft folder.
        file_names: What each file is called in the lists that are written.
        shown_names: What it is called in errors.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        source: Source,
        layout: Layout,
        reading: CellReading,
        *,
        staged: str,
        work: Path,
        folder: Path,
        file_names: Sequence[str],
        shown_names: Sequence[str],
    ) -> None:
        self.connection = connection
        self.source = source
        self.layout = layout
        self.reading = reading
        self.staged = staged
        self.parsed_file = work / "parsed.parquet"
        self.folder = folder
        self.file_names = file_names
        self.columns = {column.name: column for column in layout.columns}
        self.why = Why(
            connection,
            layout,
            reading,
            source.typed,
            lambda file, line: _("{file}, line {line}", file=shown_names[file], line=line),
        )

    def land(self, as_of: date) -> Written:
        typed = parsed(self.connection, self.source, self.layout, self.reading, as_of, strict=False)
        read = self._write_parsed(typed)
        self.connection.execute("CREATE OR REPLACE TABLE kartoteka_rejects (number BIGINT, reason VARCHAR)").fetchall()
        self._reject_unusable()
        self._reject_across_rows()
        landed = write_parquet(
            self.connection,
            f"SELECT {', '.join(map(identifier, typed.values))} FROM {self._parsed_rows()} "
            f"ANTI JOIN kartoteka_rejects ON {identifier(NUMBER)} = number ORDER BY {identifier(NUMBER)}",
            self.folder / PART,
        )
        rejected = self._write_rejects()
        emptied = self._write_emptied()
        assert read == landed + rejected, f"{read} rows were read, but {landed} landed and {rejected} rejected"
        return Written(read, landed, rejected, sum(one.cells for one in emptied), emptied)

    def place(self, file: int, line: int) -> str:
        return _("{file}, line {line}", file=self.file_names[file], line=line)

    def _parsed_rows(self) -> str:
        return f"read_parquet({literal(str(self.parsed_file))})"

    def _write_parsed(self, typed: Parsed) -> int:
        failing: list[str] = []
        for name, unreadable in typed.unreadable.items():
            missing = f"{identifier(f'value:{name}')} IS NULL"
            condition = missing if self.columns[name].required else f"{missing} AND ({unreadable})"
            failing.append(f"CASE WHEN {condition} THEN {literal(name)} END")
        kept = ", ".join(map(identifier, self.source.kept))
        values = ", ".join(f"{value} AS {identifier(f'value:{name}')}" for name, value in typed.values.items())
        named = ", ".join(f"{identifier(f'value:{name}')} AS {identifier(name)}" for name in typed.values)
        query = (
            f'SELECT {kept}, {named}, list_filter([{", ".join(failing)}], lambda name: name IS NOT NULL) AS "row:failing" '
            f"FROM (SELECT *, {values} FROM {typed.relation})"
        )
        return write_parquet(self.connection, query, self.parsed_file)

    def _reject_unusable(self) -> None:
        required = [literal(column.name) for column in self.layout.columns if column.required]
        fails = f'list_has_any("row:failing", [{", ".join(required)}])' if required else "false"
        condition = f"{identifier(PROBLEM)} IS NOT NULL OR {fails}"
        found: list[tuple[int, str]] = []
        for row in self._failing_rows(condition):
            required_names = [name for name in row["row:failing"] if self.columns[name].required]
            reason = row[PROBLEM] or "; ".join(self.why(self.columns[name], row) for name in required_names)
            found.append((row[NUMBER], reason))
            if len(found) == _MANY:
                self._insert(found)
                found = []
        self._insert(found)

    def _insert(self, found: Sequence[tuple[int, str]]) -> None:
        import pyarrow as pa

        if found:
            numbers, reasons_ = zip(*found, strict=True)
            table = pa.table({"number": pa.array(numbers, pa.int64()), "reason": pa.array(reasons_, pa.string())})
            self.connection.register("kartoteka_found", table)
            self.connection.execute("INSERT INTO kartoteka_rejects SELECT * FROM kartoteka_found").fetchall()
            self.connection.unregister("kartoteka_found")

    def _failing_rows(self, condition: str) -> Iterator[dict[str, Any]]:
        """Rows with what a reason needs to know, in order."""
        slots = ", ".join(f"staged.{identifier(slot.name)}" for slot in self.layout.slots)
        failing = f"(SELECT * FROM {self._parsed_rows()} AS rows WHERE {condition})"
        told = ", ".join(f"rows.{identifier(name)}" for name in (NUMBER, FILE, LINE, PROBLEM, "row:failing"))
        staged = f"{self.staged} AS staged"
        query = f"SELECT {told}, {slots} FROM {failing} AS rows JOIN {staged} USING ({identifier(NUMBER)}) ORDER BY 1"
        # A cursor of its own, because rejects are inserted while these rows are read.
        cursor = self.connection.cursor()
        reader = cursor.execute(query)
        names = [described[0] for described in reader.description or ()]
        while rows := reader.fetchmany(_MANY):
            for row in rows:
                yield dict(zip(names, row, strict=True))
        cursor.close()

    def _reject_across_rows(self) -> None:
        table = self.layout.mapping.table
        if table in ("customers", "blacklist"):
            self._reject_second_customers()
        elif table == "orders":
            self._reject_orders_of_two()

    def _usable(self) -> str:
        return f"(SELECT * FROM {self._parsed_rows()} ANTI JOIN kartoteka_rejects ON {identifier(NUMBER)} = number)"

    def _reject_second_customers(self) -> None:
        number, file, line = map(identifier, (NUMBER, FILE, LINE))
        first = f"first_value({{'file': {file}, 'line': {line}}}) OVER same"
        query = (
            f"SELECT {number}, customer_id, {first} AS first, row_number() OVER same AS copy FROM {self._usable()} "
            f"WINDOW same AS (PARTITION BY customer_id ORDER BY {number}) QUALIFY copy > 1 ORDER BY 1"
        )
        self._reject_all(
            query,
            lambda row: _(
                "customer_id {customer!r} is taken already, by {place}; the first row stays",
                customer=row[1],
                place=self.place(row[2]["file"], row[2]["line"]),
            ),
        )

    def _reject_orders_of_two(self) -> None:
        if rows_ascend(self.connection, self._parsed_rows(), "order_id"):
            return
        number = identifier(NUMBER)
        torn = (
            "SELECT order_id, list_sort(list(DISTINCT customer_id)) AS customers "
            f"FROM {self._usable()} GROUP BY order_id HAVING count(DISTINCT customer_id) > 1"
        )
        query = f"SELECT {number}, order_id, customers FROM {self._usable()} JOIN ({torn}) USING (order_id) ORDER BY 1"
        self._reject_all(
            query,
            lambda row: ngettext(
                "the lines of order {order!r} name {number} customer: {customers}",
                "the lines of order {order!r} name {number} customers: {customers}",
                len(row[2]),
                order=row[1],
                number=len(row[2]),
                customers=_listed(row[2]),
            ),
        )

    def _reject_all(self, query: str, reason: Callable[[tuple[Any, ...]], str]) -> None:
        found = self.connection.execute(query).fetchall()
        self._insert([(row[0], reason(row)) for row in found])

    def _write_rejects(self) -> int:
        query = (
            f"SELECT {identifier(FILE)}, {identifier(LINE)}, reason, {identifier(RAW)} FROM kartoteka_rejects "
            f"JOIN {self.staged} AS staged ON {identifier(NUMBER)} = number ORDER BY number"
        )
        count = 0
        with rejects_writer(self.folder) as writer:
            reader = self.connection.execute(query)
            while rows := reader.fetchmany(_MANY):
                writer.writerows((self.file_names[file], line, reason, raw) for file, line, reason, raw in rows)
                count += len(rows)
        return count

    def _write_emptied(self) -> list[Emptied]:
        """Cells of optional columns that were left empty in rows that landed."""
        emptied: dict[str, Emptied] = {}
        rejected = 'EXISTS (SELECT 1 FROM kartoteka_rejects WHERE kartoteka_rejects.number = rows."row:number")'
        condition = f'{identifier(PROBLEM)} IS NULL AND len("row:failing") > 0 AND NOT {rejected}'
        with emptied_writer(self.folder) as writer:
            for row in self._failing_rows(condition):
                for name in row["row:failing"]:
                    column = self.columns[name]
                    cell = row[self.layout.slots[column.slot].name] if column.slot is not None else ""
                    reason = self.why(column, row)
                    file, line = self.file_names[row[FILE]], row[LINE]
                    writer.writerow((file, line, name, reason, cell))
                    first = emptied.get(name, Emptied(name, 0, file, line, reason))
                    emptied[name] = replace(first, cells=first.cells + 1)
        return list(emptied.values())


def _listed(names: Sequence[str]) -> str:
    shown = [repr(name) for name in names[:5]]
    return list_in_words(shown) if len(names) <= 2 else ", ".join(shown) + (", …" if len(names) > 5 else "")
