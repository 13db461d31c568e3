"""The second half: once, however often it is tried, and in another process than the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.testing.exporters.rows import customers, same_rows
from kartoteka.testing.failed import changes, expect

if TYPE_CHECKING:
    from kartoteka.testing.exporters.exporter_checks import ExporterChecks

_SOME = 50


def delivered_twice(checks: ExporterChecks) -> None:
    """Delivered again under the same key, it changes nothing more: the program may be killed before it notes the first."""
    options, desk, rows = checks.options(), checks.desk(), customers(_SOME)
    prepared = desk.prepare(checks.exporter(options), rows)
    desk.deliver(checks.exporter(options), prepared)
    once = checks.held()
    desk.deliver(checks.exporter(options), prepared)
    twice = checks.held()
    same_rows(checks.expected(rows), checks.read_back())
    expect(once == twice, f"the second delivery has changed the system: {changes(once, twice)}")


def killed_in_between(checks: ExporterChecks) -> None:
    """What was prepared by a command that was killed is prepared again, or delivered by the next one, from `Staged` alone."""
    options, desk, rows = checks.options(), checks.desk(), customers(_SOME)
    desk.prepare(checks.exporter(options), customers(_SOME + 1))
    prepared = desk.prepare(checks.exporter(options), rows)
    desk.deliver(checks.exporter(options), prepared)
    same_rows(checks.expected(rows), checks.read_back())


DELIVERY_CHECKS = (delivered_twice, killed_in_between)
