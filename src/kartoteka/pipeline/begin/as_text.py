"""Workbooks and other files that are no text, written as text: `init` looks at them as at any export."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from kartoteka.components.find_files import find_files
from kartoteka.components.source import BatchFile, Finding
from kartoteka.errors import InputError
from kartoteka.language import gettext as _
from kartoteka.model.fields import required_fields
from kartoteka.model.tables import TableName
from kartoteka.pipeline.land.mapping import resolve_mapping
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

    def opened(one: Path, **found: Any) -> OpenedFile:
        return open_file(one, {**written, **found}, use=use, locale=locale, registry=registry)

    first, because = _with_best_sheet(table, opened(paths[0]), lambda name: opened(paths[0], sheet=name))
    found, notes = _found(first, because)
    for number, one in enumerate(paths):
        _write(opened(one, **found) if number else first, folder / f"{number:05}.csv")
    return AsText(use, {**written, **found}, notes, str(folder / "*.csv"))


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


def _with_best_sheet(table: str, opened: OpenedFile, other: Callable[[str], OpenedFile]) -> tuple[OpenedFile, str | None]:
    """The file with the sheet whose header names the fields of a table best, and why, if it is not the one that was found."""
    best, named, because = opened, _named(table, opened), None
    for name in next((one.others for one in _findings(opened) if one.what == "sheet"), ()):
        try:
            candidate = other(name)
        except InputError:  # an empty sheet, or a picture
            continue
        if (fields := _named(table, candidate)) > named:
            best, named, because = (
                candidate,
                fields,
                _("of all sheets, its header names the most fields of {table}", table=table),
            )
    return best, because


def _named(table: str, opened: OpenedFile) -> tuple[int, int]:
    """How many fields a header names: those that the table needs, and all."""
    if table not in get_args(TableName):
        return 0, 0
    needed = {entry.name for entry in required_fields(cast("TableName", table))}
    found = {column.name for column in resolve_mapping(table, opened.described.columns, None).columns if column.is_field}
    return len(needed & found), len(found)


def _found(opened: OpenedFile, because: str | None) -> tuple[dict[str, Any], dict[str, str]]:
    """What has to be written of it, and what speaks for it."""
    found: dict[str, Any] = {}
    notes: dict[str, str] = {}
    if because is not None:
        found["sheet"], notes["sheet"] = opened.options["sheet"], because
    for finding in _findings(opened):
        found[finding.what] = int(finding.found) if finding.what == "skip_lines" else finding.found
        notes[finding.what] = finding.because
    return found, notes


def _findings(opened: OpenedFile) -> Sequence[Finding]:
    return opened.described.findings if isinstance(opened.described, BatchFile) else ()
