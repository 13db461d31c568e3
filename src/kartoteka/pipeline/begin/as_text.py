"""Workbooks and other files that are no text, written as text: `init` looks at them as at any export."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kartoteka.components.find_files import find_files
from kartoteka.components.source import BatchFile
from kartoteka.errors import InputError
from kartoteka.pipeline.look.opened import OpenedFile, open_file, use_of
from kartoteka.plugin.registry import Registry


@dataclass(frozen=True, slots=True)
class AsText:
    """Files as text.

    Attributes:
        use: The source that reads them.
        options: Of that source, those that have to be written, without `path`.
        notes: What speaks for them, by name.
        pattern: Their copies: UTF-8, with commas.
    """

    use: str
    options: Mapping[str, Any]
    notes: Mapping[str, str]
    pattern: str


def as_text(table: str, path: str, said: Mapping[str, Any], locale: str, registry: Registry, work: Path) -> AsText | None:
    """Write files as text; None where they are text already, or are not there.

    A row stands on the line whose number it has in its file, so that both can be told alike.

    Args:
        table: Whose files.
        path: An absolute path or pattern.
        said: Options that were said of them.
        locale: The language of the project.
        registry: Knows the sources.
        work: A folder for the copies.

    Raises:
        InputError: They cannot be read.
    """
    try:
        paths = find_files(path, work, "*")
    except InputError:
        return None
    use = use_of(paths[0])
    if use == "csv":
        return None
    folder = work / f"{table}-text"
    folder.mkdir(exist_ok=True)
    taken = registry.load("source", use).Options().fields.keys()
    written = {name: value for name, value in said.items() if name in taken and name != "path"}
    opened = [open_file(one, written, use=use, locale=locale, registry=registry) for one in paths]
    for number, one in enumerate(opened):
        _write(one, folder / f"{number:05}.csv")
    found, notes = _found(opened)
    return AsText(use, {**found, **written}, notes, str(folder / "*.csv"))


AS_WRITTEN: Mapping[str, Any] = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quote": '"',
    "escape": None,
    "header": True,
    "header_rows": 1,
    "skip_lines": 0,
    "footer_lines": 0,
}
"""How the copies are written, so that nothing of them has to be guessed."""


def _write(opened: OpenedFile, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(opened.described.columns)
        line = 1
        for row in opened.rows():
            stream.write("\n" * max(0, row.line - line - 1))
            writer.writerow([" ".join(cell.split("\n")) for cell in row.cells or [row.raw]])
            line = max(line + 1, row.line)


def _found(opened: Sequence[OpenedFile]) -> tuple[dict[str, Any], dict[str, str]]:
    described = opened[0].described
    found: dict[str, Any] = {}
    notes: dict[str, str] = {}
    for finding in described.findings if isinstance(described, BatchFile) else ():
        if finding.what == "sheet":
            found["sheet"] = finding.found
            notes["sheet"] = finding.because
    return found, notes
