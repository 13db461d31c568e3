"""Sources that can tell what has changed: what they tell and what was read before make the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.components.changes import Changes, IncrementalSource
from kartoteka.testing.failed import expect
from kartoteka.testing.sources.filled import Filled
from kartoteka.testing.sources.rows import same_rows
from kartoteka.testing.sources.tables import customers

if TYPE_CHECKING:
    import pyarrow as pa

    from kartoteka.testing.sources.source_checks import SourceChecks

_OLD = 40


def changes_make_the_whole(checks: SourceChecks) -> None:
    """After new, changed and deleted rows, the changes and the rows of before are what the system holds."""
    filled = checks.filled(customers(_OLD))
    filled.land()
    after = _after_changes(checks)
    same_rows(filled.land(), after)
    filled.forget()
    same_rows(filled.land(), after)


def nothing_new(checks: SourceChecks) -> None:
    """Where nothing has changed, asking again loses nothing and brings no row again that it need not."""
    given = customers(_OLD)
    filled = checks.filled(given)
    same_rows(filled.land(), given)
    landed = filled.land()
    same_rows(landed, given)
    expect(landed.table.reused, "nothing has changed, and the table was landed anew: its rows came back as others")


def cursor_is_all(checks: SourceChecks) -> None:
    """What was read is remembered in the cursor alone: asked again from an old one, the source tells the same changes."""
    filled = checks.filled(customers(_OLD))
    cursor = _cursor(filled)
    expect(cursor is not None, "after a whole reading there is no cursor, so everything is read each time")
    _after_changes(checks)
    first, second = _changed(filled, cursor), _changed(filled, cursor)
    expect(first == second, f"from one cursor came {len(first)} changes, and from the same again {len(second)}")
    expect(bool(first), "rows were changed, and the cursor brought none of them")


def cursor_saves_work(checks: SourceChecks) -> None:
    """From a cursor come the changes and not everything, or the source need not be incremental."""
    filled = checks.filled(customers(_OLD))
    cursor = _cursor(filled)
    checks.change("customers", customers(1), ())
    came = len(_changed(filled, cursor))
    expect(came < _OLD, f"one row was changed, and {came} of {_OLD} came")


def key_names_rows(checks: SourceChecks) -> None:
    """The key is made of columns of the batches, and no two rows share one."""
    filled = checks.filled(customers(_OLD))
    with filled.opened() as source:
        assert isinstance(source, IncrementalSource)
        key = source.key()
    columns = filled.columns()
    expect(set(key) <= set(columns), f"the key is {list(key)}, and the columns are {columns}")
    rows = [row for batch in filled.batches() for row in batch.to_pylist()]
    distinct = {tuple(row[name] for name in key) for row in rows}
    expect(not key or len(distinct) == len(rows), f"{len(rows)} rows have {len(distinct)} different keys {list(key)}")


def _after_changes(checks: SourceChecks) -> pa.Table:
    """Change one row, add one, delete one; gives what the system holds then."""
    import pyarrow as pa

    changed = customers(1).set_column(1, "name", pa.array(["Renamed sp. z o.o."]))
    added = customers(1, first=_OLD + 1)
    deleted = [f"K{_OLD:06}"]
    checks.change("customers", pa.concat_tables([changed, added]), deleted)
    return pa.concat_tables([changed, customers(_OLD - 2, first=2), added])


def _cursor(filled: Filled) -> str | None:
    """The cursor at the end of a whole reading."""
    with filled.opened() as source:
        assert isinstance(source, IncrementalSource)
        changes = source.read(None)
        _rows(changes)
        return changes.cursor()


def _changed(filled: Filled, cursor: str | None) -> list[object]:
    with filled.opened() as source:
        assert isinstance(source, IncrementalSource)
        return _rows(source.read(cursor))


def _rows(changes: Changes) -> list[object]:
    return [row for part in (changes.batches(), changes.deleted()) for batch in part for row in batch.to_pylist()]


INCREMENTAL_CHECKS = (changes_make_the_whole, nothing_new, cursor_is_all, cursor_saves_work, key_names_rows)
