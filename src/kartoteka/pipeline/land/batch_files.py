"""Files that their source reads itself: written as Parquet, from where they land like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.components.source import ROW_LINE, ROW_PROBLEM, ROW_RAW, BatchFile, FileSource, ParquetFile, Source
from kartoteka.errors import PluginError
from kartoteka.pipeline.land.asked.write import write_stream
from kartoteka.pipeline.land.slot import SourceFile

if TYPE_CHECKING:
    import pyarrow as pa

_TOLD_OF_ROWS = {ROW_LINE, ROW_RAW, ROW_PROBLEM}


def readable(source: Source, files: Sequence[SourceFile], work: Path) -> list[SourceFile]:
    """The files as the engine can read them: those that their source reads itself as Parquet in the folder `work`."""
    return [_written(source, file, work / f"file-{number}.parquet") for number, file in enumerate(files)]


def _written(source: Source, file: SourceFile, path: Path) -> SourceFile:
    if not isinstance(file, BatchFile):
        return file
    assert isinstance(source, FileSource)
    write_stream(_numbered(source, file), path, lambda _: None, _numbers(file))
    return ParquetFile(path, file.columns, file.path)


def _numbers(file: BatchFile) -> list[str]:
    """What the columns are called on the way: headers may be empty, stand twice, or differ in nothing but case."""
    return [f"c{number}" for number in range(len(file.columns))]


def _numbered(source: FileSource, file: BatchFile) -> Iterator[pa.RecordBatch]:
    for batch in source.batches(file):
        given = tuple(batch.schema.names)
        told = given[len(file.columns) :]
        if given[: len(file.columns)] != file.columns or not set(told) <= _TOLD_OF_ROWS:
            raise PluginError(f"it described {file.path.name} with the columns {file.columns} and gave {given}")
        yield batch.rename_columns([*_numbers(file), *told])
