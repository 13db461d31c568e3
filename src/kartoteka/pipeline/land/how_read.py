"""How a source was read, and what of that differs from the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kartoteka.components.source import CsvFile
from kartoteka.language import N_
from kartoteka.language import gettext as _
from kartoteka.model.cells import CellReading
from kartoteka.pipeline.land.landed import LandedTable
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.lookup_load import LoadedLookup


def settled(layout: Layout, reading: CellReading, lookups: Sequence[LoadedLookup]) -> Mapping[str, Any]:
    """The marks, encodings and delimiters that were settled, for the state."""
    texts = [*layout.files, *(file for lookup in lookups for file in lookup.files)]
    files = {
        file.path.name: {"encoding": file.encoding, "delimiter": file.delimiter or "whitespace"}
        for file in texts
        if isinstance(file, CsvFile)
    }
    told: dict[str, Any] = {"decimal": reading.decimal, "date_order": reading.date_order, "files": files}
    if lookups:
        told["lookups"] = {
            one.lookup.name: {"decimal": one.reading.decimal, "date_order": one.reading.date_order} for one in lookups
        }
    return told


def read_otherwise(before: LandedTable | None, now: LandedTable) -> Sequence[str]:
    """What is read otherwise than last time: a sign that an export has changed, or that a guess was wrong."""
    if before is None:
        return ()
    told: list[str] = []
    readings = {now.table: now.settled, **now.settled.get("lookups", {})}
    readings_before = {before.table: before.settled, **before.settled.get("lookups", {})}
    for of, reading in readings.items():
        for name, message in (
            ("decimal", N_("the decimal mark of {name} was {old!r} last time and is {new!r} now")),
            ("date_order", N_("the order of dates of {name} was {old!r} last time and is {new!r} now")),
        ):
            old, new = readings_before.get(of, {}).get(name), reading.get(name)
            if old is not None and new is not None and old != new:
                told.append(_(message, name=of, old=old, new=new))
    for file, read in now.settled.get("files", {}).items():
        old_read = before.settled.get("files", {}).get(file, {})
        told += [
            _(message, name=file, old=old_read[name], new=read[name])
            for name, message in (
                ("encoding", N_("the encoding of {name} was {old!r} last time and is {new!r} now")),
                ("delimiter", N_("the delimiter of {name} was {old!r} last time and is {new!r} now")),
            )
            if name in old_read and old_read[name] != read[name]
        ]
    return told
