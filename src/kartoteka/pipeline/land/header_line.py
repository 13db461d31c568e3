"""Where the header of a text file stands, when it is not the line that was taken for it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice

from kartoteka.components.source import CsvFile
from kartoteka.language import gettext as _
from kartoteka.pipeline.land.careful import careful_rows
from kartoteka.pipeline.land.mapped import TakenColumn
from kartoteka.pipeline.land.mapping import TableMapping, header_text, resolve_mapping
from kartoteka.pipeline.land.open_text import open_text

_LINES = 50
_LONGEST = 1 << 16


def header_remedy(
    file: object, mapping: TableMapping, written: Mapping[str, str | int] | None, taken: Sequence[TakenColumn] = ()
) -> str | None:
    """What to say of a file whose header cannot be mapped because it is not the header; None where it may well be.

    Args:
        file: The file whose columns were mapped; only text files with a header of their own have a remedy.
        mapping: What came of it, with problems.
        written: What the project file says under `columns`.
        taken: What comes from other files.
    """
    if not isinstance(file, CsvFile):
        return None
    if file.header_lines == 0:
        return _name_the_columns(file)
    filled = _filled(file.columns)
    below = 0
    for above, cells in _rows_below(file):
        below = max(below, _filled(cells))
        if _filled(cells) > 1 and len(resolve_mapping(mapping.table, cells, written, taken).problems) < len(mapping.problems):
            return _("line {line} looks like the header: skip_lines: {lines}", line=above + 1, lines=above)
    if filled == 1 and below > 1:
        return _("the line that was taken for the header has one filled cell; say how many lines stand above it: skip_lines: …")
    if len(file.columns) == 1:
        return _("the file has one column; if it should have more, say what separates them: delimiter: … (or whitespace)")
    return None


def _name_the_columns(file: CsvFile) -> str | None:
    """What to say of a file whose first row was taken for a row; None where its columns have names that were given."""
    if any(not re.fullmatch(r"column_[0-9]+", name) for name in file.columns):
        return None
    first = next((row.raw for row in careful_rows(file)), "")
    return _(
        "the file seems to have no header, for its first row is {first!r}; name its columns: header: "
        "[customer_id, …], or say that this is one: header: true",
        first=first[:60],
    )


def _filled(cells: tuple[str, ...]) -> int:
    return sum(1 for cell in cells if header_text(cell))


def _rows_below(file: CsvFile) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The first rows below the line taken for the header, each with the number of physical lines above it."""
    with open_text(file.path, file.encoding, file.compression) as stream, suppress(csv.Error):
        lines = [stream.readline(_LONGEST) for _ in range(file.skip_lines + _LINES)][file.skip_lines :]
        if file.delimiter is None:
            for number, line in enumerate(lines):
                yield file.skip_lines + number, tuple(line.split())
            return
        reader = csv.reader(
            lines,
            delimiter=file.delimiter,
            quotechar=file.quote,
            quoting=csv.QUOTE_NONE if file.quote is None else csv.QUOTE_MINIMAL,
            escapechar=file.escape,
            skipinitialspace=file.delimiter != " ",
        )
        above = 0
        for row in islice(reader, _LINES):
            yield file.skip_lines + above, tuple(row)
            above = reader.line_num
