"""What was understood of a file, as a person would write it into the project file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kartoteka.components.source import CsvFile, ParquetFile
from kartoteka.config.project import Reading
from kartoteka.config.shown import shown_path
from kartoteka.pipeline.land.mapping import TableMapping, header_text
from kartoteka.pipeline.look.opened import OpenedFile

_DELIMITERS = {None: "whitespace", "\t": "tab", " ": "space"}
_CELLS = ("decimal", "date_order", "date_format")


def delimiter_name(delimiter: str | None) -> str:
    """A delimiter as the source `csv` is told of it."""
    return _DELIMITERS.get(delimiter) or str(delimiter)


def written_lines(opened: OpenedFile, mapping: TableMapping, reading: Reading, settled: Mapping[str, Any]) -> Sequence[str]:
    """A source in YAML with everything that was said and found, so that nothing of it has to be guessed again."""
    from kartoteka.pipeline.begin.write import WrittenSource, source_lines

    said = {name: getattr(reading, name) for name in _CELLS if getattr(reading, name) is not None}
    cells = {name: value for name, value in settled.items() if name in _CELLS}
    options = {**opened.options, "path": shown_path(opened.path), **_found(opened), **said, **cells}
    return tuple(source_lines(mapping.table, WrittenSource(options, _columns(opened, mapping), use=opened.use)))


def _found(opened: OpenedFile) -> dict[str, Any]:
    file = opened.described
    found: dict[str, Any] = {}
    if isinstance(file, CsvFile):
        found = {"encoding": file.encoding, "delimiter": delimiter_name(file.delimiter)}
    if not isinstance(file, ParquetFile):
        known = opened.source.Options().fields
        found |= {one.what: _value(one.found) for one in file.findings if one.what in known}
    return {name: value for name, value in found.items() if name not in opened.options}


def _value(found: str) -> str | int | bool:
    if found == "none":
        return False
    return int(found) if found.isdecimal() else found


def _columns(opened: OpenedFile, mapping: TableMapping) -> dict[str, str | int]:
    """Field to header; to its position, from 1, where the header cannot name it."""
    headers = [header_text(column) for column in opened.described.columns]
    columns: dict[str, str | int] = {}
    for column in mapping.columns:
        if column.is_field and column.index is not None and column.index < len(headers):
            header = headers[column.index]
            columns[column.name] = header if header and headers.count(header) == 1 else column.index + 1
    return columns
