"""Campaign lists as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka import Boolean, ColumnType, FileExporter, Integer, Money, Number, Rows

if TYPE_CHECKING:
    import pyarrow as pa

_CONTROL = r"[\x00-\x1f]"


class JsonlExporter(FileExporter):
    """One JSON object on each line, in UTF-8, with every column: an empty cell is `null`.

    Amounts are numbers with all their digits and nothing more (`12.50`); days and moments are texts (`2026-11-30`).
    """

    def write(self, rows: Rows, file: Path) -> None:
        keys = [f"{',' if at else '{'}{json.dumps(name, ensure_ascii=False)}:" for at, name in enumerate(rows.columns)]
        with file.open("wb") as stream:
            for chunk in self.chunks(rows):
                values = [self._values(cells, kind) for cells, kind in zip(chunk.columns, rows.columns.values(), strict=True)]
                stream.write(_joined(keys, values))

    def _values(self, cells: pa.Array, kind: ColumnType) -> pa.Array:
        import pyarrow.compute as pc

        plain = self.plain_text(cells, kind)
        if kind in (Boolean, Integer, Money, Number):
            return plain
        escaped = pc.replace_substring(pc.replace_substring(plain, "\\", "\\\\"), '"', '\\"')
        quoted = pc.binary_join_element_wise('"', escaped, '"', "")
        control = pc.fill_null(pc.match_substring_regex(plain, _CONTROL), False)
        if not pc.any(control).as_py():
            return quoted
        # Control characters are rare and have many spellings; these cells go one by one.
        rare = [json.dumps(text, ensure_ascii=False) for text in plain.filter(control).to_pylist()]
        return pc.replace_with_mask(quoted, control, rare)


def _joined(keys: list[str], values: list[pa.Array]) -> bytes:
    """Lines of JSON out of columns of JSON."""
    import pyarrow.compute as pc

    parts = [part for key, cells in zip(keys, values, strict=True) for part in (key, cells)]
    lines = pc.binary_join_element_wise(*parts, "}\n", "", null_handling="replace", null_replacement="null")
    return b"".join(lines.cast("binary").to_pylist())
