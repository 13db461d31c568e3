"""Open a file with the source that reads files of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.components.base import Context
from kartoteka.components.source import ROW_LINE, ROW_PROBLEM, ROW_RAW, BatchFile, CsvFile, FileSource, ParquetFile
from kartoteka.config.components import check_options
from kartoteka.config.places import Places
from kartoteka.errors import ConfigError, InputError, error_of
from kartoteka.language import gettext as _
from kartoteka.pipeline.land.careful import Row, careful_rows
from kartoteka.plugin.blame import blame
from kartoteka.plugin.registry import Registry

if TYPE_CHECKING:
    import pyarrow as pa

_BY_SUFFIX = {
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xlsb": "excel",
    ".xls": "excel",
    ".ods": "excel",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_PACKED = (".gz", ".zst", ".zstd")
_PARQUET, _WORKBOOKS = b"PAR1", (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NO_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file and what reads it.

    Attributes:
        use: The name of the source.
        options: Of the source, as they would be written, `path` among them.
        described: How it is read.
    """

    path: Path
    use: str
    options: Mapping[str, Any]
    source: FileSource
    described: CsvFile | ParquetFile | BatchFile

    def rows(self) -> Iterator[Row]:
        """Its rows in order, cells as texts; a row that cannot be used says why."""
        if isinstance(self.described, CsvFile):
            yield from careful_rows(self.described)
        elif isinstance(self.described, ParquetFile):
            yield from _texts(_parquet_batches(self.described.path), len(self.described.columns))
        else:
            yield from _texts(self.source.batches(self.described), len(self.described.columns))


def open_file(path: Path, written: Mapping[str, Any], *, use: str | None, locale: str, registry: Registry) -> OpenedFile:
    """Open a file.

    Args:
        path: The file.
        written: Options of its source; those that are not there are guessed.
        use: The source; told by the file where it is None.
        locale: Which encodings are likelier.
        registry: Knows the sources.

    Raises:
        InputError: There is no such file, or it cannot be understood.
        ConfigError: The options cannot be.
    """
    if not path.is_file():
        message = _("{path} is a folder", path=path) if path.is_dir() else _("{path} is not there", path=path)
        raise InputError(message, hint=_("Name one file."))
    use = use or use_of(path)
    component = registry.load("source", use)
    if not issubclass(component, FileSource):
        raise ConfigError(_("the source {use!r} reads no files", use=use), hint=_("Take csv, excel, parquet or jsonl."))
    options = {"path": str(path.absolute()), **written}
    provenance = registry.find("source", use).provenance
    with blame("source", use, provenance):
        checked, problems = check_options(component, options, (use,), Places(""))
        if checked is None:
            raise error_of(problems)
        source = component(checked, Context("look", use, _NO_DAY, "XXX", locale, "UTC", path.absolute().parent))
        described = source.describe(path.absolute())
    return OpenedFile(path.absolute(), use, options, source, described)


def use_of(path: Path) -> str:
    """The source for a file: by how it begins, and else by its name."""
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == _PARQUET:
        return "parquet"
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
    known = _BY_SUFFIX.get(suffixes[-1] if suffixes else "")
    is_book = start in _WORKBOOKS and (known == "excel" or not suffixes or suffixes[-1] != ".zip")
    return "excel" if is_book else known if known not in (None, "excel") else "csv"


def _parquet_batches(path: Path) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        yield from file.iter_batches()


def _texts(batches: Iterator[pa.RecordBatch], width: int) -> Iterator[Row]:
    number = 0
    for batch in batches:
        told = {name: batch.column(name).to_pylist() for name in batch.schema.names[width:]}
        columns = [_column(batch.column(at)) for at in range(width)]
        for at in range(batch.num_rows):
            number += 1
            cells = [column[at] for column in columns]
            line = told[ROW_LINE][at] if ROW_LINE in told else number
            problem = told[ROW_PROBLEM][at] if ROW_PROBLEM in told else None
            raw = told[ROW_RAW][at] if ROW_RAW in told else None
            yield Row(line, raw or "; ".join(cells), None if problem else cells, problem)


def _digits(text: str) -> str:
    """A number in plain digits, as few as give it back; NaN is empty, as landing has it."""
    number = Decimal(text)
    if number.is_nan():
        return ""
    return str(int(number)) if number.is_finite() and number == number.to_integral_value() else f"{number:f}"


def _column(values: pa.Array) -> list[str]:
    """Cells as exact texts, empty ones as empty texts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_nested(values.type):
        return ["" if value is None else str(value) for value in values.to_pylist()]
    if pa.types.is_floating(values.type):
        return ["" if text is None else _digits(text) for text in values.cast(pa.string()).to_pylist()]
    if pa.types.is_decimal(values.type):
        return ["" if value is None else f"{value:f}" for value in values.to_pylist()]
    if pa.types.is_timestamp(values.type):
        texts = [None if value is None else value.isoformat(sep=" ") for value in values.to_pylist()]
        return [text or "" for text in texts]
    found: list[str] = pc.fill_null(values.cast(pa.string()), "").to_pylist()
    return found
