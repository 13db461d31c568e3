"""Lists that are split by segment."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kartoteka.model.types import ColumnType
from kartoteka.testing.exporters.given import given
from kartoteka.testing.failed import expect

if TYPE_CHECKING:
    from kartoteka.testing.exporters.exporter_checks import ExporterChecks

_STEP = "loyalty"
_LABELS = ("vip", "Żółw / 1: „a”", "nobody is in it")


def split_by_segment(checks: ExporterChecks) -> None:
    """A split list has its own rows for each segment, and no rows, but a list, for one that nobody is in now."""
    columns = {"customer_id": ColumnType.TEXT, _STEP: ColumnType.TEXT}
    cells = [{"customer_id": str(number), _STEP: _LABELS[number % 2]} for number in range(5)]
    rows = replace(given(columns, cells), labels={_STEP: _LABELS})
    options, desk = checks.split_options(), checks.desk()
    places = checks.exporter(options).destinations({_STEP: _LABELS})
    expect(len(set(places)) == len(_LABELS), f"{len(_LABELS)} segments go to {len(set(places))} destinations")
    prepared = desk.prepare(checks.exporter(options), rows)
    expect(sum(one.rows for one in prepared) == rows.count, f"{rows.count} rows were given, and the parts hold others")
    desk.deliver(checks.exporter(options), prepared)
    inside = Counter(cell[_STEP] for cell in cells)
    for label in _LABELS:
        back = checks.read_segment(label)
        wanted = [cell["customer_id"] for cell in cells if cell[_STEP] == label]
        at = list(back.columns).index("customer_id") if "customer_id" in back.columns else 0
        arrived = [str(row[at]) for row in back.rows]
        expect(arrived == wanted, f"in {label!r} are {inside[label]} customers, {wanted}, and its list has {arrived}")


SPLIT_CHECKS = (split_by_segment,)
