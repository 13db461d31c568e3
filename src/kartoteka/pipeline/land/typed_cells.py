"""As what each cell of a file is read, whichever columns are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land.mapping import TableMapping


def typed_cells(mapping: TableMapping, headers: Sequence[str]) -> Iterator[tuple[int, ColumnType]]:
    """The position and the type of each cell of the file itself that a mapping reads, also where other columns have problems.

    Args:
        mapping: Of a file.
        headers: Its headers, as people see them.
    """
    for column in mapping.columns:
        if column.index is not None and column.index < len(headers):
            yield column.index, column.type
        for header, type_ in column.reads.items():
            if header in headers:
                yield headers.index(header), type_
