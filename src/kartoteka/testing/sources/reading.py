"""How a system is read: twice alike, without a change to it, and with a word to people where it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.components.changes import IncrementalSource
from kartoteka.components.source import BatchSource, FileSource
from kartoteka.errors import ConfigError, InputError, KartotekaError
from kartoteka.testing.failed import CheckFailed, changes, expect, expect_none, shown
from kartoteka.testing.sources.disturbed import BROKEN, broken_off, disturbed, pages_twice
from kartoteka.testing.sources.filled import Filled, Landed
from kartoteka.testing.sources.rows import same_rows
from kartoteka.testing.sources.tables import customers, orders

if TYPE_CHECKING:
    from kartoteka.testing.sources.source_checks import SourceChecks

SOME = 50


def read_twice(checks: SourceChecks) -> None:
    """Read twice, a system that has not changed gives the same rows in the same order."""
    filled = checks.filled(customers(SOME))
    first, columns = filled.land().rows, filled.columns()
    filled.forget()
    second = filled.land().rows
    expect(filled.columns() == columns, "the columns are told in another order the second time")
    differ = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
    told = "" if differ is None else f": row {differ + 1} was {shown(first[differ])} and is {shown(second[differ])}"
    expect(first == second, f"read again, the rows are others or in another order{told}")


def changes_nothing(checks: SourceChecks) -> None:
    """Reading changes nothing in the system: the user gave it to be read."""
    filled = checks.filled(customers(SOME))
    before = checks.held()
    filled.land()
    after = checks.held()
    expect(before == after, f"reading has changed the system: {changes(before, after)}")


def missing_system(checks: SourceChecks) -> None:
    """A system that is not there is told in a sentence, with what would do, and without a secret."""
    filled = Filled(checks, checks.folder, "customers", checks.missing())
    try:
        filled.columns()
        filled.land()
    except (InputError, ConfigError) as error:
        hints = [error.hint, *(problem.hint for problem in getattr(error, "problems", ()))]
        expect(any(hints), f"the message does not say what would do; give the error a hint: {error}")
        told = str(error)
    except Exception as error:
        raise CheckFailed(
            f"a missing system raises {type(error).__name__} ({error}), which people would see as a crash; raise InputError"
        ) from error
    else:
        raise CheckFailed("a system that is not there was read without an error")
    shows = [secret for secret in checks.secrets if secret in told]
    expect_none((f"{secret!r} in: {told}" for secret in shows), "the message shows a secret:")


def columns_agree(checks: SourceChecks) -> None:
    """`columns()` names the columns that the batches have, and all batches have one schema."""
    filled = checks.filled(customers(checks.many))
    told, batches = filled.columns(), filled.batches()
    expect(bool(batches), "no batch came")
    names = batches[0].schema.names
    expect(told == names, f"columns() tells {told}, and the batches have {names}")
    others = [str(batch.schema) for batch in batches[1:] if not batch.schema.equals(batches[0].schema)]
    expect_none(others[:1], f"a batch has another schema than the first, which has {batches[0].schema}:")


def page_twice(checks: SourceChecks) -> None:
    """A page that comes twice counts once, or the reading is refused: twice the rows would be twice the turnover."""
    given = orders(SOME)
    filled = checks.filled(given, "orders")
    if checks.repeat_page():
        try:
            _once(filled.land(), "the system gave a page twice")
        except InputError:
            filled.forget()
    source = filled.source()
    if isinstance(source, IncrementalSource):
        _once(filled.land(source=disturbed(source, pages_twice)), "each batch came twice")


def _once(landed: Landed, why: str) -> None:
    expect(len(landed.rows) == SOME, f"{why}, and {len(landed.rows)} orders landed of {SOME}: name their key")


def broken_reading(checks: SourceChecks) -> None:
    """A reading that breaks off keeps nothing, and the next one has everything."""
    filled = checks.filled(customers(SOME))
    filled.land()
    given = customers(2 * SOME)
    if isinstance(filled.source(), IncrementalSource):
        checks.change("customers", given, ())
    else:
        filled = Filled(checks, checks.folder, "customers", checks.fill("customers", given))
    source = filled.source()
    assert isinstance(source, BatchSource | IncrementalSource)
    try:
        filled.land(source=disturbed(source, broken_off))
    except KartotekaError as error:
        expect(BROKEN in str(error), f"instead of the error of the reading there is another one: {error}")
    else:
        raise CheckFailed("the reading broke off and nobody was told: where batches() is wrapped, let its errors through")
    same_rows(filled.land(), given)


def version_tells(checks: SourceChecks) -> None:
    """`version()` is another one when the data is, and the same while nothing has changed; or it is None."""
    filled = checks.filled(customers(SOME))
    first = _version(filled)
    again = _version(filled)
    expect(first == again, f"version() was {first!r} and is {again!r}, and nothing has changed")
    changed = Filled(checks, checks.folder, "customers", checks.fill("customers", customers(SOME, first=2)))
    second = _version(changed)
    expect(first is None or first != second, f"version() is still {first!r}, and the rows are others: they would not be read")


def _version(filled: Filled) -> str | None:
    with filled.opened() as source:
        assert isinstance(source, BatchSource | IncrementalSource)
        return source.version()


def files_are_listed_once(checks: SourceChecks) -> None:
    """`paths()` names each file once, in the order of names: one that is listed twice would be read twice."""
    filled = checks.filled(customers(SOME))
    source = filled.source()
    assert isinstance(source, FileSource)
    paths = [path.resolve() for path in source.paths()]
    expect(len(set(paths)) == len(paths), f"a file is listed more than once: {[path.name for path in paths]}")
    expect(paths == sorted(paths), f"the files are not in the order of their names: {[path.name for path in paths]}")


READING_CHECKS = (read_twice, changes_nothing, missing_system)
FILE_CHECKS = (files_are_listed_once,)
"""Of files."""
ASKED_CHECKS = (columns_agree, page_twice, broken_reading, version_tells)
"""Of systems that are asked, not of files."""
