"""Record batches of a system into a Parquet file, as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.components.changes import IncrementalSource
from kartoteka.components.source import BatchSource, ParquetFile, Source
from kartoteka.errors import InputError, PluginError
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    import pyarrow as pa

_TOLD_EVERY = 250_000


def write_batches(source: Source, path: Path) -> ParquetFile:
    """All rows of a system, as a Parquet file."""
    assert isinstance(source, BatchSource | IncrementalSource)
    columns = source.columns()
    batches = source.batches() if isinstance(source, BatchSource) else source.read(None).batches()
    schema = write_stream(batches, path, lambda _: None, columns)
    return ParquetFile(path, tuple(columns if schema is None else schema.names))


def write_stream(
    batches: Iterable[pa.RecordBatch], path: Path, tell: Callable[[int], None], columns: Sequence[str] = ()
) -> pa.Schema | None:
    """Write batches as they come; no more than one of them is in memory.

    Args:
        batches: All of one schema.
        path: A file that does not exist.
        tell: Is told from time to time how many rows there are so far.
        columns: What the file has where there is no batch; it has no rows then.

    Returns:
        The schema; None where there was no batch.

    Raises:
        InputError: Two columns differ in nothing but case.
        PluginError: A batch has other columns than the first.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer: pq.ParquetWriter | None = None
    schema: pa.Schema | None = None
    rows = told = 0
    try:
        for batch in batches:
            if writer is None:
                schema = batch.schema.remove_metadata()
                _check_names(schema.names)
                writer = pq.ParquetWriter(path, schema)
            elif not batch.schema.equals(schema):
                raise PluginError(
                    _(
                        "it gave a batch with the columns {columns} after {before}",
                        columns=_described(batch.schema),
                        before=_described(schema),
                    )
                )
            writer.write_batch(batch)
            rows += batch.num_rows
            if rows - told >= _TOLD_EVERY:
                tell(rows)
                told = rows
    finally:
        if writer is not None:
            writer.close()
    if schema is None:
        pq.write_table(pa.schema([(name, pa.string()) for name in columns]).empty_table(), path)
    return schema


def _check_names(names: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        twin = seen.setdefault(name.casefold(), name)
        if twin is not name:
            hint = _("Give one of them another name where they come from; in a query: select … as …")
            raise InputError(
                _("there are two columns {one!r} and {other!r}, which differ in nothing but case", one=twin, other=name),
                hint=hint,
            )


def _described(schema: pa.Schema) -> str:
    return ", ".join(f"{field.name} {field.type}" for field in schema)
