"""A first look at the files of one table: how they are cut into cells, where their header stands, a sample of their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.components.base import Context
from kartoteka.components.source import CsvFile, FileSource
from kartoteka.config.components import check_options
from kartoteka.config.places import Places
from kartoteka.engine.duckdb.sql import literal
from kartoteka.errors import ConfigError, InputError
from kartoteka.language import gettext as _
from kartoteka.pipeline.begin.as_text import AS_WRITTEN, as_text
from kartoteka.pipeline.begin.headless import missing_header
from kartoteka.pipeline.begin.question import Question
from kartoteka.pipeline.begin.request import READING, Request
from kartoteka.pipeline.land.careful import careful_rows
from kartoteka.pipeline.land.layout import Layout, make_layout
from kartoteka.pipeline.land.mapping import header_text
from kartoteka.pipeline.land.staging import open_staged, write_rows
from kartoteka.plugin.registry import Registry

if TYPE_CHECKING:
    import duckdb

SAMPLE_ROWS = 50_000
_OPTIONS = (
    *("encoding", "delimiter", "quote", "escape", "header", "header_rows", "skip_lines", "footer_lines", "column_range"),
    *("sheet", "range"),
)
_NUMBERS = ("header_rows", "skip_lines", "footer_lines")
_WRITTEN = ("quote", "escape", "header_rows", "skip_lines", "column_range")
"""What is written where the file told it: an export of next month is cut alike. Footers and the like are looked for anew."""

_NO_DAY = date(2000, 1, 1)
_ANY_TABLE = ""


@dataclass(frozen=True)
class Looked:
    """The files of one table.

    Attributes:
        table: `customers`, `orders`, `contacts` or `blacklist`.
        options: Of the source, those that have to be written.
        component: The source with these options.
        files: How each file is read.
        layout: All columns as texts: `slots[n]` is the cell of `headers[n]`.
        headers: Of the columns that are not dropped, as people see them; one may be empty, or stand twice.
        staged: A relation of the sample, whose columns are called like the slots.
        whole: The sample is all of it.
        notes: What speaks for an option, by name.
        question: Where the file has no header: what its columns are called.
        use: The source that reads the files.
        own_options: Of a source that reads no text: what has to be written of it.
    """

    table: str
    options: Mapping[str, Any]
    component: FileSource
    files: Sequence[CsvFile]
    layout: Layout
    headers: Sequence[str]
    staged: str
    whole: bool
    notes: Mapping[str, str] = field(default_factory=dict)
    question: Question | None = None
    use: str = "csv"
    own_options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def raw_headers(self) -> Sequence[str]:
        """The cells of the header line."""
        return self.files[0].columns

    def place(self, file: int, line: int) -> str:
        """`line 7`, with the name of the file where there are several."""
        if len(self.files) == 1:
            return _("line {line}", line=line)
        return _("{file}, line {line}", file=self.files[file].path.name, line=line)


def look_at(table: str, request: Request, locale: str, registry: Registry, work: Path) -> Looked:
    """Look at the files of a table.

    Args:
        table: Whose files.
        request: Names them, and what was said of them.
        locale: Which encodings are likelier.
        registry: Knows the source.
        work: A folder for the sample.

    Raises:
        InputError: There are none, or they cannot be read.
        ConfigError: What was said of them cannot be.
    """
    options: dict[str, Any] = {"path": request.files[table], **_said_options(table, request)}
    text = as_text(table, request.files[table], options, locale, registry, work)
    if text is not None:
        options = {"path": text.pattern, **AS_WRITTEN}
    context = Context(request.name, table, _NO_DAY, "XXX", locale, "UTC", request.folder)
    source = _source(options, context, registry)
    paths = source.paths()
    notes: dict[str, str] = {} if text is None else dict(text.notes)
    first = _described(source, paths[0])
    if first.encoding and "encoding" not in options:
        # Said from here on, so that the file need not be read again for it; whether it is written is decided at the end.
        source = _source({**options, "encoding": first.encoding}, context, registry)
    for finding in first.findings:
        if finding.what in _WRITTEN and finding.what not in options:
            options[finding.what] = _as_yaml(finding.what, finding.found)
            notes[finding.what] = finding.because
    files = [_described(_source(options, context, registry), path) for path in paths]
    source = _source(options, context, registry)
    layout = make_layout(_ANY_TABLE, files, None)
    if not layout.slots:
        raise InputError(_("{file} has no columns", file=paths[0].name), hint=_("It should at least have a header."))
    path = work / f"{table}.parquet"
    whole = _stage(layout, files, path)
    headers = tuple(header_text(column.header or "") for column in layout.mapping.columns)
    question = None if "header" in options else missing_header(table, files[0])
    looked = Looked(
        table, options, source, files, layout, headers, f"read_parquet({literal(str(path))})", whole, notes, question
    )
    return looked if text is None else replace(looked, question=None, use=text.use, own_options=text.options)


def source_options(source: FileSource) -> dict[str, Any]:
    """The options that a source was made with."""
    return {name: value for name, value in source.options.items() if value is not None or name in ("quote", "escape")}


def _said_options(table: str, request: Request) -> dict[str, Any]:
    """What was said of the source itself, as YAML would give it."""
    options: dict[str, Any] = {}
    for name in _OPTIONS:
        said = request.said_of(table, name)
        if said is None:
            continue
        match name:
            case "skip_lines" | "header_rows" | "footer_lines":
                options[name] = _as_yaml(name, said)
            case "quote" | "escape":
                options[name] = None if said in ("none", "null") else said
            case "header":
                names = [part.strip() for part in said.split(",")]
                options[name] = said == "true" if said in ("true", "false") else names
            case _:
                options[name] = said
    return options


def _as_yaml(name: str, text: str) -> Any:
    return int(text) if name in _NUMBERS and text.isdigit() else text


def _source(options: Mapping[str, Any], context: Context, registry: Registry) -> FileSource:
    component = registry.load("source", "csv")
    assert issubclass(component, FileSource)
    loaded, problems = check_options(component, options, (context.step,), Places(""))
    if loaded is None:
        raise ConfigError(problems)
    return component(loaded, context)


def _described(source: FileSource, path: Path) -> CsvFile:
    file = source.describe(path)
    assert isinstance(file, CsvFile)
    return file


def _stage(layout: Layout, files: Sequence[CsvFile], path: Path) -> bool:
    """Write the first rows of all files, and tell whether that is all of them.

    What stands below the rows is among them: a total may be all that names the currency.
    """
    left = SAMPLE_ROWS
    following = 0
    with open_staged(path, layout) as writer:
        for number, (file, positions) in enumerate(zip(files, layout.positions, strict=True)):
            rows = careful_rows(replace(file, footer_lines=0))
            before = following
            following = write_rows(enumerate(islice(rows, left), following), positions, number, writer, following)
            left -= following - before
            if next(rows, None) is not None:
                return False
    return True


def connection_for_looking() -> duckdb.DuckDBPyConnection:
    """A database for what is looked at; the caller closes it."""
    import duckdb

    connection = duckdb.connect(config={"threads": 2})
    connection.execute("SET TimeZone = 'UTC'").fetchall()
    return connection


assert set(_OPTIONS) <= set(READING)
