"""How a file is understood: landed for a trial, with all that was settled on the way."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from csv import DictReader
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from kartoteka.components.source import BatchFile, CsvFile, Finding
from kartoteka.config.places import Places
from kartoteka.config.project import MaxRejects, Pipeline, Project, Reading, SourceConfig
from kartoteka.errors import KartotekaError
from kartoteka.model.fields import required_fields
from kartoteka.model.tables import TableName
from kartoteka.pipeline.land.land import land_table
from kartoteka.pipeline.land.landed import LandedTable
from kartoteka.pipeline.land.mapping import TableMapping, header_text, resolve_mapping
from kartoteka.pipeline.look.opened import OpenedFile
from kartoteka.pipeline.look.written import delimiter_name, written_lines

TABLES: tuple[TableName, ...] = ("customers", "orders", "contacts")
_ALL = MaxRejects(Decimal(1), 2**62)
_FIRST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Look:
    """How a file was understood.

    Attributes:
        use: What reads it.
        format: What a person calls files of its kind.
        dialect: Encoding, delimiter, quote and the like, by name; only what there is.
        findings: What was guessed, why, and what to write where it is wrong.
        table: As what it was read: the table that makes the most of its columns, unless it was said.
        columns: What each column becomes: rows of `column`, `type`, `from` and `how`.
        problems: Why it cannot be read as this table, each with what would do.
        headers: The header's cells.
        rows: The first rows, cells as texts.
        read: Rows of the file that were landed in a trial and rejected; None where that was not possible.
        settled: The decimal mark and the order of dates, where the values told them.
        rejected: The first rejected rows: `line`, `reason`, `raw`.
        told: What else a person should know.
        written: All of this as lines of the project file.
    """

    path: Path
    use: str
    format: str
    dialect: Mapping[str, str]
    findings: Sequence[Finding]
    table: str
    columns: Sequence[Mapping[str, str]]
    problems: Sequence[str]
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    read: int | None = None
    landed: int | None = None
    settled: Mapping[str, Any] = field(default_factory=dict)
    rejected: Sequence[Mapping[str, str]] = ()
    told: Sequence[str] = ()
    written: Sequence[str] = ()


def look_at_file(
    opened: OpenedFile,
    table: str | None,
    *,
    reading: Reading,
    locale: str,
    timezone: str,
    currency: str,
    tell: Callable[[str], None] = lambda text: None,
) -> Look:
    """Look at a file.

    Args:
        opened: The file.
        table: As what to read it; told by its columns where it is None.
        reading: What was said of its columns and cells.
        locale: The language of the project.
        timezone: In which a moment becomes a day.
        currency: Of amounts that have none of their own.
        tell: Is told in a few words what is being done.
    """
    described = opened.described
    mapping = _mapping(table, described.columns, reading)
    problems = [str(problem) for problem in mapping.problems]
    landed: LandedTable | None = None
    rejected: list[dict[str, str]] = []
    if not problems:
        with tempfile.TemporaryDirectory() as folder:
            try:
                landed = _land(opened, mapping.table, reading, Path(folder), (locale, timezone, currency), tell)
                rejected = _first_of(landed.rejects_file)
            except KartotekaError as error:
                problems = [str(error)]
    settled = {} if landed is None else _told_by_values(landed, reading)
    return Look(
        path=opened.path,
        use=opened.use,
        format=_format(opened),
        dialect=_dialect(opened),
        findings=() if not isinstance(described, CsvFile | BatchFile) else described.findings,
        table=mapping.table,
        columns=mapping.describe(),
        problems=problems,
        headers=[header_text(column) for column in described.columns],
        rows=list(islice((row.cells for row in opened.rows() if row.cells is not None), _FIRST_ROWS)),
        read=None if landed is None else landed.rows_read,
        landed=None if landed is None else landed.rows_landed,
        settled=settled,
        rejected=rejected,
        told=() if landed is None else landed.sentences(opened.path.parent),
        written=written_lines(opened, mapping, reading, settled),
    )


def _mapping(table: str | None, headers: Sequence[str], reading: Reading) -> TableMapping:
    """The mapping to a table; where none is said, to the one whose fields the headers name best: first those that it needs."""
    mappings = [resolve_mapping(one, headers, reading.columns) for one in (TABLES if table is None else (table,))]

    def worth(mapping: TableMapping) -> tuple[int, int, int]:
        found = {column.name for column in mapping.columns if column.is_field}
        needed = {entry.name for entry in required_fields(mapping.table)}
        # An order names its customer, its day and its amount: who has all three is no customer.
        return -len(needed - found), len(needed & found), len(found)

    return max(mappings, key=worth)


def _land(
    opened: OpenedFile,
    table: str,
    reading: Reading,
    folder: Path,
    surroundings: tuple[str, str, str],
    tell: Callable[[str], None],
) -> LandedTable:
    from kartoteka.engine.duckdb import DuckDBEngine

    locale, timezone, currency = surroundings
    file = folder / "kartoteka.yaml"
    project = Project(file, locale, timezone, currency, {}, Places(str(file)))  # type: ignore[arg-type]  # one of the four
    pipeline = Pipeline("look", {}, None, {}, {}, {}, currency, {}, ("pipelines", "look"))
    key = ("sources", table)
    config = SourceConfig(table, opened.use, opened.options, replace(reading, max_rejects=_ALL), key)  # type: ignore[arg-type]  # one of TABLES
    engine = DuckDBEngine(folder / "spill")
    try:
        return land_table(config, opened.source, pipeline=pipeline, project=project, engine=engine, progress=tell)
    finally:
        engine.close()


def _told_by_values(landed: LandedTable, reading: Reading) -> dict[str, Any]:
    said = {"decimal": reading.decimal, "date_order": reading.date_order}
    return {name: landed.settled[name] for name, value in said.items() if value is None and landed.settled.get(name)}


def _first_of(rejects: Path) -> list[dict[str, str]]:
    with rejects.open(encoding="utf-8", newline="") as stream:
        return [{name: row[name] for name in ("line", "reason", "raw")} for row in islice(DictReader(stream), _FIRST_ROWS)]


def _format(opened: OpenedFile) -> str:
    match opened.described:
        case CsvFile():
            return "CSV"
        case BatchFile():
            return opened.described.format
        case _:
            return "Parquet"


def _dialect(opened: OpenedFile) -> dict[str, str]:
    file = opened.described
    if not isinstance(file, CsvFile):
        return {}
    told = {"encoding": file.encoding, "delimiter": delimiter_name(file.delimiter), "quote": file.quote or "none"}
    return told if file.compression is None else {**told, "packed with": file.compression}
