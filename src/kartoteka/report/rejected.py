"""The rejected rows of a source, grouped by why they could not be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.pipeline.land import LandedTable

EXAMPLES = 3
"""So many rows of each reason are named."""

_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_LINE = r", [^\s\d,;:]+ \d+"

# What a reason quotes is the cell of one row, and it may name the line of another one, in any language (`, line 9`): rows are
# grouped by the rest.
_GROUPED = """
    WITH rejects AS (
        SELECT file, TRY_CAST(line AS BIGINT) AS line, reason,
            regexp_replace(regexp_replace(reason, $quoted, '…', 'g'), $line, ', …', 'g') AS kind
        FROM read_csv($path, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
    )
    SELECT kind, file, line, reason, count(*) OVER (PARTITION BY kind) AS rows
    FROM rejects
    QUALIFY row_number() OVER (PARTITION BY kind ORDER BY file, line, reason) <= $examples
    ORDER BY rows DESC, kind, file, line, reason
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One row that could not be used. `file` is relative to the project, or names a system; the row itself is left out."""

    file: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Rows that could not be used for one reason.

    Attributes:
        reason: With `…` where each row has something of its own.
        rows: How many they are.
        examples: The first of them.
    """

    reason: str
    rows: int
    examples: Sequence[Example]


def rejected_rows(landed: LandedTable, engine: DuckDBEngine) -> Sequence[Rejected]:
    """The reasons of a source, those of most rows first. None where nothing was rejected, or the list of it is gone."""
    if not landed.rows_rejected or not landed.rejects_file.exists():
        return ()
    values = {"path": str(landed.rejects_file), "quoted": _QUOTED, "line": _LINE, "examples": EXAMPLES}
    groups: dict[str, list[Example]] = {}
    counts: dict[str, int] = {}
    for kind, file, line, reason, rows in engine.connection.execute(_GROUPED, values).fetchall():
        groups.setdefault(kind, []).append(Example(file, line, reason))
        counts[kind] = rows
    return [Rejected(kind, counts[kind], examples) for kind, examples in groups.items()]
