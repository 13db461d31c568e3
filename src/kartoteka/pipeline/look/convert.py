"""A table as clean CSV: UTF-8, commas, quotes where they are needed, the header first, the cells as they were."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kartoteka.components.source import Finding, ParquetFile
from kartoteka.durable import fsync_file, replace
from kartoteka.errors import InputError
from kartoteka.language import gettext as _
from kartoteka.pipeline.land.careful import BELOW
from kartoteka.pipeline.land.mapping import header_text
from kartoteka.pipeline.look.opened import OpenedFile

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of it.

    Attributes:
        file: The new file.
        rows: How many rows it has below its header.
        read: How many rows the old file has; blank ones are none.
        findings: How the old file was understood.
        left_out: The rows that could not be cut into cells, the first of them with line, reason and text.
        left_out_rows: How many those are.
        below: How many rows stand below the table, as totals and notes do; they are left out as well.
        left_out_file: Where all of both are listed; None where there are none.
    """

    file: Path
    rows: int
    read: int
    findings: Sequence[Finding] = ()
    left_out: tuple[tuple[int, str, str], ...] = ()
    left_out_rows: int = 0
    below: int = 0
    left_out_file: Path | None = None


def convert_file(opened: OpenedFile, target: Path, *, force: bool = False) -> Converted:
    """Write the table of a file as CSV by RFC 4180.

    Args:
        opened: The file.
        target: The new file.
        force: Replace one that is there.

    Raises:
        InputError: The new file is there already, or is the old one.
    """
    if target.exists() and target.resolve() == opened.path.resolve():
        raise InputError(_("{file} is the file itself", file=target), hint=_("Name another file: -o clean.csv"))
    if target.exists() and not force:
        raise InputError(_("{file} is there already", file=target), hint=_("Name another file, or say --force to replace it."))
    if not target.absolute().parent.is_dir():
        raise InputError(
            _("there is no folder {folder}", folder=target.absolute().parent), hint=_("Make it first, or name another file.")
        )
    draft, aside = (target.with_name(f".{target.name}.{part}") for part in ("draft", "left-out"))
    left_out_file = target.with_name(f"{target.stem}.left-out.csv")
    try:
        rows, left_out, number, below = _write(opened, draft, aside)
        fsync_file(draft)
        replace(draft, target)
        if number or below:
            fsync_file(aside)
            replace(aside, left_out_file)
    finally:
        draft.unlink(missing_ok=True)
        aside.unlink(missing_ok=True)
    findings = () if isinstance(opened.described, ParquetFile) else opened.described.findings
    listed = left_out_file if number or below else None
    return Converted(target, rows, rows + number + below, findings, tuple(left_out), number, below, listed)


def _write(opened: OpenedFile, draft: Path, aside: Path) -> tuple[int, list[tuple[int, str, str]], int, int]:
    rows = number = below = 0
    left_out: list[tuple[int, str, str]] = []
    with draft.open("w", encoding="utf-8", newline="") as stream, aside.open("w", encoding="utf-8", newline="") as others:
        writer, list_ = csv.writer(stream), csv.writer(others)
        writer.writerow([header_text(column) for column in opened.described.columns])
        list_.writerow(("line", "reason", "raw"))
        for row in opened.rows():
            if row.cells is not None:
                writer.writerow(row.cells)
                rows += 1
                continue
            told = (row.line, row.problem or "", row.raw)
            list_.writerow(told)
            if row.problem == BELOW:
                below += 1
                continue
            number += 1
            if number <= _SHOWN:
                left_out.append(told)
    return rows, left_out, number, below
