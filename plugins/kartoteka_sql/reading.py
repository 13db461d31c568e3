"""One reading of a table or query: all of it, or what has changed since the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from kartoteka import Changes, InputError, ngettext
from kartoteka import gettext as _
from kartoteka_sql.names import quoted
from kartoteka_sql.selection import Selection
from kartoteka_sql.snapshot import Snapshot
from kartoteka_sql.url import told_by
from kartoteka_sql.watermark import kept_value, taken_value

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_COMPARED = 10_000


class SqlChanges(Changes):
    """A reading in a snapshot.

    Rows at the last watermark are read again, since others may have come with the same value; so are those without a
    watermark, and those whose watermark lies in the future, since nobody knows when they change.
    """

    def __init__(self, snapshot: Snapshot, selection: Selection, cursor: str | None, shown: str) -> None:
        self.snapshot, self.selection, self.shown = snapshot, selection, shown
        self.since = cursor

    def batches(self) -> Iterator[pa.RecordBatch]:
        try:
            if self.since is None:
                self._check_key()
            yield from self._rows(self.since)
        except (sa.exc.SQLAlchemyError, OSError) as error:
            raise self._broken_off(error) from error
        except Exception as error:
            # ADBC has errors of its own and of Arrow, and may not be installed.
            if type(error).__module__.partition(".")[0] in ("adbc_driver_manager", "pyarrow"):
                raise self._broken_off(error) from error
            raise

    def cursor(self) -> str | None:
        watermark, snapshot = self.selection.watermark, self.snapshot
        if watermark is None:
            return None
        name = quoted(snapshot.dialect, watermark.name)
        past = f"CASE WHEN {name} <= {snapshot.now()} THEN {name} END" if watermark.is_time else name
        ((value,),) = self._asked(f"SELECT {snapshot.greatest(past)} FROM {self.selection.relation} q")
        return None if value is None else kept_value(value)

    def rows(self) -> int | None:
        if self.selection.watermark is None:
            return None
        ((count,),) = self._asked(f"SELECT count(*) FROM {self.selection.relation} q")
        return int(count)

    def state(self) -> str | None:
        """A text that changes whenever the rows do, as far as a watermark tells; None where that is not cheap.

        Beside the count and the greatest watermark it covers the rows that a reading from there on would give.
        """
        cursor = self.cursor()
        digest = hashlib.sha256(repr([self.selection.columns, self.rows(), cursor]).encode())
        where, at = self._where(cursor)
        relation = self.snapshot.escaped(self.selection.relation) if where else self.selection.relation
        ((count,),) = self._asked(f"SELECT count(*) FROM {relation} q{where}", at)
        if count > _MOST_COMPARED:
            return None
        rows = sorted(repr(row) for batch in self._rows(cursor) for row in batch.to_pylist())
        for row in rows:
            digest.update(row.encode())
        return digest.hexdigest()

    def _rows(self, cursor: str | None) -> Iterator[pa.RecordBatch]:
        columns, snapshot = self.selection.columns, self.snapshot
        where, at = self._where(cursor)
        statement = f"SELECT {', '.join(map(snapshot.selected, columns))} FROM {self.selection.relation} q"
        yield from snapshot.batches((snapshot.escaped(statement) if where else statement) + where, columns, at)

    def _where(self, cursor: str | None) -> tuple[str, Any]:
        watermark = self.selection.watermark
        if cursor is None or watermark is None:
            return "", None
        name = self.snapshot.escaped(quoted(self.snapshot.dialect, watermark.name))
        return f" WHERE {name} >= {self.snapshot.placeholder(watermark)} OR {name} IS NULL", taken_value(cursor)

    def _check_key(self) -> None:
        """A key that the database does not hold to be unique is looked at once, before everything is read."""
        if not self.selection.key or self.selection.unique:
            return
        names = ", ".join(quoted(self.snapshot.dialect, name) for name in self.selection.key)
        twice = f"SELECT {names} FROM {self.selection.relation} q GROUP BY {names} HAVING count(*) > 1"
        found = self._asked(f"SELECT count(*) FROM ({twice}) t")[0][0]
        if found:
            message = ngettext(
                "{key} does not name a row of {shown}: {number} value stands in more than one",
                "{key} does not name a row of {shown}: {number} values stand in more than one",
                found,
                key=", ".join(self.selection.key),
                shown=self.shown,
                number=found,
            )
            raise InputError(
                message,
                hint=_("Name in `key` the columns that do together, or leave out `watermark`."),
            )

    def _asked(self, statement: str, at: Any = None) -> Any:
        try:
            return self.snapshot.rows(statement, at)
        except sa.exc.SQLAlchemyError as error:
            raise self._broken_off(error) from error

    def _broken_off(self, error: BaseException) -> InputError:
        told = told_by(error, self.snapshot.url)
        hint = _("Nothing of this reading is kept; the next run goes on from the last one that got through.")
        return InputError(_("reading {shown} broke off ({told})", shown=self.shown, told=told), hint=hint)
