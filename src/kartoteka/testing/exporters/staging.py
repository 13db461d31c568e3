"""The first half: written, safe on the disk, the same each time, and nothing outside has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

from kartoteka.components.exporter import sha256_of
from kartoteka.testing.exporters.desk import watched_fsync
from kartoteka.testing.exporters.rows import customers
from kartoteka.testing.failed import changes, expect, expect_none, shown

if TYPE_CHECKING:
    from kartoteka.testing.exporters.exporter_checks import ExporterChecks

_SOME = 500
_A_YEAR = 31_557_600


def prepare_changes_nothing(checks: ExporterChecks) -> None:
    """`prepare` changes nothing outside of its staging folder but what it announced before: the run may yet be killed."""
    desk, exporter, rows = checks.desk(), checks.exporter(), customers(_SOME)
    checks.introduce(rows)
    before = checks.held()
    desk.prepare(exporter, rows)
    after = checks.held()
    if isinstance(after, dict):
        announced = {os.path.relpath(path, checks.folder) for path in desk.announced}
        after = {name: held for name, held in after.items() if name not in announced}
    expect(before == after, f"prepare() has changed the system: {changes(before, after)}")
    expect_none((str(path) for path in desk.late), "these were written to before they were announced:")


def staged_is_safe(checks: ExporterChecks) -> None:
    """Each staged file is there, is on the disk with its name (fsync), and has the SHA-256 that is told: use `seal`."""
    desk = checks.desk()
    with watched_fsync() as synced:
        prepared = desk.prepare(checks.exporter(), customers(_SOME))
    expect(bool(prepared), "prepare() staged nothing")
    for one in prepared:
        expect(one.staged.is_file(), f"prepare() says that it staged {one.staged}, and there is no such file")
        real = sha256_of(one.staged)
        expect(one.sha256 == real, f"the SHA-256 of {one.staged.name} is told as {one.sha256!r}, and is {real}")
        expect(one.staged.stat().st_ino in synced, f"{one.staged.name} is not fsynced: a power cut would leave it empty")
        expect(one.staged.parent.stat().st_ino in synced, f"the folder of {one.staged.name} is not fsynced")
        inside = one.staged.is_relative_to(desk.folder)
        expect(inside or one.staged in desk.announced, f"{one.staged} lies outside of the staging folder and was not announced")


def deterministic(checks: ExporterChecks) -> None:
    """The same rows stage the same bytes, a year later, in another time zone, and however many come at once."""
    rows = customers(_SOME)
    first = checks.desk().prepare(checks.exporter(), rows)
    checks.new_folder()
    with _elsewhere():
        second = checks.desk().prepare(checks.exporter(), replace(rows, batch_rows=7))
    hashes = [[one.sha256 for one in each] for each in (first, second)]
    expect(hashes[0] == hashes[1], "the same rows stage other bytes the second time: is a time in them, or a chance?")
    told = [[(one.destination, one.rows) for one in each] for each in (first, second)]
    expect(told[0] == told[1], f"what is told of it differs: {shown(told[0])} and {shown(told[1])}")


def rows_are_counted(checks: ExporterChecks) -> None:
    """`rows` says how many rows are staged; where some are left out, a remark tells how many and why."""
    prepared = checks.desk().prepare(checks.exporter(), customers(_SOME))
    counted = sum(one.rows for one in prepared)
    told = any(one.remarks for one in prepared)
    expect(
        counted == _SOME or (counted < _SOME and told), f"{_SOME} rows were given, and rows says {counted}, without a remark"
    )


def destinations_are_told(checks: ExporterChecks) -> None:
    """`destinations` names each place, the same for the same place: two exports of a run must not write to one."""
    options = checks.options()
    first, second = (list(checks.exporter(options).destinations({})) for _ in range(2))
    expect(first == second, f"one place is called {first} and then {second}")
    expect(bool(first), "destinations() names no place: two exports to one would get in each other's way")
    expect_none((shown(place) for place in first if not isinstance(place, str) or not place.strip()), "these are no names:")


@contextmanager
def _elsewhere() -> Iterator[None]:
    """A year later, in Vladivostok."""
    real = time.time
    try:
        with patch.dict(os.environ, {"TZ": "Asia/Vladivostok"}), patch("time.time", lambda: real() + _A_YEAR):
            _set_zone()
            yield
    finally:
        _set_zone()


def _set_zone() -> None:
    if hasattr(time, "tzset"):  # Windows has none
        time.tzset()


STAGING_CHECKS = (prepare_changes_nothing, staged_is_safe, deterministic, rows_are_counted, destinations_are_told)
