"""Lists that are split by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.model.types import ColumnType
from kartoteka.testing.exporters.given import GivenRows
from kartoteka.testing.exporters.rows import customers, same_rows
from kartoteka.testing.failed import expect

if TYPE_CHECKING:
    from kartoteka.testing.exporters.exporter_checks import ExporterChecks

_STEP = "loyalty"
_LABELS = ("vip", "Żółw / 1: „a”", "nobody is in it")


def split_by_segment(checks: ExporterChecks) -> None:
    """A split list has its own rows for each segment, and no rows, but a list, for one that nobody is in now."""
    import pyarrow as pa

    whole = customers(5)
    labels = pa.array([_LABELS[number % 2] for number in range(5)])
    columns = {**whole.columns, _STEP: ColumnType.TEXT}
    rows = GivenRows(columns, whole.table.append_column(_STEP, labels), {_STEP: _LABELS})
    options, desk = checks.split_options(), checks.desk()
    places = checks.exporter(options).destinations({_STEP: _LABELS})
    expect(len(set(places)) == len(_LABELS), f"{len(_LABELS)} segments go to {len(set(places))} destinations")
    prepared = desk.prepare(checks.exporter(options), rows)
    expect(sum(one.rows for one in prepared) == rows.count, f"{rows.count} rows were given, and the parts hold others")
    desk.deliver(checks.exporter(options), prepared)
    for label in _LABELS:
        back = checks.read_segment(label)
        wanted = checks.expected(rows.only(_STEP, label))
        expect(len(back.rows) == wanted.count, f"{wanted.count} customers are in {label!r}, and its list has {len(back.rows)}")
        if wanted.count:
            same_rows(wanted, back)


SPLIT_CHECKS = (split_by_segment,)
